// Attributes that are loaded when they are read, in coroutines that work with an AsyncSession.
//
// Whether an attribute is loaded depends on all that happened before, so every sign that it may be keeps the
// detector silent: an option that names it, `refresh`, `awaitable_attrs`, an assignment, the object in the
// hands of another coroutine, the attribute's name in a string.
#include "Python/Detectors/Detection.h"

#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSet.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

/// An attribute of a mapped object that a coroutine reads.
struct Read {
  Index index = None;
  Index object = None; ///< a Name
  FunctionKey function;
  ClassId owner = 0;
  MappedAttribute attribute;
};

/// The reads of mapped attributes in coroutines, through names, in the order of the text.
std::vector<Read> readsOf(Detection& at) {
  std::vector<Read> reads;
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& expression = at.expression(index);
    if (expression.kind != Expression::Kind::Attribute) continue;
    const Expression& object = at.expression(expression.operands[0]);
    if (object.kind != Expression::Kind::Name) continue;
    const Index scope = functionAround(at.info(), object.scope);
    if (at.info().scope(scope).kind != Scope::Kind::Function ||
        !(at.info().scope(scope).flags & facts::ScF_Async))
      continue;
    const auto owner = at.mapping.instance(at.value(expression.operands[0]));
    if (!owner) continue;
    Read read{index,
              expression.operands[0],
              {at.module, scope},
              *owner,
              at.mapping.attribute(*owner, expression.text)};
    if (read.attribute.kind != MappedAttribute::Kind::None) reads.push_back(std::move(read));
  }
  return reads;
}

/// What a coroutine does apart from the read.
struct Body {
  Detection& at;
  FunctionKey function;
  std::uint32_t begin = 0, end = 0;

  Body(Detection& at, FunctionKey function) : at(at), function(function) {
    std::tie(begin, end) = extentOf(at.evaluator, function);
  }

  const ModuleInfo& info() const { return at.evaluator.modules[function.module]; }

  template <class Test>
  bool any(std::uint32_t from, std::uint32_t to, Test test) const {
    const auto& expressions = info().facts().expressions;
    for (Index index = 0; index < expressions.size(); ++index) {
      const Expression& one = expressions[index];
      if (one.begin >= from && one.end <= to && test(index, one)) return true;
    }
    return false;
  }

  /// Whether an attribute of this name is set between two places.
  bool sets(llvm::StringRef attribute, std::uint32_t from, std::uint32_t to) const {
    return llvm::any_of(info().facts().attributes, [&](const facts::AttributeBinding& one) {
      const Expression& object = info().expression(one.object);
      return one.name == attribute && object.begin >= from && object.end <= to;
    });
  }

  /// Whether there is something between two places that loads what is named nowhere, or asks what is loaded.
  bool loads(std::uint32_t from, std::uint32_t to) const {
    return any(from, to, [&](Index, const Expression& one) {
      return one.kind == Expression::Kind::Attribute &&
             llvm::is_contained({"awaitable_attrs", "run_sync", "unloaded", "__dict__"}, one.text);
    });
  }

  /// Whether an attribute is named between two places, by its class or in a string that is no key.
  bool mentions(llvm::StringRef attribute, std::uint32_t from, std::uint32_t to) const {
    llvm::SmallDenseSet<Index> keys;
    any(from, end, [&](Index, const Expression& one) {
      if (one.kind == Expression::Kind::Mapping)
        for (std::size_t number = 0; number < one.operands.size(); number += 2)
          keys.insert(one.operands[number]);
      return false;
    });
    return any(from, to, [&](Index index, const Expression& one) {
      if (one.text != attribute) return false;
      if (one.kind == Expression::Kind::String) return !keys.contains(index);
      return one.kind == Expression::Kind::Attribute &&
             at.mapping.mappedClass(at.evaluator.value(function.module, one.operands[0])).has_value();
    });
  }

