#include "Cxx/Extracted.h"

#include "Cxx/Analyse.h"
#include "Facts/Dump.h"

#include <clang/Frontend/ASTUnit.h>
#include <clang/Tooling/Tooling.h>

#include <llvm/Support/Path.h>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using namespace facts;

constexpr llvm::StringLiteral Folder = "/project/";

class CountErrors : public clang::DiagnosticConsumer {};

std::string show(const Shard& shard, const Callable& callable) {
  switch (callable.kind) {
  case Callable::Kind::None:
    return "[?]";
  case Callable::Kind::Function:
    return "[" + shard.symbols[callable.symbol].name + "]";
  case Callable::Kind::Parameter:
    return fmt::format("[@{}]", callable.parameter);
  case Callable::Kind::Slot:
    return "[slot " + shard.symbols[callable.symbol].name + "]";
  }
  return {};
}

const char* prefix(CallKind kind) {
  switch (kind) {
  case CallKind::Constructor:
    return "new ";
  case CallKind::Destructor:
    return "end ";
  case CallKind::Operator:
    return "op ";
  case CallKind::Conversion:
    return "conv ";
  case CallKind::RangeBegin:
    return "begin ";
  case CallKind::RangeIncrement:
    return "next ";
  case CallKind::Callable:
    return "via ";
  case CallKind::Reference:
    return "ref ";
  default:
    return "";
  }
}

std::string words(std::uint32_t flags, std::initializer_list<const char*> names) {
  std::string result;
  for (const char* name : names) {
    if (flags & 1) result += std::string(" ") + name;
    flags >>= 1;
  }
  return result;
}

} // namespace

std::string show(const Shard& shard, const Value& value) {
  switch (value.kind) {
  case Value::Kind::Unknown:
    return "?";
  case Value::Kind::Integer:
    return value.text.empty() ? std::to_string(value.integer)
                              : fmt::format("{}={}", value.text, value.integer);
  case Value::Kind::Boolean:
    return value.integer ? "true" : "false";
  case Value::Kind::String:
    return "\"" + value.text + "\"";
  case Value::Kind::Null:
    return "null";
  case Value::Kind::Callable:
  case Value::Kind::Function:
    return show(shard, value.callable);
  case Value::Kind::Call:
    return fmt::format("#{}", value.call);
  case Value::Kind::Parameter:
    return fmt::format("{}@{}", value.text, value.integer);
  case Value::Kind::Variable:
  case Value::Kind::Member:
    return value.text;
  case Value::Kind::This:
    return "this";
  }
  return {};
}

std::string show(const Shard& shard, const Entity& entity, const Call& call) {
  std::string result = prefix(call.kind);
  if (call.receiver.kind != Value::Kind::Unknown || !call.receiver.source.empty())
    result += show(shard, call.receiver) + ".";
  if (call.callee != None)
    result += shard.symbols[call.callee].name;
  else if (call.target.kind != Callable::Kind::None)
    result += show(shard, call.target);
  else
    result += "?" + call.spelling;
  std::vector<std::string> arguments;
  for (const Value& argument : call.arguments)
    arguments.push_back(show(shard, argument));
  return fmt::format("{}({}){}", result, fmt::join(arguments, ", "),
                     words(call.flags, {"awaited", "discarded", "virtual", "guessed", "macro", "implicit",
                                        "temp", "returned"}));
}

std::vector<std::string> Extracted::calls(llvm::StringRef name) const {
  std::vector<std::string> result;
  for (const Shard& shard : shards)
    for (const Entity& entity : shard.entities)
      if (shard.symbols[entity.symbol].name == name)
        for (const Call& call : entity.calls)
          result.push_back(show(shard, entity, call));
  return result;
}

std::vector<std::string> Extracted::entities(llvm::StringRef file) const {
  static constexpr const char* Kinds[] = {"function",   "method", "constructor",
                                          "destructor", "lambda", "module"};
  std::vector<std::string> result;
  for (const Shard& shard : shards)
    if (llvm::sys::path::filename(shard.files.front()) == file)
      for (const Entity& entity : shard.entities)
        result.push_back(
            fmt::format("{} {}{}", Kinds[static_cast<int>(entity.kind)], shard.symbols[entity.symbol].name,
                        words(entity.flags,
                              {"coroutine", "pattern", "instantiation", "implicit", "inline", "generator"})));
  return result;
}

std::vector<std::string> Extracted::writes(llvm::StringRef name) const {
  std::vector<std::string> result;
  for (const Shard& shard : shards)
    for (const Entity& entity : shard.entities)
      if (shard.symbols[entity.symbol].name == name)
        for (const SlotWrite& write : entity.writes)
          result.push_back(shard.symbols[write.slot].name + " := " + show(shard, write.value));
  return result;
}

Extracted::Found Extracted::find(llvm::StringRef name) const {
  for (const Shard& shard : shards)
    for (const Entity& entity : shard.entities)
      if (shard.symbols[entity.symbol].name == name) return {&shard, &entity};
  ADD_FAILURE() << "no entity " << name.str();
  static const Shard none;
  static const Entity nobody;
  return {&none, &nobody};
}

const Symbol* Extracted::symbol(llvm::StringRef name, const Shard** where) const {
  for (const Shard& shard : shards)
    for (const Symbol& symbol : shard.symbols)
      if (symbol.name == name) {
        if (where) *where = &shard;
        return &symbol;
      }
  ADD_FAILURE() << "no symbol " << name.str();
  static const Symbol none;
  return &none;
}

std::string Extracted::text(const Shard& shard, const Range& range) const {
  if (!range.valid()) return "<nowhere>";
  llvm::StringRef rest = sources.at(llvm::sys::path::filename(shard.files[range.file]).str());
  std::string result;
  for (std::uint32_t line = 1; line <= range.end.line && !rest.empty(); ++line) {
    auto [text, after] = rest.split('\n');
    rest = after;
    if (line < range.begin.line) continue;
    std::size_t from = line == range.begin.line ? range.begin.column - 1 : 0;
    std::size_t to = line == range.end.line ? range.end.column - 1 : text.size();
    result += text.substr(from, to - from).str() + (line == range.end.line ? "" : "\n");
  }
  return result;
}

Extracted extract(llvm::StringRef code, std::map<std::string, std::string> headers,
                  std::vector<std::string> arguments) {
  std::vector<std::string> all{"-std=c++20", "-w", "-fparse-all-comments",
                               "-resource-dir=" NOSTALL_CLANG_RESOURCE_DIR};
  all.insert(all.end(), arguments.begin(), arguments.end());
  clang::tooling::FileContentMappings files;
  for (const auto& [name, content] : headers)
    files.emplace_back(Folder.str() + name, content);
  CountErrors errors;
  std::unique_ptr<clang::ASTUnit> unit = clang::tooling::buildASTFromCodeWithArgs(
      code, all, Folder.str() + "main.cpp", "clang-tool", std::make_shared<clang::PCHContainerOperations>(),
      clang::tooling::getClangStripDependencyFileAdjuster(), files, &errors);
  Extracted result;
  result.sources = headers;
  result.sources["main.cpp"] = code.str();
  if (!unit) {
    ADD_FAILURE() << "cannot parse";
    return result;
  }
  result.errors = errors.getNumErrors();
  result.shards = cxx::extractFacts(unit->getASTContext(), Folder.str() + "main.cpp", {});
  for (const Shard& shard : result.shards)
    for (const std::string& problem : validate(shard))
      ADD_FAILURE() << shard.files.front() << ": " << problem;
  return result;
}

} // namespace nostall::test
