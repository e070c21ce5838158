// `nostall lsp`: a language server over standard input and output. One thread reads messages and keeps the
// open documents; the analyst's thread (Analyst.h) analyses, publishes and answers what needs findings.
#pragma once

#include "Editor/Project.h"

#include <llvm/Support/raw_ostream.h>

#include <string>

namespace nostall::lsp {

struct ServerOptions {
  editor::ProjectOptions project;
  std::string version; ///< of the tool
  std::string pages;   ///< folder of the checks' pages
};

/// Serves until the client says `exit`, closes the input or ends. The exit code of the protocol: 0 after a
/// `shutdown`, else 1.
int serve(const ServerOptions& options, int in, llvm::raw_ostream& out);

} // namespace nostall::lsp
