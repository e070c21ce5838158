// Statements, and the blocks that they make: what may not run, or run again, is a block of its own.
#include "Python/Extract.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

void Extractor::statements(NodeId parent) {
  for (NodeId child : tree.children(parent))
    statement(child);
}

void Extractor::branch(NodeId node, llvm::ArrayRef<facts::Block> guards) {
  if (!node) return;
  Within within(*this);
  enterGuarded(guards);
  statements(node);
}

void Extractor::statement(NodeId node) {
  Level level(*this, node);
  if (!level) return;
  switch (tree.kind(node)) {
  case Kind::ExpressionStatement:
    return expressionStatement(node);
  case Kind::ReturnStatement:
    return returnStatement(node);
  case Kind::ImportStatement:
    return importStatement(node);
  case Kind::ImportFromStatement:
    return importFrom(node);
  case Kind::FutureImportStatement:
    return;
  case Kind::IfStatement:
    return ifStatement(node);
  case Kind::ForStatement:
    return forStatement(node);
  case Kind::WhileStatement:
    return whileStatement(node);
  case Kind::AssertStatement:
    return assertStatement(node);
  case Kind::TryStatement:
    return tryStatement(node);
  case Kind::WithStatement:
    return withStatement(node);
  case Kind::MatchStatement:
    return matchStatement(node);
  case Kind::FunctionDefinition:
    return functionDefinition(node, {});
  case Kind::ClassDefinition:
    return classDefinition(node, {});
  case Kind::DecoratedDefinition:
    return decoratedDefinition(node);
  case Kind::GlobalStatement:
    return declareScopes(node, true);
  case Kind::NonlocalStatement:
    return declareScopes(node, false);
  case Kind::Assignment:
    return assignment(node);
  case Kind::AugmentedAssignment:
    return augmentedAssignment(node);
  case Kind::TypeAliasStatement: {
    NodeId left = tree.child(node, Field::Left);
    Index right = annotation(tree.child(node, Field::Right));
    for (left = tree.firstChild(left); left && tree.kind(left) == Kind::GenericType;)
      left = tree.firstChild(left);
    return bind(Binding::Kind::Assignment, tree.source(left), right, None, tree[node].end);
  }
  case Kind::DeleteStatement:
    return childEffects(node);
  case Kind::Block:
  case Kind::Error:
  case Kind::Module:
    return statements(node);
  case Kind::ExceptClause:
  case Kind::ExceptGroupClause:
    return exceptClause(node, {});
  default:
    return effects(node);
  }
}

void Extractor::expressionStatement(NodeId node) {
  for (NodeId child : tree.children(node)) {
    switch (tree.kind(child)) {
    case Kind::Assignment:
      assignment(child);
      break;
    case Kind::AugmentedAssignment:
      augmentedAssignment(child);
      break;
    default: {
      NodeId inner = unwrapped(child);
      bool call = tree.kind(inner) == Kind::Call || tree.kind(inner) == Kind::Await;
      if (call)
        flagCall(value(inner), facts::CF_Discarded);
      else
        effects(inner);
    }
    }
  }
}

void Extractor::returnStatement(NodeId node) {
  NodeId operand = tree.firstChild(node);
  if (!operand) return;
  Index result = value(operand);
  flagCall(result, facts::CF_Returned);
  for (Index scope = state.scope; scope != None; scope = module.scopes[scope].parent)
    if (module.scopes[scope].kind == Scope::Kind::Function) {
      module.scopes[scope].returned.push_back(result);
      return;
    }
}

void Extractor::ifStatement(NodeId node) {
  NodeId tested = tree.child(node, Field::Condition);
  bool guardedImports =
      tree.source(tested) == "TYPE_CHECKING" || tree.source(tested).ends_with(".TYPE_CHECKING");
  Condition first = condition(tested);
  NodeId body = tree.child(node, Field::Consequence);
  bool before = std::exchange(typeChecking, typeChecking || guardedImports);
  branch(body, first.whenTrue);
  typeChecking = before;

  Guards otherwise = first.whenFalse;
  NodeId elseBody = 0;
  bool hasElif = false;
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == Kind::ElseClause) branch(elseBody = tree.child(child, Field::Body), otherwise);
    if (tree.kind(child) != Kind::ElifClause) continue;
    hasElif = true;
    Within within(*this);
    enterGuarded(otherwise);
    Condition next = condition(tree.child(child, Field::Condition));
    branch(tree.child(child, Field::Consequence), next.whenTrue);
    otherwise.append(next.whenFalse);
  }
  if (hasElif) return;
  if (!elseBody && leaves(body) && !first.whenFalse.empty()) enterGuarded(first.whenFalse);
  if (elseBody && leaves(elseBody) && !first.whenTrue.empty()) enterGuarded(first.whenTrue);
}

