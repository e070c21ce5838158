// Small texts inside the catalogue that have a form of their own: names, templates, positions.

#include "Rules/Tables.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <array>

namespace nostall::rules {

bool isKebabCase(std::string_view text) {
  llvm::SmallVector<llvm::StringRef, 8> words;
  llvm::StringRef(text).split(words, '-');
  return llvm::all_of(words, [](llvm::StringRef word) {
    return !word.empty() &&
           llvm::all_of(word, [](char c) { return llvm::isDigit(c) || (c >= 'a' && c <= 'z'); });
  });
}

std::string nameProblem(std::string_view name) {
  if (name.empty()) return "an empty name";
  if (name.find_first_not_of('*') == name.npos) return "`" + std::string(name) + "` names everything";
  if (name.starts_with("::")) return "names are written without a leading `::`";
  if (name.ends_with("::")) return "`" + std::string(name) + "` ends in `::`; write what follows, or `*`";
  // Operators and conversions may have any of the characters below.
  if (name.find("operator") != name.npos) return "";
  if (name.find('(') != name.npos)
    return "names are written without parameters; use a condition such as `{parameters: 2}`";
  if (name.find('<') != name.npos) return "names are written without template arguments";
  if (name.find(' ') != name.npos)
    return "`" + std::string(name) + "` has a space; names are written without";
  return "";
}

namespace {

constexpr std::string_view Placeholders[] = {"receiver", "access", "name",   "args",     "arg0",
                                             "rest",     "call",   "result", "function", "passed"};

std::string placeholderProblem(llvm::StringRef name, bool offload) {
  if (offload && name == "pool") return "";
  if (llvm::is_contained(Placeholders, std::string_view(name))) return "";
  unsigned number = 0;
  if (name.starts_with("arg") && !name.drop_front(3).getAsInteger(10, number)) return "";
  std::vector<std::string_view> known(std::begin(Placeholders), std::end(Placeholders));
  if (offload) known.push_back("pool");
  return "unknown placeholder `{" + name.str() + "}`" + yaml::suggestion(name, known);
}

} // namespace

std::string templateProblem(std::string_view text, bool offload) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') continue;
    if (i + 1 < text.size() && text[i + 1] == text[i]) {
      ++i;
      continue;
    }
    std::size_t end = text.find_first_of("{}", i + 1);
    if (text[i] == '}' || end == text.npos || text[end] == '{')
      return std::string("a single `") + text[i] + "`; a brace of the code is written twice";
    if (std::string problem = placeholderProblem(text.substr(i + 1, end - i - 1), offload); !problem.empty())
      return problem;
    i = end;
  }
  return "";
}

namespace {

std::vector<std::string_view> placeWords(Places places) {
  switch (places) {
  case Places::Argument:
    return {"last", "any"};
  case Places::Callable:
    return {"last", "any", "receiver"};
  case Places::Executor:
    return {"last", "receiver"};
  }
  return {};
}

bool isKeyword(const yaml::Node& node) {
  return node.kind == yaml::Node::Kind::Scalar && !node.text.empty() && !llvm::isDigit(node.text[0]) &&
         llvm::all_of(node.text, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

/// `{position: 1, keyword: func}`
Position readNumberedKeyword(yaml::Reader& reader, const yaml::Node& node) {
  static const yaml::Table<Position> table{
      "numbered-keyword",
      "a position",
      {yaml::keys::number("position", "its number, from 0", &Position::number).required(),
       {"keyword", "or else the keyword that it is passed by",
        [](yaml::SchemaBuilder&) { return yaml::textSchema(); },
        [](yaml::Reader& reader, const yaml::Node& node, Position& into) {
          if (!isKeyword(node)) reader.error(node.place, "`keyword` is no name");
          into.keyword = node.text;
        },
        true}}};
  Position position;
  readTable(reader, node, table, position);
  return position;
}

} // namespace

std::optional<Position> readPosition(yaml::Reader& reader, const yaml::Node& node, std::string_view what,
                                     Places places) {
  if (node.kind == yaml::Node::Kind::Mapping) return readNumberedKeyword(reader, node);
  unsigned number = 0;
  bool scalar = node.kind == yaml::Node::Kind::Scalar;
  if (scalar && !node.quoted && !llvm::StringRef(node.text).getAsInteger(10, number))
    return Position{Position::Kind::Number, number, ""};
  std::vector<std::string_view> words = placeWords(places);
  constexpr std::pair<std::string_view, Position::Kind> kinds[] = {
      {"last", Position::Kind::Last}, {"any", Position::Kind::Any}, {"receiver", Position::Kind::Receiver}};
  for (auto [word, kind] : kinds)
    if (scalar && node.text == word) {
      if (llvm::is_contained(words, word)) return Position{kind, 0, ""};
      scalar = false;
    }
  if (scalar && isKeyword(node)) return Position{Position::Kind::Keyword, 0, node.text};
  std::string list;
  for (std::string_view word : words)
    list += ", `" + std::string(word) + "`";
  reader.error(node.place, std::string(what) + " must be a number from 0" + list + " or a keyword");
  return std::nullopt;
}

llvm::json::Object positionSchema(Places places) {
  std::vector<llvm::json::Object> forms;
  forms.push_back(llvm::json::Object{{"type", "integer"}, {"minimum", 0}});
  forms.push_back(yaml::wordsSchema(placeWords(places)));
  forms.push_back(llvm::json::Object{{"type", "string"}, {"pattern", "^[A-Za-z_][A-Za-z0-9_]*$"}});
  forms.push_back(llvm::json::Object{
      {"type", "object"},
      {"additionalProperties", false},
      {"properties", llvm::json::Object{{"position", llvm::json::Object{{"type", "integer"}, {"minimum", 0}}},
                                        {"keyword", llvm::json::Object{{"type", "string"}}}}},
      {"required", llvm::json::Array{"position", "keyword"}}});
  return yaml::anyOfSchema(std::move(forms));
}

} // namespace nostall::rules
