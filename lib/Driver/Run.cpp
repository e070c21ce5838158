#include "Driver/Driver.h"
#include "Support/Files.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Threading.h>

namespace nostall::driver {

/// What paths are shown relative to: the repository that the analysed path lies in, else the path's folder.
static std::string rootFor(const std::vector<std::string>& paths) {
  std::string start = support::absolutePath(paths.empty() ? "." : paths.front());
  if (!llvm::sys::fs::is_directory(start)) start = llvm::sys::path::parent_path(start);
  for (llvm::StringRef folder = start; !folder.empty(); folder = llvm::sys::path::parent_path(folder))
    if (llvm::sys::fs::exists(folder + "/.git")) return folder.str();
  return paths.empty() ? start : support::absolutePath(".");
}

llvm::Expected<report::Report> run(const RunOptions& options) {
  llvm::Expected<Facts> facts = gatherFacts(options);
  if (!facts) return facts.takeError();
  LinkOptions linkOptions;
  linkOptions.jobs = llvm::hardware_concurrency(options.jobs).compute_thread_count();
  LinkResult linked = link(facts->shards, *options.catalogue, linkOptions);

  report::Report report;
  report.verdict =
      policy::applyPolicy(std::move(linked.findings), facts->shards, options.config, *options.catalogue);
  report.counts = std::move(linked.counts);
  report.units = facts->units;
  report.analysed = facts->analysed;
  report.fromCache = facts->fromCache;
  report.languages = std::move(facts->languages);
  report.problems = std::move(facts->problems);
  report.notes = std::move(facts->notes);
  report.root = rootFor(options.paths);
  report.version = NOSTALL_VERSION;
  report.interrupted = facts->interrupted;
  report.catalogue = options.catalogue;
  return report;
}

} // namespace nostall::driver
