// YAML with places: a file becomes a tree whose every node knows its line and column, and a Reader takes
// typed values out of it, turning whatever does not fit into a located Problem. Parsing (Yaml.cpp) uses
// LLVM's YAML parser behind checks that keep it from what it handles badly: bad UTF-8, tabs, nesting without
// end, aliases. YamlKeys.h builds on this: tables of keys that read a mapping into a struct and describe it
// as a JSON schema.
#pragma once

#include "Support/Problem.h"

#include <llvm/ADT/ArrayRef.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nostall::yaml {

/// Where something stands; lines and columns count from 1, columns in bytes.
struct Place {
  unsigned line = 0;
  unsigned column = 0;
};

struct Entry;

/// A value. Mappings keep the order of the file and have no key twice.
struct Node {
  enum class Kind : std::uint8_t { Null, Scalar, Sequence, Mapping };
  Kind kind = Kind::Null;
  Place place;
  std::string text;    ///< of a scalar
  bool quoted = false; ///< a quoted or block scalar: never a number or a boolean
  std::vector<Node> items;
  std::vector<Entry> entries;

  /// The entry of a mapping with this key, or null.
  const Entry* find(std::string_view key) const;
};

/// A key and its value.
struct Entry {
  std::string key;
  Place place; ///< of the key
  Node value;
};

/// Parses one YAML document; an empty text is a Null node. What is wrong is added to `problems`.
/// std::nullopt: the text is not YAML that can be worked with. A duplicate key is a problem too, but its
/// first value stays usable.
std::optional<Node> parse(std::string_view text, const std::string& file, std::vector<Problem>& problems);

/// The known name that `name` was probably meant to be; empty when none is near.
std::string_view nearest(std::string_view name, llvm::ArrayRef<std::string_view> known);

/// ``; did you mean `x`?`` for the nearest known name, else ``; known: `a`, `b` `` when they are few, else
/// nothing.
std::string suggestion(std::string_view name, llvm::ArrayRef<std::string_view> known);

/// Takes typed values out of the nodes of one file. Each function returns nothing after recording a problem
/// when the node does not fit; `what` names the value in it: `` `min` ``, `a rule`.
class Reader {
public:
  Reader(std::string file, std::vector<Problem>& problems) : fileName(std::move(file)), found(problems) {}

  const std::string& file() const { return fileName; }
  void error(Place place, std::string text) { add(place, std::move(text), true); }
  void warning(Place place, std::string text) { add(place, std::move(text), false); }

  /// Any scalar; numbers and booleans as they are written.
  std::optional<std::string> text(const Node& node, std::string_view what);
  /// `true` or `false`, unquoted.
  std::optional<bool> boolean(const Node& node, std::string_view what);
  std::optional<std::int64_t> integer(const Node& node, std::string_view what);
  /// An integer from 0.
  std::optional<unsigned> number(const Node& node, std::string_view what);
  /// One of `words`; returns its index.
  std::optional<std::size_t> word(const Node& node, std::string_view what,
                                  llvm::ArrayRef<std::string_view> words);
  /// A list of texts, or a single one.
  std::vector<std::string> texts(const Node& node, std::string_view what);

  /// Whether the node is a list; records a problem otherwise.
  bool sequence(const Node& node, std::string_view what);
  /// Whether the node is a mapping; records a problem otherwise.
  bool mapping(const Node& node, std::string_view what);
  /// Records every key of the mapping that is not known, with the nearest known one.
  void unknownKeys(const Node& node, std::string_view what, llvm::ArrayRef<std::string_view> known);

private:
  void add(Place place, std::string text, bool error);
  bool scalar(const Node& node, std::string_view what, std::string_view wanted);

  std::string fileName;
  std::vector<Problem>& found;
};

/// The items of a list, or the node itself when it is anything else: where a list is taken, one item may
/// stand.
std::vector<const Node*> items(const Node& node);

} // namespace nostall::yaml
