#include "Lsp/Protocol.h"

#include "Report/Uri.h"
#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::lsp {

namespace json = llvm::json;

std::string pathOf(llvm::StringRef uri) {
  llvm::Expected<mlir::lsp::URIForFile> file = mlir::lsp::URIForFile::fromURI(uri);
  if (file) return uri.starts_with("file:") ? support::absolutePath(file->file()) : std::string();
  llvm::consumeError(file.takeError());
  return {};
}

std::string uriOf(llvm::StringRef path) { return "file://" + report::uriPath(path); }

bool fromJSON(const json::Value& value, Anything& into, json::Path) {
  into.value = value;
  return true;
}

namespace {

/// The value at the end of these keys; null when one is missing.
const json::Value* at(const json::Value& value, std::initializer_list<llvm::StringLiteral> keys) {
  const json::Value* here = &value;
  for (llvm::StringLiteral key : keys) {
    const json::Object* object = here->getAsObject();
    here = object ? object->get(key) : nullptr;
    if (!here) return nullptr;
  }
  return here;
}

bool isTrue(const json::Value* value) { return value && value->getAsBoolean().value_or(false); }

std::string textOf(const json::Value* value) {
  return value ? value->getAsString().value_or("").str() : std::string();
}

std::vector<std::string> textsOf(const json::Value* value) {
  std::vector<std::string> texts;
  if (const json::Array* array = value ? value->getAsArray() : nullptr)
    for (const json::Value& each : *array)
      texts.push_back(textOf(&each));
  return texts;
}

std::vector<std::string> foldersOf(const json::Value* value) {
  std::vector<std::string> folders;
  if (const json::Array* array = value ? value->getAsArray() : nullptr)
    for (const json::Value& folder : *array)
      if (std::string path = pathOf(textOf(at(folder, {"uri"}))); !path.empty())
        folders.push_back(std::move(path));
  return folders;
}

Encoding chooseEncoding(const std::vector<std::string>& offered) {
  // UTF-8 costs nothing here, since columns are bytes.
  for (Encoding encoding : {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32})
    if (llvm::is_contained(offered, nameOf(encoding))) return encoding;
  return Encoding::Utf16;
}

bool mapNamed(const json::Value& value, Named& named, json::Path path) {
  json::ObjectMapper mapper(value, path);
  if (!mapper || !mapper.map("uri", named.uri)) return false;
  named.path = pathOf(named.uri);
  return true;
}

/// Of the member `textDocument`.
bool mapDocument(const json::Value& value, Named& named, json::Path path) {
  const json::Value* document = at(value, {"textDocument"});
  if (document) return mapNamed(*document, named, path.field("textDocument"));
  path.field("textDocument").report("expected object");
  return false;
}

} // namespace

llvm::StringRef nameOf(Encoding encoding) {
  return encoding == Encoding::Utf8 ? "utf-8" : encoding == Encoding::Utf16 ? "utf-16" : "utf-32";
}

bool fromJSON(const json::Value& value, Client& client, json::Path path) {
  if (!value.getAsObject()) {
    path.report("expected object");
    return false;
  }
  if (const json::Value* process = at(value, {"processId"}))
    client.process = process->getAsInteger().value_or(0);
  client.folders = foldersOf(at(value, {"workspaceFolders"}));
  if (client.folders.empty())
    if (std::string root = pathOf(textOf(at(value, {"rootUri"}))); !root.empty())
      client.folders.push_back(std::move(root));
  if (client.folders.empty())
    if (std::string root = textOf(at(value, {"rootPath"})); llvm::StringRef(root).starts_with("/"))
      client.folders.push_back(support::absolutePath(root));
  client.encoding = chooseEncoding(textsOf(at(value, {"capabilities", "general", "positionEncodings"})));
  client.pullsDiagnostics = at(value, {"capabilities", "textDocument", "diagnostic"});
  client.refreshesDiagnostics =
      isTrue(at(value, {"capabilities", "workspace", "diagnostics", "refreshSupport"}));
  client.relatedInformation =
      isTrue(at(value, {"capabilities", "textDocument", "publishDiagnostics", "relatedInformation"})) ||
      isTrue(at(value, {"capabilities", "textDocument", "diagnostic", "relatedInformation"}));
  client.codeDescription =
      isTrue(at(value, {"capabilities", "textDocument", "publishDiagnostics", "codeDescriptionSupport"})) ||
      isTrue(at(value, {"capabilities", "textDocument", "diagnostic", "codeDescriptionSupport"}));
  client.watchesFiles =
      isTrue(at(value, {"capabilities", "workspace", "didChangeWatchedFiles", "dynamicRegistration"}));
  client.codeActions = at(value, {"capabilities", "textDocument", "codeAction", "codeActionLiteralSupport"});
  if (const json::Value* settings = at(value, {"initializationOptions"})) client.settings = *settings;
  return true;
}

