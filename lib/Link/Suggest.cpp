#include "Link/Suggest.h"

#include "Link/CallText.h"
#include "Rules/Match.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace nostall::linker {

using facts::Call;
using facts::CallKind;
using rules::Alternative;

namespace {

const char* name(rules::FixClass fix) {
  constexpr const char* names[] = {"F1", "F2", "F3", "F4"};
  return names[static_cast<unsigned>(fix)];
}

const char* name(rules::Exactness exactness) {
  constexpr const char* names[] = {"exact", "conditional", "advice"};
  return names[static_cast<unsigned>(exactness)];
}

void addCondition(Suggestion& suggestion, const std::string& condition) {
  if (condition.empty()) return;
  if (!suggestion.condition.empty()) suggestion.condition += "; ";
  suggestion.condition += condition;
}

/// Takes the text back and says why.
void withhold(Suggestion& suggestion, const std::string& why) {
  suggestion.text.clear();
  suggestion.exactness = name(rules::Exactness::Advice);
  addCondition(suggestion, why);
}

void makeConditional(Suggestion& suggestion, const std::string& condition) {
  if (suggestion.exactness == name(rules::Exactness::Exact))
    suggestion.exactness = name(rules::Exactness::Conditional);
  addCondition(suggestion, condition);
}

bool isLockGuard(llvm::StringRef record) {
  return llvm::is_contained(
      llvm::ArrayRef<llvm::StringRef>{"std::lock_guard", "std::unique_lock", "std::scoped_lock",
                                      "std::shared_lock", "boost::lock_guard", "boost::unique_lock",
                                      "boost::shared_lock", "QMutexLocker", "QReadLocker", "QWriteLocker"},
      record);
}

bool encloses(const facts::Entity& entity, Index outer, Index inner) {
  for (; inner != facts::None && inner < entity.blocks.size(); inner = entity.blocks[inner].parent)
    if (inner == outer) return true;
  return entity.blocks.empty();
}

/// Whether a lock guard is alive where the call is made: constructed before in a block around it, and not yet
/// destroyed.
bool underLockGuard(const Program& program, CallPlace place) {
  const facts::Entity& entity = program.entity(place.node);
  const facts::Shard& shard = program.shard(place.node);
  llvm::SmallVector<Index, 2> alive;
  for (Index index = 0; index < place.call; ++index) {
    const Call& call = entity.calls[index];
    if (call.callee == facts::None || (call.flags & facts::CF_Temporary)) continue;
    if (!isLockGuard(shard.symbols[call.callee].record)) continue;
    if (call.kind == CallKind::Constructor && encloses(entity, call.block, entity.calls[place.call].block))
      alive.push_back(index);
    if (call.kind == CallKind::Destructor && !alive.empty() &&
        encloses(entity, call.block, entity.calls[alive.back()].block))
      alive.pop_back();
  }
  return !alive.empty();
}

/// Whether `function` is the alternative, so that advising it would be advice to call itself.
bool isItself(llvm::StringRef function, llvm::StringRef alternative) {
  if (alternative.contains("::"))
    return function == alternative || function.ends_with(("::" + alternative).str());
  return function.rsplit("::").second == alternative || function == alternative;
}

bool offeredFor(const Alternative& alternative, const rules::Framework* framework, const std::string& callee,
                const std::string& bare) {
  if (!alternative.framework.empty() && (!framework || framework->name != alternative.framework))
    return false;
  return alternative.callees.empty() || llvm::any_of(alternative.callees, [&](const rules::Glob& glob) {
           return rules::globMatches(glob.pattern, callee) || rules::globMatches(glob.pattern, bare);
         });
}

std::string adviceOf(const Alternative& alternative, const std::string& call) {
  const std::string named =
      "`" + call + "`" + (alternative.since.empty() ? "" : " (since " + alternative.since + ")");
  auto needing = [&](const char* otherwise) {
    const std::string needs = alternative.needs.empty() ? otherwise : alternative.needs;
    return needs.empty() ? "" : "; " + needs;
  };
  if (call == "co_await" || call == "await") return "await it instead" + needing("");
  switch (alternative.fix) {
  case rules::FixClass::F1:
    return "await " + named + " instead" + needing("");
  case rules::FixClass::F2:
    return "await " + named + needing("it needs another client or a completion token");
  case rules::FixClass::F3:
    return "use " + named + needing("it needs a callback or a wait for readiness around it");
  case rules::FixClass::F4:
    return "run it on a thread that may wait: " + named + needing("");
  }
  return {};
}

/// What has to happen to the functions between the context and the call that blocks.
std::string awaitableAllTheWay(const std::vector<std::string>& between) {
  const std::string names =
      llvm::join(llvm::map_range(between, [](const std::string& one) { return "`" + one + "`"; }), ", ");
  return names +
         (between.size() == 1 ? " becomes awaitable and is awaited" : " become awaitable and are awaited");
}

struct Suggester {
  const Program& program;
  const SuggestionRequest& request;

