// What extraction asks of types: the class behind one, its bases, whether it holds a callable, whether it is
// what a coroutine returns. Templates that are not instantiated answer through their pattern.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/PrettyPrinter.h>

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <string>
#include <vector>

namespace nostall::cxx {

/// Without references, pointers, arrays and qualifiers.
clang::QualType pointedTo(clang::QualType type);

/// The class of `type` itself (not behind pointers or references) with its definition if there is one; for a
/// dependent specialisation the pattern of its template. Null for other types.
const clang::CXXRecordDecl* classOf(clang::QualType type);

/// As classOf, behind pointers, references and arrays.
const clang::CXXRecordDecl* classBehind(clang::QualType type);

/// The definition to ask about members and bases: of the class, or of the template that it is made from.
const clang::CXXRecordDecl* definitionOf(const clang::CXXRecordDecl* record);

/// Direct and indirect base classes, in no particular order, each once.
std::vector<const clang::CXXRecordDecl*> allBases(const clang::CXXRecordDecl& record);

/// Whether the namespace around the declaration, at the outermost level, is `std` or an implementation's own.
bool inStd(const clang::Decl& declaration);

/// The class's name without its scope; empty for a null pointer.
llvm::StringRef nameOf(const clang::CXXRecordDecl* record);

enum class CallableType {
  No,
  Pointer, ///< to a function or a member function
  Closure,
  Erased,  ///< a class over a signature: `std::function<void()>`
  Functor, ///< a class whose only purpose is its one call operator
};
CallableType callableType(clang::QualType type);

/// The one call operator of a closure or functor; of a generic one, its instantiation when there is one. May
/// be null.
const clang::CXXMethodDecl* callOperator(const clang::CXXRecordDecl& record);

/// The destructor that is declared, also in a class template, where none has been selected yet. May be null.
const clang::CXXDestructorDecl* destructorOf(const clang::CXXRecordDecl& record);

/// Knows which class templates std::coroutine_traits has been specialised for.
class CoroutineTypes {
public:
  explicit CoroutineTypes(const clang::ASTContext& context);
  /// Whether a function returning `type` can be a coroutine.
  bool contains(clang::QualType type) const;

private:
  llvm::DenseSet<const clang::Decl*> specialised; ///< canonical templates and classes
};

} // namespace nostall::cxx
