// The parts of the protocol that LLVM's library lacks: parameters as they are read. What is written is put
// together where it is decided (Diagnostics.h, Server.cpp).
#pragma once

#include "Lsp/Text.h"

#include <llvm/Support/JSON.h>

#include <mlir/Tools/lsp-server-support/Protocol.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nostall::lsp {

/// The path of a `file:` address; empty for any other.
std::string pathOf(llvm::StringRef uri);
/// The `file:` address of a path.
std::string uriOf(llvm::StringRef path);

/// Parameters that are looked at by the handler itself.
struct Anything {
  llvm::json::Value value = nullptr;
};
bool fromJSON(const llvm::json::Value& value, Anything& into, llvm::json::Path path);

struct Client {
  std::int64_t process = 0; ///< 0: none
  std::vector<std::string> folders;
  Encoding encoding = Encoding::Utf16;
  bool pullsDiagnostics = false;
  bool refreshesDiagnostics = false;
  bool relatedInformation = false;
  bool codeDescription = false;
  bool watchesFiles = false; ///< on demand
  bool codeActions = false;  ///< as literals
  llvm::json::Value settings = nullptr;
};
bool fromJSON(const llvm::json::Value& value, Client& client, llvm::json::Path path);

/// The name of the encoding on the wire.
llvm::StringRef nameOf(Encoding encoding);

struct Document {
  std::string uri; ///< as the client writes it
  std::string path;
  std::int64_t version = 0;
  std::string text;
};
/// Of `textDocument/didOpen`.
bool fromJSON(const llvm::json::Value& value, Document& document, llvm::json::Path path);

/// Parameters that name a document and say nothing else that matters.
struct Named {
  std::string uri;
  std::string path;
};
bool fromJSON(const llvm::json::Value& value, Named& named, llvm::json::Path path);

struct TextChange {
  std::optional<mlir::lsp::Range> range; ///< nothing: the whole document
  std::string text;
};
struct DocumentChange {
  Named document;
  std::int64_t version = 0;
  std::vector<TextChange> changes;
};
bool fromJSON(const llvm::json::Value& value, DocumentChange& change, llvm::json::Path path);

struct FileEvent {
  std::string path;
  enum class Kind { Created = 1, Changed = 2, Deleted = 3 } kind = Kind::Changed;
};
struct FileEvents {
  std::vector<FileEvent> events;
};
bool fromJSON(const llvm::json::Value& value, FileEvents& events, llvm::json::Path path);

struct FolderChange {
  std::vector<std::string> added, removed; ///< paths
};
bool fromJSON(const llvm::json::Value& value, FolderChange& change, llvm::json::Path path);

struct DiagnosticsRequest {
  Named document;
  std::string previous; ///< the result that the client has; empty: none
};
bool fromJSON(const llvm::json::Value& value, DiagnosticsRequest& request, llvm::json::Path path);

struct WorkspaceRequest {
  std::vector<std::pair<std::string, std::string>> previous; ///< address and result
};
bool fromJSON(const llvm::json::Value& value, WorkspaceRequest& request, llvm::json::Path path);

struct ActionRequest {
  Named document;
  mlir::lsp::Range range;
  std::vector<std::string> only; ///< kinds; empty: all
};
bool fromJSON(const llvm::json::Value& value, ActionRequest& request, llvm::json::Path path);

} // namespace nostall::lsp
