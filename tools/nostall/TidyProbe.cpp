#include "TidyProbe.h"

#include "Support/Files.h"
#include "Support/Locations.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/Program.h>

#include <array>
#include <vector>

namespace nostall::cli {
namespace {

constexpr std::array Checks{"nostall-blocking-call", "nostall-blocking-wait", "nostall-certain-deadlock",
                            "nostall-fake-offload"};

/// Needs a header of Clang's own as well.
constexpr llvm::StringLiteral Sample = R"cpp(#include <stddef.h>
[[clang::annotate("nostall::blocking")]] void wait();
[[clang::annotate("nostall::async")]] void probe() { wait(); }
)cpp";

struct Ended {
  int code = 0;
  std::string output;
};

/// A new file, which the caller removes.
llvm::Expected<std::string> temporary(const char* suffix) {
  llvm::SmallString<128> path;
  if (std::error_code code = llvm::sys::fs::createTemporaryFile("nostall-probe", suffix, path))
    return llvm::createStringError(code, "cannot make a temporary file: " + code.message());
  return path.str().str();
}

llvm::Expected<Ended> execute(const std::vector<std::string>& command) {
  llvm::Expected<std::string> output = temporary("txt");
  if (!output) return output.takeError();
  const llvm::FileRemover remove(*output);
  const std::vector<llvm::StringRef> words(command.begin(), command.end());
  std::string error;
  Ended ended;
  ended.code =
      llvm::sys::ExecuteAndWait(words.front(), words, std::nullopt, {"", *output, *output}, 60, 0, &error);
  if (!error.empty()) return llvm::createStringError("`" + command.front() + "`: " + error);
  llvm::Expected<std::string> text = support::readFile(*output);
  if (!text) return text.takeError();
  ended.output = std::move(*text);
  return ended;
}

llvm::Error refused(const std::string& program, const std::string& what, const Ended& ended) {
  return llvm::createStringError("`" + program + "` " + what + "; it ended with " +
                                 std::to_string(ended.code) +
                                 " and said: " + llvm::StringRef(ended.output).take_front(2000).trim().str());
}

} // namespace

llvm::Expected<std::string> probeTidy(const std::string& name) {
  llvm::Expected<std::string> module = support::tidyModule();
  if (!module) return module.takeError();
  llvm::ErrorOr<std::string> program = llvm::sys::findProgramByName(name);
  if (!program)
    return llvm::createStringError("`" + name +
                                   "` is not to be found; install clang-tidy-19 or name it with "
                                   "`--clang-tidy=PROGRAM`");
  const std::string load = "--load=" + *module;

  llvm::Expected<Ended> listed = execute({*program, load, "--checks=-*,nostall-*", "--list-checks"});
  if (!listed) return listed.takeError();
  for (const char* check : Checks)
    if (listed->code != 0 || !llvm::StringRef(listed->output).contains(check))
      return refused(*program, std::string("does not list `") + check + "`", *listed);

  llvm::Expected<std::string> sample = temporary("cpp");
  if (!sample) return sample.takeError();
  const llvm::FileRemover remove(*sample);
  if (llvm::Error error = support::writeAtomically(*sample, Sample)) return error;
  llvm::Expected<Ended> found =
      execute({*program, load, "--config={Checks: '-*,nostall-*'}", "--quiet", *sample, "--", "-std=c++20"});
  if (!found) return found.takeError();
  if (!llvm::StringRef(found->output).contains("[nostall-blocking-call]"))
    return refused(*program, "lists the checks and finds nothing with them", *found);
  return *module;
}

} // namespace nostall::cli
