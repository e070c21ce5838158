// The facts model: the neutral description of one unit, and the only thing that leaves a front end.
//
// A front end turns one unit (a C++ translation unit, a Python module) into shards, one for each source file
// of the project that the unit saw. A shard names the functions defined in that file, the calls they make in
// evaluation order, and as much of each call as a catalogue rule may ask for: receiver, arguments, what is
// awaited, which checks guard it, after which awaits it runs. No shard knows what blocks: the catalogue is
// matched at link.
//
// Everything inside a shard refers to everything else by index into the shard's own tables, so a shard can be
// stored, hashed and linked alone. Two units that saw the same header write the same shard, byte for byte,
// and the store keeps it once. Vectors are in source order unless said otherwise; nothing depends on
// addresses or time.
//
// Adding a field: here, in Serialize.cpp (bump FormatVersion), Dump.cpp and Validate.cpp. Adding an
// enumerator: at the end, in `last` of Serialize.cpp and in the names of Dump.cpp.
#pragma once

#include "Facts/Module.h"

#include <cstdint>
#include <string>
#include <vector>

namespace nostall::facts {

/// The index that refers to nothing. In `after` sets it stands for the entry of the function.
inline constexpr Index None = ~Index{0};

enum class Language : std::uint8_t { Cxx, Python };

/// A place in a file. Lines and columns count from 1, columns in bytes; line 0 is "unknown".
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend auto operator<=>(const Position&, const Position&) = default;
};

/// A half-open stretch of a file. `file` indexes Shard::files.
struct Range {
  Index file = None;
  Position begin;
  Position end;
  bool valid() const { return file != None && begin.line != 0; }
  friend auto operator<=>(const Range&, const Range&) = default;
};

/// A type as the front end resolved it, reduced to what rules ask for.
struct Type {
  /// Canonical spelling, for people and for glob patterns: `const asio::thread_pool &`.
  std::string spelling;
  /// Qualified name of the class or enumeration behind pointers, references and qualifiers, without template
  /// arguments and inline namespaces: `asio::thread_pool`. Empty for other types.
  std::string record;
  /// Names, in the form of `record`, of all direct and indirect base classes, sorted.
  std::vector<std::string> bases;
  /// Template type arguments of the class, as indices into Shard::types.
  std::vector<Index> arguments;
  friend bool operator==(const Type&, const Type&) = default;
};

/// Properties of a symbol; a bit set.
enum SymbolFlag : std::uint32_t {
  SF_Virtual = 1 << 0,
  SF_Static = 1 << 1,
  SF_Constructor = 1 << 2,
  SF_Destructor = 1 << 3,
  SF_Operator = 1 << 4,
  SF_Conversion = 1 << 5,
  SF_Lambda = 1 << 6,
  SF_System = 1 << 7, ///< declared in a system header: its body is never analysed
  SF_ExternC = 1 << 8,
  SF_Internal = 1 << 9, ///< visible to its own unit only
  SF_Variadic = 1 << 10,
  SF_Slot = 1 << 11, ///< not a function: a variable or member that holds a callable
  SF_NoReturn = 1 << 12,
  SF_CoroutineType = 1 << 13, ///< declared to return a type that has a promise type (coroutine or not)
  SF_Async = 1 << 14,         ///< an `async def`
  SF_Generator = 1 << 15,     ///< its body runs when its result is iterated over
  SF_Class = 1 << 16,         ///< a class that is called: its construction
  SF_Skipped = 1 << 17,       ///< a function of the project's whose body an editor did not read
};

/// A function (or a variable that holds one), named the same way by every unit of a build namespace.
struct Symbol {
  /// Stable identity: the USR for C++ (made unique with the unit's path where linkage is internal), the
  /// dotted qualified name for Python.
  std::string id;
  /// Qualified name without template arguments, inline namespaces and parameter list; extern "C" functions
  /// have their bare name whatever namespace they were declared in. Constructors end in `C::C`, destructors
  /// in `C::~C`, operators in `C::operator()`, conversions in `C::operator T`.
  std::string name;
  /// Qualified name of the enclosing class in the same form; empty for free functions.
  std::string record;
  /// Base classes of `record`, all of them, sorted.
  std::vector<std::string> recordBases;
  /// The file that declares it, as the include path spelled it (`pqxx/connection.hxx`), or relative to
  /// nothing else than its own directory for project files.
  std::string header;
  /// Index into Shard::types, or None for constructors and destructors.
  Index returnType = None;
  /// Parameter types, indices into Shard::types.
  std::vector<Index> parameters;
  std::uint32_t flags = 0;
  /// Methods that this one overrides directly, indices into Shard::symbols.
  std::vector<Index> overrides;
  /// Annotations in their source spelling without arguments' quotes, sorted: `nostall::async`,
  /// `nostall::blocking`, `clang::nonblocking`, `clang::blocking`, `clang::coro_return_type`, `qt::slot`.
  std::vector<std::string> annotations;
};

