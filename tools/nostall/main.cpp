// `nostall`: parses arguments, dispatches to a subcommand, and turns every way to fail into a message and an
// exit code. Worker processes of the driver are this program too, started with `--worker`.
#include "Command.h"
#include "Driver/Driver.h"
#include "Version.h"

#include <llvm/Support/InitLLVM.h>
#include <llvm/Support/raw_ostream.h>

#include <malloc.h>

#include <cstring>

namespace nostall::cli {
namespace {
std::map<std::string, CommandEntry>& registry() {
  static std::map<std::string, CommandEntry> entries;
  return entries;
}

int run(int argc, char** argv) {
  CLI::App app{
      "Finds blocking database calls in asynchronous code, follows them through functions and files, and "
      "suggests the awaitable call.",
      "nostall"};
  app.set_version_flag("--version", std::string("nostall ") + Version);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  std::map<const CLI::App*, std::function<int()>> actions;
  for (const auto& [name, entry] : commands()) {
    CLI::App* subcommand = app.add_subcommand(name, entry.description);
    actions[subcommand] = entry.setup(*subcommand);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;
    app.exit(error);
    return asked ? Clean : UsageError;
  }
  return actions.at(app.get_subcommands().front())();
}
} // namespace

RegisterCommand::RegisterCommand(std::string name, std::string description, Setup setup) {
  registry().emplace(std::move(name), CommandEntry{std::move(description), std::move(setup)});
}

const std::map<std::string, CommandEntry>& commands() { return registry(); }

int usageError(const std::string& text) {
  llvm::errs() << "nostall: error: " << text << '\n';
  return UsageError;
}
} // namespace nostall::cli

/// Facts are many small objects that live to the end. By default a thread's heap grows by 128 KiB at a time,
/// which is a system call for each, and is given back in between.
static void growInLargeSteps() {
  mallopt(M_TOP_PAD, 16 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

int main(int argc, char** argv) {
  growInLargeSteps();
  if (argc == 2 && std::strcmp(argv[1], "--worker") == 0) return nostall::driver::workerMain();
  llvm::InitLLVM initialise(argc, argv);
  return nostall::cli::run(argc, argv);
}
