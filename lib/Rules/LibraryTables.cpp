// The keys of a library's file.

#include "Rules/Tables.h"
#include "Rules/TypeText.h"

namespace nostall::rules {
namespace {

using yaml::Entry;
using yaml::Key;
using yaml::Node;
using yaml::Reader;
using yaml::Table;
using yaml::Words;
namespace keys = yaml::keys;

constexpr std::pair<std::string_view, Engine> EngineWords[] = {{"network", Engine::Network},
                                                               {"embedded-disk", Engine::EmbeddedDisk},
                                                               {"in-memory", Engine::InMemory},
                                                               {"wait", Engine::Wait}};
constexpr std::pair<std::string_view, Affinity> AffinityWords[] = {
    {"none", Affinity::None}, {"connection", Affinity::Connection}, {"thread", Affinity::Thread}};
constexpr std::pair<std::string_view, FixClass> FixWords[] = {
    {"F1", FixClass::F1}, {"F2", FixClass::F2}, {"F3", FixClass::F3}, {"F4", FixClass::F4}};
constexpr std::pair<std::string_view, Exactness> ExactnessWords[] = {
    {"exact", Exactness::Exact}, {"conditional", Exactness::Conditional}, {"advice", Exactness::Advice}};
constexpr std::pair<std::string_view, const char*> SeverityWords[] = {
    {"error", "error"}, {"warning", "warning"}, {"note", "note"}};
constexpr std::pair<std::string_view, const char*> CheckWords[] = {
    {"blocking-call", "blocking-call"},
    {"blocking-wait", "blocking-wait"},
    {"certain-deadlock", "certain-deadlock"},
    {"unawaited-call", "unawaited-call"},
    {"async-session-misuse", "async-session-misuse"},
    {"lazy-load", "lazy-load"}};

std::string headerProblem(std::string_view text) {
  if (text.empty()) return "an empty header name";
  if (text.find_first_of("<>\"\\") != text.npos)
    return "headers are written without quotes or brackets, with forward slashes";
  return "";
}

std::string moduleProblem(std::string_view text) {
  if (text.find_first_of("*?") != text.npos) return "modules are written in full; what is inside them counts";
  return dottedNameProblem(text);
}

Key<Alternative> rewrite() {
  return {"rewrite", "the rewritten call, with placeholders for the parts of the original one",
          [](yaml::SchemaBuilder&) { return yaml::textSchema(); },
          [](Reader& reader, const Node& node, Alternative& alternative) {
            auto text = reader.text(node, "`rewrite`");
            if (!text) return;
            if (std::string problem = templateProblem(*text, false); !problem.empty())
              reader.error(node.place, problem);
            alternative.rewrite = std::move(*text);
          }};
}

void checkAlternative(Reader& reader, const Node& node, Alternative& alternative) {
  auto placeOf = [&](std::string_view key) {
    const Entry* entry = node.find(key);
    return entry ? entry->place : node.place;
  };
  std::string call = alternative.call;
  for (std::size_t at; (at = call.find("{name}")) != call.npos;)
    call.erase(at, 6);
  if (call.find_first_of("{}") != call.npos)
    reader.error(node.find("call")->value.place, "`{name}` is the only placeholder of `call`");
  bool conditional = alternative.exactness == Exactness::Conditional;
  if (conditional && alternative.condition.empty())
    reader.error(placeOf("exactness"), "a conditional rewrite needs a `condition` that says on what");
  if (!conditional && !alternative.condition.empty())
    reader.error(placeOf("condition"), "`condition` has no effect without `exactness: conditional`");
  if (!alternative.rewrite.empty()) return;
  if (alternative.exactness == Exactness::Exact)
    reader.error(placeOf("exactness"), "nothing is exact without a `rewrite`");
  else if (alternative.fix == FixClass::F1)
    reader.error(placeOf("fix"), "`F1` is a mechanical change; say which in `rewrite`");
  else if (alternative.fix == FixClass::F2)
    reader.warning(placeOf("fix"), "`F2` has a new call to write; say which in `rewrite`");
}

const Table<Alternative>& alternativeTable() {
  static const Table<Alternative> table{
      "instead",
      "an alternative",
      {keys::text("call", "exact name of the awaitable call; `{name}` in it is the callee's",
                  &Alternative::call)
           .required(),
       names("for", "offered for calls of these functions only", &Alternative::callees),
       keys::text("needs", "what else has to be written, in words", &Alternative::needs),
       names("for", "offered for calls of these functions only", &Alternative::callees),
       keys::text("needs", "what else has to be written, in words", &Alternative::needs),
       keys::text("since", "first version that has it", &Alternative::since),
       url("url", "its documentation", &Alternative::url),
       keys::word("fix", "F1 mechanical, F2 other client type or token, F3 callbacks, F4 offload only",
                  &Alternative::fix, Words<FixClass>(FixWords))
           .required(),
       keys::word("exactness", "what is promised of the rewrite; advice unless said", &Alternative::exactness,
                  Words<Exactness>(ExactnessWords)),
       keys::text("condition", "what a conditional rewrite depends on, in words", &Alternative::condition),
       keys::text("framework", "offered in contexts of this framework only", &Alternative::framework),
       rewrite()},
      &checkAlternative};
  return table;
}

Key<Rule> id() {
  return {"id", "kebab-case, unique in the catalogue, reads well after \"allow\"",
          [](yaml::SchemaBuilder&) {
            return llvm::json::Object{{"type", "string"}, {"pattern", "^[a-z0-9]+(-[a-z0-9]+)*$"}};
          },
          [](Reader& reader, const Node& node, Rule& rule) {
            auto text = reader.text(node, "`id`");
            if (!text) return;
            if (!isKebabCase(*text))
              reader.error(node.place,
                           "`" + *text + "` is not kebab-case: lower-case words joined by hyphens");
            rule.id = std::move(*text);
          }};
}

const Table<Rule>& ruleTable() {
  static const Table<Rule> table{
      "rule",
      "a rule",
      {id().required(),
       keys::word("check", "blocking-call unless said", &Rule::check, Words<const char*>(CheckWords)),
       keys::list("calls", "what blocks: any of these patterns", &Rule::calls, &patternTable),
       keys::text("matcher", "a Clang AST matcher expression that binds the call as \"call\"",
                  &Rule::matcher),
       keys::text("detector", "a finder of the Python front end that marks the calls", &Rule::detector),
       keys::text("why", "what the call waits for; follows \"blocks: \"", &Rule::why),
       keys::word("engine", "overrides the library's", &Rule::engine, Words<Engine>(EngineWords)),
       keys::word("severity", "overrides what the engine implies", &Rule::severity,
                  Words<const char*>(SeverityWords)),
       keys::flag("off-by-default", "reported only where the configuration enables the rule",
                  &Rule::offByDefault),
       keys::list("instead", "what to write instead, best first", &Rule::instead, &alternativeTable),
       keys::text("note", "shown by `nostall explain`", &Rule::note)},
      [](Reader& reader, const Node& node, Rule& rule) {
        if (rule.calls.empty() && rule.matcher.empty() && rule.detector.empty())
          reader.error(node.place, "the rule matches no call; it needs `calls`, `matcher` or `detector`");
        if (const Entry* entry = node.find("detector"); entry && !isKebabCase(rule.detector))
          reader.error(entry->value.place, "`" + rule.detector + "` is not kebab-case");
        if (rule.why.empty())
          reader.error(node.place,
                       "nothing says why the call blocks; add `why` to the rule or to the library");
      }};
  return table;
}

/// Rules take the library's defaults; one that has the id of an earlier file's rule replaces it.
void readRules(Reader& reader, const Node& node, Library& library) {
  std::vector<std::string> here;
  for (const Node* item : yaml::items(node)) {
    Rule rule;
    rule.library = library.name;
    rule.engine = library.engine;
    rule.why = library.why;
    if (!readTable(reader, *item, ruleTable(), rule)) continue;
    if (!rule.id.empty() && llvm::is_contained(here, rule.id))
      reader.error(item->find("id")->value.place, "the id `" + rule.id + "` stands twice in this file");
    here.push_back(rule.id);
    auto same = llvm::find_if(library.rules, [&](const Rule& other) { return other.id == rule.id; });
    if (same == library.rules.end())
      library.rules.push_back(std::move(rule));
    else
      *same = std::move(rule);
  }
}

} // namespace

const Table<Library>& libraryTable() {
  static const Table<Library> table{
      "library",
      "a library",
      {keys::text("library", "the name shown in diagnostics and accepted by suppressions", &Library::name)
           .required(),
       keys::word("language", "told by the folder unless said", &Library::language,
                  Words<Language>(LanguageWords)),
       keys::text("title", "the name for people", &Library::title),
       globs("headers", "symbols of these names from other headers are not meant", &Library::headers,
             &headerProblem),
       globs("modules", "the same in Python: the modules of the library's names", &Library::headers,
             &moduleProblem),
       keys::word("engine", "what a call waits for; decides the severity", &Library::engine,
                  Words<Engine>(EngineWords)),
       keys::word("affinity", "what another thread may do with a handle", &Library::affinity,
                  Words<Affinity>(AffinityWords)),
       keys::text("affinity-note", "the same in words", &Library::affinityNote),
       url("documentation", "the page to read", &Library::documentation),
       keys::text("why", "default for the rules: what their calls wait for", &Library::why),
       types(&Library::types),
       functions(&Library::functions),
       {"rules", "what blocks",
        [](yaml::SchemaBuilder& builder) {
          return llvm::json::Object{{"type", "array"}, {"items", tableSchema(ruleTable(), builder)}};
        },
        [](Reader& reader, const Node& node, Library& library) {
          if (reader.sequence(node, "`rules`")) readRules(reader, node, library);
        }}}};
  return table;
}

} // namespace nostall::rules
