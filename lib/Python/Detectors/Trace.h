// Where values come from, expression by expression: what evaluation to sets of values forgets.
#pragma once

#include "Python/Resolver/Blocks.h"
#include "Python/Resolver/Evaluator.h"

namespace nostall::python {

inline constexpr llvm::StringLiteral AsyncSessionClass = "sqlalchemy.ext.asyncio.AsyncSession";
inline constexpr llvm::StringLiteral SessionClass = "sqlalchemy.orm.Session";
inline constexpr llvm::StringLiteral QueryClass = "sqlalchemy.orm.Query";

/// The name of the library's function or method that a call calls, when it can be only one; else empty.
std::string calledFunction(Evaluator& evaluator, Site call);

/// The method's name when a call can only call a method of this library class or one that derives from it.
llvm::StringRef calledMethod(Evaluator& evaluator, Site call, llvm::StringRef owner);

/// Whether there is a value and every one but None is an instance of the library class or one that derives
/// from it.
bool isInstance(Evaluator& evaluator, SetId set, llvm::StringRef owner);

/// The argument given by keyword, or else by position (not counted when negative); None when there is none.
Index argument(const Evaluator& evaluator, Site call, llvm::StringRef keyword, int position = -1);

/// The expression behind names that can stand for one expression only.
Index unnamed(Evaluator& evaluator, ModuleId module, Index expression);

/// The innermost function around the place where an expression is evaluated, and its own scope there.
/// Comprehensions run where they are written; lambdas and generator expressions are functions of their own.
Index functionAround(const ModuleInfo& module, Index scope);

/// The scope of the name that an expression starts with: `self.db.get` → that of `self`. None without one.
Index scopeOf(const ModuleInfo& module, Index expression);

/// The variable or attribute that an expression names, as text that is the same for the same one: `self.db`
/// and the scope of `self`. Empty for anything else, and for variables of comprehensions.
std::string pathOf(Evaluator& evaluator, ModuleId module, Index expression);

/// Where the code of a function stands in its file: byte offsets.
std::pair<std::uint32_t, std::uint32_t> extentOf(const Evaluator& evaluator, FunctionKey function);

/// The one function of the program that a call enters.
std::optional<Entered> enteredFunction(Evaluator& evaluator, Site call);

/// The function of the program that a framework calls to fill a parameter: `= Depends(f)`, `Annotated[…,
/// Depends(f)]`. The expression is the Parameter.
std::optional<FunctionKey> providerOf(Evaluator& evaluator, Site parameter);

/// One way in which a statement may have been built: `select(…)`, or `session.query(…)`, and the methods
/// called on it.
struct Statement {
  struct Link {
    llvm::StringRef method;
    Site call;
  };
  Site select;
  llvm::SmallVector<Link, 8> links; ///< the last one called first
};

// Origins.cpp

/// All ways in which an expression may have been built as a statement; false when one of them is not in view.
bool statementsOf(Evaluator& evaluator, Site expression, llvm::SmallVectorImpl<Statement>& into);

/// Where a result, or what was read from it, comes from: a call of a method of an AsyncSession; in a thread,
/// of a Session or Query.
struct Origin {
  Site call;
  llvm::StringRef method;
  bool inThread = false;
  llvm::SmallVector<Statement, 2> statements; ///< empty for `get`
};

/// Where an object or a result was read from, in all the ways in which it may have been.
struct Reading {
  llvm::SmallVector<Origin, 2> origins;
  llvm::SmallVector<llvm::StringRef, 4> methods; ///< of results, called on the way
  llvm::SmallVector<FunctionKey, 2> functions;   ///< of the program, that it was returned by
};

/// Nothing when something else than a session may be behind the expression.
std::optional<Reading> readingOf(Evaluator& evaluator, Site expression);

} // namespace nostall::python
