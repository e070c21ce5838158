// A comment is resolved to the lines that it speaks of, a row of a finding's path to the lines that belong to
// it; where they meet and a name fits, the comment silences the finding. `allow` may stand at any row of the
// path: what it says of a function or of the blocking call holds for everyone who comes by. NOLINT stands
// where the finding is, as it does for clang-tidy.

#include "Policy/Comments.h"

#include "Policy/Policy.h"
#include "Rules/Match.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace nostall::policy {
namespace {

using Kind = facts::Suppression::Kind;

constexpr const char* TidyPrefix = "nostall-";

bool isAllow(const Comment& comment) { return comment.kind == Kind::Allow; }

Comment commentOf(const facts::Suppression& suppression, const std::string& file) {
  Comment comment;
  const facts::Range& range = suppression.range;
  comment.kind = suppression.kind;
  comment.place = {file, range.begin.line, range.begin.column, range.end.line, range.end.column};
  comment.names = suppression.checks;
  comment.reason = suppression.reason;
  comment.used.resize(std::max<std::size_t>(1, suppression.checks.size()));
  comment.firstLine = comment.lastLine = range.begin.line;
  const bool nextLine =
      (suppression.kind == Kind::Allow && suppression.ownLine) || suppression.kind == Kind::NolintNextLine;
  if (nextLine) comment.firstLine = comment.lastLine = range.end.line + 1;
  return comment;
}

/// `allow` comments that stand above each other all speak of the line below the last.
void resolveStacks(std::vector<Comment>& comments) {
  for (std::size_t at = comments.size(); at-- > 1;) {
    Comment& above = comments[at - 1];
    const Comment& below = comments[at];
    const bool stacked = isAllow(above) && isAllow(below) && above.firstLine > above.place.line &&
                         below.firstLine > below.place.line && below.place.line == above.firstLine;
    if (stacked) above.firstLine = above.lastLine = below.firstLine;
  }
}

/// Each NOLINTEND ends the nearest open NOLINTBEGIN with the same names. What is left open silences nothing.
void resolveBlocks(std::vector<Comment>& comments) {
  std::vector<Comment*> open;
  for (Comment& comment : comments) {
    if (comment.kind == Kind::NolintBegin) {
      comment.firstLine = 1;
      comment.lastLine = 0;
      open.push_back(&comment);
    }
    if (comment.kind != Kind::NolintEnd) continue;
    auto match = std::find_if(open.rbegin(), open.rend(),
                              [&](const Comment* begin) { return begin->names == comment.names; });
    if (match == open.rend()) continue;
    (*match)->firstLine = (*match)->place.line;
    (*match)->lastLine = comment.place.line;
    open.erase(std::next(match).base());
  }
}

/// Whether the name, as written in a comment of this kind, means the finding.
bool means(const Comment& comment, const std::string& name, const Finding& finding) {
  if (isAllow(comment)) return bears(finding, name);
  return rules::globMatches(name, TidyPrefix + finding.check) ||
         rules::globMatches(name, TidyPrefix + finding.rule);
}

/// Whether the comment means the finding; marks the names that do.
bool marks(Comment& comment, const Finding& finding) {
  if (comment.names.empty()) return !isAllow(comment);
  bool any = false;
  for (std::size_t at = 0; at < comment.names.size(); ++at)
    if (means(comment, comment.names[at], finding)) any = comment.used[at] = true;
  return any;
}

bool speaksOf(const Comment& comment, unsigned line) {
  return comment.firstLine <= line && line <= comment.lastLine;
}

std::string shown(const Comment& comment) {
  return std::string(isAllow(comment) ? "nostall: allow" : "NOLINT") + "(" + llvm::join(comment.names, ", ") +
         ")";
}

Finding complaint(const Comment& comment, const char* check, Severity severity, std::string message) {
  Finding finding;
  finding.check = finding.rule = check;
  finding.severity = severity;
  finding.location = comment.place;
  finding.message = std::move(message);
  return finding;
}

/// What is wrong with a name of an `allow`, or with `nostall-…` in a NOLINT. Empty: nothing.
std::string nameComplaint(const Comment& comment, std::size_t at, const Names& names) {
  llvm::StringRef name = comment.names[at];
  if (!isAllow(comment)) {
    if (!name.consume_front(TidyPrefix) || name.contains('*')) return {};
  }
  if (!names.isKnown(name))
    return "`" + shown(comment) + "` names `" + name.str() + "`, which is no check, rule or library" +
           names.suggestion(name);
  return {};
}

bool canBeUnused(const Comment& comment, std::size_t at) {
  if (comment.kind == Kind::NolintEnd || comment.kind == Kind::Noqa) return false;
  const llvm::StringRef name = comment.names[at];
  return isAllow(comment) || (name.starts_with(TidyPrefix) && !name.contains('*'));
}

/// Whether a callable is written inside the call.
bool holdsCode(const facts::Call& call) {
  return llvm::any_of(call.arguments, [](const facts::Value& argument) {
    return argument.kind == facts::Value::Kind::Callable;
  });
}

} // namespace

