// What one detector is given, and the detectors.
#pragma once

#include "Python/Detectors.h"
#include "Python/Detectors/Mapping.h"
#include "Python/Detectors/Trace.h"

namespace nostall::python {

/// What holds for the whole program, found once.
struct ProgramFacts {
  /// Why queries must not be written anew: they are changed behind their back. Empty: no reason.
  std::string hiddenFilter;
  /// Whether sessions of an asynchronous factory forget what they loaded when they commit; nothing when the
  /// factories of the program do not agree, or none is in view.
  std::optional<bool> expiresOnCommit;
};

/// One detector at work on one module.
struct Detection {
  Evaluator& evaluator;
  Mapping& mapping;
  const ProgramFacts& program;
  ModuleId module;
  llvm::function_ref<void(Index)> found; ///< marks an expression

  const ModuleInfo& info() const { return evaluator.modules[module]; }
  const facts::Expression& expression(Index index) const { return info().expression(index); }
  Index size() const { return static_cast<Index>(info().facts().expressions.size()); }
  SetId value(Index index) const { return evaluator.value(module, index); }
  Site at(Index index) const { return {module, index}; }
};

// Results.cpp
void findJoinedCollections(Detection& at);
void findYieldPer(Detection& at);
// SharedSessions.cpp
void findSharedSessions(Detection& at);
// Sessions.cpp
void findPassedSessions(Detection& at);
void findWrongAnnotations(Detection& at);
// LazyRelationships.cpp
void findLazyRelationships(Detection& at);
// ExpiredAttributes.cpp
void findExpiredAttributes(Detection& at);

// Queries.cpp
void rewriteQueries(Detection& at, llvm::DenseMap<Index, facts::Rewrite>& rewrites);

// ProgramFacts.cpp
ProgramFacts programFacts(Evaluator& evaluator);
/// Whether the sessions that a call gives, or those of the factory that it calls, expire on commit: by the
/// literal `expire_on_commit` of the factory's call.
std::optional<bool> expiresOnCommit(Evaluator& evaluator, Site made);

} // namespace nostall::python
