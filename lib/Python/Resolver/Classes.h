// Classes of the program and of libraries under one numbering, with their ancestors and descendants.
#pragma once

#include "Python/Resolver/Modules.h"
#include "Python/Resolver/Stubs.h"

#include <deque>

namespace nostall::python {

struct ClassInfo {
  bool project = false;
  ModuleId module = 0;              ///< of a project class
  Index scope = None;               ///< of a project class
  NameId name = 0;                  ///< dotted; the public name of a library's class
  std::vector<ClassId> ancestors;   ///< itself first, then in the order in which attributes are looked up
  std::vector<ClassId> descendants; ///< of the program, itself left out, sorted
};

class Classes {
public:
  /// With the classes of the program.
  Classes(const Modules& modules, const Stubs& stubs, NameTable& names);

  ClassId project(ModuleId module, Index scope) const { return byScope.lookup({module, scope}); }
  ClassId library(NameId name);

  const ClassInfo& operator[](ClassId id) const { return classes[id]; }
  std::size_t size() const { return classes.size(); }

  /// The class of this scope of the program is one that is known already.
  void setProject(ModuleId module, Index scope, ClassId id) { byScope[{module, scope}] = id; }
  bool knows(ModuleId module, Index scope) const { return byScope.contains({module, scope}); }
  /// A further class of the program, which derives from nothing.
  ClassId add(ModuleId module, Index scope, NameId name);

  /// Says what the bases of a project class are. When all are set, `linkUp` finds ancestors and descendants.
  void setBases(ClassId id, std::vector<ClassId> bases) { directBases[id] = std::move(bases); }
  void linkUp();

  bool derives(ClassId id, ClassId base) const;

private:
  void collect(ClassId id, std::vector<ClassId>& order, unsigned depth) const;
  ClassId add(ClassInfo info);

  const Stubs& stubs;
  std::deque<ClassInfo> classes; ///< they do not move
  llvm::DenseMap<std::pair<ModuleId, Index>, ClassId> byScope;
  llvm::DenseMap<NameId, ClassId> byName;
  llvm::DenseMap<ClassId, std::vector<ClassId>> directBases;
};

} // namespace nostall::python