/// Something that can be called and whose identity is known or at least nameable.
struct Callable {
  enum class Kind : std::uint8_t {
    None,
    Function,  ///< `symbol` is the function, method or lambda
    Parameter, ///< the enclosing entity's parameter number `parameter`
    Slot,      ///< `symbol` is the variable or member that holds it (std::function, function pointer)
  };
  Kind kind = Kind::None;
  Index symbol = None;
  std::uint32_t parameter = 0;
  friend bool operator==(const Callable&, const Callable&) = default;
};

/// What is known of an expression that is a receiver or an argument.
struct Value {
  enum class Kind : std::uint8_t {
    Unknown,
    Integer, ///< `integer`; enumerators and other constants too, with their qualified name in `text`
    Boolean, ///< `integer` is 0 or 1
    String,  ///< literal, in `text` (at most 256 bytes)
    Null,
    Callable,  ///< `callable`
    Call,      ///< the result of Entity::calls[`call`]
    Parameter, ///< `integer` is the number; `text` its name
    Variable,  ///< a local or global variable; `text` is its name
    Member,    ///< a data member; `text` is its access path as written: `this->pool_`
    This,
    Function, ///< names a function that is not called here (a manipulator); `callable` too
  };
  Kind kind = Kind::Unknown;
  Index type = None;
  std::int64_t integer = 0;
  Index call = None;
  Callable callable;
  std::string text;
  /// The expression as written, white space folded, at most 160 bytes (longer: cut, ending in `...`).
  std::string source;
  /// The keyword that an argument is passed by; empty for a positional one.
  std::string keyword;
};

/// A stretch of an entity's body that runs under one more condition than its parent.
struct Block {
  Index parent = None; ///< index into Entity::blocks; None for the body itself, which is blocks[0]
  /// The call whose result is the condition (index into Entity::calls), when the condition is that simple.
  Index guard = None;
  /// The block runs when the guard's result, compared as below, is true or false.
  bool holds = true;
  /// `guard() == 0` is recorded as comparison Equal with operand 0; a bare `guard()` as NotEqual with operand
  /// 0.
  enum class Comparison : std::uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };
  Comparison comparison = Comparison::NotEqual;
  std::int64_t operand = 0;
  bool loop = false; ///< the body of a loop: may run again after what follows it in the text
};

enum class CallKind : std::uint8_t {
  Function,
  Method,
  Constructor,
  Destructor, ///< of a temporary, a local variable, a member, or by delete
  Operator,
  Conversion,
  RangeBegin,     ///< begin() of a range-for
  RangeIncrement, ///< operator++ of a range-for
  Callable,       ///< a call through a value: `target` says which
  Reference,      ///< not a call: the function is named as an operand (a stream manipulator)
  Enter,          ///< entry of a `with` block
  Exit,           ///< exit of a `with` block
  Attribute,      ///< an attribute access that may run code
  Decorator,      ///< a decorator applied to a function or class, which is argument 0
};

enum CallFlag : std::uint32_t {
  CF_Awaited = 1 << 0,   ///< the operand of co_await or await, directly
  CF_Discarded = 1 << 1, ///< the result is not used
  CF_Virtual = 1 << 2,   ///< dispatched on a receiver whose exact class is not known
  CF_Guessed = 1 << 3,   ///< in an uninstantiated template: the callee is what its name suggests
  CF_Macro = 1 << 4,     ///< written inside a macro's definition, not in its arguments
  CF_Implicit = 1 << 5,  ///< no call syntax in the source
  CF_Temporary = 1 << 6, ///< constructs or destroys a temporary
  CF_Returned = 1 << 7,  ///< the result is what the enclosing function returns (return, co_return)
  CF_Async = 1 << 8,     ///< `async with`, `async for`
  CF_Awaitable = 1 << 9, ///< the catalogue's types say that the result has to be awaited
  CF_Chained = 1 << 10,  ///< an attribute, an item or a call of the result follows: `x.first().name`
  CF_Tested = 1 << 11,   ///< the result is asked for its truth: `if f():`, `not f()`
};

/// Why a call's target is not known; None when it is.
enum class Unresolved : std::uint8_t {
  Known,
  FunctionPointer, ///< through a pointer or std::function that was not followed
  Dependent,       ///< in an uninstantiated template
  Receiver,        ///< the receiver's type is not known (Python)
  Reflection,      ///< chosen at run time by name
};

/// The call written anew by a front end that knows more of it than a template can say.
struct Rewrite {
  std::string rule;      ///< id of the catalogue rule that it belongs to; empty: of any that the call matches
  std::string text;      ///< empty: it cannot be kept the same, and `condition` says why
  Range range;           ///< what `text` replaces
  std::string exactness; ///< `exact`, `conditional` or `advice`
  std::string condition; ///< in words
};

