// Results that refuse what is done with them.
#include "Python/Detectors/Detection.h"
#include "Rules/Names.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;

namespace {

bool isExecuting(llvm::StringRef method) {
  return llvm::is_contained({"execute", "scalars", "scalar", "exec"}, method);
}

/// Whether a statement joins rows of a collection to those of what it selects.
struct Joins {
  Detection& at;

  bool collection(ModuleId module, Index attribute) const {
    const Expression& path = at.evaluator.expression(module, attribute);
    if (path.kind != Expression::Kind::Attribute) return false;
    const auto owner = at.mapping.mappedClass(at.evaluator.value(module, path.operands[0]));
    if (!owner) return false;
    const MappedAttribute found = at.mapping.attribute(*owner, path.text);
    return found.kind == MappedAttribute::Kind::Relationship && at.mapping.isCollection(found) == true;
  }

  struct Loader {
    bool joins = false;    ///< a collection
    bool goesOn = false;   ///< what is loaded by the next one belongs to the same row
    Index selected = None; ///< the class that the path starts from
  };

  /// `joinedload(A.b).joinedload(B.cs)` by its outermost call.
  Loader loader(ModuleId module, Index option) const {
    const Expression& call = at.evaluator.expression(module, option);
    if (call.kind != Expression::Kind::Call || call.operands.size() < 2) return {};
    const Expression& callee = at.evaluator.expression(module, call.operands[0]);
    const std::string function = calledFunction(at.evaluator, {module, option});
    const bool first = llvm::StringRef(function).starts_with("sqlalchemy.") &&
                       !at.evaluator.values.members(at.evaluator.value(module, call.operands[0])).empty();
    const llvm::StringRef name = first ? rules::unqualified(function) : std::string_view(callee.text);
    const bool joining = name == "joinedload" || name == "contains_eager";
    const bool joins = joining && llvm::any_of(llvm::drop_begin(call.operands), [&](Index attribute) {
                         return collection(module, attribute);
                       });
    if (first) {
      const Expression& path = at.evaluator.expression(module, call.operands[1]);
      const Index root = path.kind == Expression::Kind::Attribute ? path.operands[0] : None;
      return {joins, joining, root};
    }
    if (callee.kind != Expression::Kind::Attribute) return {};
    const Loader before = loader(module, callee.operands[0]);
    return {before.joins || (before.goesOn && joins), before.goesOn && joining, before.selected};
  }

  /// A class that the statement selects as objects and that loads a collection by joining unless told not to.
  bool mappedJoined(const Statement& statement) const {
    const Expression& select = at.evaluator.expression(statement.select.module, statement.select.call);
    return llvm::any_of(llvm::drop_begin(select.operands), [&](Index selected) {
      const auto type = at.mapping.mappedClass(at.evaluator.value(statement.select.module, selected));
      if (!type) return false;
      for (ClassId ancestor : at.evaluator.classes[*type].ancestors) {
        const ClassInfo& info = at.evaluator.classes[ancestor];
        if (!info.project) continue;
        for (const facts::Binding& binding : at.evaluator.modules[info.module].facts().bindings) {
          if (binding.scope != info.scope) continue;
          const MappedAttribute found = at.mapping.attribute(*type, binding.name);
          if (found.kind == MappedAttribute::Kind::Relationship && at.mapping.laziness(found) == "joined" &&
              at.mapping.isCollection(found) == true)
            return true;
        }
      }
      return false;
    });
  }

  bool operator()(const Statement& statement) const {
    const Expression& select = at.evaluator.expression(statement.select.module, statement.select.call);
    bool options = false;
    for (const Statement::Link& link : statement.links) {
      if (link.method != "options") continue;
      options = true;
      for (Index option :
           llvm::drop_begin(at.evaluator.expression(link.call.module, link.call.call).operands)) {
        const Loader found = loader(link.call.module, option);
        if (!found.joins || found.selected == None) continue;
        const auto type = at.mapping.mappedClass(at.evaluator.value(link.call.module, found.selected));
        if (type && llvm::any_of(llvm::drop_begin(select.operands), [&](Index selected) {
              return at.mapping.mappedClass(at.evaluator.value(statement.select.module, selected)) == type;
            }))
          return true;
      }
    }
    return !options && mappedJoined(statement);
  }
};

/// `yield_per` among the execution options of a call.
bool setsYieldPer(const Detection& at, Site call) {
  if (argument(at.evaluator, call, "yield_per") != None) return true;
  auto inMapping = [&](Index given) {
    if (given == None) return false;
    const Expression& options = at.evaluator.expression(call.module, given);
    return options.kind == Expression::Kind::Mapping && llvm::any_of(options.operands, [&](Index operand) {
             const Expression& key = at.evaluator.expression(call.module, operand);
             return key.kind == Expression::Kind::String && key.text == "yield_per";
           });
  };
  return inMapping(argument(at.evaluator, call, "execution_options")) ||
         inMapping(argument(at.evaluator, call, "**"));
}

} // namespace

void findJoinedCollections(Detection& at) {
  const Joins joins{at};
  auto check = [&](Index result, Index mark) {
    const auto reading = readingOf(at.evaluator, at.at(result));
    if (!reading || llvm::is_contained(reading->methods, "unique")) return;
    const bool all = llvm::all_of(reading->origins, [&](const Origin& origin) {
      return !origin.inThread &&
             (origin.method == "execute" || origin.method == "scalars" || origin.method == "exec") &&
             llvm::all_of(origin.statements, joins);
    });
    if (all) at.found(mark);
  };
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& expression = at.expression(index);
    if (expression.kind == Expression::Kind::Element && !expression.asynchronous) {
      const SetId iterated = at.value(expression.operands[0]);
      if (isInstance(at.evaluator, iterated, "sqlalchemy.engine.Result") ||
          isInstance(at.evaluator, iterated, "sqlalchemy.engine.ScalarResult"))
        check(expression.operands[0], index);
    }
    if (expression.kind != Expression::Kind::Call) continue;
    llvm::StringRef method = calledMethod(at.evaluator, at.at(index), "sqlalchemy.engine.Result");
    if (method.empty()) method = calledMethod(at.evaluator, at.at(index), "sqlalchemy.engine.ScalarResult");
    if (llvm::is_contained({"all", "fetchall", "fetchone", "fetchmany", "one", "one_or_none", "scalar_one",
                            "scalar_one_or_none"},
                           method))
      check(at.expression(expression.operands[0]).operands[0], index);
  }
}

void findYieldPer(Detection& at) {
  for (Index index = 0; index < at.size(); ++index) {
    const Site call = at.at(index);
    if (at.expression(index).kind != Expression::Kind::Call) continue;
    if (!isExecuting(calledMethod(at.evaluator, call, AsyncSessionClass))) continue;
    llvm::SmallVector<Statement, 2> statements;
    const Index statement = argument(at.evaluator, call, "statement", 0);
    const bool known = statement != None && statementsOf(at.evaluator, at.at(statement), statements);
    const bool all = known && llvm::all_of(statements, [&](const Statement& one) {
                       return llvm::any_of(one.links, [&](const Statement::Link& link) {
                         return link.method == "execution_options" && setsYieldPer(at, link.call);
                       });
                     });
    if (all || setsYieldPer(at, call)) at.found(index);
  }
}

} // namespace nostall::python
