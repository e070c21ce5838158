#include "Lsp/Server.h"

#include "Driver/PythonFiles.h"
#include "Lsp/Analyst.h"
#include "Lsp/Connection.h"
#include "Lsp/Diagnostics.h"
#include "Lsp/Protocol.h"
#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Path.h>

#include <optional>

namespace nostall::lsp {
namespace {

namespace json = llvm::json;

using editor::Changes;
using mlir::lsp::Callback;
using mlir::lsp::ErrorCode;
using mlir::lsp::LSPError;
using mlir::lsp::NoParams;

llvm::Error errorOf(ErrorCode code, const std::string& why) { return llvm::make_error<LSPError>(why, code); }

/// What changes when a file that nobody edits in the usual way does.
Changes changesOf(const std::string& file) {
  Changes changes;
  const llvm::StringRef name = llvm::sys::path::filename(file);
  changes.touched.insert(file);
  changes.settings = name == "pyproject.toml" || name.ends_with(".yaml") || name.ends_with(".yml");
  changes.files = name == ".gitignore";
  changes.cxx = name == "compile_commands.json";
  return changes;
}

editor::Wishes wishesIn(const json::Value& settings) {
  editor::Wishes wishes;
  const json::Object* object = settings.getAsObject();
  if (const json::Object* ours = object ? object->getObject("nostall") : nullptr) object = ours;
  if (!object) return wishes;
  auto names = [&](llvm::StringLiteral key, std::vector<std::string>& into) {
    if (const json::Array* array = object->getArray(key))
      for (const json::Value& each : *array)
        into.push_back(each.getAsString().value_or("").str());
  };
  names("checks", wishes.checks);
  names("enable", wishes.enable);
  wishes.unsure = object->getBoolean("unsure").value_or(false);
  return wishes;
}

std::string keyOf(const json::Value& id) { return llvm::formatv("{0}", id).str(); }

/// A report of diagnostics, unless the client has the same already.
json::Object reportOf(json::Array items, llvm::StringRef previous) {
  const std::string result = facts::hashBytes(llvm::formatv("{0}", json::Value(json::Array(items))).str());
  if (result == previous) return json::Object{{"kind", "unchanged"}, {"resultId", result}};
  return json::Object{{"kind", "full"}, {"resultId", result}, {"items", std::move(items)}};
}

class Server {
public:
  Server(const ServerOptions& options, int in, llvm::raw_ostream& out);
  int run();

private:
  enum class State { Fresh, Initialised, ShutDown };
  struct Published {
    std::shared_ptr<const std::vector<Finding>> findings; ///< null: none
    std::optional<std::int64_t> version;
  };

  llvm::Error admit(llvm::StringRef method, bool isRequest) const;
  void initialise(const Client& client, Callback<json::Value> reply);
  void initialised(const NoParams&);
  void shutDown(const NoParams&, Callback<json::Value> reply);
  void opened(const Document& document);
  void changed(const DocumentChange& change);
  void saved(const Named& document);
  void closed(const Named& document);
  void filesChanged(const FileEvents& events);
  void configured(const Anything& parameters);
  void foldersChanged(const FolderChange& change);
  void cancel(const Anything& parameters);
  void diagnose(const DiagnosticsRequest& request, Callback<json::Value> reply);
  void diagnoseAll(const WorkspaceRequest& request, Callback<json::Value> reply);
  void act(const ActionRequest& request, Callback<json::Value> reply);

  void tell(const Changes& changes) { analyst->change(open, buffers, changes); }
  void placesChanged();
  /// Has `make` write the answer when all that was said so far is analysed.
  void answer(Callback<json::Value> reply, llvm::unique_function<json::Value(Writer&, const Picture&)> make);
  void publish(const Picture& picture);

