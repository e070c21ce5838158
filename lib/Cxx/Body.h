// The walk over one function's body that records its calls in evaluation order. One class, because everything
// in it shares where it is; split over files by what a reader looks for:
//
//   Body.cpp           statements, variables, a constructor's initialisers
//   Expressions.cpp    which expressions are evaluated, in which order
//   Calls.cpp          one call expression: callee, kind, flags
//   Constructions.cpp  constructors, and what constructs on behalf of its caller
//   Lifetimes.cpp      temporaries, local variables, members: what is destroyed without call syntax
//   Dependent.cpp      what a call in an uninstantiated template probably means
//   Callables.cpp      which function an expression stands for, and where callables are stored
//   Values.cpp         what is known of receivers and arguments
//
// Arguments come before their call and a temporary's destructor after its full expression. A local variable's
// destructor comes once, after the statements of its scope.
#pragma once

#include "Cxx/Flow.h"
#include "Cxx/Relevance.h"
#include "Cxx/Tables.h"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/STLFunctionalExtras.h>

#include <optional>

namespace nostall::cxx {

struct AstMatches;

/// A call before it is written down.
struct CallDraft {
  facts::CallKind kind = facts::CallKind::Function;
  const clang::FunctionDecl* callee = nullptr;
  const clang::NamedDecl* seenAs = nullptr; ///< see Tables::symbol
  facts::Callable target;
  facts::Unresolved unresolved = facts::Unresolved::Known;
  clang::SourceRange spelling; ///< the callee as written, for unresolved calls
  clang::SourceRange range;
  clang::SourceLocation name;
  const clang::Expr* receiver = nullptr;
  const clang::ValueDecl* object = nullptr; ///< the receiver, where no expression names it
  llvm::SmallVector<const clang::Expr*, 6> arguments;
  std::uint32_t flags = 0;
  const clang::Stmt* where = nullptr; ///< decides the block, and what `Call::after` says
  const clang::Stmt* key = nullptr;   ///< the expression whose value the call's result is
};

class BodyWalk {
public:
  BodyWalk(UnitView& unit, Relevance& relevance, const AstMatches& matches, Tables& tables,
           facts::Entity& entity);
  void run(const clang::FunctionDecl& function);
  /// The initialisation of variables outside functions.
  void run(llvm::ArrayRef<const clang::VarDecl*> variables);

private:
  /// An object that is destroyed at the end of a scope or of a full expression.
  struct Lifetime {
    clang::QualType type;
    clang::SourceRange range;
    clang::SourceLocation name;
    const clang::ValueDecl* object = nullptr; ///< the variable or member, if it is one
    const clang::Expr* pointer = nullptr;     ///< the operand of delete
    std::uint32_t flags = 0;
  };

  // Body.cpp
  void walk(const clang::Stmt* statement);
  void dispatch(const clang::Stmt* statement);
  void walkStatement(const clang::Stmt* statement); ///< as walk, where a value would be discarded
  void walkChildren(const clang::Stmt* statement);
  void walkScope(const clang::Stmt* statement, llvm::function_ref<void()> contents);
  void walkIf(const clang::IfStmt& statement);
  void walkRangeFor(const clang::CXXForRangeStmt& loop);
  void walkVariable(const clang::VarDecl& variable);
  void walkObject(const clang::Expr* initialiser); ///< the initialiser of something that is not a temporary
  void walkReturned(const clang::Expr* value, bool coroutine);
  void walkInitialisers(const clang::CXXConstructorDecl& constructor);
  void finishFlow();
  Index awaiterOf(const clang::Expr* await);

  // Expressions.cpp
  void dispatch(const clang::Expr& expression);
  void walkAwait(const clang::Expr* operand);
  void walkYield(const clang::Expr* operand);

  // Calls.cpp
  void walkCall(const clang::CallExpr& call);
  void noteMove(const clang::CallExpr& call);
  void recordCall(const clang::CallExpr& call);
  void recordMember(const clang::CallExpr& call, const clang::CXXMethodDecl& method,
                    const clang::Expr* object);
  void recordOperator(const clang::CXXOperatorCallExpr& call, const clang::FunctionDecl& callee);
  void recordThrough(const clang::CallExpr& call, facts::Callable target, const clang::Expr* through);
  void recordReferences(const clang::CXXOperatorCallExpr& call);
  Index record(const CallDraft& draft);
  std::uint32_t useFlags(const clang::Expr& call) const;
  bool isVirtualCall(const clang::CXXMethodDecl& method, const clang::Expr* object, bool qualified,
                     const clang::CXXMethodDecl*& exact) const;
  bool handsOverCallable(llvm::ArrayRef<const clang::Expr*> arguments);

