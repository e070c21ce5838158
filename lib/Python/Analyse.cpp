#include "Python/Analyse.h"

#include "Facts/Store.h"
#include "Python/Comments.h"
#include "Python/Extract.h"
#include "Python/Mend.h"

#include <fmt/format.h>

namespace nostall::python {

/// Once more, mended, when there are errors.
static std::optional<Tree> parse(Parser& parser, const Text& text, std::chrono::milliseconds timeLimit) {
  std::optional<Tree> tree = parser.parse(text, timeLimit);
  if (!tree || !tree->errors) return tree;
  std::optional<std::string> mended = mendSyntax(text.utf8);
  if (!mended) return tree;
  Text other;
  other.utf8 = *mended;
  other.widened = text.widened;
  std::optional<Tree> second = parser.parse(other, timeLimit);
  if (!second || second->errors >= tree->errors) return tree;
  second->text = text.utf8;
  return second;
}

facts::Unit analyseModule(const ModuleFile& file, std::string_view text,
                          std::chrono::milliseconds timeLimit) {
  facts::Unit unit;
  unit.language = facts::Language::Python;
  unit.mainFile = file.path;
  unit.target = file.root;
  unit.dependencies = {{file.path, facts::hashBytes(text)}};
  auto fails = [&](facts::UnitStatus status, std::string why) {
    unit.status = status;
    unit.message = fmt::format("{}: {}", file.path, why);
    return std::move(unit);
  };
  llvm::Expected<Text> decoded = decodeText(text);
  if (!decoded) return fails(facts::UnitStatus::Failed, llvm::toString(decoded.takeError()));
  if (!decoded->converted.empty()) decoded->utf8 = decoded->converted;
  Parser parser;
  std::optional<Tree> tree = parse(parser, *decoded, timeLimit);
  if (!tree)
    return fails(facts::UnitStatus::TimedOut,
                 fmt::format("not parsed within {} s", timeLimit.count() / 1000));
  if (tree->errors) {
    unit.status = facts::UnitStatus::Recovered;
    unit.errors = tree->errors;
    unit.message =
        fmt::format("{}:{}:{}: syntax error", file.path, tree->firstError.line, tree->firstError.column);
  }
  facts::Shard& shard = unit.shards.emplace_back();
  shard.language = facts::Language::Python;
  shard.files = {file.path};
  shard.suppressions = suppressions(*tree);
  Extractor(file, std::move(*tree), parser, unit).run();
  return unit;
}

} // namespace nostall::python
