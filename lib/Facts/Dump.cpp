// Facts as JSON, for people: members that say nothing (empty, None, unset) are left out, positions are
// `line:column`, flags are spelled. Indices stay indices, so that a dump can be checked against the binary
// form.
#include "Facts/Dump.h"

#include "Facts/DumpParts.h"

namespace nostall::facts {
namespace {

using namespace dumping;

constexpr std::array LanguageNames{"c++", "python"};
constexpr std::array CallableNames{"none", "function", "parameter", "slot"};
constexpr std::array ValueNames{"unknown", "integer",   "boolean",  "string", "null", "callable",
                                "call",    "parameter", "variable", "member", "this", "function"};
constexpr std::array ComparisonNames{"==", "!=", "<", "<=", ">", ">="};
constexpr std::array CallNames{"function",   "method",      "constructor",     "destructor", "operator",
                               "conversion", "range-begin", "range-increment", "callable",   "reference",
                               "enter",      "exit",        "attribute",       "decorator"};
constexpr std::array UnresolvedNames{"known", "function-pointer", "dependent", "receiver", "reflection"};
constexpr std::array EntityNames{"function", "method", "constructor", "destructor", "lambda", "module"};
constexpr std::array SuppressionNames{"allow",        "nolint",     "nolint-next-line",
                                      "nolint-begin", "nolint-end", "noqa"};
constexpr std::array StatusNames{"complete", "recovered", "failed", "crashed", "timed out", "out of memory"};

constexpr std::array SymbolFlags{"virtual",    "static", "constructor", "destructor",     "operator",
                                 "conversion", "lambda", "system",      "extern-c",       "internal",
                                 "variadic",   "slot",   "noreturn",    "coroutine-type", "async",
                                 "generator",  "class",  "skipped"};
constexpr std::array CallFlags{"awaited",   "discarded", "virtual", "guessed",   "macro",   "implicit",
                               "temporary", "returned",  "async",   "awaitable", "chained", "tested"};
constexpr std::array EntityFlags{"coroutine", "pattern", "instantiation", "implicit", "inline", "generator"};

json::Value dump(const Range& it);
json::Value dump(const Type& it);
json::Value dump(const Symbol& it);
json::Value dump(const Callable& it);
json::Value dump(const Value& it);
json::Value dump(const Block& it);
json::Value dump(const Call& it);
json::Value dump(const Await& it);
json::Value dump(const SlotWrite& it);
json::Value dump(const Entity& it);
json::Value dump(const Suppression& it);
json::Value dump(const Dependency& it);
json::Value dump(const Rewrite& it);

json::Value dump(const Range& range) {
  if (!range.valid()) return nullptr;
  return fmt::format("{}:{}:{}-{}:{}", range.file, range.begin.line, range.begin.column, range.end.line,
                     range.end.column);
}

json::Value dump(const Type& type) {
  json::Object object;
  add(object, "spelling", text(type.spelling));
  add(object, "record", text(type.record));
  add(object, "bases", texts(type.bases));
  add(object, "arguments", indices(type.arguments));
  return object;
}

json::Value dump(const Symbol& symbol) {
  json::Object object;
  add(object, "id", text(symbol.id));
  add(object, "name", text(symbol.name));
  add(object, "record", text(symbol.record));
  add(object, "recordBases", texts(symbol.recordBases));
  add(object, "header", text(symbol.header));
  add(object, "returnType", index(symbol.returnType));
  add(object, "parameters", indices(symbol.parameters));
  add(object, "flags", flags(symbol.flags, SymbolFlags));
  add(object, "overrides", indices(symbol.overrides));
  add(object, "annotations", texts(symbol.annotations));
  return object;
}

json::Value dump(const Callable& callable) {
  if (callable.kind == Callable::Kind::None) return nullptr;
  json::Object object{{"kind", nameOf(callable.kind, CallableNames)}};
  add(object, "symbol", index(callable.symbol));
  if (callable.kind == Callable::Kind::Parameter) object["parameter"] = callable.parameter;
  return object;
}

json::Value dump(const Value& value) {
  json::Object object;
  if (value.kind != Value::Kind::Unknown) object["kind"] = nameOf(value.kind, ValueNames);
  add(object, "type", index(value.type));
  if (value.kind == Value::Kind::Integer || value.kind == Value::Kind::Boolean ||
      value.kind == Value::Kind::Parameter)
    object["integer"] = value.integer;
  add(object, "call", index(value.call));
  add(object, "callable", dump(value.callable));
  add(object, "text", text(value.text));
  add(object, "source", text(value.source));
  add(object, "keyword", text(value.keyword));
  return object;
}

json::Value dump(const Block& block) {
  json::Object object;
  add(object, "parent", index(block.parent));
  if (block.guard != None) {
    object["guard"] = block.guard;
    object["holds"] = block.holds;
    object["condition"] = fmt::format("{} {}", nameOf(block.comparison, ComparisonNames), block.operand);
  }
  add(object, "loop", block.loop);
  return object;
}

json::Value dump(const Call& call) {
  json::Object object{{"kind", nameOf(call.kind, CallNames)}};
  add(object, "callee", index(call.callee));
  add(object, "target", dump(call.target));
  if (call.unresolved != Unresolved::Known) object["unresolved"] = nameOf(call.unresolved, UnresolvedNames);
  add(object, "spelling", text(call.spelling));
  add(object, "range", dump(call.range));
  add(object, "name", dump(call.name));
  add(object, "receiver", dump(call.receiver));
  add(object, "arguments", all(call.arguments, dump));
  object["block"] = call.block;
  add(object, "flags", flags(call.flags, CallFlags));
  add(object, "after", indices(call.after));
  add(object, "matched", texts(call.matched));
  add(object, "expression", index(call.expression));
  add(object, "rewrites", all(call.rewrites, dump));
  return object;
}

json::Value dump(const Await& await) {
  json::Object object;
  add(object, "range", dump(await.range));
  add(object, "call", index(await.call));
  add(object, "after", indices(await.after));
  add(object, "awaiter", index(await.awaiter));
  return object;
}

json::Value dump(const SlotWrite& write) {
  json::Object object;
  add(object, "slot", index(write.slot));
  add(object, "value", dump(write.value));
  add(object, "range", dump(write.range));
  return object;
}

json::Value dump(const Entity& entity) {
  json::Object object{{"kind", nameOf(entity.kind, EntityNames)}};
  add(object, "symbol", index(entity.symbol));
  add(object, "flags", flags(entity.flags, EntityFlags));
  add(object, "range", dump(entity.range));
  add(object, "name", dump(entity.name));
  add(object, "parent", index(entity.parent));
  add(object, "pattern", text(entity.pattern));
  add(object, "parameterNames", texts(entity.parameterNames));
  add(object, "blocks", all(entity.blocks, dump));
  add(object, "calls", all(entity.calls, dump));
  add(object, "awaits", all(entity.awaits, dump));
  add(object, "writes", all(entity.writes, dump));
  return object;
}

json::Value dump(const Suppression& suppression) {
  json::Object object{{"kind", nameOf(suppression.kind, SuppressionNames)}};
  add(object, "range", dump(suppression.range));
  add(object, "checks", texts(suppression.checks));
  add(object, "reason", text(suppression.reason));
  add(object, "ownLine", suppression.ownLine);
  return object;
}

json::Value dump(const Dependency& dependency) {
  return json::Object{{"path", text(dependency.path)}, {"hash", text(dependency.hash)}};
}

json::Value dump(const Rewrite& rewrite) {
  json::Object object{{"rule", text(rewrite.rule)}};
  add(object, "text", text(rewrite.text));
  add(object, "range", dump(rewrite.range));
  add(object, "exactness", text(rewrite.exactness));
  add(object, "condition", text(rewrite.condition));
  return object;
}

} // namespace

json::Value toJson(const Shard& shard) {
  json::Object object{{"language", nameOf(shard.language, LanguageNames)}};
  add(object, "files", texts(shard.files));
  add(object, "types", all(shard.types, dump));
  add(object, "symbols", all(shard.symbols, dump));
  add(object, "entities", all(shard.entities, dump));
  add(object, "suppressions", all(shard.suppressions, dump));
  add(object, "module", dump(shard.module));
  return object;
}

json::Value toJson(const Unit& unit) {
  json::Object object{{"language", nameOf(unit.language, LanguageNames)}};
  add(object, "mainFile", text(unit.mainFile));
  add(object, "target", text(unit.target));
  object["status"] = nameOf(unit.status, StatusNames);
  if (unit.errors) object["errors"] = unit.errors;
  add(object, "message", text(unit.message));
  add(object, "notes", texts(unit.notes));
  add(object, "dependencies", all(unit.dependencies, dump));
  json::Array shards;
  for (const Shard& shard : unit.shards)
    shards.push_back(toJson(shard));
  add(object, "shards", std::move(shards));
  return object;
}

} // namespace nostall::facts
