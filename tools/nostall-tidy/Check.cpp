// How a finding becomes diagnostics: the warning at the call, with the catalogue's rule at its end, the path
// as notes, then what to write instead.
//
// An exact rewriting is the fix-it of the warning, so that `--fix` applies it. One that depends on a
// condition, such as moving the call to a thread pool, is the fix-it of a note that states the condition;
// `--fix-notes` applies it where there is no other choice. Everything is a warning, whatever its severity:
// after an error clang-tidy would apply no fix-it at all.
#include "Check.h"

#include "Places.h"
#include "Support/Locations.h"

#include <clang/AST/ASTContext.h>
#include <clang/Lex/Preprocessor.h>

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>

namespace nostall::tidy {
namespace {

namespace matchers = clang::ast_matchers;

using clang::DiagnosticIDs;
using clang::FixItHint;

constexpr llvm::StringLiteral Prefix = "nostall-";

/// Qt's own hook for tools: slots and invokable methods carry an annotation that says so.
constexpr llvm::StringLiteral QtAnnotations =
    "#define QT_ANNOTATE_FUNCTION(x) __attribute__((annotate(#x)))\n"
    "#define QT_ANNOTATE_ACCESS_SPECIFIER(x) __attribute__((annotate(#x)))\n";

std::vector<std::string> split(llvm::StringRef list) {
  std::vector<std::string> result;
  for (llvm::StringRef part : llvm::split(list, ';'))
    if (part = part.trim(); !part.empty()) result.push_back(part.str());
  return result;
}

bool samePlace(const Location& a, const Location& b) {
  return a.file == b.file && a.line == b.line && a.column == b.column;
}

bool isExact(const Suggestion& suggestion) {
  return !suggestion.text.empty() && suggestion.exactness == "exact";
}

/// Emits the diagnostics of one finding.
class Reporter {
public:
  Reporter(clang::tidy::ClangTidyCheck& check, Places& places, const host::Outcome& outcome, bool inEditor)
      : check(check), places(places), outcome(outcome), inEditor(inEditor) {}

  void report(const Finding& finding) {
    const clang::SourceLocation place = places.begin(finding.location);
    if (place.isInvalid()) return;
    const Suggestion* rewrite = nullptr;
    {
      auto warning = check.diag(place, "%0");
      warning << finding.message + (finding.rule.empty() ? "" : " [" + finding.rule + "]")
              << places.range(finding.location);
      for (const Suggestion& suggestion : finding.suggestions)
        if (isExact(suggestion) && places.isOfUnit(suggestion.location)) {
          warning << replacement(suggestion);
          rewrite = &suggestion;
          break;
        }
    }
    for (const PathStep& step : finding.path)
      if (step.kind == StepKind::Context || !samePlace(step.location, finding.location))
        note(places.begin(step.location), "`" + step.function + "`: " + step.label);
    for (const Note& each : finding.notes)
      note(each.location.file.empty() ? place : places.begin(each.location), each.text);
    noteStale(finding, place);
    for (const Suggestion& suggestion : finding.suggestions)
      if (&suggestion != rewrite) propose(finding, suggestion, place);
    if (inEditor) proposeSuppression(finding, place);
  }

private:
  void note(clang::SourceLocation place, const std::string& text) {
    check.diag(place, "%0", DiagnosticIDs::Note) << text;
  }

  FixItHint replacement(const Suggestion& suggestion) {
    return FixItHint::CreateReplacement(places.range(suggestion.location), suggestion.text);
  }

  void propose(const Finding& finding, const Suggestion& suggestion, clang::SourceLocation place) {
    const bool fits = !suggestion.text.empty() && places.isOfUnit(suggestion.location);
    const bool said = llvm::StringRef(finding.message).contains(suggestion.advice);
    if (!fits && said && suggestion.condition.empty()) return;
    std::string text = suggestion.advice;
    if (!suggestion.condition.empty()) text += "; " + suggestion.condition;
    if (!fits) return note(place, text);
    check.diag(places.begin(suggestion.location), "%0", DiagnosticIDs::Note)
        << text << replacement(suggestion);
  }

  /// A line of its own above the finding's, with the reason to be filled in.
  void proposeSuppression(const Finding& finding, clang::SourceLocation place) {
    Location line = finding.location;
    line.column = 1;
    const clang::SourceLocation start = places.begin(line);
    const std::string& name = finding.rule.empty() ? finding.check : finding.rule;
    check.diag(place, "%0", DiagnosticIDs::Note)
        << "keep the call; say why it may wait here"
        << FixItHint::CreateInsertion(start, indentation(start) + "// nostall: allow(" + name + ") \n");
  }

