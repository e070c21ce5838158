// Tree → typed values, each misfit a located problem that says what was found and what may stand there.

#include "Support/Yaml.h"

#include <llvm/ADT/StringRef.h>

namespace nostall::yaml {
namespace {

std::string quote(std::string_view text) { return "`" + std::string(text) + "`"; }

/// The node as a message speaks of it.
std::string described(const Node& node) {
  switch (node.kind) {
  case Node::Kind::Null:
    return "nothing";
  case Node::Kind::Sequence:
    return "a list";
  case Node::Kind::Mapping:
    return "a mapping";
  case Node::Kind::Scalar:
    break;
  }
  constexpr std::size_t longest = 40;
  std::string text = node.text.size() > longest ? node.text.substr(0, longest) + "..." : node.text;
  return quote(node.quoted ? "\"" + text + "\"" : text);
}

} // namespace

std::string_view nearest(std::string_view name, llvm::ArrayRef<std::string_view> known) {
  std::string_view best;
  if (name.size() < 2) return best;
  unsigned limit = static_cast<unsigned>(name.size() + 2) / 3;
  for (std::string_view candidate : known) {
    unsigned distance = llvm::StringRef(name).edit_distance(candidate, true, limit);
    if (distance > limit || (distance == limit && !best.empty())) continue;
    best = candidate;
    limit = distance;
  }
  return best;
}

std::string suggestion(std::string_view name, llvm::ArrayRef<std::string_view> known) {
  if (std::string_view best = nearest(name, known); !best.empty())
    return "; did you mean " + quote(best) + "?";
  constexpr std::size_t few = 12;
  if (known.empty() || known.size() > few) return "";
  std::string text = "; known: ";
  for (std::string_view word : known)
    text += (word == known.front() ? "" : ", ") + quote(word);
  return text;
}

void Reader::add(Place place, std::string text, bool error) {
  found.push_back({fileName, place.line, place.column, std::move(text), error});
}

bool Reader::scalar(const Node& node, std::string_view what, std::string_view wanted) {
  if (node.kind == Node::Kind::Scalar) return true;
  error(node.place, std::string(what) + " is " + described(node) + "; it must be " + std::string(wanted));
  return false;
}

std::optional<std::string> Reader::text(const Node& node, std::string_view what) {
  // An empty text in quotes is a text.
  if (!scalar(node, what, "a text")) return std::nullopt;
  return node.text;
}

std::optional<bool> Reader::boolean(const Node& node, std::string_view what) {
  constexpr std::string_view wanted = "`true` or `false`";
  if (!scalar(node, what, wanted)) return std::nullopt;
  if (!node.quoted && node.text == "true") return true;
  if (!node.quoted && node.text == "false") return false;
  error(node.place, std::string(what) + " is " + described(node) + "; it must be " + std::string(wanted));
  return std::nullopt;
}

std::optional<std::int64_t> Reader::integer(const Node& node, std::string_view what) {
  constexpr std::string_view wanted = "a whole number";
  if (!scalar(node, what, wanted)) return std::nullopt;
  std::int64_t value = 0;
  if (!node.quoted && !llvm::StringRef(node.text).getAsInteger(10, value)) return value;
  error(node.place, std::string(what) + " is " + described(node) + "; it must be " + std::string(wanted));
  return std::nullopt;
}

std::optional<unsigned> Reader::number(const Node& node, std::string_view what) {
  constexpr std::string_view wanted = "a whole number from 0";
  if (!scalar(node, what, wanted)) return std::nullopt;
  unsigned value = 0;
  if (!node.quoted && !llvm::StringRef(node.text).getAsInteger(10, value)) return value;
  error(node.place, std::string(what) + " is " + described(node) + "; it must be " + std::string(wanted));
  return std::nullopt;
}

std::optional<std::size_t> Reader::word(const Node& node, std::string_view what,
                                        llvm::ArrayRef<std::string_view> words) {
  if (!scalar(node, what, "a word")) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (node.text == words[i]) return i;
  error(node.place, std::string(what) + " cannot be " + described(node) + suggestion(node.text, words));
  return std::nullopt;
}

std::vector<std::string> Reader::texts(const Node& node, std::string_view what) {
  std::vector<std::string> result;
  for (const Node* item : items(node))
    if (auto value = text(*item, what)) result.push_back(std::move(*value));
  return result;
}

bool Reader::sequence(const Node& node, std::string_view what) {
  if (node.kind == Node::Kind::Sequence) return true;
  error(node.place, std::string(what) + " is " + described(node) + "; it must be a list");
  return false;
}

bool Reader::mapping(const Node& node, std::string_view what) {
  if (node.kind == Node::Kind::Mapping) return true;
  error(node.place,
        std::string(what) + " is " + described(node) + "; it must be a mapping of keys to values");
  return false;
}

void Reader::unknownKeys(const Node& node, std::string_view what, llvm::ArrayRef<std::string_view> known) {
  for (const Entry& entry : node.entries)
    if (std::find(known.begin(), known.end(), entry.key) == known.end())
      error(entry.place,
            "unknown key " + quote(entry.key) + " in " + std::string(what) + suggestion(entry.key, known));
}

std::vector<const Node*> items(const Node& node) {
  if (node.kind != Node::Kind::Sequence) return {&node};
  std::vector<const Node*> result;
  for (const Node& item : node.items)
    result.push_back(&item);
  return result;
}

} // namespace nostall::yaml
