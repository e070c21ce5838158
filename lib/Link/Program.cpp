#include "Link/Program.h"

#include <llvm/ADT/SmallSet.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/Path.h>

#include <algorithm>
#include <tuple>

namespace nostall::linker {

namespace {

std::uint8_t marksOf(const facts::Symbol& symbol) {
  std::uint8_t marks = 0;
  for (const std::string& annotation : symbol.annotations) {
    if (annotation == "nostall::async") marks |= SM_Async;
    if (annotation == "clang::nonblocking") marks |= SM_NonBlocking;
    if (annotation == "nostall::blocking" || annotation == "clang::blocking") marks |= SM_Blocking;
  }
  return marks;
}

void numberSymbols(Program& program) {
  llvm::StringMap<SymbolNumber> known;
  program.numbers.resize(program.shards.size());
  for (std::uint32_t s = 0; s < program.shards.size(); ++s) {
    const facts::Shard& shard = *program.shards[s].shard;
    auto& numbers = program.numbers[s];
    numbers.reserve(shard.symbols.size());
    for (Index index = 0; index < shard.symbols.size(); ++index) {
      const facts::Symbol& symbol = shard.symbols[index];
      auto [entry, added] = known.try_emplace(symbol.id, static_cast<SymbolNumber>(program.symbols.size()));
      if (added) program.symbols.push_back({s, index, 0});
      program.symbols[entry->second].marks |= marksOf(symbol);
      numbers.push_back(entry->second);
    }
    for (Index index = 0; index < shard.symbols.size(); ++index)
      for (Index overridden : shard.symbols[index].overrides)
        program.overrides.emplace_back(numbers[overridden], numbers[index]);
  }
  std::sort(program.overrides.begin(), program.overrides.end());
  program.overrides.erase(std::unique(program.overrides.begin(), program.overrides.end()),
                          program.overrides.end());
  program.overriders = groupBy(static_cast<std::uint32_t>(program.symbols.size()),
                               static_cast<std::uint32_t>(program.overrides.size()),
                               [&](std::uint32_t index) { return program.overrides[index].first; });
}

/// Templates of which an instantiation exists, by symbol id.
llvm::StringSet<> instantiatedPatterns(const Program& program) {
  llvm::StringSet<> patterns;
  for (const LinkShard& shard : program.shards)
    for (const facts::Entity& entity : shard.shard->entities)
      if ((entity.flags & facts::EF_Instantiation) && !entity.pattern.empty())
        patterns.insert(entity.pattern);
  return patterns;
}

/// Whether the entity, or one that it is written in, is a template that instantiations stand for.
bool superseded(const facts::Shard& shard, Index index, const llvm::StringSet<>& patterns) {
  for (; index != facts::None; index = shard.entities[index].parent) {
    const facts::Entity& entity = shard.entities[index];
    if ((entity.flags & facts::EF_Pattern) && patterns.contains(shard.symbols[entity.symbol].id)) return true;
  }
  return false;
}

struct Candidate {
  SymbolNumber symbol;
  llvm::StringRef file;
  facts::Position place;
  std::size_t calls;
  std::uint32_t shard;
  Index entity;

