#include "Link/LocalFindings.h"

#include "Link/Roles.h"
#include "Link/Suggest.h"

#include <llvm/ADT/StringRef.h>

namespace nostall::linker {

namespace {

std::string_view observedBy(const std::string& check) {
  if (check == "unawaited-call") return " is never awaited: ";
  if (check == "async-session-misuse") return " misuses an asynchronous object: ";
  if (check == "lazy-load") return " may load from the database here: ";
  return ": ";
}

Finding findingAt(const Analysis& analysis, const BlockingCall& at) {
  Finding finding;
  finding.check = at.rule->check;
  finding.rule = at.rule->id;
  finding.library = at.rule->library;
  finding.severity = severityOf(*at.rule);
  finding.confidence = confidenceOf(analysis.program.entity(at.node).calls[at.call]);
  finding.location = locateCall(analysis.program, at.node, at.call);
  finding.function = displayName(analysis.program, at.node);
  finding.callee = finding.leaf = shownCallee(analysis, at.node, at.call);
  return finding;
}

} // namespace

void addLocalFindings(const Analysis& analysis, const rules::Catalogue& catalogue,
                      std::vector<Finding>& findings) {
  for (const BlockingCall& at : analysis.leaves.local) {
    Finding finding = findingAt(analysis, at);
    const std::string why = whyOf(*at.rule, catalogue);
    // What is loaded already, and when, is known at run time only.
    if (finding.check == "lazy-load") finding.confidence = std::min(finding.confidence, Confidence::Likely);
    finding.path = {{StepKind::Call, finding.callee, finding.location, why}};
    finding.suggestions = suggest(analysis.program, {*at.rule,
                                                     libraryOf(*at.rule, catalogue),
                                                     frameworkOf(analysis, at.node),
                                                     {at.node, at.call},
                                                     {at.node, at.call},
                                                     {}});
    finding.message = "`" + finding.callee + "`";
    finding.message += observedBy(finding.check);
    finding.message += why + adviceIn(finding.suggestions);
    findings.push_back(std::move(finding));
  }
}

bool mayRunOnLoop(const Analysis& analysis, Node node, Index call) {
  const Places places = resolvePlaces(analysis.uses.placeOf(node, call), analysis.contexts.places[node]);
  if (analysis.contexts.context[node]) return stateOf(places) != ContextState::Offloaded;
  return places & (P_Loop | P_FakeLoop | P_PoolLoop | P_Unsure);
}

void addUnknownReceivers(const Analysis& analysis, std::vector<Finding>& findings) {
  for (const BlockingCall& at : analysis.leaves.unknown) {
    if (!mayRunOnLoop(analysis, at.node, at.call)) continue;
    Finding finding = findingAt(analysis, at);
    finding.severity = Severity::Note;
    finding.confidence = Confidence::Possible;
    finding.context = ContextState::Unsure;
    finding.path = {{StepKind::Blocking, finding.callee, finding.location, at.rule->why}};
    finding.message = "`" + finding.callee + "` may block the event loop: it " + at.rule->why;
    findings.push_back(std::move(finding));
  }
}

} // namespace nostall::linker
