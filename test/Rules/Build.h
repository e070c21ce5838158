// Hand-built facts: one shard with one entity, whose calls are added one by one.
//
//   Build b;
//   b.call("PQexec", {b.variable("conn"), b.text("select 1")});
#pragma once

#include "FromText.h"
#include "Rules/Match.h"
#include "Rules/Names.h"

namespace nostall::rules {

struct Build {
  facts::Shard shard;

  Build() {
    shard.files = {"/a.cpp"};
    shard.entities.emplace_back();
    shard.entities[0].blocks.emplace_back();
  }
  facts::Entity& entity() { return shard.entities[0]; }

  facts::Index type(std::string spelling, std::string record = "", std::vector<std::string> bases = {},
                    std::vector<facts::Index> arguments = {}) {
    shard.types.push_back({std::move(spelling), std::move(record), std::move(bases), std::move(arguments)});
    return static_cast<facts::Index>(shard.types.size() - 1);
  }
  /// A class; its spelling is its name.
  facts::Index record(const std::string& name, std::vector<std::string> bases = {},
                      std::vector<facts::Index> arguments = {}) {
    return type(name, name, std::move(bases), std::move(arguments));
  }

  /// A function, or a method when `record` is given; system headers declare it.
  facts::Index symbol(const std::string& name, const std::string& record = "",
                      std::vector<std::string> recordBases = {}, std::uint32_t flags = facts::SF_System) {
    facts::Symbol symbol;
    symbol.id = symbol.name = name;
    symbol.record = record;
    symbol.recordBases = std::move(recordBases);
    symbol.header = "lib.h";
    symbol.flags = flags;
    shard.symbols.push_back(std::move(symbol));
    return static_cast<facts::Index>(shard.symbols.size() - 1);
  }
  facts::Index method(const std::string& record, const std::string& name, std::vector<std::string> bases = {},
                      std::uint32_t flags = facts::SF_System) {
    return symbol(record + "::" + name, record, std::move(bases), flags);
  }

  facts::Call& call(facts::Index callee, std::vector<facts::Value> arguments = {}) {
    facts::Call call;
    call.callee = callee;
    call.arguments = std::move(arguments);
    entity().calls.push_back(std::move(call));
    return entity().calls.back();
  }
  facts::Call& call(const std::string& function, std::vector<facts::Value> arguments = {}) {
    return call(symbol(function), std::move(arguments));
  }

  static facts::Value value(facts::Value::Kind kind, std::string source, facts::Index type = facts::None) {
    facts::Value value;
    value.kind = kind;
    value.source = value.text = std::move(source);
    value.type = type;
    return value;
  }
  static facts::Value integer(std::int64_t number, std::string name = "") {
    facts::Value result = value(facts::Value::Kind::Integer, std::to_string(number));
    result.integer = number;
    result.text = std::move(name);
    return result;
  }
  static facts::Value variable(const std::string& name, facts::Index type = facts::None) {
    return value(facts::Value::Kind::Variable, name, type);
  }
  static facts::Value text(const std::string& literal) { return value(facts::Value::Kind::String, literal); }
  /// The result of the call added last.
  facts::Value result(facts::Index type = facts::None) {
    facts::Value result = value(facts::Value::Kind::Call, "x()", type);
    result.call = static_cast<facts::Index>(entity().calls.size() - 1);
    return result;
  }

  /// A block under `parent`, entered when the result of the last call, compared with 0 as said, comes out as
  /// `holds`.
  facts::Index guarded(bool holds, facts::Index parent = 0) {
    facts::Block block;
    block.parent = parent;
    block.guard = static_cast<facts::Index>(entity().calls.size() - 1);
    block.holds = holds;
    return add(block);
  }
  facts::Index block(facts::Index parent = 0) {
    facts::Block block;
    block.parent = parent;
    return add(block);
  }
  facts::Index add(facts::Block block) {
    entity().blocks.push_back(block);
    return static_cast<facts::Index>(entity().blocks.size() - 1);
  }
  /// An await of the last call.
  facts::Index await() {
    facts::Await await;
    await.call = static_cast<facts::Index>(entity().calls.size() - 1);
    entity().calls.back().flags |= facts::CF_Awaited;
    entity().awaits.push_back(await);
    return static_cast<facts::Index>(entity().awaits.size() - 1);
  }

  /// The last call.
  CallView view(const std::vector<std::string>* callbackOf = nullptr) const {
    return {shard, shard.entities[0], shard.entities[0].calls.back(), callbackOf};
  }
};

/// Ids of the rules that match the last call.
inline std::vector<std::string> matched(const Catalogue& catalogue, const CallView& view) {
  Matcher matcher(catalogue);
  std::vector<std::string> ids;
  for (const Rule* rule : matcher.rules(view))
    ids.push_back(rule->id);
  return ids;
}

/// Whether a rule with that one pattern matches the last call.
inline bool matches(const std::string& pattern, const CallView& view) {
  return !matched(catalogueOf({ruleFor(pattern)}), view).empty();
}

} // namespace nostall::rules