  auto identity() const { return std::tie(symbol, file, place); }
};

std::vector<Candidate> collectDefinitions(const Program& program) {
  const llvm::StringSet<> patterns = instantiatedPatterns(program);
  std::vector<Candidate> candidates;
  for (std::uint32_t s = 0; s < program.shards.size(); ++s) {
    const facts::Shard& shard = *program.shards[s].shard;
    for (Index index = 0; index < shard.entities.size(); ++index) {
      if (superseded(shard, index, patterns)) continue;
      const facts::Entity& entity = shard.entities[index];
      const llvm::StringRef file = entity.name.valid() ? shard.files[entity.name.file] : shard.files.front();
      candidates.push_back(
          {program.numbers[s][entity.symbol], file, entity.name.begin, entity.calls.size(), s, index});
    }
  }
  return candidates;
}

/// Chooses one of equal definitions to be the node, and lets the others refer to it.
void numberNodes(Program& program) {
  std::vector<Candidate> candidates = collectDefinitions(program);
  auto before = [](const Candidate& a, const Candidate& b) {
    if (a.identity() != b.identity()) return a.identity() < b.identity();
    return std::tuple(b.calls, a.shard, a.entity) < std::tuple(a.calls, b.shard, b.entity);
  };
  std::sort(candidates.begin(), candidates.end(), before);

  for (const LinkShard& shard : program.shards)
    program.nodeOf.emplace_back(shard.shard->entities.size(), Nowhere);
  std::vector<const Candidate*> chosen;
  std::vector<std::pair<const Candidate*, const Candidate*>> repeated;
  for (const Candidate& candidate : candidates) {
    if (!chosen.empty() && chosen.back()->identity() == candidate.identity())
      repeated.emplace_back(&candidate, chosen.back());
    else
      chosen.push_back(&candidate);
  }
  std::sort(chosen.begin(), chosen.end(), [](const Candidate* a, const Candidate* b) {
    return std::tie(a->shard, a->entity) < std::tie(b->shard, b->entity);
  });
  for (const Candidate* candidate : chosen) {
    program.nodeOf[candidate->shard][candidate->entity] = program.size();
    program.nodes.push_back({candidate->shard, candidate->entity, candidate->symbol});
  }
  for (auto [copy, original] : repeated) {
    const Node node = program.nodeOf[original->shard][original->entity];
    program.nodeOf[copy->shard][copy->entity] = node;
    if (copy->shard != original->shard) program.copies[node].push_back(copy->shard);
  }
  Node node = 0;
  for (std::uint32_t s = 0; s <= program.shards.size(); ++s) {
    while (node < program.size() && program.nodes[node].shard < s)
      ++node;
    program.firstNode.push_back(node);
  }
}

/// A template's symbol stands for its instantiations, so that a guessed call of it finds something.
void defineSymbols(Program& program) {
  llvm::StringMap<SymbolNumber> ids;
  for (SymbolNumber number = 0; number < program.symbols.size(); ++number)
    ids.try_emplace(program.symbol(number).id, number);
  std::vector<std::pair<SymbolNumber, Node>> pairs;
  for (Node node = 0; node < program.size(); ++node) {
    pairs.emplace_back(program.nodes[node].symbol, node);
    const facts::Entity& entity = program.entity(node);
    if (!(entity.flags & facts::EF_Instantiation)) continue;
    auto pattern = ids.find(entity.pattern);
    if (pattern != ids.end() && pattern->second != program.nodes[node].symbol)
      pairs.emplace_back(pattern->second, node);
  }
  program.definitions =
      groupBy(static_cast<std::uint32_t>(program.symbols.size()), static_cast<std::uint32_t>(pairs.size()),
              [&](std::uint32_t index) { return pairs[index].first; });
  for (std::uint32_t& item : program.definitions.items)
    item = pairs[item].second;
}

} // namespace

Program mergeShards(llvm::ArrayRef<LinkShard> shards) {
  Program program;
  program.shards = shards;
  numberSymbols(program);
  numberNodes(program);
  defineSymbols(program);
  return program;
}

bool Program::sharesTarget(Node a, Node b) const {
  auto targets = [&](Node node) {
    std::vector<std::string> all = shards[nodes[node].shard].targets;
    if (auto found = copies.find(node); found != copies.end())
      for (std::uint32_t copy : found->second)
        all.insert(all.end(), shards[copy].targets.begin(), shards[copy].targets.end());
    return all;
  };
  const std::vector<std::string> others = targets(b);
  return llvm::any_of(targets(a), [&](const std::string& target) {
    return !target.empty() && std::find(others.begin(), others.end(), target) != others.end();
  });
}

void Program::resolveStatically(Node from, SymbolNumber symbol, Confidence confidence,
                                Targets& targets) const {
  const llvm::ArrayRef<Node> all = definitions.of(symbol);
  if (all.size() <= 1) {
    for (Node node : all)
      targets.push_back({node, confidence});
    return;
  }
  for (Node node : all)
    if (nodes[node].shard == nodes[from].shard && nodes[node].symbol == symbol) {
      targets.push_back({node, confidence});
      return;
    }
  llvm::SmallVector<Node, 4> near;
  for (Node node : all)
    if (sharesTarget(from, node)) near.push_back(node);
  if (near.size() == 1) {
    targets.push_back({near.front(), confidence});
    return;
  }
  for (Node node : near.empty() ? all : llvm::ArrayRef<Node>(near))
    targets.push_back({node, Confidence::Possible});
}

void Program::resolve(Node from, SymbolNumber symbol, bool dispatched, Targets& targets) const {
  if (!dispatched || overriders.of(symbol).empty())
    return resolveStatically(from, symbol, Confidence::Certain, targets);
  llvm::SmallVector<SymbolNumber, 8> methods = {symbol};
  llvm::SmallSet<SymbolNumber, 8> seen;
  seen.insert(symbol);
  for (std::size_t index = 0; index < methods.size(); ++index)
    for (std::uint32_t override : overriders.of(methods[index]))
      if (seen.insert(overrides[override].second).second) methods.push_back(overrides[override].second);
  const std::size_t first = targets.size();
  for (SymbolNumber method : methods)
    resolveStatically(from, method, Confidence::Certain, targets);
  const bool sure = targets.size() == first + 1 && nodes[targets[first].node].symbol == symbol;
  if (!sure)
    for (std::size_t index = first; index < targets.size(); ++index)
      targets[index].confidence = std::min(targets[index].confidence, Confidence::Likely);
}

Location locate(const facts::Shard& shard, const facts::Range& range) {
  if (!range.valid()) return {};
  return {shard.files[range.file], range.begin.line, range.begin.column, range.end.line, range.end.column};
}

Location locateCall(const Program& program, Node node, Index call) {
  const facts::Call& made = program.entity(node).calls[call];
  return locate(program.shard(node), made.name.valid() ? made.name : made.range);
}

std::string displayName(const Program& program, Node node) {
  const facts::Symbol& symbol = program.symbol(program.nodes[node].symbol);
  if (!(symbol.flags & facts::SF_Lambda)) return symbol.name;
  const Location place = locate(program.shard(node), program.entity(node).range);
  const bool generator = program.entity(node).flags & facts::EF_Generator;
  return (generator ? "generator at " : "lambda at ") + llvm::sys::path::filename(place.file).str() + ":" +
         std::to_string(place.line);
}

} // namespace nostall::linker
