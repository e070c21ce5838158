// What runs when inside one function body: the conditions that a call stands under, and the awaits that can
// be the last one before it. Extraction turns the drafts here into facts::Block and facts::Await.
//
// Blocks follow the structure of the source: every branch, loop body and short-circuited operand opens one.
// Where the condition is a call, or compares a call with a constant, the block names that call as its guard;
// a conjunction opens one block for each operand that must hold. What follows `if (g) return;` is a block of
// its own.
//
// Awaits follow the control flow graph: a forward dataflow problem whose value is the set of awaits that can
// be the last, joined by union. Where Clang cannot build a graph (dependent code), the order of the source
// stands in.
//
// Nested lambdas, blocks and local classes are bodies of their own and are not entered.
#pragma once

#include "Facts/Facts.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>
#include <clang/AST/Stmt.h>

#include <llvm/ADT/DenseMap.h>

#include <cstdint>
#include <vector>

namespace nostall::cxx {

using facts::Index;

/// A facts::Block before calls have numbers.
struct BlockDraft {
  Index parent = facts::None;
  const clang::Stmt* guard = nullptr; ///< the call expression, or null
  bool holds = true;
  facts::Block::Comparison comparison = facts::Block::Comparison::NotEqual;
  std::int64_t operand = 0;
  bool loop = false;
};

/// A facts::Await before calls have numbers.
struct AwaitDraft {
  const clang::Expr* await = nullptr;       ///< co_await, co_yield, or their form in a template
  const clang::Expr* operandCall = nullptr; ///< the awaited call expression, or null
  std::vector<Index> after;                 ///< sorted; None stands for the entry of the function
};

struct BodyFlow {
  std::vector<BlockDraft> blocks; ///< blocks[0] is the body
  std::vector<AwaitDraft> awaits; ///< in source order
  /// Every statement and expression of the body.
  llvm::DenseMap<const clang::Stmt*, Index> block;
  /// Statements that an await can precede. Indices into `awaits`, sorted.
  llvm::DenseMap<const clang::Stmt*, std::vector<Index>> after;

  /// The block of a statement or expression of the body; 0 for what the body does not contain.
  Index blockOf(const clang::Stmt* statement) const;
  /// The awaits that can be the last before the expression is evaluated; empty means none can. For a full
  /// expression, and for a statement with variables of its own: before its temporaries or variables are
  /// destroyed.
  std::vector<Index> afterOf(const clang::Stmt* statement) const;
};

/// Linear in the size of the body.
BodyFlow computeFlow(clang::ASTContext& context, const clang::FunctionDecl& function);

} // namespace nostall::cxx
