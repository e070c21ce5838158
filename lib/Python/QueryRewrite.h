// SQLAlchemy's legacy `Query` written as a 2.0 statement under an AsyncSession.
//
// What `Query` does beyond `select()` depends on what it selects: one mapped class (objects, made unique),
// several things of which one is mapped (rows, made unique), or columns only (rows as they are). Each
// terminal method then has one exact form; see SQLAlchemy's "2.0 Migration - ORM Usage" and `Query._iter`.
// `.first()` is never `.scalar_one_or_none()`: that raises where several rows match.
//
//   db.query(User).filter(User.id == key).first()
//   → (await db.scalars(select(User).where(User.id == key).limit(1))).first()
#pragma once

#include "Facts/Facts.h"

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>

#include <optional>

namespace nostall::python {

/// What one argument of `query(…)` stands for.
enum class Selected : std::uint8_t {
  Unknown,
  Entity, ///< a mapped class or an alias of one
  Column, ///< a column, an SQL function, a table
};

/// What is known of the module around a query.
struct QueryContext {
  llvm::function_ref<Selected(facts::Index)> classify;
  /// The expressions whose values a name may have where it is used.
  llvm::function_ref<llvm::SmallVector<facts::Index, 4>(facts::Index)> sources;
};

/// The awaitable form of the call of a Query's terminal method (`.all()`, `.count()`, …) when its kind is
/// known and each method of its chain has a counterpart. `call` is an Expression of kind Call, `written` the
/// source of what its method is called on. Either the whole chain from `query(…)` on is written in that one
/// expression; or it starts in a variable, all of whose values begin with the same `query(…)`: that becomes a
/// statement where it is made, which the condition says, and the variable is used as it was. The text
/// replaces the whole call; the condition says on what its exactness rests. The range and the rule are left
/// to the caller.
std::optional<facts::Rewrite> rewriteQuery(const facts::Module& module, facts::Index call,
                                           llvm::StringRef written, const QueryContext& context);

/// The same for a loop over the Query that an expression builds: what stands behind `in`.
std::optional<facts::Rewrite> rewriteIteration(const facts::Module& module, facts::Index query,
                                               llvm::StringRef written, const QueryContext& context);

/// The same for `list(query)`.
std::optional<facts::Rewrite> rewriteList(const facts::Module& module, facts::Index query,
                                          llvm::StringRef written, const QueryContext& context);

/// The same for `query[key]`, when the key is a number or a slice of numbers.
std::optional<facts::Rewrite> rewriteItem(const facts::Module& module, facts::Index query,
                                          llvm::StringRef written, llvm::StringRef key,
                                          const QueryContext& context);

} // namespace nostall::python
