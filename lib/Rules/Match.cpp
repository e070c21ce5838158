// A call is looked up in the index by its callee; the few patterns that name it are then judged on their
// conditions.

#include "Rules/Match.h"

#include "Rules/CommonNames.h"
#include "Rules/Conditions.h"
#include "Rules/Contexts.h"
#include "Rules/Executors.h"
#include "Rules/Index.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSet.h>

#include <array>

namespace nostall::rules {

namespace {

constexpr std::string_view BlockingChecks[] = {"blocking-call", "blocking-wait", "certain-deadlock"};

/// Whether a name, on an object of unknown type, is worth a thought.
bool saysSomething(const std::string& name) { return !isGlob(name) && !isCommonMethod(name); }

} // namespace

struct Matcher::Implementation {
  explicit Implementation(const Catalogue& catalogue)
      : catalogue(catalogue), names(catalogue), index(catalogue, names), executors(catalogue, names),
        contexts(catalogue, names) {
    for (const Library& library : catalogue.libraries)
      for (const Rule& rule : library.rules)
        if (llvm::is_contained(BlockingChecks, rule.check) && !rule.offByDefault)
          for (const CallPattern& pattern : rule.calls)
            for (const Glob& method : pattern.methods)
              if (saysSomething(method.pattern))
                blockingMethods[static_cast<unsigned>(library.language)].insert(method.pattern);
  }

  /// Visits the patterns that match the call, in order, until `visit` returns true.
  template <class Visit>
  void forEachMatch(const CallView& view, Visit visit) const;
  Runs decide(const CallView& view, Runs runs, const Position& executor) const;

  const Catalogue& catalogue;
  Names names;
  PatternIndex index;
  Executors executors;
  Contexts contexts;
  std::array<llvm::StringSet<>, 2> blockingMethods; ///< bare names, by language
};

Matcher::Matcher(const Catalogue& catalogue) : implementation(std::make_unique<Implementation>(catalogue)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;

namespace {

/// Whether a pattern that names the callee in this way means this kind of call.
bool isMeant(Naming naming, Language language, facts::CallKind kind) {
  using facts::CallKind;
  switch (naming) {
  case Naming::Called:
    return kind != CallKind::Reference && kind != CallKind::Attribute && kind != CallKind::Decorator;
  case Naming::Referenced:
    return kind == CallKind::Reference;
  case Naming::Iterated:
    // `next(cursor)` is a call.
    return kind == CallKind::RangeBegin || kind == CallKind::RangeIncrement || kind == CallKind::Operator ||
           (language == Language::Python && kind == CallKind::Method);
  case Naming::Entered:
    return kind == CallKind::Enter;
  case Naming::Left:
    return kind == CallKind::Exit;
  case Naming::Read:
    return kind == CallKind::Attribute;
  case Naming::Applied:
    return kind == CallKind::Decorator;
  }
  return false;
}

/// `async with` and `async for` await what they call.
bool isAwaited(const facts::Call& call) { return call.flags & (facts::CF_Awaited | facts::CF_Async); }

bool asksForAwaited(const CallPattern& pattern) {
  return llvm::any_of(pattern.when, [](const Condition& condition) {
    return condition.awaited == true || condition.async == true;
  });
}

} // namespace

template <class Visit>
void Matcher::Implementation::forEachMatch(const CallView& view, Visit visit) const {
  const facts::Symbol* callee = calleeOf(view);
  if (!callee) return;
  const facts::Type* receiver =
      view.call.receiver.type == facts::None ? nullptr : &view.shard.types[view.call.receiver.type];
  auto executor = [&](const CallView& at, const facts::Value& value) { return executors.of(at, value); };
  const Judge judge{names, executor};
  for (unsigned number : index.candidates(view.shard, *callee, receiver)) {
    const IndexedPattern& indexed = index.pattern(number);
    if (isMeant(indexed.naming, indexed.language, view.call.kind) &&
        conditionsHold(judge, *indexed.pattern, view) && visit(indexed))
      return;
  }
}

std::vector<const Rule*> Matcher::rules(const CallView& view) const {
  std::vector<const Rule*> found;
  bool awaited = isAwaited(view.call), exempt = false;
  implementation->forEachMatch(view, [&](const IndexedPattern& indexed) {
    exempt = exempt || indexed.exempt();
    if (indexed.rule && (!awaited || asksForAwaited(*indexed.pattern))) found.push_back(indexed.rule);
    return exempt;
  });
  if (exempt) return {};
  // A detector has looked at how the call is awaited.
  if (!view.call.matched.empty())
    for (const Library& library : implementation->catalogue.libraries)
      for (const Rule& rule : library.rules)
        if ((!awaited || !rule.detector.empty()) && llvm::is_contained(view.call.matched, rule.id))
          found.push_back(&rule);
  // Rules of one library stand in one array, libraries in the order of their names.
  llvm::sort(found, [](const Rule* a, const Rule* b) {
    return a->library != b->library ? a->library < b->library : a < b;
  });
  found.erase(llvm::unique(found), found.end());
  return found;
}

Runs Matcher::Implementation::decide(const CallView& view, Runs runs, const Position& executor) const {
  if (runs != Runs::Executor) return runs;
  const facts::Value* value = valueAt(view.shard, view.call, executor);
  return value ? executors.of(view, *value) : Runs::Unsure;
}

namespace {

/// Whether argument number `argument` (or the receiver) of the call stands at the position.
bool isAt(const CallView& view, const Position& position, unsigned argument) {
  bool receiver = argument == Matcher::Receiver;
  if (position.kind == Position::Kind::Receiver) return receiver;
  if (receiver || argument >= view.call.arguments.size()) return false;
  return position.kind == Position::Kind::Any ||
         valueAt(view.shard, view.call, position) == &view.call.arguments[argument];
}

} // namespace

std::optional<Matcher::CallableMatch> Matcher::callable(const CallView& view, unsigned argument) const {
  std::optional<CallableMatch> match;
  implementation->forEachMatch(view, [&](const IndexedPattern& indexed) {
    if (!indexed.callable || !isAt(view, indexed.callable->callable, argument)) return false;
    Runs runs = implementation->decide(view, indexed.callable->runs, indexed.callable->executor);
    match = CallableMatch{indexed.callable, indexed.framework, runs};
    return true;
  });
  return match;
}

std::optional<Matcher::HopMatch> Matcher::hop(const CallView& view) const {
  std::optional<HopMatch> match;
  implementation->forEachMatch(view, [&](const IndexedPattern& indexed) {
    if (!indexed.hop) return false;
    match = HopMatch{indexed.hop, indexed.framework,
                     implementation->decide(view, indexed.hop->runs, indexed.hop->executor)};
    return true;
  });
  return match;
}

Runs Matcher::executor(const CallView& view, const facts::Value& value) const {
  return implementation->executors.of(view, value);
}

bool Matcher::knows(const facts::Shard& shard, const facts::Symbol& symbol) const {
  return !implementation->index.candidates(shard, symbol, nullptr).empty();
}

bool Matcher::mayBlock(facts::Language language, std::string_view bareName) const {
  return implementation->blockingMethods[static_cast<unsigned>(language)].contains(bareName);
}

std::optional<Matcher::ContextMatch> Matcher::context(const facts::Shard& shard,
                                                      const facts::Symbol& symbol) const {
  return implementation->contexts.of(shard, symbol);
}

} // namespace nostall::rules
