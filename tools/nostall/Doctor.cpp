// `nostall doctor`: looks at everything that a run stands on and says what is wrong with it and how to mend
// it.

#include "Command.h"
#include "Cxx/Analyse.h"
#include "Driver/Driver.h"
#include "Facts/Store.h"
#include "Session.h"
#include "Support/Locations.h"
#include "TidyProbe.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/ADT/StringSwitch.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace nostall::cli {
namespace {

class Doctor {
public:
  explicit Doctor(bool unicode) : unicode(unicode) {}
  void good(const std::string& text) { line(unicode ? "\u2713" : "ok", text); }
  void warn(const std::string& text) { line("!", text); }
  void bad(const std::string& text) {
    line(unicode ? "\u2717" : "no", text);
    failed = true;
  }
  int result() const { return failed ? UsageError : Clean; }

private:
  void line(const char* mark, const std::string& text) { llvm::outs() << mark << ' ' << text << '\n'; }
  bool unicode;
  bool failed = false;
};

bool isSource(llvm::StringRef path) {
  return llvm::StringSwitch<bool>(llvm::sys::path::extension(path))
      .Cases(".cpp", ".cc", ".cxx", ".c", ".C", ".c++", true)
      .Default(false);
}

bool isSkippedFolder(llvm::StringRef name) {
  return name.starts_with(".") || name == "node_modules" || name == "third_party" || name == "vendor" ||
         name.starts_with("build") || name.starts_with("cmake-build") || name == "out";
}

/// C and C++ sources below `root` that the database does not list, sorted.
std::vector<std::string> missingFrom(const driver::Database& database, const std::string& root) {
  llvm::StringSet<> known;
  for (const cxx::UnitCommand& command : database.commands)
    known.insert(command.file);
  std::vector<std::string> missing;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator it(root, error, /*follow_symlinks=*/false), end;
       it != end && !error; it.increment(error)) {
    const llvm::StringRef path = it->path();
    if (it->type() == llvm::sys::fs::file_type::directory_file) {
      if (isSkippedFolder(llvm::sys::path::filename(path))) it.no_push();
    } else if (isSource(path) && !known.contains(path)) {
      missing.push_back(path.str());
    }
  }
  std::sort(missing.begin(), missing.end());
  return missing;
}

/// The build description that is newer than the database, if any.
std::string newerBuildFile(const std::string& databaseFile, const std::string& root) {
  llvm::sys::fs::file_status database;
  if (llvm::sys::fs::status(databaseFile, database)) return {};
  for (const char* name : {"CMakeLists.txt", "meson.build", "BUILD.bazel", "MODULE.bazel", "Makefile"}) {
    llvm::SmallString<256> path(root);
    llvm::sys::path::append(path, name);
    llvm::sys::fs::file_status status;
    if (!llvm::sys::fs::status(path, status) && llvm::sys::fs::exists(status) &&
        status.getLastModificationTime() > database.getLastModificationTime())
      return std::string(path);
  }
  return {};
}

/// Returns whether there is any Python.
bool examinePython(Doctor& doctor, const driver::RunOptions& run) {
  const driver::PythonProject python = driver::findPython(run);
  if (python.files) {
    doctor.good(fmt::format("Python files: {}", python.files));
    for (const auto& [root, modules] : python.roots)
      doctor.good(fmt::format("modules whose names start from {}: {}", root, modules));
  }
  for (const auto& [reason, count] : python.leftOut)
    doctor.warn(fmt::format("files or folders of Python left out as {}: {}", reason, count));
  for (const report::UnitProblem& problem : python.problems)
    doctor.bad(problem.unit + ": " + problem.message);
  return python.files != 0;
}

