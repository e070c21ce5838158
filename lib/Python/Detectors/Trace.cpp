#include "Python/Detectors/Trace.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/ScopeExit.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

constexpr unsigned Deepest = 24;
constexpr std::size_t MostWays = 16;

bool derivesFrom(Evaluator& evaluator, ClassId type, llvm::StringRef owner) {
  return llvm::any_of(evaluator.classes[type].ancestors, [&](ClassId ancestor) {
    return evaluator.names.text(evaluator.classes[ancestor].name) == owner;
  });
}

/// Follows one expression back; both traces share how names, conditions and calls of the program are
/// followed.
class Tracer {
public:
  explicit Tracer(Evaluator& evaluator) : evaluator(evaluator) {}

  bool statements(Site at, llvm::SmallVectorImpl<Statement>& into) {
    return follow(at, into, [&](Site call) { return builtBy(call, into); });
  }

  bool origins(Site at, Reading& into) {
    const Expression& expression = evaluator.expression(at.module, at.call);
    switch (expression.kind) {
    case Expression::Kind::Await:
    case Expression::Kind::Element:
    case Expression::Kind::Subscript:
      return origins({at.module, expression.operands[0]}, into);
    default:
      return follow(at, into, [&](Site call) { return readBy(call, into); });
    }
  }

private:
  /// Each of the ways by `self`, each call by `called`.
  template <class Found, class Called>
  bool follow(Site at, Found& into, Called called) {
    const Expression& expression = evaluator.expression(at.module, at.call);
    const auto key = std::pair(at.module, at.call);
    if (llvm::is_contained(path, key)) return true; // once more around a loop
    if (path.size() > Deepest || ways(into) > MostWays) return false;
    path.push_back(key);
    const auto leave = llvm::make_scope_exit([&] { path.pop_back(); });
    auto each = [&](auto& expressions) {
      return !expressions.empty() && llvm::all_of(expressions, [&](Index one) {
        if (one == None) return false;
        if (evaluator.expression(at.module, one).kind == Expression::Kind::Null) return true;
        return again({at.module, one}, into);
      });
    };
    switch (expression.kind) {
    case Expression::Kind::Name: {
      const auto sources = evaluator.sources(at.module, at.call);
      return each(sources);
    }
    case Expression::Kind::Either:
      return each(expression.operands);
    case Expression::Kind::Call:
      return called(at);
    case Expression::Kind::Parameter: {
      const auto provider = providerOf(evaluator, at);
      return provider && returned(*provider, into);
    }
    default:
      return false;
    }
  }

  using Statements = llvm::SmallVectorImpl<Statement>;
  bool again(Site at, Statements& into) { return statements(at, into); }
  bool again(Site at, Reading& into) { return origins(at, into); }
  static std::size_t ways(const Statements& found) { return found.size(); }
  static std::size_t ways(const Reading& found) { return found.origins.size(); }
  static void entered(Statements&, FunctionKey) {}
  static void entered(Reading& into, FunctionKey function) { into.functions.push_back(function); }

  bool builtBy(Site call, llvm::SmallVectorImpl<Statement>& into) {
    if (const std::string name = calledFunction(evaluator, call);
        name == "sqlalchemy.select" || name == "sqlmodel.select") {
      into.push_back({call, {}});
      return true;
    }
    const Expression& made = evaluator.expression(call.module, call.call);
    const Expression& callee = evaluator.expression(call.module, made.operands[0]);
    if (callee.kind == Expression::Kind::Attribute &&
        !calledMethod(evaluator, call, "sqlalchemy.Select").empty()) {
      const std::size_t first = into.size();
      if (!statements({call.module, callee.operands[0]}, into)) return false;
      for (std::size_t number = first; number < into.size(); ++number)
        into[number].links.insert(into[number].links.begin(), {callee.text, call});
      return true;
    }
    return throughFunction(call, false, into);
  }

