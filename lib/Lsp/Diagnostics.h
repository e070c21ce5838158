// Findings as the protocol has them: diagnostics with the path as related information, and fixes as code
// actions.
#pragma once

#include "Lsp/Analyst.h"
#include "Lsp/Protocol.h"

#include <llvm/Support/JSON.h>

#include <map>
#include <memory>
#include <string>

namespace nostall::lsp {

/// Writes what is in a picture, for a client.
class Writer {
public:
  /// `pages` is the folder of the checks' pages. Everything outlives the writer.
  Writer(const Picture& picture, const Client& client, const std::string& pages)
      : picture(picture), client(client), pages(pages) {}

  /// The findings of a file.
  llvm::json::Array diagnostics(const std::string& file);
  /// What can be done about those of them that touch the range.
  llvm::json::Array actions(const std::string& file, mlir::lsp::Range range);
  /// The address of a file, as the client wrote it when it is open.
  std::string uri(const std::string& file) const;

private:
  struct Text {
    std::string owned;
    llvm::StringRef text;
    std::unique_ptr<Lines> lines;
  };
  const Text& textOf(const std::string& file);
  mlir::lsp::Range rangeOf(const Location& place);
  llvm::json::Object place(const Location& place);
  llvm::json::Object diagnostic(const Finding& finding);

  const Picture& picture;
  const Client& client;
  const std::string& pages;
  std::map<std::string, Text> texts;
};

} // namespace nostall::lsp
