#include "Driver/Results.h"

#include "Facts/Archive.h"

namespace nostall {

using facts::Is;

static void fields(auto& io, Is<Location> auto& it) {
  io(it.file, it.line, it.column, it.endLine, it.endColumn);
}
static void fields(auto& io, Is<PathStep> auto& it) { io(it.kind, it.function, it.location, it.label); }
static void fields(auto& io, Is<Note> auto& it) { io(it.location, it.text); }
static void fields(auto& io, Is<Suggestion> auto& it) {
  io(it.text, it.location, it.advice, it.fixClass, it.exactness, it.condition, it.url);
}
static void fields(auto& io, Is<Finding> auto& it) {
  io(it.check, it.rule, it.library, it.severity, it.confidence, it.context, it.location, it.message,
     it.function, it.callee, it.leaf, it.path, it.notes, it.suggestions);
}
static void fields(auto& io, Is<LinkCounts> auto& it) {
  io(it.functions, it.calls, it.asyncContexts, it.blockingSites, it.offloadedSites, it.unresolved);
}
static void fields(auto& io, Is<LinkResult> auto& it) { io(it.findings, it.counts); }

static constexpr Severity last(Severity) { return Severity::Error; }
static constexpr Confidence last(Confidence) { return Confidence::Certain; }
static constexpr ContextState last(ContextState) { return ContextState::Unsure; }
static constexpr StepKind last(StepKind) { return StepKind::Blocking; }

namespace driver {

static void fields(auto& io, Is<ModuleOutcome> auto& it) { io(it.file, it.status, it.message, it.notes); }
static void fields(auto& io, Is<Result> auto& it) { io(it.key, it.linked, it.policyShards, it.modules); }

static constexpr llvm::StringLiteral Magic = "nostallR";
static constexpr const char* Kind = "results";

std::optional<Result> readResult(const facts::Store& store, const std::string& project,
                                 const std::string& key) {
  std::optional<std::string> bytes = store.read(Kind, project);
  if (!bytes) return std::nullopt;
  llvm::Expected<Result> result = facts::decodeAs<Result>(Magic, *bytes);
  if (result) return result->key == key ? std::optional(std::move(*result)) : std::nullopt;
  llvm::consumeError(result.takeError());
  return std::nullopt;
}

llvm::Error writeResult(const facts::Store& store, const std::string& project, const Result& result) {
  return store.write(Kind, project, facts::encodeAs(Magic, result));
}

std::vector<std::string> encodeShards(const std::vector<LinkShard>& shards) {
  std::vector<std::string> encoded;
  for (const LinkShard& shard : shards)
    encoded.push_back(facts::encode(*shard.shard));
  return encoded;
}

std::optional<std::vector<LinkShard>> decodeShards(const std::vector<std::string>& encoded) {
  std::vector<LinkShard> shards;
  for (const std::string& bytes : encoded) {
    llvm::Expected<facts::Shard> shard = facts::decodeShard(bytes);
    if (!shard) {
      llvm::consumeError(shard.takeError());
      return std::nullopt;
    }
    shards.push_back({std::make_shared<const facts::Shard>(std::move(*shard)), {}});
  }
  return shards;
}

} // namespace driver
} // namespace nostall
