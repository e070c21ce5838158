// The compiled catalogue: what blocks and what to await instead (libraries), what is asynchronous and what
// moves work off a loop (frameworks). It is read from the YAML under rules/ by Load.h, after which it never
// changes; Match.h asks it about calls. docs/catalogue-format.md describes the YAML for the people who write
// it.
//
// Adding a key: here, in the table of its mapping (*Tables.cpp; rules/schema/ is generated from them), in
// docs/catalogue-format.md, and in a test of Load, and of Match if it selects calls.
#pragma once

#include "Facts/Facts.h"
#include "Rules/Types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nostall::rules {

using facts::Language;

/// What a blocking call waits for; decides the severity that a finding starts from.
enum class Engine : std::uint8_t {
  Network,      ///< a server's answer: unbounded
  EmbeddedDisk, ///< the local disk, and locks on it
  InMemory,     ///< memory, or a page fault
  Wait,         ///< another thread, a lock, or time
};

/// How much work the awaitable form asks for.
enum class FixClass : std::uint8_t {
  F1, ///< mechanical: rename and await, same arguments
  F2, ///< another client type or a completion token
  F3, ///< callbacks or a state machine: advice only
  F4, ///< no asynchronous form exists: offload
};

/// What is promised of a rewrite.
enum class Exactness : std::uint8_t { Exact, Conditional, Advice };

/// Where a callable, a coroutine or a continuation runs.
enum class Runs : std::uint8_t {
  Inline,   ///< in the caller, before the call returns
  Loop,     ///< later, on an event loop
  Pool,     ///< on a thread where waiting is allowed
  Executor, ///< where the executor says
  Never,    ///< it is only stored or inspected
  Unsure,   ///< cannot be known
};

/// Which of two things a thread may do with a handle that another one opened; tells whether offloading is
/// legal.
enum class Affinity : std::uint8_t {
  None,       ///< any thread, one at a time
  Connection, ///< one thread at a time, and not between statements of one transaction
  Thread,     ///< only the thread that opened it
};

/// A name, or a shell-style glob: `*` matches any run of characters, `?` any one. The whole text must match.
struct Glob {
  std::string pattern;
  friend bool operator==(const Glob&, const Glob&) = default;
};

/// A condition on one value (an argument, the receiver). Every member that is set must hold.
struct ValueTest {
  Position position;
  std::optional<std::int64_t> integer; ///< equals; booleans are 0 and 1
  std::optional<Glob> string;          ///< a string literal
  std::optional<Glob> name;            ///< qualified name of the enumerator, variable or function
  std::optional<Glob> source;          ///< as written, white space folded
  std::optional<Glob> type;            ///< the type's spelling, or its record name, or one of its bases
  std::optional<bool> null;
  std::optional<bool> callable;
  std::optional<Runs> runs; ///< what the frameworks say of it as an executor: Loop, Pool or Unsure
  /// It is a function whose call makes a coroutine (`async def`), or a plain function.
  std::optional<bool> coroutine;
};

struct Condition;

/// Calls, by name. A call matches a pattern when one of its names does, and every condition holds.
struct CallPattern {
  std::vector<Glob> functions;        ///< qualified names
  std::vector<Glob> classes;          ///< for the members below; derived classes and overriders count
  std::vector<Glob> methods;          ///< unqualified
  bool constructor = false;           ///< of exactly these classes
  bool destructor = false;            ///< of exactly these classes
  std::vector<std::string> operators; ///< `()`, `<<`, …: members of the classes, or free with such an operand
  bool iteration = false;       ///< range-for over an object of these classes, or its iterator's increment
  std::vector<Glob> references; ///< functions named but not called: stream manipulators
  bool enter = false; ///< entering a `with` block on an object of these classes; see Condition::async
  bool exit = false;  ///< leaving it
  std::vector<Glob> attributes; ///< reading these attributes of objects of these classes
  std::vector<Glob> decorators; ///< functions and methods (qualified) applied as decorators
  std::vector<Condition> when;
  std::vector<Condition> unless;
};

/// A condition on a call; the one member that is set decides.
struct Condition {
  /// Number of arguments as written (default arguments are not counted).
  struct Count {
    unsigned least = 0;
    unsigned most = ~0u;
  };
  std::optional<Count> argumentCount;
  std::optional<ValueTest> value;     ///< of an argument or the receiver
  std::optional<ValueTest> parameter; ///< `type` of a declared parameter
  std::optional<Count> parameterCount;
  std::optional<Glob> result; ///< spelling or record of the declared return type
  std::optional<Glob> header; ///< Symbol::header, matched at its end
  std::optional<bool> discarded;
  std::optional<bool> awaited; ///< without this, an awaited call never matches a rule
  std::optional<bool> implicit;
  std::optional<bool> async;     ///< `async with`, `async for`
  std::optional<bool> awaitable; ///< the types say that the result has to be awaited
  std::optional<bool> inAsync;   ///< the enclosing function is a coroutine

  /// A branch condition that must hold where the call runs: the call is inside `if (!busy(c))` or behind
  /// `if (busy(c)) return;`.
  struct Guard {
    std::vector<Glob> functions;
    bool truthy = false;                  ///< the guard's result as this call runs
    std::optional<Position> sameArgument; ///< this argument of both must be the same expression
  };
  std::optional<Guard> guardedBy;

  /// A call that every path to this one has made before, in the same function, on the same first argument or
  /// receiver.
  struct Earlier {
    std::vector<Glob> functions;
    std::vector<ValueTest> arguments;
    bool sameHandle = true;
  };
  std::optional<Earlier> afterCall;

  /// The enclosing entity was handed as a callback to one of these.
  std::optional<std::vector<Glob>> inCallbackOf;
  /// The last await before the call awaited one of these, on the same receiver when `sameHandle`.
  std::optional<Earlier> afterAwaitOf;
};

