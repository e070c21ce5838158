// What the values of a library are: the stubs of a catalogue for languages without declarations. The YAML's
// `types:` and `functions:` are read into these; docs/catalogue-format.md has the grammar of a type.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace nostall::rules {

/// Which argument or parameter: a number from 0, or counted from the end.
struct Position {
  enum class Kind : std::uint8_t { Number, Last, Any, Receiver, Keyword };
  Kind kind = Kind::Number;
  unsigned number = 0;
  std::string keyword; ///< Keyword: the argument passed by it; Number: or else the argument passed by it
};

/// What a call, an attribute or an element is, in terms of the call that gave it.
struct TypeExpression {
  enum class Kind {
    Any,       ///< nothing is known
    Instance,  ///< `sqlalchemy.orm.Query[…]`: an instance of `name`, of elements of `arguments[0]`
    Class,     ///< `class sqlalchemy.orm.Session`: the class itself
    Self,      ///< `self`: the receiver
    Element,   ///< `element`: what the receiver is a container of; `element of T`: what T is one of
    Argument,  ///< `argument 0`, `argument class_`: that argument's value
    Made,      ///< `made argument class_`: an argument of the call that made the receiver
    New,       ///< `new T`: an instance of the class that T is (`new argument 0`)
    Result,    ///< `result T`: what calling T gives (`result argument 0`)
    Provided,  ///< `provided T`: what calling T gives, once awaited, yielded or entered: dependency injection
    Awaitable, ///< `awaitable T`: has to be awaited to be T
    Attribute, ///< `attribute text of T`
    Callable,  ///< `callable T`: a function that returns T
    Sequence,  ///< `list T`: iterates over T
    Iterator,  ///< `iterator T`: reading it is what the call delays
    AsyncIterator, ///< `async-iterator T`
    OrElse,        ///< `T or U`: U when T gives nothing
    Awaited,       ///< `awaited T`: what awaiting T gives
  };
  Kind kind = Kind::Any;
  std::string name;    ///< Instance, Class: qualified name; Attribute: its name
  int number = -1;     ///< Argument, Made: position, from 0 without the receiver; -1: by keyword only
  std::string keyword; ///< Argument, Made: `argument 0 class_` names both
  std::vector<TypeExpression> arguments;
  friend bool operator==(const TypeExpression&, const TypeExpression&) = default;
};

/// How a program hands a class to a framework that makes its instances: in a tuple, or in a call, beside a
/// mapping of what one of its methods is given: `(r"/", Handler, {"db": db})`.
struct HandedClass {
  Position type;
  Position keywords;
  std::string to;                     ///< the method; empty: the class is not handed in such a way
  std::vector<std::string> functions; ///< that take both
};

/// A class of a library.
struct TypeDescription {
  std::string name;               ///< the public name that rules use
  std::vector<std::string> names; ///< other qualified names of the same class
  std::vector<std::string> bases; ///< described or not; the library's own order
  /// Calls of methods: the first glob that fits decides. What is not named is unknown, its method is still
  /// called by its name.
  std::vector<std::pair<std::string, TypeExpression>> methods;
  std::vector<std::pair<std::string, TypeExpression>> attributes;
  TypeExpression enter;      ///< `with`
  TypeExpression asyncEnter; ///< `async with`
  TypeExpression element;    ///< `for`; Any: the type argument
  TypeExpression asyncElement;
  TypeExpression item;    ///< subscript
  TypeExpression call;    ///< calling an instance
  TypeExpression awaited; ///< awaiting an instance
  /// Type arguments of an instance that is constructed: `collections.deque[argument 0]`.
  TypeExpression constructed;
  bool keepsElements = false; ///< what was iterated over once is not asked for again
  /// Its constructor's keyword arguments become items of instances of this class.
  TypeExpression keywordsInto;
  HandedClass handed; ///< in the program's classes that derive from this one
};

/// A function of a library, or a variable of a module.
struct FunctionDescription {
  std::string name;
  std::vector<std::string> names;
  TypeExpression result;
  bool variable = false; ///< `name` is no function but a value of `result`: `flask.g`
};

} // namespace nostall::rules
