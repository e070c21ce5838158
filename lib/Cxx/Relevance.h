// Which calls are worth recording. The standard library's memory-only parts (strings, containers, smart
// pointers, streams of bytes in memory, arithmetic on time) and Qt's values make up most calls of any program
// and can neither block nor run the program's own code, so no rule will ever ask about them. The lists are in
// Relevance.cpp, in one place.
//
// Destructors and implicit constructors matter only when something that a person wrote runs in them.
#pragma once

#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/SmallVector.h>

namespace nostall::cxx {

class Relevance {
public:
  /// Whether a call of `callee` is recorded. `receiver` is the class of the object it is called on, if any;
  /// `callableArgument` says that it is handed something that it may call.
  bool callMatters(const clang::FunctionDecl& callee, const clang::CXXRecordDecl* receiver,
                   bool callableArgument) const;
  bool constructorMatters(const clang::CXXConstructorDecl& constructor, bool callableArgument);
  /// Whether destroying a `type` runs a destructor worth recording.
  bool destructorMatters(clang::QualType type);
  /// The classes that an object of the standard library's own owns and destroys: `T` of `std::unique_ptr<T>`.
  llvm::SmallVector<clang::QualType, 2> owned(clang::QualType type) const;
  /// What a smart pointer with a deleter class of the program's own calls in its destructor. Null for others.
  const clang::CXXMethodDecl* deleter(clang::QualType type) const;

private:
  llvm::DenseMap<const clang::CXXRecordDecl*, bool> destructors;
  llvm::DenseSet<const clang::CXXRecordDecl*> underway; ///< whose answer is being found
  bool cut = false; ///< an answer of `false` since then rests on one that is underway, and is not kept
  llvm::DenseMap<const clang::CXXConstructorDecl*, bool> constructors;
};

/// A class of the standard library that belongs to its internals: `std::__basic_future`.
bool isInternalClass(const clang::CXXRecordDecl& record);

} // namespace nostall::cxx
