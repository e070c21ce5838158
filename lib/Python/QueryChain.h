// Legacy queries of SQLAlchemy as chains of calls: what they start with, and what builds on it.
#pragma once

#include "Python/QueryRewrite.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

#include <string>

namespace nostall::python {

/// One `.name(arguments)` of a chain.
struct Link {
  std::string name;
  llvm::SmallVector<std::string, 4> arguments; ///< as written, keywords included
  llvm::SmallVector<std::string, 4> keywords;

  std::string joined() const { return llvm::join(arguments, ", "); }
  bool bare() const {
    return llvm::all_of(keywords, [](const std::string& word) { return word.empty(); });
  }
};

struct Chain {
  std::string session;
  llvm::SmallVector<facts::Index, 4> selected;
  std::string selection; ///< the arguments of `query`
  llvm::SmallVector<Link, 8> builders;
  Link terminal;
  std::string start;    ///< `db.query(User)`, as written
  std::string variable; ///< that holds what was built of it; empty: the chain is one expression
  std::string written;  ///< what the variable's chain is as it stands, which is a statement's then
};

/// The expression that a method is called on.
facts::Index receiverOf(const facts::Module& module, facts::Index call);
/// A call of a method; its arguments are empty where their source was not kept.
std::optional<Link> linkAt(const facts::Module& module, facts::Index call);
/// Whether the method means the same on a statement.
bool isShared(llvm::StringRef name);
/// What builds the query that is `query`, without anything that ends it; `within` is the expression whose
/// source is at hand, `written` the query's own.
std::optional<Chain> chainOf(const facts::Module& module, facts::Index query, llvm::StringRef written,
                             const QueryContext& context, facts::Index within);

} // namespace nostall::python