  bool readBy(Site call, Reading& into) {
    const Expression& made = evaluator.expression(call.module, call.call);
    const Expression& callee = evaluator.expression(call.module, made.operands[0]);
    if (const llvm::StringRef method = calledMethod(evaluator, call, AsyncSessionClass); !method.empty()) {
      Origin origin{call, method, {}};
      if (method != "get" && method != "get_one") {
        if (!llvm::is_contained({"execute", "scalars", "scalar", "exec"}, method)) return false;
        const Index statement = argument(evaluator, call, "statement", 0);
        if (statement == None || !statementsOf(evaluator, {call.module, statement}, origin.statements))
          return false;
      }
      into.origins.push_back(std::move(origin));
      return true;
    }
    for (llvm::StringRef result : {"sqlalchemy.engine.Result", "sqlalchemy.engine.ScalarResult"})
      if (!calledMethod(evaluator, call, result).empty()) {
        into.methods.push_back(callee.text);
        return origins({call.module, callee.operands[0]}, into);
      }
    return throughFunction(call, true, into);
  }

  /// What the one function returns that is called.
  template <class Found>
  bool throughFunction(Site call, bool asynchronous, Found& into) {
    const auto target = enteredFunction(evaluator, call);
    if (!target) return false;
    if (static_cast<bool>(evaluator.scope(target->function).flags & facts::ScF_Async) != asynchronous)
      return false;
    return returned(target->function, into);
  }

  /// Each of the ways in which a function returns something.
  template <class Found>
  bool returned(FunctionKey function, Found& into) {
    const Scope& scope = evaluator.scope(function);
    if ((scope.flags & facts::ScF_Generator) || !scope.decorators.empty()) return false;
    entered(into, function);
    bool any = false;
    for (Index returned : scope.returned) {
      if (evaluator.expression(function.module, returned).kind == Expression::Kind::Null) continue;
      if (!again({function.module, returned}, into)) return false;
      any = true;
    }
    return any;
  }

  Evaluator& evaluator;
  llvm::SmallVector<std::pair<ModuleId, Index>, 16> path;
};

} // namespace

std::string calledFunction(Evaluator& evaluator, Site call) {
  const Expression& made = evaluator.expression(call.module, call.call);
  if (made.kind != Expression::Kind::Call || made.operands.empty()) return {};
  const auto callees = evaluator.values.members(evaluator.value(call.module, made.operands[0]));
  return callees.size() == 1 ? evaluator.libraryName(callees.front()) : std::string();
}

llvm::StringRef calledMethod(Evaluator& evaluator, Site call, llvm::StringRef owner) {
  const Expression& made = evaluator.expression(call.module, call.call);
  if (made.kind != Expression::Kind::Call || made.operands.empty()) return {};
  const Expression& callee = evaluator.expression(call.module, made.operands[0]);
  if (callee.kind != Expression::Kind::Attribute) return {};
  const auto callees =
      evaluator.values.members(evaluator.values.withoutNull(evaluator.value(call.module, made.operands[0])));
  const bool all = !callees.empty() && llvm::all_of(callees, [&](ValueId id) {
    const Value value = evaluator.values[id];
    return value.kind == Value::Kind::LibraryMethod && derivesFrom(evaluator, value.c, owner);
  });
  return all ? llvm::StringRef(callee.text) : llvm::StringRef();
}

bool isInstance(Evaluator& evaluator, SetId set, llvm::StringRef owner) {
  const auto members = evaluator.values.members(evaluator.values.withoutNull(set));
  return !members.empty() && llvm::all_of(members, [&](ValueId id) {
    const Value value = evaluator.values[id];
    return value.kind == Value::Kind::Instance && derivesFrom(evaluator, value.a, owner);
  });
}

Index argument(const Evaluator& evaluator, Site call, llvm::StringRef keyword, int position) {
  rules::Position at;
  at.kind = position < 0 ? rules::Position::Kind::Keyword : rules::Position::Kind::Number;
  at.number = position < 0 ? 0 : static_cast<unsigned>(position);
  at.keyword = keyword.str();
  return evaluator.argumentAt(call, at);
}

Index unnamed(Evaluator& evaluator, ModuleId module, Index expression) {
  for (unsigned step = 0; step < Deepest && expression != None; ++step) {
    if (evaluator.expression(module, expression).kind != Expression::Kind::Name) return expression;
    const auto sources = evaluator.sources(module, expression);
    if (sources.size() != 1) return None;
    expression = sources.front();
  }
  return None;
}

Index functionAround(const ModuleInfo& module, Index scope) {
  while (scope != None && module.scope(scope).kind == Scope::Kind::Comprehension)
    scope = module.scope(scope).parent;
  return scope;
}

