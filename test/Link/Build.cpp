// Files and programs by hand, and how their findings are shown.
#include "Link/Build.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace nostall::test {

namespace {

constexpr unsigned LinesPerFunction = 100;

/// The class that a function belongs to: `C` of `C::f`, and `a.C` of `a.C.f`, since modules are written
/// small.
std::string classOf(const std::string& name) {
  if (const auto colon = name.rfind("::"); colon != std::string::npos) return name.substr(0, colon);
  const auto dot = name.rfind('.');
  if (dot == std::string::npos) return "";
  const std::string owner = name.substr(0, dot);
  return std::isupper(static_cast<unsigned char>(owner[owner.rfind('.') + 1])) ? owner : "";
}

} // namespace

File::File(const std::string& name, std::vector<std::string> targets) : targets(std::move(targets)) {
  shard.files = {"/p/" + name};
}

Index File::type(const std::string& record) {
  for (Index number = 0; number < shard.types.size(); ++number)
    if (shard.types[number].spelling == record) return number;
  const std::size_t end = record.find_last_not_of(" *&");
  shard.types.push_back({record, record.substr(0, end + 1), {}, {}});
  return static_cast<Index>(shard.types.size() - 1);
}

Index File::symbol(const std::string& name, std::uint32_t flags) {
  for (Index number = 0; number < shard.symbols.size(); ++number)
    if (shard.symbols[number].name == name) {
      shard.symbols[number].flags |= flags;
      return number;
    }
  facts::Symbol symbol;
  symbol.id = "c:" + name;
  symbol.name = name;
  symbol.record = classOf(name);
  symbol.flags = flags;
  shard.symbols.push_back(symbol);
  return static_cast<Index>(shard.symbols.size() - 1);
}

Index File::entityNamed(const std::string& name) {
  for (Index number = 0; number < shard.entities.size(); ++number)
    if (shard.symbols[shard.entities[number].symbol].name == name) return number;
  throw std::logic_error("no function " + name);
}

Function& File::fn(const std::string& name) {
  const unsigned line = LinesPerFunction * (static_cast<unsigned>(shard.entities.size()) + 1);
  facts::Entity entity;
  entity.symbol = symbol(name);
  entity.range = entity.name = {0, {line, 1}, {line, 5}};
  entity.blocks = {{}};
  shard.entities.push_back(entity);
  return functions.emplace_back(*this, static_cast<Index>(shard.entities.size() - 1));
}

Function& File::lambda(const std::string& name, const std::string& parent) {
  const Index parentIndex = parent.empty() ? None : entityNamed(parent);
  symbol(name, facts::SF_Lambda);
  Function& function = fn(name);
  function.entity().kind = facts::EntityKind::Lambda;
  function.entity().parent = parentIndex;
  return function;
}

File& Program::file(const std::string& name, std::vector<std::string> targets) {
  return files.emplace_back(name, std::move(targets));
}

File& Program::python(const std::string& name) {
  File& added = file(name);
  added.shard.language = facts::Language::Python;
  return added;
}

std::vector<LinkShard> Program::shards() const {
  std::vector<LinkShard> shards;
  for (const File& file : files)
    shards.push_back({std::make_shared<facts::Shard>(file.shard), file.targets});
  return shards;
}

LinkResult Program::link(unsigned jobs) const {
  LinkOptions options;
  options.jobs = jobs;
  return nostall::link(shards(), catalogue ? *catalogue : test::catalogue(), options);
}

std::vector<std::string> Program::findings() const {
  std::vector<std::string> shown;
  for (const Finding& finding : link().findings)
    shown.push_back(show(finding));
  std::sort(shown.begin(), shown.end());
  return shown;
}

Finding Program::only() const {
  const LinkResult result = link();
  if (result.findings.size() == 1) return result.findings.front();
  ADD_FAILURE() << result.findings.size() << " findings, not one";
  return {};
}

std::string show(const Finding& finding) {
  std::string shown;
  for (const PathStep& step : finding.path)
    shown += (shown.empty() ? "" : " > ") + step.function;
  if (finding.confidence == Confidence::Likely) shown += " (likely)";
  if (finding.confidence == Confidence::Possible) shown += " (possible)";
  if (finding.context == ContextState::Unsure) shown += " (unsure)";
  if (finding.check != "blocking-call") shown += " [" + finding.check + "]";
  return shown;
}

} // namespace nostall::test
