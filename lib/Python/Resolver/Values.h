// What an expression may stand for: abstract values, and small sets of them.
//
// Values and sets are interned, so a set is one number, equal sets are equal numbers, and a memo entry costs
// four bytes. A set that would have more than `SetLimit` members is given up: it becomes empty, which means
// "nothing is known".
#pragma once

#include "Python/Resolver/Names.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseMapInfo.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace nostall::python {

using ModuleId = std::uint32_t;
using ClassId = std::uint32_t;
using ValueId = std::uint32_t;
using SetId = std::uint32_t;
using ListId = std::uint32_t;
using SiteId = std::uint32_t;

inline constexpr SetId Nothing = 0;
inline constexpr std::size_t SetLimit = 8;

struct Value {
  enum class Kind : std::uint32_t {
    Null,           ///< `None`
    Constant,       ///< the literal that is expression `b` of module `a`
    Literal,        ///< the sequence or mapping that is expression `b` of module `a`
    Instance,       ///< of class `a`, a container of set `b`, made by site `c`; `flag`: InstanceFlag
    Class,          ///< class `a`, with type argument set `b`
    Function,       ///< scope `b` of module `a`; `flag`: behind a decorator that nobody knows
    Bound,          ///< function value `b` with receiver value `a`; `flag`: this one and no override
    LibraryMethod,  ///< method named `b` of receiver value `a`, named by class `c`
    External,       ///< dotted name `a`, outside the program: a module, a function or anything
    Module,         ///< module `a`
    Partial,        ///< `functools.partial`: value `a` with the arguments of site `b`
    Decorated,      ///< wrapper value `a` around value `b`; `flag`: the wrapper calls it where it runs itself
    Property,       ///< getter value `a`
    Accessor,       ///< `x.setter` and the like of property value `a`
    ContextFactory, ///< a generator function, value `a`, made a context manager's
    ContextManager, ///< what calling the ContextFactory of function value `a` gives
    Coroutine,      ///< has to be awaited to be one of set `a`; `flag`: made by an `async def` of the program
    Generator,      ///< what calling the generator function value `a` gives
    GeneratorExpression, ///< scope `b` of module `a`
    Container,           ///< subscripts give set `a`; so does iteration, unless `flag`: a mapping
    Tuple,               ///< the sets of list `a`
    Iterator,            ///< iterates over set `a`, by doing what value `b` delayed; `flag`: asynchronous
    ContainerMethod,     ///< method named `b` of value `a`, a built-in container
    Callable,            ///< gives set `a` when called; `flag`: stands for no function that runs
    Provided,            ///< the framework puts set `a` in its place: dependency injection
    Super,               ///< `super()` in class `a` with the instance or class value `b`
    Manager,             ///< entering it gives set `a`; `flag`: leaving it closes that
    Foreign,             ///< something of the standard library's that no catalogue speaks of
    Alias,               ///< a type expression, which is expression `b` of module `a`
  };
  Kind kind = Kind::Null;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::uint32_t flag = 0;
  friend bool operator==(const Value&, const Value&) = default;
};

enum InstanceFlag : std::uint32_t {
  ExactClass = 1 << 0,  ///< of this class and no derived one
  AlreadyRead = 1 << 1, ///< iterating over it asks nothing any more
};

class ValueTable {
public:
  ValueTable();

  ValueId intern(const Value& value);
  Value operator[](ValueId id) const { return values[id]; }

  SetId single(ValueId id) { return set({&id, 1}); }
  SetId single(const Value& value) { return single(intern(value)); }
  /// The set of these values. Instances that differ only in who made them count as one.
  SetId set(llvm::ArrayRef<ValueId> members);
  SetId unite(SetId a, SetId b);
  llvm::ArrayRef<ValueId> members(SetId set) const { return lists[set]; }

  ListId list(llvm::ArrayRef<SetId> sets) { return internList(sets); }
  llvm::ArrayRef<SetId> items(ListId list) const { return lists[list]; }

  bool isNull(ValueId id) const { return values[id].kind == Value::Kind::Null; }
  /// The set without `None`.
  SetId withoutNull(SetId set);

private:
  /// Numbers by hash: the newest of each hash, and behind each number the one before it.
  struct Chains {
    llvm::DenseMap<std::uint64_t, std::uint32_t> newest;
    std::vector<std::uint32_t> older;
  };

  template <typename Same>
  std::optional<std::uint32_t> find(Chains& chains, std::uint64_t hash, Same same);
  std::uint32_t internList(llvm::ArrayRef<std::uint32_t> members);
  bool alike(ValueId a, ValueId b) const;

  std::vector<Value> values;
  Chains valuesByHash;
  std::vector<std::vector<std::uint32_t>> lists; ///< 0 is the empty one
  Chains listsByHash;
};

} // namespace nostall::python
