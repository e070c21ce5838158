#include "Annotated/Sources.h"
#include "Cxx/Analyse.h"
#include "Facts/Serialize.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Program.h>

#include <set>

namespace nostall::annotated {
namespace {

namespace path = llvm::sys::path;

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
  std::string text = readSource(output.str().str(), problems);
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

class Run {
public:
  Run(const std::string& file, const rules::Catalogue& catalogue) : main(file) {
    for (const rules::Library& library : catalogue.libraries)
      for (const rules::Rule& rule : library.rules)
        if (!rule.matcher.empty()) astRules.push_back({rule.id, rule.matcher});
  }

  Sources run() {
    annotations = readAnnotations(readSource(main, result.problems), main, result.problems);
    const std::vector<std::string> arguments = cxxArguments(main, annotations, result.problems);
    if (!result.problems.empty()) return std::move(result);
    analyse(main, arguments);
    for (const std::string& name : annotations.files)
      analyse(sibling(main, name), arguments);
    return std::move(result);
  }

private:
  /// Collects the expectations of a file in the test's folder or below, once.
  void expect(const std::string& file) {
    llvm::StringRef rest = file;
    bool inside = rest.consume_front(path::parent_path(main)) && rest.starts_with("/");
    if (!inside || !expecting.insert(file).second) return;
    llvm::append_range(
        result.expectations,
        readAnnotations(readSource(file, result.problems), file, result.problems).expectations);
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
      result.problems.push_back({file, 0, 0, "does not parse: " + unit.message, true});
    expect(file);
    for (facts::Shard& shard : unit.shards) {
      expect(shard.files.front());
      // Units that saw the same header have the same shard of it.
      if (seen.insert(facts::encode(shard)).second)
        result.shards.push_back({std::make_shared<const facts::Shard>(std::move(shard)), {command.target}});
    }
  }

  std::string main;
  Annotations annotations;
  std::vector<cxx::AstRule> astRules;
  std::set<std::string> seen;
  std::set<std::string> expecting;
  Sources result;
};

} // namespace

std::vector<std::string> cxxArguments(const std::string& file, const Annotations& annotations,
                                      std::vector<Problem>& problems) {
  std::vector<std::string> arguments = packageFlags(annotations.packages, file, problems);
  for (const std::string& flag : annotations.flags)
    arguments.push_back(expand(flag, file));
  return arguments;
}

Sources cxxSources(const std::string& file, const rules::Catalogue& catalogue) {
  return Run(file, catalogue).run();
}

} // namespace nostall::annotated
