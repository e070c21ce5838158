#include "Cxx/Types.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/ADT/StringSet.h>

namespace nostall::cxx {
namespace {

const clang::ClassTemplateDecl* templateOf(const clang::TemplateSpecializationType& type) {
  return llvm::dyn_cast_or_null<clang::ClassTemplateDecl>(type.getTemplateName().getAsTemplateDecl());
}

/// The class or class template that identifies a type whatever its arguments are.
const clang::Decl* family(clang::QualType type) {
  const clang::CXXRecordDecl* record = classOf(type);
  if (!record) return nullptr;
  if (const auto* specialisation = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record))
    return specialisation->getSpecializedTemplate()->getCanonicalDecl();
  if (const clang::ClassTemplateDecl* pattern = record->getDescribedClassTemplate())
    return pattern->getCanonicalDecl();
  return record->getCanonicalDecl();
}

bool overSignature(const clang::CXXRecordDecl& record) {
  const auto* specialisation = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  if (!specialisation || specialisation->getTemplateArgs().size() == 0) return false;
  const clang::TemplateArgument& first = specialisation->getTemplateArgs()[0];
  return first.getKind() == clang::TemplateArgument::Type && first.getAsType()->isFunctionType();
}

bool onlyCalls(const clang::CXXRecordDecl& record) {
  unsigned operators = 0;
  for (const clang::CXXMethodDecl* method : record.methods()) {
    if (method->isImplicit() || method->isStatic() ||
        llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(method) ||
        method->getOverloadedOperator() == clang::OO_Equal)
      continue;
    if (method->getOverloadedOperator() != clang::OO_Call) return false;
    ++operators;
  }
  return operators == 1;
}

const clang::NamespaceDecl* findNamespace(const clang::ASTContext& context, llvm::StringRef name) {
  for (const clang::NamedDecl* found :
       context.getTranslationUnitDecl()->lookup(&const_cast<clang::ASTContext&>(context).Idents.get(name)))
    if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(found)) return space;
  return nullptr;
}

} // namespace

clang::QualType pointedTo(clang::QualType type) {
  while (!type.isNull()) {
    type = type.getNonReferenceType();
    if (type->isArrayType())
      type = clang::QualType(type->getBaseElementTypeUnsafe(), 0);
    else if (const auto* pointer = type->getAs<clang::PointerType>())
      type = pointer->getPointeeType();
    else
      break;
  }
  return type.isNull() ? type : type.getUnqualifiedType();
}

const clang::CXXRecordDecl* definitionOf(const clang::CXXRecordDecl* record) {
  if (!record) return nullptr;
  if (const clang::CXXRecordDecl* definition = record->getDefinition()) return definition;
  if (const auto* specialisation = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record))
    if (const clang::CXXRecordDecl* pattern =
            specialisation->getSpecializedTemplate()->getTemplatedDecl()->getDefinition())
      return pattern;
  return record;
}

const clang::CXXRecordDecl* classOf(clang::QualType type) {
  if (type.isNull()) return nullptr;
  if (const auto* record = type->getAsCXXRecordDecl()) return definitionOf(record);
  if (const auto* specialisation = type->getAs<clang::TemplateSpecializationType>())
    if (const clang::ClassTemplateDecl* pattern = templateOf(*specialisation))
      return definitionOf(pattern->getTemplatedDecl());
  return nullptr;
}

const clang::CXXRecordDecl* classBehind(clang::QualType type) { return classOf(pointedTo(type)); }

std::vector<const clang::CXXRecordDecl*> allBases(const clang::CXXRecordDecl& record) {
  std::vector<const clang::CXXRecordDecl*> result;
  llvm::SmallPtrSet<const clang::CXXRecordDecl*, 8> seen{record.getCanonicalDecl()};
  std::vector<const clang::CXXRecordDecl*> todo{&record};
  while (!todo.empty()) {
    const clang::CXXRecordDecl* current = definitionOf(todo.back());
    todo.pop_back();
    if (!current->hasDefinition()) continue;
    for (const clang::CXXBaseSpecifier& base : current->bases()) {
      const clang::CXXRecordDecl* next = classOf(base.getType());
      if (!next || !seen.insert(next->getCanonicalDecl()).second) continue;
      result.push_back(next);
      todo.push_back(next);
    }
  }
  return result;
}