/// One call that an entity makes.
struct Call {
  CallKind kind = CallKind::Function;
  Index callee = None; ///< Shard::symbols; None when `unresolved` is not Known, or `target` stands for it
  Callable target;     ///< for CallKind::Callable
  Unresolved unresolved = Unresolved::Known;
  std::string spelling; ///< the callee as written, for unresolved calls
  Range range;          ///< the whole expression
  Range name;           ///< the callee's name: where a finding points
  Value receiver;
  std::vector<Value> arguments;
  Index block = 0; ///< Entity::blocks
  std::uint32_t flags = 0;
  /// The awaits that can be the last one before this call: indices into Entity::awaits, None for "none yet".
  /// Sorted. Empty means the same as {None}.
  std::vector<Index> after;
  /// Ids of catalogue rules whose AST matcher matched here. Sorted.
  std::vector<std::string> matched;
  /// Shard::module's expression: the Call (for a Decorator too), Entered, Element or Attribute behind it.
  Index expression = None;
  std::vector<Rewrite> rewrites; ///< best first; only the resolver writes them
};

/// One suspension point.
struct Await {
  Range range;
  Index call = None;        ///< the awaited call, Entity::calls; None when the operand is not a call
  std::vector<Index> after; ///< as Call::after
  Index awaiter = None;     ///< its type, when that is a class of the program's own: Shard::types
};

/// A callable stored where it can be called from later.
struct SlotWrite {
  Index slot = None; ///< Shard::symbols, a symbol with SF_Slot
  Callable value;    ///< Kind::None: something that could not be followed
  Range range;
};

enum class EntityKind : std::uint8_t { Function, Method, Constructor, Destructor, Lambda, Module };

enum EntityFlag : std::uint32_t {
  EF_Coroutine = 1 << 0,     ///< its body is a coroutine; `async def` for Python
  EF_Pattern = 1 << 1,       ///< an uninstantiated template
  EF_Instantiation = 1 << 2, ///< of the template whose symbol id is `pattern`
  EF_Implicit = 1 << 3,      ///< written by the compiler
  EF_Inline = 1 << 4,        ///< may be defined in several units
  EF_Generator = 1 << 5,     ///< contains yield / co_yield
};

/// A function, method or lambda, without what it calls.
struct EntityFrame {
  Index symbol = None;
  EntityKind kind = EntityKind::Function;
  std::uint32_t flags = 0;
  Range range;
  Range name;
  Index parent = None; ///< the entity that a lambda or local function is written in: Shard::entities
  std::string pattern;
  std::vector<std::string> parameterNames;
  std::vector<Block> blocks;
  std::vector<Await> awaits;
  std::vector<SlotWrite> writes;
};

/// A function, method or lambda with its body.
struct Entity : EntityFrame {
  std::vector<Call> calls;
};

/// A comment that asks for silence. What it means is Policy's business.
struct Suppression {
  enum class Kind : std::uint8_t { Allow, Nolint, NolintNextLine, NolintBegin, NolintEnd, Noqa };
  Kind kind = Kind::Allow;
  Range range;                     ///< the comment
  std::vector<std::string> checks; ///< as written in parentheses; empty for "all"
  std::string reason;              ///< the text after the parentheses, trimmed
  bool ownLine = false;            ///< nothing but the comment stands on its line: it speaks of the next one
};

/// The facts of one source file as one unit saw it.
struct Shard {
  Language language = Language::Cxx;
  std::vector<std::string> files; ///< absolute paths; files[0] is the file that the shard is about
  std::vector<Type> types;
  std::vector<Symbol> symbols;
  std::vector<Entity> entities;
  std::vector<Suppression> suppressions;
  Module module; ///< empty but for what the resolver of a dynamically typed language has yet to read
};

enum class UnitStatus : std::uint8_t {
  Complete,  ///< parsed without an error
  Recovered, ///< parsed with errors; the facts are what could be had
  Failed,    ///< no facts: bad arguments, missing file
  Crashed,
  TimedOut,
  OutOfMemory,
};

/// A file that the front end read and the XXH3-128 hash of its content, in hexadecimal; empty for a file that
/// it looked for in vain.
struct Dependency {
  std::string path;
  std::string hash;
  friend auto operator<=>(const Dependency&, const Dependency&) = default;
};

/// Everything that one run of a front end over one unit yields.
struct Unit {
  Language language = Language::Cxx;
  std::string mainFile; ///< absolute
  /// The program that the unit is linked into, as far as the build tells; units that share one form a build
  /// namespace. Empty: unknown.
  std::string target;
  UnitStatus status = UnitStatus::Complete;
  unsigned errors = 0;                  ///< errors that the parser reported
  std::string message;                  ///< the first of them, with its place, or why the unit failed
  std::vector<std::string> notes;       ///< arguments dropped and the like, for the user
  std::vector<Dependency> dependencies; ///< sorted by path
  std::vector<Shard> shards;            ///< sorted by files[0]; at most one per file
};

} // namespace nostall::facts
