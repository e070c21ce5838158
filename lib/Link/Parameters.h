// What functions of the program do with callables that they are given.
//
// A parameter may be called, handed to other functions, or stored. The first two are summed up here for the
// parameters that something is handed to, and for the ones that these are passed on to, by a fixpoint over
// the flow from parameter to parameter. A call or a hand-over after a hop runs where the hop leads.
#pragma once

#include "Link/Calls.h"
#include "Link/Uses.h"

#include <llvm/ADT/DenseMap.h>

#include <array>
#include <optional>
#include <vector>

namespace nostall::linker {

inline constexpr unsigned RunKinds = static_cast<unsigned>(Run::NotHere);

/// What is done with one parameter.
struct ParameterUse {
  struct Way {
    bool taken = false;
    bool guessedCallee = false;
    std::uint32_t origin = Nowhere;
    Confidence confidence = Confidence::Possible;
  };
  std::array<Way, RunKinds> ways;     ///< by Run
  std::vector<SymbolNumber> handedTo; ///< functions outside the program that receive it; sorted
};

/// A parameter of a function of the program.
using ParameterKey = std::pair<Node, std::uint32_t>;

/// Where something that is an argument of a call goes.
struct Handing {
  std::optional<Run> run; ///< decided by the catalogue or by assumption
  bool guessedCallee = false;
  std::uint32_t origin = Nowhere;
  /// Or decided by what the program does with these.
  llvm::SmallVector<std::pair<ParameterKey, Confidence>, 2> parameters;
  std::optional<SymbolNumber> external; ///< the function outside the program that receives it
  const char* notFollowed = nullptr;    ///< why it was not followed
};

/// Answers for one argument of one call. What the catalogue decides is added to `origins`.
Handing handingOf(const Asking& asking, Node node, Index call, unsigned argument,
                  std::vector<Origin>& origins);

/// How a callable is run by whoever handed it in, when the function runs it so at `relative`.
Run runAt(Run run, Places relative);

class Parameters {
public:
  /// Sums up the parameters in `wanted` and those that they depend on; adds to `uses.origins`.
  Parameters(const Asking& asking, Uses& uses, llvm::ArrayRef<ParameterKey> wanted);

  const ParameterUse& of(ParameterKey key) const { return summaries[numbers.lookup(key)]; }

private:
  /// What flows from one parameter into another.
  struct Flow {
    std::uint32_t source;
    Places relative;
    Confidence confidence;
  };

  std::uint32_t number(ParameterKey key);
  void readBody(const Asking& asking, Uses& uses, std::uint32_t number);
  void takeHanding(std::uint32_t number, const Handing& handing, Places relative);
  void settle();

  llvm::DenseMap<ParameterKey, std::uint32_t> numbers;
  std::vector<ParameterKey> keys;
  std::vector<ParameterUse> summaries;
  std::vector<std::vector<Flow>> flows; ///< by the parameter that is flowed into
};

} // namespace nostall::linker
