// The rounds over a program. Its modules are divided into groups, each with an evaluator of its own, so that
// several processors can work; what the evaluators share does not change. After each round they tell each
// other what they found callers to give. How modules are divided depends on the program alone: the number of
// threads never changes what is found.
#pragma once

#include "Python/Resolver/Evaluator.h"

namespace nostall::python {

/// Modules that stand next to each other, and who answers for their expressions.
struct Group {
  ModuleId begin = 0;
  ModuleId end = 0;
  std::unique_ptr<Evaluator> evaluator;
};

/// The groups of a program after the last round; `program` outlives them. Uses up to `jobs` threads, 0: as
/// many as there are processors.
std::vector<Group> evaluate(const Program& program, unsigned jobs);

} // namespace nostall::python
