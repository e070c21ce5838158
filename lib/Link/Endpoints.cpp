#include "Link/Endpoints.h"

#include "Link/CallText.h"
#include "Link/Calls.h"
#include "Link/Roles.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::linker {

using facts::CallKind;

namespace {

/// Whether the pattern means all plain functions: nothing else has to hold.
bool isForPlainFunctions(const rules::CallPattern& pattern) {
  return pattern.unless.empty() && llvm::all_of(pattern.when, [](const rules::Condition& condition) {
           return condition.value && condition.value->coroutine == false;
         });
}

bool isForCoroutines(const rules::CallPattern& pattern) {
  return llvm::any_of(pattern.when, [](const rules::Condition& condition) {
    return condition.value && condition.value->coroutine == true;
  });
}

/// Whether the framework runs what the decorator is applied to in its pool if that is a plain function: the
/// first pattern that names the decorator decides.
bool runsPlainInPool(const rules::Framework& framework, llvm::StringRef decorator) {
  for (const rules::CallableRule& rule : framework.callables)
    for (const rules::CallPattern& pattern : rule.calls)
      if (!isForCoroutines(pattern) && llvm::any_of(pattern.decorators, [&](const rules::Glob& glob) {
            return rules::globMatches(glob.pattern, decorator);
          }))
        return rule.runs == rules::Runs::Pool && isForPlainFunctions(pattern);
  return false;
}

/// Whether the body needs the loop that it runs on.
bool needsLoop(const facts::Shard& shard, const facts::Entity& entity) {
  if (!entity.awaits.empty() || (entity.flags & facts::EF_Generator)) return true;
  return llvm::any_of(entity.calls, [&](const facts::Call& call) {
    return (call.flags & (facts::CF_Awaited | facts::CF_Async | facts::CF_Awaitable)) ||
           llvm::StringRef(calleeName(shard, call)).starts_with("asyncio.");
  });
}

bool containsCoroutine(const facts::Shard& shard, facts::Index entity) {
  return llvm::any_of(shard.entities, [&](const facts::Entity& other) {
    return other.parent == entity && (other.flags & facts::EF_Coroutine);
  });
}

} // namespace

Endpoints::Endpoints(const Analysis& analysis, const rules::Catalogue& catalogue)
    : analysis(analysis), catalogue(catalogue), usedElsewhere(analysis.program.size()) {
  const bool any = llvm::any_of(analysis.program.shards, [](const LinkShard& shard) {
    return shard.shard->language == facts::Language::Python;
  });
  if (!any) return;
  readUses();
  for (Node node = 0; node < analysis.program.size(); ++node)
    readDecorators(node);
}

void Endpoints::readUses() {
  for (const Use& use : analysis.uses.all) {
    const bool decorated = use.call != facts::None &&
                           analysis.program.entity(use.from).calls[use.call].kind == CallKind::Decorator;
    if (!decorated) usedElsewhere[use.to] = true;
  }
}

void Endpoints::readDecorators(Node node) {
  const Program& program = analysis.program;
  const auto& calls = program.entity(node).calls;
  for (Index index = 0; index < calls.size(); ++index)
    forEachArgument(calls[index], [&](unsigned argument, const facts::Value& value) {
      const facts::Callable callable = callableIn(value);
      if (callable.kind != facts::Callable::Kind::Function) return;
      for (Node target : program.definitions.of(program.number(node, callable.symbol)))
        if (calls[index].kind == CallKind::Decorator && argument == 0)
          decorators[target].push_back({node, index});
        else
          usedElsewhere[target] = true;
    });
}

const rules::Framework* Endpoints::poolOf(CallPlace decorator) const {
  const facts::Shard& shard = analysis.program.shard(decorator.node);
  const std::string name = calleeName(shard, analysis.program.entity(decorator.node).calls[decorator.call]);
  if (!isHttpRoute(rules::unqualified(name))) return nullptr;
  auto found = llvm::find_if(catalogue.frameworks, [&](const rules::Framework& framework) {
    return framework.language == shard.language && runsPlainInPool(framework, name);
  });
  return found == catalogue.frameworks.end() ? nullptr : &*found;
}

const rules::Framework* Endpoints::poolIfPlain(Node node) const {
  const Program& program = analysis.program;
  const facts::Entity& entity = program.entity(node);
  const SymbolNumber symbol = program.nodes[node].symbol;
  const bool inProtocol = !program.symbol(symbol).overrides.empty() || !program.overriders.of(symbol).empty();
  if (!(entity.flags & facts::EF_Coroutine) || usedElsewhere[node] || inProtocol) return nullptr;
  if (needsLoop(program.shard(node), entity) ||
      containsCoroutine(program.shard(node), program.nodes[node].entity))
    return nullptr;
  auto applied = decorators.find(node);
  if (applied == decorators.end()) return nullptr;
  const rules::Framework* pool = nullptr;
  for (const CallPlace& decorator : applied->second) {
    pool = poolOf(decorator);
    if (!pool) return nullptr;
  }
  return pool;
}

namespace {

/// The framework whose pool runs the plain function as an endpoint.
const rules::Framework* poolHeldBy(const Analysis& analysis, Node node) {
  if (analysis.contexts.context[node]) return nullptr;
  if (const rules::Framework* framework = analysis.declared[node].framework;
      framework && (analysis.declared[node].root & P_Pool))
    return framework;
  for (std::uint32_t index : analysis.uses.handed.of(node)) {
    const Use& use = analysis.uses.all[index];
    if (use.run == Run::Pool && isRoute(analysis, use)) return analysis.uses.origins[use.origin].framework;
  }
  return nullptr;
}

Finding poolFinding(const Analysis& analysis, const rules::Catalogue& catalogue, const Site& site,
                    const rules::Framework& framework) {
  const Path path = pathFrom(analysis, site);
  const rules::Rule& rule = *path.leaf->rule;
  const std::string of = titleOf(framework);
  Finding finding;
  finding.check = "pool-capacity";
  finding.rule = rule.id;
  finding.library = rule.library;
  finding.severity = Severity::Note;
  finding.confidence = path.confidence;
  finding.context = ContextState::Offloaded;
  finding.location = locateCall(analysis.program, site.node, site.call);
  finding.function = displayName(analysis.program, site.node);
  finding.callee = shownCallee(analysis, site.node, site.call);
  finding.leaf = shownCallee(analysis, path.leaf->node, path.leaf->call);
  finding.path = stepsOf(analysis, site, path, catalogue, "endpoint in the thread pool of " + of);
  finding.message = "`" + finding.callee + "` holds a worker thread of " + of + ": ";
  if (!path.uses.empty()) finding.message += "it reaches `" + finding.leaf + "`, which ";
  finding.message += whyOf(rule, catalogue) + "; " + framework.poolNote;
  return finding;
}

} // namespace

void addPoolFindings(const Analysis& analysis, const rules::Catalogue& catalogue,
                     std::vector<Finding>& findings) {
  for (Node node = 0; node < analysis.program.size(); ++node) {
    const rules::Framework* framework = poolHeldBy(analysis, node);
    if (!framework || framework->poolNote.empty()) continue;
    const std::vector<Site> sites = blockingSites(analysis, node);
    auto first = llvm::find_if(sites, [&](const Site& site) {
      const rules::Rule& rule = *pathFrom(analysis, site).leaf->rule;
      return rule.check == "blocking-call" && !rule.offByDefault;
    });
    if (first != sites.end()) findings.push_back(poolFinding(analysis, catalogue, *first, *framework));
  }
}

} // namespace nostall::linker