/// With Python at hand, a project need not have any C++.
void examineDatabase(Doctor& doctor, const SessionOptions& options, const std::string& root,
                     bool havePython) {
  llvm::Expected<std::string> file =
      options.database.empty() ? driver::findDatabase(root) : llvm::Expected<std::string>(options.database);
  if (!file && havePython && options.database.empty()) {
    llvm::consumeError(file.takeError());
    return doctor.good("no compile database: there is only Python to analyse");
  }
  if (!file) return doctor.bad(llvm::toString(file.takeError()));
  if (llvm::sys::fs::is_directory(*file)) *file += "/compile_commands.json";
  llvm::Expected<driver::Database> database = driver::loadDatabase(*file);
  if (!database) return doctor.bad(llvm::toString(database.takeError()));
  doctor.good(fmt::format("compile database {} lists {} units", database->file, database->commands.size()));
  constexpr std::size_t Shown = 5;
  for (std::size_t i = 0; i < std::min(database->notes.size(), Shown); ++i)
    doctor.warn(database->notes[i]);
  if (database->notes.size() > Shown)
    doctor.warn(fmt::format("and {} more notes on the compile database", database->notes.size() - Shown));

  std::size_t absent = 0;
  for (const cxx::UnitCommand& command : database->commands)
    absent += !llvm::sys::fs::exists(command.file);
  if (absent) doctor.warn(fmt::format("{} of its files do not exist; make the database anew", absent));
  if (const std::string newer = newerBuildFile(database->file, root); !newer.empty())
    doctor.warn(
        fmt::format("{} is newer than the compile database, which may be stale; configure again", newer));
  const std::vector<std::string> missing = missingFrom(*database, root);
  if (!missing.empty())
    doctor.warn(
        fmt::format("{} source files are not in the compile database and are not analysed, the first is {}",
                    missing.size(), missing.front()));
}

void examineCatalogue(Doctor& doctor, const rules::Catalogue& catalogue) {
  std::size_t count = 0;
  bool sound = true;
  for (const rules::Library& library : catalogue.libraries)
    for (const rules::Rule& rule : library.rules) {
      ++count;
      if (rule.matcher.empty()) continue;
      if (const std::string error = cxx::checkAstRule({rule.id, rule.matcher}); !error.empty()) {
        doctor.bad(fmt::format("{}: AST matcher of rule `{}`: {}", library.file, rule.id, error));
        sound = false;
      }
    }
  if (sound)
    doctor.good(fmt::format("catalogue: {} rules for {} libraries, {} frameworks", count,
                            catalogue.libraries.size(), catalogue.frameworks.size()));
}

struct DoctorOptions {
  SessionOptions session;
  std::string clangTidy; ///< empty: not looked at
};

int examine(const DoctorOptions& all) {
  const SessionOptions& options = all.session;
  Doctor doctor(styleFor(options, llvm::outs()).unicode);
  llvm::SmallString<256> root(options.paths.empty() ? "." : options.paths.front().c_str());
  if (std::error_code error = llvm::sys::fs::make_absolute(root)) return usageError(error.message());
  llvm::sys::path::remove_dots(root, /*remove_dot_dot=*/true);

  bool havePython = false;
  if (std::unique_ptr<Session> session = openSession(options)) {
    const std::string& config = session->run.config.file;
    doctor.good(config.empty() ? "configuration: built-in defaults" : "configuration: " + config);
    examineCatalogue(doctor, session->catalogue);
    havePython = examinePython(doctor, session->run);
  } else {
    doctor.bad("configuration or catalogue is broken, as said above");
  }
  llvm::Expected<std::string> resources = options.resourceDirectory.empty()
                                              ? support::resourceDirectory()
                                              : llvm::Expected<std::string>(options.resourceDirectory);
  if (!resources)
    doctor.bad(llvm::toString(resources.takeError()));
  else if (!llvm::sys::fs::exists(*resources + "/include/stddef.h"))
    doctor.bad(
        fmt::format("resource directory {} has no include/stddef.h; install clang-19 or pass --resource-dir",
                    *resources));
  else
    doctor.good("resource directory " + *resources);
  examineDatabase(doctor, options, std::string(root), havePython);
  if (!options.noCache) {
    const std::string directory =
        options.cacheDirectory.empty() ? support::defaultCacheDirectory() : options.cacheDirectory;
    if (llvm::Expected<facts::Store> store = facts::Store::open(directory))
      doctor.good("cache " + store->directory());
    else
      doctor.bad(llvm::toString(store.takeError()));
  }
  if (!all.clangTidy.empty()) {
    if (llvm::Expected<std::string> module = probeTidy(all.clangTidy))
      doctor.good(fmt::format("{} takes the module {}", all.clangTidy, *module));
    else
      doctor.bad(llvm::toString(module.takeError()));
  }
  return doctor.result();
}

const RegisterCommand
    registration("doctor", "check that a project can be analysed", [](CLI::App& app) -> std::function<int()> {
      auto options = std::make_shared<DoctorOptions>();
      addSessionOptions(app, options->session);
      app.add_option("--clang-tidy", options->clangTidy,
                     "also check that this clang-tidy takes the module (clang-tidy-19 when none is named)")
          ->expected(0, 1)
          ->default_str("clang-tidy-19");
      return [options] { return examine(*options); };
    });

} // namespace
} // namespace nostall::cli
