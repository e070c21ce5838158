// The C++ front end: one translation unit in, facts out. It is a pure function of the unit's inputs: the
// command, the files it reads, the resource directory and the AST matchers of the catalogue. It knows nothing
// of what blocks.
//
// Bodies of functions in system headers are skipped at parse time; errors do not stop the analysis.
#pragma once

#include "Facts/Facts.h"

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <string>
#include <vector>

namespace clang {
class ASTContext;
}

namespace nostall::cxx {

/// A catalogue rule's AST matcher expression.
struct AstRule {
  std::string rule;    ///< its id, recorded in Call::matched
  std::string matcher; ///< binds the call as "call"
};

/// Facts of everything in `context` that is not in system headers: one shard per file.
/// `mainFile` makes symbols of internal linkage unique.
std::vector<facts::Shard> extractFacts(clang::ASTContext& context, const std::string& mainFile,
                                       const std::vector<AstRule>& astRules);

/// What the main file of an AST is called in facts.
std::string mainFileOf(const clang::ASTContext& context);
/// Facts of an AST that another program holds, with what its comments ask for, as analyseUnit would give
/// them. Bodies of functions in system headers may be there; they are not looked at.
std::vector<facts::Shard> factsOf(clang::ASTContext& context, const std::vector<AstRule>& astRules);

/// One entry of a compile database, already sanitised (CompileCommand.h).
struct UnitCommand {
  std::string directory;
  std::string file;                   ///< absolute
  std::vector<std::string> arguments; ///< argv[0] is the compiler
  std::string target;                 ///< Unit::target
  std::vector<std::string> notes;     ///< Unit::notes
};

/// Parses and extracts. Never fails: what went wrong is in the unit's status and message. Dependencies are
/// filled in with content hashes.
facts::Unit analyseUnit(const UnitCommand& command, const std::string& resourceDirectory,
                        const std::vector<AstRule>& astRules,
                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files);

/// An error message when the matcher expression does not parse; empty when it does.
std::string checkAstRule(const AstRule& rule);

} // namespace nostall::cxx
