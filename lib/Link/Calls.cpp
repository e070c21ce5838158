#include "Link/Calls.h"

namespace nostall::linker {

using facts::Callable;
using facts::Value;

std::optional<SymbolNumber> calleeOf(const Program& program, Node node, const facts::Call& call) {
  if (call.callee != facts::None) return program.number(node, call.callee);
  if (call.target.kind == Callable::Kind::Function) return program.number(node, call.target.symbol);
  return std::nullopt;
}

bool destroysAnything(const facts::Call& call, const facts::Symbol& callee) {
  return (call.flags & facts::CF_Virtual) && (callee.flags & facts::SF_Destructor) &&
         (callee.flags & facts::SF_System);
}

Targets targetsOf(const Asking& asking, Node node, Index index) {
  Targets targets;
  const facts::Call& call = asking.call(node, index);
  const auto callee = calleeOf(asking.program, node, call);
  if (!callee || asking.leaf[*callee] || call.kind == facts::CallKind::Reference) return targets;
  if (destroysAnything(call, asking.program.symbol(*callee))) return targets;
  asking.program.resolve(node, *callee, call.flags & facts::CF_Virtual, targets);
  if (call.flags & facts::CF_Guessed)
    for (Target& target : targets)
      target.confidence = Confidence::Possible;
  return targets;
}

Callable callableIn(const Value& value) {
  return value.kind == Value::Kind::Callable || value.kind == Value::Kind::Function ? value.callable
                                                                                    : Callable();
}

std::optional<std::uint32_t> passedParameter(const Value& value) {
  if (value.kind == Value::Kind::Parameter) return static_cast<std::uint32_t>(value.integer);
  const Callable callable = callableIn(value);
  if (callable.kind == Callable::Kind::Parameter) return callable.parameter;
  return std::nullopt;
}

} // namespace nostall::linker
