// One folder of an editor's workspace, analysed as `nostall check` would analyse it, and kept up to date:
// settings, the Python modules, and what is known of C++ from the last run. One thread at a time.
//
// An edit of a module amends the solution of the program (Solution.h), and what comes of it is provisional. A
// whole solution is made on a thread of its own when there is time, from the facts of that moment; it takes
// the place of the amended one, and edits made meanwhile amend it in turn.
#pragma once

#include "Editor/PythonProgram.h"
#include "Editor/Solution.h"
#include "Editor/StoredCxx.h"
#include "Policy/Settings.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace nostall::editor {

/// What the editor asks for beside the project's own configuration, as on the command line.
struct Wishes {
  std::vector<std::string> checks; ///< only these; empty: as configured
  std::vector<std::string> enable;
  bool unsure = false;
  friend bool operator==(const Wishes&, const Wishes&) = default;
};

/// What a project is made of whatever folder it is.
struct ProjectOptions {
  policy::SettingsRequest settings; ///< its folders are left to the project
  driver::RunOptions run;           ///< without paths, configuration and catalogue
  Wishes wishes;
  bool provisional = true; ///< findings may be provisional; else every update makes a whole solution
};

/// What may have changed since the last update.
struct Changes {
  std::set<std::string> touched; ///< files whose text is another one, on disk or in the editor
  bool files = false;            ///< files were made or removed
  bool settings = false;         ///< a configuration or catalogue file was
  bool cxx = false;              ///< facts of C++ are wanted, and may be new
};

/// How long the parts of an update took.
struct Times {
  using Span = std::chrono::steady_clock::duration;
  Span facts{}, solution{};
};

/// By file, in order. A file whose findings are what they were keeps the same list.
using Findings = std::map<std::string, std::shared_ptr<const std::vector<Finding>>>;

class Project {
public:
  /// `path` is a folder, or a file that lies in none.
  Project(std::string path, ProjectOptions options);

  /// False: given up, and everything is as before; the changes are still to be taken over.
  bool update(const Buffers& buffers, const Changes& changes, const Stop& stop);
  bool isProvisional() const { return state && state->provisional; }
  /// Whether it has been so for too many edits to wait for a pause.
  bool isOverdue() const;
  /// Starts to make a whole solution, unless that goes on already. `ready` is called from another thread.
  void settle(std::function<void()> ready);
  /// Takes the whole solution if it is ready. Whether it was.
  bool takeSettled();

  const std::string& path() const { return place; }
  void wish(Wishes wishes);
  const Findings& findings() const { return found; }
  /// What is wrong with the configuration and the catalogue. With an error among it, the settings before it
  /// apply, and without any nothing is analysed.
  const std::vector<rules::Problem>& problems() const { return settingsProblems; }
  std::vector<report::UnitProblem> unitProblems() const;
  /// Whether the project analyses the file.
  bool contains(const std::string& file) const;
  /// Whether what is said of this file is of another text than this.
  bool isOutOfDate(const std::string& file, llvm::StringRef text) const;
  const rules::Catalogue* catalogue() const { return state ? &state->settings.catalogue : nullptr; }
  const Times& times() const { return lastTimes; }

private:
  /// What is made anew when the settings change.
  struct State {
    policy::Settings settings;
    driver::RunOptions run;
    std::optional<rules::Matcher> matcher;
    std::optional<PythonProgram> python;
    std::optional<StoredCxx> cxx;
    std::unique_ptr<Solution> solution;
    bool provisional = false;
    std::atomic<bool> settled = false;               ///< the solution that is being made is there
    Buffers settlingBuffers;                         ///< of the solution that is being made
    std::future<std::unique_ptr<Solution>> settling; ///< the last one: it uses the others
  };

  void loadSettings();
  bool amend(Solution& solution, const std::vector<ModuleFacts>& facts, const Buffers& before) const;
  void share();

  std::string place;
  ProjectOptions options;
  std::unique_ptr<State> state;
  std::vector<rules::Problem> settingsProblems;
  Buffers known; ///< what the solution was made from
  Findings found;
  Times lastTimes;
  bool settingsKnown = false;
  bool filesKnown = false;
  bool wantsCxx = false;
};

} // namespace nostall::editor
