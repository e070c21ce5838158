// The part of a dump that says where the values of a module come from.
#include "Facts/DumpParts.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::facts::dumping {
namespace {

constexpr std::array ExpressionNames{"unknown",  "name",    "attribute", "call",      "await",    "subscript",
                                     "string",   "integer", "boolean",   "null",      "sequence", "mapping",
                                     "function", "class",   "generator", "parameter", "either",   "element",
                                     "item",     "entered", "module",    "imported",  "starred",  "yield"};
constexpr std::array BindingNames{"assignment", "import", "definition", "parameter", "target", "declaration"};
constexpr std::array ParameterNames{"positional-only", "ordinary", "keyword-only", "rest", "keyword-rest"};
constexpr std::array ScopeNames{"module", "class", "function", "lambda", "comprehension", "generator"};
constexpr std::array ScopeFlags{"async", "generator", "static", "class-method", "overload", "type-checking"};

json::Value dump(const Expression& it);
json::Value dump(const Binding& it);
json::Value dump(const AttributeBinding& it);
json::Value dump(const ScopeParameter& it);
json::Value dump(const Scope& it);

json::Value dump(const Expression& expression) {
  using enum Expression::Kind;
  json::Object object{{"kind", nameOf(expression.kind, ExpressionNames)}};
  add(object, "async", expression.asynchronous);
  add(object, "scope", index(expression.scope));
  if (expression.integer || expression.kind == Integer || expression.kind == Boolean ||
      expression.kind == Parameter || expression.kind == Item)
    object["integer"] = expression.integer;
  add(object, "text", text(expression.text));
  add(object, "operands", indices(expression.operands));
  if (llvm::any_of(expression.keywords, [](const std::string& keyword) { return !keyword.empty(); }))
    object["keywords"] = texts(expression.keywords);
  object["bytes"] = fmt::format("{}-{}", expression.begin, expression.end);
  return object;
}

json::Value dump(const Binding& binding) {
  json::Object object{{"kind", nameOf(binding.kind, BindingNames)}};
  add(object, "scope", index(binding.scope));
  add(object, "name", text(binding.name));
  add(object, "value", index(binding.value));
  add(object, "annotation", index(binding.annotation));
  add(object, "entity", index(binding.entity));
  object["block"] = binding.block;
  object["at"] = binding.at;
  return object;
}

json::Value dump(const AttributeBinding& binding) {
  json::Object object{{"name", text(binding.name)}};
  add(object, "object", index(binding.object));
  add(object, "value", index(binding.value));
  add(object, "annotation", index(binding.annotation));
  add(object, "scope", index(binding.scope));
  return object;
}

json::Value dump(const ScopeParameter& parameter) {
  json::Object object{{"kind", nameOf(parameter.kind, ParameterNames)}};
  add(object, "name", text(parameter.name));
  add(object, "annotation", index(parameter.annotation));
  add(object, "default", index(parameter.defaultValue));
  return object;
}

json::Value dump(const Scope& scope) {
  json::Object object{{"kind", nameOf(scope.kind, ScopeNames)}};
  add(object, "parent", index(scope.parent));
  add(object, "name", text(scope.name));
  add(object, "entity", index(scope.entity));
  add(object, "flags", flags(scope.flags, ScopeFlags));
  add(object, "parameters", all(scope.parameters, dump));
  add(object, "decorators", indices(scope.decorators));
  add(object, "bases", indices(scope.bases));
  add(object, "returnAnnotation", index(scope.returnAnnotation));
  add(object, "returned", indices(scope.returned));
  add(object, "yielded", indices(scope.yielded));
  return object;
}

} // namespace

json::Value dump(const Module& module) {
  json::Object object;
  add(object, "name", text(module.name));
  add(object, "package", module.package);
  add(object, "root", text(module.root));
  add(object, "scopes", all(module.scopes, dump));
  add(object, "expressions", all(module.expressions, dump));
  add(object, "bindings", all(module.bindings, dump));
  add(object, "attributes", all(module.attributes, dump));
  add(object, "exports", texts(module.exports));
  return object;
}

} // namespace nostall::facts::dumping