void Extractor::forStatement(NodeId node) {
  bool async = tree.child(node, Kind::Async) != 0;
  NodeId iterable = tree.child(node, Field::Right);
  Index element = iterate(iterable, async);
  {
    Within within(*this);
    enterBlock(true);
    bindTarget(tree.child(node, Field::Left), element, None, Binding::Kind::Target, tree[iterable].end);
    statements(tree.child(node, Field::Body));
  }
  if (NodeId otherwise = tree.child(node, Kind::ElseClause)) branch(tree.child(otherwise, Field::Body));
}

void Extractor::whileStatement(NodeId node) {
  NodeId body = tree.child(node, Field::Body);
  Condition tested;
  {
    Within within(*this);
    enterBlock(true);
    tested = condition(tree.child(node, Field::Condition));
    if (!tested.whenTrue.empty()) enterGuarded(tested.whenTrue);
    statements(body);
  }
  if (NodeId otherwise = tree.child(node, Kind::ElseClause)) branch(tree.child(otherwise, Field::Body));
  if (!tested.whenFalse.empty() && !contains(body, Kind::BreakStatement)) enterGuarded(tested.whenFalse);
}

void Extractor::assertStatement(NodeId node) {
  NodeId tested = tree.firstChild(node);
  const Condition asserted = condition(tested);
  for (NodeId child : tree.children(node))
    if (child != tested) effects(child);
  const bool module = shard.entities[state.entity].kind == facts::EntityKind::Module;
  if (!module && !asserted.whenTrue.empty()) enterGuarded(asserted.whenTrue);
}

void Extractor::tryStatement(NodeId node) {
  NodeId body = tree.child(node, Field::Body);
  NodeId otherwise = tree.child(node, Kind::ElseClause);
  Index outside = state.block;
  enterBlock();
  Index asked = firstCall(body);
  // `else` goes on where the body ended.
  if (otherwise) statements(tree.child(otherwise, Field::Body));
  state.block = outside;
  Guards refused;
  unsigned clauses = 0;
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == Kind::ExceptClause || tree.kind(child) == Kind::ExceptGroupClause) {
      ++clauses;
      refused = refusal(body, child, asked);
      exceptClause(child, refused);
    }
    if (tree.kind(child) == Kind::FinallyClause) statements(tree.child(child, Kind::Block));
    if (tree.kind(child) == Kind::Error) statements(child);
  }
  if (clauses == 1 && leaves(body) && !otherwise && !refused.empty()) enterGuarded(refused);
}

void Extractor::exceptClause(NodeId node, llvm::ArrayRef<facts::Block> guards) {
  Within within(*this);
  enterGuarded(guards);
  // The grammar still knows `except A, name` of Python 2, which is `except A, B` of PEP 758 today.
  NodeId type = tree.child(node, Field::Value);
  bool named = !tree.text.substr(tree[type].end).ltrim().starts_with(",");
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == Kind::Block) {
      statements(child);
    } else if (tree[child].field == Field::Alias && tree.kind(child) == Kind::Identifier && named) {
      bind(Binding::Kind::Target, tree.source(child), None, None, tree[child].end);
    } else if (tree.kind(child) == Kind::AsPattern) {
      effects(tree.firstChild(child));
      bindTarget(tree.child(child, Field::Alias), None, None, Binding::Kind::Target, tree[child].end);
    } else {
      effects(child);
    }
  }
}

void Extractor::withStatement(NodeId node) {
  bool async = tree.child(node, Kind::Async) != 0;
  struct Entry {
    NodeId item;
    Index object;
    Index entered;
  };
  llvm::SmallVector<Entry, 4> entries;
  for (NodeId item : tree.children(tree.child(node, Kind::WithClause))) {
    if (tree.kind(item) != Kind::WithItem) continue;
    NodeId context = tree.child(item, Field::Value);
    NodeId target = 0;
    if (tree.kind(context) == Kind::AsPattern) {
      target = tree.child(context, Field::Alias);
      context = tree.firstChild(context);
    }
    context = unwrapped(context);
    Index object = value(context);
    Index entered = enterCall(context, object, async);
    entries.push_back({context, object, entered});
    if (target) bindTarget(target, entered, None, Binding::Kind::Target, tree[item].end);
  }
  statements(tree.child(node, Field::Body));
  for (const Entry& entry : llvm::reverse(entries))
    implicitCall(facts::CallKind::Exit, entry.item, entry.object, entry.entered, async);
}

