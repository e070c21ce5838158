// Where the values of a module come from: what the front end of a dynamically typed language records because
// it cannot decide alone what a name stands for. The resolver of the language (Python/Resolve.h) reads the
// modules of the whole program and writes shards whose calls have callees; link never sees this part.
//
// Everything refers to everything else by index into the module's own tables, as in Facts.h. Expressions are
// numbered so that operands come before what uses them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nostall::facts {

using Index = std::uint32_t;

/// An expression, as far as values flow through it.
struct Expression {
  enum class Kind : std::uint8_t {
    Unknown,   ///< not modelled: arithmetic, comparisons, format strings
    Name,      ///< `text`, looked up from `scope`
    Attribute, ///< attribute `text` of operand 0
    Call,      ///< operand 0 called with the other operands; `keywords` is parallel to these
    Await,     ///< operand 0 awaited
    Subscript, ///< operand 0 at operand 1
    String,    ///< literal, in `text` (at most 256 bytes)
    Integer,   ///< literal, in `integer`
    Boolean,   ///< literal, in `integer`
    Null,      ///< `None`
    Sequence,  ///< a tuple, list or set of the operands
    Mapping,   ///< a dictionary: operands are key, value, key, value, …
    Function,  ///< the function or lambda of `scope`, undecorated
    Class,     ///< the class of `scope`, undecorated
    Generator, ///< a generator expression: the code of `scope`, which has an entity of its own
    Parameter, ///< parameter number `integer` of `scope`
    Either,    ///< one of the operands: conditional expressions, `or`, `and`
    Element,   ///< what iterating over operand 0 gives; `async for` when `asynchronous`
    Item,      ///< number `integer` of operand 0, which is unpacked; -1: one of them
    Entered,   ///< what entering operand 0 gives; `async with` when `asynchronous`
    Module,    ///< module `text`, relative by `integer` levels: `import a.b`, the `.c` of `from .c import d`
    Imported,  ///< `text` imported from operand 0, which is a Module
    Starred,   ///< `*x`: the elements of operand 0 in a call or a sequence
    Yield,     ///< `yield` and `yield from`: what is sent in
  };
  Kind kind = Kind::Unknown;
  bool asynchronous = false;
  Index scope = ~Index{0};
  std::int64_t integer = 0;
  std::string text;
  std::vector<Index> operands;
  /// Call: the keyword of each argument; empty for a positional one, `**` for a mapping that is unpacked.
  std::vector<std::string> keywords;
  /// Byte offsets in the file; uses of names are ordered by them.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A name given a value.
struct Binding {
  enum class Kind : std::uint8_t {
    Assignment,
    Import,
    Definition, ///< `def`, `class`: the value is a Function or Class, wrapped in a Call for each decorator
    Parameter,
    Target,      ///< of `for`, `with`, `except`, `match`, a walrus
    Declaration, ///< an annotation without a value
  };
  Kind kind = Kind::Assignment;
  Index scope = ~Index{0};      ///< where the name lives: `global` and `nonlocal` are already applied
  std::string name;             ///< `*`: all public names of the Module that is the value
  Index value = ~Index{0};      ///< None: not modelled, or a Declaration
  Index annotation = ~Index{0}; ///< an Expression too; string annotations are parsed
  Index entity = ~Index{0};     ///< the entity that makes the assignment, and
  Index block = 0;              ///< its block: what follows in the block or inside it sees only this value
  std::uint32_t at = 0;         ///< byte offset after which the value holds
};

/// `object.name = value`
struct AttributeBinding {
  Index object = ~Index{0};
  std::string name;
  Index value = ~Index{0};
  Index annotation = ~Index{0};
  Index scope = ~Index{0}; ///< where it is written
};

struct ScopeParameter {
  enum class Kind : std::uint8_t { PositionalOnly, Ordinary, KeywordOnly, Rest, KeywordRest };
  Kind kind = Kind::Ordinary;
  std::string name;
  Index annotation = ~Index{0};
  Index defaultValue = ~Index{0};
};

enum ScopeFlag : std::uint32_t {
  ScF_Async = 1 << 0,
  ScF_Generator = 1 << 1,    ///< contains `yield`
  ScF_Static = 1 << 2,       ///< `staticmethod`, by name
  ScF_ClassMethod = 1 << 3,  ///< `classmethod`, by name
  ScF_Overload = 1 << 4,     ///< `typing.overload`, by name: only a declaration
  ScF_TypeChecking = 1 << 5, ///< written under `if TYPE_CHECKING:`
};

/// A stretch of the module with names of its own.
struct Scope {
  enum class Kind : std::uint8_t { Module, Class, Function, Lambda, Comprehension, Generator };
  Kind kind = Kind::Module;
  Index parent = ~Index{0}; ///< scopes[0] is the module's
  /// Dotted name within the module, `<locals>` left out: `Service.load`, `outer.inner`; lambdas are
  /// `outer.<lambda:LINE:COLUMN>`. Empty for the module.
  std::string name;
  Index entity = ~Index{0}; ///< the entity that runs its code: its own, or the enclosing one's
  std::uint32_t flags = 0;
  std::vector<ScopeParameter> parameters; ///< `self` included
  std::vector<Index> decorators;          ///< outermost first
  std::vector<Index> bases;               ///< of a class
  Index returnAnnotation = ~Index{0};
  std::vector<Index> returned; ///< the operands of its `return`s; a lambda's body
  std::vector<Index> yielded;  ///< the operands of its `yield`s (Element of those of `yield from`)
};

struct Module {
  std::string name; ///< dotted, as discovered: `app.services.users`; a package's `__init__` has its name
  bool package = false;
  std::string root; ///< the absolute folder that `name` starts from
  std::vector<Scope> scopes;
  std::vector<Expression> expressions;
  std::vector<Binding> bindings; ///< by scope, then in the order of the text
  std::vector<AttributeBinding> attributes;
  std::vector<std::string> exports; ///< `__all__`, when it is a literal; else empty

  bool empty() const { return scopes.empty(); }
};

} // namespace nostall::facts
