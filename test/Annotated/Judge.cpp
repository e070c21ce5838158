#include "Annotated/Judge.h"

#include "Support/Problem.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <sstream>

namespace nostall::annotated {
namespace {

std::string error(const std::string& file, unsigned line, unsigned column, std::string text) {
  std::ostringstream out;
  out << Problem{file, line, column, std::move(text), true};
  return out.str();
}

std::string shown(const Finding& finding) {
  std::string text = finding.check + " [" + finding.rule + "] as " + std::string(name(finding.severity));
  if (finding.context == ContextState::Unsure) text += " in a context that is not sure";
  if (finding.context == ContextState::Offloaded) text += " in an offloaded context";
  text += ": " + finding.message;
  for (const PathStep& step : finding.path)
    text += "\n    " + step.location.file + ":" + std::to_string(step.location.line) + ": " + step.label +
            " " + step.function;
  return text;
}

/// Whether a function as shown to people, `ns::load(PGconn *)`, is the one that ends in `name`.
bool endsIn(llvm::StringRef function, llvm::StringRef name) {
  if (!function.contains("operator()")) function = function.take_until([](char c) { return c == '('; });
  if (!function.consume_back(name)) return false;
  return function.empty() || !(llvm::isAlnum(function.back()) || function.back() == '_');
}

bool passesThrough(const Finding& finding, const std::string& name) {
  return llvm::any_of(finding.path, [&](const PathStep& step) {
    return (step.kind == StepKind::Call || step.kind == StepKind::Callable) && endsIn(step.function, name);
  });
}

/// Whether the finding is of the kind that the expectation names, on its line.
bool describes(const Expectation& expectation, const Finding& finding) {
  if (expectation.kind == Kind::Ok || expectation.file != finding.location.file ||
      expectation.line != finding.location.line)
    return false;
  if (expectation.check.empty()) return true;
  bool todo = expectation.kind == Kind::TodoExpect || expectation.kind == Kind::TodoOk;
  bool stateFits = (finding.context == ContextState::Unsure) == (expectation.kind == Kind::Unsure);
  return expectation.check == finding.check && (todo || stateFits) &&
         (expectation.name.empty() || expectation.name == finding.rule ||
          expectation.name == finding.library) &&
         (expectation.severity.empty() || expectation.severity == name(finding.severity)) &&
         (expectation.via.empty() || passesThrough(finding, expectation.via));
}

} // namespace

std::vector<std::string> judge(const std::vector<Finding>& findings,
                               const std::vector<Expectation>& expectations) {
  std::vector<std::string> failures;
  std::vector<bool> met(expectations.size());
  // Those that ask for more choose first.
  auto take = [&](const Finding& finding, bool detailed) {
    for (std::size_t i = 0; i < expectations.size(); ++i) {
      const Expectation& expectation = expectations[i];
      bool asksMore = !expectation.via.empty() || !expectation.severity.empty();
      // A line that is known to be wrong may be wrong more than once.
      bool taken = met[i] && expectation.kind != Kind::TodoOk;
      if (taken || asksMore != detailed || !describes(expectation, finding)) continue;
      met[i] = true;
      return true;
    }
    return false;
  };
  for (const Finding& finding : findings)
    if (!take(finding, true) && !take(finding, false))
      failures.push_back(error(finding.location.file, finding.location.line, finding.location.column,
                               "unexpected " + shown(finding)));
  for (std::size_t i = 0; i < expectations.size(); ++i) {
    const Expectation& expectation = expectations[i];
    auto fail = [&](const std::string& message) {
      failures.push_back(error(expectation.file, expectation.written, expectation.column, message));
    };
    std::string what = "`" + text(expectation) + "`";
    switch (expectation.kind) {
    case Kind::Expect:
      if (!met[i]) fail("expected " + what + ", which was not found");
      break;
    case Kind::Unsure:
      if (!met[i]) fail("expected " + what + " in a context that is not sure, which was not found");
      break;
    case Kind::TodoExpect:
      if (met[i]) fail(what + " is found now; make it `expect`");
      break;
    case Kind::TodoOk:
      if (!met[i]) fail("nothing is found here any more; make it `ok`");
      break;
    case Kind::Ok:
      break;
    }
  }
  return failures;
}

} // namespace nostall::annotated
