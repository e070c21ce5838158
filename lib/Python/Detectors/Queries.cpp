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

/// `list(x)`
bool listedArgument(const Expression& call, const facts::Module& module) {
  if (call.operands.size() != 2 || !call.keywords[0].empty()) return false;
  const Expression& callee = module.expressions[call.operands[0]];
  return callee.kind == Expression::Kind::Name && callee.text == "list";
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
  llvm::DenseMap<Index, const facts::Call*> calls;
  auto callAt = [&](Index expression) {
    if (calls.empty())
      for (const facts::Entity& entity : at.info().shard->entities)
        for (const facts::Call& call : entity.calls)
          if (call.expression != None) calls.try_emplace(call.expression, &call);
    return calls.lookup(expression);
  };
  auto sources = [&](Index name) { return at.evaluator.sources(at.module, name); };
  const QueryContext context{classify, sources};
  const facts::Module& module = at.info().facts();
  auto isQuery = [&](Index index) { return isInstance(at.evaluator, at.value(index), QueryClass); };
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& expression = at.expression(index);
    switch (expression.kind) {
    case Expression::Kind::Call:
      if (!calledMethod(at.evaluator, at.at(index), QueryClass).empty()) {
        if (const facts::Call* call = callAt(index))
          keep(index, rewriteQuery(module, index, call->receiver.source, context));
      } else if (listedArgument(expression, module) && isQuery(expression.operands[1])) {
        if (const facts::Call* call = callAt(index); call && !call->arguments.empty())
          keep(index, rewriteList(module, expression.operands[1], call->arguments[0].source, context));
      }
      break;
    case Expression::Kind::Element:
      if (!expression.asynchronous && isQuery(expression.operands[0]))
        if (const facts::Call* call = callAt(index))
          keep(index, rewriteIteration(module, expression.operands[0], call->receiver.source, context));
      break;
    case Expression::Kind::Subscript:
      if (isQuery(expression.operands[0]))
        if (const facts::Call* call = callAt(index); call && call->arguments.size() == 1)
          keep(index, rewriteItem(module, expression.operands[0], call->receiver.source,
                                  call->arguments[0].source, context));
      break;
    default:
      break;
    }
  }
}

} // namespace nostall::python
