#include "Lsp/Analyst.h"

#include "Support/Files.h"

#include <llvm/ADT/STLExtras.h>

#include <fmt/format.h>
#include <mlir/Tools/lsp-server-support/Logging.h>

namespace nostall::lsp {

using editor::Changes;
using editor::Project;

namespace {

/// Without a change for so long, somebody has stopped typing.
constexpr std::chrono::milliseconds Pause{40};
/// Somebody who does not stop gets to see something all the same.
constexpr std::chrono::milliseconds Patience{1000};
/// After so long, somebody may be gone for a while.
constexpr std::chrono::milliseconds Idle{250};

void merge(Changes& into, const Changes& more) {
  into.touched.insert(more.touched.begin(), more.touched.end());
  into.files |= more.files;
  into.settings |= more.settings;
  into.cxx |= more.cxx;
}

/// Something that is said of a file, at a place or at its begin.
Finding remark(std::string check, Severity severity, std::string file, unsigned line, unsigned column,
               std::string message) {
  Finding finding;
  finding.check = std::move(check);
  finding.severity = severity;
  line = std::max(line, 1u);
  column = std::max(column, 1u);
  finding.location = {std::move(file), line, column, line, column};
  finding.message = std::move(message);
  return finding;
}

void log(const Project& project) {
  auto milliseconds = [](editor::Times::Span span) {
    return std::chrono::duration<double, std::milli>(span).count();
  };
  const editor::Times& times = project.times();
  mlir::lsp::Logger::info("{0}: facts {1:f1} ms, solution {2:f1}", project.path(), milliseconds(times.facts),
                          milliseconds(times.solution));
}

} // namespace

Analyst::Analyst(editor::ProjectOptions options, Done done)
    : options(std::move(options)), done(std::move(done)),
      thread([this](std::stop_token stop) { work(stop); }) {}

Analyst::~Analyst() {
  thread.request_stop();
  wake.notify_all();
  thread.join();
}

/// With the lock held.
void Analyst::touch() {
  lastChange = Clock::now();
  if (!dirty) firstChange = lastChange;
  dirty = true;
  ++said;
  wake.notify_all();
}

void Analyst::setPlaces(std::vector<std::string> now) {
  std::lock_guard lock(mutex);
  places = std::move(now);
  touch();
}

void Analyst::wish(editor::Wishes now) {
  std::lock_guard lock(mutex);
  wishes = std::move(now);
  touch();
}

void Analyst::change(OpenDocuments openNow, editor::Buffers buffersNow, const Changes& more) {
  std::lock_guard lock(mutex);
  open = std::move(openNow);
  buffers = std::move(buffersNow);
  merge(changes, more);
  touch();
}

void Analyst::ask(Question question) {
  std::lock_guard lock(mutex);
  questions.push_back(std::move(question));
  wake.notify_all();
}

void Analyst::work(std::stop_token stop) {
  std::unique_lock lock(mutex);
  bool settling = false;
  auto happens = [&] { return dirty || settled || !questions.empty(); };
  while (true) {
    if (isProvisional() && !settling)
      wake.wait_until(lock, stop, lastChange + Idle, happens);
    else
      wake.wait(lock, stop, happens);
    if (stop.stop_requested()) return;
    if (!happens()) {
      settling = true;
      settle();
      continue;
    }
    while (dirty && questions.empty() && !stop.stop_requested()) {
      const Clock::time_point until = std::min(lastChange + Pause, firstChange + Patience);
      if (Clock::now() >= until) break;
      wake.wait_until(lock, stop, until, [&] { return !questions.empty(); });
    }
    if (stop.stop_requested()) return;
    const bool updated = dirty;
    if (dirty) {
      lock.unlock();
      const bool finished = update(stop);
      if (finished) done(picture);
      if (!settling && llvm::any_of(projects, [](const auto& project) { return project->isOverdue(); })) {
        settling = true;
        settle();
      }
      lock.lock();
      if (!finished) continue;
    }
    // What was asked while the update ran may be about something newer.
    if (dirty) continue;
    if (std::vector<Question> answered = std::exchange(questions, {}); !answered.empty()) {
      lock.unlock();
      for (Question& question : answered)
        question(picture);
      lock.lock();
      continue;
    }
    if (!settled || updated) continue;
    settled = settling = false;
    lock.unlock();
    takeSettled();
    done(picture);
    lock.lock();
  }
}

void Analyst::settle() {
  for (const auto& project : projects)
    project->settle([this] {
      std::lock_guard lock(mutex);
      settled = true;
      wake.notify_all();
    });
}

void Analyst::takeSettled() {
  for (const auto& project : projects)
    project->takeSettled();
  draw();
}

bool Analyst::isProvisional() const {
  return llvm::any_of(projects, [](const auto& project) { return project->isProvisional(); });
}

bool Analyst::update(const std::stop_token& ended) {
  std::unique_lock lock(mutex);
  const Clock::time_point since = firstChange;
  const std::uint64_t now = said;
  const std::vector<std::string> wanted = places;
  const editor::Wishes wishesNow = wishes;
  picture.open = open;
  picture.buffers = buffers;
  Changes taken = std::exchange(changes, {});
  dirty = false;
  lock.unlock();

  std::erase_if(projects, [&](const auto& project) { return !llvm::is_contained(wanted, project->path()); });
  for (const std::string& place : wanted)
    if (llvm::none_of(projects, [&](const auto& project) { return project->path() == place; }))
      projects.push_back(std::make_unique<Project>(place, options));

  const editor::Stop stop = [&] {
    if (ended.stop_requested()) return true;
    std::lock_guard check(mutex);
    return said != now && Clock::now() - since < Patience;
  };
  for (const auto& project : projects) {
    project->wish(wishesNow);
    if (project->update(picture.buffers, taken, stop)) {
      log(*project);
      continue;
    }
    lock.lock();
    merge(changes, taken);
    dirty = true;
    firstChange = since;
    return false;
  }
  draw();
  return true;
}

/// What is to be said of an open document beside its findings.
std::vector<Finding> Analyst::remarksOn(const std::string& file) const {
  std::vector<Finding> remarks;
  for (const auto& project : projects) {
    if (project->isOutOfDate(file, *picture.buffers.at(file)))
      remarks.push_back(remark("out-of-date", Severity::Note, file, 1, 1,
                               "this text is not the one that was analysed; `nostall check` brings findings "
                               "and places up to date"));
    for (const report::UnitProblem& problem : project->unitProblems())
      if (problem.unit == file && problem.status != "recovered")
        remarks.push_back(remark("not-analysed", Severity::Warning, file, 1, 1,
                                 "this file was not analysed: " + problem.message));
  }
  return remarks;
}

void Analyst::draw() {
  picture.findings.clear();
  picture.troubles.clear();
  std::map<std::string, std::vector<Finding>> remarks;
  for (const auto& project : projects) {
    for (const auto& [file, findings] : project->findings()) {
      // Of a folder within a folder, the inner one knows better.
      const auto closer = llvm::find_if(projects, [&](const auto& other) {
        return other->path().size() > project->path().size() && support::isInside(file, other->path());
      });
      if (closer == projects.end()) picture.findings[file] = findings;
    }
    for (const rules::Problem& problem : project->problems())
      if (problem.file.empty())
        picture.troubles.push_back(problem.text);
      else
        remarks[problem.file].push_back(remark("configuration",
                                               problem.error ? Severity::Error : Severity::Warning,
                                               problem.file, problem.line, problem.column, problem.text));
  }
  for (const auto& [file, text] : picture.buffers)
    if (std::vector<Finding> ofFile = remarksOn(file); !ofFile.empty())
      llvm::append_range(remarks[file], std::move(ofFile));
  for (auto& [file, ofFile] : remarks) {
    if (auto findings = picture.findings.find(file); findings != picture.findings.end())
      ofFile.insert(ofFile.end(), findings->second->begin(), findings->second->end());
    picture.findings[file] = std::make_shared<const std::vector<Finding>>(std::move(ofFile));
  }
}

} // namespace nostall::lsp
