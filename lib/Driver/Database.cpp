// A compile database comes from whoever wrote it: nothing in it stops the run except that it names no unit at
// all. Every entry is taken for itself; what is wrong with one is a note.
#include "Driver/Driver.h"
#include "Driver/Notes.h"
#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/StringSaver.h>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace nostall::driver {
namespace {

namespace fs = llvm::sys::fs;
namespace json = llvm::json;

/// The parser recurses; an honest database nests three deep.
bool nestsTooDeep(llvm::StringRef text) {
  constexpr unsigned Deepest = 64;
  unsigned depth = 0;
  bool inString = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (inString) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        inString = false;
    } else if (c == '"') {
      inString = true;
    } else if (c == '[' || c == '{') {
      if (++depth > Deepest) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

/// Whether a command line was written for cmd.exe: its first word names a compiler as Windows does.
bool isWindowsCommand(llvm::StringRef command) {
  llvm::StringRef program = command.ltrim();
  program = program.starts_with("\"") ? program.drop_front().split('"').first : program.split(' ').first;
  llvm::StringRef name = llvm::sys::path::filename(program, llvm::sys::path::Style::windows);
  return name.ends_with_insensitive(".exe") || name.equals_insensitive("cl") ||
         name.equals_insensitive("clang-cl");
}

std::vector<std::string> splitCommand(llvm::StringRef command) {
  llvm::BumpPtrAllocator allocator;
  llvm::StringSaver saver(allocator);
  llvm::SmallVector<const char*, 64> words;
  if (isWindowsCommand(command))
    llvm::cl::TokenizeWindowsCommandLine(command, saver, words);
  else
    llvm::cl::TokenizeGNUCommandLine(command, saver, words);
  return {words.begin(), words.end()};
}

/// The entry as it stands, or why it cannot be used.
std::string readEntry(const json::Value& value, const std::string& databaseDirectory, cxx::RawCommand& raw,
                      std::string& note) {
  const json::Object* entry = value.getAsObject();
  if (!entry) return "not an object; ignored";
  std::optional<llvm::StringRef> file = entry->getString("file");
  if (!file || file->empty()) return "no `file`; ignored";
  raw.file = file->str();
  std::optional<llvm::StringRef> directory = entry->getString("directory");
  if (!directory) note = "no `directory`; took the database's own folder";
  raw.directory = support::absolutePath(directory.value_or(""), databaseDirectory);
  raw.output = entry->getString("output").value_or("").str();

  if (const json::Array* arguments = entry->getArray("arguments")) {
    for (const json::Value& argument : *arguments) {
      std::optional<llvm::StringRef> text = argument.getAsString();
      if (!text) return "`arguments` holds something other than text; ignored";
      raw.arguments.push_back(text->str());
    }
  } else if (std::optional<llvm::StringRef> command = entry->getString("command")) {
    raw.arguments = splitCommand(*command);
  } else {
    return "neither `arguments` nor `command`; ignored";
  }
  return raw.arguments.empty() ? "an empty command; ignored" : "";
}

llvm::Expected<std::string> readDatabase(const std::string& file) {
  std::error_code code;
  if (std::string target = std::filesystem::read_symlink(file, code).string();
      !target.empty() && !fs::exists(file))
    return llvm::createStringError("`" + file + "` is a link to `" + target + "`, which does not exist");
  return support::readFile(file);
}

/// Sorts, and drops entries that say the same as another one.
std::size_t sortAndDeduplicate(std::vector<cxx::UnitCommand>& commands) {
  auto identity = [](const cxx::UnitCommand& it) {
    return std::tie(it.file, it.target, it.directory, it.arguments);
  };
  llvm::sort(commands, [&](const auto& a, const auto& b) { return identity(a) < identity(b); });
  auto end = std::unique(commands.begin(), commands.end(),
                         [&](const auto& a, const auto& b) { return identity(a) == identity(b); });
  std::size_t dropped = commands.end() - end;
  commands.erase(end, commands.end());
  return dropped;
}

} // namespace

llvm::Expected<Database> loadDatabase(const std::string& path) {
  Database database;
  database.file = support::absolutePath(path);
  if (fs::is_directory(database.file)) database.file += "/compile_commands.json";
  llvm::Expected<std::string> content = readDatabase(database.file);
  if (!content) return content.takeError();
  llvm::StringRef text = *content;
  text.consume_front("\xEF\xBB\xBF");
  if (nestsTooDeep(text))
    return llvm::createStringError("`" + database.file + "` nests too deep to be a compile database");
  std::string repaired;
  if (!json::isUTF8(text)) {
    text = repaired = json::fixUTF8(text);
    database.notes.push_back("`" + database.file + "` is not UTF-8; other bytes were replaced");
  }
  llvm::Expected<json::Value> root = json::parse(text);
  if (!root)
    return llvm::createStringError("`" + database.file +
                                   "` is not JSON: " + llvm::toString(root.takeError()));
  const json::Array* entries = root->getAsArray();
  if (!entries) return llvm::createStringError("`" + database.file + "` is not a list of compile commands");
  if (entries->empty())
    return llvm::createStringError("`" + database.file + "` lists no unit; configure the build again");

  std::string databaseDirectory = llvm::sys::path::parent_path(database.file).str();
  Notes notes;
  std::size_t otherLanguages = 0;
  for (const auto& [number, value] : llvm::enumerate(*entries)) {
    cxx::RawCommand raw;
    std::string note;
    std::string problem = readEntry(value, databaseDirectory, raw, note);
    std::string place = fmt::format("`{}`, entry {}", database.file, number + 1);
    if (!note.empty()) notes.add(note, place);
    if (!problem.empty()) {
      notes.add(problem, place);
      continue;
    }
    if (std::optional<cxx::UnitCommand> command = cxx::sanitise(raw, databaseDirectory))
      database.commands.push_back(std::move(*command));
    else
      ++otherLanguages;
  }
  llvm::append_range(database.notes, notes.take());
  if (otherLanguages)
    database.notes.push_back(
        fmt::format("`{}`: {} entries are no C or C++ sources; ignored", database.file, otherLanguages));
  if (std::size_t dropped = sortAndDeduplicate(database.commands))
    database.notes.push_back(
        fmt::format("`{}`: {} entries repeat another one; ignored", database.file, dropped));
  if (database.commands.empty())
    return llvm::createStringError("`" + database.file + "` lists no C or C++ source that can be analysed" +
                                   (database.notes.empty() ? "" : "; " + database.notes.front()));

  auto missing = [](const cxx::UnitCommand& command) { return !fs::exists(command.file); };
  if (auto first = llvm::find_if(database.commands, missing); first != database.commands.end())
    database.notes.push_back(fmt::format("`{}`: {} of the files do not exist, the first is `{}`",
                                         database.file, llvm::count_if(database.commands, missing),
                                         first->file));
  return database;
}

} // namespace nostall::driver
