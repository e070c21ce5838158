#include "Cxx/Tables.h"

#include <clang/AST/Attr.h>

#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace nostall::cxx {
namespace {

/// Template arguments of template arguments: rules look two levels deep (`through`), people hardly one.
constexpr unsigned MaxDepth = 4;
constexpr std::size_t MaxSpelling = 512;

/// Whether whoever parsed the unit left out the body of the function, or of what it is made from.
bool isSkipped(const clang::FunctionDecl& function) {
  const clang::FunctionDecl* pattern = function.getTemplateInstantiationPattern();
  const auto skipped = [](const clang::FunctionDecl* each) { return each->hasSkippedBody(); };
  return llvm::any_of(function.redecls(), skipped) || (pattern && llvm::any_of(pattern->redecls(), skipped));
}

std::uint32_t flagsOf(const clang::FunctionDecl& function, UnitView& unit) {
  using namespace facts;
  std::uint32_t flags = 0;
  auto set = [&flags](bool condition, SymbolFlag flag) { flags |= condition ? flag : 0; };
  if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function)) {
    set(method->isVirtual(), SF_Virtual);
    set(method->isStatic(), SF_Static);
  }
  set(llvm::isa<clang::CXXConstructorDecl>(function), SF_Constructor);
  set(llvm::isa<clang::CXXDestructorDecl>(function), SF_Destructor);
  set(llvm::isa<clang::CXXConversionDecl>(function), SF_Conversion);
  set(closureOf(function), SF_Lambda);
  set(function.isOverloadedOperator() && !closureOf(function), SF_Operator);
  const bool system = unit.places.inSystemHeader(function.getLocation());
  set(system, SF_System);
  set(!system && isSkipped(function), SF_Skipped);
  set(function.isExternC(), SF_ExternC);
  set(!function.isExternallyVisible(), SF_Internal);
  set(function.isVariadic(), SF_Variadic);
  set(function.isNoReturn(), SF_NoReturn);
  set(unit.coroutines.contains(function.getReturnType()), SF_CoroutineType);
  return flags;
}

/// An annotation as Symbol::annotations spells it. Qt's headers can be told to annotate slots with names of
/// theirs.
std::string annotationName(llvm::StringRef written) {
  if (written == "qt_slot") return "qt::slot";
  if (written == "qt_signal") return "qt::signal";
  if (written == "qt_invokable") return "qt::invokable";
  return std::string(written);
}

void addEffects(const clang::FunctionDecl& function, std::vector<std::string>& names) {
  const auto* prototype = function.getType()->getAs<clang::FunctionProtoType>();
  if (!prototype) return;
  for (const clang::FunctionEffectWithCondition& effect : prototype->getFunctionEffects()) {
    if (effect.Effect.kind() == clang::FunctionEffect::Kind::Blocking) names.push_back("clang::blocking");
    if (effect.Effect.kind() == clang::FunctionEffect::Kind::NonBlocking)
      names.push_back("clang::nonblocking");
  }
}

