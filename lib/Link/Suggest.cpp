#include "Link/Suggest.h"

#include "Link/CallText.h"
#include "Link/Leaves.h"
#include "Link/Locks.h"
#include "Link/Roles.h"
#include "Rules/Match.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace nostall::linker {

using facts::Call;
using facts::CallKind;
using rules::Alternative;

namespace {

/// The advice of a suggestion that is all in its text.
constexpr llvm::StringLiteral AsShown = "write it as shown";
constexpr std::size_t LongestInMessage = 100;

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

/// Whether `function` is the alternative, so that advising it would be advice to call itself.
bool isItself(llvm::StringRef function, llvm::StringRef alternative) {
  if (llvm::StringRef(rules::unqualified(alternative)) == alternative)
    return llvm::StringRef(rules::unqualified(function)) == alternative;
  if (!function.consume_back(alternative)) return false;
  return function.empty() || function.ends_with("::") || function.ends_with(".");
}

bool offeredFor(const Alternative& alternative, const rules::Framework* framework, const std::string& callee,
                const std::string& bare) {
  if (!alternative.framework.empty() && (!framework || framework->name != alternative.framework))
    return false;
  return alternative.callees.empty() || llvm::any_of(alternative.callees, [&](const rules::Glob& glob) {
           return rules::globMatches(glob.pattern, callee) || rules::globMatches(glob.pattern, bare);
         });
}

/// What the fix needs besides, when the catalogue does not say.
struct UsualNeeds {
  const char* otherClient = "it needs another client or a completion token";
  const char* callbacks = "it needs a callback or a wait for readiness around it";
};

std::string adviceOf(const Alternative& alternative, const std::string& call, const UsualNeeds& usual) {
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
    return "await " + named + needing(usual.otherClient);
  case rules::FixClass::F3:
    return "use " + named + needing(usual.callbacks);
  case rules::FixClass::F4:
    return "run it on a thread that may wait: " + named + needing("");
  }
  return {};
}

/// What has to happen to the functions between the context and the call that blocks.
std::string awaitableAllTheWay(const Program& program, llvm::ArrayRef<Node> between) {
  const std::string names = llvm::join(
      llvm::map_range(between, [&](Node one) { return "`" + displayName(program, one) + "`"; }), ", ");
  return names +
         (between.size() == 1 ? " becomes awaitable and is awaited" : " become awaitable and are awaited");
}

struct Suggester {
  const Program& program;
  const SuggestionRequest& request;

  /// A function on the way that cannot be a coroutine.
  std::optional<Node> neverAwaits() const {
    auto found = llvm::find_if(request.between, [&](Node node) {
      const facts::EntityKind kind = program.entity(node).kind;
      return kind == facts::EntityKind::Constructor || kind == facts::EntityKind::Destructor;
    });
    return found == request.between.end() ? std::nullopt : std::optional(*found);
  }

  /// What awaiting the leaf asks of the functions on the way to it.
  void askOfTheWay(Suggestion& suggestion) const {
    if (direct()) return;
    if (const auto node = neverAwaits())
      withhold(suggestion, "`" + displayName(program, *node) + "` cannot await, so the call moves out of it");
    else
      makeConditional(suggestion, awaitableAllTheWay(program, request.between));
  }

  bool direct() const { return request.between.empty(); }
  const Call& at(CallPlace place) const { return program.entity(place.node).calls[place.call]; }
  Location range(CallPlace place) const { return locate(program.shard(place.node), at(place).range); }

  /// What a text for the call takes the place of. The call itself stands for one without the `await` before
  /// it.
  Location replaced(CallPlace place, const std::string& text) const {
    const facts::Shard& shard = program.shard(place.node);
    if (at(place).flags & facts::CF_Awaited && callText(shard, at(place)) == text)
      for (const facts::Await& await : program.entity(place.node).awaits)
        if (await.call == place.call) return locate(shard, await.range);
    return range(place);
  }

  bool isPython() const { return program.shard(request.site.node).language == facts::Language::Python; }

  UsualNeeds usualNeeds() const {
    if (!isPython()) return {};
    return {isLocal(request.rule.check) ? "" : "it needs an asynchronous client", ""};
  }

