#include "Python/Resolver/Classes.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace nostall::python {

Classes::Classes(const Modules& modules, const Stubs& stubs, NameTable& names) : stubs(stubs) {
  for (ModuleId module = 0; module < modules.size(); ++module) {
    const facts::Module& facts = modules[module].facts();
    for (Index scope = 0; scope < facts.scopes.size(); ++scope) {
      if (facts.scopes[scope].kind != facts::Scope::Kind::Class) continue;
      const NameId name = names.dotted(facts.name, facts.scopes[scope].name);
      byScope[{module, scope}] = add({true, module, scope, name, {}, {}});
    }
  }
}

ClassId Classes::add(ClassInfo info) {
  classes.push_back(std::move(info));
  const auto id = static_cast<ClassId>(classes.size() - 1);
  classes[id].ancestors = {id};
  return id;
}

ClassId Classes::add(ModuleId module, Index scope, NameId name) {
  return byScope[{module, scope}] = add({true, module, scope, name, {}, {}});
}

ClassId Classes::library(NameId name) {
  const auto found = byName.find(name);
  if (found != byName.end()) return found->second;
  const ClassId id = byName[name] = add({false, 0, None, name, {}, {}});
  std::vector<ClassId> bases;
  for (NameId base : stubs.bases(name))
    bases.push_back(library(base));
  directBases[id] = std::move(bases);
  std::vector<ClassId> order;
  collect(id, order, 0);
  std::reverse(order.begin(), order.end());
  classes[id].ancestors = std::move(order);
  return id;
}

/// Adds the class after everything that it derives from, from the last base to the first: read backwards, a
/// class stands before its bases, and a base shared by several stands after all of them.
void Classes::collect(ClassId id, std::vector<ClassId>& order, unsigned depth) const {
  constexpr unsigned deepest = 64;
  if (depth > deepest || llvm::is_contained(order, id)) return;
  if (const auto bases = directBases.find(id); bases != directBases.end())
    for (ClassId base : llvm::reverse(bases->second))
      if (base != id) collect(base, order, depth + 1);
  if (!llvm::is_contained(order, id)) order.push_back(id);
}

void Classes::linkUp() {
  for (ClassId id = 0; id < classes.size(); ++id) {
    if (!classes[id].project) continue;
    std::vector<ClassId> order;
    collect(id, order, 0);
    std::reverse(order.begin(), order.end());
    // A class among its own ancestors, by mistake in the program, is still the first of them.
    const auto self = std::find(order.begin(), order.end(), id);
    std::rotate(order.begin(), self, self + 1);
    classes[id].ancestors = std::move(order);
    classes[id].descendants.clear();
  }
  for (ClassId id = 0; id < classes.size(); ++id)
    if (classes[id].project)
      for (ClassId ancestor : llvm::drop_begin(classes[id].ancestors))
        classes[ancestor].descendants.push_back(id);
}

bool Classes::derives(ClassId id, ClassId base) const {
  return llvm::is_contained(classes[id].ancestors, base);
}

} // namespace nostall::python
