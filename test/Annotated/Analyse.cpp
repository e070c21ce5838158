#include "Annotated/Analyse.h"

#include "Annotated/Judge.h"
#include "Annotated/Sources.h"
#include "Cxx/Analyse.h"
#include "Policy/Policy.h"
#include "Rules/Load.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <sstream>

namespace nostall::annotated {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// The configuration of a project folder, and the built-in defaults for everything else.
policy::LoadedConfig configOf(const std::string& source) {
  policy::LoadedConfig loaded;
  llvm::SmallString<128> file(source);
  path::append(file, ".nostall.yaml");
  if (fs::exists(file)) loaded = policy::loadConfig(file.str().str());
  loaded.config.unsure = true;
  return loaded;
}

/// Calls on objects of unknown type are counted, and shown to who asks; an annotated source asks by naming
/// the rule.
void dropUnknownReceivers(std::vector<Finding>& findings, const std::vector<Expectation>& expectations) {
  const std::string rule = "unknown-receiver";
  llvm::erase_if(findings, [&](const Finding& finding) {
    return finding.rule == rule && llvm::none_of(expectations, [&](const Expectation& expectation) {
             return expectation.name == rule && expectation.line == finding.location.line &&
                    expectation.file == finding.location.file;
           });
  });
}

} // namespace

std::vector<std::string> errors(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    if (!problem.error) continue;
    std::ostringstream out;
    out << problem;
    lines.push_back(out.str());
  }
  return lines;
}

std::string readSource(const std::string& file, std::vector<Problem>& problems) {
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (buffer) return (*buffer)->getBuffer().str();
  problems.push_back({file, 0, 0, "cannot be read: " + buffer.getError().message(), true});
  return "";
}

std::string sibling(const std::string& file, llvm::StringRef name) {
  llvm::SmallString<128> other(path::parent_path(file));
  path::append(other, name);
  path::remove_dots(other, /*remove_dot_dot=*/true);
  return other.str().str();
}

std::vector<std::string> check(const std::string& source) {
  policy::LoadedConfig configuration = configOf(source);
  rules::Loaded loaded = rules::loadCatalogue(
      std::string(NOSTALL_SOURCE_DIR) + "/rules", configuration.config.catalogue,
      [](const std::string& rule, const std::string& matcher) { return cxx::checkAstRule({rule, matcher}); });
  llvm::append_range(loaded.problems, configuration.problems);
  if (std::vector<std::string> failures = errors(loaded.problems); !failures.empty()) return failures;
  policy::applyConfig(configuration.config, loaded.catalogue);

  const bool python = fs::is_directory(source) || path::extension(source) == ".py";
  Sources sources = python ? pythonSources(source, loaded.catalogue) : cxxSources(source, loaded.catalogue);
  if (sources.problems.empty() && sources.expectations.empty())
    sources.problems.push_back({source, 0, 0, "expects nothing; say what is found, or `ok`", true});
  if (std::vector<std::string> failures = errors(sources.problems); !failures.empty()) return failures;

  LinkResult linked = link(sources.shards, loaded.catalogue);
  dropUnknownReceivers(linked.findings, sources.expectations);
  policy::Verdict verdict =
      policy::applyPolicy(std::move(linked.findings), sources.shards, configuration.config, loaded.catalogue);
  return judge(verdict.findings, sources.expectations);
}

bool isPartOfAnother(const std::string& file) {
  if (fs::is_directory(file)) return false;
  std::error_code error;
  for (fs::directory_iterator at(path::parent_path(file), error), end; at != end && !error;
       at.increment(error)) {
    if (at->path() == file || at->type() != fs::file_type::regular_file) continue;
    std::vector<Problem> ignored;
    std::string other = at->path();
    Annotations annotations = readAnnotations(readSource(other, ignored), other, ignored);
    if (llvm::any_of(annotations.files,
                     [&](const std::string& name) { return sibling(other, name) == file; }))
      return true;
  }
  return false;
}

} // namespace nostall::annotated
