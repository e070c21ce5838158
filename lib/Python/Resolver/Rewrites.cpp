// Calls written anew, where that takes more than a template: SQLAlchemy's legacy queries.
#include "Python/Resolver/Writer.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;

bool Writer::isMapped(ClassId type) const {
  if (!evaluator.classes[type].project) return false;
  const NameId tableName = evaluator.names.find("__tablename__");
  return llvm::any_of(evaluator.classes[type].ancestors, [&](ClassId ancestor) {
    const ClassInfo& base = evaluator.classes[ancestor];
    if (base.project) return tableName && !evaluator.modules[base.module].of(base.scope, tableName).empty();
    return llvm::is_contained({"sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta",
                               "sqlalchemy.orm.MappedAsDataclass", "sqlmodel.SQLModel",
                               "flask_sqlalchemy.model.Model"},
                              evaluator.names.text(base.name));
  });
}

/// What an argument of `query(…)` selects.
Selected Writer::selected(Index index) {
  const Expression& argument = expression(index);
  auto mapped = [&](Index of) {
    const auto members = values.members(evaluator.value(module, of));
    return !members.empty() && llvm::all_of(members, [&](ValueId id) {
      return values[id].kind == Value::Kind::Class && isMapped(values[id].a);
    });
  };
  if (mapped(index)) return Selected::Entity;
  if (argument.kind == Expression::Kind::Attribute && mapped(argument.operands[0])) return Selected::Column;
  if (argument.kind != Expression::Kind::Call || argument.operands.empty()) return Selected::Unknown;
  const auto callees = values.members(evaluator.value(module, argument.operands[0]));
  const bool function = llvm::any_of(callees, [&](ValueId callee) {
    return llvm::StringRef(evaluator.libraryName(callee)).starts_with("sqlalchemy.func.");
  });
  return function ? Selected::Column : Selected::Unknown;
}

void Writer::addRewrites(facts::Call& call) {
  if (call.kind != facts::CallKind::Method || call.callee == None || call.expression == None) return;
  const facts::Symbol& symbol = shard.symbols[call.callee];
  const bool query = symbol.record == "sqlalchemy.orm.Query" ||
                     llvm::is_contained(symbol.recordBases, "sqlalchemy.orm.Query");
  if (!query || !(symbol.flags & facts::SF_System)) return;
  auto rewrite =
      rewriteQuery(info.facts(), call.expression, [&](Index argument) { return selected(argument); });
  if (!rewrite) return;
  rewrite->range = call.range;
  call.rewrites.push_back(std::move(*rewrite));
}

} // namespace nostall::python
