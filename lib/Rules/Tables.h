// The keys of catalogue files: what Load reads and Schema describes, declared once. PatternTables.cpp has
// call patterns and conditions, LibraryTables.cpp and FrameworkTables.cpp the two kinds of files.
#pragma once

#include "Rules/Catalogue.h"
#include "Support/YamlKeys.h"

namespace nostall::rules {

const yaml::Table<Library>& libraryTable();
const yaml::Table<Framework>& frameworkTable();
const yaml::Table<CallPattern>& patternTable();

/// Where something may be in a call.
enum class Places : std::uint8_t {
  Argument, ///< a number, `last` or `any`
  Callable, ///< a number, `last`, `any` or `receiver`
  Executor, ///< a number, `last` or `receiver`
};
/// Besides the above, a position may be the keyword that an argument is passed by, or both:
/// `{position: 1, keyword: func}`.
std::optional<Position> readPosition(yaml::Reader& reader, const yaml::Node& node, std::string_view what,
                                     Places places);
llvm::json::Object positionSchema(Places places);

/// What is wrong with the name or glob of a function, class or member; empty: nothing.
std::string nameProblem(std::string_view name);
/// What is wrong with a rewrite or offload template; empty: nothing.
std::string templateProblem(std::string_view text, bool offload);
/// Whether the text is made of words of lower-case letters and digits joined by single hyphens.
bool isKebabCase(std::string_view text);

/// The items of `types` and `functions`, which libraries and frameworks share.
yaml::SchemaOf typesSchema();
std::vector<TypeDescription> readTypes(yaml::Reader& reader, const yaml::Node& node);
yaml::SchemaOf functionsSchema();
std::vector<FunctionDescription> readFunctions(yaml::Reader& reader, const yaml::Node& node);
/// A list of type expressions, or one.
std::vector<TypeExpression> readTypeTexts(yaml::Reader& reader, const yaml::Node& node,
                                          std::string_view what);

inline constexpr std::pair<std::string_view, Language> LanguageWords[] = {{"cpp", Language::Cxx},
                                                                          {"python", Language::Python}};

/// A text that is the URL of a page.
template <class T>
yaml::Key<T> url(std::string_view name, std::string_view doc, std::string T::* member) {
  return {name, doc,
          [](yaml::SchemaBuilder&) { return llvm::json::Object{{"type", "string"}, {"format", "uri"}}; },
          [=](yaml::Reader& reader, const yaml::Node& node, T& into) {
            auto text = reader.text(node, yaml::quoted(name));
            if (!text) return;
            if (!text->starts_with("https://") && !text->starts_with("http://"))
              reader.error(node.place, yaml::quoted(name) + " is no URL; it starts with `https://`");
            into.*member = std::move(*text);
          }};
}

/// A list of globs, or one; `check` says what is wrong with each.
template <class T>
yaml::Key<T> globs(std::string_view name, std::string_view doc, std::vector<Glob> T::* member,
                   std::string (*check)(std::string_view)) {
  return {name, doc, [](yaml::SchemaBuilder&) { return yaml::listOrOneSchema(yaml::textSchema()); },
          [=](yaml::Reader& reader, const yaml::Node& node, T& into) {
            (into.*member).clear();
            for (const yaml::Node* item : yaml::items(node)) {
              auto text = reader.text(*item, yaml::quoted(name));
              if (!text) continue;
              if (std::string problem = check(*text); !problem.empty()) reader.error(item->place, problem);
              (into.*member).push_back({std::move(*text)});
            }
            if (yaml::items(node).empty()) reader.error(node.place, yaml::quoted(name) + " is empty");
          }};
}

/// Globs of names of functions, classes and members.
template <class T>
yaml::Key<T> names(std::string_view name, std::string_view doc, std::vector<Glob> T::* member) {
  return globs(name, doc, member, &nameProblem);
}

template <class T>
yaml::Key<T> types(std::vector<TypeDescription> T::* member) {
  return {
      "types", "what the classes' methods and attributes give", typesSchema(),
      [=](yaml::Reader& reader, const yaml::Node& node, T& into) { into.*member = readTypes(reader, node); }};
}

template <class T>
yaml::Key<T> functions(std::vector<FunctionDescription> T::* member) {
  return {"functions", "what functions give, by qualified name", functionsSchema(),
          [=](yaml::Reader& reader, const yaml::Node& node, T& into) {
            into.*member = readFunctions(reader, node);
          }};
}

/// Position of an argument or of the receiver.
template <class T>
yaml::Key<T> position(std::string_view name, std::string_view doc, Position T::* member, Places places) {
  return {name, doc, [=](yaml::SchemaBuilder&) { return positionSchema(places); },
          [=](yaml::Reader& reader, const yaml::Node& node, T& into) {
            if (auto value = readPosition(reader, node, yaml::quoted(name), places)) into.*member = *value;
          }};
}

} // namespace nostall::rules
