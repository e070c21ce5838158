// Clang-tidy's diagnostics read back into findings. What it prints says less than a finding holds: severities
// are not in it, so expectations are made to say nothing of them either.

#include "Annotated/Analyse.h"
#include "Annotated/Judge.h"
#include "Annotated/Sources.h"
#include "Rules/Load.h"
#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Program.h>
#include <llvm/Support/Regex.h>

#include <array>
#include <set>

namespace nostall::annotated {
namespace {

constexpr std::array Checks{"blocking-call", "blocking-wait", "certain-deadlock", "fake-offload"};

/// The libraries of the catalogue's rules.
std::map<std::string, std::string> libraryOfRules() {
  std::map<std::string, std::string> result;
  const rules::Loaded loaded = rules::loadCatalogue(std::string(NOSTALL_SOURCE_DIR) + "/rules", {});
  for (const rules::Library& library : loaded.catalogue.libraries)
    for (const rules::Rule& rule : library.rules)
      result[rule.id] = library.name;
  return result;
}

/// The text between the first two backticks.
std::string firstCode(llvm::StringRef text) { return text.split('`').second.split('`').first.str(); }

/// `file:line:column: warning: message [rule] [nostall-check]`, and below it `…: note: `function`: label`.
std::vector<Finding> readDiagnostics(llvm::StringRef output) {
  const std::map<std::string, std::string> libraries = libraryOfRules();
  llvm::Regex warning("^(.+):([0-9]+):([0-9]+): warning: (.*) \\[([a-z0-9-]+)\\] \\[nostall-([a-z-]+)\\]$");
  llvm::Regex note("^.+:[0-9]+:[0-9]+: note: `(.*)`: (.*)$");
  std::vector<Finding> findings;
  for (llvm::StringRef line : llvm::split(output, '\n')) {
    llvm::SmallVector<llvm::StringRef> parts;
    if (warning.match(line, &parts)) {
      Finding& finding = findings.emplace_back();
      finding.location.file = support::absolutePath(parts[1]);
      parts[2].getAsInteger(10, finding.location.line);
      parts[3].getAsInteger(10, finding.location.column);
      finding.message = parts[4];
      finding.rule = parts[5];
      finding.check = parts[6];
      if (auto library = libraries.find(finding.rule); library != libraries.end())
        finding.library = library->second;
      if (parts[4].contains(" if this runs on an event loop")) finding.context = ContextState::Unsure;
      finding.path.push_back({StepKind::Call, firstCode(finding.message), finding.location, ""});
    } else if (!findings.empty() && note.match(line, &parts)) {
      findings.back().path.push_back({StepKind::Call, parts[1].str(), {}, parts[2].str()});
    }
  }
  return findings;
}

/// What such diagnostics can meet of the file's expectations.
std::vector<Expectation> meetable(std::vector<Expectation> expectations, bool editor) {
  llvm::erase_if(expectations, [&](const Expectation& expectation) {
    return (editor && expectation.kind == Kind::Unsure) ||
           (!expectation.check.empty() && !llvm::is_contained(Checks, expectation.check));
  });
  for (Expectation& expectation : expectations)
    expectation.severity.clear();
  return expectations;
}

std::string run(const std::string& file, const std::vector<std::string>& flags, const TidyProgram& tidy,
                std::vector<Problem>& problems) {
  std::vector<std::string> command{tidy.program,
                                   "--load=" + tidy.module,
                                   "--checks=-*,nostall-*",
                                   "--config={CheckOptions: {Unsure: true}}",
                                   "--header-filter=.*",
                                   "--quiet",
                                   file,
                                   "--"};
  llvm::append_range(command, flags);
  // As `nostall check` does, for what other compilers and Boost before 1.82 live with.
  command.insert(command.end(), {"-w", "-Wno-enum-constexpr-conversion", "-Wno-narrowing"});
  llvm::SmallString<128> output;
  if (std::error_code code = llvm::sys::fs::createTemporaryFile("clang-tidy", "txt", output)) {
    problems.push_back({file, 0, 0, code.message(), true});
    return {};
  }
  llvm::FileRemover remove(output);
  const std::vector<llvm::StringRef> words(command.begin(), command.end());
  std::string error;
  llvm::sys::ExecuteAndWait(words.front(), words, std::nullopt, {"", output.str(), output.str()}, 120, 0,
                            &error);
  if (!error.empty()) problems.push_back({file, 0, 0, error, true});
  return readSource(output.str().str(), problems);
}

} // namespace

std::vector<std::string> checkWithTidy(const std::string& file, const TidyProgram& tidy) {
  std::vector<Problem> problems;
  const Annotations annotations = readAnnotations(readSource(file, problems), file, problems);
  const std::vector<std::string> flags = cxxArguments(file, annotations, problems);
  if (!problems.empty()) return errors(problems);
  const std::string output = run(file, flags, tidy, problems);
  if (llvm::StringRef(output).contains(": error: ") && !annotations.errorsAllowed)
    problems.push_back({file, 0, 0, "clang-tidy: " + output, true});
  if (!problems.empty()) return errors(problems);

  std::vector<Finding> findings = readDiagnostics(output);
  std::vector<Expectation> expectations = annotations.expectations;
  std::set<std::string> headers;
  for (const Finding& finding : findings)
    if (finding.location.file != file) headers.insert(finding.location.file);
  for (const std::string& header : headers)
    llvm::append_range(expectations,
                       readAnnotations(readSource(header, problems), header, problems).expectations);
  if (tidy.editor) {
    // What is known to be wrong is known of the whole tree.
    auto isKnownGap = [](const Expectation& expectation) { return expectation.kind == Kind::TodoOk; };
    llvm::erase_if(findings, [&](const Finding& finding) {
      return llvm::any_of(expectations, [&](const Expectation& expectation) {
        return isKnownGap(expectation) && expectation.line == finding.location.line &&
               expectation.file == finding.location.file;
      });
    });
    llvm::erase_if(expectations, isKnownGap);
  }
  return judge(findings, meetable(std::move(expectations), tidy.editor));
}

} // namespace nostall::annotated