std::vector<LinkShard> policyShards(const std::vector<LinkShard>& shards) {
  std::vector<LinkShard> result;
  for (const LinkShard& each : shards) {
    if (each.shard->suppressions.empty()) continue;
    facts::Shard part;
    part.language = each.shard->language;
    part.files = {each.shard->files.front()};
    part.suppressions = each.shard->suppressions;
    part.symbols.emplace_back();
    part.entities.emplace_back().symbol = 0;
    part.entities.front().blocks.emplace_back();
    for (const facts::Entity& entity : each.shard->entities)
      for (const facts::Call& call : entity.calls) {
        if (call.range.file != 0 || (call.name.valid() && call.name.file != 0)) continue;
        facts::Call& place = part.entities.front().calls.emplace_back();
        place.range = call.range;
        place.name = call.name;
        if (holdsCode(call)) place.arguments.emplace_back().kind = facts::Value::Kind::Callable;
      }
    result.push_back({std::make_shared<const facts::Shard>(std::move(part)), each.targets});
  }
  return result;
}

Comments::Comments(const std::vector<LinkShard>& shards) {
  using Key = std::tuple<facts::Range, Kind>;
  std::map<std::string, std::set<Key>> seen;
  for (const LinkShard& each : shards) {
    const facts::Shard& shard = *each.shard;
    if (shard.suppressions.empty()) continue;
    const std::string& name = shard.files.front();
    File& file = files[name];
    for (const facts::Suppression& suppression : shard.suppressions)
      if (seen[name].insert({suppression.range, suppression.kind}).second)
        file.comments.push_back(commentOf(suppression, name));
    addCalls(shard, file);
  }
  for (auto& [name, file] : files) {
    llvm::sort(file.comments, [](const Comment& a, const Comment& b) {
      return std::tie(a.place, a.kind) < std::tie(b.place, b.kind);
    });
    resolveStacks(file.comments);
    resolveBlocks(file.comments);
  }
}

void Comments::addCalls(const facts::Shard& shard, File& file) const {
  for (const facts::Entity& entity : shard.entities)
    for (const facts::Call& call : entity.calls) {
      const facts::Range& name = call.name.valid() ? call.name : call.range;
      if (name.file != 0 || call.range.file != 0) continue;
      const Extent extent{call.range.begin.line, call.range.end.line, holdsCode(call)};
      auto [known, isNew] = file.calls.try_emplace({name.begin.line, name.begin.column}, extent);
      if (!isNew) known->second.holdsCode |= extent.holdsCode;
    }
}

/// The lines of a row: the callee's name, and the call around it.
std::vector<unsigned> Comments::linesOf(const File& file, const Location& row) const {
  std::vector<unsigned> lines{row.line};
  auto call = file.calls.find({row.line, row.column});
  if (call == file.calls.end()) return lines;
  const Extent& extent = call->second;
  for (unsigned line = extent.first; line <= extent.last; ++line)
    if (!extent.holdsCode || line == extent.first || line == extent.last) lines.push_back(line);
  return lines;
}

std::optional<std::string> Comments::silence(const Finding& finding) {
  std::optional<std::string> reason;
  auto look = [&](const Location& row, bool primary) {
    auto found = files.find(row.file);
    if (found == files.end()) return;
    const std::vector<unsigned> lines = linesOf(found->second, row);
    for (Comment& comment : found->second.comments) {
      const bool here = isAllow(comment)
                            ? llvm::any_of(lines, [&](unsigned line) { return speaksOf(comment, line); })
                            : primary && speaksOf(comment, row.line);
      if (!here || !marks(comment, finding)) continue;
      if (isAllow(comment) && comment.reason.empty()) continue;
      if (!reason) reason = comment.reason.empty() ? "NOLINT" : comment.reason;
    }
  };
  look(finding.location, true);
  for (const PathStep& step : finding.path)
    look(step.location, false);
  return reason;
}

std::vector<Finding> Comments::complaints(const Names& names) const {
  std::vector<Finding> findings;
  for (const auto& [name, file] : files)
    for (const Comment& comment : file.comments) {
      if (isAllow(comment) && comment.names.empty()) {
        findings.push_back(complaint(comment, SuppressionWithoutReason, Severity::Warning,
                                     "this comment names nothing to allow, so it silences nothing; write "
                                     "`nostall: allow(blocking-call) reason`"));
        continue;
      }
      if (isAllow(comment) && comment.reason.empty())
        findings.push_back(
            complaint(comment, SuppressionWithoutReason, Severity::Warning,
                      "`" + shown(comment) + "` has no reason, so it silences nothing; write one after it"));
      for (std::size_t at = 0; at < comment.names.size(); ++at) {
        if (std::string text = nameComplaint(comment, at, names); !text.empty())
          findings.push_back(complaint(comment, UnusedSuppression, Severity::Warning, std::move(text)));
        else if (!comment.used[at] && canBeUnused(comment, at))
          findings.push_back(complaint(comment, UnusedSuppression, Severity::Note,
                                       "nothing here is silenced by `" + comment.names[at] + "` in `" +
                                           shown(comment) + "`; remove it"));
      }
    }
  return findings;
}

} // namespace nostall::policy
