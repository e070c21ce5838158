#include "Link/CallText.h"

#include "Rules/Names.h"

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

/// Calls of languages whose front end keeps the callee as written.
bool isDynamic(const Shard& shard) { return shard.language == facts::Language::Python; }

/// `.` or `->`, from the room between the receiver's text and the callee's name, else from the receiver's
/// type.
std::string accessOf(const Shard& shard, const Call& call) {
  if (isDynamic(shard)) return ".";
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

/// Whether a literal over several lines lost its line breaks when the text was folded.
bool holdsFoldedLiteral(const Call& call, llvm::StringRef text) {
  return call.range.begin.line != call.range.end.line && (text.contains("\"\"\"") || text.contains("'''"));
}

/// An argument with its keyword.
std::optional<std::string> argumentText(const Call& call, const Value& argument) {
  const auto text = written(argument);
  if (!text || holdsFoldedLiteral(call, *text)) return std::nullopt;
  if (argument.keyword.empty()) return text;
  return argument.keyword == "**" ? "**" + *text : argument.keyword + "=" + *text;
}

/// Whether argument 0 is the object that the method is called on, which is a parameter like others in dynamic
/// languages.
bool passesReceiver(const Shard& shard, const Call& call) {
  const facts::Symbol* callee = calleeOf(shard, call);
  return isDynamic(shard) && callee && !(callee->flags & (facts::SF_System | facts::SF_Static)) &&
         !call.arguments.empty() && call.arguments[0].keyword.empty() && !call.receiver.source.empty() &&
         call.arguments[0].source == call.receiver.source;
}

/// Dynamic languages: arguments of the program's own functions are in the order of the parameters, and those
/// that nobody wrote have no source.
std::optional<std::string> argumentsOf(const Shard& shard, const Call& call, std::size_t first = 0) {
  std::string result;
  if (passesReceiver(shard, call)) ++first;
  for (const Value& argument : llvm::drop_begin(call.arguments, std::min(first, call.arguments.size()))) {
    if (isDynamic(shard) && argument.source.empty()) continue;
    const auto text = argumentText(call, argument);
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
  if (name == "name") {
    const std::string bare = bareName(shard, call);
    // What iterates, enters or subscripts is written without its name.
    if (isDynamic(shard) && llvm::StringRef(bare).starts_with("__")) return std::nullopt;
    return bare;
  }
  if (name == "args") return argumentsOf(shard, call);
  if (name == "rest") return argumentsOf(shard, call, 1);
  if (name == "call") return callText(shard, call);
  if (name == "function") return functionText(shard, call);
  if (name == "passed") return passedText(shard, call);
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
  return std::string(rules::unqualified(calleeName(shard, call)));
}

std::optional<std::string> functionText(const Shard& shard, const Call& call) {
  if (call.flags & (facts::CF_Implicit | facts::CF_Macro)) return std::nullopt;
  if (isDynamic(shard)) {
    const bool hasParentheses = call.kind == CallKind::Function || call.kind == CallKind::Method ||
                                call.kind == CallKind::Constructor || call.kind == CallKind::Callable;
    if (!hasParentheses || call.spelling.empty() || holdsFoldedLiteral(call, call.spelling))
      return std::nullopt;
    return call.spelling;
  }
  const bool ownMember =
      call.receiver.source.empty() || (call.range.valid() && call.name.begin == call.range.begin);
  if (call.kind == CallKind::Function || (call.kind == CallKind::Method && ownMember))
    return qualifiedAsWritten(shard, call);
  const auto receiver = written(call.receiver);
  if (!receiver) return std::nullopt;
  if (call.kind == CallKind::Method) return *receiver + accessOf(shard, call) + bareName(shard, call);
  if (call.kind == CallKind::Operator && bareName(shard, call) == "operator()") return receiver;
  return std::nullopt;
}

std::optional<std::string> passedText(const Shard& shard, const Call& call) {
  auto arguments = argumentsOf(shard, call);
  if (arguments && !arguments->empty()) arguments->insert(0, ", ");
  return arguments;
}

std::optional<std::string> callText(const Shard& shard, const Call& call) {
  const auto function = functionText(shard, call);
  const auto arguments = argumentsOf(shard, call);
  if (!function || !arguments) return std::nullopt;
  return *function + "(" + *arguments + ")";
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
  const bool awaits = llvm::StringRef(result).starts_with("await ");
  if (awaits && (call.flags & facts::CF_Chained)) return "(" + result + ")";
  return result;
}

} // namespace nostall::linker
