// What one evaluator of a program knows, in the numbers of another one.
#pragma once

#include "Python/Resolver/Evaluator.h"

namespace nostall::python {

/// Keeps what it translated: numbers never change their meaning.
class Translation {
public:
  Translation(const Evaluator& from, Evaluator& into) : from(from), into(into) {}

  ValueId value(ValueId id);
  SetId set(SetId id);
  Given given(const Given& found);

private:
  struct Roles;
  enum class Role : std::uint8_t;
  static Roles rolesOf(Value::Kind kind);
  std::uint32_t field(std::uint32_t number, Role role);

  const Evaluator& from;
  Evaluator& into;
  llvm::DenseMap<ValueId, ValueId> values;
  llvm::DenseMap<SetId, SetId> sets;
};

} // namespace nostall::python
