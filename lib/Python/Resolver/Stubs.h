// The catalogue's types and functions, found by any of their names.
#pragma once

#include "Python/Resolver/Names.h"
#include "Rules/Catalogue.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/SmallVector.h>

namespace nostall::python {

/// A rule that says what becomes of callables handed to a function.
struct HandingRule {
  const rules::CallableRule* rule = nullptr;
  const rules::Framework* framework = nullptr;
};

class Stubs {
public:
  using Types = llvm::SmallVector<const rules::TypeDescription*, 1>;

  Stubs(const rules::Catalogue& catalogue, NameTable& names);

  /// The public name of what has this qualified name.
  NameId canonical(NameId dotted) const;
  /// The descriptions of a class, by its public name; several files may each describe a part of it.
  llvm::ArrayRef<const rules::TypeDescription*> types(NameId name) const;
  /// The bases that the descriptions of a class give it, by their public names.
  llvm::ArrayRef<NameId> bases(NameId name) const;
  const rules::FunctionDescription* function(NameId name) const;
  /// Whether the name is a class: described as one, a base of one, or named as one by a rule; for names that
  /// the catalogue does not have, by the spelling that classes usually have.
  bool isClass(NameId name, const NameTable& names) const;
  /// Whether the catalogue names this class or function.
  bool knows(NameId name) const { return classes.contains(name) || named.contains(name); }
  /// Whether a rule asks about reads of this attribute of objects of this class.
  bool rulesRead(llvm::StringRef type, llvm::StringRef attribute) const;
  /// Whether a rule names this method of this class.
  bool rulesName(NameId type, NameId method) const { return methods.contains({type, method}); }
  /// The top-level modules that the catalogue's names start with.
  const llvm::DenseSet<NameId>& libraries() const { return tops; }
  /// Whether some description asks for arguments of the call that made an instance.
  bool needsMaker(NameId name) const { return makers.contains(name); }
  /// Whether instances of the class have as items what constructors of another class are given by keyword.
  bool holdsKeywords(NameId name) const { return keywordHolders.contains(name); }
  /// Whether what iterating over an instance gave once is kept.
  bool keepsElements(NameId name) const { return keepers.contains(name); }
  /// Descriptions of classes that programs hand over, with the arguments of one of their methods.
  llvm::ArrayRef<const rules::TypeDescription*> handedClasses() const { return handed; }

  llvm::ArrayRef<HandingRule> handingRules() const { return handings; }

private:
  void addTypes(llvm::ArrayRef<rules::TypeDescription> types, NameTable& names);
  void addFunctions(llvm::ArrayRef<rules::FunctionDescription> functions, NameTable& names);
  void addPattern(const rules::CallPattern& pattern, NameTable& names);
  NameId publish(const std::string& name, NameTable& names);

  llvm::DenseMap<NameId, NameId> aliases;
  llvm::DenseMap<NameId, Types> described;
  llvm::DenseMap<NameId, llvm::SmallVector<NameId, 1>> directBases;
  llvm::DenseMap<NameId, const rules::FunctionDescription*> functions;
  llvm::DenseSet<NameId> classes;
  llvm::DenseSet<NameId> named;                      ///< as functions, by descriptions or rules
  llvm::DenseSet<std::pair<NameId, NameId>> methods; ///< class, method
  llvm::DenseSet<NameId> makers;
  llvm::DenseSet<NameId> keywordHolders;
  llvm::DenseSet<NameId> keepers;
  llvm::DenseSet<NameId> tops;
  std::vector<HandingRule> handings;
  std::vector<const rules::TypeDescription*> handed;
  std::vector<const rules::CallPattern*> reads; ///< patterns about attributes
};

} // namespace nostall::python