  /// Whether the attribute may be loaded, as far as what stands between two places tells.
  bool mayLoad(llvm::StringRef attribute, std::uint32_t from, std::uint32_t to) const {
    return sets(attribute, from, to) || loads(from, to) || mentions(attribute, from, to);
  }

  /// Whether between two places a call gets the object or session of this path.
  bool handsOver(llvm::StringRef path, std::uint32_t from, std::uint32_t to, bool calledOnIt) const {
    auto isIt = [&](Index operand) {
      const Index inner = info().expression(operand).kind == Expression::Kind::Starred
                              ? info().expression(operand).operands[0]
                              : operand;
      return pathOf(at.evaluator, function.module, inner) == path;
    };
    return any(from, to, [&](Index, const Expression& call) {
      if (call.kind != Expression::Kind::Call) return false;
      if (llvm::any_of(llvm::drop_begin(call.operands), isIt)) return true;
      const Expression& callee = info().expression(call.operands[0]);
      return calledOnIt && callee.kind == Expression::Kind::Attribute && isIt(callee.operands[0]) &&
             !llvm::is_contained({"add", "add_all"}, callee.text);
    });
  }
};

/// Whether a loader option is understood and leaves an attribute alone.
bool leavesAlone(Detection& at, Site option, llvm::StringRef attribute) {
  const ModuleInfo& info = at.evaluator.modules[option.module];
  Index root = option.call;
  while (true) {
    const Expression& call = info.expression(root);
    if (call.kind != Expression::Kind::Call) return false;
    if (llvm::StringRef(calledFunction(at.evaluator, {option.module, root})).starts_with("sqlalchemy.orm"))
      break;
    const Expression& callee = info.expression(call.operands[0]);
    if (callee.kind != Expression::Kind::Attribute) return false;
    root = callee.operands[0];
  }
  const Expression& whole = info.expression(option.call);
  return llvm::none_of(info.facts().expressions, [&](const Expression& one) {
    if (one.begin < whole.begin || one.end > whole.end) return false;
    return (one.kind == Expression::Kind::Attribute && one.text == attribute) ||
           one.kind == Expression::Kind::String || one.kind == Expression::Kind::Starred;
  });
}

/// Whether the call that read an object is known not to have loaded the attribute with it.
bool readsWithout(Detection& at, const Origin& origin, llvm::StringRef attribute) {
  if (origin.method == "get" || origin.method == "get_one") {
    const Index options = argument(at.evaluator, origin.call, "options");
    if (options == None) return argument(at.evaluator, origin.call, "**") == None;
    const Expression& all = at.evaluator.expression(origin.call.module, options);
    return all.kind == Expression::Kind::Sequence && llvm::all_of(all.operands, [&](Index option) {
             return leavesAlone(at, {origin.call.module, option}, attribute);
           });
  }
  return llvm::all_of(origin.statements, [&](const Statement& statement) {
    return llvm::all_of(statement.links, [&](const Statement::Link& link) {
      if (link.method != "options") return link.method != "from_statement";
      const Expression& call = at.evaluator.expression(link.call.module, link.call.call);
      return llvm::all_of(llvm::drop_begin(call.operands), [&](Index option) {
        return leavesAlone(at, {link.call.module, option}, attribute);
      });
    });
  });
}

/// A key that is the same for reads of one attribute of one variable.
std::string keyOf(const Detection& at, const Read& read) {
  return pathOf(at.evaluator, at.module, read.object) + "." + at.expression(read.index).text;
}

/// A relationship to one object may find it among what the session has loaded already.
bool mayBeAtHand(Detection& at, const Read& read, const Body& body) {
  if (at.mapping.isCollection(read.attribute) == true) return false;
  const auto target = at.mapping.target(read.attribute);
  if (!target) return true;
  return body.any(body.begin, at.expression(read.index).begin, [&](Index index, const Expression& one) {
    return one.kind == Expression::Kind::Name && at.mapping.mappedClass(at.value(index)) == target;
  });
}

