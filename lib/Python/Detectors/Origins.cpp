// How statements were built and where results were read from.
#include "Python/Detectors/Trace.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/ScopeExit.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

constexpr std::size_t Deepest = 24;
constexpr std::size_t MostWays = 16;

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
    if (calledMethod(evaluator, call, SessionClass) == "query") {
      into.push_back({call, {}});
      return true;
    }
    const Expression& made = evaluator.expression(call.module, call.call);
    const Expression& callee = evaluator.expression(call.module, made.operands[0]);
    if (!calledMethod(evaluator, call, "sqlalchemy.Select").empty() ||
        !calledMethod(evaluator, call, QueryClass).empty()) {
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
    const llvm::StringRef session = threaded ? SessionClass : AsyncSessionClass;
    if (const llvm::StringRef method = calledMethod(evaluator, call, session); !method.empty()) {
      Origin origin{call, method, threaded, {}};
      if (method != "get" && method != "get_one") {
        if (!llvm::is_contained({"execute", "scalars", "scalar", "exec"}, method)) return false;
        const Index statement = argument(evaluator, call, "statement", 0);
        if (statement == None || !statementsOf(evaluator, {call.module, statement}, origin.statements))
          return false;
      }
      into.origins.push_back(std::move(origin));
      return true;
    }
    if (threaded && !calledMethod(evaluator, call, QueryClass).empty()) return queried(call, callee, into);
    if (const Index function = handedToThread(call); function != None && !threaded) {
      const auto leave = llvm::make_scope_exit([&] { threaded = false; });
      threaded = true;
      const Expression& handed = evaluator.expression(call.module, function);
      const auto functions = evaluator.values.members(evaluator.value(call.module, function));
      if (functions.size() != 1) return false;
      const Value value = evaluator.values[functions.front()];
      if (value.kind == Value::Kind::LibraryMethod && handed.kind == Expression::Kind::Attribute)
        return isInstance(evaluator, evaluator.values.single(value.a), QueryClass) &&
               queried(call, handed, into);
      return value.kind == Value::Kind::Function &&
             !(evaluator.scope({value.a, value.b}).flags & facts::ScF_Async) &&
             returned({value.a, value.b}, into);
    }
    for (llvm::StringRef result : {"sqlalchemy.engine.Result", "sqlalchemy.engine.ScalarResult"})
      if (!calledMethod(evaluator, call, result).empty()) {
        into.methods.push_back(callee.text);
        return origins({call.module, callee.operands[0]}, into);
      }
    return throughFunction(call, !threaded, into);
  }

  /// `query.first` and the like, which end a query.
  bool queried(Site call, const Expression& method, Reading& into) {
    Origin origin{call, method.text, true, {}};
    if (!llvm::is_contained({"all", "first", "one", "one_or_none", "get"}, origin.method) ||
        !statementsOf(evaluator, {call.module, method.operands[0]}, origin.statements))
      return false;
    into.origins.push_back(std::move(origin));
    return true;
  }

  /// What a call runs in a thread.
  Index handedToThread(Site call) const {
    const std::string name = calledFunction(evaluator, call);
    if (name == "asyncio.AbstractEventLoop.run_in_executor") return argument(evaluator, call, "func", 1);
    if (llvm::is_contained({"asyncio.to_thread", "fastapi.concurrency.run_in_threadpool",
                            "starlette.concurrency.run_in_threadpool", "anyio.to_thread.run_sync"},
                           name))
      return argument(evaluator, call, "func", 0);
    return None;
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
  bool threaded = false; ///< what is read is read in a thread
  llvm::SmallVector<std::pair<ModuleId, Index>, 16> path;
};

} // namespace

bool statementsOf(Evaluator& evaluator, Site expression, llvm::SmallVectorImpl<Statement>& into) {
  return Tracer(evaluator).statements(expression, into) && !into.empty();
}

std::optional<Reading> readingOf(Evaluator& evaluator, Site expression) {
  Reading reading;
  if (!Tracer(evaluator).origins(expression, reading) || reading.origins.empty()) return std::nullopt;
  return reading;
}

} // namespace nostall::python
