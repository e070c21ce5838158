#include "Driver/Driver.h"
#include "Driver/Gather.h"
#include "Driver/Results.h"
#include "Support/Files.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Threading.h>

namespace nostall::driver {

/// What is left of a run when its facts are linked.
static report::Report reportOf(const RunOptions& options, Facts facts, LinkResult linked,
                               const std::vector<LinkShard>& shards) {
  report::Report report;
  report.verdict =
      policy::applyPolicy(std::move(linked.findings), shards, options.config, *options.catalogue);
  report.counts = std::move(linked.counts);
  report.units = facts.units;
  report.analysed = facts.analysed;
  report.fromCache = facts.fromCache;
  report.languages = std::move(facts.languages);
  report.problems = std::move(facts.problems);
  report.notes = std::move(facts.notes);
  report.root = rootFor(options.paths);
  report.version = NOSTALL_VERSION;
  report.interrupted = facts.interrupted;
  report.catalogue = options.catalogue;
  return report;
}

llvm::Expected<report::Report> run(const RunOptions& options) {
  Gatherer gatherer(options);
  if (llvm::Error error = gatherer.begin()) return error;
  if (std::optional<std::string> key = gatherer.resultKey())
    if (std::optional<Result> result = readResult(*gatherer.store(), gatherer.project(), *key))
      if (std::optional<std::vector<LinkShard>> shards = decodeShards(result->policyShards))
        return reportOf(options, gatherer.skip(*result), std::move(result->linked), *shards);

  llvm::Expected<Facts> facts = gatherer.gather();
  if (!facts) return facts.takeError();
  LinkOptions linkOptions;
  linkOptions.jobs = llvm::hardware_concurrency(options.jobs).compute_thread_count();
  LinkResult linked = link(facts->shards, *options.catalogue, linkOptions);
  const std::vector<LinkShard> shards = policy::policyShards(facts->shards);
  if (std::optional<Result> result = gatherer.lasting()) {
    result->linked = linked;
    result->policyShards = encodeShards(shards);
    if (llvm::Error error = writeResult(*gatherer.store(), gatherer.project(), *result))
      facts->notes.push_back(llvm::toString(std::move(error)) + "; what was found is not kept");
  }
  return reportOf(options, std::move(*facts), std::move(linked), shards);
}

} // namespace nostall::driver
