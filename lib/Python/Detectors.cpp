#include "Python/Detectors.h"

#include "Python/Detectors/Detection.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;

namespace {

constexpr std::pair<llvm::StringLiteral, void (*)(Detection&)> All[] = {
    {"joined-collection-without-unique", findJoinedCollections},
    {"yield-per-on-execute", findYieldPer},
    {"session-shared-in-gather", findSharedSessions},
    {"async-session-passed-as-session", findPassedSessions},
    {"annotation-disagrees", findWrongAnnotations},
    {"lazy-relationship", findLazyRelationships},
    {"expired-attribute", findExpiredAttributes},
};

/// Whether any module imports what the detectors know.
bool usesSqlAlchemy(const Evaluator& evaluator) {
  for (ModuleId module = 0; module < evaluator.modules.size(); ++module)
    for (const Expression& expression : evaluator.modules[module].facts().expressions) {
      if (expression.kind != Expression::Kind::Module || expression.integer != 0) continue;
      const llvm::StringRef top = llvm::StringRef(expression.text).split('.').first;
      if (llvm::is_contained({"sqlalchemy", "sqlmodel", "flask_sqlalchemy"}, top)) return true;
    }
  return false;
}

} // namespace

struct Detectors::Implementation {
  Evaluator& evaluator;
  ProgramFacts program;
  Mapping mapping;
  std::vector<std::pair<std::string, void (*)(Detection&)>> detectors; ///< rule id, what finds its calls
};

Detectors::Detectors(Evaluator& evaluator, const rules::Catalogue& catalogue) {
  if (!usesSqlAlchemy(evaluator)) return;
  implementation = std::make_unique<Implementation>(
      Implementation{evaluator, programFacts(evaluator), Mapping(evaluator), {}});
  for (const rules::Library& library : catalogue.libraries)
    for (const rules::Rule& rule : library.rules)
      for (const auto& [name, find] : All)
        if (rule.detector == name) implementation->detectors.emplace_back(rule.id, find);
}

Detectors::~Detectors() = default;

Marks Detectors::of(ModuleId module) {
  Marks marks;
  if (!implementation) return marks;
  Implementation& all = *implementation;
  for (const auto& [rule, find] : all.detectors) {
    auto found = [&](Index expression) {
      std::vector<std::string>& rules = marks.rules[expression];
      if (!llvm::is_contained(rules, rule)) rules.push_back(rule);
    };
    Detection detection{all.evaluator, all.mapping, all.program, module, found};
    find(detection);
  }
  for (auto& [expression, rules] : marks.rules)
    llvm::sort(rules);
  auto ignore = [](Index) {};
  Detection detection{all.evaluator, all.mapping, all.program, module, ignore};
  rewriteQueries(detection, marks.rewrites);
  return marks;
}

} // namespace nostall::python