  std::string indentation(clang::SourceLocation start) {
    return places.textFrom(start).take_while([](char c) { return c == ' ' || c == '\t'; }).str();
  }

  /// What a path rests on is said where it may no longer be so.
  void noteStale(const Finding& finding, clang::SourceLocation place) {
    for (const PathStep& step : finding.path)
      if (llvm::binary_search(outcome.stale, step.location.file))
        return note(place, "`" + step.location.file +
                               "` has changed since its facts were stored; run `nostall check` again");
  }

  clang::tidy::ClangTidyCheck& check;
  Places& places;
  const host::Outcome& outcome;
  const bool inEditor;
};

} // namespace

Check::Check(llvm::StringRef name, clang::tidy::ClangTidyContext* context)
    : ClangTidyCheck(name, context), check_(name.substr(Prefix.size())), context(*context),
      inEditor(context->areDiagsSelfContained()) {
  auto option = [&](llvm::StringRef key, llvm::StringRef otherwise) {
    return Options.getLocalOrGlobal(key, otherwise).str();
  };
  options.catalogueFiles = split(option("CatalogueFiles", ""));
  options.configFile = option("ConfigFile", "");
  const std::string usual = support::defaultCacheDirectory();
  options.factsDirectory = option("FactsDirectory", inEditor && llvm::sys::fs::exists(usual) ? usual : "");
  options.unsure = Options.getLocalOrGlobal("Unsure", false);
  severity = option("Severity", "note");
  if (auto named = severityNamed(severity))
    lowest = *named;
  else
    configurationDiag("%0", DiagnosticIDs::Error)
        << "`" + severity + "` is no severity; `" + check_ + ".Severity` is `note`, `warning` or `error`";
  unit = shareAnalysis(*context, options);
}

void Check::storeOptions(clang::tidy::ClangTidyOptions::OptionMap& map) {
  Options.store(map, "CatalogueFiles", llvm::join(options.catalogueFiles, ";"));
  Options.store(map, "ConfigFile", options.configFile);
  Options.store(map, "FactsDirectory", options.factsDirectory);
  Options.store(map, "Severity", severity);
  Options.store(map, "Unsure", options.unsure);
}

void Check::registerPPCallbacks(const clang::SourceManager&, clang::Preprocessor* preprocessor,
                                clang::Preprocessor*) {
  // An editor has read the headers already.
  const std::string& predefined = preprocessor->getPredefines();
  if (!inEditor && !llvm::StringRef(predefined).contains(QtAnnotations))
    preprocessor->setPredefines(predefined + QtAnnotations.str());
}

void Check::registerMatchers(clang::ast_matchers::MatchFinder* finder) {
  // An editor shows its checks the declarations of the main file alone, not what holds them.
  if (inEditor)
    finder->addMatcher(matchers::decl().bind("any"), this);
  else
    finder->addMatcher(matchers::translationUnitDecl().bind("any"), this);
}

void Check::check(const clang::ast_matchers::MatchFinder::MatchResult& result) {
  if (std::exchange(done, true)) return;
  const host::Outcome& outcome = unit->outcome(*result.Context);
  if (unit->isFirst()) complain(outcome, *result.SourceManager);
  Places places(result.Context->getSourceManager());
  Reporter reporter(*this, places, outcome, inEditor);
  for (const Finding& finding : outcome.findings)
    if (finding.check == check_ && finding.severity >= lowest) reporter.report(finding);
}

void Check::complain(const host::Outcome& outcome, const clang::SourceManager& sources) {
  auto say = [&](const std::string& text, DiagnosticIDs::Level level) {
    // clangd shows none of clang-tidy's complaints that have no place.
    if (inEditor)
      diag(sources.getLocForStartOfFile(sources.getMainFileID()), "%0") << text;
    else
      configurationDiag("%0", level) << text;
  };
  for (const std::string& error : outcome.errors)
    say(error, DiagnosticIDs::Error);
  if (options.factsDirectory.empty() || !outcome.errors.empty()) return;
  if (!outcome.hasProgram && !inEditor)
    say("`" + options.factsDirectory + "` has no facts of `" + context.getCurrentFile().str() +
            "`; run `nostall check --cache-dir` before",
        DiagnosticIDs::Warning);
  if (!outcome.stale.empty())
    say("facts of " + std::to_string(outcome.stale.size()) +
            " files that this one rests on are older than the files, the first is `" + outcome.stale.front() +
            "`; run `nostall check` again",
        DiagnosticIDs::Warning);
}

} // namespace nostall::tidy