std::vector<std::string> annotationsOf(const clang::FunctionDecl& function) {
  std::vector<std::string> names;
  for (const clang::FunctionDecl* declaration : function.redecls()) {
    for (const auto* attribute : declaration->specific_attrs<clang::AnnotateAttr>())
      names.push_back(annotationName(attribute->getAnnotation()));
    addEffects(*declaration, names);
  }
  if (const clang::CXXRecordDecl* result = classOf(function.getReturnType()))
    if (result->hasAttr<clang::CoroReturnTypeAttr>()) names.push_back("clang::coro_return_type");
  llvm::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// Where the function, or the template that it was made from, is first declared.
clang::SourceLocation declaredAt(const clang::FunctionDecl& function) {
  const clang::FunctionDecl* declaration = &function;
  if (const clang::FunctionTemplateDecl* primary = function.getPrimaryTemplate())
    declaration = primary->getCanonicalDecl()->getTemplatedDecl();
  else if (const clang::FunctionDecl* member = function.getInstantiatedFromMemberFunction())
    declaration = member;
  return declaration->getCanonicalDecl()->getLocation();
}

std::vector<std::string> baseNames(const clang::CXXRecordDecl& record, const clang::PrintingPolicy& policy) {
  std::vector<std::string> names;
  for (const clang::CXXRecordDecl* base : allBases(record))
    names.push_back(qualifiedName(*base, policy));
  llvm::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

} // namespace

Index Tables::file(clang::FileID file) {
  auto [entry, inserted] = files.try_emplace(file);
  if (inserted) {
    const std::string& path = unit.places.path(file);
    auto known = llvm::find(shard.files, path); // a file that was included twice has two ids
    entry->second = static_cast<Index>(known - shard.files.begin());
    if (known == shard.files.end()) shard.files.push_back(path);
  }
  return entry->second;
}

facts::Range Tables::range(const Stretch& stretch) {
  if (stretch.file.isInvalid()) return {};
  return {file(stretch.file), stretch.begin, stretch.end};
}

Index Tables::type(clang::QualType type) { return typeAt(type, 0); }

std::vector<Index> Tables::typeArguments(clang::QualType target, unsigned depth) {
  std::vector<Index> result;
  auto add = [&](const clang::TemplateArgument& argument) {
    if (argument.getKind() == clang::TemplateArgument::Type)
      result.push_back(typeAt(argument.getAsType(), depth + 1));
  };
  auto addAll = [&](llvm::ArrayRef<clang::TemplateArgument> arguments) {
    for (const clang::TemplateArgument& argument : arguments) {
      if (argument.getKind() == clang::TemplateArgument::Pack)
        llvm::for_each(argument.pack_elements(), add);
      else
        add(argument);
    }
  };
  const auto* specialisation =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(target->getAsCXXRecordDecl());
  if (!specialisation) {
    if (const auto* dependent = target->getAs<clang::TemplateSpecializationType>())
      addAll(dependent->template_arguments());
    return result;
  }
  const clang::TemplateParameterList& parameters =
      *specialisation->getSpecializedTemplate()->getTemplateParameters();
  llvm::ArrayRef<clang::TemplateArgument> all = specialisation->getTemplateArgs().asArray();
  llvm::ArrayRef<clang::TemplateArgument> written = all;
  while (!written.empty() && written.size() <= parameters.size() &&
         clang::isSubstitutedDefaultArgument(unit.ast, written.back(),
                                             parameters.getParam(static_cast<unsigned>(written.size() - 1)),
                                             all, parameters.getDepth()))
    written = written.drop_back();
  addAll(written);
  return result;
}

Index Tables::typeAt(clang::QualType type, unsigned depth) {
  if (type.isNull()) return facts::None;
  clang::QualType canonical = type.getCanonicalType();
  clang::QualType target = pointedTo(canonical);
  auto [entry, inserted] = types.try_emplace(canonical.getAsOpaquePtr(), shard.types.size());
  Index index = entry->second;
  if (inserted) {
    facts::Type described;
    described.spelling = foldText(canonical.getAsString(unit.policy), MaxSpelling);
    if (const clang::CXXRecordDecl* record = classOf(target)) {
      described.record = qualifiedName(*record, unit.policy);
      described.bases = baseNames(*record, unit.policy);
    } else if (const auto* tag = target->getAsTagDecl()) {
      described.record = qualifiedName(*tag, unit.policy);
    }
    shard.types.push_back(std::move(described));
  } else if (!shallow.contains(index)) {
    return index;
  }
  if (depth >= MaxDepth) {
    shallow.insert(index);
    return index;
  }
  shallow.erase(index);
  std::vector<Index> arguments = typeArguments(target, depth);
  shard.types[index].arguments = std::move(arguments);
  return index;
}

Index Tables::symbol(const clang::FunctionDecl& function, const clang::NamedDecl* seenAs) {
  const clang::FunctionDecl& canonical = *function.getCanonicalDecl();
  const void* key = &canonical;
  if (!seenAs)
    if (auto known = symbols.find(key); known != symbols.end()) return known->second;
  std::string id = symbolId(canonical, unit.places, unit.policy);
  if (seenAs) id += "@in@" + qualifiedName(*seenAs, unit.policy);
  auto [entry, inserted] = symbolsById.try_emplace(id, shard.symbols.size());
  Index index = entry->second;
  if (!seenAs) symbols.try_emplace(key, index);
  if (!inserted) return index;
  shard.symbols.emplace_back();
  shard.symbols[index].id = std::move(id);
  describe(index, function);
  if (!seenAs) return index;
  facts::Symbol& symbol = shard.symbols[index];
  symbol.name = symbol.record = qualifiedName(*seenAs, unit.policy);
  symbol.recordBases.clear();
  if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(seenAs)) {
    symbol.name += "::" + function.getNameAsString();
    symbol.recordBases = baseNames(*record, unit.policy);
  } else {
    symbol.record.clear();
    symbol.flags &= ~facts::SF_Operator;
  }
  return index;
}

