// tree-sitter's tree is copied once, by a cursor that never goes deeper by recursion, into the flat form of
// Syntax.h: extraction asks for children by role, which on the original costs a walk each time.
#include "Python/Parse.h"

#include <llvm/ADT/StringSwitch.h>

#include <tree_sitter/api.h>

#include <array>

extern "C" const TSLanguage* tree_sitter_python();

namespace nostall::python {
namespace {

constexpr int Skip = -1; ///< punctuation and what has no say

/// What the grammar's numbers stand for here.
struct Grammar {
  Grammar();
  std::vector<int> kinds; ///< by symbol: a Kind or Skip
  std::vector<Field> fields;
};

int kindOf(llvm::StringRef name, bool named) {
  if (!named)
    return llvm::StringSwitch<int>(name)
        .Case("async", static_cast<int>(Kind::Async))
        .Case("|", static_cast<int>(Kind::Or))
        .Case("&", static_cast<int>(Kind::And))
        .Default(Skip);
  return llvm::StringSwitch<int>(name)
      .Cases("line_continuation", "string_end", "type_conversion", Skip)
#define NOSTALL_PYTHON_KIND(Name, Spelling) .Case(Spelling, static_cast<int>(Kind::Name))
          NOSTALL_PYTHON_KINDS(NOSTALL_PYTHON_KIND)
#undef NOSTALL_PYTHON_KIND
      .Default(static_cast<int>(Kind::Other));
}

Field fieldOf(llvm::StringRef name) {
  return llvm::StringSwitch<Field>(name)
      .Case("alias", Field::Alias)
      .Case("alternative", Field::Alternative)
      .Case("arguments", Field::Arguments)
      .Case("attribute", Field::Attribute)
      .Case("body", Field::Body)
      .Case("condition", Field::Condition)
      .Case("consequence", Field::Consequence)
      .Case("definition", Field::Definition)
      .Case("expression", Field::Expression)
      .Case("function", Field::Function)
      .Case("guard", Field::Guard)
      .Case("key", Field::Key)
      .Case("left", Field::Left)
      .Case("module_name", Field::ModuleName)
      .Case("name", Field::Name)
      .Case("object", Field::Object)
      .Case("parameters", Field::Parameters)
      .Case("return_type", Field::ReturnType)
      .Case("right", Field::Right)
      .Case("subject", Field::Subject)
      .Case("subscript", Field::Subscript)
      .Case("superclasses", Field::Superclasses)
      .Case("type", Field::Type)
      .Case("type_parameters", Field::TypeParameters)
      .Case("value", Field::Value)
      .Default(Field::None);
}

Grammar::Grammar() {
  const TSLanguage* language = tree_sitter_python();
  for (TSSymbol symbol = 0; symbol != ts_language_symbol_count(language); ++symbol)
    kinds.push_back(kindOf(ts_language_symbol_name(language, symbol),
                           ts_language_symbol_type(language, symbol) == TSSymbolTypeRegular));
  fields.push_back(Field::None);
  for (TSFieldId field = 1; field <= ts_language_field_count(language); ++field)
    fields.push_back(fieldOf(ts_language_field_name_for_id(language, field)));
}

/// Whether nothing below a node matters.
bool isLeaf(Kind kind) {
  return kind == Kind::DottedName || kind == Kind::StringContent || kind == Kind::ImportPrefix;
}

class Copier {
public:
  Copier(const Text& text, TSNode root) : text(text), hasErrors(ts_node_has_error(root)) {
    result.text = text.utf8;
    result.nodes.reserve(ts_node_end_byte(root) / 6 + 16);
  }

  Tree copy(TSTreeCursor& cursor);

private:
  /// Whether the children are wanted.
  bool enter(const TSTreeCursor& cursor);
  void leave(NodeId id) { result.nodes[id].after = static_cast<NodeId>(result.nodes.size()); }

  facts::Position position(TSPoint point, std::uint32_t offset) const {
    return text.position(point.row, point.column, offset);
  }

  static const Grammar& grammar() {
    static const Grammar instance;
    return instance;
  }

  const Text& text;
  bool hasErrors;
  Tree result;
};

bool Copier::enter(const TSTreeCursor& cursor) {
  TSNode node = ts_tree_cursor_current_node(&cursor);
  TSSymbol symbol = ts_node_symbol(node);
  bool isError = symbol == static_cast<TSSymbol>(-1);
  int number = isError ? static_cast<int>(Kind::Error) : grammar().kinds[symbol];
  std::uint32_t begin = ts_node_start_byte(node);
  if (hasErrors && (isError || ts_node_is_missing(node)))
    if (result.errors++ == 0) result.firstError = position(ts_node_start_point(node), begin);
  if (number == Skip) return false;
  Node copied;
  copied.kind = static_cast<Kind>(number);
  copied.begin = begin;
  copied.end = ts_node_end_byte(node);
  copied.first = position(ts_node_start_point(node), begin);
  copied.last = position(ts_node_end_point(node), copied.end);
  if (copied.kind == Kind::Comment) {
    result.comments.push_back({copied.begin, copied.end, copied.first, copied.last});
    return false;
  }
  copied.field = grammar().fields[ts_tree_cursor_current_field_id(&cursor)];
  result.nodes.push_back(copied);
  return true;
}

Tree Copier::copy(TSTreeCursor& cursor) {
  std::vector<NodeId> open{0};
  enter(cursor);
  bool onNode = ts_tree_cursor_goto_first_child(&cursor);
  while (!open.empty()) {
    if (!onNode) {
      leave(open.back());
      open.pop_back();
      onNode =
          !open.empty() && ts_tree_cursor_goto_parent(&cursor) && ts_tree_cursor_goto_next_sibling(&cursor);
      continue;
    }
    auto id = static_cast<NodeId>(result.nodes.size());
    if (enter(cursor)) {
      if (!isLeaf(result.nodes[id].kind) && ts_tree_cursor_goto_first_child(&cursor)) {
        open.push_back(id);
        continue;
      }
      leave(id);
    }
    onNode = ts_tree_cursor_goto_next_sibling(&cursor);
  }
  return std::move(result);
}

} // namespace

Parser::Parser() : parser(ts_parser_new()) { ts_parser_set_language(parser, tree_sitter_python()); }

std::optional<Tree> Parser::parse(const Text& text, std::chrono::milliseconds timeLimit) {
  auto limit = std::chrono::duration_cast<std::chrono::microseconds>(timeLimit).count();
  ts_parser_set_timeout_micros(parser, static_cast<std::uint64_t>(limit));
  TSTree* tree =
      ts_parser_parse_string(parser, nullptr, text.utf8.data(), static_cast<std::uint32_t>(text.utf8.size()));
  if (!tree) {
    ts_parser_reset(parser);
    return std::nullopt;
  }
  TSNode root = ts_tree_root_node(tree);
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  Tree result = Copier(text, root).copy(cursor);
  // Without a word, it loses what stands behind a long run of comments (Mend.h).
  if (ts_node_end_byte(root) < llvm::StringRef(text.utf8).rtrim().size() && result.errors++ == 0)
    result.firstError =
        text.position(ts_node_end_point(root).row, ts_node_end_point(root).column, ts_node_end_byte(root));
  return result;
}

} // namespace nostall::python
