// `nostall check`: the main job. Analyses a project and reports what it found, in as many formats as asked
// for.

#include "Command.h"
#include "Driver/Driver.h"
#include "Progress.h"
#include "Report/Report.h"
#include "Session.h"
#include "Support/Files.h"
#include "Version.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <memory>

namespace nostall::cli {
namespace {

std::atomic<bool> stopRequested{false};

extern "C" void requestStop(int signal) {
  stopRequested = true;
  // A second Ctrl-C ends the program at once.
  std::signal(signal, SIG_DFL);
}

struct CheckOptions {
  SessionOptions session;
  std::vector<std::string> outputs;
  std::string failOn;
  bool exitZero = false;
  bool unsure = false;
  std::vector<std::string> checks;
  std::vector<std::string> enable;
};

struct Output {
  std::string format;
  std::string path; ///< empty: standard output
};

/// `sarif`, `sarif=path`. On failure says why.
bool parseOutput(llvm::StringRef text, Output& output, std::string& error) {
  const auto [format, path] = text.split('=');
  if (!report::reporters().contains(format.str())) {
    std::string known;
    for (const auto& [name, entry] : report::reporters())
      known += (known.empty() ? "`" : ", `") + name + "`";
    error = fmt::format("unknown output format `{}`; known are {}", format.str(), known);
    return false;
  }
  if (text.contains('=') && path.empty()) {
    error = fmt::format("output `{}` names no file; write `{}=path`", text.str(), format.str());
    return false;
  }
  output = {format.str(), path.str()};
  return true;
}

std::optional<Severity> severityNamed(llvm::StringRef name) {
  if (name == "error") return Severity::Error;
  if (name == "warning") return Severity::Warning;
  if (name == "note") return Severity::Note;
  return std::nullopt;
}

int exitCode(const report::Report& report, const CheckOptions& options, const policy::Config& config) {
  if (report.interrupted) return Interrupted;
  for (const report::UnitProblem& problem : report.problems)
    if (problem.status != "recovered") return UnitsNotAnalysed;
  if (options.exitZero || options.failOn == "never") return Clean;
  const Severity threshold =
      severityNamed(options.failOn).value_or(config.failOn.value_or(Severity::Warning));
  for (const Finding& finding : report.verdict.findings)
    if (finding.severity >= threshold) return FindingsReported;
  return Clean;
}

/// Writes one report; empty when it went well.
std::string write(const Output& output, const report::Report& report, const SessionOptions& options) {
  const report::Reporter& reporter = report::reporters().at(output.format).reporter;
  if (output.path.empty()) {
    reporter(report, styleFor(options, llvm::outs()), llvm::outs());
    llvm::outs().flush();
    return {};
  }
  std::string text;
  llvm::raw_string_ostream stream(text);
  report::Style plain;
  plain.unicode = !options.ascii;
  reporter(report, plain, stream);
  if (llvm::Error error = support::writeAtomically(output.path, stream.str()))
    return llvm::toString(std::move(error));
  return {};
}

void printNotesAndProblems(const report::Report& report) {
  for (const std::string& note : report.notes)
    llvm::errs() << "nostall: note: " << note << '\n';
  for (const report::UnitProblem& problem : report.problems) {
    llvm::errs() << "nostall: " << problem.unit << ": " << report::problemText(problem) << '\n';
    if (!problem.reproduce.empty()) llvm::errs() << "  reproduce with: " << problem.reproduce << '\n';
  }
}

int check(const CheckOptions& options) {
  std::vector<Output> outputs;
  bool toStandardOutput = false;
  for (const std::string& text : options.outputs) {
    std::string error;
    if (!parseOutput(text, outputs.emplace_back(), error)) return usageError(error);
    toStandardOutput |= outputs.back().path.empty();
  }
  if (!toStandardOutput)
    outputs.insert(outputs.begin(), Output{llvm::outs().is_displayed() ? "full" : "concise", ""});

  std::unique_ptr<Session> session = openSession(options.session);
  if (!session) return UsageError;
  policy::Config& config = session->run.config;
  config.unsure |= options.unsure;
  if (!options.checks.empty()) config.checks = options.checks;
  config.enable.insert(config.enable.end(), options.enable.begin(), options.enable.end());

  const report::Style style = styleFor(options.session, llvm::errs());
  Progress progress(!options.session.quiet, style.unicode);
  session->run.progress = [&](std::size_t done, std::size_t all, const std::string& unit) {
    progress.update(done, all, unit);
  };
  session->run.stop = &stopRequested;
  std::signal(SIGINT, requestStop);
  std::signal(SIGTERM, requestStop);

  llvm::Expected<report::Report> report = driver::run(session->run);
  progress.clear();
  if (!report) return usageError(llvm::toString(report.takeError()));
  report->version = Version;

  int result = exitCode(*report, options, config);
  for (const Output& output : outputs)
    if (const std::string error = write(output, *report, options.session); !error.empty()) {
      usageError(error);
      result = UsageError;
    }
  if (!options.session.quiet) {
    printNotesAndProblems(*report);
    llvm::errs() << report::summary(*report, style) << '\n';
  }
  return result;
}

const RegisterCommand registration(
    "check", "find blocking database calls in asynchronous code", [](CLI::App& app) -> std::function<int()> {
      auto options = std::make_shared<CheckOptions>();
      addSessionOptions(app, options->session);
      app.add_option(
             "-o,--output", options->outputs,
             "output format, or format=file; may be repeated (default: full on a terminal, else concise)")
          ->allow_extra_args(false);
      app.add_option("--fail-on", options->failOn,
                     "lowest severity that makes the exit code 1 (default: warning)")
          ->check(CLI::IsMember({"error", "warning", "note", "never"}));
      app.add_flag("--exit-zero", options->exitZero, "exit with 0 although there are findings");
      app.add_flag("--unsure", options->unsure, "also report calls that may or may not run on a loop");
      app.add_option("--checks", options->checks, "run only these checks (comma-separated)")
          ->delimiter(',')
          ->allow_extra_args(false);
      app.add_option("--enable", options->enable,
                     "also run these checks or rules, which are off by default (comma-separated)")
          ->delimiter(',')
          ->allow_extra_args(false);
      return [options] { return check(*options); };
    });

} // namespace
} // namespace nostall::cli
