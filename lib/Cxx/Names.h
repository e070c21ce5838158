// What declarations are called: for people and rules (qualified names without template arguments and inline
// namespaces) and for the link (ids that every unit of a program agrees on).
#pragma once

#include "Cxx/Places.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/PrettyPrinter.h>

#include <string>

namespace nostall::cxx {

/// How types are spelled in facts: no `class` in front, nothing that depends on where a file lies.
clang::PrintingPolicy factsPolicy(const clang::ASTContext& context);

/// `asio::thread_pool::join`, `C::C`, `C::~C`, `C::operator()`, `C::operator bool`, `handle::(lambda)`.
std::string qualifiedName(const clang::NamedDecl& declaration, const clang::PrintingPolicy& policy);

/// The class that a lambda's call operator belongs to, or null for other functions.
const clang::CXXRecordDecl* closureOf(const clang::FunctionDecl& function);

/// The USR; made unique with the declaring file's path where other units cannot see the declaration. Lambdas
/// are named by their place inside the function that they are written in.
std::string symbolId(const clang::NamedDecl& declaration, Places& places,
                     const clang::PrintingPolicy& policy);

} // namespace nostall::cxx
