// Functions of the standard library whose results no description can tell: containers, `super`, `partial`,
// `getattr` and their like.
#include "Python/Resolver/Evaluator.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSwitch.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

enum class Builtin {
  None,
  Container,
  Mapping,
  DefaultMapping,
  Next,
  AsyncNext,
  Enumerate,
  Zip,
  Map,
  Filter,
  Extreme,
  GetAttribute,
  Super,
  Type,
  Property,
  Identity,
  Partial,
  Cast,
  TypeVariable,
  NewType,
  ContextManager,
  Manager,
  Closing,
};

Builtin builtinOf(llvm::StringRef name) {
  return llvm::StringSwitch<Builtin>(name)
      .Cases("builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.sorted",
             "builtins.reversed", "builtins.iter", "collections.deque", Builtin::Container)
      .Cases("builtins.aiter", "itertools.chain", Builtin::Container)
      .Cases("builtins.dict", "collections.OrderedDict", Builtin::Mapping)
      .Case("collections.defaultdict", Builtin::DefaultMapping)
      .Case("builtins.next", Builtin::Next)
      .Case("builtins.anext", Builtin::AsyncNext)
      .Case("builtins.enumerate", Builtin::Enumerate)
      .Case("builtins.zip", Builtin::Zip)
      .Case("builtins.map", Builtin::Map)
      .Case("builtins.filter", Builtin::Filter)
      .Cases("builtins.min", "builtins.max", "random.choice", Builtin::Extreme)
      .Case("builtins.getattr", Builtin::GetAttribute)
      .Case("builtins.super", Builtin::Super)
      .Case("builtins.type", Builtin::Type)
      .Cases("builtins.property", "functools.cached_property", Builtin::Property)
      .Cases("builtins.staticmethod", "builtins.classmethod", "functools.lru_cache", "functools.cache",
             "copy.copy", "copy.deepcopy", Builtin::Identity)
      .Cases("functools.partial", "functools.partialmethod", Builtin::Partial)
      .Cases("typing.cast", "typing_extensions.cast", Builtin::Cast)
      .Cases("typing.TypeVar", "typing_extensions.TypeVar", Builtin::TypeVariable)
      .Cases("typing.NewType", "typing_extensions.NewType", Builtin::NewType)
      .Cases("contextlib.contextmanager", "contextlib.asynccontextmanager", Builtin::ContextManager)
      .Case("contextlib.nullcontext", Builtin::Manager)
      .Case("contextlib.closing", Builtin::Closing)
      .Default(Builtin::None);
}

} // namespace

