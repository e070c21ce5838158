// Classes that SQLAlchemy maps to tables, and what their attributes are.
#pragma once

#include "Python/Resolver/Evaluator.h"

namespace nostall::python {

/// An attribute of a mapped class as its definition shows it.
struct MappedAttribute {
  enum class Kind : std::uint8_t { None, Column, Relationship };
  Kind kind = Kind::None;
  ModuleId module = 0;
  ClassId owner = 0;       ///< the class that defines it
  Index annotation = None; ///< what is inside of `Mapped[…]`, when there is one
  Index call = None;       ///< `relationship(…)`, `mapped_column(…)`
};

class Mapping {
public:
  explicit Mapping(Evaluator& evaluator) : evaluator(evaluator) {}

  /// Whether a class of the program is mapped: it derives from a declarative base or names its table.
  bool isMapped(ClassId type) const;
  /// The class when all values are instances of one mapped class.
  std::optional<ClassId> instance(SetId set) const;
  /// The class when all values are one mapped class.
  std::optional<ClassId> mappedClass(SetId set) const;

  MappedAttribute attribute(ClassId type, llvm::StringRef name);
  /// Whether a relationship holds many objects; nothing when the definitions do not tell.
  std::optional<bool> isCollection(const MappedAttribute& relationship);
  /// The `lazy` of a relationship: `select` when it says nothing; nothing when it is not a literal.
  std::optional<llvm::StringRef> laziness(const MappedAttribute& relationship) const;
  /// The class that a relationship leads to.
  std::optional<ClassId> target(const MappedAttribute& relationship);

private:
  std::optional<ClassId> named(ModuleId module, Index expression);
  bool refersTo(ClassId from, ClassId to);
  llvm::StringRef tableOf(ClassId type);
  Index keyword(const MappedAttribute& of, llvm::StringRef name) const;

  Evaluator& evaluator;
  llvm::DenseMap<NameId, llvm::SmallVector<ClassId, 1>> byName; ///< by bare name, filled on first use
};

} // namespace nostall::python
