// A throw-away project on disk with a compile database of its own, and the real `nostall` run over it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace nostall::test {

/// What one run of the tool left behind.
struct Outcome {
  int exitCode = -1;
  std::string out;
  std::string err;
};

/// A folder that is removed with the object. Paths given are relative to it.
///
///     Project project;
///     project.unit("a.cpp", "#include <libpq-fe.h>\n…");
///     EXPECT_EQ(project.nostall({"check"}).exitCode, 1);
class Project {
public:
  Project();
  ~Project();
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;

  const std::filesystem::path& root() const { return folder; }
  std::string path(const std::string& relative) const { return (folder / relative).string(); }
  void file(const std::string& relative, const std::string& text);
  std::string read(const std::string& relative) const;
  /// Writes a source file and adds it to the compile database, with further flags.
  void unit(const std::string& relative, const std::string& text, const std::vector<std::string>& flags = {});
  /// Adds an entry as it is to the compile database: a JSON object.
  void entry(const std::string& json);
  /// Runs the tool in the project's folder with a cache of the project's own.
  Outcome nostall(std::vector<std::string> arguments) const;
  /// Runs any program in the project's folder.
  Outcome run(const std::vector<std::string>& command) const;

private:
  void writeDatabase() const;

  std::filesystem::path folder;
  std::vector<std::string> entries;
};

/// Flags for the stubs' task type and for libpq.
std::vector<std::string> taskFlags();

/// `text` as a C++ string of the source of a coroutine that includes libpq and the stubs' task type.
std::string withTask(const std::string& text);

} // namespace nostall::test
