// What every subcommand that looks at a project needs: its options, and from them the catalogue, the
// configuration and the driver's options, with all problems printed.
#pragma once

#include "Command.h"
#include "Driver/Driver.h"
#include "Policy/Config.h"
#include "Policy/Settings.h"
#include "Rules/Catalogue.h"

#include <llvm/Support/raw_ostream.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nostall::cli {

struct SessionOptions {
  std::vector<std::string> paths;
  std::string database;
  std::string config;
  bool noConfig = false;
  std::vector<std::string> catalogue;
  std::string cacheDirectory;
  bool noCache = false;
  unsigned jobs = 0;
  double unitTimeout = 120;
  std::string resourceDirectory;
  std::string language; ///< the only one to analyse; empty: all
  std::string color = "auto";
  bool ascii = false;
  bool quiet = false;
};

/// Declares the options on `app`; `options` must outlive the parse.
void addSessionOptions(CLI::App& app, SessionOptions& options);
/// Only those that select the catalogue and the configuration.
void addCatalogueOptions(CLI::App& app, SessionOptions& options);

/// Only those that say where facts are kept, and how units are analysed.
void addCacheOptions(CLI::App& app, SessionOptions& options);

/// Where the options say that configuration and catalogue are, but for the bundled rules.
policy::SettingsRequest settingsRequest(const SessionOptions& options);
/// What the options say of a run, without configuration and catalogue.
driver::RunOptions runOptions(const SessionOptions& options);

/// A project ready to be looked at.
struct Session {
  rules::Catalogue catalogue; ///< with the configuration applied
  driver::RunOptions run;     ///< `run.catalogue` points at `catalogue`
};

/// Loads configuration and catalogue. std::nullopt: something is wrong with them and has been printed.
std::unique_ptr<Session> openSession(const SessionOptions& options);

/// Whether standard output or error wants colour, by `--color`, NO_COLOR and the terminal.
bool wantsColour(const std::string& when, llvm::raw_fd_ostream& stream);

/// How to print on `stream`: colour, characters, links and width as the terminal and the environment say.
report::Style styleFor(const SessionOptions& options, llvm::raw_fd_ostream& stream);

} // namespace nostall::cli
