#include "Link/Roles.h"

#include "Link/CallText.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

namespace nostall::linker {

namespace {

using Words = llvm::ArrayRef<llvm::StringRef>;

const facts::Call* callOf(const Analysis& analysis, const Use& use) {
  return use.call == facts::None ? nullptr : &analysis.program.entity(use.from).calls[use.call];
}

std::string nameOf(const Analysis& analysis, const Use& use) {
  const facts::Call* call = callOf(analysis, use);
  return call ? bareName(analysis.program.shard(use.from), *call) : std::string();
}

const Origin* originOf(const Analysis& analysis, const Use& use) {
  return use.origin == Nowhere ? nullptr : &analysis.uses.origins[use.origin];
}

} // namespace

bool isHttpRoute(llvm::StringRef decorator) {
  constexpr llvm::StringRef verbs[] = {"get", "post", "put", "patch", "delete", "head", "options", "trace"};
  return llvm::is_contained(Words(verbs), decorator) ||
         (decorator.contains_insensitive("route") && !decorator.contains_insensitive("websocket"));
}

bool isRoute(const Analysis& analysis, const Use& use) {
  const facts::Call* call = callOf(analysis, use);
  if (!call || !originOf(analysis, use)) return false;
  const std::string name = nameOf(analysis, use);
  return llvm::StringRef(name).contains_insensitive("route") ||
         (call->kind == facts::CallKind::Decorator && (isHttpRoute(name) || name == "websocket"));
}

std::string roleOf(const Analysis& analysis, const Use& use) {
  const Origin* origin = originOf(analysis, use);
  const facts::Call* call = callOf(analysis, use);
  if (!origin || !origin->framework || !call) return {};
  const std::string of = " of " + titleOf(*origin->framework);
  if (origin->rule && origin->rule->startup && origin->rule->coroutine)
    return "run by `" + calleeName(analysis.program.shard(use.from), *call) + "`";
  if (origin->rule && origin->rule->startup) return "startup" + of;
  if (isRoute(analysis, use)) return "route" + of;
  const std::string name = nameOf(analysis, use);
  constexpr llvm::StringRef injectors[] = {"Depends", "Security", "Provide"};
  if (llvm::is_contained(Words(injectors), name)) return "dependency" + of;
  return call->kind == facts::CallKind::Decorator ? "`" + name + "`" + of : std::string();
}

std::uint32_t introduction(const Analysis& analysis, Node node) {
  const llvm::ArrayRef<std::uint32_t> handed = analysis.uses.handed.of(node);
  auto telling = llvm::find_if(
      handed, [&](std::uint32_t index) { return !roleOf(analysis, analysis.uses.all[index]).empty(); });
  if (telling != handed.end()) return *telling;
  return handed.empty() ? Nowhere : handed.front();
}

const rules::Framework* frameworkOf(const Analysis& analysis, Node context) {
  if (const rules::Framework* declared = analysis.declared[context].framework) return declared;
  std::uint32_t use = analysis.contexts.decisive[context];
  if (use == Nowhere) use = introduction(analysis, context);
  if (use == Nowhere) return nullptr;
  const Origin* origin = originOf(analysis, analysis.uses.all[use]);
  return origin ? origin->framework : nullptr;
}

const std::string& titleOf(const rules::Framework& framework) {
  return framework.title.empty() ? framework.name : framework.title;
}

} // namespace nostall::linker
