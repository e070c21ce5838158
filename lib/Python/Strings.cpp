// String literals: their text, the calls in format strings, the types in quoted annotations.
#include "Python/Extract.h"

#include <llvm/ADT/StringExtras.h>

namespace nostall::python {
namespace {

constexpr std::size_t MaxText = 256;

/// The characters of a literal, with the common escapes replaced.
void appendUnescaped(std::string& out, llvm::StringRef text, bool raw) {
  for (std::size_t i = 0; i != text.size() && out.size() <= MaxText; ++i) {
    if (raw || text[i] != '\\' || i + 1 == text.size()) {
      out.push_back(text[i]);
      continue;
    }
    switch (char escaped = text[++i]) {
    case 'n':
      out.push_back('\n');
      break;
    case 't':
      out.push_back('\t');
      break;
    case 'r':
      out.push_back('\r');
      break;
    case '\n':
      break;
    case '\\':
    case '\'':
    case '"':
      out.push_back(escaped);
      break;
    default:
      out.push_back('\\'), out.push_back(escaped);
      break;
    }
  }
}

bool isDottedName(llvm::StringRef text) {
  bool start = true;
  for (char c : text) {
    if (start ? !llvm::isAlpha(c) && c != '_' : !llvm::isAlnum(c) && c != '_' && c != '.') return false;
    start = c == '.';
  }
  return !start;
}

} // namespace

/// The text of a string, at most 256 bytes. It is complete when nothing is filled in at run time; otherwise
/// it is what stands before.
std::string Extractor::literal(NodeId node, bool& complete) const {
  complete = false;
  if (tree.kind(node) != Kind::String && tree.kind(node) != Kind::ConcatenatedString) return {};
  std::string text;
  complete = true;
  auto one = [&](NodeId part) {
    bool raw = false;
    for (NodeId child : tree.children(part)) {
      if (tree.kind(child) == Kind::StringStart) {
        llvm::StringRef prefix = tree.source(child);
        raw = prefix.contains('r') || prefix.contains('R');
      } else if (tree.kind(child) == Kind::StringContent) {
        if (complete) appendUnescaped(text, tree.source(child), raw);
      } else {
        complete = false;
      }
    }
  };
  if (tree.kind(node) == Kind::String) {
    one(node);
  } else {
    for (NodeId part : tree.children(node))
      one(part);
  }
  if (text.size() > MaxText) {
    text.resize(MaxText);
    while (!text.empty() && (text.back() & 0xC0) == 0x80)
      text.pop_back();
    if (!text.empty() && (text.back() & 0x80)) text.pop_back();
  }
  return text;
}

facts::Index Extractor::string(NodeId node) {
  if (state.annotation)
    if (Index type = quotedType(node); type != None) return type;
  bool complete = false;
  std::string text = literal(node, complete);
  if (!complete) childEffects(node);
  Index result = addExpression(complete ? Expression::Kind::String : Expression::Kind::Unknown, node);
  module.expressions[result].text = std::move(text);
  return result;
}

facts::Index Extractor::quotedType(NodeId node) {
  bool complete = false;
  std::string text = literal(node, complete);
  if (!complete || text.empty() || text.size() >= MaxText) return None;
  if (isDottedName(text)) {
    llvm::StringRef rest = text;
    auto [first, attributes] = rest.split('.');
    Index result = addName(node, first);
    while (!attributes.empty()) {
      auto [name, more] = attributes.split('.');
      result = addExpression(Expression::Kind::Attribute, node, result);
      module.expressions[result].text = name.str();
      attributes = more;
    }
    return result;
  }
  if (state.quoted) return None;
  std::string source = "(" + text + ")";
  Text wrapped;
  wrapped.utf8 = source;
  std::optional<Tree> parsed = parser.parse(wrapped, std::chrono::milliseconds{1000});
  if (!parsed || parsed->errors || parsed->top().empty()) return None;
  NodeId expression = parsed->firstChild(*parsed->top().begin());
  if (parsed->kind(expression) == Kind::ParenthesizedExpression) expression = parsed->firstChild(expression);
  if (!expression) return None;
  Within within(*this);
  state.quoted = true;
  quotedRange = {tree[node].begin, tree[node].end};
  std::swap(tree, *parsed);
  Index result = value(expression);
  std::swap(tree, *parsed);
  return result;
}

} // namespace nostall::python
