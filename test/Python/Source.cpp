#include "Python/Source.h"

#include "Facts/Dump.h"
#include "Facts/Serialize.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace nostall::test {

using namespace facts;

Unit pythonUnit(std::string_view text) {
  python::ModuleFile file{"/project/app/main.py", "app.main", false, "/project"};
  Unit unit = python::analyseModule(file, text);
  for (const Shard& shard : unit.shards) {
    EXPECT_EQ(validate(shard), std::vector<std::string>{}) << text;
    EXPECT_EQ(encode(shard), encode(python::analyseModule(file, text).shards.at(0))) << text;
  }
  return unit;
}

static Shard pythonShard(std::string_view text) {
  Unit unit = pythonUnit(text);
  EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message << "\n" << text;
  return unit.shards.empty() ? Shard() : unit.shards[0];
}

static std::string listed(const Module& module, const std::vector<Index>& operands, std::size_t from = 0) {
  std::vector<std::string> texts;
  for (std::size_t i = from; i < operands.size(); ++i)
    texts.push_back(show(module, operands[i]));
  return fmt::format("{}", fmt::join(texts, ", "));
}

static std::string shownCall(const Module& module, const Expression& call) {
  std::vector<std::string> arguments;
  for (std::size_t i = 1; i != call.operands.size(); ++i) {
    const std::string& keyword = call.keywords[i - 1];
    std::string prefix = keyword.empty() || keyword == "**" ? keyword : keyword + "=";
    arguments.push_back(prefix + show(module, call.operands[i]));
  }
  return fmt::format("{}({})", show(module, call.operands[0]), fmt::join(arguments, ", "));
}

std::string show(const Module& module, Index index) {
  if (index == None) return "-";
  const Expression& it = module.expressions[index];
  auto operand = [&](std::size_t i) { return show(module, it.operands[i]); };
  const char* async = it.asynchronous ? "async " : "";
  switch (it.kind) {
  case Expression::Kind::Unknown:
    return "?";
  case Expression::Kind::Name:
    return it.text;
  case Expression::Kind::Attribute:
    return operand(0) + "." + it.text;
  case Expression::Kind::Call:
    return shownCall(module, it);
  case Expression::Kind::Await:
    return "await " + operand(0);
  case Expression::Kind::Subscript:
    return fmt::format("{}[{}]", operand(0), operand(1));
  case Expression::Kind::String:
    return fmt::format("'{}'", it.text);
  case Expression::Kind::Integer:
    return fmt::format("{}", it.integer);
  case Expression::Kind::Boolean:
    return it.integer ? "True" : "False";
  case Expression::Kind::Null:
    return "None";
  case Expression::Kind::Sequence:
    return fmt::format("[{}]", listed(module, it.operands));
  case Expression::Kind::Mapping:
    return fmt::format("{{{}}}", listed(module, it.operands));
  case Expression::Kind::Function:
    return "def " + module.scopes[it.scope].name;
  case Expression::Kind::Class:
    return "class " + module.scopes[it.scope].name;
  case Expression::Kind::Generator:
    return module.scopes[it.scope].name;
  case Expression::Kind::Parameter:
    return "$" + module.scopes[it.scope].parameters[it.integer].name;
  case Expression::Kind::Either:
    return fmt::format("either({})", listed(module, it.operands));
  case Expression::Kind::Element:
    return fmt::format("{}each({})", async, operand(0));
  case Expression::Kind::Item:
    return fmt::format("{}#{}", operand(0), it.integer);
  case Expression::Kind::Entered:
    return fmt::format("{}entered({})", async, operand(0));
  case Expression::Kind::Module:
    return fmt::format("<{}{}>", std::string(it.integer, '.'), it.text);
  case Expression::Kind::Imported:
    return operand(0) + "." + it.text;
  case Expression::Kind::Starred:
    return "*" + operand(0);
  case Expression::Kind::Yield:
    return "yield";
  }
  return "";
}

static std::string assigned(const Module& module, std::string name, Index value, Index annotation) {
  if (value != None) name += " = " + show(module, value);
  if (annotation != None) name += " : " + show(module, annotation);
  return name;
}

std::vector<std::string> bindings(std::string_view text) {
  Shard shard = pythonShard(text);
  std::vector<std::string> result;
  for (const Binding& it : shard.module.bindings) {
    const std::string& scope = shard.module.scopes[it.scope].name;
    result.push_back(
        assigned(shard.module, scope.empty() ? it.name : scope + "." + it.name, it.value, it.annotation));
  }
  return result;
}

std::vector<std::string> attributeBindings(std::string_view text) {
  Shard shard = pythonShard(text);
  std::vector<std::string> result;
  for (const AttributeBinding& it : shard.module.attributes)
    result.push_back(
        assigned(shard.module, show(shard.module, it.object) + "." + it.name, it.value, it.annotation));
  return result;
}

static std::string shownCall(const Call& call, const Entity& entity) {
  static constexpr const char* Kinds[] = {"", "", "", "",      "item", "",     "iterate",
                                          "", "", "", "enter", "exit", "read", "decorate"};
  std::string result = Kinds[static_cast<std::size_t>(call.kind)];
  if (!result.empty()) result += ' ';
  result += call.spelling;
  std::vector<std::string> arguments;
  for (const Value& argument : call.arguments)
    arguments.push_back((argument.keyword.empty() ? "" : argument.keyword + "=") + argument.source);
  bool parentheses = call.kind <= CallKind::Constructor || call.kind == CallKind::Decorator;
  if (parentheses) result += fmt::format("({})", fmt::join(arguments, ", "));
  for (auto [flag, name] : {std::pair{CF_Awaited, " awaited"},
                            {CF_Discarded, " discarded"},
                            {CF_Returned, " returned"},
                            {CF_Async, " async"},
                            {CF_Chained, " chained"}})
    if (call.flags & flag) result += name;
  for (Index block = call.block; block != None; block = entity.blocks[block].parent)
    if (entity.blocks[block].loop) result += " looped";
  return result;
}

std::vector<std::string> calls(std::string_view text, std::string_view name, bool attributes) {
  Shard shard = pythonShard(text);
  std::vector<std::string> result;
  std::string wanted = name.empty() ? "app.main" : "app.main." + std::string(name);
  for (const Entity& entity : shard.entities)
    if (shard.symbols[entity.symbol].id == wanted)
      for (const Call& call : entity.calls)
        if (attributes || call.kind != CallKind::Attribute) result.push_back(shownCall(call, entity));
  return result;
}

std::vector<std::string> entities(std::string_view text) {
  static constexpr const char* Kinds[] = {"function",   "method", "constructor",
                                          "destructor", "lambda", "module"};
  Shard shard = pythonShard(text);
  std::vector<std::string> result;
  for (const Entity& entity : shard.entities) {
    std::string line = Kinds[static_cast<std::size_t>(entity.kind)];
    line += " " + shard.symbols[entity.symbol].id;
    if (entity.flags & EF_Coroutine) line += " async";
    if (entity.flags & EF_Generator) line += " generator";
    result.push_back(line);
  }
  return result;
}

Scope scope(std::string_view text, std::string_view name) {
  const Shard shard = pythonShard(text);
  for (const Scope& scope : shard.module.scopes)
    if (scope.name == name) return scope;
  ADD_FAILURE() << "no scope `" << name << "`";
  return {};
}

} // namespace nostall::test
