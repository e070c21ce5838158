// The escape hatch of the catalogue: rules whose place is named by a Clang AST matcher expression, parsed at
// run time and run over the unit's own declarations. Most catalogues have none, and then nothing runs.
#pragma once

#include "Cxx/Analyse.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Stmt.h>

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/DenseMap.h>

#include <string>
#include <vector>

namespace nostall::cxx {

/// Which rules' matchers bound which expressions as "call".
struct AstMatches {
  llvm::DenseMap<const clang::Stmt*, std::vector<std::string>> rules;

  /// The ids of the rules that matched at `call`, sorted: Call::matched.
  llvm::ArrayRef<std::string> at(const clang::Stmt* call) const {
    auto found = rules.find(call);
    return found == rules.end() ? llvm::ArrayRef<std::string>() : llvm::ArrayRef<std::string>(found->second);
  }
};

/// Runs the rules over all declarations outside system headers. Expressions that do not parse match nothing:
/// checkAstRule has refused them before.
AstMatches matchAstRules(clang::ASTContext& context, llvm::ArrayRef<AstRule> rules);

} // namespace nostall::cxx
