#include "Cxx/Relevance.h"

#include "Cxx/Types.h"

#include <llvm/ADT/StringSet.h>
#include <llvm/ADT/StringSwitch.h>

namespace nostall::cxx {
namespace {

/// Classes of namespace std whose members can wait, or run on another thread. Everything else in std is
/// memory only.
bool waits(llvm::StringRef name) {
  static const llvm::StringSet<> names = {
      // futures and threads
      "future", "shared_future", "promise", "packaged_task", "thread", "jthread",
      // locks and their like
      "mutex", "timed_mutex", "recursive_mutex", "recursive_timed_mutex", "shared_mutex",
      "shared_timed_mutex", "lock_guard", "unique_lock", "shared_lock", "scoped_lock", "condition_variable",
      "condition_variable_any", "counting_semaphore", "latch", "barrier",
      // resumed elsewhere: an awaiter of the program's own may switch threads
      "coroutine_handle",
      // called through, not stored (stores are slots)
      "function", "move_only_function", "copyable_function",
      // files
      "basic_fstream", "basic_ifstream", "basic_ofstream", "basic_filebuf", "directory_iterator",
      "recursive_directory_iterator", "directory_entry"};
  return names.contains(name);
}

/// Classes of namespace std whose destructor waits or writes. A lock's only releases.
bool waitsAtEnd(llvm::StringRef name) {
  static const llvm::StringSet<> names = {"future",        "shared_future",  "jthread",      "thread",
                                          "basic_fstream", "basic_ofstream", "basic_filebuf"};
  return names.contains(name);
}

/// Free functions of namespace std, outside its namespaces `filesystem` and `this_thread`, that matter by
/// themselves.
bool runs(llvm::StringRef name) {
  static const llvm::StringSet<> names = {"async",
                                          "invoke",
                                          "invoke_r",
                                          "apply",
                                          "call_once",
                                          "lock",
                                          "try_lock",
                                          "system",
                                          "atomic_wait",
                                          "atomic_wait_explicit",
                                          "atomic_flag_wait",
                                          "atomic_flag_wait_explicit"};
  return names.contains(name);
}

/// Free functions of namespace std that only keep a callable or hand it on.
bool keeps(llvm::StringRef name) {
  static const llvm::StringSet<> names = {"move",
                                          "forward",
                                          "ref",
                                          "cref",
                                          "bind",
                                          "bind_front",
                                          "bind_back",
                                          "mem_fn",
                                          "not_fn",
                                          "swap",
                                          "exchange",
                                          "addressof",
                                          "as_const",
                                          "make_pair",
                                          "tie",
                                          "get",
                                          "make_tuple",
                                          "make_unique",
                                          "make_shared",
                                          "make_optional",
                                          "allocate_shared",
                                          "construct_at",
                                          "destroy_at",
                                          "forward_as_tuple",
                                          "make_any",
                                          "move_if_noexcept"};
  return names.contains(name);
}

/// Members of memory-only classes that call what they are handed.
bool callsArgument(llvm::StringRef name) {
  static const llvm::StringSet<> names = {
      "and_then", "or_else", "transform", "transform_error", "sort",
      "merge",    "unique",  "remove_if", "visit",           "resize_and_overwrite"};
  return names.contains(name);
}

/// Qt's values: as memory-only as the standard library's, and as frequent.
bool isQtValue(const clang::CXXRecordDecl* record) {
  static const llvm::StringSet<> names = {
      "QString",       "QStringList",    "QStringView",    "QLatin1String", "QLatin1StringView",
      "QByteArray",    "QByteArrayView", "QChar",          "QVariant",      "QList",
      "QVector",       "QHash",          "QMap",           "QMultiMap",     "QMultiHash",
      "QSet",          "QPair",          "QUrl",           "QDateTime",     "QDate",
      "QTime",         "QSize",          "QPoint",         "QRect",         "QDebug",
      "QNoDebug",      "QMessageLogger", "QFlags",         "QJsonValue",    "QJsonObject",
      "QJsonArray",    "QJsonDocument",  "QSharedPointer", "QPointer",      "QScopedPointer",
      "QStringBuilder"};
  while (record && record->getDeclContext()->isRecord()) // their iterators
    record = llvm::dyn_cast<clang::CXXRecordDecl>(record->getDeclContext());
  if (!record || !names.contains(nameOf(record))) return false;
  const clang::DeclContext* context = record->getDeclContext()->getRedeclContext();
  return context->isTranslationUnit() &&
         record->getASTContext().getSourceManager().isInSystemHeader(record->getLocation());
}

/// Containers and handles that destroy what they are made of, and which of their template arguments that is.
unsigned ownedArguments(llvm::StringRef name) {
  return llvm::StringSwitch<unsigned>(name)
      .Cases("unique_ptr", "optional", "vector", "array", "deque", "list", "forward_list", 1)
      .Cases("pair", "map", "unordered_map", 2)
      .Case("tuple", ~0u)
      .Default(0);
}

/// The type of a std::unique_ptr's deleter; null for other classes.
clang::QualType deleterType(const clang::CXXRecordDecl& pointer) {
  const auto* record = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&pointer);
  if (!record || nameOf(record) != "unique_ptr" || record->getTemplateArgs().size() < 2) return {};
  const clang::TemplateArgument& argument = record->getTemplateArgs()[1];
  return argument.getKind() == clang::TemplateArgument::Type ? argument.getAsType() : clang::QualType();
}

llvm::StringRef innerNamespace(const clang::Decl& declaration) {
  const clang::DeclContext* context = declaration.getDeclContext()->getEnclosingNamespaceContext();
  for (; context; context = context->getParent())
    if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context))
      if (!space->isInline() && space->getIdentifier() && !space->getName().starts_with("_"))
        return space->getName();
  return {};
}