Index scopeOf(const ModuleInfo& module, Index index) {
  while (true) {
    const Expression& expression = module.expression(index);
    if (expression.kind == Expression::Kind::Name) return expression.scope;
    if (expression.operands.empty()) return None;
    index = expression.operands.front();
  }
}

std::string pathOf(Evaluator& evaluator, ModuleId module, Index index) {
  const ModuleInfo& info = evaluator.modules[module];
  const Expression& expression = info.expression(index);
  if (expression.kind == Expression::Kind::Attribute) {
    const std::string object = pathOf(evaluator, module, expression.operands[0]);
    return object.empty() ? object : object + "." + expression.text;
  }
  if (expression.kind != Expression::Kind::Name) return {};
  const NameId name = evaluator.names.find(expression.text);
  for (Index at = expression.scope; at != None; at = info.scope(at).parent) {
    if (info.of(at, name).empty()) continue;
    const Scope::Kind kind = info.scope(at).kind;
    if (kind == Scope::Kind::Comprehension || kind == Scope::Kind::Generator) return {};
    return std::to_string(at) + ":" + expression.text;
  }
  return {};
}

bool encloses(const facts::Entity& entity, Index outer, Index inner) {
  for (; inner != None && inner < entity.blocks.size(); inner = entity.blocks[inner].parent)
    if (inner == outer) return true;
  return false;
}

std::pair<std::uint32_t, std::uint32_t> extentOf(const Evaluator& evaluator, FunctionKey function) {
  for (const Expression& one : evaluator.modules[function.module].facts().expressions)
    if (one.kind == Expression::Kind::Function && one.scope == function.scope) return {one.begin, one.end};
  return {};
}

std::optional<Entered> enteredFunction(Evaluator& evaluator, Site call) {
  const Expression& made = evaluator.expression(call.module, call.call);
  if (made.kind != Expression::Kind::Call || made.operands.empty()) return std::nullopt;
  const auto callees = evaluator.values.members(evaluator.value(call.module, made.operands[0]));
  if (callees.size() != 1) return std::nullopt;
  llvm::SmallVector<Entered, 4> entered;
  evaluator.enteredBy(callees.front(), entered);
  if (entered.size() != 1 || !entered.front().before.empty()) return std::nullopt;
  return entered.front();
}

std::optional<FunctionKey> providerOf(Evaluator& evaluator, Site site) {
  const Expression& parameter = evaluator.expression(site.module, site.call);
  const Scope& scope = evaluator.scope({site.module, parameter.scope});
  const facts::ScopeParameter& declared = scope.parameters[static_cast<std::size_t>(parameter.integer)];
  llvm::SmallVector<Index, 4> injected = {declared.defaultValue};
  if (declared.annotation != None) {
    const Expression& annotation = evaluator.expression(site.module, declared.annotation);
    if (annotation.kind == Expression::Kind::Subscript)
      if (const Expression& parts = evaluator.expression(site.module, annotation.operands[1]);
          parts.kind == Expression::Kind::Sequence)
        llvm::append_range(injected, parts.operands);
  }
  for (Index index : injected) {
    if (index == None || evaluator.expression(site.module, index).kind != Expression::Kind::Call) continue;
    const bool provides =
        llvm::any_of(evaluator.values.members(evaluator.value(site.module, index)),
                     [&](ValueId id) { return evaluator.values[id].kind == Value::Kind::Provided; });
    const Index dependency = argument(evaluator, {site.module, index}, "dependency", 0);
    if (!provides || dependency == None) continue;
    const auto functions = evaluator.values.members(evaluator.value(site.module, dependency));
    if (functions.size() != 1 || evaluator.values[functions.front()].kind != Value::Kind::Function)
      return std::nullopt;
    const Value function = evaluator.values[functions.front()];
    return FunctionKey{function.a, function.b};
  }
  return std::nullopt;
}

bool statementsOf(Evaluator& evaluator, Site expression, llvm::SmallVectorImpl<Statement>& into) {
  return Tracer(evaluator).statements(expression, into) && !into.empty();
}

std::optional<Reading> readingOf(Evaluator& evaluator, Site expression) {
  Reading reading;
  if (!Tracer(evaluator).origins(expression, reading) || reading.origins.empty()) return std::nullopt;
  return reading;
}

} // namespace nostall::python