  // Constructions.cpp
  void recordConstruct(const clang::CXXConstructExpr& construct);
  void recordInherited(const clang::CXXInheritedCtorInitExpr& inherited);
  void recordFactory(const clang::CallExpr& call, const clang::FunctionDecl& callee);

  // Lifetimes.cpp
  void elide(const clang::Expr* initialiser); ///< its outermost prvalue is no temporary
  void handOver(const clang::Expr* argument);
  void addTemporary(const clang::CXXBindTemporaryExpr& temporary);
  void extendTemporary(const clang::MaterializeTemporaryExpr& temporary);
  void endLifetimes(std::vector<Lifetime>& lifetimes, std::size_t mark, const clang::Stmt* where);
  void destroy(clang::QualType type, const Lifetime& lifetime, const clang::Stmt* where, bool exact);
  void destroyMembers(const clang::CXXDestructorDecl& destructor);
  bool isJustMade(const clang::Expr& pointer);

  // Dependent.cpp
  void recordDependentCall(const clang::CallExpr& call);
  void recordDependentConstruct(clang::QualType type, llvm::ArrayRef<const clang::Expr*> arguments,
                                clang::SourceRange range, clang::SourceLocation name,
                                const clang::Stmt* where, std::uint32_t flags);

  // Callables.cpp
  facts::Callable callable(const clang::Expr* expression);
  facts::Callable callableByType(clang::QualType type);
  facts::Callable callableVariable(const clang::VarDecl& variable);
  bool reassigned(const clang::VarDecl& variable);
  const clang::ValueDecl* slotOf(const clang::Expr* expression) const;
  void recordWrite(const clang::ValueDecl& slot, const clang::Expr* value, clang::SourceRange range);
  void recordCaptures(const clang::LambdaExpr& lambda);
  void recordFieldWrites(const clang::InitListExpr& list);

  // Values.cpp
  facts::Value value(const clang::Expr* expression);    ///< of a receiver
  facts::Value argument(const clang::Expr* expression); ///< which may hand over a callable
  bool constantValue(const clang::Expr& expression, facts::Value& value);
  void declaredValue(const clang::DeclRefExpr& reference, facts::Value& value);
  std::string accessPath(const clang::MemberExpr& member) const;

  UnitView& unit;
  Relevance& relevance;
  const AstMatches& matches;
  Tables& tables;
  const clang::FunctionDecl* function = nullptr; ///< null for variables outside functions
  facts::Entity& entity;
  BodyFlow flow;

  llvm::DenseMap<const clang::Stmt*, Index> calls; ///< which call an expression became
  llvm::DenseSet<const clang::Stmt*> objects; ///< expressions that initialise something which is no temporary
  /// Constructions that a declaration asks for: the declaration, and the name that it declares.
  llvm::DenseMap<const clang::Stmt*, std::pair<clang::SourceRange, clang::SourceLocation>> declared;
  llvm::DenseSet<const clang::Stmt*> conversions; ///< calls that an implicit conversion makes
  llvm::DenseSet<const clang::Stmt*> awaited;
  llvm::DenseSet<const clang::Stmt*> discarded;
  llvm::DenseSet<const clang::Stmt*> returned;
  llvm::DenseSet<const clang::Decl*> moved;       ///< variables that std::move has been applied to
  llvm::DenseSet<const clang::VarDecl*> underway; ///< variables whose initialiser is being followed
  std::vector<Lifetime> temporaries;
  std::vector<Lifetime> locals;
  const clang::CXXDefaultArgExpr* defaultArgument = nullptr; ///< the one that is being walked
  bool implicitInitialiser = false;         ///< a constructor's initialiser that nobody wrote
  std::optional<facts::CallKind> rangePart; ///< calls are that part of a range-for
  clang::SourceRange rangeSource;           ///< over what it iterates
};

/// Looks through what adds no meaning: parentheses, implicit casts, temporaries, constants' wrappers.
const clang::Expr* bare(const clang::Expr* expression);
/// As bare, and through std::move, std::forward and explicit casts.
const clang::Expr* meant(const clang::Expr* expression);

/// Where a call names its callee.
clang::SourceLocation calleeName(const clang::CallExpr& call);

} // namespace nostall::cxx