std::optional<SetId> Evaluator::builtinResult(llvm::StringRef name, Site site) {
  const Builtin builtin = builtinOf(name);
  if (builtin == Builtin::None) return std::nullopt;
  auto argument = [&](int number) { return siteArgument(site, number, ""); };
  auto elements = [&](int number) {
    return forEach(argument(number), [&](ValueId id) { return element(id, false); });
  };
  auto container = [&](SetId held) { return values.single({Value::Kind::Container, held}); };
  switch (builtin) {
  case Builtin::None:
    return std::nullopt;
  case Builtin::Container:
    return container(elements(0));
  case Builtin::Mapping: {
    const bool written = site.valid() && llvm::any_of(expression(site.module, site.call).keywords,
                                                      [](const auto& keyword) { return !keyword.empty(); });
    if (written) return values.single({Value::Kind::Literal, site.module, site.call});
    return values.single({Value::Kind::Container, Nothing, 0, 0, 1});
  }
  case Builtin::DefaultMapping:
    return values.single({Value::Kind::Container,
                          forEach(argument(0), [&](ValueId id) { return callResult(id, {}); }), 0, 0, 1});
  case Builtin::Next:
    return elements(0);
  case Builtin::AsyncNext:
    return values.single({Value::Kind::Coroutine,
                          forEach(argument(0), [&](ValueId id) { return element(id, true); }), 0, 0, 1});
  case Builtin::Enumerate:
    return container(values.single({Value::Kind::Tuple, values.list({Nothing, elements(0)})}));
  case Builtin::Zip: {
    llvm::SmallVector<SetId, 4> items;
    if (site.valid())
      for (std::size_t number = 1; number < expression(site.module, site.call).operands.size(); ++number)
        items.push_back(elements(static_cast<int>(number) - 1));
    return container(values.single({Value::Kind::Tuple, values.list(items)}));
  }
  case Builtin::Map:
    return container(forEach(argument(0), [&](ValueId id) { return callResult(id, {}); }));
  case Builtin::Filter:
    return container(elements(1));
  case Builtin::Extreme:
    return argument(1) != Nothing ? values.unite(argument(0), argument(1)) : elements(0);
  case Builtin::GetAttribute: {
    SetId found = Nothing;
    for (ValueId id : values.members(argument(1)))
      if (values[id].kind == Value::Kind::Constant)
        if (const auto& text = expression(values[id].a, values[id].b).text; !text.empty())
          found = values.unite(found, attribute(argument(0), names.intern(text)));
    return found;
  }
  case Builtin::Super:
    return superOf(site);
  case Builtin::Type:
    return forEach(argument(0), [&](ValueId id) {
      const Value value = values[id];
      return value.kind == Value::Kind::Instance ? values.single({Value::Kind::Class, value.a, value.b})
                                                 : Nothing;
    });
  case Builtin::Property:
    return forEach(argument(0), [&](ValueId id) { return values.single({Value::Kind::Property, id}); });
  case Builtin::Identity:
    return argument(0);
  case Builtin::Partial:
    return partialOf(site);
  case Builtin::Cast: {
    const SetId type = site.valid() ? annotated(site.module, argumentAt(site, {})) : Nothing;
    return type != Nothing ? type : argument(1);
  }
  case Builtin::TypeVariable: {
    rules::Position bound{rules::Position::Kind::Keyword, 0, "bound"};
    const Index type = argumentAt(site, bound);
    return type == None ? Nothing : values.single({Value::Kind::Alias, site.module, type});
  }
  case Builtin::NewType: {
    const Index type = argumentAt(site, {rules::Position::Kind::Number, 1, ""});
    return type == None ? Nothing : values.single({Value::Kind::Alias, site.module, type});
  }
  case Builtin::ContextManager:
    return forEach(argument(0), [&](ValueId id) {
      return values[id].kind == Value::Kind::Function ? values.single({Value::Kind::ContextFactory, id})
                                                      : Nothing;
    });
  case Builtin::Closing:
    return values.single({Value::Kind::Manager, argument(0), 0, 0, 1});
  case Builtin::Manager:
    return values.single({Value::Kind::Manager, argument(0)});
  }
  return std::nullopt;
}

SetId Evaluator::superOf(Site site) {
  if (!site.valid()) return Nothing;
  const Expression& call = expression(site.module, site.call);
  if (call.operands.empty()) return Nothing;
  const ModuleInfo& info = modules[site.module];
  Index method = info.expression(call.operands[0]).scope;
  while (method != None && !isMethod({site.module, method}))
    method = info.scope(method).parent;
  if (method == None) return Nothing;
  ClassId owner = classes.project(site.module, info.scope(method).parent);
  for (ValueId id : values.members(siteArgument(site, 0, "")))
    if (values[id].kind == Value::Kind::Class) owner = values[id].a;
  return forEach(parameter({site.module, method}, 0),
                 [&](ValueId self) { return values.single({Value::Kind::Super, owner, self}); });
}

SetId Evaluator::partialOf(Site site) {
  return forEach(siteArgument(site, 0, "func"), [&](ValueId target) {
    return values.single({Value::Kind::Partial, target, numberOf(site)});
  });
}

/// What methods of lists, dictionaries and their like give.
SetId Evaluator::containerResult(ValueId id, llvm::StringRef method, Site site) {
  const Value container = values[id];
  auto contents = [&] {
    if (container.kind == Value::Kind::Container) return container.a;
    if (container.kind != Value::Kind::Literal ||
        expression(container.a, container.b).kind == Expression::Kind::Sequence)
      return element(id, false);
    return held(id, std::nullopt);
  };
  if (method == "get" || method == "pop" || method == "setdefault" || method == "popleft") {
    const Index key = argumentAt(site, {});
    return key == None ? contents() : subscripted(id, site.module, key);
  }
  if (method == "values") return values.single({Value::Kind::Container, contents()});
  if (method == "items")
    return values.single(
        {Value::Kind::Container, values.single({Value::Kind::Tuple, values.list({Nothing, contents()})})});
  return method == "copy" ? values.single(id) : Nothing;
}

} // namespace nostall::python
