// The catalogue's types, in terms of the receiver and the arguments of the call at hand.
#include "Python/Resolver/Evaluator.h"

namespace nostall::python {

using rules::TypeExpression;

SiteId Evaluator::numberOf(Site site) {
  if (!site.valid()) return 0;
  const auto [entry, added] =
      siteNumbers.try_emplace({site.module, site.call}, static_cast<SiteId>(sites.size()));
  if (added) sites.push_back(site);
  return entry->second;
}

/// The argument of a call, by position or keyword.
SetId Evaluator::siteArgument(Site site, int number, llvm::StringRef keyword) {
  rules::Position position;
  position.kind = number < 0 ? rules::Position::Kind::Keyword : rules::Position::Kind::Number;
  position.number = number < 0 ? 0 : static_cast<unsigned>(number);
  position.keyword = keyword.str();
  return value(site.module, argumentAt(site, position));
}

Index Evaluator::argumentAt(Site site, const rules::Position& position) const {
  if (!site.valid()) return None;
  const facts::Expression& call = expression(site.module, site.call);
  if (call.kind != facts::Expression::Kind::Call) return None;
  unsigned positional = 0;
  Index last = None;
  for (std::size_t number = 1; number < call.operands.size(); ++number) {
    const std::string& keyword =
        number - 1 < call.keywords.size() ? call.keywords[number - 1] : std::string();
    const Index operand = call.operands[number];
    if (!keyword.empty()) {
      if (keyword == position.keyword) return operand;
      continue;
    }
    if (expression(site.module, operand).kind == facts::Expression::Kind::Starred) break;
    if (position.kind == rules::Position::Kind::Number && positional == position.number) return operand;
    ++positional;
    last = operand;
  }
  return position.kind == rules::Position::Kind::Last ? last : None;
}

SetId Evaluator::newInstances(SetId made, Site site) {
  return forEach(made, [&](ValueId id) {
    const Value value = values[id];
    if (value.kind == Value::Kind::Instance) return values.single(id);
    return value.kind == Value::Kind::Class ? instanceOf(id, site) : Nothing;
  });
}

SetId Evaluator::describedType(const TypeExpression& type, ValueId receiver, Site site) {
  auto inner = [&](std::size_t number) {
    return number < type.arguments.size() ? describedType(type.arguments[number], receiver, site) : Nothing;
  };
  switch (type.kind) {
  case TypeExpression::Kind::Any:
    return Nothing;
  case TypeExpression::Kind::Instance: {
    const NameId name = stubs.canonical(names.intern(type.name));
    if (type.name == "builtins.dict") return values.single({Value::Kind::Container, inner(0), 0, 0, 1});
    if (type.name == "builtins.list" || type.name == "builtins.set" || type.name == "builtins.tuple")
      return values.single({Value::Kind::Container, inner(0)});
    Value instance{Value::Kind::Instance, classes.library(name), inner(0)};
    if (stubs.needsMaker(name)) instance.c = numberOf(site);
    return values.single(instance);
  }
  case TypeExpression::Kind::Class:
    return values.single(
        {Value::Kind::Class, classes.library(stubs.canonical(names.intern(type.name))), inner(0)});
  case TypeExpression::Kind::Self: {
    if (receiver == NoValue) return Nothing;
    Value self = values[receiver];
    if (self.kind == Value::Kind::Instance) self.flag &= ~AlreadyRead; // `query.filter(…)` is another query
    return values.single(self);
  }
  case TypeExpression::Kind::Element:
    if (!type.arguments.empty())
      return forEach(inner(0), [&](ValueId id) {
        return values[id].kind == Value::Kind::Instance ? values[id].b : element(id, false);
      });
    return receiver != NoValue && values[receiver].kind == Value::Kind::Instance ? values[receiver].b
                                                                                 : Nothing;
  case TypeExpression::Kind::Argument:
    return siteArgument(site, type.number, type.keyword);
  case TypeExpression::Kind::Made: {
    if (receiver == NoValue || values[receiver].kind != Value::Kind::Instance) return Nothing;
    return siteArgument(sites[values[receiver].c], type.number, type.keyword);
  }
  case TypeExpression::Kind::New:
    return newInstances(inner(0), site);
  case TypeExpression::Kind::Result:
    return forEach(inner(0), [&](ValueId id) { return callResult(id, {}); });
  case TypeExpression::Kind::Provided:
    return values.single({Value::Kind::Provided, provided(inner(0))});
  case TypeExpression::Kind::Awaitable:
    return values.single({Value::Kind::Coroutine, inner(0)});
  case TypeExpression::Kind::Awaited:
    return forEach(inner(0), [&](ValueId id) { return awaited(id); });
  case TypeExpression::Kind::Attribute:
    return attribute(inner(0), names.intern(type.name));
  case TypeExpression::Kind::Callable:
    return values.single({Value::Kind::Callable, inner(0), 0, 0, 1});
  case TypeExpression::Kind::Sequence:
    return values.single({Value::Kind::Container, inner(0)});
  case TypeExpression::Kind::Iterator:
    return values.single({Value::Kind::Iterator, inner(0), NoValue});
  case TypeExpression::Kind::AsyncIterator:
    return values.single({Value::Kind::Iterator, inner(0), NoValue, 0, 1});
  case TypeExpression::Kind::OrElse: {
    const SetId first = inner(0);
    return values.withoutNull(first) != Nothing ? first : inner(1);
  }
  }
  return Nothing;
}

} // namespace nostall::python
