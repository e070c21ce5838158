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

#include <optional>

namespace nostall::python {

/// What one argument of `query(…)` stands for.
enum class Selected : std::uint8_t {
  Unknown,
  Entity, ///< a mapped class or an alias of one
  Column, ///< a column, an SQL function, a table
};

/// The awaitable form of the call of a Query's terminal method (`.all()`, `.count()`, …) when its whole chain
/// from `query(…)` on is written in one expression, its kind is known, and each method has a counterpart.
/// `call` is an Expression of kind Call that kept its source. The text replaces the whole call; the condition
/// says on what its exactness rests. The range and the rule are left to the caller.
std::optional<facts::Rewrite> rewriteQuery(const facts::Module& module, facts::Index call,
                                           llvm::function_ref<Selected(facts::Index)> classify);

/// The same for a loop over the Query that an expression builds: what stands behind `in`.
std::optional<facts::Rewrite> rewriteIteration(const facts::Module& module, facts::Index query,
                                               llvm::function_ref<Selected(facts::Index)> classify);

} // namespace nostall::python
