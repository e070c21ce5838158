#include "Python/Resolver/Stubs.h"

#include "Python/Resolver/Modules.h"
#include "Rules/Match.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace nostall::python {

using rules::TypeExpression;

namespace {

bool isExact(const rules::Glob& glob) {
  return llvm::StringRef(glob.pattern).find_first_of("*?") == llvm::StringRef::npos;
}

bool asksForMaker(const TypeExpression& type) {
  return type.kind == TypeExpression::Kind::Made || llvm::any_of(type.arguments, asksForMaker);
}

bool asksForMaker(const rules::TypeDescription& type) {
  auto inSecond = [](const auto& entry) { return asksForMaker(entry.second); };
  return llvm::any_of(type.methods, inSecond) || llvm::any_of(type.attributes, inSecond) ||
         llvm::any_of(llvm::ArrayRef<const TypeExpression*>{&type.enter, &type.asyncEnter, &type.element,
                                                            &type.asyncElement, &type.item, &type.call,
                                                            &type.awaited},
                      [](const TypeExpression* one) { return asksForMaker(*one); });
}

} // namespace

Stubs::Stubs(const rules::Catalogue& catalogue, NameTable& names) {
  auto isPython = [](const auto& part) { return part.language == rules::Language::Python; };
  for (const rules::Framework& framework : catalogue.frameworks)
    if (isPython(framework)) addTypes(framework.types, names);
  for (const rules::Library& library : catalogue.libraries)
    if (isPython(library)) addTypes(library.types, names);
  for (const rules::Framework& framework : catalogue.frameworks) {
    if (!isPython(framework)) continue;
    addFunctions(framework.functions, names);
    for (const rules::CallableRule& rule : framework.callables) {
      handings.push_back({&rule, &framework});
      llvm::for_each(rule.calls, [&](const auto& pattern) { addPattern(pattern, names); });
    }
  }
  for (const rules::Library& library : catalogue.libraries) {
    if (!isPython(library)) continue;
    addFunctions(library.functions, names);
    for (const rules::Rule& rule : library.rules)
      llvm::for_each(rule.calls, [&](const auto& pattern) { addPattern(pattern, names); });
  }
  for (const auto& [name, types] : described)
    for (const rules::TypeDescription* type : types)
      for (const std::string& base : type->bases)
        directBases[name].push_back(canonical(names.find(base)));
}

NameId Stubs::publish(const std::string& name, NameTable& names) {
  tops.insert(names.intern(llvm::StringRef(name).split('.').first));
  return names.intern(name);
}

void Stubs::addTypes(llvm::ArrayRef<rules::TypeDescription> types, NameTable& names) {
  for (const rules::TypeDescription& type : types) {
    const NameId name = publish(type.name, names);
    described[name].push_back(&type);
    classes.insert(name);
    if (asksForMaker(type)) makers.insert(name);
    if (type.keywordsInto.kind == TypeExpression::Kind::Instance)
      keywordHolders.insert(names.intern(type.keywordsInto.name));
    if (type.keepsElements) keepers.insert(name);
    if (!type.handed.to.empty()) handed.push_back(&type);
    for (const std::string& other : type.names)
      aliases.try_emplace(publish(other, names), name);
    for (const std::string& base : type.bases)
      classes.insert(publish(base, names));
  }
}

void Stubs::addFunctions(llvm::ArrayRef<rules::FunctionDescription> all, NameTable& names) {
  for (const rules::FunctionDescription& function : all) {
    const NameId name = publish(function.name, names);
    functions.try_emplace(name, &function);
    named.insert(name);
    for (const std::string& other : function.names)
      aliases.try_emplace(publish(other, names), name);
  }
}

void Stubs::addPattern(const rules::CallPattern& pattern, NameTable& names) {
  if (!pattern.attributes.empty()) reads.push_back(&pattern);
  for (const rules::Glob& glob : pattern.classes)
    if (isExact(glob)) {
      const NameId type = canonical(publish(glob.pattern, names));
      classes.insert(type);
      for (const rules::Glob& method : pattern.methods)
        if (isExact(method)) methods.insert({type, names.intern(method.pattern)});
    }
  for (const rules::Glob& glob : pattern.functions)
    if (isExact(glob)) named.insert(canonical(publish(glob.pattern, names)));
}

bool Stubs::rulesRead(llvm::StringRef type, llvm::StringRef attribute) const {
  auto any = [](llvm::ArrayRef<rules::Glob> globs, llvm::StringRef text) {
    return llvm::any_of(globs,
                        [&](const rules::Glob& glob) { return rules::globMatches(glob.pattern, text); });
  };
  return llvm::any_of(reads, [&](const rules::CallPattern* pattern) {
    return any(pattern->classes, type) && any(pattern->attributes, attribute);
  });
}

NameId Stubs::canonical(NameId dotted) const {
  const auto found = aliases.find(dotted);
  return found == aliases.end() ? dotted : found->second;
}

llvm::ArrayRef<const rules::TypeDescription*> Stubs::types(NameId name) const {
  const auto found = described.find(name);
  return found == described.end() ? llvm::ArrayRef<const rules::TypeDescription*>() : found->second;
}

llvm::ArrayRef<NameId> Stubs::bases(NameId name) const {
  const auto found = directBases.find(name);
  return found == directBases.end() ? llvm::ArrayRef<NameId>() : found->second;
}

const rules::FunctionDescription* Stubs::function(NameId name) const { return functions.lookup(name); }

bool Stubs::isClass(NameId name, const NameTable& names) const {
  if (classes.contains(name)) return true;
  if (functions.contains(name)) return false;
  const llvm::StringRef last = rules::unqualified(names.text(name));
  return !last.empty() && llvm::isUpper(last.front()) && last != last.upper();
}

} // namespace nostall::python
