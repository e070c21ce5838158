#include "Python/Detectors/Detection.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;

namespace {

constexpr llvm::StringLiteral FactoryClasses[] = {"sqlalchemy.ext.asyncio.async_sessionmaker",
                                                  "sqlalchemy.orm.sessionmaker", AsyncSessionClass};

Index keyword(const Expression& call, llvm::StringRef name) {
  for (std::size_t number = 1; number < call.operands.size(); ++number)
    if (call.keywords[number - 1] == name) return call.operands[number];
  return None;
}

/// What stands in the way of writing queries as statements, in this module.
std::string hiddenFilter(Evaluator& evaluator, ModuleId module) {
  const ModuleInfo& info = evaluator.modules[module];
  for (const Expression& call : info.facts().expressions) {
    if (call.kind != Expression::Kind::Call) continue;
    const bool listens = llvm::any_of(call.operands, [&](Index operand) {
      const Expression& name = info.expression(operand);
      return name.kind == Expression::Kind::String &&
             llvm::is_contained({"before_compile", "before_compile_update", "before_compile_delete"},
                                name.text);
    });
    if (listens)
      return "the program listens to `before_compile` of `Query`, which a statement never reaches: move what "
             "the listener adds to `do_orm_execute` of the session first";
    if (const Index made = keyword(call, "query_cls");
        made != None && info.expression(made).kind != Expression::Kind::Null)
      return "the program's sessions make queries of a class of their own by `query_cls`, which a statement "
             "never reaches: move what it adds to `do_orm_execute` of the session first";
  }
  return {};
}

/// Whether the call makes an asynchronous session, or a factory of such.
bool makesSessions(Evaluator& evaluator, Site call) {
  const Expression& made = evaluator.expression(call.module, call.call);
  const auto callees = evaluator.values.members(evaluator.value(call.module, made.operands[0]));
  if (callees.size() != 1 || evaluator.values[callees.front()].kind != Value::Kind::Class) return false;
  const ClassId type = evaluator.values[callees.front()].a;
  for (ClassId ancestor : evaluator.classes[type].ancestors) {
    const llvm::StringRef name = evaluator.names.text(evaluator.classes[ancestor].name);
    if (!llvm::is_contained(FactoryClasses, name)) continue;
    if (name != "sqlalchemy.orm.sessionmaker") return true;
    const Index session = argument(evaluator, call, "class_", 1);
    if (session == None) return false;
    return llvm::any_of(evaluator.values.members(evaluator.value(call.module, session)), [&](ValueId id) {
      const Value value = evaluator.values[id];
      return value.kind == Value::Kind::Class &&
             evaluator.classes.derives(value.a,
                                       evaluator.classes.library(evaluator.names.intern(AsyncSessionClass)));
    });
  }
  return false;
}

} // namespace

std::optional<bool> expiresOnCommit(Evaluator& evaluator, Site made) {
  const Expression& call = evaluator.expression(made.module, made.call);
  if (call.kind != Expression::Kind::Call || call.operands.empty()) return std::nullopt;
  if (makesSessions(evaluator, made)) {
    if (keyword(call, "**") != None) return std::nullopt;
    const Index expires = keyword(call, "expire_on_commit");
    if (expires == None) return true;
    const Expression& literal = evaluator.expression(made.module, expires);
    return literal.kind == Expression::Kind::Boolean ? std::optional(literal.integer != 0) : std::nullopt;
  }
  // A call of the factory.
  if (keyword(call, "expire_on_commit") != None || keyword(call, "**") != None) return std::nullopt;
  const auto factories = evaluator.values.members(evaluator.value(made.module, call.operands[0]));
  if (factories.size() != 1) return std::nullopt;
  const Value factory = evaluator.values[factories.front()];
  if (factory.kind != Value::Kind::Instance || factory.c == 0) return std::nullopt;
  const Site maker = evaluator.site(factory.c);
  return makesSessions(evaluator, maker) ? expiresOnCommit(evaluator, maker) : std::nullopt;
}

ProgramFacts programFacts(Evaluator& evaluator) {
  ProgramFacts facts;
  bool any = false, agree = true;
  for (ModuleId module = 0; module < evaluator.modules.size(); ++module) {
    if (facts.hiddenFilter.empty()) facts.hiddenFilter = hiddenFilter(evaluator, module);
    const auto& expressions = evaluator.modules[module].facts().expressions;
    for (Index index = 0; index < expressions.size(); ++index) {
      const Expression& call = expressions[index];
      if (call.kind != Expression::Kind::Call || call.operands.empty()) continue;
      const bool makes = makesSessions(evaluator, {module, index});
      if (!makes && keyword(call, "expire_on_commit") == None) continue;
      const std::optional<bool> expires = makes ? expiresOnCommit(evaluator, {module, index}) : std::nullopt;
      agree = agree && expires && (!any || facts.expiresOnCommit == expires);
      any = true;
      facts.expiresOnCommit = expires;
    }
  }
  if (!any || !agree) facts.expiresOnCommit.reset();
  return facts;
}

} // namespace nostall::python
