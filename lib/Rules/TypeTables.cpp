// `types` and `functions`: what the values of a library are.

#include "Rules/Tables.h"
#include "Rules/TypeText.h"

namespace nostall::rules {
namespace {

using yaml::Key;
using yaml::Node;
using yaml::Reader;
using yaml::SchemaBuilder;
using yaml::Table;
namespace keys = yaml::keys;

using Members = std::vector<std::pair<std::string, TypeExpression>>;

TypeExpression readType(Reader& reader, const Node& node, std::string_view what) {
  auto text = reader.text(node, what);
  TypeProblem problem;
  if (!text) return {};
  if (auto type = parseType(*text, problem)) return std::move(*type);
  yaml::Place place = node.place;
  place.column += static_cast<unsigned>(problem.offset) + (node.quoted ? 1 : 0);
  reader.error(place, problem.text);
  return {};
}

template <class T>
Key<T> type(std::string_view name, std::string_view doc, TypeExpression T::* member) {
  return {name, doc, [](SchemaBuilder&) { return llvm::json::Object{{"type", "string"}}; },
          [=](Reader& reader, const Node& node, T& into) {
            into.*member = readType(reader, node, yaml::quoted(name));
          }};
}

Key<TypeDescription> members(std::string_view name, std::string_view doc, Members TypeDescription::* member) {
  return {name, doc,
          [](SchemaBuilder&) {
            return llvm::json::Object{{"type", "object"},
                                      {"additionalProperties", llvm::json::Object{{"type", "string"}}}};
          },
          [=](Reader& reader, const Node& node, TypeDescription& into) {
            if (!reader.mapping(node, yaml::quoted(name))) return;
            for (const yaml::Entry& entry : node.entries) {
              if (entry.key.find('.') != std::string::npos)
                reader.error(entry.place, yaml::quoted(name) + " are written without their class");
              (into.*member).emplace_back(entry.key, readType(reader, entry.value, yaml::quoted(entry.key)));
            }
          }};
}

/// Dotted names, or one.
template <class T>
Key<T> dottedNames(std::string_view name, std::string_view doc, std::vector<std::string> T::* member) {
  return {name, doc, [](SchemaBuilder&) { return yaml::listOrOneSchema(yaml::textSchema()); },
          [=](Reader& reader, const Node& node, T& into) {
            for (const Node* item : yaml::items(node)) {
              auto text = reader.text(*item, yaml::quoted(name));
              if (!text) continue;
              if (std::string problem = dottedNameProblem(*text); !problem.empty())
                reader.error(item->place, problem);
              (into.*member).push_back(std::move(*text));
            }
          }};
}

Key<TypeDescription> className() {
  return {"class", "the public name of the class, by which rules call it",
          [](SchemaBuilder&) { return yaml::textSchema(); },
          [](Reader& reader, const Node& node, TypeDescription& into) {
            auto text = reader.text(node, "`class`");
            if (!text) return;
            if (std::string problem = dottedNameProblem(*text); !problem.empty())
              reader.error(node.place, problem);
            into.name = std::move(*text);
          }};
}

const Table<HandedClass>& handedTable() {
  using H = HandedClass;
  static const Table<H> table{
      "handed",
      "a way to hand over a class",
      {position("class", "where the class stands, in a tuple or a call", &H::type, Places::Argument)
           .required(),
       position("keywords", "where a mapping of keyword arguments stands", &H::keywords, Places::Argument)
           .required(),
       keys::text("to", "the method that is given them", &H::to).required(),
       dottedNames("functions", "functions that take both; tuples count anyway", &H::functions)}};
  return table;
}

Key<TypeDescription> handed() {
  return {"handed", "how a program hands such a class over with the arguments of one of its methods",
          [](SchemaBuilder& builder) { return tableSchema(handedTable(), builder); },
          [](Reader& reader, const Node& node, TypeDescription& into) {
            readTable(reader, node, handedTable(), into.handed);
          }};
}

const Table<TypeDescription>& typeTable() {
  using T = TypeDescription;
  static const Table<T> table{
      "type",
      "a type",
      {className().required(), dottedNames("names", "other qualified names of the same class", &T::names),
       dottedNames("bases", "its base classes, in order", &T::bases),
       members("methods", "what calls of its methods give; the first glob that fits decides", &T::methods),
       members("attributes", "what its attributes are", &T::attributes),
       type("enter", "what `with` gives", &T::enter),
       type("async-enter", "what `async with` gives", &T::asyncEnter),
       type("element", "what `for` gives; the type argument unless said", &T::element),
       type("async-element", "what `async for` gives", &T::asyncElement),
       type("item", "what a subscript gives", &T::item),
       type("call", "what calling an instance gives", &T::call),
       type("awaited", "what awaiting an instance gives", &T::awaited),
       type("constructed", "what constructing the class gives, with its type argument", &T::constructed),
       type("keywords-into", "the class whose instances have the constructor's keyword arguments as items",
            &T::keywordsInto),
       keys::flag("keeps-elements", "what was iterated over once is not asked for again", &T::keepsElements),
       handed()}};
  return table;
}

const Table<FunctionDescription>& functionTable() {
  using F = FunctionDescription;
  static const Table<F> table{
      "function",
      "a function",
      {dottedNames("names", "other qualified names of the same function", &F::names),
       type("result", "what calling it gives", &F::result).required(),
       keys::flag("variable", "it is no function but a value of that type", &F::variable)}};
  return table;
}

FunctionDescription readFunction(Reader& reader, const yaml::Entry& entry) {
  FunctionDescription function;
  if (std::string problem = dottedNameProblem(entry.key); !problem.empty())
    reader.error(entry.place, problem);
  if (entry.value.kind == Node::Kind::Mapping)
    readTable(reader, entry.value, functionTable(), function);
  else
    function.result = readType(reader, entry.value, yaml::quoted(entry.key));
  function.name = entry.key;
  return function;
}

} // namespace

yaml::SchemaOf typesSchema() {
  return [](SchemaBuilder& builder) { return yaml::listOrOneSchema(tableSchema(typeTable(), builder)); };
}

std::vector<TypeDescription> readTypes(Reader& reader, const Node& node) {
  std::vector<TypeDescription> types;
  for (const Node* item : yaml::items(node)) {
    TypeDescription type;
    if (!readTable(reader, *item, typeTable(), type)) continue;
    auto same = [&](const TypeDescription& other) { return other.name == type.name; };
    if (!type.name.empty() && llvm::any_of(types, same))
      reader.error(item->place, "the class `" + type.name + "` stands twice in this file");
    types.push_back(std::move(type));
  }
  return types;
}

yaml::SchemaOf functionsSchema() {
  return [](SchemaBuilder& builder) {
    std::vector<llvm::json::Object> forms;
    forms.push_back(llvm::json::Object{{"type", "string"}});
    forms.push_back(tableSchema(functionTable(), builder));
    return llvm::json::Object{{"type", "object"},
                              {"additionalProperties", yaml::anyOfSchema(std::move(forms))}};
  };
}

std::vector<FunctionDescription> readFunctions(Reader& reader, const Node& node) {
  std::vector<FunctionDescription> functions;
  if (!reader.mapping(node, "`functions`")) return functions;
  for (const yaml::Entry& entry : node.entries)
    functions.push_back(readFunction(reader, entry));
  return functions;
}

std::vector<TypeExpression> readTypeTexts(Reader& reader, const Node& node, std::string_view what) {
  std::vector<TypeExpression> types;
  for (const Node* item : yaml::items(node))
    types.push_back(readType(reader, *item, what));
  return types;
}

} // namespace nostall::rules
