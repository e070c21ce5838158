#include "Link/Startup.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

namespace nostall::linker {

namespace {

/// When a use runs its target.
enum class When : std::uint8_t { Startup, Later, WithUser };

/// Whether the call is handed nothing else to run: what several tasks block, they block for each other.
bool isAlone(const Program& program, const Uses& uses, const Use& use) {
  const facts::Call& call = program.entity(use.from).calls[use.call];
  const bool unpacks = llvm::any_of(call.arguments, [](const facts::Value& argument) {
    return llvm::StringRef(argument.source).starts_with("*");
  });
  return !unpacks && llvm::count_if(uses.from.of(use.from), [&](std::uint32_t index) {
                       const Use& other = uses.all[index];
                       return other.call == use.call && other.run != Run::Call && other.run != Run::NotHere;
                     }) == 1;
}

When whenOf(const Program& program, const Uses& uses, const Use& use) {
  if (use.origin != Nowhere)
    if (const rules::CallableRule* rule = uses.origins[use.origin].rule; rule && rule->startup)
      return When::Startup;
  if (use.run == Run::Call || use.run == Run::Inline) return When::WithUser;
  const bool awaited =
      use.call != facts::None && (program.entity(use.from).calls[use.call].flags & facts::CF_Awaited);
  return awaited && isAlone(program, uses, use) ? When::WithUser : When::Later;
}

/// The nodes that `start` reaches over uses that run with their user.
std::vector<bool> reachedFrom(const Program& program, const Uses& uses, std::vector<Node> start) {
  std::vector<bool> reached(program.size());
  while (!start.empty()) {
    const Node node = start.back();
    start.pop_back();
    if (reached[node]) continue;
    reached[node] = true;
    for (std::uint32_t index : uses.from.of(node)) {
      const Use& use = uses.all[index];
      if (use.run != Run::NotHere && whenOf(program, uses, use) == When::WithUser) start.push_back(use.to);
    }
  }
  return reached;
}

} // namespace

std::vector<bool> runsAtStartupOnly(const Program& program, const Uses& uses,
                                    const std::vector<Declared>& declared) {
  const bool any =
      llvm::any_of(uses.origins, [](const Origin& origin) { return origin.rule && origin.rule->startup; }) ||
      llvm::any_of(declared, [](const Declared& one) { return one.startup; });
  if (!any) return std::vector<bool>(program.size());

  std::vector<Node> startup, later;
  std::vector<bool> used(program.size());
  for (const Use& use : uses.all) {
    if (use.run == Run::NotHere) continue;
    used[use.to] = true;
    const When when = whenOf(program, uses, use);
    if (when == When::Startup) startup.push_back(use.to);
    if (when == When::Later) later.push_back(use.to);
  }
  for (Node node = 0; node < program.size(); ++node) {
    if (declared[node].startup)
      startup.push_back(node);
    else if (!used[node] || declared[node].framework)
      later.push_back(node);
  }
  std::vector<bool> only = reachedFrom(program, uses, std::move(startup));
  const std::vector<bool> atOtherTimes = reachedFrom(program, uses, std::move(later));
  for (Node node = 0; node < program.size(); ++node)
    only[node] = only[node] && !atOtherTimes[node];
  return only;
}

} // namespace nostall::linker