  /// Why a text that awaits cannot stand in the context.
  void checkAwait(Suggestion& suggestion, CallPlace place) const {
    if (suggestion.text.empty() || !llvm::StringRef(suggestion.text).contains("await")) return;
    const facts::Entity& entity = program.entity(place.node);
    if (isPython() && entity.kind == facts::EntityKind::Lambda)
      return withhold(suggestion, entity.flags & facts::EF_Generator
                                      ? "a generator that awaits becomes an asynchronous one"
                                      : "a lambda cannot await");
    if (isPython() && entity.kind == facts::EntityKind::Module)
      return withhold(suggestion, "it stands outside functions, where nothing can be awaited");
    const bool inContext = place.node == request.site.node;
    if (inContext && !(entity.flags & facts::EF_Coroutine))
      return withhold(suggestion, "`" + displayName(program, place.node) + "` becomes " +
                                      (isPython() ? "an `async def`" : "a coroutine"));
    if (underLock(program, place.node, place.call))
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
    suggestion.advice = adviceOf(alternative, exactName, usualNeeds());
    suggestion.fixClass = name(alternative.fix);
    suggestion.exactness = name(alternative.exactness);
    suggestion.condition = alternative.condition;
    suggestion.url = alternative.url;
    if (!alternative.rewrite.empty() && !(call.flags & (facts::CF_Implicit | facts::CF_Macro)))
      suggestion.text = fillTemplate(alternative.rewrite, shard, call).value_or("");
    suggestion.location = replaced(request.leaf, suggestion.text);
    // The range of a `with` is the object's, not the statement's.
    if (call.kind == CallKind::Enter || call.kind == CallKind::Exit) withhold(suggestion, "");
    askOfTheWay(suggestion);
    checkAwait(suggestion, request.leaf);
    for (const facts::Rewrite& rewrite : call.rewrites)
      if (rewrite.text.empty() && isMeant(rewrite)) addCondition(suggestion, rewrite.condition);
    return suggestion;
  }

  bool isMeant(const facts::Rewrite& rewrite) const {
    return rewrite.rule.empty() || rewrite.rule == request.rule.id;
  }

  /// What the front end, which knows the call's surroundings, would write.
  void fromFrontEnd(std::vector<Suggestion>& suggestions) const {
    for (const facts::Rewrite& rewrite : at(request.leaf).rewrites) {
      if (rewrite.text.empty() || !isMeant(rewrite)) continue;
      Suggestion suggestion;
      const bool chained = at(request.leaf).flags & facts::CF_Chained;
      suggestion.text = chained && llvm::StringRef(rewrite.text).starts_with("await ")
                            ? "(" + rewrite.text + ")"
                            : rewrite.text;
      suggestion.location = locate(program.shard(request.leaf.node), rewrite.range);
      suggestion.advice = AsShown;
      suggestion.fixClass = name(rules::FixClass::F2);
      suggestion.exactness = rewrite.exactness;
      suggestion.condition = rewrite.condition;
      if (llvm::StringRef(rewrite.text).contains("await")) askOfTheWay(suggestion);
      checkAwait(suggestion, request.leaf);
      suggestions.push_back(std::move(suggestion));
    }
  }

  /// Something about running the call on another thread, for the site, without a text yet.
  Suggestion onThread(std::string advice) const {
    Suggestion suggestion;
    suggestion.location = range(request.site);
    suggestion.fixClass = name(rules::FixClass::F4);
    suggestion.advice = std::move(advice);
    suggestion.exactness = name(rules::Exactness::Advice);
    return suggestion;
  }

  /// Writes the text, unless the library's handles stay with their thread.
  void onThread(Suggestion& suggestion, std::optional<std::string> text) const {
    const std::string& caveat = request.library ? request.library->affinityNote : std::string();
    if (request.library && request.library->affinity == rules::Affinity::Thread)
      return withhold(suggestion,
                      caveat.empty() ? "its handle is opened and used on that thread only" : caveat);
    suggestion.text = text.value_or("");
    if (!suggestion.text.empty()) suggestion.exactness = name(rules::Exactness::Conditional);
    addCondition(suggestion, caveat);
  }

