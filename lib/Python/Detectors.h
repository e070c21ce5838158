// What takes more than the name of a call to see: rules with a `detector`, and queries written anew.
//
// A detector looks at the expressions of one module, with the evaluator's answers for the whole program, and
// marks the ones that are wrong. It speaks only when all that it builds on is in view; where something is
// not, it is silent. The writer puts the marks onto the calls that it writes.
#pragma once

#include "Python/Resolver/Evaluator.h"

#include <memory>
#include <string>
#include <vector>

namespace nostall::python {

/// What was found in a module, by the expression behind the call (facts::Call::expression).
struct Marks {
  llvm::DenseMap<Index, std::vector<std::string>> rules; ///< ids of the rules that the call breaks
  llvm::DenseMap<Index, facts::Rewrite> rewrites;        ///< without range

  bool empty() const { return rules.empty() && rewrites.empty(); }
};

class Detectors {
public:
  /// Runs the detectors that rules of the catalogue name. The evaluator has run, and outlives the detectors.
  Detectors(Evaluator& evaluator, const rules::Catalogue& catalogue);
  ~Detectors();

  Marks of(ModuleId module);

private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation;
};

} // namespace nostall::python