/// What to write instead of a blocking call.
struct Alternative {
  std::string call; ///< exact name of the awaitable form; `{name}` in it stands for the callee's
  /// `for`: offered for calls of these only (qualified or bare name); empty: for all.
  std::vector<Glob> callees;
  std::string needs; ///< what else has to be written, in words: `then wait until …`
  std::string since; ///< first version that has it, empty: always
  std::string url;   ///< its documentation
  FixClass fix = FixClass::F3;
  Exactness exactness = Exactness::Advice;
  std::string condition; ///< in words, for Exactness::Conditional
  std::string framework; ///< offered in contexts of this framework only; empty: everywhere
  /// The rewritten call with placeholders: {receiver} {access} {name} {args} {arg0}… {call} {result}.
  /// Empty: none.
  std::string rewrite;
};

/// One thing that blocks.
struct Rule {
  std::string id; ///< kebab-case, unique in the catalogue
  std::string check = "blocking-call";
  std::string library; ///< Library::name
  std::vector<CallPattern> calls;
  std::string matcher;  ///< Clang AST matcher that binds the call as "call"; empty: none
  std::string detector; ///< a finder of the Python front end that marks the calls (Python/Detectors.h)
  std::string why;
  Engine engine = Engine::Network;
  std::optional<std::string> severity; ///< `error`, `warning` or `note`: overrides what the engine implies
  bool offByDefault = false;           ///< reported only where the configuration enables it
  std::vector<Alternative> instead;
  std::string note; ///< shown by `explain`
};

/// A client library.
struct Library {
  std::string name;
  std::string title;
  Language language = Language::Cxx;
  std::vector<Glob>
      headers; ///< when not empty, a symbol must come from one of them (matched at the path's end)
  Engine engine = Engine::Network;
  Affinity affinity = Affinity::None;
  std::string affinityNote;
  std::string documentation;
  std::string why; ///< for rules that have none of their own
  std::vector<TypeDescription> types;
  std::vector<FunctionDescription> functions;
  std::vector<Rule> rules;
  std::string file; ///< where it was read
};

/// Where a callable handed to a function runs.
struct CallableRule {
  std::vector<CallPattern> calls;
  Position callable; ///< the argument that runs
  Runs runs = Runs::Inline;
  Position executor;      ///< for Runs::Executor
  bool coroutine = false; ///< the argument is a coroutine (or makes one): spawning one on a pool from code
                          ///< that is not asynchronous makes that pool a loop
  std::string looksLikeOffload; ///< why this is not the offload it seems; reported as fake-offload
  /// What the callable is given, when it is another thing than the declaration of its parameters says.
  std::vector<TypeExpression> receives;
  /// Calling the result, or the decorated name, is not calling the callable itself.
  bool replaces = false;
  /// The callable runs when nobody waits yet or any more (startup, shutdown): findings are one severity
  /// lower.
  bool startup = false;
};

/// An await after which the rest of the function runs elsewhere.
struct Hop {
  std::vector<CallPattern> calls;
  Runs runs = Runs::Pool;
  Position executor;
  bool untilNextAwait = false;  ///< else until the next hop
  std::string looksLikeOffload; ///< why what follows still runs on the loop; reported as fake-offload
};

/// What an executor, scheduler or loop type is.
struct Executor {
  Glob type;               ///< record name
  std::vector<Glob> calls; ///< or: the result of one of these functions
  Runs runs = Runs::Unsure;
  std::optional<unsigned> through; ///< decided by this template argument instead
};

/// Functions that a loop calls although nobody hands them over.
struct EntryPoint {
  std::vector<Glob> overrides;   ///< qualified names of methods: whatever overrides one
  std::vector<Glob> functions;   ///< qualified names
  std::vector<Glob> parameters;  ///< functions with a parameter of this record type
  std::vector<Glob> annotations; ///< Symbol::annotations
  std::vector<Glob> results;     ///< functions that return this record type
  std::vector<Glob> slots;       ///< qualified names of data members: a callable written into one is called
  std::vector<Glob> bases;       ///< only in classes with such a base
  std::vector<Glob> unlessBases; ///< not in classes with such a base
  Runs runs = Runs::Loop;        ///< Pool: threads of their own, such as `QThread::run`
  std::optional<bool> coroutine; ///< only functions that are coroutines, or that are not
  bool startup = false;          ///< as CallableRule::startup
};

/// A coroutine type.
struct TaskType {
  Glob type;              ///< record name of the return type
  bool generator = false; ///< runs in whoever pulls the next value: not an async context by itself
};

/// An asynchronous framework.
struct Framework {
  std::string name;
  std::string title;
  Language language = Language::Cxx;
  std::string documentation;
  std::vector<std::pair<std::string, std::string>>
      aliases;                        ///< {`boost::asio`, `asio`}: read the first as the second
  std::vector<TypeDescription> types; ///< as Library::types
  std::vector<FunctionDescription> functions;
  std::vector<TaskType> taskTypes;
  std::vector<Executor> executors;
  std::vector<CallableRule> callables;
  std::vector<Hop> hops;
  std::vector<EntryPoint> entryPoints;
  std::vector<CallPattern> exempt; ///< look blocking, are cooperative: never findings
  std::string offload;             ///< template as Alternative::rewrite, with {pool}
  std::string offloadUrl;
  std::string poolNote; ///< what is known of the threads that plain endpoints run in; empty: it has none
  std::string file;
};

/// All of it.
struct Catalogue {
  std::vector<Library> libraries;    ///< sorted by name
  std::vector<Framework> frameworks; ///< sorted by name
};

} // namespace nostall::rules
