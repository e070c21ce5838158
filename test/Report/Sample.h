// A report with one of everything, over the small program in test/Report/sample: what the tests of the
// formats print.
#pragma once

#include "Report/Report.h"
#include "Support/Files.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/JSON.h>

#include <gtest/gtest.h>

#include <string>

namespace nostall::testing {

inline std::string sampleRoot() { return std::string(NOSTALL_SOURCE_DIR) + "/test/Report/sample"; }

/// The place of `text` in the line of a file of the sample.
///
///   at("src/server.cpp", 5, "write")
inline Location at(const std::string& file, unsigned line, llvm::StringRef text) {
  const std::string path = sampleRoot() + "/" + file;
  const std::string content = llvm::cantFail(support::readFile(path));
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(content).split(lines, '\n');
  const std::size_t column = lines[line - 1].find(text);
  EXPECT_NE(column, llvm::StringRef::npos) << text.str() << " is not in line " << line << " of " << file;
  return {path, line, static_cast<std::uint32_t>(column + 1), line,
          static_cast<std::uint32_t>(column + 1 + text.size())};
}

/// Where the sample's catalogue says that its calls block.
inline const rules::Catalogue& sampleCatalogue() {
  static const rules::Catalogue catalogue = [] {
    rules::Alternative send;
    send.call = "PQsendQuery";
    send.url = "https://www.postgresql.org/docs/current/libpq-async.html";
    rules::Rule query;
    query.id = "libpq-query";
    query.library = "libpq";
    query.why = "waits for the server's answer";
    query.instead = {send};
    rules::Rule finish;
    finish.id = "libpq-finish";
    finish.library = "libpq";
    finish.severity = "warning";
    rules::Library libpq;
    libpq.name = "libpq";
    libpq.title = "libpq, the PostgreSQL C client";
    libpq.documentation = "https://www.postgresql.org/docs/current/libpq.html";
    libpq.why = "waits for the server";
    libpq.rules = {query, finish};
    rules::Catalogue all;
    all.libraries = {libpq};
    return all;
  }();
  return catalogue;
}

/// A coroutine that calls a method of another file, which blocks one function further down.
inline Finding deepFinding() {
  Finding finding;
  finding.check = "blocking-call";
  finding.rule = "libpq-query";
  finding.library = "libpq";
  finding.severity = Severity::Error;
  finding.location = at("src/server.cpp", 5, "write");
  finding.message =
      "`Archive::write` blocks the event loop: it reaches `PQexec`, which waits for the server's answer";
  finding.function = "handle";
  finding.callee = "Archive::write";
  finding.leaf = "PQexec";
  finding.path = {{StepKind::Context, "handle", at("src/server.cpp", 4, "handle"), "coroutine"},
                  {StepKind::Call, "Archive::write", at("src/server.cpp", 5, "write"), "called here"},
                  {StepKind::Call, "save", at("src/archive.cpp", 8, "save"), "called here"},
                  {StepKind::Blocking, "PQexec", at("src/archive.cpp", 4, "PQexec"),
                   "blocks: waits for the server's answer"}};
  finding.suggestions = {{"", at("src/archive.cpp", 4, "PQexec(connection, text.c_str())"),
                          "use `PQsendQuery`; it needs a callback or a wait for readiness around it", "F3",
                          "advice", "`Archive::write`, `save` become awaitable and are awaited",
                          "https://www.postgresql.org/docs/current/libpq-async.html"},
                         {"co_await pool.run([&] { archive.write(text); })",
                          at("src/server.cpp", 5, "archive.write(text)"), "run it on a thread that may wait",
                          "F4", "conditional", "`pool` is a thread pool of your program", ""}};
  return finding;
}

/// A call that looks offloaded, with a note on why it is not, behind a line with characters of two bytes.
inline Finding fakeOffload() {
  Finding finding = deepFinding();
  finding.check = "fake-offload";
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.location = at("src/server.cpp", 11, "write");
  finding.message = "`Archive::write` blocks the event loop although it looks offloaded";
  finding.function = "later";
  finding.path[0] = {StepKind::Context, "later", at("src/server.cpp", 9, "later"), "coroutine"};
  finding.path[1].location = finding.location;
  finding.notes = {
      {at("src/server.cpp", 10, "post(pool)"), "looks like an offload: it resumes on its own executor"},
      {{}, "a note without a place"}};
  finding.suggestions = {{"co_await pool.run([&] { archive.write(\"späte Zeile: \" + text); })",
                          at("src/server.cpp", 11, "archive.write(\"späte Zeile: \" + text)"),
                          "run it on a thread that may wait", "F4", "exact", "", ""}};
  return finding;
}

/// A comment without a reason.
inline Finding reasonless() {
  Finding finding;
  finding.check = finding.rule = "suppression-without-reason";
  finding.location = at("src/server.cpp", 16, "// nostall: allow(blocking-wait)");
  finding.message =
      "`nostall: allow(blocking-wait)` has no reason, so it silences nothing; write one after it";
  return finding;
}

inline policy::Suppressed silenced() {
  Finding finding = deepFinding();
  finding.rule = "libpq-finish";
  finding.severity = Severity::Warning;
  finding.location = at("src/server.cpp", 15, "PQfinish");
  finding.message = "`PQfinish` blocks the event loop: waits for the server";
  finding.function = "stop";
  finding.callee = finding.leaf = "PQfinish";
  finding.path = {{StepKind::Context, "stop", at("src/server.cpp", 14, "stop"), "coroutine"},
                  {StepKind::Blocking, "PQfinish", finding.location, "blocks: waits for the server"}};
  finding.suggestions.clear();
  return {finding, "the loop has stopped by now"};
}

inline report::Report sampleReport() {
  report::Report report;
  report.verdict.findings = {deepFinding(), fakeOffload(), reasonless()};
  report.verdict.suppressed = {silenced()};
  report.verdict.disabled = 2;
  report.verdict.unsure = 1;
  report.counts.functions = 5;
  report.counts.calls = 9;
  report.counts.asyncContexts = 3;
  report.counts.blockingSites = 3;
  report.counts.unresolved = {{"the callable is a parameter", 3}, {"the callee is not known", 1}};
  report.units = 3;
  report.analysed = 2;
  report.fromCache = 1;
  report.problems = {
      {sampleRoot() + "/src/archive.cpp", "recovered", "unknown type `Row`", ""},
      {sampleRoot() + "/src/broken.cpp", "crashed", "signal 11", "nostall check src/broken.cpp"}};
  report.root = sampleRoot();
  report.version = "0.1.0";
  report.catalogue = &sampleCatalogue();
  return report;
}

/// A report with a finding whose every text is hard to write down.
inline report::Report odd() {
  const std::string text = "a\xff\"\\\n\x1b:,%\u202e";
  Finding finding = deepFinding();
  finding.check = finding.rule = finding.library = finding.message = finding.function = text;
  finding.callee = finding.leaf = text;
  finding.location.file = "/nowhere/a b\xff#?.cpp";
  for (PathStep& step : finding.path)
    step.function = step.label = text;
  finding.notes = {{{}, text}};
  finding.suggestions[0].text = finding.suggestions[0].advice = text;
  report::Report report;
  report.verdict.findings = {finding};
  report.units = report.analysed = 1;
  report.root = sampleRoot();
  report.problems = {{text, text, text, text}};
  return report;
}

/// A format's output as JSON; null when it is none.
inline llvm::json::Value parsed(const std::string& text) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(text);
  if (value) return std::move(*value);
  ADD_FAILURE() << llvm::toString(value.takeError()) << "\n" << text;
  return nullptr;
}

/// What a format makes of a report.
inline std::string print(const std::string& format, const report::Report& report,
                         const report::Style& style = {}) {
  std::string text;
  llvm::raw_string_ostream out(text);
  report::reporters().at(format).reporter(report, style, out);
  return out.str();
}

} // namespace nostall::testing
