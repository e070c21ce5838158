// The command line's frame: subcommands that register themselves where they are defined, and the exit codes
// that they share.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <map>
#include <string>

namespace nostall::cli {

enum ExitCode : int {
  Clean = 0,
  FindingsReported = 1,
  UsageError = 2, ///< usage, configuration or internal error
  UnitsNotAnalysed = 3,
  Interrupted = 130,
};

/// Declares a subcommand's options on `app` and returns what runs it once they are parsed.
using Setup = std::function<std::function<int()>(CLI::App& app)>;

/// Registers a subcommand; define one static object of this type in its file.
struct RegisterCommand {
  RegisterCommand(std::string name, std::string description, Setup setup);
};

struct CommandEntry {
  std::string description;
  Setup setup;
};
const std::map<std::string, CommandEntry>& commands();

/// Prints `nostall: error: text` to standard error and returns UsageError.
int usageError(const std::string& text);

} // namespace nostall::cli
