#include "Link/Findings.h"

#include "Link/Calls.h"
#include "Link/Endpoints.h"
#include "Link/LocalFindings.h"
#include "Link/Roles.h"
#include "Link/Suggest.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <tuple>

namespace nostall::linker {

namespace {

/// A finding and what tells whether two of them are one.
struct Made {
  Finding finding;
  Node node = 0;
  Index call = 0;
  bool implicit = false;
};

/// Something that looks like an offload and put the call onto the loop.
struct Fake {
  Location location;
  std::string reason;
};

struct Maker {
  const Analysis& analysis;
  const rules::Catalogue& catalogue;
  const rules::Matcher& matcher;
  const Endpoints endpoints{analysis, catalogue};

  const Program& program() const { return analysis.program; }
  Location placeOf(Node node, Index call) const { return locateCall(program(), node, call); }

  std::optional<Fake> fakeUse(const Use& use) const {
    if (use.immediate)
      return Fake{placeOf(use.from, use.call),
                  "a lambda that is invoked where it is written runs in the coroutine that awaits it"};
    if (use.origin == Nowhere) return std::nullopt;
    const Origin& origin = analysis.uses.origins[use.origin];
    if (!origin.rule || origin.rule->looksLikeOffload.empty()) return std::nullopt;
    return Fake{placeOf(origin.node, origin.call), origin.rule->looksLikeOffload};
  }

  /// The context itself, a hop before the site, or a step of the path.
  std::optional<Fake> fakeOffload(const Site& site, const Path& path) const {
    if (const std::uint32_t use = analysis.contexts.decisive[site.node];
        use != Nowhere && analysis.contexts.fake(site.node))
      if (auto fake = fakeUse(analysis.uses.all[use])) return fake;
    if (auto found = analysis.uses.hops.find(site.node); found != analysis.uses.hops.end())
      if (const Index await = found->second.fakeHops[site.call]; await != facts::None)
        return Fake{locate(program().shard(site.node), program().entity(site.node).awaits[await].range),
                    found->second.matches[await]->hop->looksLikeOffload};
    for (std::uint32_t use : path.uses)
      if (analysis.uses.all[use].run == Run::Inline)
        if (auto fake = fakeUse(analysis.uses.all[use])) return fake;
    return std::nullopt;
  }

  bool movesToThread(const rules::CallView& view, unsigned argument) const {
    const auto match = matcher.callable(view, argument);
    return match && match->runs == rules::Runs::Pool && !match->rule->coroutine;
  }

  /// The call that moves work to a thread and gets the site's result among its arguments.
  std::optional<ResultGiven> givenTo(const Site& site) const {
    const facts::Shard& shard = program().shard(site.node);
    const facts::Entity& entity = program().entity(site.node);
    if (shard.language != facts::Language::Python) return std::nullopt;
    for (Index index = 0; index < entity.calls.size(); ++index) {
      const facts::Call& call = entity.calls[index];
      const rules::CallView view{shard, entity, call, nullptr};
      for (unsigned number = 0; number < call.arguments.size(); ++number) {
        const facts::Value& value = call.arguments[number];
        if (value.kind != facts::Value::Kind::Call || value.call != site.call ||
            value.callable.kind != facts::Callable::Kind::None || call.kind == facts::CallKind::Decorator)
          continue;
        if (movesToThread(view, number)) return ResultGiven{index, true};
        for (unsigned other = 0; other < call.arguments.size(); ++other)
          if (movesToThread(view, other)) return ResultGiven{index, false};
      }
    }
    return std::nullopt;
  }

  /// Says how to move a call to a thread where no framework does.
  const rules::Framework* threadsOf(Node context) const {
    if (program().shard(context).language != facts::Language::Python) return nullptr;
    auto found = llvm::find_if(catalogue.frameworks,
                               [](const rules::Framework& framework) { return framework.name == "asyncio"; });
    return found == catalogue.frameworks.end() ? nullptr : &*found;
  }

  void addNotes(Finding& finding, const Site& site, const std::optional<Fake>& fake,
                const std::optional<ResultGiven>& given) const {
    if (fake) finding.notes.push_back({fake->location, "looks like an offload: " + fake->reason});
    if (given)
      finding.notes.push_back({placeOf(site.node, given->call),
                               given->asFunction ? "it gets the result, not something to run"
                                                 : "its arguments are evaluated before it starts"});
    if (analysis.startup[site.node])
      finding.notes.push_back(
          {{}, "runs only at startup, at shutdown or from the command line; one severity lower"});
    const std::uint32_t index = analysis.contexts.decisive[site.node];
    if (index == Nowhere) return;
    const Use& use = analysis.uses.all[index];
    if (use.call == facts::None) return;
    const std::string callee = shownCallee(analysis, use.from, use.call);
    if (analysis.contexts.poolLoop(site.node) && use.run == Run::PoolTask)
      finding.notes.push_back(
          {placeOf(use.from, use.call),
           "spawned on a pool from code that is not asynchronous, so the pool is its loop"});
    else if (finding.context == ContextState::Unsure && use.run == Run::Unsure)
      finding.notes.push_back(
          {placeOf(use.from, use.call), "handed to `" + callee + "`, whose executor is not known"});
  }

  static void lower(Severity& severity) {
    if (severity != Severity::Note) severity = static_cast<Severity>(static_cast<unsigned>(severity) - 1);
  }

