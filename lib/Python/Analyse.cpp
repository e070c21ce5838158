#include "Python/Analyse.h"

#include "Facts/Store.h"
#include "Python/Comments.h"
#include "Python/Exact.h"
#include "Python/Extract.h"
#include "Python/Parse.h"

#include <fmt/format.h>

namespace nostall::python {

static std::optional<Tree> parse(const Text& text, std::chrono::milliseconds timeLimit) {
  if (std::optional<Tree> tree = parseExactly(text)) return tree;
  return Parser().parse(text, timeLimit);
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
  std::optional<Tree> tree = parse(*decoded, timeLimit);
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
  Extractor(file, std::move(*tree), unit).run();
  return unit;
}

} // namespace nostall::python