bool inStd(const clang::Decl& declaration) {
  const clang::NamespaceDecl* outermost = nullptr;
  for (const clang::DeclContext* context = declaration.getDeclContext(); context;
       context = context->getParent())
    if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context)) outermost = space;
  if (!outermost || !outermost->getIdentifier()) return false;
  llvm::StringRef name = outermost->getName();
  return name == "std" || name == "__gnu_cxx";
}

llvm::StringRef nameOf(const clang::CXXRecordDecl* record) {
  return record && record->getIdentifier() ? record->getName() : llvm::StringRef();
}

CallableType callableType(clang::QualType type) {
  if (type.isNull()) return CallableType::No;
  type = type.getNonReferenceType();
  if (type->isFunctionPointerType() || type->isMemberFunctionPointerType() || type->isFunctionType() ||
      type->isBlockPointerType())
    return CallableType::Pointer;
  const clang::CXXRecordDecl* record = classOf(type);
  if (!record || !record->hasDefinition()) return CallableType::No;
  if (record->isLambda()) return CallableType::Closure;
  if (overSignature(*record)) return CallableType::Erased;
  return !inStd(*record) && onlyCalls(*record) ? CallableType::Functor : CallableType::No;
}

const clang::CXXMethodDecl* callOperator(const clang::CXXRecordDecl& record) {
  if (record.isLambda()) {
    if (const clang::FunctionTemplateDecl* generic = record.getDependentLambdaCallOperator()) {
      const clang::FunctionDecl* first = nullptr;
      for (const clang::FunctionDecl* specialisation : generic->specializations())
        if (!first && specialisation->hasBody()) first = specialisation;
      return llvm::cast<clang::CXXMethodDecl>(first ? first : generic->getTemplatedDecl());
    }
    return record.getLambdaCallOperator();
  }
  for (const clang::Decl* member : record.decls()) {
    if (const auto* pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(member))
      member = pattern->getTemplatedDecl();
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(member);
    if (method && method->getOverloadedOperator() == clang::OO_Call) return method;
  }
  return nullptr;
}

const clang::CXXDestructorDecl* destructorOf(const clang::CXXRecordDecl& record) {
  if (const clang::CXXDestructorDecl* selected = record.getDestructor()) return selected;
  for (const clang::Decl* member : record.decls())
    if (const auto* declared = llvm::dyn_cast<clang::CXXDestructorDecl>(member)) return declared;
  return nullptr;
}

CoroutineTypes::CoroutineTypes(const clang::ASTContext& context) {
  const clang::NamespaceDecl* space = findNamespace(context, "std");
  if (!space) return;
  clang::IdentifierInfo& name = const_cast<clang::ASTContext&>(context).Idents.get("coroutine_traits");
  for (const clang::NamedDecl* found : space->lookup(&name)) {
    auto* traits = const_cast<clang::ClassTemplateDecl*>(llvm::dyn_cast<clang::ClassTemplateDecl>(found));
    if (!traits) continue;
    auto add = [this](const clang::ClassTemplateSpecializationDecl& specialisation) {
      if (specialisation.getTemplateArgs().size() == 0) return;
      const clang::TemplateArgument& result = specialisation.getTemplateArgs()[0];
      if (result.getKind() == clang::TemplateArgument::Type)
        if (const clang::Decl* named = family(result.getAsType())) specialised.insert(named);
    };
    llvm::SmallVector<clang::ClassTemplatePartialSpecializationDecl*, 4> partial;
    traits->getPartialSpecializations(partial);
    for (const clang::ClassTemplatePartialSpecializationDecl* specialisation : partial)
      add(*specialisation);
    for (const clang::ClassTemplateSpecializationDecl* specialisation : traits->specializations())
      if (specialisation->isExplicitSpecialization()) add(*specialisation);
  }
}

bool CoroutineTypes::contains(clang::QualType type) const {
  const clang::CXXRecordDecl* record = classOf(type);
  if (!record) return false;
  if (const clang::Decl* named = family(type); named && specialised.contains(named)) return true;
  if (!record->hasDefinition()) return false;
  clang::IdentifierInfo& name = record->getASTContext().Idents.get("promise_type");
  auto nested = [&name](const clang::CXXRecordDecl& owner) { return !owner.lookup(&name).empty(); };
  if (nested(*record)) return true;
  for (const clang::CXXRecordDecl* base : allBases(*record))
    if (base->hasDefinition() && nested(*base)) return true;
  return false;
}

} // namespace nostall::cxx
