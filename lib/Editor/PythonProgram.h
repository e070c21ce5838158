// The Python modules of a project, kept in memory from edit to edit.
//
// An edit costs the parsing of its module: what all others say is kept as facts, and so is where they are
// imported from, which is all that names of modules depend on. A module that gets another name is parsed
// again. What the facts of all modules come to is Solution.h's business.
//
// The first time, facts come from the store that `nostall check` keeps, and what was made is added to it.
// Texts that are only in an editor never get there.
#pragma once

#include "Driver/Gather.h"
#include "Driver/PythonModules.h"
#include "Editor/Buffers.h"
#include "Editor/Solution.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace nostall::editor {

class PythonProgram {
public:
  /// `options` outlives the program, and its catalogue.
  explicit PythonProgram(const driver::RunOptions& options);

  /// Takes over the texts of the files in `touched`, and with `rescan` which files there are. False: given
  /// up; what was done is kept, and the next call goes on.
  bool update(const Buffers& buffers, const std::set<std::string>& touched, bool rescan, const Stop& stop);

  /// The modules that have facts, by path.
  std::vector<ModuleFacts> facts() const;

  bool contains(const std::string& file) const { return modules.contains(file); }
  /// Modules that were not analysed in full, and files and folders that cannot be read.
  std::vector<report::UnitProblem> problems() const;

private:
  struct Held {
    driver::PythonModule module;
    driver::Imports imports;
    bool unread = true; ///< the text is not known yet
    bool stale = true;  ///< the facts are not those of the text and the name
  };

  void findFiles();
  void read(Held& held, const Buffers& buffers) const;
  void nameAll();
  void analyse(Held& held, const Buffers& buffers);

  const driver::RunOptions& options;
  std::optional<facts::Store> store;
  driver::PythonAnalyser analyser;
  std::map<std::string, Held> modules;
  std::vector<std::string> bases;
  std::vector<report::UnitProblem> unreadable;
  bool unnamed = true;
};

} // namespace nostall::editor
