// `nostall facts`: what the front ends saw. `dump` prints facts as JSON, as link takes them; `validate`
// checks their invariants. A Python file is printed as its own front end left it, before names were looked up
// in other modules.

#include "Command.h"
#include "Facts/Dump.h"
#include "Session.h"

#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace nostall::cli {
namespace {

int facts(SessionOptions options, std::string action) {
  const bool asParsed = action != "dump" && action != "validate";
  if (asParsed) {
    options.paths.insert(options.paths.begin(), action);
    options.language = "python";
    action = "dump";
  }
  std::unique_ptr<Session> session = openSession(options);
  if (!session) return UsageError;
  session->run.resolve = !asParsed;
  llvm::Expected<driver::Facts> gathered = driver::gatherFacts(session->run);
  if (!gathered) return usageError(llvm::toString(gathered.takeError()));

  if (action == "dump") {
    llvm::json::OStream json(llvm::outs(), 1);
    json.array([&] {
      for (const LinkShard& shard : gathered->shards)
        json.object([&] {
          json.attributeArray("targets", [&] {
            for (const std::string& target : shard.targets)
              json.value(target);
          });
          json.attribute("shard", facts::toJson(*shard.shard));
        });
    });
    llvm::outs() << '\n';
  } else {
    std::size_t broken = 0;
    for (const LinkShard& shard : gathered->shards)
      for (const std::string& problem : facts::validate(*shard.shard)) {
        llvm::outs() << (shard.shard->files.empty() ? "?" : shard.shard->files.front()) << ": " << problem
                     << '\n';
        ++broken;
      }
    llvm::errs() << gathered->shards.size() << " shards of " << gathered->units << " units, " << broken
                 << " problems\n";
    if (broken) return FindingsReported;
  }
  for (const report::UnitProblem& problem : gathered->problems)
    if (problem.status != "recovered") return UnitsNotAnalysed;
  return Clean;
}

const RegisterCommand
    registration("facts", "dump or validate the facts of a project",
                 [](CLI::App& app) -> std::function<int()> {
                   auto options = std::make_shared<SessionOptions>();
                   auto action = std::make_shared<std::string>();
                   app.add_option("action", *action, "dump, validate, or a Python file")->required();
                   addSessionOptions(app, *options);
                   return [=] { return facts(*options, *action); };
                 });

} // namespace
} // namespace nostall::cli
