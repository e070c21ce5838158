#include "Editor/Solution.h"

#include "Link/Link.h"
#include "Policy/Policy.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Threading.h>

#include <optional>

namespace nostall::editor {

using facts::Index;
using facts::None;

namespace {

std::vector<std::shared_ptr<const facts::Shard>> shardsOf(const std::vector<ModuleFacts>& modules) {
  std::vector<std::shared_ptr<const facts::Shard>> shards;
  for (const ModuleFacts& module : modules)
    shards.push_back(module.shard);
  return shards;
}

std::vector<LinkShard> linkShards(const std::vector<ModuleFacts>& modules,
                                  const std::vector<std::shared_ptr<const facts::Shard>>& resolved) {
  std::vector<LinkShard> shards;
  for (const auto& [module, shard] : llvm::zip_equal(modules, resolved))
    shards.push_back({shard, {module.root}});
  return shards;
}

/// Where lines of a text are after an edit. Lines count from 1.
class LineMap {
public:
  LineMap(llvm::StringRef before, llvm::StringRef now) {
    llvm::SmallVector<llvm::StringRef> old, fresh;
    before.split(old, '\n');
    now.split(fresh, '\n');
    const std::size_t most = std::min(old.size(), fresh.size());
    while (first < most && old[first] == fresh[first])
      ++first;
    std::size_t after = 0;
    while (after < most - first && old[old.size() - 1 - after] == fresh[fresh.size() - 1 - after])
      ++after;
    last = old.size() - after;
    shift = static_cast<std::int64_t>(fresh.size()) - static_cast<std::int64_t>(old.size());
  }

  /// Moves a place; one in what was edited stays.
  void move(Location& place) const {
    for (std::uint32_t* line : {&place.line, &place.endLine})
      if (*line > last) *line = static_cast<std::uint32_t>(*line + shift);
  }
  /// Whether the line was edited.
  bool isEdited(std::uint32_t line) const { return line > first && line <= last; }

private:
  std::size_t first = 0; ///< lines before the edit
  std::size_t last = 0;  ///< the last line that it replaced
  std::int64_t shift = 0;
};

void move(Finding& finding, const std::string& file, const LineMap& lines) {
  auto one = [&](Location& place) {
    if (place.file == file) lines.move(place);
  };
  one(finding.location);
  for (PathStep& step : finding.path)
    one(step.location);
  for (Note& note : finding.notes)
    one(note.location);
  for (Suggestion& suggestion : finding.suggestions)
    one(suggestion.location);
}

/// The entity whose code stands at a place: the innermost, the module's where there is no other.
Index entityAt(const facts::Shard& shard, const Location& place) {
  const facts::Position at{place.line, place.column};
  Index best = None;
  for (Index entity = 0; entity < shard.entities.size(); ++entity) {
    const facts::Entity& one = shard.entities[entity];
    const bool holds = one.kind == facts::EntityKind::Module ||
                       (one.range.file == 0 && one.range.begin <= at && at < one.range.end);
    if (!holds) continue;
    if (best == None || shard.entities[best].kind == facts::EntityKind::Module ||
        shard.entities[best].range.begin < one.range.begin)
      best = entity;
  }
  return best;
}

/// Findings about comments rest on all findings of a file, and are left to whole solutions.
bool isComplaint(const Finding& finding) { return finding.path.empty(); }

} // namespace

Solution::Solution(std::vector<ModuleFacts> modules, const driver::RunOptions& options,
                   const rules::Matcher& matcher)
    : options(options), matcher(matcher), from(std::move(modules)),
      program(shardsOf(from), *options.catalogue, options.jobs), linked(linkShards(from, program.shards())),
      neighbours(linked) {
  for (std::uint32_t number = 0; number < from.size(); ++number)
    numbers[from[number].file] = number;
  LinkOptions linkOptions;
  linkOptions.jobs = llvm::hardware_concurrency(options.jobs).compute_thread_count();
  linkOptions.matcher = &matcher;
  found = policy::applyPolicy(link(linked, *options.catalogue, linkOptions).findings, linked, options.config,
                              *options.catalogue)
              .findings;
}

bool Solution::isAbove(const Finding& finding, const std::set<FunctionPlace>& above) const {
  const auto number = numbers.find(finding.location.file);
  if (number == numbers.end()) return false;
  return above.contains({number->second, entityAt(*linked[number->second].shard, finding.location)});
}

std::vector<Finding> Solution::linkPart(const std::set<std::uint32_t>& part,
                                        const std::set<FunctionPlace>& above) const {
  std::vector<LinkShard> shards;
  for (std::uint32_t number : part)
    shards.push_back(linked[number]);
  LinkOptions linkOptions;
  linkOptions.matcher = &matcher;
  std::vector<Finding> findings = link(shards, *options.catalogue, linkOptions).findings;
  llvm::erase_if(findings, [&](const Finding& finding) { return !isAbove(finding, above); });
  findings = policy::applyPolicy(std::move(findings), shards, options.config, *options.catalogue).findings;
  llvm::erase_if(findings, isComplaint);
  return findings;
}

bool Solution::amend(std::size_t number, std::shared_ptr<const facts::Shard> facts, llvm::StringRef before,
                     llvm::StringRef now) {
  ++amended;
  const auto changed = static_cast<std::uint32_t>(number);
  const std::string& file = from[number].file;
  const std::size_t most = 8 + linked.size() / 8;
  from[number].shard = facts;
  const std::shared_ptr<const facts::Shard> fresh = program.again(number, std::move(facts));
  const Neighbourhood::Difference difference = neighbours.compare(*linked[number].shard, *fresh);
  std::optional<Slice> was = neighbours.around(changed, difference.before, most);
  neighbours.replace(changed, *fresh);
  std::optional<Slice> is = neighbours.around(changed, difference.now, most);
  if (!was || !is) return false;
  was->shards.insert(is->shards.begin(), is->shards.end());
  if (was->shards.size() > most) return false;
  // Functions of other modules have the same numbers before and after.
  for (auto [to, other] : {std::pair(&*was, &*is), std::pair(&*is, &*was)})
    for (FunctionPlace place : other->above)
      if (place.first != changed) to->above.insert(place);

  const LineMap lines(before, now);
  std::vector<Finding> kept, replaced;
  for (Finding& finding : found) {
    if (isComplaint(finding)) {
      if (finding.location.file != file || !lines.isEdited(finding.location.line))
        kept.push_back(std::move(finding));
    } else {
      (isAbove(finding, was->above) ? replaced : kept).push_back(std::move(finding));
    }
  }
  // The part tells what the whole does if it did so until now.
  if (linkPart(was->shards, was->above) != replaced) return false;
  linked[number].shard = fresh;
  for (Finding& finding : kept)
    move(finding, file, lines);
  llvm::append_range(kept, linkPart(was->shards, is->above));
  llvm::sort(kept);
  found = std::move(kept);
  return true;
}

} // namespace nostall::editor