  /// The call in the context, moved to a thread.
  std::optional<Suggestion> offload() const {
    const rules::Framework* framework = request.framework;
    if (!framework || framework->offload.empty()) framework = request.threads;
    if (!framework || framework->offload.empty()) return std::nullopt;
    Suggestion suggestion = onThread("run it on a thread that may wait");
    suggestion.url = framework->offloadUrl;
    const auto text = fillTemplate(framework->offload, program.shard(request.site.node), at(request.site));
    const bool movable = !request.library || request.library->affinity != rules::Affinity::Thread;
    if (movable && text && llvm::StringRef(framework->offload).contains("{pool}"))
      addCondition(suggestion, "`pool` is a thread pool of your program");
    onThread(suggestion, text);
    checkAwait(suggestion, request.site);
    return suggestion;
  }

  /// The function itself in place of its result, for an offload that was given the result.
  Suggestion pass() const {
    const facts::Shard& shard = program.shard(request.site.node);
    if (!request.given->asFunction) return onThread("make the call in the function that is handed over");
    Suggestion suggestion = onThread("pass the function instead");
    const Call& offload = program.entity(request.site.node).calls[request.given->call];
    const facts::Value& last = offload.arguments.back();
    const bool endsArguments = last.kind == facts::Value::Kind::Call && last.call == request.site.call;
    const auto function = functionText(shard, at(request.site));
    const auto passed = passedText(shard, at(request.site));
    std::optional<std::string> text;
    if (endsArguments && function && passed) text = *function + *passed;
    onThread(suggestion, text);
    return suggestion;
  }

  /// `def` instead of `async def`.
  Suggestion plain() const {
    const facts::Entity& entity = program.entity(request.site.node);
    const std::string& framework = titleOf(*request.poolIfPlain);
    Suggestion suggestion = onThread("make `" + displayName(program, request.site.node) +
                                     "` a plain `def`, which " + framework + " runs in its thread pool");
    suggestion.condition =
        "it awaits nothing and nothing else in the program uses it; what it shares with code "
        "on the loop must bear use from a thread";
    addCondition(suggestion, request.poolIfPlain->poolNote);
    suggestion.location = locate(program.shard(request.site.node), entity.name);
    constexpr std::uint32_t keywords = std::string_view("async def").size();
    const facts::Position begin = entity.range.begin;
    if (entity.name.valid() && begin.line == entity.name.begin.line &&
        begin.column + keywords + 1 == entity.name.begin.column) {
      suggestion.text = "def";
      suggestion.exactness = name(rules::Exactness::Conditional);
      suggestion.location.column = begin.column;
      suggestion.location.endColumn = begin.column + keywords;
    }
    return suggestion;
  }
};

} // namespace

std::vector<Suggestion> suggest(const Program& program, const SuggestionRequest& request) {
  const Suggester suggester{program, request};
  std::vector<Suggestion> suggestions;
  if (request.given) suggestions.push_back(suggester.pass());
  suggester.fromFrontEnd(suggestions);
  // A rewriting for another client is a project; a thread may be what helps today.
  bool rewritten = false;
  for (const Alternative& alternative : request.rule.instead)
    if (auto suggestion = suggester.fromAlternative(alternative)) {
      const bool otherClient = suggester.isPython() && alternative.fix != rules::FixClass::F1;
      rewritten |= !alternative.rewrite.empty() && !otherClient;
      suggestions.push_back(std::move(*suggestion));
    }
  if (request.rule.check == "certain-deadlock" || isLocal(request.rule.check) || request.given)
    return suggestions;
  if (request.poolIfPlain) suggestions.push_back(suggester.plain());
  if (!rewritten || !suggester.direct() || request.poolIfPlain)
    if (auto suggestion = suggester.offload()) suggestions.push_back(std::move(*suggestion));
  return suggestions;
}

std::string adviceIn(const std::vector<Suggestion>& suggestions) {
  for (const Suggestion& suggestion : suggestions) {
    const llvm::StringRef text = suggestion.text;
    if (suggestion.advice != AsShown)
      return "; " + llvm::StringRef(suggestion.advice).split("; ").first.str();
    if (!text.empty() && text.size() <= LongestInMessage && !text.contains('\n'))
      return "; write `" + suggestion.text + "`";
  }
  return {};
}

} // namespace nostall::linker
