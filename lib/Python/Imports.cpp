// Imports, and `__all__`.
#include "Python/Extract.h"

#include <algorithm>

namespace nostall::python {

/// `a . b` as `a.b`.
static std::string dotted(llvm::StringRef text) {
  std::string result(text);
  if (text.find_first_of(" \t\\\n\r") == llvm::StringRef::npos) return result;
  std::erase_if(result, [](char c) { return c == ' ' || c == '\t' || c == '\\' || c == '\n' || c == '\r'; });
  return result;
}

void Extractor::importStatement(NodeId node) {
  for (NodeId child : tree.children(node)) {
    bool aliased = tree.kind(child) == Kind::AliasedImport;
    if (!aliased && tree.kind(child) != Kind::DottedName) continue;
    std::string name = dotted(tree.source(aliased ? tree.child(child, Field::Name) : child));
    std::string bound = name.substr(0, name.find('.'));
    // All of `a.b` is imported although only `a` is bound: the full name comes last, for who looks.
    if (aliased) bound = tree.source(tree.child(child, Field::Alias));
    Index value = addExpression(Expression::Kind::Module, child);
    module.expressions[value].text = aliased ? name : bound;
    importedModules.insert(bound);
    bind(Binding::Kind::Import, bound, value, None, tree[child].end);
  }
}

void Extractor::importFrom(NodeId node) {
  NodeId from = tree.child(node, Field::ModuleName);
  if (!from) return;
  Index source = addExpression(Expression::Kind::Module, from);
  if (tree.kind(from) == Kind::RelativeImport) {
    llvm::StringRef dots = tree.source(tree.child(from, Kind::ImportPrefix));
    module.expressions[source].integer = std::ranges::count(dots, '.');
    from = tree.child(from, Kind::DottedName);
  }
  if (from) module.expressions[source].text = dotted(tree.source(from));
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == Kind::WildcardImport)
      bind(Binding::Kind::Import, "*", source, None, tree[child].end);
    if (tree[child].field != Field::Name) continue;
    bool aliased = tree.kind(child) == Kind::AliasedImport;
    NodeId name = aliased ? tree.child(child, Field::Name) : child;
    NodeId bound = aliased ? tree.child(child, Field::Alias) : child;
    Index value = addExpression(Expression::Kind::Imported, child, source);
    module.expressions[value].text = tree.source(name);
    bind(Binding::Kind::Import, tree.source(bound), value, None, tree[child].end);
  }
}

/// `__all__ = ["a", "b"]`, and `+=` of the same.
void Extractor::collectExports(NodeId target, NodeId value, bool more) {
  if (state.scope != 0 || !value || tree.source(target) != "__all__") return;
  value = unwrapped(value);
  if (!more) module.exports.clear();
  if (tree.kind(value) != Kind::List && tree.kind(value) != Kind::Tuple) return;
  for (NodeId child : tree.children(value)) {
    bool complete = false;
    std::string name = literal(child, complete);
    if (complete) module.exports.push_back(std::move(name));
  }
}

} // namespace nostall::python
