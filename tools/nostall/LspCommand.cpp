// `nostall lsp`: a language server for editors, over standard input and output (docs/editors/lsp.md).

#include "Command.h"
#include "Lsp/Server.h"
#include "Session.h"
#include "Support/Locations.h"
#include "Version.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

#include <mlir/Tools/lsp-server-support/Logging.h>

#include <csignal>
#include <memory>

namespace nostall::cli {
namespace {

struct LspOptions {
  SessionOptions session;
  bool log = false;
  bool stdio = false; ///< some editors pass it to every server
};

int serve(const LspOptions& options) {
  // A client that is gone is noticed where it is read from.
  std::signal(SIGPIPE, SIG_IGN);
  if (options.log) mlir::lsp::Logger::setLogLevel(mlir::lsp::Logger::Level::Info);
  lsp::ServerOptions server;
  server.project.settings = settingsRequest(options.session);
  server.project.run = runOptions(options.session);
  server.version = Version;
  server.pages = support::checkPagesDirectory();
  // Anything else that prints would break the protocol, so nobody gets the stream.
  llvm::raw_fd_ostream out(STDOUT_FILENO, /*shouldClose=*/false);
  return lsp::serve(server, STDIN_FILENO, out);
}

const RegisterCommand registration(
    "lsp", "serve an editor: the language server protocol over standard input and output",
    [](CLI::App& app) -> std::function<int()> {
      auto options = std::make_shared<LspOptions>();
      addCatalogueOptions(app, options->session);
      addCacheOptions(app, options->session);
      app.add_flag("--log", options->log, "write messages and the times of updates to standard error");
      app.add_flag("--stdio", options->stdio, "speak over standard input and output, which it does anyway");
      return [options] { return serve(*options); };
    });

} // namespace
} // namespace nostall::cli