  bool direct() const { return request.between.empty(); }
  const Call& at(CallPlace place) const { return program.entity(place.node).calls[place.call]; }
  Location range(CallPlace place) const { return locate(program.shard(place.node), at(place).range); }

  /// Why a text that awaits cannot stand in the context.
  void checkAwait(Suggestion& suggestion, CallPlace place) const {
    if (suggestion.text.empty() || !llvm::StringRef(suggestion.text).contains("await")) return;
    const bool inContext = place.node == request.site.node;
    if (inContext && !(program.entity(place.node).flags & facts::EF_Coroutine))
      return withhold(suggestion, "`" + displayName(program, place.node) + "` becomes a coroutine");
    if (underLockGuard(program, place))
      withhold(suggestion, "the lock that is held here is released before the coroutine suspends");
  }

  std::optional<Suggestion> fromAlternative(const Alternative& alternative) const {
    const facts::Shard& shard = program.shard(request.leaf.node);
    const Call& call = at(request.leaf);
    if (!offeredFor(alternative, request.framework, calleeName(shard, call), bareName(shard, call)))
      return std::nullopt;
    const std::string exactName = fillTemplate(alternative.call, shard, call).value_or(alternative.call);
    if (isItself(program.symbol(program.nodes[request.leaf.node].symbol).name, exactName))
      return std::nullopt;
    Suggestion suggestion;
    suggestion.location = range(request.leaf);
    suggestion.advice = adviceOf(alternative, exactName);
    suggestion.fixClass = name(alternative.fix);
    suggestion.exactness = name(alternative.exactness);
    suggestion.condition = alternative.condition;
    suggestion.url = alternative.url;
    if (!alternative.rewrite.empty() && !(call.flags & (facts::CF_Implicit | facts::CF_Macro)))
      suggestion.text = fillTemplate(alternative.rewrite, shard, call).value_or("");
    if (!direct()) makeConditional(suggestion, awaitableAllTheWay(request.between));
    checkAwait(suggestion, request.leaf);
    return suggestion;
  }

  /// The call in the context, moved to a thread.
  std::optional<Suggestion> offload() const {
    if (!request.framework || request.framework->offload.empty()) return std::nullopt;
    const std::string& caveat = request.library ? request.library->affinityNote : std::string();
    Suggestion suggestion;
    suggestion.location = range(request.site);
    suggestion.fixClass = name(rules::FixClass::F4);
    suggestion.url = request.framework->offloadUrl;
    suggestion.advice = "run it on a thread that may wait";
    if (request.library && request.library->affinity == rules::Affinity::Thread) {
      withhold(suggestion, caveat.empty() ? "its handle is opened and used on that thread only" : caveat);
      return suggestion;
    }
    suggestion.exactness = name(rules::Exactness::Conditional);
    suggestion.text =
        fillTemplate(request.framework->offload, program.shard(request.site.node), at(request.site))
            .value_or("");
    if (suggestion.text.empty())
      suggestion.exactness = name(rules::Exactness::Advice);
    else
      addCondition(suggestion, "`pool` is a thread pool of your program");
    addCondition(suggestion, caveat);
    checkAwait(suggestion, request.site);
    return suggestion;
  }
};

} // namespace

std::vector<Suggestion> suggest(const Program& program, const SuggestionRequest& request) {
  const Suggester suggester{program, request};
  std::vector<Suggestion> suggestions;
  bool rewritten = false;
  for (const Alternative& alternative : request.rule.instead)
    if (auto suggestion = suggester.fromAlternative(alternative)) {
      rewritten |= !alternative.rewrite.empty();
      suggestions.push_back(std::move(*suggestion));
    }
  if (request.rule.check != "certain-deadlock" && (!rewritten || !suggester.direct()))
    if (auto suggestion = suggester.offload()) suggestions.push_back(std::move(*suggestion));
  return suggestions;
}

} // namespace nostall::linker