void Extractor::matchStatement(NodeId node) {
  llvm::SmallVector<Index, 2> subjects;
  for (NodeId child : tree.children(node))
    if (tree[child].field == Field::Subject) subjects.push_back(value(child));
  Index whole = subjects.size() == 1 ? subjects[0] : None;
  for (NodeId clause : tree.children(tree.child(node, Field::Body))) {
    if (tree.kind(clause) != Kind::CaseClause) {
      statement(clause);
      continue;
    }
    Within within(*this);
    enterBlock();
    // `case a, b` takes the subject apart.
    bool several = llvm::count_if(tree.children(clause),
                                  [&](NodeId child) { return tree.kind(child) == Kind::CasePattern; }) > 1;
    for (NodeId child : tree.children(clause))
      if (tree.kind(child) == Kind::CasePattern) casePattern(child, several ? None : whole);
    if (NodeId guard = tree.child(clause, Field::Guard)) effects(guard);
    statements(tree.child(clause, Field::Consequence));
  }
}

/// Binds the names of a pattern. `case Session() as s` and `case s` know what `s` is.
void Extractor::casePattern(NodeId node, Index subject) {
  Level level(*this, node);
  if (!level) return;
  std::uint32_t at = tree[node].end;
  switch (tree.kind(node)) {
  case Kind::CasePattern: {
    NodeId inner = tree.firstChild(node);
    if (inner && tree.kind(inner) == Kind::DottedName) {
      if (!tree.source(inner).contains('.'))
        bind(Binding::Kind::Target, tree.source(inner), subject, None, at);
      return;
    }
    if (inner) casePattern(inner, subject);
    return;
  }
  case Kind::AsPattern: {
    NodeId name = 0;
    Index type = None;
    for (NodeId child : tree.children(node)) {
      if (tree.kind(child) == Kind::Identifier) {
        name = child;
        continue;
      }
      casePattern(child, subject);
      NodeId inner = tree.kind(child) == Kind::CasePattern ? tree.firstChild(child) : child;
      if (inner && tree.kind(inner) == Kind::ClassPattern)
        type = typeExpression(tree.child(inner, Kind::DottedName));
    }
    if (name) bind(Binding::Kind::Target, tree.source(name), subject, type, at);
    return;
  }
  case Kind::SplatPattern:
    if (NodeId name = tree.child(node, Kind::Identifier))
      bind(Binding::Kind::Target, tree.source(name), None, None, at);
    return;
  case Kind::KeywordPattern: {
    bool first = true;
    for (NodeId child : tree.children(node)) {
      if (!std::exchange(first, false) && tree.kind(child) == Kind::DottedName &&
          !tree.source(child).contains('.'))
        bind(Binding::Kind::Target, tree.source(child), None, None, at);
      else
        casePattern(child, None);
    }
    return;
  }
  case Kind::ClassPattern:
  case Kind::DictPattern:
  case Kind::ListPattern:
  case Kind::TuplePattern:
  case Kind::Other:
    for (NodeId child : tree.children(node))
      casePattern(child, None);
    return;
  default:
    return;
  }
}

void Extractor::declareScopes(NodeId node, bool global) {
  auto isFunction = [&](Index scope) {
    return module.scopes[scope].kind == Scope::Kind::Function ||
           module.scopes[scope].kind == Scope::Kind::Lambda;
  };
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) != Kind::Identifier || state.scope == 0) continue;
    Index target = 0;
    if (!global) {
      auto binds = [&](Index scope) {
        return llvm::any_of(module.bindings, [&](const Binding& binding) {
          return binding.scope == scope && binding.name == tree.source(child);
        });
      };
      Index nearest = None;
      for (Index scope = module.scopes[state.scope].parent; scope != 0; scope = module.scopes[scope].parent) {
        if (!isFunction(scope)) continue;
        if (nearest == None) nearest = scope;
        if (binds(scope)) {
          nearest = scope;
          break;
        }
      }
      if (nearest == None) continue;
      target = nearest;
    }
    redirected[state.scope][tree.source(child)] = target;
  }
}

} // namespace nostall::python