llvm::StringRef plainName(const clang::NamedDecl& declaration) {
  return declaration.getIdentifier() ? declaration.getName() : llvm::StringRef();
}

} // namespace

bool isInternalClass(const clang::CXXRecordDecl& record) {
  return inStd(record) && nameOf(&record).starts_with("_");
}

bool Relevance::callMatters(const clang::FunctionDecl& callee, const clang::CXXRecordDecl* receiver,
                            bool callableArgument) const {
  if (callee.getBuiltinID() != 0 && !callee.isExternC()) return false;
  if (llvm::StringRef name = plainName(callee);
      name.starts_with("__builtin_") || name.starts_with("__atomic_"))
    return false;
  if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
      method && isQtValue(method->getParent()))
    return callableArgument;
  if (!inStd(callee)) return true;
  if (innerNamespace(callee) == "filesystem")
    return nameOf(receiver) != "path" &&
           (llvm::isa<clang::CXXMethodDecl>(callee) || !callee.isOverloadedOperator());
  if (innerNamespace(callee) == "this_thread") return true;
  if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee)) {
    llvm::StringRef owner = nameOf(method->getParent());
    if (waits(owner) || waits(nameOf(receiver))) return callee.getOverloadedOperator() != clang::OO_Equal;
    if (plainName(callee) == "wait") // of std::atomic, whose wait is inherited
      return true;
    if (callee.getOverloadedOperator() == clang::OO_Call && isInternalClass(*method->getParent()))
      return callableArgument; // `std::ranges::for_each` is an object
    return callableArgument && callsArgument(plainName(callee));
  }
  llvm::StringRef name = plainName(callee);
  return runs(name) || (callableArgument && !name.empty() && !keeps(name));
}

