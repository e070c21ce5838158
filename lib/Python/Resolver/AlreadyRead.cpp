// Query sets and their like keep the rows that they were asked for: iterating again, in the same function or
// by whoever is given the object, asks nothing any more.
//
// A use of a name is of an object that was read when, since the name was bound in the function, something has
// gone through it on every way to the use: a loop, `list(x)`, `len(x)`, a truth test, or one of these
// functions with the object in another thread, `sync_to_async(list)(x)`.
#include "Python/Resolver/Blocks.h"
#include "Python/Resolver/Evaluator.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Call;
using facts::CallKind;
using facts::Expression;

namespace {

bool isName(const ModuleInfo& module, Index expression, llvm::StringRef name) {
  const Expression& it = module.expression(expression);
  return it.kind == Expression::Kind::Name && it.text == name;
}

/// Whether one of the arguments is a builtin that goes through all of what it is given.
bool handsReader(const ModuleInfo& module, const Expression& call) {
  constexpr llvm::StringLiteral readers[] = {"list", "tuple", "set", "frozenset", "sorted", "len", "bool"};
  return llvm::any_of(llvm::drop_begin(call.operands), [&](Index operand) {
    const Expression& argument = module.expression(operand);
    return argument.kind == Expression::Kind::Name && llvm::is_contained(readers, argument.text);
  });
}

/// Whether the call goes through the object of that name.
bool reads(const ModuleInfo& module, const Call& call, llvm::StringRef name) {
  const Expression& it = module.expression(call.expression);
  switch (call.kind) {
  case CallKind::RangeBegin:
    return it.kind == Expression::Kind::Element && isName(module, it.operands[0], name);
  case CallKind::Operator:
    return it.kind == Expression::Kind::Element ? isName(module, it.operands[0], name)
                                                : isName(module, call.expression, name);
  case CallKind::Function:
  case CallKind::Method: {
    if (it.kind != Expression::Kind::Call) return false;
    const auto given = llvm::drop_begin(it.operands);
    if (llvm::none_of(given, [&](Index operand) { return isName(module, operand, name); })) return false;
    constexpr llvm::StringLiteral readers[] = {"list", "tuple", "set", "frozenset", "sorted", "len",
                                               "bool", "sum",   "max", "min",       "all",    "any"};
    const Expression& callee = module.expression(it.operands[0]);
    if (callee.kind == Expression::Kind::Name && llvm::is_contained(readers, callee.text)) return true;
    return handsReader(module, callee.kind == Expression::Kind::Call ? callee : it);
  }
  default:
    return false;
  }
}

} // namespace

SetId Evaluator::alreadyRead(ModuleId module, Index use, SetId set, llvm::ArrayRef<BindingKey> bindings) {
  auto keeps = [&](ValueId id) {
    const Value value = values[id];
    return value.kind == Value::Kind::Instance &&
           llvm::any_of(classes[value.a].ancestors,
                        [&](ClassId ancestor) { return stubs.keepsElements(classes[ancestor].name); });
  };
  if (llvm::none_of(values.members(set), keeps)) return set;
  const ModuleInfo& info = modules[module];
  const Expression& name = info.expression(use);
  const Index frame = frameOf(info, name.scope);
  std::optional<std::uint32_t> bound;
  for (const BindingKey& key : bindings) {
    const facts::Binding& binding = info.facts().bindings[key.binding];
    if (binding.entity == frame && binding.at <= name.begin) bound = std::max(bound.value_or(0), binding.at);
  }
  const Index block = info.blocks[use];
  const facts::Entity& entity = info.shard->entities[frame];
  const bool read = bound && llvm::any_of(entity.calls, [&](const Call& call) {
                      if (call.expression == None) return false;
                      const Expression& at = info.expression(call.expression);
                      return at.begin >= *bound && at.end <= name.begin &&
                             (call.block == 0 || encloses(entity, call.block, block)) &&
                             reads(info, call, name.text);
                    });
  if (!read) return set;
  return forEach(set, [&](ValueId id) {
    Value value = values[id];
    if (keeps(id)) value.flag |= AlreadyRead;
    return values.single(value);
  });
}

} // namespace nostall::python