  std::string messageOf(const Finding& finding, const rules::Rule& rule, bool direct, bool fake,
                        const std::string& givenTo) const {
    const std::string leaf = "`" + finding.leaf + "`";
    const std::string why = whyOf(rule, catalogue);
    std::string what =
        finding.check == "certain-deadlock" ? " deadlocks the event loop" : " blocks the event loop";
    if (finding.context == ContextState::Unsure)
      what = finding.check == "certain-deadlock" ? " deadlocks if this runs on an event loop"
                                                 : " blocks if this runs on an event loop";
    std::string message = "`" + finding.callee + "`" + what;
    if (fake || !givenTo.empty()) message += " although it looks offloaded";
    if (!givenTo.empty())
      message += ": it is called here, on the loop, and `" + givenTo + "` only gets its result";
    else
      message += direct ? ": " + why : ": it reaches " + leaf + ", which " + why;
    return message + adviceIn(finding.suggestions);
  }

  /// The functions from the site to the call that blocks.
  std::vector<Node> between(const Path& path) const {
    std::vector<Node> nodes;
    for (std::uint32_t use : path.uses)
      nodes.push_back(analysis.uses.all[use].to);
    return nodes;
  }

  Made make(const Site& site, ContextState state) const {
    const Path path = pathFrom(analysis, site);
    const rules::Rule& rule = *path.leaf->rule;
    const auto fake = fakeOffload(site, path);
    const auto receiver = givenTo(site);
    Made made{{},
              site.node,
              site.call,
              (program().entity(site.node).calls[site.call].flags & facts::CF_Implicit) != 0};
    Finding& finding = made.finding;
    finding.check = (fake || receiver) && rule.check != "certain-deadlock" ? "fake-offload" : rule.check;
    finding.rule = rule.id;
    finding.library = rule.library;
    finding.confidence = analysis.contexts.poolLoop(site.node) ? std::min(path.confidence, Confidence::Likely)
                                                               : path.confidence;
    finding.severity = severityOf(rule);
    if (finding.confidence == Confidence::Possible) lower(finding.severity);
    if (analysis.startup[site.node]) lower(finding.severity);
    finding.context = state;
    finding.location = placeOf(site.node, site.call);
    finding.function = displayName(program(), site.node);
    finding.callee = shownCallee(analysis, site.node, site.call);
    finding.leaf = shownCallee(analysis, path.leaf->node, path.leaf->call);
    finding.path = stepsOf(analysis, site, path, catalogue, contextLabel(analysis, site.node));
    addNotes(finding, site, fake, receiver);
    finding.suggestions = suggest(program(), {rule,
                                              libraryOf(rule, catalogue),
                                              frameworkOf(analysis, site.node),
                                              {site.node, site.call},
                                              {path.leaf->node, path.leaf->call},
                                              between(path),
                                              threadsOf(site.node),
                                              endpoints.poolIfPlain(site.node),
                                              receiver});
    finding.message = messageOf(finding, rule, path.uses.empty(), fake.has_value(),
                                receiver ? shownCallee(analysis, site.node, receiver->call) : std::string());
    return made;
  }
};

/// Whether two findings at one place say the same: one call seen through several instantiations, or written
/// twice by a macro. Different calls without a syntax of their own may share a place.
bool sameDefect(const Made& a, const Made& b) {
  if (a.finding.location != b.finding.location) return false;
  if (a.finding.callee == b.finding.callee) return true;
  return a.node != b.node && !a.implicit && !b.implicit;
}

/// The one to keep of several that say the same comes first.
bool before(const Made& a, const Made& b) {
  const auto key = [](const Made& made) {
    const Finding& finding = made.finding;
    return std::tuple(finding.context, -static_cast<int>(finding.severity),
                      -static_cast<int>(finding.confidence), finding.path.size(), made.node, made.call);
  };
  return std::tuple(a.finding.location, key(a)) < std::tuple(b.finding.location, key(b));
}

} // namespace

std::vector<Finding> makeFindings(const Analysis& analysis, const rules::Catalogue& catalogue,
                                  const rules::Matcher& matcher) {
  const Maker maker{analysis, catalogue, matcher};
  std::vector<Made> made;
  for (Node node = 0; node < analysis.program.size(); ++node) {
    if (!analysis.contexts.context[node]) continue;
    for (const Site& site : blockingSites(analysis, node)) {
      const ContextState state = analysis.contexts.stateAt(analysis.uses, node, site.call);
      if (state != ContextState::Offloaded) made.push_back(maker.make(site, state));
    }
  }
  std::sort(made.begin(), made.end(), before);
  std::vector<Finding> findings;
  std::vector<const Made*> kept;
  for (const Made& one : made) {
    while (!kept.empty() && kept.back()->finding.location != one.finding.location)
      kept.pop_back();
    if (llvm::any_of(kept, [&](const Made* other) { return sameDefect(*other, one); })) continue;
    kept.push_back(&one);
    findings.push_back(one.finding);
  }
  addLocalFindings(analysis, catalogue, findings);
  addUnknownReceivers(analysis, findings);
  addPoolFindings(analysis, catalogue, findings);
  std::sort(findings.begin(), findings.end());
  return findings;
}

} // namespace nostall::linker
