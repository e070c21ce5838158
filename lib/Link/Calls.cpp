#include "Link/Calls.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

namespace nostall::linker {

using facts::Callable;
using facts::Value;

std::optional<SymbolNumber> calleeOf(const Program& program, Node node, const facts::Call& call) {
  if (call.callee != facts::None) return program.number(node, call.callee);
  if (call.target.kind == Callable::Kind::Function) return program.number(node, call.target.symbol);
  return std::nullopt;
}

bool isConstructor(const facts::Symbol& symbol) {
  return (symbol.flags & facts::SF_Constructor) || llvm::StringRef(symbol.name).ends_with(".__init__");
}

bool destroysAnything(const facts::Call& call, const facts::Symbol& callee) {
  return (call.flags & facts::CF_Virtual) && (callee.flags & facts::SF_Destructor) &&
         (callee.flags & facts::SF_System);
}

/// Where some of the functions that an awaited call may run are coroutines, it is these: a plain one beside
/// them is there for callers that do not wait.
static void keepAwaitable(const Program& program, Targets& targets) {
  const auto isCoroutine = [&](const Target& target) {
    return bool(program.entity(target.node).flags & facts::EF_Coroutine);
  };
  if (llvm::any_of(targets, isCoroutine))
    llvm::erase_if(targets, [&](const Target& target) { return !isCoroutine(target); });
}

Targets targetsOf(const Asking& asking, Node node, Index index) {
  Targets targets;
  const facts::Call& call = asking.call(node, index);
  const auto callee = calleeOf(asking.program, node, call);
  if (!callee || asking.leaf[*callee] || call.kind == facts::CallKind::Reference) return targets;
  if (destroysAnything(call, asking.program.symbol(*callee))) return targets;
  // An object is constructed as what its class says, whoever derives from that.
  const bool dispatched = (call.flags & facts::CF_Virtual) && !isConstructor(asking.program.symbol(*callee));
  asking.program.resolve(node, *callee, dispatched, targets);
  if ((call.flags & facts::CF_Awaited) && asking.program.shard(node).language == facts::Language::Python)
    keepAwaitable(asking.program, targets);
  if (call.flags & facts::CF_Guessed)
    for (Target& target : targets)
      target.confidence = Confidence::Possible;
  return targets;
}

const char* reasonOf(facts::Unresolved unresolved, facts::Language language) {
  switch (unresolved) {
  case facts::Unresolved::Known:
    return nullptr;
  case facts::Unresolved::FunctionPointer:
    if (language == facts::Language::Python) return "calls of values that may be any of several functions";
    return "calls through function pointers or `std::function` whose target is not known";
  case facts::Unresolved::Dependent:
    return "calls in uninstantiated templates whose target is not known";
  case facts::Unresolved::Receiver:
    return nullptr; // of interest only where the name is that of something that blocks: Leaves::unknown
  case facts::Unresolved::Reflection:
    return "calls of functions chosen by name at run time";
  }
  return nullptr;
}

const char* whyNotFollowed(const Asking& asking, Node node, const facts::Call& call) {
  const auto callee = calleeOf(asking.program, node, call);
  if (!callee) return reasonOf(call.unresolved, asking.program.shard(node).language);
  if (asking.leaf[*callee]) return nullptr;
  const facts::Symbol& symbol = asking.program.symbol(*callee);
  if (destroysAnything(call, symbol) && !asking.program.overriders.of(*callee).empty())
    return "objects destroyed through a library's base class";
  if ((call.flags & facts::CF_Virtual) && !(symbol.flags & facts::SF_System))
    return "virtual calls without an implementation in the program";
  return nullptr;
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
