// `nostall facts`: what the front ends saw. `dump` prints facts as JSON; `validate` checks their invariants.

#include "Command.h"
#include "Facts/Dump.h"
#include "Session.h"

#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace nostall::cli {
namespace {

int facts(const SessionOptions& options, const std::string& action) {
  std::unique_ptr<Session> session = openSession(options);
  if (!session) return UsageError;
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

const RegisterCommand registration("facts", "dump or validate the facts of a project",
                                   [](CLI::App& app) -> std::function<int()> {
                                     auto options = std::make_shared<SessionOptions>();
                                     auto action = std::make_shared<std::string>();
                                     app.add_option("action", *action, "dump or validate")
                                         ->required()
                                         ->check(CLI::IsMember({"dump", "validate"}));
                                     addSessionOptions(app, *options);
                                     return [=] { return facts(*options, *action); };
                                   });

} // namespace
} // namespace nostall::cli
