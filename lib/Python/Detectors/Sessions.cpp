// Sessions that are not what they are taken for.
#include "Python/Detectors/Detection.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

bool isSession(const Detection& at, SetId set) { return isInstance(at.evaluator, set, SessionClass); }
bool isAsyncSession(const Detection& at, SetId set) {
  return isInstance(at.evaluator, set, AsyncSessionClass);
}

/// Whether a function calls, without awaiting it, what waits for the database on one of its parameters.
bool usesSynchronously(const Detection& at, FunctionKey function, llvm::StringRef parameter) {
  const ModuleInfo& info = at.evaluator.modules[function.module];
  const auto& expressions = info.facts().expressions;
  auto isUse = [&](Index index) {
    const Expression& call = expressions[index];
    if (call.kind != Expression::Kind::Call) return false;
    const Expression& callee = expressions[call.operands[0]];
    if (callee.kind != Expression::Kind::Attribute) return false;
    const Expression& object = expressions[callee.operands[0]];
    return object.kind == Expression::Kind::Name && object.text == parameter &&
           functionAround(info, object.scope) == function.scope &&
           llvm::is_contained({"query", "execute", "scalar", "scalars", "get", "get_one", "exec", "commit",
                               "flush", "refresh", "rollback", "delete", "merge"},
                              callee.text);
  };
  bool uses = false;
  for (Index index = 0; index < expressions.size(); ++index) {
    const Expression& expression = expressions[index];
    if (expression.kind == Expression::Kind::Await && isUse(expression.operands[0])) return false;
    uses = uses || isUse(index);
  }
  return uses;
}

/// The instances that a call of a framework's puts in its place: `Depends(get_db)`.
SetId providedBy(const Detection& at, Index index) {
  SetId provided = Nothing;
  if (index == None || at.expression(index).kind != Expression::Kind::Call) return Nothing;
  for (ValueId id : at.evaluator.values.members(at.value(index)))
    if (const Value value = at.evaluator.values[id]; value.kind == Value::Kind::Provided)
      provided = at.evaluator.values.unite(provided, value.a);
  return provided;
}

void checkAnnotation(Detection& at, Index annotation, Index injected) {
  const SetId provided = providedBy(at, injected);
  if (provided == Nothing || annotation == None) return;
  const SetId declared = at.evaluator.annotated(at.module, annotation);
  if ((isSession(at, declared) && isAsyncSession(at, provided)) ||
      (isAsyncSession(at, declared) && isSession(at, provided)))
    at.found(injected);
}

} // namespace

void findPassedSessions(Detection& at) {
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& call = at.expression(index);
    if (call.kind != Expression::Kind::Call || call.operands.size() < 2) continue;
    const bool passes = llvm::any_of(llvm::drop_begin(call.operands),
                                     [&](Index operand) { return isAsyncSession(at, at.value(operand)); });
    if (!passes || at.info().decorations.test(index)) continue;
    const auto entered = enteredFunction(at.evaluator, at.at(index));
    if (!entered) continue;
    const Scope& callee = at.evaluator.scope(entered->function);
    const auto given = at.evaluator.argumentsOf(callee, at.at(index), entered->receiver == NoValue ? 0 : 1);
    for (std::size_t number = 0; number < given.size(); ++number) {
      const facts::ScopeParameter& parameter = callee.parameters[number];
      if (given[number] == None || !isAsyncSession(at, at.value(given[number]))) continue;
      if (isSession(at, at.evaluator.annotated(entered->function.module, parameter.annotation)) &&
          usesSynchronously(at, entered->function, parameter.name))
        at.found(index);
    }
  }
}

void findWrongAnnotations(Detection& at) {
  for (const Scope& scope : at.info().facts().scopes)
    for (const facts::ScopeParameter& parameter : scope.parameters)
      checkAnnotation(at, parameter.annotation, parameter.defaultValue);
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& type = at.expression(index);
    if (type.kind != Expression::Kind::Subscript || at.expression(type.operands[0]).text != "Annotated")
      continue;
    const Expression& parts = at.expression(type.operands[1]);
    if (parts.kind != Expression::Kind::Sequence || parts.operands.empty()) continue;
    for (Index metadata : llvm::drop_begin(parts.operands))
      checkAnnotation(at, parts.operands[0], metadata);
  }
}

} // namespace nostall::python
