#include "Link/CallText.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

#include <algorithm>

namespace nostall::linker {

using facts::Call;
using facts::CallKind;
using facts::None;
using facts::Shard;
using facts::Value;

namespace {

/// What Value::source says, when it is the whole text.
std::optional<std::string> written(const Value& value) {
  constexpr std::size_t longest = 157; // Value::source is cut at 160 bytes, `...` included
  if (value.source.empty()) return std::nullopt;
  if (value.source.size() >= longest && llvm::StringRef(value.source).ends_with("...")) return std::nullopt;
  return value.source;
}

const facts::Symbol* calleeOf(const Shard& shard, const Call& call) {
  if (call.callee != None) return &shard.symbols[call.callee];
  if (call.target.symbol != None) return &shard.symbols[call.target.symbol];
  return nullptr;
}

bool onOneLine(const Call& call) {
  return call.range.valid() && call.range.begin.line == call.name.begin.line;
}

/// `.` or `->`, from the room between the receiver's text and the callee's name, else from the receiver's
/// type.
std::string accessOf(const Shard& shard, const Call& call) {
  const std::size_t receiver = call.receiver.source.size();
  if (onOneLine(call) && call.name.begin.column > call.range.begin.column + receiver) {
    const std::size_t room = call.name.begin.column - call.range.begin.column - receiver;
    if (room == 1) return ".";
    if (room == 2) return "->";
  }
  const bool pointer =
      call.receiver.type != None &&
      llvm::StringRef(shard.types[call.receiver.type].spelling).rtrim(" const").ends_with("*");
  return pointer ? "->" : ".";
}

std::optional<std::string> argumentsOf(const Call& call, std::size_t first = 0) {
  std::string result;
  for (const Value& argument : llvm::drop_begin(call.arguments, std::min(first, call.arguments.size()))) {
    const auto text = written(argument);
    if (!text) return std::nullopt;
    result += (result.empty() ? "" : ", ") + *text;
  }
  return result;
}

/// The name as far as it was qualified in the source, judged by its length.
std::string qualifiedAsWritten(const Shard& shard, const Call& call) {
  const std::string bare = bareName(shard, call);
  const std::string full = calleeName(shard, call);
  if (!onOneLine(call) || call.name.begin.column < call.range.begin.column) return full;
  const std::size_t length = call.name.begin.column - call.range.begin.column;
  if (length == 0) return bare;
  if (length == 2) return "::" + bare;
  llvm::StringRef qualifier = llvm::StringRef(full).drop_back(bare.size());
  while (!qualifier.empty() && qualifier.size() != length)
    qualifier = qualifier.split("::").second;
  return qualifier.empty() ? full : qualifier.str() + bare;
}

std::optional<std::string> resultOf(const Shard& shard, const Call& call) {
  const facts::Symbol* callee = calleeOf(shard, call);
  if (!callee) return std::nullopt;
  if (callee->flags & facts::SF_Constructor) return callee->record;
  if (callee->returnType == None) return std::nullopt;
  return shard.types[callee->returnType].spelling;
}

std::optional<std::string> placeholder(llvm::StringRef name, const Shard& shard, const Call& call) {
  if (name == "receiver") return written(call.receiver);
  if (name == "access") return accessOf(shard, call);
  if (name == "name") return bareName(shard, call);
  if (name == "args") return argumentsOf(call);
  if (name == "rest") return argumentsOf(call, 1);
  if (name == "call") return callText(shard, call);
  if (name == "result") return resultOf(shard, call);
  if (name == "pool") return "pool";
  unsigned number = 0;
  if (name.consume_front("arg") && !name.getAsInteger(10, number) && number < call.arguments.size())
    return written(call.arguments[number]);
  return std::nullopt;
}

} // namespace

std::string calleeName(const Shard& shard, const Call& call) {
  const facts::Symbol* callee = calleeOf(shard, call);
  return callee ? callee->name : call.spelling;
}

std::string bareName(const Shard& shard, const Call& call) {
  const std::string name = calleeName(shard, call);
  // The last `::` outside an operator's own name: `C::operator ns::T`.
  const llvm::StringRef whole = name;
  const std::size_t operatorName = whole.find("operator");
  const std::size_t colon = whole.substr(0, operatorName).rfind("::");
  return colon == llvm::StringRef::npos ? name : whole.substr(colon + 2).str();
}

std::optional<std::string> callText(const Shard& shard, const Call& call) {
  if (call.flags & (facts::CF_Implicit | facts::CF_Macro)) return std::nullopt;
  const auto arguments = argumentsOf(call);
  if (!arguments) return std::nullopt;
  const std::string inParentheses = "(" + *arguments + ")";
  const bool ownMember =
      call.receiver.source.empty() || (call.range.valid() && call.name.begin == call.range.begin);
  switch (call.kind) {
  case CallKind::Function:
    return qualifiedAsWritten(shard, call) + inParentheses;
  case CallKind::Method:
    if (ownMember) return qualifiedAsWritten(shard, call) + inParentheses;
    if (const auto receiver = written(call.receiver))
      return *receiver + accessOf(shard, call) + bareName(shard, call) + inParentheses;
    return std::nullopt;
  case CallKind::Operator:
    if (bareName(shard, call) == "operator()")
      if (const auto receiver = written(call.receiver)) return *receiver + inParentheses;
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

std::optional<std::string> fillTemplate(llvm::StringRef pattern, const Shard& shard, const Call& call) {
  std::string result;
  while (!pattern.empty()) {
    if (pattern.consume_front("{{")) {
      result += '{';
    } else if (pattern.consume_front("}}")) {
      result += '}';
    } else if (pattern.consume_front("{")) {
      const auto [name, rest] = pattern.split('}');
      const auto part = placeholder(name, shard, call);
      if (!part) return std::nullopt;
      result += *part;
      pattern = rest;
    } else {
      result += pattern.front();
      pattern = pattern.drop_front();
    }
  }
  return result;
}

} // namespace nostall::linker
