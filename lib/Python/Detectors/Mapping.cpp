#include "Python/Detectors/Mapping.h"

#include "Python/Detectors/Trace.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSwitch.h>

namespace nostall::python {

using facts::Expression;

namespace {

bool isBase(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta", true)
      .Cases("sqlmodel.SQLModel", "flask_sqlalchemy.model.Model", true)
      .Default(false);
}

/// Whether a dotted name is this function of SQLAlchemy or of what is built on it.
bool isOrmFunction(llvm::StringRef dotted, std::initializer_list<llvm::StringRef> names) {
  const llvm::StringRef top = dotted.split('.').first;
  return (top == "sqlalchemy" || top == "sqlmodel" || top == "flask_sqlalchemy") &&
         llvm::is_contained(names, llvm::StringRef(rules::unqualified(dotted)));
}

bool isContainer(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("list", "List", "set", "Set", "Sequence", "MutableSequence", "Collection", true)
      .Cases("dict", "Dict", "Mapping", "MutableMapping", "WriteOnlyMapped", "DynamicMapped", true)
      .Default(false);
}

} // namespace

bool Mapping::isMapped(ClassId type) const {
  if (!evaluator.classes[type].project) return false;
  const NameId table = evaluator.names.find("__tablename__"), made = evaluator.names.find("__table__");
  return llvm::any_of(evaluator.classes[type].ancestors, [&](ClassId ancestor) {
    const ClassInfo& base = evaluator.classes[ancestor];
    if (!base.project) return isBase(evaluator.names.text(base.name));
    const ModuleInfo& home = evaluator.modules[base.module];
    return (table && !home.of(base.scope, table).empty()) || (made && !home.of(base.scope, made).empty());
  });
}

std::optional<ClassId> Mapping::instance(SetId set) const {
  std::optional<ClassId> found;
  for (ValueId id : evaluator.values.members(evaluator.values.withoutNull(set))) {
    const Value value = evaluator.values[id];
    if (value.kind != Value::Kind::Instance || !isMapped(value.a) || (found && *found != value.a))
      return std::nullopt;
    found = value.a;
  }
  return found;
}

std::optional<ClassId> Mapping::mappedClass(SetId set) const {
  std::optional<ClassId> found;
  for (ValueId id : evaluator.values.members(set)) {
    const Value value = evaluator.values[id];
    if (value.kind != Value::Kind::Class || !isMapped(value.a) || (found && *found != value.a))
      return std::nullopt;
    found = value.a;
  }
  return found;
}

MappedAttribute Mapping::attribute(ClassId type, llvm::StringRef text) {
  const NameId name = evaluator.names.find(text);
  if (!name) return {};
  for (ClassId ancestor : evaluator.classes[type].ancestors) {
    const ClassInfo& info = evaluator.classes[ancestor];
    if (!info.project) continue;
    const ModuleInfo& home = evaluator.modules[info.module];
    const auto bindings = home.of(info.scope, name);
    if (bindings.empty()) continue;
    if (bindings.size() > 1) return {};
    const facts::Binding& binding = home.facts().bindings[bindings.front().binding];
    MappedAttribute found;
    found.module = info.module;
    found.owner = ancestor;
    found.annotation = binding.annotation;
    bool mapped = false;
    if (found.annotation != None) {
      const Expression& annotation = home.expression(found.annotation);
      if (annotation.kind == Expression::Kind::Subscript) {
        const llvm::StringRef form = home.expression(annotation.operands[0]).text;
        mapped = form == "Mapped" || form == "WriteOnlyMapped" || form == "DynamicMapped";
        if (form == "Mapped") found.annotation = annotation.operands[1];
      }
    }
    if (binding.value != None && home.expression(binding.value).kind == Expression::Kind::Call) {
      const std::string made = calledFunction(evaluator, {info.module, binding.value});
      found.call = binding.value;
      if (isOrmFunction(made, {"relationship", "Relationship"}))
        found.kind = MappedAttribute::Kind::Relationship;
      else if (isOrmFunction(made, {"Column", "mapped_column", "Field", "deferred", "column_property"}))
        found.kind = MappedAttribute::Kind::Column;
      return found.kind == MappedAttribute::Kind::None ? MappedAttribute() : found;
    }
    const bool sqlModel = llvm::any_of(evaluator.classes[ancestor].ancestors, [&](ClassId one) {
      return evaluator.names.text(evaluator.classes[one].name) == "sqlmodel.SQLModel";
    });
    if ((mapped && binding.value == None) || (sqlModel && binding.annotation != None))
      found.kind = MappedAttribute::Kind::Column;
    return found.kind == MappedAttribute::Kind::None ? MappedAttribute() : found;
  }
  return {};
}

Index Mapping::keyword(const MappedAttribute& of, llvm::StringRef name) const {
  if (of.call == None) return None;
  const Expression& call = evaluator.expression(of.module, of.call);
  for (std::size_t number = 1; number < call.operands.size(); ++number)
    if (call.keywords[number - 1] == name) return call.operands[number];
  return None;
}

std::optional<llvm::StringRef> Mapping::laziness(const MappedAttribute& of) const {
  for (llvm::StringRef hiding :
       {"**", "sa_relationship", "sa_relationship_args", "sa_relationship_kwargs", "collection_class"})
    if (keyword(of, hiding) != None) return std::nullopt;
  if (of.annotation != None) {
    const Expression& annotation = evaluator.expression(of.module, of.annotation);
    if (annotation.kind == Expression::Kind::Subscript) {
      const llvm::StringRef form = evaluator.expression(of.module, annotation.operands[0]).text;
      if (form == "WriteOnlyMapped" || form == "DynamicMapped") return llvm::StringRef("dynamic");
    }
  }
  const Index lazy = keyword(of, "lazy");
  if (lazy == None) return llvm::StringRef("select");
  const Expression& given = evaluator.expression(of.module, lazy);
  if (given.kind == Expression::Kind::Boolean) return llvm::StringRef(given.integer ? "select" : "joined");
  if (given.kind != Expression::Kind::String) return std::nullopt;
  return llvm::StringRef(given.text);
}

/// The class that is named where a relationship names its target.
std::optional<ClassId> Mapping::named(ModuleId module, Index index) {
  const Expression& expression = evaluator.expression(module, index);
  if (expression.kind != Expression::Kind::String) {
    if (const auto found = mappedClass(evaluator.value(module, index))) return found;
    return instance(evaluator.annotated(module, index));
  }
  if (byName.empty())
    for (ClassId type = 0; type < evaluator.classes.size(); ++type)
      if (isMapped(type))
        byName[evaluator.names.intern(rules::unqualified(evaluator.names.text(evaluator.classes[type].name)))]
            .push_back(type);
  const auto found = byName.find(evaluator.names.find(rules::unqualified(expression.text)));
  if (found == byName.end() || found->second.size() != 1) return std::nullopt;
  return found->second.front();
}

std::optional<ClassId> Mapping::target(const MappedAttribute& of) {
  if (of.call != None) {
    const Expression& call = evaluator.expression(of.module, of.call);
    if (call.operands.size() > 1 && call.keywords[0].empty())
      if (const auto found = named(of.module, call.operands[1])) return found;
    if (const Index argument = keyword(of, "argument"); argument != None)
      if (const auto found = named(of.module, argument)) return found;
  }
  if (of.annotation == None) return std::nullopt;
  Index inner = of.annotation;
  while (evaluator.expression(of.module, inner).kind == Expression::Kind::Subscript)
    inner = evaluator.expression(of.module, inner).operands[1];
  return named(of.module, inner);
}

/// The literal `__tablename__` of a class.
llvm::StringRef Mapping::tableOf(ClassId type) {
  const ClassInfo& info = evaluator.classes[type];
  const ModuleInfo& home = evaluator.modules[info.module];
  const auto bindings = home.of(info.scope, evaluator.names.find("__tablename__"));
  if (bindings.size() != 1) return {};
  const Index value = home.facts().bindings[bindings.front().binding].value;
  if (value == None || home.expression(value).kind != Expression::Kind::String) return {};
  return home.expression(value).text;
}

/// Whether a column of one class is a foreign key of the other's table.
bool Mapping::refersTo(ClassId from, ClassId to) {
  const llvm::StringRef table = tableOf(to);
  const ClassInfo& info = evaluator.classes[from];
  if (table.empty() || !info.project) return false;
  const facts::Module& facts = evaluator.modules[info.module].facts();
  return llvm::any_of(facts.bindings, [&](const facts::Binding& binding) {
    if (binding.scope != info.scope || binding.value == None) return false;
    const Expression& value = facts.expressions[binding.value];
    if (value.kind != Expression::Kind::Call) return false;
    return llvm::any_of(value.operands, [&](Index operand) {
      const Expression& key = facts.expressions[operand];
      if (key.kind == Expression::Kind::String) // SQLModel: `Field(foreign_key="users.id")`
        return llvm::StringRef(key.text).starts_with((table + ".").str());
      if (key.kind != Expression::Kind::Call || key.operands.size() < 2) return false;
      if (rules::unqualified(facts.expressions[key.operands[0]].text) != "ForeignKey") return false;
      const Expression& column = facts.expressions[key.operands[1]];
      if (column.kind == Expression::Kind::String)
        return llvm::StringRef(column.text).starts_with((table + ".").str());
      return column.kind == Expression::Kind::Attribute &&
             mappedClass(evaluator.value(info.module, column.operands[0])) == to;
    });
  });
}

std::optional<bool> Mapping::isCollection(const MappedAttribute& of) {
  if (const Index uselist = keyword(of, "uselist"); uselist != None) {
    const Expression& given = evaluator.expression(of.module, uselist);
    if (given.kind != Expression::Kind::Boolean) return std::nullopt;
    return given.integer != 0;
  }
  if (of.annotation != None) {
    const Expression& annotation = evaluator.expression(of.module, of.annotation);
    if (annotation.kind != Expression::Kind::Subscript) return false;
    const llvm::StringRef form = evaluator.expression(of.module, annotation.operands[0]).text;
    if (form == "Optional") return false;
    return isContainer(form) ? std::optional(true) : std::nullopt;
  }
  if (keyword(of, "secondary") != None) return true;
  const auto other = target(of);
  if (!other || *other == of.owner) return std::nullopt;
  const bool there = refersTo(*other, of.owner), here = refersTo(of.owner, *other);
  return there == here ? std::nullopt : std::optional(there);
}

} // namespace nostall::python