bool handedToCoroutine(Detection& at, const Read& read, const Body& body) {
  const std::string object = pathOf(at.evaluator, at.module, read.object);
  return body.any(body.begin, at.expression(read.index).begin, [&](Index, const Expression& await) {
    if (await.kind != Expression::Kind::Await) return false;
    const Site call = at.at(await.operands[0]);
    if (!enteredFunction(at.evaluator, call)) return false;
    const Expression& made = at.expression(call.call);
    const Expression& callee = at.expression(made.operands[0]);
    return llvm::any_of(llvm::drop_begin(made.operands),
                        [&](Index one) { return pathOf(at.evaluator, at.module, one) == object; }) ||
           (callee.kind == Expression::Kind::Attribute &&
            pathOf(at.evaluator, at.module, callee.operands[0]) == object);
  });
}

/// `await session.commit()` and `await session.rollback()`.
struct Expiry {
  Index call = None; ///< awaited
  Index session = None;
  FunctionKey function;
  bool rollback = false;
};

std::vector<Expiry> expiriesOf(Detection& at) {
  std::vector<Expiry> found;
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& await = at.expression(index);
    if (await.kind != Expression::Kind::Await) continue;
    const llvm::StringRef method = calledMethod(at.evaluator, at.at(await.operands[0]), AsyncSessionClass);
    if (method != "commit" && method != "rollback") continue;
    const Index callee = at.expression(await.operands[0]).operands[0];
    const Index session = at.expression(callee).operands[0];
    const Index scope = scopeOf(at.info(), session);
    if (scope == None) continue;
    found.push_back(
        {await.operands[0], session, {at.module, functionAround(at.info(), scope)}, method == "rollback"});
  }
  return found;
}

/// Whether the session that an expression names forgets what it loaded on commit.
std::optional<bool> sessionExpires(Detection& at, Site session, unsigned depth = 0) {
  if (depth > 6) return std::nullopt;
  const Index source = unnamed(at.evaluator, session.module, session.call);
  if (source == None) return std::nullopt;
  const Expression& made = at.evaluator.expression(session.module, source);
  switch (made.kind) {
  case Expression::Kind::Entered:
    return sessionExpires(at, {session.module, made.operands[0]}, depth + 1);
  case Expression::Kind::Call:
    return expiresOnCommit(at.evaluator, {session.module, source});
  case Expression::Kind::Parameter: {
    const Scope& scope = at.evaluator.scope({session.module, made.scope});
    const Index injected = scope.parameters[static_cast<std::size_t>(made.integer)].defaultValue;
    if (injected == None || at.evaluator.expression(session.module, injected).kind != Expression::Kind::Call)
      return std::nullopt;
    const Index provider = argument(at.evaluator, {session.module, injected}, "dependency", 0);
    if (provider == None) return std::nullopt;
    const auto providers = at.evaluator.values.members(at.evaluator.value(session.module, provider));
    if (providers.size() != 1) return std::nullopt;
    const Value function = at.evaluator.values[providers.front()];
    if (function.kind != Value::Kind::Function) return std::nullopt;
    const Scope& giving = at.evaluator.scope({function.a, function.b});
    const auto& given = giving.flags & facts::ScF_Generator ? giving.yielded : giving.returned;
    if (given.size() != 1) return std::nullopt;
    return sessionExpires(at, {function.a, given.front()}, depth + 1);
  }
  default:
    return std::nullopt;
  }
}

