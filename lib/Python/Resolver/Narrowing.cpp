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
  return narrowedIn(modules[module].blocks[use], module, use, set, bound);
}

/// The same where what is used was decided on in a block of its own.
SetId Evaluator::narrowedIn(Index innermost, ModuleId module, Index use, SetId set, std::uint32_t bound) {
  const ModuleInfo& info = modules[module];
  const Expression& name = info.expression(use);
  const facts::Entity& entity = info.shard->entities[info.scope(name.scope).entity];
  for (Index at = innermost; at != None && at < entity.blocks.size(); at = entity.blocks[at].parent) {
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

/// The callees of a call by a name that different branches bind, each with its branch: what the branches
/// asked of the arguments holds when the callee is called.
///
///   if isinstance(user, Service): model = self.service_model
///   else: model = self.user_model
///   model(user)
llvm::SmallVector<Evaluator::Way, 2> Evaluator::waysTo(Site site) {
  const ModuleInfo& info = modules[site.module];
  const Index callee = info.expression(site.call).operands[0];
  const SetId all = value(site.module, callee);
  llvm::SmallVector<Way, 2> ways;
  if (values.members(all).size() > 1 && info.expression(callee).kind == Expression::Kind::Name)
    for (Index binding : bindingsOf(site.module, callee)) {
      const SetId set = forEach(bindingValue(site.module, binding), [&](ValueId id) {
        return llvm::is_contained(values.members(all), id) ? values.single(id) : Nothing;
      });
      const facts::Binding& bound = info.facts().bindings[binding];
      const bool own = bound.entity == info.scope(info.expression(callee).scope).entity;
      ways.push_back({set, own ? bound.block : None});
    }
  if (ways.size() < 2) ways.assign(1, {all, None});
  return ways;
}

/// An argument of a call, on one of the ways to its callee.
SetId Evaluator::givenOn(const Way& way, ModuleId module, Index argument) {
  const SetId set = value(module, argument);
  const Expression& given = expression(module, argument);
  if (way.block == None || given.kind != Expression::Kind::Name) return set;
  std::uint32_t bound = 0;
  for (Index binding : bindingsOf(module, argument))
    if (const std::uint32_t at = modules[module].facts().bindings[binding].at; at <= given.begin)
      bound = std::max(bound, at);
  return narrowedIn(way.block, module, argument, set, bound);
}

} // namespace nostall::python
