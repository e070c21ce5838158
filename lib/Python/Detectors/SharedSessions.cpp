// One session in several tasks at a time: in the arguments of one `gather`, or in tasks started one after the
// other with nothing awaited in between.
//
// A task uses a session when it is a session's own coroutine, when its function gets the session as an
// argument, or when it is a method of an object that holds the session and reads it there. A function that
// enters an asynchronous lock may serialise what it does, so nothing is said of it.
#include "Python/Detectors/Detection.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringSet.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

using Paths = llvm::StringSet<>;

struct Tasks {
  Detection& at;

  bool isSession(ModuleId module, Index expression) const {
    const SetId set = at.evaluator.value(module, expression);
    return isInstance(at.evaluator, set, AsyncSessionClass) &&
           !isInstance(at.evaluator, set, "sqlalchemy.ext.asyncio.async_scoped_session");
  }

  void add(Index session, Paths& into) const {
    if (std::string path = pathOf(at.evaluator, at.module, session); !path.empty()) into.insert(path);
  }

  bool mayLock(FunctionKey function) const {
    const ModuleInfo& info = at.evaluator.modules[function.module];
    const auto [begin, end] = extentOf(at.evaluator, function);
    return llvm::any_of(info.facts().expressions, [&, begin = begin, end = end](const Expression& one) {
      if (one.kind != Expression::Kind::Entered || !one.asynchronous || one.begin < begin || one.end > end)
        return false;
      const SetId entered = at.evaluator.value(function.module, one.operands[0]);
      return !isInstance(at.evaluator, entered, AsyncSessionClass) &&
             !isInstance(at.evaluator, entered, "sqlalchemy.ext.asyncio.AsyncSessionTransaction");
    });
  }

  /// The names of the function's own that its code reads.
  bool reads(FunctionKey function, llvm::StringRef name) const {
    const ModuleInfo& info = at.evaluator.modules[function.module];
    return llvm::any_of(info.facts().expressions, [&](const Expression& one) {
      return one.kind == Expression::Kind::Name && one.text == name &&
             functionAround(info, one.scope) == function.scope;
    });
  }

  /// The attributes of its receiver that hold sessions on which a method awaits something.
  Paths heldSessions(FunctionKey function) const {
    Paths held;
    const ModuleInfo& info = at.evaluator.modules[function.module];
    const Scope& scope = at.evaluator.scope(function);
    if (scope.parameters.empty()) return held;
    const facts::Module& facts = info.facts();
    for (Index index = 0; index < facts.expressions.size(); ++index) {
      const Expression& await = facts.expressions[index];
      if (await.kind != Expression::Kind::Await) continue;
      const Site call{function.module, await.operands[0]};
      if (calledMethod(at.evaluator, call, AsyncSessionClass).empty()) continue;
      const Expression& callee = info.expression(info.expression(call.call).operands[0]);
      const Expression& session = info.expression(callee.operands[0]);
      if (session.kind != Expression::Kind::Attribute || !isSession(function.module, callee.operands[0]))
        continue;
      const Expression& object = info.expression(session.operands[0]);
      if (object.kind != Expression::Kind::Name || object.text != scope.parameters[0].name ||
          functionAround(info, object.scope) != function.scope || isComputed(function, session.text))
        continue;
      held.insert(session.text);
    }
    return held;
  }

  /// Whether an attribute of the method's class is a property, which may give another session each time.
  bool isComputed(FunctionKey function, llvm::StringRef attribute) const {
    const Scope& scope = at.evaluator.scope(function);
    const ClassId owner = at.evaluator.classes.project(function.module, scope.parent);
    const NameId name = at.evaluator.names.find(attribute);
    return llvm::any_of(at.evaluator.classes[owner].ancestors, [&](ClassId ancestor) {
      return at.evaluator.classAttribute(ancestor, name) != Nothing;
    });
  }

