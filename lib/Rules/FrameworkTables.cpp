// The keys of a framework's file.

#include "Rules/Tables.h"

namespace nostall::rules {
namespace {

using yaml::Key;
using yaml::Node;
using yaml::Reader;
using yaml::Table;
using yaml::Words;
namespace keys = yaml::keys;

constexpr std::pair<std::string_view, Runs> RunsWords[] = {
    {"inline", Runs::Inline},     {"loop", Runs::Loop},   {"pool", Runs::Pool},
    {"executor", Runs::Executor}, {"never", Runs::Never}, {"unsure", Runs::Unsure}};
constexpr std::pair<std::string_view, Runs> HopWords[] = {
    {"loop", Runs::Loop}, {"pool", Runs::Pool}, {"executor", Runs::Executor}, {"unsure", Runs::Unsure}};
constexpr std::pair<std::string_view, Runs> KnownWords[] = {
    {"loop", Runs::Loop}, {"pool", Runs::Pool}, {"unsure", Runs::Unsure}};
constexpr std::pair<std::string_view, bool> UntilWords[] = {{"next-await", true}, {"next-hop", false}};

/// A class name that must be there exactly once.
template <class T>
Key<T> type(std::string_view doc, Glob T::* member) {
  return {"type", doc, [](yaml::SchemaBuilder&) { return yaml::textSchema(); },
          [=](Reader& reader, const Node& node, T& into) {
            auto text = reader.text(node, "`type`");
            if (!text) return;
            if (std::string problem = nameProblem(*text); !problem.empty()) reader.error(node.place, problem);
            (into.*member).pattern = std::move(*text);
          }};
}

const Table<TaskType>& taskTable() {
  static const Table<TaskType> table{
      "task-type",
      "a task type",
      {type("the class that a coroutine returns", &TaskType::type).required(),
       keys::flag("generator", "runs in whoever pulls the next value", &TaskType::generator)}};
  return table;
}

const Table<Executor>& executorTable() {
  static const Table<Executor> table{
      "executor",
      "an executor",
      {type("the class of the executor, scheduler or loop", &Executor::type),
       names("call", "functions whose result it is", &Executor::calls),
       keys::word("runs", "where it runs what it is given", &Executor::runs, Words<Runs>(KnownWords)),
       keys::number("through", "the template argument that decides", &Executor::through)},
      [](Reader& reader, const Node& node, Executor&) {
        if (!node.find("type") == !node.find("call"))
          reader.error(node.place, "an executor needs either `type` or `call`");
        if (!node.find("runs") == !node.find("through"))
          reader.error(node.place, "an executor needs either `runs` or `through`");
        if (node.find("call") && node.find("through"))
          reader.error(node.find("through")->place, "`through` needs `type`");
      }};
  return table;
}

/// `executor` says which argument decides, and belongs to `runs: executor`; nothing that waits elsewhere only
/// looks like an offload.
void checkRuns(Reader& reader, const Node& node, Runs runs) {
  const yaml::Entry* executor = node.find("executor");
  if (runs == Runs::Executor && !executor)
    reader.error(node.find("runs")->place, "`runs: executor` needs `executor`: which argument decides");
  if (runs != Runs::Executor && executor)
    reader.error(executor->place, "`executor` has no effect without `runs: executor`");
  const yaml::Entry* looks = node.find("looks-like-offload");
  if (looks && (runs == Runs::Pool || runs == Runs::Unsure))
    reader.error(looks->place, "what may run on a pool does not only look like an offload");
}

const Table<CallableRule>& callableTable() {
  static const Table<CallableRule> table{
      "callable",
      "a callable rule",
      {keys::list("calls", "functions that run a callable handed to them", &CallableRule::calls,
                  &patternTable)
           .required(),
       position("callable", "which argument runs: a number from 0, `last`, `any` or `receiver`",
                &CallableRule::callable, Places::Callable)
           .required(),
       keys::flag("coroutine", "the argument is a coroutine or makes one", &CallableRule::coroutine),
       keys::word("runs", "where it runs", &CallableRule::runs, Words<Runs>(RunsWords)).required(),
       position("executor", "the argument that decides, or `receiver`", &CallableRule::executor,
                Places::Executor),
       keys::text("looks-like-offload", "why it is not the offload that it seems",
                  &CallableRule::looksLikeOffload),
       {"receives", "what the callable is given, against what its parameters say",
        [](yaml::SchemaBuilder&) { return yaml::listOrOneSchema(yaml::textSchema()); },
        [](Reader& reader, const Node& node, CallableRule& rule) {
          rule.receives = readTypeTexts(reader, node, "`receives`");
        }},
       keys::flag("replaces", "calling the result, or the decorated name, does not call the callable itself",
                  &CallableRule::replaces),
       keys::flag("startup", "it runs when nobody waits yet or any more", &CallableRule::startup)},
      [](Reader& reader, const Node& node, CallableRule& rule) {
        if (node.find("runs")) checkRuns(reader, node, rule.runs);
      }};
  return table;
}

const Table<Hop>& hopTable() {
  static const Table<Hop> table{
      "hop",
      "a hop",
      {keys::list("calls", "awaited calls after which the function goes on elsewhere", &Hop::calls,
                  &patternTable)
           .required(),
       keys::word("runs", "where it goes on", &Hop::runs, Words<Runs>(HopWords)).required(),
       position("executor", "the argument that decides, or `receiver`", &Hop::executor, Places::Executor),
       keys::word("until", "how far; next-hop unless said", &Hop::untilNextAwait, Words<bool>(UntilWords)),
       keys::text("looks-like-offload", "why what follows still runs on the loop", &Hop::looksLikeOffload)},
      [](Reader& reader, const Node& node, Hop& hop) {
        if (node.find("runs")) checkRuns(reader, node, hop.runs);
      }};
  return table;
}

const Table<EntryPoint>& entryTable() {
  static const Table<EntryPoint> table{
      "entry-point",
      "an entry point",
      {names("overrides", "methods: whatever overrides one", &EntryPoint::overrides),
       names("functions", "functions by qualified name", &EntryPoint::functions),
       names("parameters", "functions with a parameter of such a class", &EntryPoint::parameters),
       names("annotations", "functions with such an annotation", &EntryPoint::annotations),
       names("results", "functions that return such a class", &EntryPoint::results),
       names("slots", "data members: a callable written into one is called", &EntryPoint::slots),
       names("bases", "only in classes with such a base", &EntryPoint::bases),
       names("unless-bases", "not in classes with such a base", &EntryPoint::unlessBases),
       keys::word("runs", "loop unless said", &EntryPoint::runs, Words<Runs>(KnownWords)),
       keys::flag("coroutine", "only functions that are coroutines, or that are not", &EntryPoint::coroutine),
       keys::flag("startup", "they run when nobody waits yet or any more", &EntryPoint::startup)},
      [](Reader& reader, const Node& node, EntryPoint&) {
        for (std::string_view key :
             {"overrides", "functions", "parameters", "annotations", "results", "slots"})
          if (node.find(key)) return;
        reader.error(node.place, "the entry point names no function; it needs `overrides`, `functions`, "
                                 "`parameters`, `annotations`, `results` or `slots`");
      }};
  return table;
}

Key<Framework> aliases() {
  return {"aliases", "names under the first are read as names under the second",
          [](yaml::SchemaBuilder&) {
            return llvm::json::Object{{"type", "object"}, {"additionalProperties", yaml::textSchema()}};
          },
          [](Reader& reader, const Node& node, Framework& framework) {
            framework.aliases.clear();
            if (!reader.mapping(node, "`aliases`")) return;
            for (const yaml::Entry& entry : node.entries) {
              auto target = reader.text(entry.value, "an alias");
              if (!target) continue;
              if (std::string problem = nameProblem(entry.key); !problem.empty())
                reader.error(entry.place, problem);
              if (std::string problem = nameProblem(*target); !problem.empty())
                reader.error(entry.value.place, problem);
              framework.aliases.emplace_back(entry.key, std::move(*target));
            }
          }};
}

Key<Framework> offload() {
  return {"offload", "how to run a blocking call where waiting is allowed, with placeholders",
          [](yaml::SchemaBuilder&) { return yaml::textSchema(); },
          [](Reader& reader, const Node& node, Framework& framework) {
            auto text = reader.text(node, "`offload`");
            if (!text) return;
            if (std::string problem = templateProblem(*text, true); !problem.empty())
              reader.error(node.place, problem);
            framework.offload = std::move(*text);
          }};
}

} // namespace

const Table<Framework>& frameworkTable() {
  static const Table<Framework> table{
      "framework",
      "a framework",
      {keys::text("framework", "the name that `instead` and the configuration use", &Framework::name)
           .required(),
       keys::word("language", "told by the folder unless said", &Framework::language,
                  Words<Language>(LanguageWords)),
       keys::text("title", "the name for people", &Framework::title),
       url("documentation", "the page to read", &Framework::documentation), aliases(),
       types(&Framework::types), functions(&Framework::functions),
       keys::list("task-types", "classes that coroutines return", &Framework::taskTypes, &taskTable),
       keys::list("executors", "where things handed to such an object run", &Framework::executors,
                  &executorTable),
       keys::list("callables", "functions that run a callable handed to them", &Framework::callables,
                  &callableTable),
       keys::list("hops", "awaits after which the function goes on elsewhere", &Framework::hops, &hopTable),
       keys::list("entry-points", "functions that a loop calls although nobody hands them over",
                  &Framework::entryPoints, &entryTable),
       keys::list("exempt", "calls that look blocking but suspend cooperatively", &Framework::exempt,
                  &patternTable),
       offload(), url("offload-url", "its documentation", &Framework::offloadUrl),
       keys::text("pool-note", "what is known of the threads that plain endpoints run in",
                  &Framework::poolNote)}};
  return table;
}

} // namespace nostall::rules
