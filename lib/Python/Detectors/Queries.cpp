// Legacy queries written as statements: which expressions, and what their arguments select.
#include "Python/Detectors/Detection.h"
#include "Python/QueryRewrite.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace nostall::python {

using facts::Expression;

namespace {

/// A function of SQLAlchemy's that makes an SQL expression.
bool makesColumn(llvm::StringRef dotted) {
  if (!dotted.starts_with("sqlalchemy.")) return false;
  if (dotted.starts_with("sqlalchemy.func.") || dotted.contains(".functions.")) return true;
  return llvm::is_contained({"distinct", "cast", "literal", "literal_column", "case", "extract",
                             "type_coerce", "null", "true", "false"},
                            rules::unqualified(dotted));
}

struct Classifier {
  Detection& at;

  /// A mapped class, or an alias of one: the catalogue takes `aliased(X)` for an instance of X.
  std::optional<ClassId> entity(Index index) const {
    const SetId set = at.value(index);
    if (const auto type = at.mapping.mappedClass(set)) return type;
    return at.mapping.instance(set);
  }

  Selected operator()(Index index) const {
    if (entity(index)) return Selected::Entity;
    const Expression& argument = at.expression(index);
    if (argument.operands.empty()) return Selected::Unknown;
    if (argument.kind == Expression::Kind::Attribute) {
      const auto owner = entity(argument.operands[0]);
      if (!owner) return Selected::Unknown;
      const bool column = argument.text == "__table__" ||
                          at.mapping.attribute(*owner, argument.text).kind == MappedAttribute::Kind::Column;
      return column ? Selected::Column : Selected::Unknown;
    }
    if (argument.kind != Expression::Kind::Call) return Selected::Unknown;
    if (makesColumn(calledFunction(at.evaluator, at.at(index)))) return Selected::Column;
    // `User.name.label("n")`, `func.count().label("n")`
    const Expression& callee = at.expression(argument.operands[0]);
    const bool method = callee.kind == Expression::Kind::Attribute &&
                        llvm::is_contained({"label", "distinct", "asc", "desc", "cast", "op"}, callee.text);
    return method && (*this)(callee.operands[0]) == Selected::Column ? Selected::Column : Selected::Unknown;
  }
};

/// Says what the text uses of SQLAlchemy that the module has not imported.
void addImports(const Detection& at, facts::Rewrite& rewrite) {
  std::vector<std::string> missing;
  for (llvm::StringRef name : {"select", "update", "delete", "func"}) {
    const std::string use = (name + (name == "func" ? ".count(" : "(")).str();
    if (llvm::StringRef(rewrite.text).contains(use) && at.info().of(0, at.evaluator.names.find(name)).empty())
      missing.push_back("`" + name.str() + "`");
  }
  if (missing.empty()) return;
  rewrite.condition +=
      "; " + llvm::join(missing, " and ") +
      (missing.size() == 1 ? " is imported from `sqlalchemy`" : " are imported from `sqlalchemy`");
}

} // namespace

void rewriteQueries(Detection& at, llvm::DenseMap<Index, facts::Rewrite>& rewrites) {
  const Classifier classify{at};
  auto keep = [&](Index expression, std::optional<facts::Rewrite> rewrite) {
    if (!rewrite) return;
    if (!at.program.hiddenFilter.empty()) {
      rewrite->text.clear();
      rewrite->exactness = "advice";
      rewrite->condition = at.program.hiddenFilter;
    }
    addImports(at, *rewrite);
    rewrites.try_emplace(expression, std::move(*rewrite));
  };
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& expression = at.expression(index);
    if (expression.kind == Expression::Kind::Call && !expression.text.empty() &&
        !calledMethod(at.evaluator, at.at(index), QueryClass).empty())
      keep(index, rewriteQuery(at.info().facts(), index, classify));
    if (expression.kind == Expression::Kind::Element && !expression.asynchronous &&
        isInstance(at.evaluator, at.value(expression.operands[0]), QueryClass))
      keep(index, rewriteIteration(at.info().facts(), expression.operands[0], classify));
  }
}

} // namespace nostall::python
