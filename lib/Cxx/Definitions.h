// Which functions of a unit become entities: everything with a body that does not stand in a system header,
// wherever it hides (lambdas, local classes, instantiations, what the compiler defines by itself).
#pragma once

#include "Cxx/Places.h"
#include "Cxx/Relevance.h"
#include "Facts/Facts.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <utility>
#include <vector>

namespace nostall::cxx {

/// A function with its body.
struct Definition {
  const clang::FunctionDecl* function = nullptr;
  clang::FileID file;      ///< where it stands
  bool ofMain = false;     ///< belongs to the main file's shard: what another unit may not have
  std::uint32_t flags = 0; ///< facts::EntityFlag
};

/// What extraction walks.
struct Definitions {
  std::vector<Definition> functions;
  /// Variables outside functions that are initialised, by file and in source order.
  std::vector<std::pair<clang::FileID, std::vector<const clang::VarDecl*>>> variables;
};

/// In an order that does not depend on the run: by place, enclosing functions before what is inside them.
Definitions findDefinitions(clang::ASTContext& context, Places& places, Relevance& relevance);

/// The function template's or class template member's own definition that `function` was made from, also for
/// what is local to an instantiation. Null when it is not an instantiation.
const clang::FunctionDecl* patternOf(const clang::FunctionDecl& function);

} // namespace nostall::cxx
