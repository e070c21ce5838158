// `isinstance`: inside its block, and after an `if` on it that leaves, a name stands for what was asked for.
#include "Python/Resolver/Evaluator.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Block;
using facts::Expression;

namespace {

/// Whether the block runs when the guard is true or when it is false, if it says either.
std::optional<bool> truthOf(const Block& block) {
  if (block.operand != 0) return std::nullopt;
  if (block.comparison == Block::Comparison::NotEqual) return block.holds;
  if (block.comparison == Block::Comparison::Equal) return !block.holds;
  return std::nullopt;
}

} // namespace

/// What the classes that `isinstance` is asked for make of a set.
SetId Evaluator::narrowedTo(SetId set, ModuleId module, Index asked, bool holds) {
  const Expression& type = expression(module, asked);
  llvm::SmallVector<Index, 4> options = {asked};
  if (type.kind == Expression::Kind::Sequence) options.assign(type.operands.begin(), type.operands.end());
  SetId instances = Nothing;
  for (Index option : options)
    instances = values.unite(instances, instancesOf(value(module, option), module, option));
  auto isOne = [&](ValueId id) {
    return values[id].kind == Value::Kind::Instance &&
           llvm::any_of(values.members(instances), [&](ValueId one) {
             return values[one].kind == Value::Kind::Instance && classes.derives(values[id].a, values[one].a);
           });
  };
  const SetId kept =
      forEach(set, [&](ValueId id) { return isOne(id) == holds ? values.single(id) : Nothing; });
  return holds && kept == Nothing && instances != Nothing ? instances : kept;
}

/// The values of a name where the conditions around its use have been asked. `bound` is where it was bound
/// last: what was asked before says nothing.
SetId Evaluator::narrowed(ModuleId module, Index use, SetId set, std::uint32_t bound) {
  const ModuleInfo& info = modules[module];
  const Expression& name = info.expression(use);
  const facts::Entity& entity = info.shard->entities[info.scope(name.scope).entity];
  for (Index at = info.blocks[use]; at != None && at < entity.blocks.size(); at = entity.blocks[at].parent) {
    const Block& block = entity.blocks[at];
    const auto truth = truthOf(block);
    if (block.guard == None || !truth || entity.calls[block.guard].expression == None) continue;
    const Expression& guard = info.expression(entity.calls[block.guard].expression);
    if (guard.kind != Expression::Kind::Call || guard.operands.size() != 3 || guard.begin < bound ||
        guard.begin > name.begin)
      continue;
    const Expression& function = info.expression(guard.operands[0]);
    const Expression& object = info.expression(guard.operands[1]);
    if (function.kind != Expression::Kind::Name || function.text != "isinstance" ||
        object.kind != Expression::Kind::Name || object.text != name.text)
      continue;
    set = narrowedTo(set, module, guard.operands[2], *truth);
  }
  return set;
}

} // namespace nostall::python
