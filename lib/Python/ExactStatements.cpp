// Statements. `match` and `type` are keywords only where a statement begins and only if it then goes on as
// theirs do; the parenthesis behind `with` may enclose items or begin one. These are tried.
#include "Python/Exact.h"

namespace nostall::python {

void ExactParser::statements(Children& children) {
  while (!failed && !at(Token::End) && !at(Token::Dedent))
    statement(children);
}

void ExactParser::statement(Children& children) {
  Level level(*this);
  switch (lexer.token) {
  case Token::If:
    return children.add(conditional());
  case Token::For:
    return children.add(loop(0));
  case Token::While:
    return children.add(whileLoop());
  case Token::Try:
    return children.add(tryStatement());
  case Token::With:
    return children.add(with(0));
  case Token::Def:
    return children.add(function(0));
  case Token::Class:
    return children.add(classDefinition());
  case Token::At:
    return children.add(decorated());
  case Token::Async:
    return children.add(asynchronous());
  case Token::Name:
    if (lexer.source() == "match")
      if (NodeId found = match()) return children.add(found);
    [[fallthrough]];
  default:
    return simpleStatements(children);
  }
}

NodeId ExactParser::asynchronous() {
  NodeId async = leaf(Kind::Async);
  switch (lexer.token) {
  case Token::Def:
    return function(async);
  case Token::For:
    return loop(async);
  case Token::With:
    return with(async);
  default:
    return fail();
  }
}

void ExactParser::simpleStatements(Children& children) {
  do {
    if (at(Token::Newline)) break;
    children.add(simpleStatement());
  } while (accept(Token::Semicolon));
  expect(Token::Newline);
}

NodeId ExactParser::simpleStatement() {
  switch (lexer.token) {
  case Token::Import:
    return import();
  case Token::From:
    return importFrom();
  case Token::Return:
    return withOperands(Kind::ReturnStatement);
  case Token::Del:
    return withOperands(Kind::DeleteStatement);
  case Token::Assert:
    return withOperands(Kind::AssertStatement);
  case Token::Raise:
    return raise();
  case Token::Global:
    return names(Kind::GlobalStatement);
  case Token::Nonlocal:
    return names(Kind::NonlocalStatement);
  case Token::Pass:
    return leaf(Kind::Other);
  case Token::Break:
    return leaf(Kind::BreakStatement);
  case Token::Continue:
    return leaf(Kind::ContinueStatement);
  case Token::Name:
    if (lexer.source() == "type")
      if (NodeId alias = attempt([&] { return typeAlias(); })) return alias;
    [[fallthrough]];
  default:
    return expressionStatement();
  }
}

NodeId ExactParser::withOperands(Kind kind) {
  NodeId node = open(kind);
  lexer.next();
  Children children(*this, node);
  if (kind == Kind::AssertStatement) {
    do
      children.add(expression());
    while (accept(Token::Comma));
  } else if (!endsExpressions()) {
    children.add(expressions());
  }
  return close(node);
}

NodeId ExactParser::raise() {
  NodeId node = open(Kind::RaiseStatement);
  lexer.next();
  Children children(*this, node);
  if (!endsExpressions()) children.add(expression());
  if (accept(Token::From)) children.add(expression());
  return close(node);
}

NodeId ExactParser::names(Kind kind) {
  NodeId node = open(kind);
  Children children(*this, node);
  do {
    lexer.next();
    if (!at(Token::Name)) return fail();
    children.add(leaf(Kind::Identifier));
  } while (at(Token::Comma));
  return close(node);
}

NodeId ExactParser::expressionStatement() {
  NodeId node = open(Kind::ExpressionStatement);
  Children children(*this, node);
  Mark begin = lexer.begin;
  NodeId first = at(Token::Yield) ? yield() : expressions();
  if (at(Token::Equal) || at(Token::Colon) || at(Token::Augmented)) {
    children.add(assignmentFrom(first, begin));
  } else if (kind(first) == Kind::ExpressionList) {
    // Without a target each stands for itself.
    tree.nodes[node].child = tree.nodes[first].child;
  } else {
    children.add(first);
  }
  return close(node);
}

NodeId ExactParser::assignmentFrom(NodeId left, Mark begin) {
  Level level(*this);
  NodeId node = open(at(Token::Augmented) ? Kind::AugmentedAssignment : Kind::Assignment, begin);
  Children children(*this, node);
  children.add(left, Field::Left);
  if (accept(Token::Augmented)) {
    children.add(at(Token::Yield) ? yield() : expressions(), Field::Right);
    return close(node);
  }
  if (accept(Token::Colon)) children.add(type(), Field::Type);
  if (accept(Token::Equal)) children.add(assigned(), Field::Right);
  return close(node);
}

/// The right side, which may be an assignment itself.
NodeId ExactParser::assigned() {
  Mark begin = lexer.begin;
  NodeId value = at(Token::Yield) ? yield() : expressions();
  return at(Token::Equal) ? assignmentFrom(value, begin) : value;
}

NodeId ExactParser::dottedName() {
  if (!at(Token::Name)) return fail();
  NodeId node = leaf(Kind::DottedName);
  while (accept(Token::Dot))
    expect(Token::Name);
  return close(node);
}

NodeId ExactParser::imported(bool dotted) {
  if (!at(Token::Name)) return fail();
  NodeId name = dotted ? dottedName() : leaf(Kind::DottedName);
  if (!at(Token::As)) return name;
  NodeId node = open(Kind::AliasedImport, beginOf(name));
  Children children(*this, node);
  children.add(name, Field::Name);
  lexer.next();
  if (!at(Token::Name)) return fail();
  children.add(leaf(Kind::Identifier), Field::Alias);
  return close(node);
}

NodeId ExactParser::import() {
  NodeId node = open(Kind::ImportStatement);
  Children children(*this, node);
  do {
    lexer.next();
    children.add(imported(true), Field::Name);
  } while (at(Token::Comma));
  return close(node);
}

NodeId ExactParser::importFrom() {
  NodeId node = open(Kind::ImportFromStatement);
  Children children(*this, node);
  lexer.next();
  if (atWord("__future__")) tree.nodes[node].kind = Kind::FutureImportStatement;
  if (at(Token::Dot) || at(Token::Ellipsis)) {
    NodeId relative = open(Kind::RelativeImport);
    Children parts(*this, relative);
    NodeId prefix = open(Kind::ImportPrefix);
    while (at(Token::Dot) || at(Token::Ellipsis))
      lexer.next();
    parts.add(close(prefix));
    if (at(Token::Name)) parts.add(dottedName());
    children.add(close(relative), Field::ModuleName);
  } else {
    children.add(dottedName(), Field::ModuleName);
  }
  expect(Token::Import);
  if (at(Token::Star)) {
    children.add(leaf(Kind::WildcardImport));
    return close(node);
  }
  bool enclosed = accept(Token::LeftParen);
  do {
    if (enclosed && at(Token::RightParen)) break;
    children.add(imported(false), Field::Name);
  } while (accept(Token::Comma));
  if (enclosed) expect(Token::RightParen);
  return close(node);
}

NodeId ExactParser::typeAlias() {
  NodeId node = open(Kind::TypeAliasStatement);
  Children children(*this, node);
  lexer.next();
  if (!at(Token::Name)) return fail();
  NodeId left = open(Kind::Type);
  NodeId name = leaf(Kind::Identifier);
  if (at(Token::LeftSquare)) {
    NodeId generic = open(Kind::GenericType, beginOf(name));
    Children parts(*this, generic);
    parts.add(name);
    parts.add(typeParameters());
    name = close(generic);
  }
  Children(*this, left).add(name);
  children.add(close(left), Field::Left);
  expect(Token::Equal);
  children.add(type(), Field::Right);
  return close(node);
}

NodeId ExactParser::block() {
  expect(Token::Colon);
  if (!at(Token::Newline)) {
    NodeId node = open(Kind::Block);
    Children children(*this, node);
    simpleStatements(children);
    return closeBlock(node);
  }
  lexer.next();
  expect(Token::Indent);
  NodeId node = open(Kind::Block);
  Children children(*this, node);
  statements(children);
  expect(Token::Dedent);
  return closeBlock(node);
}

/// A block ends with its last statement.
NodeId ExactParser::closeBlock(NodeId block) {
  NodeId last = 0;
  for (NodeId child = tree.nodes[block].child; child; child = tree.nodes[child].next)
    last = child;
  tree.nodes[block].end = tree.nodes[last].end;
  tree.nodes[block].last = tree.nodes[last].last;
  return block;
}

/// A statement ends with its last block.
NodeId ExactParser::closeAfter(NodeId node) { return closeBlock(node); }

NodeId ExactParser::conditional() {
  NodeId node = open(Kind::IfStatement);
  Children children(*this, node);
  lexer.next();
  children.add(namedExpression(), Field::Condition);
  children.add(block(), Field::Consequence);
  while (at(Token::Elif)) {
    NodeId clause = open(Kind::ElifClause);
    Children parts(*this, clause);
    lexer.next();
    parts.add(namedExpression(), Field::Condition);
    parts.add(block(), Field::Consequence);
    children.add(closeAfter(clause), Field::Alternative);
  }
  children.add(elseClause(), Field::Alternative);
  return closeAfter(node);
}

NodeId ExactParser::elseClause() {
  if (!at(Token::Else)) return 0;
  NodeId node = open(Kind::ElseClause);
  lexer.next();
  Children(*this, node).add(block(), Field::Body);
  return closeAfter(node);
}

NodeId ExactParser::loop(NodeId async) {
  NodeId node = open(Kind::ForStatement, async ? beginOf(async) : lexer.begin);
  Children children(*this, node);
  children.add(async);
  lexer.next();
  children.add(targets(), Field::Left);
  expect(Token::In);
  children.add(expressions(), Field::Right);
  children.add(block(), Field::Body);
  children.add(elseClause(), Field::Alternative);
  return closeAfter(node);
}

NodeId ExactParser::whileLoop() {
  NodeId node = open(Kind::WhileStatement);
  Children children(*this, node);
  lexer.next();
  children.add(namedExpression(), Field::Condition);
  children.add(block(), Field::Body);
  children.add(elseClause(), Field::Alternative);
  return closeAfter(node);
}

NodeId ExactParser::tryStatement() {
  NodeId node = open(Kind::TryStatement);
  Children children(*this, node);
  lexer.next();
  children.add(block(), Field::Body);
  while (at(Token::Except))
    children.add(exceptClause());
  children.add(elseClause());
  if (at(Token::Finally)) {
    NodeId clause = open(Kind::FinallyClause);
    lexer.next();
    Children(*this, clause).add(block());
    children.add(closeAfter(clause));
  }
  return children.count == 1 ? fail() : closeAfter(node);
}

NodeId ExactParser::exceptClause() {
  NodeId node = open(Kind::ExceptClause);
  Children children(*this, node);
  lexer.next();
  if (accept(Token::Star)) tree.nodes[node].kind = Kind::ExceptGroupClause;
  if (!at(Token::Colon)) {
    NodeId type = expressions();
    if (at(Token::As)) {
      NodeId named = open(Kind::AsPattern, beginOf(type));
      Children parts(*this, named);
      parts.add(type);
      lexer.next();
      if (!at(Token::Name)) return fail();
      NodeId target = open(Kind::AsPatternTarget);
      Children(*this, target).add(leaf(Kind::Identifier));
      parts.add(close(target), Field::Alias);
      type = close(named);
    }
    children.add(type, Field::Value);
  }
  children.add(block());
  return closeAfter(node);
}

NodeId ExactParser::with(NodeId async) {
  NodeId node = open(Kind::WithStatement, async ? beginOf(async) : lexer.begin);
  Children children(*this, node);
  children.add(async);
  lexer.next();
  NodeId clause = 0;
  if (at(Token::LeftParen)) clause = attempt([&] { return withClause(true); });
  children.add(clause ? clause : withClause(false));
  children.add(block(), Field::Body);
  return closeAfter(node);
}

NodeId ExactParser::withClause(bool parenthesized) {
  NodeId node = open(Kind::WithClause);
  Children children(*this, node);
  if (parenthesized) lexer.next();
  do {
    if (parenthesized && at(Token::RightParen)) break;
    children.add(withItem());
  } while (accept(Token::Comma));
  if (parenthesized) {
    expect(Token::RightParen);
    if (!at(Token::Colon)) return fail();
  }
  return close(node);
}

NodeId ExactParser::withItem() {
  NodeId node = open(Kind::WithItem);
  NodeId context = expression();
  if (at(Token::As)) {
    NodeId named = open(Kind::AsPattern, beginOf(context));
    Children parts(*this, named);
    parts.add(context);
    lexer.next();
    NodeId alias = open(Kind::AsPatternTarget);
    Children(*this, alias).add(target());
    parts.add(close(alias), Field::Alias);
    context = close(named);
  }
  Children(*this, node).add(context, Field::Value);
  return close(node);
}

} // namespace nostall::python
