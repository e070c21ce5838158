// Tables of keys: one declaration that reads a mapping into a struct and describes it as a JSON schema, so
// that what editors complete and what the program accepts cannot drift apart.
//
//   const Table<Point>& pointTable() {
//     static const Table<Point> table{"point", "a point", {
//         keys::text("name", "what people call it", &Point::name),
//         keys::words("axis", "the axis", &Point::axis, AxisWords),
//     }};
//     return table;
//   }
//
// Keys are read in the order of the table, not of the file, so a later key may rely on an earlier one.
#pragma once

#include "Support/Yaml.h"

#include <llvm/Support/JSON.h>

#include <functional>

namespace nostall::yaml {

/// Collects the definitions that a schema refers to while it is written.
class SchemaBuilder {
public:
  /// A reference to the definition `name`, which `make` writes when it is first asked for.
  llvm::json::Object refer(std::string_view name, const std::function<llvm::json::Object()>& make);
  /// Everything referred to, as the value of `$defs`.
  llvm::json::Object takeDefinitions() { return std::move(definitions); }

private:
  llvm::json::Object definitions;
};

using SchemaOf = std::function<llvm::json::Object(SchemaBuilder&)>;

/// Schemas of plain values.
llvm::json::Object textSchema();
llvm::json::Object wordsSchema(llvm::ArrayRef<std::string_view> words);
/// A list of values of that schema, or a single one.
llvm::json::Object listOrOneSchema(llvm::json::Object item);
/// Any of the given schemas.
llvm::json::Object anyOfSchema(std::vector<llvm::json::Object> schemas);

/// One key of a mapping that becomes a `T`.
template <class T>
struct Key {
  std::string_view name;
  std::string_view doc; ///< shown by editors
  SchemaOf schema;
  std::function<void(Reader&, const Node&, T&)> read;
  bool isRequired = false;

  Key required() && {
    isRequired = true;
    return std::move(*this);
  }
};

/// All keys of such a mapping.
template <class T>
struct Table {
  std::string_view name; ///< of the schema's definition
  std::string_view what; ///< in messages: `a rule`
  std::vector<Key<T>> keys;
  /// Checks what several keys make together; runs after all of them, also when some did not fit.
  std::function<void(Reader&, const Node&, T&)> check = {};
};

/// Reads a mapping; false when it is none. Members without a key in the file are left as they are.
template <class T>
bool readTable(Reader& reader, const Node& node, const Table<T>& table, T& into) {
  if (!reader.mapping(node, table.what)) return false;
  std::vector<std::string_view> names;
  for (const Key<T>& key : table.keys) {
    names.push_back(key.name);
    if (const Entry* entry = node.find(key.name))
      key.read(reader, entry->value, into);
    else if (key.isRequired)
      reader.error(node.place, std::string(table.what) + " needs the key `" + std::string(key.name) + "`");
  }
  reader.unknownKeys(node, table.what, names);
  if (table.check) table.check(reader, node, into);
  return true;
}

/// The schema of a table's mapping itself, for definitions and for the root.
template <class T>
llvm::json::Object objectSchema(const Table<T>& table, SchemaBuilder& builder) {
  llvm::json::Object properties;
  llvm::json::Array required;
  for (const Key<T>& key : table.keys) {
    llvm::json::Object value = key.schema(builder);
    value["description"] = std::string(key.doc);
    properties[std::string(key.name)] = std::move(value);
    if (key.isRequired) required.push_back(std::string(key.name));
  }
  llvm::json::Object schema{
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

/// A reference to the table's definition.
template <class T>
llvm::json::Object tableSchema(const Table<T>& table, SchemaBuilder& builder) {
  return builder.refer(table.name, [&] { return objectSchema(table, builder); });
}

/// A whole schema document for files whose root is such a mapping.
template <class T>
llvm::json::Value schemaDocument(const Table<T>& table, std::string_view title) {
  SchemaBuilder builder;
  llvm::json::Object schema = objectSchema(table, builder);
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = std::string(title);
  schema["$defs"] = builder.takeDefinitions();
  return schema;
}

/// The key's name as messages write it.
inline std::string quoted(std::string_view key) { return "`" + std::string(key) + "`"; }

/// Words of a file and what they mean.
template <class E>
using Words = llvm::ArrayRef<std::pair<std::string_view, E>>;

template <class E>
std::vector<std::string_view> spellings(Words<E> words) {
  std::vector<std::string_view> result;
  for (const auto& [word, value] : words)
    result.push_back(word);
  return result;
}

/// The meaning of a word, or nothing after recording a problem.
template <class E>
std::optional<E> readWord(Reader& reader, const Node& node, std::string_view what, Words<E> words) {
  auto index = reader.word(node, what, spellings(words));
  return index ? std::optional<E>(words[*index].second) : std::nullopt;
}

/// Makers of the common kinds of keys. `Member` is a pointer to a member, possibly an optional one.
namespace keys {

/// A text.
template <class T, class Member>
Key<T> text(std::string_view name, std::string_view doc, Member T::* member) {
  return {name, doc, [](SchemaBuilder&) { return textSchema(); },
          [=](Reader& reader, const Node& node, T& into) {
            if (auto value = reader.text(node, quoted(name))) into.*member = std::move(*value);
          }};
}

/// A list of texts, or one.
template <class T>
Key<T> texts(std::string_view name, std::string_view doc, std::vector<std::string> T::* member) {
  return {
      name, doc, [](SchemaBuilder&) { return listOrOneSchema(textSchema()); },
      [=](Reader& reader, const Node& node, T& into) { into.*member = reader.texts(node, quoted(name)); }};
}

/// `true` or `false`.
template <class T, class Member>
Key<T> flag(std::string_view name, std::string_view doc, Member T::* member) {
  return {name, doc, [](SchemaBuilder&) { return llvm::json::Object{{"type", "boolean"}}; },
          [=](Reader& reader, const Node& node, T& into) {
            if (auto value = reader.boolean(node, quoted(name))) into.*member = *value;
          }};
}

/// A whole number from 0.
template <class T, class Member>
Key<T> number(std::string_view name, std::string_view doc, Member T::* member) {
  return {name, doc, [](SchemaBuilder&) { return llvm::json::Object{{"type", "integer"}, {"minimum", 0}}; },
          [=](Reader& reader, const Node& node, T& into) {
            if (auto value = reader.number(node, quoted(name))) into.*member = *value;
          }};
}

/// One of some words; `words` must outlive the key.
template <class T, class Member, class E>
Key<T> word(std::string_view name, std::string_view doc, Member T::* member, Words<E> words) {
  return {name, doc, [=](SchemaBuilder&) { return wordsSchema(spellings(words)); },
          [=](Reader& reader, const Node& node, T& into) {
            if (auto value = readWord(reader, node, quoted(name), words)) into.*member = *value;
          }};
}

/// A list of mappings, or one; `table` is a function so that tables may refer to each other.
template <class T, class Item>
Key<T> list(std::string_view name, std::string_view doc, std::vector<Item> T::* member,
            const Table<Item>& (*table)()) {
  return {name, doc, [=](SchemaBuilder& builder) { return listOrOneSchema(tableSchema(table(), builder)); },
          [=](Reader& reader, const Node& node, T& into) {
            (into.*member).clear();
            for (const Node* item : items(node)) {
              Item value;
              if (readTable(reader, *item, table(), value)) (into.*member).push_back(std::move(value));
            }
          }};
}

} // namespace keys
} // namespace nostall::yaml
