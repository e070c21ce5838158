#include "Annotated/Analyse.h"

#include "Annotated/Annotations.h"
#include "Annotated/Judge.h"
#include "Cxx/Analyse.h"
#include "Facts/Serialize.h"
#include "Link/Link.h"
#include "Policy/Policy.h"
#include "Rules/Load.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Program.h>

#include <map>
#include <set>
#include <sstream>

namespace nostall::annotated {
namespace {

namespace path = llvm::sys::path;

std::string printed(const Problem& problem) {
  std::ostringstream out;
  out << problem;
  return out.str();
}

/// The file's text; empty with a problem when it cannot be read.
std::string read(const std::string& file, std::vector<Problem>& problems) {
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

/// The compiler arguments of pkg-config packages, their folders as system ones.
std::vector<std::string> packageFlags(const std::vector<std::string>& packages, const std::string& file,
                                      std::vector<Problem>& problems) {
  if (packages.empty()) return {};
  auto fail = [&](const std::string& message) {
    problems.push_back({file, 0, 0, "pkg-config: " + message, true});
    return std::vector<std::string>();
  };
  auto program = llvm::sys::findProgramByName("pkg-config");
  if (!program) return fail(program.getError().message());
  llvm::SmallString<128> output;
  if (std::error_code code = llvm::sys::fs::createTemporaryFile("pkg-config", "txt", output))
    return fail(code.message());
  llvm::FileRemover remove(output);
  std::vector<llvm::StringRef> arguments{*program, "--cflags"};
  arguments.insert(arguments.end(), packages.begin(), packages.end());
  int status = llvm::sys::ExecuteAndWait(*program, arguments, std::nullopt, {"", output.str(), output.str()});
  std::string text = read(output.str().str(), problems);
  if (status != 0) return fail(text);
  std::vector<std::string> flags;
  llvm::SmallVector<llvm::StringRef, 16> words;
  llvm::SplitString(text, words, " \n");
  for (llvm::StringRef word : words) {
    bool folder = word.consume_front("-I");
    if (folder) flags.push_back("-isystem");
    flags.push_back(word.str());
  }
  return flags;
}

std::string expand(std::string flag, const std::string& file) {
  for (const auto& [placeholder, folder] :
       {std::pair<std::string, std::string>{"%stubs", std::string(NOSTALL_SOURCE_DIR) + "/test/stubs"},
        {"%dir", path::parent_path(file).str()}})
    for (std::size_t at; (at = flag.find(placeholder)) != flag.npos;)
      flag.replace(at, placeholder.size(), folder);
  return flag;
}

/// One run over a file and what belongs to it.
class Run {
public:
  explicit Run(std::string file) : main(std::move(file)) {}

  std::vector<std::string> run() {
    rules::Loaded loaded = rules::loadCatalogue(std::string(NOSTALL_SOURCE_DIR) + "/rules", {},
                                                [](const std::string& rule, const std::string& matcher) {
                                                  return cxx::checkAstRule({rule, matcher});
                                                });
    llvm::append_range(problems, loaded.problems);
    llvm::erase_if(problems, [](const Problem& problem) { return !problem.error; });
    annotations = readAnnotations(read(main, problems), main, problems);
    std::vector<std::string> arguments = packageFlags(annotations.packages, main, problems);
    for (const std::string& flag : annotations.flags)
      arguments.push_back(expand(flag, main));
    if (!problems.empty()) return messages();
    for (const rules::Library& library : loaded.catalogue.libraries)
      for (const rules::Rule& rule : library.rules)
        if (!rule.matcher.empty()) astRules.push_back({rule.id, rule.matcher});
    analyse(main, arguments);
    for (const std::string& name : annotations.files)
      analyse(sibling(main, name), arguments);
    if (expectations.empty())
      problems.push_back({main, 0, 0, "expects nothing; say what is found, or `ok`", true});
    if (!problems.empty()) return messages();
    policy::Config config;
    config.unsure = true;
    LinkResult linked = link(shards, loaded.catalogue);
    policy::Verdict verdict =
        policy::applyPolicy(std::move(linked.findings), shards, config, loaded.catalogue);
    return judge(verdict.findings, expectations);
  }

private:
  std::vector<std::string> messages() const {
    std::vector<std::string> lines;
    for (const Problem& problem : problems)
      lines.push_back(printed(problem));
    return lines;
  }

  /// Collects the expectations of a file in the test's folder or below, once.
  void expect(const std::string& file) {
    llvm::StringRef rest = file;
    bool inside = rest.consume_front(path::parent_path(main)) && rest.starts_with("/");
    if (!inside || !expecting.insert(file).second) return;
    llvm::append_range(expectations, readAnnotations(read(file, problems), file, problems).expectations);
  }

  void analyse(const std::string& file, const std::vector<std::string>& flags) {
    cxx::UnitCommand command;
    command.directory = path::parent_path(file).str();
    command.file = file;
    command.arguments = {path::extension(file) == ".c" ? "clang" : "clang++"};
    llvm::append_range(command.arguments, flags);
    command.arguments.push_back(file);
    command.target = "annotated";
    facts::Unit unit =
        cxx::analyseUnit(command, NOSTALL_CLANG_RESOURCE_DIR, astRules, llvm::vfs::getRealFileSystem());
    bool recovered = unit.status == facts::UnitStatus::Recovered && annotations.errorsAllowed;
    if (unit.status != facts::UnitStatus::Complete && !recovered)
      problems.push_back({file, 0, 0, "does not parse: " + unit.message, true});
    expect(file);
    for (facts::Shard& shard : unit.shards) {
      expect(shard.files.front());
      // Units that saw the same header have the same shard of it.
      if (seen.insert(facts::encode(shard)).second)
        shards.push_back({std::make_shared<const facts::Shard>(std::move(shard)), {command.target}});
    }
  }

  std::string main;
  Annotations annotations;
  std::vector<Problem> problems;
  std::vector<cxx::AstRule> astRules;
  std::vector<LinkShard> shards;
  std::set<std::string> seen;
  std::set<std::string> expecting;
  std::vector<Expectation> expectations;
};

} // namespace

std::vector<std::string> check(const std::string& file) { return Run(file).run(); }

bool isPartOfAnother(const std::string& file) {
  std::error_code error;
  for (llvm::sys::fs::directory_iterator at(path::parent_path(file), error), end; at != end && !error;
       at.increment(error)) {
    if (at->path() == file || at->type() != llvm::sys::fs::file_type::regular_file) continue;
    std::vector<Problem> ignored;
    std::string other = at->path();
    Annotations annotations = readAnnotations(read(other, ignored), other, ignored);
    if (llvm::any_of(annotations.files,
                     [&](const std::string& name) { return sibling(other, name) == file; }))
      return true;
  }
  return false;
}

} // namespace nostall::annotated
