// `nostall path FUNCTION`: why does it block? The shortest way from a function to a call that waits, whether
// or not asynchronous code reaches the function.

#include "Command.h"
#include "PathText.h"
#include "Progress.h"
#include "Session.h"

#include <llvm/Support/raw_ostream.h>

#include <fmt/format.h>

#include <memory>

namespace nostall::cli {
namespace {

int explainPath(SessionOptions& options, const std::string& function) {
  std::unique_ptr<Session> session = openSession(options);
  if (!session) return UsageError;
  const report::Style style = styleFor(options, llvm::errs());
  Progress progress(!options.quiet, style.unicode);
  session->run.progress = [&](std::size_t done, std::size_t all, const std::string& unit) {
    progress.update(done, all, unit);
  };
  llvm::Expected<driver::Facts> facts = driver::gatherFacts(session->run);
  progress.clear();
  if (!facts) return usageError(llvm::toString(facts.takeError()));

  const std::vector<FunctionPath> paths = explainPaths(facts->shards, session->catalogue, function);
  if (paths.empty())
    return usageError(fmt::format("no analysed function's name ends in `{}`; {} units were looked at",
                                  function, facts->analysed));
  for (const FunctionPath& path : paths)
    print(path, styleFor(options, llvm::outs()), llvm::outs());
  return Clean;
}

const RegisterCommand
    registration("path", "show why a function blocks", [](CLI::App& app) -> std::function<int()> {
      auto options = std::make_shared<SessionOptions>();
      auto function = std::make_shared<std::string>();
      app.add_option("function", *function, "qualified name, or the end of one")->required();
      addSessionOptions(app, *options);
      return [=] { return explainPath(*options, *function); };
    });

} // namespace
} // namespace nostall::cli