  /// The sessions that a coroutine uses when it runs as a task.
  void usedBy(Index coroutine, Paths& into) const {
    const Index index = unnamed(at.evaluator, at.module, coroutine);
    if (index == None || at.expression(index).kind != Expression::Kind::Call) return;
    const Expression& call = at.expression(index);
    const std::string function = calledFunction(at.evaluator, at.at(index));
    if (llvm::is_contained(
            {"asyncio.wait_for", "asyncio.shield", "asyncio.create_task", "asyncio.ensure_future"},
            function)) {
      if (call.operands.size() > 1) usedBy(call.operands[1], into);
      return;
    }
    const Expression& callee = at.expression(call.operands[0]);
    if (!calledMethod(at.evaluator, at.at(index), AsyncSessionClass).empty()) {
      const bool coroutineMethod =
          llvm::any_of(at.evaluator.values.members(at.value(index)),
                       [&](ValueId id) { return at.evaluator.values[id].kind == Value::Kind::Coroutine; });
      if (coroutineMethod && isSession(at.module, callee.operands[0])) add(callee.operands[0], into);
      return;
    }
    const auto entered = enteredFunction(at.evaluator, at.at(index));
    if (!entered) return;
    const Scope& scope = at.evaluator.scope(entered->function);
    if (!(scope.flags & facts::ScF_Async) || mayLock(entered->function)) return;
    const bool method = entered->receiver != NoValue;
    const auto given = at.evaluator.argumentsOf(scope, at.at(index), method ? 1 : 0);
    for (std::size_t number = 0; number < given.size(); ++number)
      if (given[number] != None && isSession(at.module, given[number]) &&
          reads(entered->function, scope.parameters[number].name))
        add(given[number], into);
    if (!method || callee.kind != Expression::Kind::Attribute) return;
    const std::string object = pathOf(at.evaluator, at.module, callee.operands[0]);
    if (object.empty()) return;
    for (const auto& attribute : heldSessions(entered->function))
      into.insert(object + "." + attribute.getKey().str());
  }
};

/// How often each session is used by the arguments of a `gather`.
struct Gathered {
  const Tasks& tasks;
  llvm::StringMap<unsigned> uses;

  void add(Index coroutine, unsigned times) {
    Paths paths;
    tasks.usedBy(coroutine, paths);
    for (const auto& path : paths)
      uses[path.getKey()] += times;
  }

  void addAll(Index collection) {
    Detection& at = tasks.at;
    const Index index = unnamed(at.evaluator, at.module, collection);
    if (index == None) return;
    const Expression& all = at.expression(index);
    if (all.kind == Expression::Kind::Generator) {
      for (Index yielded : at.info().scope(all.scope).yielded)
        add(yielded, 2);
    } else if (all.kind == Expression::Kind::Sequence) {
      for (Index one : all.operands) {
        const Index scope = scopeOf(at.info(), one);
        const bool repeated = scope != None && at.info().scope(scope).kind == Scope::Kind::Comprehension &&
                              all.operands.size() == 1;
        add(one, repeated ? 2 : 1);
      }
    }
  }

  bool shares() const {
    return llvm::any_of(uses, [](const auto& use) { return use.getValue() > 1; });
  }
};

/// A task that was started, and the sessions that it uses.
struct Started {
  Index call = None;
  Index function = None;
  Paths sessions;
};

bool awaitsBetween(const Detection& at, Index function, std::uint32_t from, std::uint32_t to) {
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& one = at.expression(index);
    if (one.kind != Expression::Kind::Await || one.begin < from || one.begin >= to) continue;
    const Index scope = scopeOf(at.info(), index);
    if (scope == None || functionAround(at.info(), scope) == function) return true;
  }
  return false;
}

bool startsTask(const Detection& at, Index index) {
  const std::string name = calledFunction(at.evaluator, at.at(index));
  return llvm::is_contained({"asyncio.create_task", "asyncio.ensure_future", "asyncio.TaskGroup.create_task",
                             "asyncio.AbstractEventLoop.create_task"},
                            name);
}

} // namespace

void findSharedSessions(Detection& at) {
  const Tasks tasks{at};
  std::vector<Started> started;
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& call = at.expression(index);
    if (call.kind != Expression::Kind::Call || call.operands.size() < 2) continue;
    if (calledFunction(at.evaluator, at.at(index)) == "asyncio.gather") {
      Gathered gathered{tasks, {}};
      for (Index operand : llvm::drop_begin(call.operands)) {
        const Expression& given = at.expression(operand);
        if (given.kind == Expression::Kind::Starred)
          gathered.addAll(given.operands[0]);
        else
          gathered.add(operand, 1);
      }
      if (gathered.shares()) at.found(index);
    } else if (startsTask(at, index)) {
      Started one;
      one.call = index;
      const Index scope = scopeOf(at.info(), index);
      one.function = scope == None ? None : functionAround(at.info(), scope);
      tasks.usedBy(call.operands[1], one.sessions);
      if (one.function != None && !one.sessions.empty()) started.push_back(std::move(one));
    }
  }
  for (std::size_t later = 1; later < started.size(); ++later)
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const Started& first = started[earlier];
      const Started& second = started[later];
      if (first.function != second.function) continue;
      const facts::Entity& entity = at.info().shard->entities[at.info().scope(first.function).entity];
      const bool both = encloses(entity, at.info().blocks[first.call], at.info().blocks[second.call]);
      const bool shared = llvm::any_of(
          first.sessions, [&](const auto& path) { return second.sessions.contains(path.getKey()); });
      if (both && shared &&
          !awaitsBetween(at, first.function, at.expression(first.call).end, at.expression(second.call).begin))
        at.found(second.call);
    }
}

} // namespace nostall::python
