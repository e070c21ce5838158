// Call patterns and their conditions. A condition is a mapping whose first key says which of several forms it
// has; each form is a table of its own.

#include "Rules/Tables.h"

#include <memory>

namespace nostall::rules {
namespace {

using yaml::Key;
using yaml::Node;
using yaml::Reader;
using yaml::SchemaBuilder;
using yaml::Table;

constexpr std::pair<std::string_view, Runs> ExecutorWords[] = {
    {"loop", Runs::Loop}, {"pool", Runs::Pool}, {"unsure", Runs::Unsure}};

std::string textProblem(std::string_view text) {
  return text.empty() ? "an empty text; leave the key out instead" : "";
}

/// One glob. String literals may be empty, names and types may not.
template <class T>
Key<T> glob(std::string_view name, std::string_view doc, std::optional<Glob> T::* member,
            bool mayBeEmpty = false) {
  return {name, doc, [](SchemaBuilder&) { return yaml::textSchema(); },
          [=](Reader& reader, const Node& node, T& into) {
            auto text = reader.text(node, yaml::quoted(name));
            if (!text) return;
            if (std::string problem = textProblem(*text); !problem.empty() && !mayBeEmpty)
              reader.error(node.place, problem);
            into.*member = Glob{std::move(*text)};
          }};
}

Condition::Count readCount(Reader& reader, const Node& node, std::string_view name) {
  struct Bounds {
    std::optional<unsigned> least, most;
  };
  static const Table<Bounds> bounds{"count",
                                    "a count",
                                    {yaml::keys::number("min", "at least so many", &Bounds::least),
                                     yaml::keys::number("max", "at most so many", &Bounds::most)}};
  if (node.kind != Node::Kind::Mapping) {
    unsigned exact = reader.number(node, yaml::quoted(name)).value_or(0);
    return {exact, exact};
  }
  Bounds read;
  readTable(reader, node, bounds, read);
  Condition::Count count{read.least.value_or(0), read.most.value_or(~0u)};
  if (!read.least && !read.most) reader.error(node.place, yaml::quoted(name) + " needs `min` or `max`");
  if (count.least > count.most) reader.error(node.place, "`min` is larger than `max`");
  return count;
}

llvm::json::Object countSchema() {
  auto number = [] { return llvm::json::Object{{"type", "integer"}, {"minimum", 0}}; };
  std::vector<llvm::json::Object> forms;
  forms.push_back(number());
  forms.push_back(
      llvm::json::Object{{"type", "object"},
                         {"additionalProperties", false},
                         {"properties", llvm::json::Object{{"min", number()}, {"max", number()}}}});
  return yaml::anyOfSchema(std::move(forms));
}

Key<Condition> counted(std::string_view name, std::string_view doc,
                       std::optional<Condition::Count> Condition::* member) {
  return {name, doc, [](SchemaBuilder&) { return countSchema(); },
          [=](Reader& reader, const Node& node, Condition& into) {
            into.*member = readCount(reader, node, name);
          }};
}

/// A flag of which only one value makes sense.
template <class T>
Key<T> onlyTrue(std::string_view name, std::string_view doc, void (*set)(T&)) {
  return {name, doc, [](SchemaBuilder&) { return llvm::json::Object{{"const", true}}; },
          [=](Reader& reader, const Node& node, T& into) {
            auto value = reader.boolean(node, yaml::quoted(name));
            if (value == false) reader.error(node.place, yaml::quoted(name) + " can only be `true`");
            set(into);
          }};
}

/// Whether it says only which value is meant.
bool asksNothing(const Node& node) {
  return llvm::all_of(node.entries, [](const yaml::Entry& entry) {
    return entry.key == "argument" || entry.key == "receiver";
  });
}

const Table<ValueTest>& valueTable() {
  static const Table<ValueTest> table{
      "value-condition",
      "a condition on a value",
      {position("argument", "which argument: a number from 0, `last` or `any`", &ValueTest::position,
                Places::Argument),
       onlyTrue<ValueTest>("receiver", "the object that the method is called on",
                           [](ValueTest& test) { test.position = {Position::Kind::Receiver, 0, ""}; }),
       {"integer", "a constant of this value",
        [](SchemaBuilder&) { return llvm::json::Object{{"type", "integer"}}; },
        [](Reader& reader, const Node& node, ValueTest& test) {
          test.integer = reader.integer(node, "`integer`");
        }},
       {"boolean", "`true` or `false`",
        [](SchemaBuilder&) { return llvm::json::Object{{"type", "boolean"}}; },
        [](Reader& reader, const Node& node, ValueTest& test) {
          if (auto value = reader.boolean(node, "`boolean`")) test.integer = *value ? 1 : 0;
        }},
       yaml::keys::flag("null", "a null pointer, or none", &ValueTest::null),
       glob("string", "a string literal that this glob matches", &ValueTest::string, true),
       glob("name", "qualified name of the enumerator, variable or function", &ValueTest::name),
       glob("source", "the value as written, white space folded", &ValueTest::source),
       glob("type", "the type's spelling, its class, or one of its bases", &ValueTest::type),
       yaml::keys::flag("callable", "a lambda or another callable", &ValueTest::callable),
       yaml::keys::word("runs", "what the frameworks say of it as an executor", &ValueTest::runs,
                        yaml::Words<Runs>(ExecutorWords)),
       yaml::keys::flag("coroutine", "a function whose call makes a coroutine, or a plain one",
                        &ValueTest::coroutine)},
      [](Reader& reader, const Node& node, ValueTest&) {
        bool argument = node.find("argument"), receiver = node.find("receiver");
        if (argument == receiver)
          reader.error(node.place, "a condition on a value needs either `argument` or `receiver`");
        if (node.find("integer") && node.find("boolean"))
          reader.error(node.place, "`integer` and `boolean` exclude each other");
        if (asksNothing(node)) reader.error(node.place, "the condition asks nothing of the value");
      }};
  return table;
}

const Table<ValueTest>& parameterTable() {
  static const Table<ValueTest> table{
      "parameter-condition",
      "a condition on a parameter",
      {position("parameter", "which declared parameter: a number from 0, `last` or `any`",
                &ValueTest::position, Places::Argument)
           .required(),
       glob("type", "the type's spelling, its class, or one of its bases", &ValueTest::type).required()}};
  return table;
}

const Table<Condition::Guard>& guardTable() {
  using Guard = Condition::Guard;
  static const Table<Guard> table{
      "guard-condition",
      "a guard",
      {names("guarded-by", "the functions whose result decides whether the call runs", &Guard::functions),
       yaml::keys::flag("truthy", "what that result is when the call runs; false unless said",
                        &Guard::truthy),
       {"same-argument", "this argument (or the receiver) of both calls is the same expression",
        [](SchemaBuilder&) { return positionSchema(Places::Executor); },
        [](Reader& reader, const Node& node, Guard& guard) {
          guard.sameArgument = readPosition(reader, node, "`same-argument`", Places::Executor);
        }}}};
  return table;
}

template <bool Await>
const Table<Condition::Earlier>& earlierTable() {
  using Earlier = Condition::Earlier;
  static const Table<Earlier> table{
      Await ? "await-condition" : "earlier-condition",
      "a condition on an earlier call",
      {names(Await ? "after-await-of" : "after",
             Await ? "what the last await before the call awaited"
                   : "what every path to the call has called before",
             &Earlier::functions),
       yaml::keys::list("arguments", "conditions on the earlier call's arguments", &Earlier::arguments,
                        &valueTable),
       yaml::keys::flag("same-handle", "both have the same receiver or first argument; true unless said",
                        &Earlier::sameHandle)}};
  return table;
}

/// One form of a condition and the key that tells it from the others.
struct Form {
  std::string_view key;
  yaml::SchemaOf schema;
  std::function<void(Reader&, const Node&, Condition&)> read;
};

template <class Part>
Form part(std::string_view key, const Table<Part>& (*table)(), std::optional<Part> Condition::* member) {
  return {key, [=](SchemaBuilder& builder) { return tableSchema(table(), builder); },
          [=](Reader& reader, const Node& node, Condition& condition) {
            Part value;
            readTable(reader, node, table(), value);
            condition.*member = std::move(value);
          }};
}

Form single(Key<Condition> key) {
  auto table = std::make_shared<const Table<Condition>>(Table<Condition>{key.name, "a condition", {key}});
  return {key.name, [=](SchemaBuilder& builder) { return objectSchema(*table, builder); },
          [=](Reader& reader, const Node& node, Condition& condition) {
            readTable(reader, node, *table, condition);
          }};
}

/// In the order of looking: `arguments` is a key of `after` too.
const std::vector<Form>& forms() {
  static const std::vector<Form> all{
      part("after", &earlierTable<false>, &Condition::afterCall),
      part("after-await-of", &earlierTable<true>, &Condition::afterAwaitOf),
      part("guarded-by", &guardTable, &Condition::guardedBy),
      part("argument", &valueTable, &Condition::value),
      part("receiver", &valueTable, &Condition::value),
      part("parameter", &parameterTable, &Condition::parameter),
      single(counted("arguments", "how many arguments are written", &Condition::argumentCount)),
      single(counted("parameters", "how many parameters the chosen overload declares",
                     &Condition::parameterCount)),
      single(glob("result", "spelling or class of the declared return type", &Condition::result)),
      single(
          glob("header", "the end of the path of the header that declares the callee", &Condition::header)),
      single(yaml::keys::flag("discarded", "the result is not used", &Condition::discarded)),
      single(yaml::keys::flag("awaited", "the call is the operand of an await", &Condition::awaited)),
      single(yaml::keys::flag("implicit", "no call syntax stands in the source", &Condition::implicit)),
      single(yaml::keys::flag("async", "`async with`, `async for`", &Condition::async)),
      single(yaml::keys::flag("awaitable", "the result has to be awaited, as the types say",
                              &Condition::awaitable)),
      single(yaml::keys::flag("in-async", "the enclosing function is a coroutine", &Condition::inAsync)),
      single({"in-callback-of", "the enclosing function was handed as a callback to one of these",
              [](SchemaBuilder&) { return yaml::listOrOneSchema(yaml::textSchema()); },
              [](Reader& reader, const Node& node, Condition& condition) {
                struct Holder {
                  std::vector<Glob> functions;
                } holder;
                names("in-callback-of", "", &Holder::functions).read(reader, node, holder);
                condition.inCallbackOf = std::move(holder.functions);
              }}),
  };
  return all;
}

void readCondition(Reader& reader, const Node& node, std::vector<Condition>& into) {
  if (!reader.mapping(node, "a condition")) return;
  for (const Form& form : forms())
    if (node.find(form.key)) return form.read(reader, node, into.emplace_back());
  std::vector<std::string_view> known;
  for (const Form& form : forms())
    known.push_back(form.key);
  if (node.entries.empty()) return reader.error(node.place, "an empty condition");
  const yaml::Entry& first = node.entries.front();
  reader.error(first.place,
               "unknown condition " + yaml::quoted(first.key) + yaml::suggestion(first.key, known));
}

llvm::json::Object conditionSchema(SchemaBuilder& builder) {
  return builder.refer("condition", [&] {
    std::vector<llvm::json::Object> all;
    for (const Form& form : forms())
      // Both keys of a value condition are in one table.
      if (form.key != "receiver") all.push_back(form.schema(builder));
    return yaml::anyOfSchema(std::move(all));
  });
}

Key<CallPattern> conditions(std::string_view name, std::string_view doc,
                            std::vector<Condition> CallPattern::* member) {
  return {name, doc, [](SchemaBuilder& builder) { return yaml::listOrOneSchema(conditionSchema(builder)); },
          [=](Reader& reader, const Node& node, CallPattern& pattern) {
            for (const Node* item : yaml::items(node))
              readCondition(reader, *item, pattern.*member);
          }};
}

std::string memberProblem(std::string_view name) {
  if (name.empty()) return "an empty name";
  if (name.find("::") != name.npos || name.find('.') != name.npos)
    return "members are written without their class";
  return "";
}

constexpr std::string_view OperatorWords[] = {
    "()", "[]", "->", "<<", ">>", "++", "--", "*",   "&",   "!",  "~",   "+",   "-",      "/",
    "%",  "^",  "|",  "=",  "==", "!=", "<",  ">",   "<=",  ">=", "<=>", "&&",  "||",     "+=",
    "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<=", ">>=", ",",  "->*", "new", "delete", "co_await"};

Key<CallPattern> operators() {
  return {"operators", "overloaded operators: members of the classes, or free with such an operand",
          [](SchemaBuilder&) { return yaml::listOrOneSchema(yaml::wordsSchema(OperatorWords)); },
          [](Reader& reader, const Node& node, CallPattern& pattern) {
            for (const Node* item : yaml::items(node))
              if (auto index = reader.word(*item, "`operators`", OperatorWords))
                pattern.operators.emplace_back(OperatorWords[*index]);
          }};
}

constexpr std::string_view MemberKeys[] = {"methods",   "constructor", "destructor", "operators",
                                           "iteration", "enter",       "exit",       "attributes"};

void checkPattern(Reader& reader, const Node& node, CallPattern&) {
  bool members = false;
  for (std::string_view key : MemberKeys)
    if (const yaml::Entry* entry = node.find(key)) {
      members = true;
      if (!node.find("class")) reader.error(entry->place, yaml::quoted(key) + " needs `class` beside it");
    }
  if (const yaml::Entry* entry = node.find("class"); entry && !members)
    reader.error(entry->place,
                 "`class` names no call; add `methods`, `constructor`, `destructor`, `operators`, "
                 "`iteration`, `enter`, `exit` or `attributes`");
  bool named = node.find("functions") || node.find("references") || node.find("decorators");
  if (!named && !node.find("class") && !members)
    reader.error(node.place,
                 "the pattern names no call; it needs `functions`, `class`, `references` or `decorators`");
}

} // namespace

const Table<CallPattern>& patternTable() {
  static const Table<CallPattern> table{
      "calls",
      "a call pattern",
      {names("functions", "functions and methods by qualified name", &CallPattern::functions),
       names("class", "classes whose members the next keys name", &CallPattern::classes),
       globs("methods", "methods of these classes and of what derives from them", &CallPattern::methods,
             &memberProblem),
       yaml::keys::flag("constructor", "construction of exactly these classes", &CallPattern::constructor),
       yaml::keys::flag("destructor", "destruction of exactly these classes", &CallPattern::destructor),
       operators(),
       yaml::keys::flag("iteration", "range-for over an object of these classes, or its iterator's increment",
                        &CallPattern::iteration),
       names("references", "functions that are named but not called, such as manipulators",
             &CallPattern::references),
       yaml::keys::flag("enter", "entering a `with` block on an object of these classes",
                        &CallPattern::enter),
       yaml::keys::flag("exit", "leaving it", &CallPattern::exit),
       globs("attributes", "reading these attributes of objects of these classes", &CallPattern::attributes,
             &memberProblem),
       names("decorators", "functions and methods that are applied as decorators", &CallPattern::decorators),
       conditions("when", "all of these hold", &CallPattern::when),
       conditions("unless", "none of these holds", &CallPattern::unless)},
      &checkPattern};
  return table;
}

} // namespace nostall::rules
