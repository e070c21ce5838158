// A shard in which every field of the model has a value of its own, and a folder for files that a test leaves
// behind.
#pragma once

#include "Facts/Facts.h"

#include <filesystem>
#include <string>

namespace nostall::test {

facts::Shard sampleShard();
/// A unit with sampleShard(), of a main file of that name; no dependencies.
facts::Unit sampleUnit(const std::string& mainFile);

/// An empty folder that lives as long as the object.
class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return folder; }
  std::string operator/(const std::string& name) const { return (folder / name).string(); }
  /// Writes a file and returns its absolute path.
  std::string write(const std::string& name, const std::string& content) const;

private:
  std::filesystem::path folder;
};

} // namespace nostall::test
