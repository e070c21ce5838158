// A small vocabulary for facts by hand. A program is files, a file is functions, a function is calls in
// order, each on a line of its own:
//
//   Program program;
//   File& file = program.file("a.cpp");
//   file.fn("handle").coroutine().calls("load");
//   file.fn("load").calls("PQexec");
//   EXPECT_THAT(program.findings(), ElementsAre("handle > load > PQexec"));
//
// What is said after `calls` is about that call. Awaits follow each other in order unless `after` says
// otherwise.
#pragma once

#include "Facts/Facts.h"
#include "Link/Link.h"
#include "Rules/Catalogue.h"

#include <deque>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nostall::test {

using facts::Index;
using facts::None;

/// The catalogue that the tests use unless they bring their own: see Catalogue.cpp.
const rules::Catalogue& catalogue();
/// The one for Python programs: see PythonCatalogue.cpp.
const rules::Catalogue& pythonCatalogue();
/// Reads YAML files, each given as a path that tells what it is and its text.
rules::Catalogue parseCatalogue(const std::vector<std::pair<std::string, std::string>>& files);

class File;

/// An argument or a receiver.
struct Argument {
  facts::Value value;
  std::string callable; ///< name of a function or slot that the value is
  std::string type;
};
Argument function(const std::string& name);
Argument slot(const std::string& name);
Argument parameter(std::uint32_t number);
Argument variable(const std::string& name, const std::string& type = "");
/// The result of the function's call number `call`.
Argument resultOf(Index call);
/// The argument as it is passed by keyword.
Argument named(const std::string& keyword, Argument argument);

class Function {
public:
  Function(File& file, Index entity) : file(file), index(entity) {}

  Function& coroutine(const std::string& type = "Task");
  Function& generator(const std::string& type = "");
  /// Python's coroutine.
  Function& asyncDef();
  /// The code of a module or class body.
  Function& module();
  Function& returns(const std::string& type);
  Function& annotated(const std::string& annotation);
  Function& overrides(const std::string& method);
  Function& takes(unsigned parameters);
  Function& pattern();
  Function& instantiates(const std::string& pattern);
  /// Gives the function a symbol of its own, beside others of the same name. Call it first.
  Function& id(const std::string& id);
  Function& atLine(unsigned line);

  Function& calls(const std::string& name, std::initializer_list<Argument> arguments = {});
  Function& callsParameter(std::uint32_t number);
  Function& callsSlot(const std::string& name);
  Function& callsUnknown(facts::Unresolved why, const std::string& spelling = "unknown");
  /// Applies a decorator to a function.
  Function& decorates(const std::string& function, const std::string& decorator,
                      std::initializer_list<Argument> arguments = {});
  Function& writes(const std::string& slot, const Argument& value);
  Function& writesUnknown(const std::string& slot);

  // About the last call.
  Function& awaited();
  Function& awaiter(const std::string& record);
  Function& dispatched();
  Function& guessed();
  Function& implicit();
  Function& flag(facts::CallFlag flag);
  /// The callee as written.
  Function& written(const std::string& spelling);
  Function& kind(facts::CallKind kind);
  Function& on(const Argument& receiver);
  Function& returning(const std::string& type);
  Function& ofClass(const std::string& record);
  /// The callee's next parameter has this type.
  Function& taking(const std::string& type);
  /// The awaits that can be the last before the call (and, if it is awaited, before that await).
  Function& after(std::initializer_list<Index> awaits);
  Function& atColumn(unsigned column, unsigned nameColumn);
  /// The call is written around the lambda of this name.
  Function& around(const std::string& lambda);

  facts::Entity& entity();
  facts::Call& last() { return entity().calls.back(); }

private:
  Function& add(facts::Call call);

  File& file;
  Index index;
};

class File {
public:
  explicit File(const std::string& name, std::vector<std::string> targets);

  Function& fn(const std::string& name);
  Function& lambda(const std::string& name, const std::string& parent = "");
  Index symbol(const std::string& name, std::uint32_t flags = 0);
  Index type(const std::string& record);
  Index entityNamed(const std::string& name);

  facts::Shard shard;
  std::vector<std::string> targets;

private:
  std::deque<Function> functions;
};

class Program {
public:
  Program() = default;
  explicit Program(const rules::Catalogue& catalogue) : catalogue(&catalogue) {}

  File& file(const std::string& name, std::vector<std::string> targets = {""});
  /// A module of Python.
  File& python(const std::string& name);

  std::vector<LinkShard> shards() const;
  LinkResult link(unsigned jobs = 1) const;
  /// Each as its path: `handle > load > PQexec`; with what is unusual behind: `(likely)`, `(possible)`,
  /// `(unsure)`,
  /// `[fake-offload]`. In the order of their paths.
  std::vector<std::string> findings() const;
  Finding only() const;

  const rules::Catalogue* catalogue = nullptr; ///< null: the tests' own

private:
  std::deque<File> files;
};

std::string show(const Finding& finding);

} // namespace nostall::test