void Tables::describe(Index index, const clang::FunctionDecl& function) {
  facts::Symbol symbol;
  symbol.id = std::move(shard.symbols[index].id);
  symbol.name = qualifiedName(function, unit.policy);
  symbol.header = unit.places.header(unit.places.file(declaredAt(function)));
  symbol.flags = flagsOf(function, unit);
  symbol.annotations = annotationsOf(function);
  if (!(symbol.flags & (facts::SF_Constructor | facts::SF_Destructor)))
    symbol.returnType = type(function.getReturnType());
  for (const clang::ParmVarDecl* parameter : function.parameters())
    symbol.parameters.push_back(type(parameter->getType()));
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (method && !closureOf(function)) {
    const clang::CXXRecordDecl* record = definitionOf(method->getParent());
    symbol.record = qualifiedName(*record, unit.policy);
    symbol.recordBases = baseNames(*record, unit.policy);
    for (const clang::CXXMethodDecl* overridden : method->overridden_methods())
      symbol.overrides.push_back(this->symbol(*overridden));
  }
  shard.symbols[index] = std::move(symbol);
}

Index Tables::initialisers(clang::FileID file) {
  facts::Symbol symbol;
  symbol.id = unit.places.owner(file) + "@initialisers";
  symbol.name = "(initialisers)";
  symbol.header = unit.places.header(file);
  symbol.flags = facts::SF_Internal;
  shard.symbols.push_back(std::move(symbol));
  return static_cast<Index>(shard.symbols.size() - 1);
}

Index Tables::slot(const clang::ValueDecl& variable) {
  const auto& canonical = *llvm::cast<clang::ValueDecl>(variable.getCanonicalDecl());
  if (auto known = symbols.find(&canonical); known != symbols.end()) return known->second;
  facts::Symbol symbol;
  symbol.id = symbolId(canonical, unit.places, unit.policy);
  auto [entry, inserted] = symbolsById.try_emplace(symbol.id, shard.symbols.size());
  symbols.try_emplace(&canonical, entry->second);
  if (!inserted) return entry->second;
  shard.symbols.emplace_back();
  symbol.name = qualifiedName(canonical, unit.policy);
  symbol.header = unit.places.header(unit.places.file(canonical.getLocation()));
  symbol.flags = facts::SF_Slot;
  if (!canonical.isExternallyVisible()) symbol.flags |= facts::SF_Internal;
  if (unit.places.inSystemHeader(canonical.getLocation())) symbol.flags |= facts::SF_System;
  symbol.returnType = type(canonical.getType());
  if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(canonical.getDeclContext())) {
    symbol.record = qualifiedName(*record, unit.policy);
    symbol.recordBases = baseNames(*definitionOf(record), unit.policy);
  }
  shard.symbols[entry->second] = std::move(symbol);
  return entry->second;
}

} // namespace nostall::cxx