bool fromJSON(const json::Value& value, Document& document, json::Path path) {
  const json::Value* item = at(value, {"textDocument"});
  if (!item) {
    path.field("textDocument").report("expected object");
    return false;
  }
  json::ObjectMapper mapper(*item, path.field("textDocument"));
  if (!mapper || !mapper.map("uri", document.uri) || !mapper.map("text", document.text) ||
      !mapper.mapOptional("version", document.version))
    return false;
  document.path = pathOf(document.uri);
  return true;
}

bool fromJSON(const json::Value& value, Named& named, json::Path path) {
  return mapDocument(value, named, path);
}

static bool fromJSON(const json::Value& value, TextChange& change, json::Path path) {
  json::ObjectMapper mapper(value, path);
  return mapper && mapper.map("text", change.text) && mapper.map("range", change.range);
}

bool fromJSON(const json::Value& value, DocumentChange& change, json::Path path) {
  if (!mapDocument(value, change.document, path)) return false;
  if (const json::Value* version = at(value, {"textDocument", "version"}))
    change.version = version->getAsInteger().value_or(0);
  json::ObjectMapper mapper(value, path);
  return mapper && mapper.map("contentChanges", change.changes);
}

static bool fromJSON(const json::Value& value, FileEvent& event, json::Path path) {
  json::ObjectMapper mapper(value, path);
  std::string uri;
  int kind = 0;
  if (!mapper || !mapper.map("uri", uri) || !mapper.map("type", kind)) return false;
  event.path = pathOf(uri);
  event.kind = kind == 1   ? FileEvent::Kind::Created
               : kind == 3 ? FileEvent::Kind::Deleted
                           : FileEvent::Kind::Changed;
  return true;
}

bool fromJSON(const json::Value& value, FileEvents& events, json::Path path) {
  json::ObjectMapper mapper(value, path);
  return mapper && mapper.map("changes", events.events);
}

bool fromJSON(const json::Value& value, FolderChange& change, json::Path) {
  change.added = foldersOf(at(value, {"event", "added"}));
  change.removed = foldersOf(at(value, {"event", "removed"}));
  return true;
}

bool fromJSON(const json::Value& value, DiagnosticsRequest& request, json::Path path) {
  request.previous = textOf(at(value, {"previousResultId"}));
  return mapDocument(value, request.document, path);
}

bool fromJSON(const json::Value& value, WorkspaceRequest& request, json::Path) {
  const json::Value* previous = at(value, {"previousResultIds"});
  if (const json::Array* array = previous ? previous->getAsArray() : nullptr)
    for (const json::Value& each : *array)
      request.previous.emplace_back(textOf(at(each, {"uri"})), textOf(at(each, {"value"})));
  return true;
}

bool fromJSON(const json::Value& value, ActionRequest& request, json::Path path) {
  if (!mapDocument(value, request.document, path)) return false;
  request.only = textsOf(at(value, {"context", "only"}));
  json::ObjectMapper mapper(value, path);
  return mapper && mapper.map("range", request.range);
}

} // namespace nostall::lsp
