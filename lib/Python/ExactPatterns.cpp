// `match`.
#include "Python/Exact.h"

namespace nostall::python {

/// 0, with nothing read, where `match` is a name like any other.
NodeId ExactParser::match() {
  NodeId node = attempt([&] {
    NodeId statement = open(Kind::MatchStatement);
    Children children(*this, statement);
    lexer.next();
    if (endsExpressions() || at(Token::Dot) || at(Token::Comma)) return fail();
    do {
      if (at(Token::Colon)) break;
      children.add(starExpression(), Field::Subject);
    } while (accept(Token::Comma));
    expect(Token::Colon);
    return at(Token::Newline) ? statement : fail();
  });
  if (!node) return 0;
  lexer.next();
  expect(Token::Indent);
  NodeId body = open(Kind::Block);
  Children clauses(*this, body);
  while (!failed && !at(Token::Dedent))
    clauses.add(atWord("case") ? caseClause() : fail());
  expect(Token::Dedent);
  closeBlock(body);
  NodeId last = tree.nodes[node].child;
  while (tree.nodes[last].next)
    last = tree.nodes[last].next;
  tree.nodes[body].field = Field::Body;
  tree.nodes[last].next = body;
  return closeAfter(node);
}

NodeId ExactParser::caseClause() {
  NodeId node = open(Kind::CaseClause);
  Children children(*this, node);
  lexer.next();
  do {
    if (at(Token::Colon) || at(Token::If)) break;
    children.add(pattern());
  } while (accept(Token::Comma));
  if (at(Token::If)) {
    NodeId guard = open(Kind::IfClause);
    lexer.next();
    Children(*this, guard).add(namedExpression());
    children.add(close(guard), Field::Guard);
  }
  children.add(block(), Field::Consequence);
  return closeAfter(node);
}

/// A pattern with `as`, wrapped as the grammar has it.
NodeId ExactParser::pattern() {
  Level level(*this);
  NodeId node = open(Kind::CasePattern);
  NodeId inner = orPattern();
  if (at(Token::As)) {
    NodeId named = open(Kind::AsPattern, beginOf(node));
    Children parts(*this, named);
    NodeId wrapped = open(Kind::CasePattern, beginOf(node));
    Children(*this, wrapped).add(inner);
    parts.add(close(wrapped));
    lexer.next();
    if (!at(Token::Name)) return fail();
    parts.add(leaf(Kind::Identifier));
    inner = close(named);
  }
  Children(*this, node).add(inner);
  return close(node);
}

NodeId ExactParser::orPattern() {
  Mark begin = lexer.begin;
  NodeId first = closedPattern();
  if (!at(Token::Bar)) return first;
  NodeId node = open(Kind::Other, begin);
  Children children(*this, node);
  children.add(first);
  while (accept(Token::Bar))
    children.add(closedPattern());
  return close(node);
}

/// 0 for `_`, too, which binds nothing.
NodeId ExactParser::closedPattern() {
  switch (lexer.token) {
  case Token::String:
    return strings();
  case Token::True:
  case Token::False:
  case Token::None:
    return leaf(Kind::None);
  case Token::Minus:
  case Token::Integer:
  case Token::Float:
    return number();
  case Token::LeftSquare:
    return sequencePattern(Kind::ListPattern, Token::RightSquare);
  case Token::LeftParen:
    return sequencePattern(Kind::TuplePattern, Token::RightParen);
  case Token::LeftBrace:
    return mappingPattern();
  case Token::Name:
    return namePattern();
  case Token::Star:
  case Token::DoubleStar: {
    NodeId node = open(Kind::SplatPattern);
    lexer.next();
    if (!at(Token::Name)) return fail();
    bool wildcard = lexer.source() == "_";
    NodeId name = leaf(Kind::Identifier);
    if (!wildcard) Children(*this, node).add(name);
    return close(node);
  }
  default:
    return fail();
  }
}

NodeId ExactParser::number() {
  NodeId node = open(Kind::Integer);
  while (at(Token::Minus) || at(Token::Plus) || at(Token::Integer) || at(Token::Float))
    lexer.next();
  return close(node);
}

NodeId ExactParser::sequencePattern(Kind kind, Token end) {
  NodeId node = open(kind);
  Children children(*this, node);
  lexer.next();
  while (!failed && !at(end)) {
    children.add(pattern());
    if (!accept(Token::Comma)) break;
  }
  expect(end);
  return close(node);
}

NodeId ExactParser::mappingPattern() {
  NodeId node = open(Kind::DictPattern);
  Children children(*this, node);
  lexer.next();
  while (!failed && !at(Token::RightBrace)) {
    if (at(Token::DoubleStar)) {
      children.add(closedPattern());
    } else {
      children.add(closedPattern(), Field::Key);
      expect(Token::Colon);
      children.add(pattern(), Field::Value);
    }
    if (!accept(Token::Comma)) break;
  }
  expect(Token::RightBrace);
  return close(node);
}

NodeId ExactParser::namePattern() {
  if (lexer.source() == "_") {
    lexer.next();
    return 0;
  }
  NodeId name = dottedName();
  if (!at(Token::LeftParen)) return name;
  NodeId node = open(Kind::ClassPattern, beginOf(name));
  Children children(*this, node);
  children.add(name);
  lexer.next();
  while (!failed && !at(Token::RightParen)) {
    Mark begin = lexer.begin;
    NodeId keyword = 0;
    if (at(Token::Name))
      keyword = attempt([&] {
        NodeId identifier = leaf(Kind::Identifier);
        return accept(Token::Equal) ? identifier : fail();
      });
    if (keyword) {
      NodeId outer = open(Kind::CasePattern, begin);
      NodeId assigned = open(Kind::KeywordPattern, begin);
      Children parts(*this, assigned);
      parts.add(keyword);
      parts.add(orPattern());
      Children(*this, outer).add(close(assigned));
      children.add(close(outer));
    } else {
      children.add(pattern());
    }
    if (!accept(Token::Comma)) break;
  }
  expect(Token::RightParen);
  return close(node);
}

} // namespace nostall::python
