// What the parts of the flow analysis share. Not for use outside Flow*.cpp.
//
// All walks use explicit stacks: how deep an expression nests is up to the input, and editors call this on
// small stacks.
#pragma once

#include "Cxx/Flow.h"

#include <clang/AST/Expr.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallVector.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace nostall::cxx {

/// What one pass over a body tells before its blocks are laid out.
struct BodyScan {
  struct Variable {
    unsigned writes = 0;                ///< initialisation included
    bool escapes = false;               ///< used other than by reading or assigning it
    const clang::Expr* value = nullptr; ///< what the last write stored
  };
  llvm::DenseMap<const clang::VarDecl*, Variable> variables;
  /// How many break statements leave a loop or switch.
  llvm::DenseMap<const clang::Stmt*, unsigned> breaks;
  std::vector<const clang::Expr*> awaits; ///< in source order
  /// The statement at whose end a local variable is destroyed.
  llvm::DenseMap<const clang::VarDecl*, const clang::Stmt*> scopes;
  std::vector<const clang::ExprWithCleanups*> fullExpressions;
};
BodyScan scanBody(const clang::Stmt& body);

/// The parts of a statement that run as part of it, in source order, without null ones and without the bodies
/// of lambdas and blocks.
llvm::SmallVector<const clang::Stmt*, 8> childrenOf(const clang::Stmt& statement);

bool isAwait(const clang::Stmt& statement);
/// What an await awaits, as written.
const clang::Expr* awaitOperand(const clang::Expr& await);
/// The same expression without parentheses, conversions that call nothing, and temporaries.
const clang::Expr* strippedOnce(const clang::Expr* expression);
const clang::Expr* stripped(const clang::Expr* expression);

/// What a condition asks: the block runs when `call`, compared so with `operand`, gives the answer wanted.
struct Guard {
  const clang::Stmt* call = nullptr;
  facts::Block::Comparison comparison = facts::Block::Comparison::NotEqual;
  std::int64_t operand = 0;
};
Guard guardOf(const clang::ASTContext& context, const BodyScan& scan, const clang::Expr* condition);
/// The call that an expression is, assigns, or names by a variable that holds nothing else; null for other
/// expressions.
const clang::Expr* callIn(const BodyScan& scan, const clang::Expr* expression);

/// `a == b` as written: an operator of scalars, or an unresolved one in a template.
struct BinaryForm {
  clang::BinaryOperatorKind opcode;
  const clang::Expr* left;
  const clang::Expr* right;
};
std::optional<BinaryForm> binaryForm(const clang::Expr* expression);
/// The operand of a negation, however it is spelled, or null.
const clang::Expr* negated(const clang::Expr* expression);
/// What `likely(x)` and `unlikely(x)` come to: the `x` of `__builtin_expect(x, 1)`, or null.
const clang::Expr* expected(const clang::Expr* expression);
/// The value of a literal, an enumerator or a constant variable; nothing that would have to run code.
std::optional<std::int64_t> constantOf(const clang::ASTContext& context, const clang::Expr* expression);

void layOutBlocks(clang::ASTContext& context, const clang::Stmt& body, const BodyScan& scan, BodyFlow& flow);
void flowAwaits(clang::ASTContext& context, const clang::FunctionDecl& function, const clang::Stmt& body,
                const BodyScan& scan, BodyFlow& flow);

} // namespace nostall::cxx
