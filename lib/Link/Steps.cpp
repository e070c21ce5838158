// The rows of a path and their labels.

#include "Link/Analysis.h"
#include "Link/CallText.h"
#include "Link/Calls.h"
#include "Link/Roles.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::linker {

namespace {

Location nameOf(const Program& program, Node node) {
  const facts::Entity& entity = program.entity(node);
  return locate(program.shard(node), entity.name.valid() ? entity.name : entity.range);
}

std::string quoted(const std::string& name) { return "`" + name + "`"; }

std::string callLabel(const Analysis& analysis, const Use& use) {
  const facts::Call& call = analysis.program.entity(use.from).calls[use.call];
  const std::string callee = shownCallee(analysis, use.from, use.call);
  if (use.run == Run::Inline)
    return "handed to " + quoted(callee) + (use.guessedCallee ? ", taken to call it" : ", which calls it");
  if (call.target.kind == facts::Callable::Kind::Slot) return "called here through " + quoted(callee);
  if ((call.flags & facts::CF_Virtual) &&
      calleeOf(analysis.program, use.from, call) != analysis.program.nodes[use.to].symbol)
    return "called here through virtual " + quoted(callee);
  switch (call.kind) {
  case facts::CallKind::Enter:
    return "entered here";
  case facts::CallKind::Exit:
    return "left here";
  case facts::CallKind::Attribute:
    return "read here";
  default:
    return call.flags & facts::CF_Implicit ? "called here without being written" : "called here";
  }
}

} // namespace

std::string shownCallee(const Analysis& analysis, Node node, Index call) {
  const facts::Call& made = analysis.program.entity(node).calls[call];
  const std::string name = calleeName(analysis.program.shard(node), made);
  if (made.callee == facts::None && made.target.kind == facts::Callable::Kind::Function) {
    for (Node target : analysis.program.definitions.of(analysis.program.number(node, made.target.symbol)))
      return displayName(analysis.program, target);
  }
  return name;
}

const rules::Library* libraryOf(const rules::Rule& rule, const rules::Catalogue& catalogue) {
  // Libraries of two languages may share a name.
  for (const rules::Library& library : catalogue.libraries)
    if (library.name == rule.library &&
        llvm::any_of(library.rules, [&](const rules::Rule& one) { return &one == &rule; }))
      return &library;
  return nullptr;
}

std::string whyOf(const rules::Rule& rule, const rules::Catalogue& catalogue) {
  if (!rule.why.empty()) return rule.why;
  const rules::Library* library = libraryOf(rule, catalogue);
  return library && !library->why.empty() ? library->why : "waits";
}

std::string contextLabel(const Analysis& analysis, Node context) {
  const Declared& declared = analysis.declared[context];
  if (declared.generic)
    if (const std::uint32_t use = introduction(analysis, context); use != Nowhere)
      if (std::string role = roleOf(analysis, analysis.uses.all[use]); !role.empty()) return role;
  if (!declared.label.empty()) return declared.label;
  const std::uint32_t index = analysis.contexts.decisive[context];
  if (index == Nowhere) return "callback";
  const Use& use = analysis.uses.all[index];
  if (use.call == facts::None) return "called by " + titleOf(*analysis.uses.origins[use.origin].framework);
  if (std::string role = roleOf(analysis, use); !role.empty()) return role;
  return "callback of " + quoted(shownCallee(analysis, use.from, use.call));
}

std::vector<PathStep> stepsOf(const Analysis& analysis, const Site& site, const Path& path,
                              const rules::Catalogue& catalogue, const std::string& label) {
  const Program& program = analysis.program;
  std::vector<PathStep> steps;
  steps.push_back({StepKind::Context, displayName(program, site.node), nameOf(program, site.node), label});
  for (std::uint32_t index : path.uses) {
    const Use& use = analysis.uses.all[index];
    steps.push_back({use.run == Run::Inline ? StepKind::Callable : StepKind::Call,
                     displayName(program, use.to), locateCall(program, use.from, use.call),
                     callLabel(analysis, use)});
  }
  const BlockingCall& leaf = *path.leaf;
  steps.push_back({StepKind::Blocking, shownCallee(analysis, leaf.node, leaf.call),
                   locateCall(program, leaf.node, leaf.call), "blocks: " + whyOf(*leaf.rule, catalogue)});
  return steps;
}

} // namespace nostall::linker
