#include "Editor/Project.h"

#include "Cxx/Analyse.h"
#include "Support/Locations.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace nostall::editor {

Project::Project(std::string path, ProjectOptions options)
    : place(std::move(path)), options(std::move(options)) {}

void Project::wish(Wishes wishes) {
  if (wishes == options.wishes) return;
  options.wishes = std::move(wishes);
  settingsKnown = false;
}

void Project::loadSettings() {
  settingsKnown = true;
  llvm::Expected<std::string> rules = support::rulesDirectory();
  if (!rules) {
    settingsProblems = {{"", 0, 0, llvm::toString(rules.takeError()), true}};
    return;
  }
  policy::SettingsRequest request = options.settings;
  request.directory = llvm::sys::fs::is_directory(place) ? place : llvm::sys::path::parent_path(place).str();
  request.rulesDirectory = *rules;
  auto fresh = std::make_unique<State>();
  fresh->settings = policy::loadSettings(request, [](const std::string& rule, const std::string& matcher) {
    return cxx::checkAstRule({rule, matcher});
  });
  settingsProblems = fresh->settings.problems;
  if (!fresh->settings.ok()) return;
  policy::Config config = fresh->settings.config;
  config.unsure |= options.wishes.unsure;
  if (!options.wishes.checks.empty()) config.checks = options.wishes.checks;
  llvm::append_range(config.enable, options.wishes.enable);
  fresh->run = options.run;
  fresh->run.paths = {place};
  fresh->run.config = std::move(config);
  fresh->run.catalogue = &fresh->settings.catalogue;
  fresh->matcher.emplace(fresh->settings.catalogue);
  fresh->python.emplace(fresh->run);
  fresh->cxx.emplace(fresh->run);
  state = std::move(fresh);
  filesKnown = false;
}

bool Project::update(const Buffers& buffers, const Changes& changes, const Stop& stop) {
  lastTimes = {};
  auto start = std::chrono::steady_clock::now();
  auto lap = [&](Times::Span& span) {
    const auto now = std::chrono::steady_clock::now();
    span += now - start;
    start = now;
  };
  if (changes.settings || !settingsKnown) loadSettings();
  if (!state) return true;
  PythonProgram& python = *state->python;
  const bool rescan = changes.files || !filesKnown;
  // An update that is given up has looked for files all the same.
  filesKnown = true;
  if (!python.update(buffers, changes.touched, rescan, stop)) return false;
  lap(lastTimes.facts);

  wantsCxx |= changes.cxx;
  const bool cxx = changes.cxx || (wantsCxx && changes.settings);
  if (cxx) state->cxx->load();
  std::vector<ModuleFacts> facts = python.facts();
  const Buffers before = std::exchange(known, buffers);
  std::unique_ptr<Solution>& solution = state->solution;
  if (solution && solution->modules() == facts) {
    if (cxx) share();
    return true;
  }
  if (!solution || !options.provisional || !amend(*solution, facts, before)) {
    solution.reset();
    solution = std::make_unique<Solution>(std::move(facts), state->run, *state->matcher);
    state->provisional = false;
  } else {
    state->provisional = true;
  }
  lap(lastTimes.solution);
  share();
  return true;
}

/// Brings a solution that was made from the texts `before` to these facts. False: it takes a whole one.
bool Project::amend(Solution& solution, const std::vector<ModuleFacts>& facts, const Buffers& before) const {
  constexpr std::size_t MostEdits = 4;
  std::vector<std::size_t> edited;
  if (facts.size() != solution.modules().size()) return false;
  for (std::size_t number = 0; number < facts.size(); ++number) {
    const ModuleFacts& was = solution.modules()[number];
    if (was.file != facts[number].file || was.root != facts[number].root) return false;
    if (was.shard != facts[number].shard) edited.push_back(number);
  }
  if (edited.size() > MostEdits) return false;
  return llvm::all_of(edited, [&](std::size_t number) {
    auto old = before.find(facts[number].file), now = known.find(facts[number].file);
    return old != before.end() && now != known.end() &&
           solution.amend(number, facts[number].shard, *old->second, *now->second);
  });
}

bool Project::isOverdue() const {
  constexpr std::size_t MostAmendments = 100;
  return isProvisional() && state->solution->amendments() > MostAmendments;
}

void Project::settle(std::function<void()> ready) {
  if (!isProvisional() || state->settling.valid()) return;
  state->settlingBuffers = known;
  state->settling = std::async(std::launch::async, [state = state.get(), facts = state->python->facts(),
                                                    ready = std::move(ready)]() mutable {
    auto whole = std::make_unique<Solution>(std::move(facts), state->run, *state->matcher);
    state->settled = true;
    ready();
    return whole;
  });
}

bool Project::takeSettled() {
  if (!state || !state->settled) return false;
  std::unique_ptr<Solution> whole = state->settling.get();
  state->settled = false;
  if (!state->provisional) return false; // Another one was needed meanwhile.
  const std::vector<ModuleFacts> facts = state->python->facts();
  state->provisional = whole->modules() != facts;
  if (state->provisional && !amend(*whole, facts, state->settlingBuffers)) return false;
  state->solution = std::move(whole);
  share();
  return true;
}

void Project::share() {
  std::map<std::string, std::vector<Finding>> byFile;
  for (const std::vector<Finding>* all : {&state->solution->findings(), &state->cxx->findings()})
    for (const Finding& finding : *all)
      byFile[finding.location.file].push_back(finding);
  Findings before = std::move(found);
  found.clear();
  for (auto& [file, findings] : byFile) {
    auto known = before.find(file);
    found[file] = known != before.end() && *known->second == findings
                      ? known->second
                      : std::make_shared<const std::vector<Finding>>(std::move(findings));
  }
}

std::vector<report::UnitProblem> Project::unitProblems() const {
  return state ? state->python->problems() : std::vector<report::UnitProblem>();
}

bool Project::contains(const std::string& file) const {
  return state && (state->python->contains(file) || state->cxx->contains(file));
}

bool Project::isOutOfDate(const std::string& file, llvm::StringRef text) const {
  return state && state->cxx->isOutOfDate(file, text);
}

} // namespace nostall::editor