/// Whether the object was in the session when the session forgot its attributes.
bool belongsTo(Detection& at, const Read& read, const Expiry& expiry) {
  const std::uint32_t when = at.expression(expiry.call).begin;
  const std::string session = pathOf(at.evaluator, at.module, expiry.session);
  if (session.empty()) return false;
  const auto sources = at.evaluator.sources(at.module, read.object);
  const bool before = !sources.empty() && llvm::all_of(sources, [&](Index source) {
    return source != None && at.expression(source).end <= when;
  });
  if (!before) return false;
  if (const auto reading = readingOf(at.evaluator, at.at(read.object)))
    return llvm::all_of(reading->origins, [&](const Origin& origin) {
      if (origin.call.module != at.module) return false;
      const Expression& call = at.expression(origin.call.call);
      const Index owner = at.expression(call.operands[0]).operands[0];
      return pathOf(at.evaluator, at.module, owner) == session;
    });
  // A new object: `user = User(…)`, `session.add(user)`.
  if (expiry.rollback || sources.size() != 1) return false;
  const Expression& made = at.expression(sources.front());
  if (made.kind != Expression::Kind::Call || !at.mapping.mappedClass(at.value(made.operands[0])))
    return false;
  const std::string object = pathOf(at.evaluator, at.module, read.object);
  const facts::Entity& entity = at.info().shard->entities[at.info().scope(read.function.scope).entity];
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& add = at.expression(index);
    if (add.kind != Expression::Kind::Call || add.begin < made.end || add.end > when) continue;
    if (calledMethod(at.evaluator, at.at(index), AsyncSessionClass) != "add" || add.operands.size() != 2)
      continue;
    const Index owner = at.expression(add.operands[0]).operands[0];
    if (pathOf(at.evaluator, at.module, owner) == session &&
        pathOf(at.evaluator, at.module, add.operands[1]) == object &&
        encloses(entity, at.info().blocks[index], at.info().blocks[expiry.call]))
      return true;
  }
  return false;
}

} // namespace

void findLazyRelationships(Detection& at) {
  llvm::StringSet<> said;
  for (const Read& read : readsOf(at)) {
    if (read.attribute.kind != MappedAttribute::Kind::Relationship) continue;
    if (at.mapping.laziness(read.attribute) != "select") continue;
    const llvm::StringRef name = at.expression(read.index).text;
    const auto reading = readingOf(at.evaluator, at.at(read.object));
    if (!reading) continue;
    const Body body(at, read.function);
    const bool bare =
        llvm::all_of(reading->origins, [&](const Origin& origin) { return readsWithout(at, origin, name); });
    const bool mentioned = body.mayLoad(name, body.begin, at.expression(read.index).begin) ||
                           llvm::any_of(reading->functions, [&](FunctionKey function) {
                             const Body other(at, function);
                             return other.mayLoad(name, other.begin, other.end);
                           });
    if (!bare || mentioned || mayBeAtHand(at, read, body) || handedToCoroutine(at, read, body)) continue;
    if (said.insert(keyOf(at, read)).second) at.found(read.index);
  }
}

void findExpiredAttributes(Detection& at) {
  const std::vector<Expiry> expiries = expiriesOf(at);
  if (expiries.empty()) return;
  llvm::StringSet<> said;
  for (const Read& read : readsOf(at)) {
    const Expression& expression = at.expression(read.index);
    const Body body(at, read.function);
    for (const Expiry& expiry : expiries) {
      const Expression& call = at.expression(expiry.call);
      if (expiry.function.scope != read.function.scope || call.end > expression.begin) continue;
      const facts::Entity& entity = at.info().shard->entities[at.info().scope(read.function.scope).entity];
      const Index block = at.info().blocks[read.index];
      if (block == None || !encloses(entity, at.info().blocks[expiry.call], block)) continue;
      if (!expiry.rollback) {
        const auto expires = sessionExpires(at, at.at(expiry.session));
        if (!(expires ? *expires : at.program.expiresOnCommit.value_or(false))) continue;
      }
      if (!belongsTo(at, read, expiry)) continue;
      const std::string object = pathOf(at.evaluator, at.module, read.object);
      const std::string session = pathOf(at.evaluator, at.module, expiry.session);
      if (body.handsOver(object, call.end, expression.begin, true) ||
          body.handsOver(session, call.end, expression.begin, true) ||
          body.sets(expression.text, call.end, expression.begin) || body.loads(call.end, expression.begin))
        continue;
      if (said.insert(std::to_string(expiry.call) + object).second) at.found(read.index);
    }
  }
}

} // namespace nostall::python