bool Relevance::constructorMatters(const clang::CXXConstructorDecl& constructor, bool callableArgument) {
  if (constructor.isTrivial() || constructor.isDeleted()) return false;
  const clang::CXXRecordDecl& record = *constructor.getParent();
  if (record.isLambda() || isQtValue(&record)) return false;
  if (inStd(record)) {
    llvm::StringRef name = nameOf(&record);
    if (name == "thread" || name == "jthread") return callableArgument;
    return waits(name) && !constructor.isCopyOrMoveConstructor() && !constructor.isDefaultConstructor() &&
           !name.ends_with("function");
  }
  if (constructor.isUserProvided() || constructor.isInheritingConstructor()) return true;
  if (!record.hasDefinition()) return false;
  auto [known, fresh] = constructors.try_emplace(&constructor, false); // ends recursion in broken code
  if (!fresh) return known->second;
  auto partMatters = [&](clang::QualType type, bool initialised) {
    const clang::CXXRecordDecl* part =
        type.isNull() ? nullptr : classOf(clang::QualType(type->getBaseElementTypeUnsafe(), 0));
    if (!part || !part->hasDefinition()) return false;
    for (const clang::CXXConstructorDecl* candidate : part->ctors()) {
      bool same = constructor.isDefaultConstructor() ? candidate->isDefaultConstructor()
                  : constructor.isCopyConstructor()  ? candidate->isCopyConstructor()
                                                     : candidate->isCopyOrMoveConstructor();
      if ((same || initialised) && constructorMatters(*candidate, false)) return true;
    }
    return false;
  };
  bool matters = false;
  for (const clang::CXXBaseSpecifier& base : record.bases())
    matters = matters || partMatters(base.getType(), false);
  for (const clang::FieldDecl* field : record.fields()) {
    bool initialised = constructor.isDefaultConstructor() && field->hasInClassInitializer();
    matters = matters || initialised || partMatters(field->getType(), initialised);
  }
  return constructors[&constructor] = matters;
}

llvm::SmallVector<clang::QualType, 2> Relevance::owned(clang::QualType type) const {
  llvm::SmallVector<clang::QualType, 2> result;
  const auto* record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
      type.isNull() ? nullptr : type->getAsCXXRecordDecl());
  if (!record || !inStd(*record)) return result;
  unsigned count = ownedArguments(nameOf(record));
  auto add = [&](const clang::TemplateArgument& argument) {
    if (argument.getKind() == clang::TemplateArgument::Type && result.size() < count)
      result.push_back(argument.getAsType());
  };
  for (const clang::TemplateArgument& argument : record->getTemplateArgs().asArray()) {
    if (argument.getKind() != clang::TemplateArgument::Pack)
      add(argument);
    else
      llvm::for_each(argument.pack_elements(), add);
  }
  if (clang::QualType custom = deleterType(*record);
      !custom.isNull() && nameOf(classOf(custom)) != "default_delete")
    result.clear(); // what a deleter of one's own does is a call, and not a destruction
  return result;
}

const clang::CXXMethodDecl* Relevance::deleter(clang::QualType type) const {
  const auto* record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
  const clang::CXXRecordDecl* custom = record && inStd(*record) ? classOf(deleterType(*record)) : nullptr;
  return custom && custom->hasDefinition() && !inStd(*custom) ? callOperator(*custom) : nullptr;
}

bool Relevance::destructorMatters(clang::QualType type) {
  if (type.isNull() || type->isReferenceType() || type->isPointerType()) return false;
  type = clang::QualType(type->getBaseElementTypeUnsafe(), 0);
  const clang::CXXRecordDecl* record = classOf(type);
  if (!record || !record->hasDefinition() || record->isLambda() || isQtValue(record)) return false;
  if (auto known = destructors.find(record); known != destructors.end()) return known->second;
  if (!underway.insert(record).second) { // `struct Node { std::unique_ptr<Node> next; };`
    cut = true;
    return false;
  }
  bool matters = false;
  if (inStd(*record)) {
    matters = waitsAtEnd(nameOf(record)) || deleter(type);
    for (clang::QualType part : owned(type))
      matters = matters || destructorMatters(part);
  } else if (!record->hasTrivialDestructor() || record->isDependentContext()) {
    const clang::CXXDestructorDecl* destructor = destructorOf(*record);
    matters = destructor && destructor->isUserProvided();
    for (const clang::CXXBaseSpecifier& base : record->bases())
      matters = matters || destructorMatters(base.getType());
    for (const clang::FieldDecl* field : record->fields())
      matters = matters || destructorMatters(field->getType());
  }
  underway.erase(record);
  if (matters || !cut || underway.empty()) destructors[record] = matters;
  cut = cut && !underway.empty();
  return matters;
}

} // namespace nostall::cxx
