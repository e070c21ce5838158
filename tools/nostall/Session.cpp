#include "Session.h"

#include "Policy/Settings.h"
#include "Support/Locations.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Process.h>

#include <cstdlib>
#include <iostream>

namespace nostall::cli {
namespace {

/// The folder whose configuration applies: that of the first path given, or the current one.
std::string startDirectory(const std::vector<std::string>& paths) {
  llvm::SmallString<256> start(paths.empty() ? "." : paths.front().c_str());
  llvm::sys::fs::make_absolute(start);
  llvm::sys::path::remove_dots(start, /*remove_dot_dot=*/true);
  if (!llvm::sys::fs::is_directory(start)) llvm::sys::path::remove_filename(start);
  return std::string(start);
}

bool utf8Locale() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (!value || !*value) continue;
    const llvm::StringRef locale(value);
    return locale.contains_insensitive("utf-8") || locale.contains_insensitive("utf8");
  }
  return false;
}

} // namespace

void addCatalogueOptions(CLI::App& app, SessionOptions& options) {
  app.add_option("--config", options.config,
                 "configuration file (default: the nearest .nostall.yaml or pyproject.toml upwards)");
  app.add_flag("--no-config", options.noConfig, "ignore configuration files");
  app.add_option("--catalogue", options.catalogue, "further catalogue file; may be repeated")
      ->allow_extra_args(false);
}

void addSessionOptions(CLI::App& app, SessionOptions& options) {
  app.add_option("paths", options.paths,
                 "files or folders to analyse (default: the whole compile database, and Python below here)");
  app.add_option(
      "-p,--database", options.database,
      "compile_commands.json or its folder (default: searched in the usual build folders, upwards)");
  addCatalogueOptions(app, options);
  addCacheOptions(app, options);
  app.add_option("--language", options.language, "analyse only cpp or python (default: both)")
      ->check(CLI::IsMember({"cpp", "python"}));
  app.add_option("--resource-dir", options.resourceDirectory, "Clang's resource directory");
  app.add_option("--color", options.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("--ascii", options.ascii, "print no characters outside ASCII");
  app.add_flag("-q,--quiet", options.quiet, "print findings alone: no progress, no summary");
}

void addCacheOptions(CLI::App& app, SessionOptions& options) {
  app.add_option("--cache-dir", options.cacheDirectory, "where facts are kept between runs");
  app.add_flag("--no-cache", options.noCache, "neither read nor write stored facts");
  app.add_option("-j,--jobs", options.jobs, "units analysed at once (default: one for each processor)")
      ->check(CLI::Range(1u, 1024u));
  app.add_option("--unit-timeout", options.unitTimeout, "seconds that one unit may take (default: 120)")
      ->check(CLI::PositiveNumber);
}

policy::SettingsRequest settingsRequest(const SessionOptions& options) {
  policy::SettingsRequest request;
  request.directory = startDirectory(options.paths);
  request.configFile = options.config;
  request.useConfig = !options.noConfig;
  request.catalogueFiles = options.catalogue;
  return request;
}

driver::RunOptions runOptions(const SessionOptions& options) {
  driver::RunOptions run;
  run.paths = options.paths;
  run.cxx = options.language != "python";
  run.python = options.language != "cpp";
  run.database = options.database;
  run.cacheDirectory = options.cacheDirectory;
  run.useCache = !options.noCache;
  run.jobs = options.jobs;
  run.unitTimeout = std::chrono::milliseconds(static_cast<long long>(options.unitTimeout * 1000));
  run.resourceDirectory = options.resourceDirectory;
  static int anchor;
  run.workerProgram = llvm::sys::fs::getMainExecutable("nostall", &anchor);
  return run;
}

std::unique_ptr<Session> openSession(const SessionOptions& options) {
  auto session = std::make_unique<Session>();
  llvm::Expected<std::string> rulesDirectory = support::rulesDirectory();
  if (!rulesDirectory) {
    usageError(llvm::toString(rulesDirectory.takeError()));
    return nullptr;
  }
  policy::SettingsRequest request = settingsRequest(options);
  request.rulesDirectory = *rulesDirectory;
  policy::Settings settings =
      policy::loadSettings(request, [](const std::string& rule, const std::string& matcher) {
        return cxx::checkAstRule({rule, matcher});
      });
  for (const rules::Problem& problem : settings.problems)
    std::cerr << problem << '\n';
  if (!settings.ok()) return nullptr;
  session->catalogue = std::move(settings.catalogue);
  session->run = runOptions(options);
  session->run.catalogueFiles = policy::filesOf(session->catalogue, settings.config);
  session->run.config = std::move(settings.config);
  session->run.catalogue = &session->catalogue;
  return session;
}

bool wantsColour(const std::string& when, llvm::raw_fd_ostream& stream) {
  if (when == "always") return true;
  if (when == "never") return false;
  const char* noColour = std::getenv("NO_COLOR");
  return !(noColour && *noColour) && stream.is_displayed() && stream.has_colors();
}

report::Style styleFor(const SessionOptions& options, llvm::raw_fd_ostream& stream) {
  report::Style style;
  style.color = wantsColour(options.color, stream);
  style.unicode = !options.ascii && utf8Locale();
  style.links = stream.is_displayed() && style.color;
  if (stream.is_displayed())
    if (const unsigned columns = llvm::sys::Process::StandardOutColumns()) style.width = columns;
  return style;
}

} // namespace nostall::cli