  const ServerOptions options;
  Connection connection;
  State state = State::Fresh;
  Client client;
  std::vector<std::string> folders;
  OpenDocuments open;
  editor::Buffers buffers;
  std::map<std::string, Published> published;              ///< of the analyst's thread
  std::vector<std::string> told;                           ///< troubles, of the same thread
  std::map<std::string, Callback<json::Value>> unanswered; ///< what waits for the analyst, by id
  std::mutex mutex;                                        ///< of `unanswered`
  mlir::lsp::OutgoingNotification<json::Value> sendDiagnostics, showMessage;
  mlir::lsp::OutgoingRequest<json::Value> refresh, registerCapability;
  std::optional<Analyst> analyst; ///< the last one: it calls publish()
};

Server::Server(const ServerOptions& options, int in, llvm::raw_ostream& out)
    : options(options), connection(in, out) {
  mlir::lsp::MessageHandler& on = connection.handler();
  on.method("initialize", this, &Server::initialise);
  on.notification("initialized", this, &Server::initialised);
  on.method("shutdown", this, &Server::shutDown);
  on.notification("textDocument/didOpen", this, &Server::opened);
  on.notification("textDocument/didChange", this, &Server::changed);
  on.notification("textDocument/didSave", this, &Server::saved);
  on.notification("textDocument/didClose", this, &Server::closed);
  on.notification("workspace/didChangeWatchedFiles", this, &Server::filesChanged);
  on.notification("workspace/didChangeConfiguration", this, &Server::configured);
  on.notification("workspace/didChangeWorkspaceFolders", this, &Server::foldersChanged);
  on.notification("$/cancelRequest", this, &Server::cancel);
  on.method("textDocument/diagnostic", this, &Server::diagnose);
  on.method("workspace/diagnostic", this, &Server::diagnoseAll);
  on.method("textDocument/codeAction", this, &Server::act);
  sendDiagnostics = on.outgoingNotification<json::Value>("textDocument/publishDiagnostics");
  showMessage = on.outgoingNotification<json::Value>("window/showMessage");
  auto ignore = [](json::Value, llvm::Expected<Anything> result) {
    if (!result) llvm::consumeError(result.takeError());
  };
  refresh = on.outgoingRequest<json::Value, Anything>("workspace/diagnostic/refresh", ignore);
  registerCapability = on.outgoingRequest<json::Value, Anything>("client/registerCapability", ignore);
}

int Server::run() {
  connection.run([this](llvm::StringRef method, bool isRequest) { return admit(method, isRequest); });
  analyst.reset();
  for (auto& [id, reply] : unanswered)
    reply(errorOf(ErrorCode::RequestCancelled, "the server ends"));
  return state == State::ShutDown ? 0 : 1;
}

llvm::Error Server::admit(llvm::StringRef method, bool isRequest) const {
  if (state == State::Fresh && method != "initialize")
    return errorOf(ErrorCode::ServerNotInitialized, "`initialize` comes first");
  if (state != State::Fresh && method == "initialize")
    return errorOf(ErrorCode::InvalidRequest, "`initialize` comes once");
  if (state == State::ShutDown)
    return errorOf(ErrorCode::InvalidRequest, "nothing but `exit` follows `shutdown`");
  return llvm::Error::success();
}

void Server::initialise(const Client& parameters, Callback<json::Value> reply) {
  state = State::Initialised;
  client = parameters;
  folders = client.folders;
  connection.watch(client.process);
  // A client that pulls learns of better findings only when it can be told of them.
  editor::ProjectOptions project = options.project;
  project.provisional = !client.pullsDiagnostics || client.refreshesDiagnostics;
  analyst.emplace(std::move(project), [this](const Picture& picture) { publish(picture); });
  analyst->wish(wishesIn(client.settings));
  placesChanged();
  json::Object capabilities{
      {"positionEncoding", nameOf(client.encoding)},
      {"textDocumentSync",
       json::Object{{"openClose", true},
                    {"change", static_cast<int>(mlir::lsp::TextDocumentSyncKind::Incremental)},
                    {"save", true}}},
      {"diagnosticProvider", json::Object{{"identifier", "nostall"},
                                          {"interFileDependencies", true},
                                          {"workspaceDiagnostics", true}}},
      {"workspace",
       json::Object{{"workspaceFolders", json::Object{{"supported", true}, {"changeNotifications", true}}}}}};
  if (client.codeActions)
    capabilities["codeActionProvider"] = json::Object{{"codeActionKinds", json::Array{"quickfix"}}};
  reply(json::Object{{"capabilities", std::move(capabilities)},
                     {"serverInfo", json::Object{{"name", "nostall"}, {"version", options.version}}}});
}

void Server::initialised(const NoParams&) {
  if (!client.watchesFiles) return;
  json::Array watchers;
  for (const char* glob : {"**/*.{py,pyw}", "**/.nostall.yaml", "**/pyproject.toml", "**/.gitignore",
                           "**/compile_commands.json"})
    watchers.push_back(json::Object{{"globPattern", glob}});
  registerCapability(
      json::Object{
          {"registrations",
           json::Array{json::Object{{"id", "files"},
                                    {"method", "workspace/didChangeWatchedFiles"},
                                    {"registerOptions", json::Object{{"watchers", std::move(watchers)}}}}}}},
      "register");
}

void Server::shutDown(const NoParams&, Callback<json::Value> reply) {
  state = State::ShutDown;
  reply(nullptr);
}

void Server::opened(const Document& document) {
  if (document.path.empty()) return;
  open[document.path] = {document.uri, document.version};
  buffers[document.path] = std::make_shared<const std::string>(document.text);
  Changes changes;
  changes.touched.insert(document.path);
  changes.files = driver::isPythonName(document.path);
  changes.cxx = !changes.files;
  placesChanged();
  tell(changes);
}

void Server::changed(const DocumentChange& change) {
  auto document = buffers.find(change.document.path);
  if (document == buffers.end()) return;
  std::string text = *document->second;
  for (const TextChange& part : change.changes)
    if (part.range)
      replace(text, *part.range, part.text, client.encoding);
    else
      text = part.text;
  document->second = std::make_shared<const std::string>(std::move(text));
  open[change.document.path].version = change.version;
  Changes changes;
  changes.touched.insert(change.document.path);
  tell(changes);
}

void Server::saved(const Named& document) {
  if (document.path.empty()) return;
  Changes changes = changesOf(document.path);
  changes.files |= driver::isPythonName(document.path);
  changes.cxx |= !driver::isPythonName(document.path);
  tell(changes);
}

void Server::closed(const Named& document) {
  if (open.erase(document.path) == 0) return;
  buffers.erase(document.path);
  Changes changes;
  changes.touched.insert(document.path);
  placesChanged();
  tell(changes);
}

void Server::filesChanged(const FileEvents& events) {
  Changes all;
  for (const FileEvent& event : events.events) {
    Changes one = changesOf(event.path);
    all.touched.insert(event.path);
    all.files |= one.files || event.kind != FileEvent::Kind::Changed;
    all.settings |= one.settings;
    all.cxx |= one.cxx;
  }
  tell(all);
}

void Server::configured(const Anything& parameters) {
  const json::Object* object = parameters.value.getAsObject();
  const json::Value* settings = object ? object->get("settings") : nullptr;
  if (settings && settings->getAsObject()) analyst->wish(wishesIn(*settings));
  Changes changes;
  changes.settings = true;
  tell(changes);
}

void Server::foldersChanged(const FolderChange& change) {
  llvm::erase_if(folders,
                 [&](const std::string& folder) { return llvm::is_contained(change.removed, folder); });
  llvm::append_range(folders, change.added);
  placesChanged();
}

/// Folders of the workspace, and the open files that lie in none of them.
void Server::placesChanged() {
  std::vector<std::string> places;
  for (const std::string& folder : folders)
    if (!llvm::is_contained(places, folder)) places.push_back(folder);
  for (const auto& [file, document] : open)
    if (driver::isPythonName(file) &&
        llvm::none_of(folders, [&](const std::string& folder) { return support::isInside(file, folder); }))
      places.push_back(file);
  analyst->setPlaces(std::move(places));
}

void Server::answer(Callback<json::Value> reply,
                    llvm::unique_function<json::Value(Writer&, const Picture&)> make) {
  const std::string key = keyOf(connection.request());
  {
    std::lock_guard lock(mutex);
    unanswered[key] = std::move(reply);
  }
  analyst->ask([this, key, make = std::move(make)](const Picture& picture) mutable {
    std::unique_lock lock(mutex);
    auto waiting = unanswered.extract(key);
    lock.unlock();
    if (waiting.empty()) return;
    Writer writer(picture, client, options.pages);
    waiting.mapped()(make(writer, picture));
  });
}

void Server::cancel(const Anything& parameters) {
  const json::Object* object = parameters.value.getAsObject();
  const json::Value* id = object ? object->get("id") : nullptr;
  if (!id) return;
  std::unique_lock lock(mutex);
  auto waiting = unanswered.extract(keyOf(*id));
  lock.unlock();
  if (!waiting.empty()) waiting.mapped()(errorOf(ErrorCode::RequestCancelled, "cancelled"));
}

void Server::diagnose(const DiagnosticsRequest& request, Callback<json::Value> reply) {
  answer(std::move(reply), [request](Writer& writer, const Picture&) -> json::Value {
    return reportOf(writer.diagnostics(request.document.path), request.previous);
  });
}

void Server::diagnoseAll(const WorkspaceRequest& request, Callback<json::Value> reply) {
  answer(std::move(reply), [request](Writer& writer, const Picture& picture) -> json::Value {
    std::map<std::string, std::string> files; ///< with the results that the client has
    for (const auto& [file, findings] : picture.findings)
      files[file];
    for (const auto& [uri, result] : request.previous)
      if (std::string file = pathOf(uri); !file.empty()) files[file] = result;
    json::Array items;
    for (const auto& [file, previous] : files) {
      json::Object item = reportOf(writer.diagnostics(file), previous);
      item["uri"] = writer.uri(file);
      auto document = picture.open.find(file);
      item["version"] = document == picture.open.end() ? json::Value(nullptr) : document->second.version;
      items.push_back(std::move(item));
    }
    return json::Object{{"items", std::move(items)}};
  });
}

void Server::act(const ActionRequest& request, Callback<json::Value> reply) {
  const bool wanted = request.only.empty() || llvm::any_of(request.only, [](llvm::StringRef kind) {
                        return kind.empty() || kind == "quickfix";
                      });
  if (!wanted) return reply(json::Array());
  answer(std::move(reply), [request](Writer& writer, const Picture&) -> json::Value {
    return writer.actions(request.document.path, request.range);
  });
}

void Server::publish(const Picture& picture) {
  if (picture.troubles != told)
    for (const std::string& trouble : picture.troubles)
      showMessage(json::Object{{"type", 1}, {"message", "nostall: " + trouble}});
  told = picture.troubles;

  std::map<std::string, Published> now;
  for (const auto& [file, findings] : picture.findings)
    now[file].findings = findings;
  for (const auto& [file, document] : picture.open)
    now[file].version = document.version;
  for (const auto& [file, before] : published)
    if (before.findings) now[file];

  Writer writer(picture, client, options.pages);
  bool changed = false;
  for (const auto& [file, current] : now) {
    const Published& before = published[file];
    const bool same = before.findings == current.findings ||
                      (before.findings && current.findings && *before.findings == *current.findings);
    changed |= !same;
    if (client.pullsDiagnostics || (same && before.version == current.version)) continue;
    json::Object parameters{{"uri", writer.uri(file)}, {"diagnostics", writer.diagnostics(file)}};
    if (current.version) parameters["version"] = *current.version;
    sendDiagnostics(std::move(parameters));
  }
  std::erase_if(now, [](const auto& entry) { return !entry.second.findings && !entry.second.version; });
  published = std::move(now);
  if (changed && client.pullsDiagnostics && client.refreshesDiagnostics) refresh(nullptr, "refresh");
}

} // namespace

int serve(const ServerOptions& options, int in, llvm::raw_ostream& out) {
  return Server(options, in, out).run();
}

} // namespace nostall::lsp
