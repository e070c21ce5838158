// Expressions, loosest binding first. What binds to the left gets its parent when the operator is seen.
#include "Python/Exact.h"

namespace nostall::python {

NodeId ExactParser::expression() {
  Level level(*this);
  if (at(Token::Lambda)) return lambda();
  NodeId left = disjunction();
  if (!at(Token::If)) return left;
  NodeId node = open(Kind::ConditionalExpression, beginOf(left));
  Children children(*this, node);
  children.add(left);
  lexer.next();
  children.add(disjunction());
  expect(Token::Else);
  children.add(expression());
  return close(node);
}

NodeId ExactParser::namedExpression() {
  NodeId left = expression();
  if (!at(Token::Walrus)) return left;
  if (kind(left) != Kind::Identifier) return fail();
  NodeId node = open(Kind::NamedExpression, beginOf(left));
  Children children(*this, node);
  lexer.next();
  children.add(left, Field::Name);
  children.add(expression(), Field::Value);
  return close(node);
}

NodeId ExactParser::starExpression() {
  if (!at(Token::Star)) return namedExpression();
  NodeId node = open(Kind::ListSplat);
  lexer.next();
  Children(*this, node).add(binary(0));
  return close(node);
}

bool ExactParser::endsExpressions() const {
  switch (lexer.token) {
  case Token::Newline:
  case Token::Semicolon:
  case Token::Equal:
  case Token::Augmented:
  case Token::Colon:
  case Token::RightParen:
  case Token::RightSquare:
  case Token::RightBrace:
  case Token::Exclamation:
  case Token::In:
  case Token::Bad:
  case Token::End:
    return true;
  default:
    return false;
  }
}

NodeId ExactParser::expressions(Kind list) {
  NodeId first = starExpression();
  if (!at(Token::Comma)) return first;
  NodeId node = open(list, beginOf(first));
  Children children(*this, node);
  children.add(first);
  while (accept(Token::Comma) && !endsExpressions())
    children.add(starExpression());
  return close(node);
}

NodeId ExactParser::disjunction() {
  NodeId left = conjunction();
  while (at(Token::Or)) {
    NodeId node = open(Kind::BooleanOperator, beginOf(left));
    Children children(*this, node);
    children.add(left, Field::Left);
    lexer.next();
    children.add(conjunction(), Field::Right);
    left = close(node);
  }
  return left;
}

NodeId ExactParser::conjunction() {
  NodeId left = inversion();
  while (at(Token::And)) {
    NodeId node = open(Kind::BooleanOperator, beginOf(left));
    Children children(*this, node);
    children.add(left, Field::Left);
    lexer.next();
    children.add(inversion(), Field::Right);
    left = close(node);
  }
  return left;
}

NodeId ExactParser::inversion() {
  if (!at(Token::Not)) return comparison();
  Level level(*this);
  NodeId node = open(Kind::NotOperator);
  lexer.next();
  Children(*this, node).add(inversion());
  return close(node);
}

NodeId ExactParser::comparison() {
  NodeId left = binary(0);
  auto compares = [&] { return at(Token::Compare) || at(Token::In) || at(Token::Is) || at(Token::Not); };
  if (!compares()) return left;
  NodeId node = open(Kind::ComparisonOperator, beginOf(left));
  Children children(*this, node);
  children.add(left);
  while (compares()) {
    bool negated = at(Token::Not);
    bool is = at(Token::Is);
    lexer.next();
    if (negated) expect(Token::In);
    if (is) accept(Token::Not);
    children.add(binary(0));
  }
  return close(node);
}

/// How tightly an operator binds; 0: none.
static unsigned tightness(Token token) {
  switch (token) {
  case Token::Bar:
    return 1;
  case Token::Caret:
    return 2;
  case Token::Ampersand:
    return 3;
  case Token::Shift:
    return 4;
  case Token::Plus:
  case Token::Minus:
    return 5;
  case Token::Star:
  case Token::Slash:
  case Token::Percent:
  case Token::At:
    return 6;
  default:
    return 0;
  }
}

NodeId ExactParser::binary(unsigned minimum) {
  NodeId left = unary();
  for (unsigned strength; (strength = tightness(lexer.token)) > minimum;) {
    NodeId node = open(Kind::BinaryOperator, beginOf(left));
    Children children(*this, node);
    children.add(left, Field::Left);
    if (at(Token::Bar) || at(Token::Ampersand))
      children.add(leaf(at(Token::Bar) ? Kind::Or : Kind::And));
    else
      lexer.next();
    children.add(binary(strength), Field::Right);
    left = close(node);
  }
  return left;
}

NodeId ExactParser::unary() {
  if (!at(Token::Plus) && !at(Token::Minus) && !at(Token::Tilde)) return power();
  Level level(*this);
  NodeId node = open(Kind::UnaryOperator);
  lexer.next();
  Children(*this, node).add(unary());
  return close(node);
}

NodeId ExactParser::power() {
  Level level(*this);
  NodeId base = 0;
  if (at(Token::Await)) {
    base = open(Kind::Await);
    lexer.next();
    Children(*this, base).add(primary());
    close(base);
  } else {
    base = primary();
  }
  if (!at(Token::DoubleStar)) return base;
  NodeId node = open(Kind::BinaryOperator, beginOf(base));
  Children children(*this, node);
  children.add(base, Field::Left);
  lexer.next();
  children.add(unary(), Field::Right);
  return close(node);
}

NodeId ExactParser::primary() {
  NodeId left = atom();
  for (;;) {
    Mark begin = beginOf(left);
    if (at(Token::Dot)) {
      NodeId node = open(Kind::Attribute, begin);
      Children children(*this, node);
      children.add(left, Field::Object);
      lexer.next();
      if (!at(Token::Name)) return fail();
      children.add(leaf(Kind::Identifier), Field::Attribute);
      left = close(node);
    } else if (at(Token::LeftParen)) {
      NodeId node = open(Kind::Call, begin);
      Children children(*this, node);
      children.add(left, Field::Function);
      children.add(arguments(true), Field::Arguments);
      left = close(node);
    } else if (at(Token::LeftSquare)) {
      NodeId node = open(Kind::Subscript, begin);
      Children children(*this, node);
      children.add(left, Field::Value);
      lexer.next();
      do {
        if (at(Token::RightSquare) && children.count > 1) break;
        children.add(subscript(), Field::Subscript);
      } while (accept(Token::Comma));
      expect(Token::RightSquare);
      left = close(node);
    } else {
      return left;
    }
  }
}

NodeId ExactParser::atom() {
  switch (lexer.token) {
  case Token::Name:
    return leaf(Kind::Identifier);
  case Token::Integer:
    return leaf(Kind::Integer);
  case Token::Float:
    return leaf(Kind::Float);
  case Token::True:
    return leaf(Kind::True);
  case Token::False:
    return leaf(Kind::False);
  case Token::None:
    return leaf(Kind::None);
  case Token::Ellipsis:
    return leaf(Kind::Other);
  case Token::String:
    return strings();
  case Token::LeftParen:
    return parenthesized();
  case Token::LeftSquare:
    return list();
  case Token::LeftBrace:
    return braces();
  default:
    return fail();
  }
}

NodeId ExactParser::parenthesized() {
  NodeId node = open(Kind::ParenthesizedExpression);
  Children children(*this, node);
  lexer.next();
  if (at(Token::Yield)) {
    children.add(yield());
  } else if (at(Token::RightParen)) {
    tree.nodes[node].kind = Kind::Tuple;
  } else {
    NodeId first = starExpression();
    if (atClause()) {
      tree.nodes[node].kind = Kind::GeneratorExpression;
      children.add(first, Field::Body);
      clauses(children);
    } else {
      children.add(first);
      if (at(Token::Comma)) tree.nodes[node].kind = Kind::Tuple;
      while (accept(Token::Comma) && !at(Token::RightParen))
        children.add(starExpression());
    }
  }
  expect(Token::RightParen);
  return close(node);
}

NodeId ExactParser::list() {
  NodeId node = open(Kind::List);
  Children children(*this, node);
  lexer.next();
  if (!at(Token::RightSquare)) {
    NodeId first = starExpression();
    if (atClause()) {
      tree.nodes[node].kind = Kind::ListComprehension;
      children.add(first, Field::Body);
      clauses(children);
    } else {
      children.add(first);
      while (accept(Token::Comma) && !at(Token::RightSquare))
        children.add(starExpression());
    }
  }
  expect(Token::RightSquare);
  return close(node);
}

/// An element of a dictionary, or of a set.
NodeId ExactParser::dictionaryElement() {
  if (at(Token::DoubleStar)) {
    NodeId node = open(Kind::DictionarySplat);
    lexer.next();
    Children(*this, node).add(binary(0));
    return close(node);
  }
  NodeId key = starExpression();
  if (!at(Token::Colon)) return key;
  NodeId node = open(Kind::Pair, beginOf(key));
  Children children(*this, node);
  children.add(key, Field::Key);
  lexer.next();
  children.add(expression(), Field::Value);
  return close(node);
}

NodeId ExactParser::braces() {
  NodeId node = open(Kind::Dictionary);
  Children children(*this, node);
  lexer.next();
  if (!at(Token::RightBrace)) {
    NodeId first = dictionaryElement();
    bool isSet = kind(first) != Kind::Pair && kind(first) != Kind::DictionarySplat;
    if (isSet) tree.nodes[node].kind = Kind::Set;
    if (atClause()) {
      tree.nodes[node].kind = isSet ? Kind::SetComprehension : Kind::DictionaryComprehension;
      children.add(first, Field::Body);
      clauses(children);
    } else {
      children.add(first);
      while (accept(Token::Comma) && !at(Token::RightBrace))
        children.add(dictionaryElement());
    }
  }
  expect(Token::RightBrace);
  return close(node);
}

NodeId ExactParser::lambda() {
  NodeId node = open(Kind::Lambda);
  Children children(*this, node);
  lexer.next();
  if (!at(Token::Colon)) children.add(parameterList(false), Field::Parameters);
  expect(Token::Colon);
  children.add(expression(), Field::Body);
  return close(node);
}

NodeId ExactParser::yield() {
  NodeId node = open(Kind::Yield);
  lexer.next();
  Children children(*this, node);
  if (accept(Token::From))
    children.add(expression());
  else if (!endsExpressions())
    children.add(expressions());
  return close(node);
}

NodeId ExactParser::arguments(bool allowGenerator) {
  NodeId node = open(Kind::ArgumentList);
  Children children(*this, node);
  lexer.next();
  while (!failed && !at(Token::RightParen)) {
    NodeId added = argument();
    if (atClause()) {
      // `f(x for x in y)`: the parentheses are those of the generator.
      if (!allowGenerator || children.count || kind(added) == Kind::KeywordArgument) return fail();
      tree.nodes[node].kind = Kind::GeneratorExpression;
      children.add(added, Field::Body);
      clauses(children);
      accept(Token::Comma);
      break;
    }
    children.add(added);
    if (!accept(Token::Comma)) break;
  }
  expect(Token::RightParen);
  return close(node);
}

NodeId ExactParser::argument() {
  if (at(Token::Star) || at(Token::DoubleStar)) {
    NodeId node = open(at(Token::Star) ? Kind::ListSplat : Kind::DictionarySplat);
    lexer.next();
    Children(*this, node).add(expression());
    return close(node);
  }
  NodeId value = namedExpression();
  if (!at(Token::Equal) || kind(value) != Kind::Identifier) return value;
  NodeId node = open(Kind::KeywordArgument, beginOf(value));
  Children children(*this, node);
  children.add(value, Field::Name);
  lexer.next();
  children.add(expression(), Field::Value);
  return close(node);
}

NodeId ExactParser::subscript() {
  Mark begin = lexer.begin;
  NodeId first = at(Token::Colon) ? 0 : starExpression();
  if (!at(Token::Colon)) return first;
  NodeId node = open(Kind::Slice, begin);
  Children children(*this, node);
  children.add(first);
  while (accept(Token::Colon))
    if (!at(Token::Colon) && !at(Token::Comma) && !at(Token::RightSquare)) children.add(expression());
  return close(node);
}

NodeId ExactParser::target() {
  if (!at(Token::Star)) return binary(0);
  NodeId node = open(Kind::ListSplat);
  lexer.next();
  Children(*this, node).add(binary(0));
  return close(node);
}

/// What stands between `for` and `in`.
NodeId ExactParser::targets() {
  NodeId first = target();
  if (!at(Token::Comma)) return first;
  NodeId node = open(Kind::PatternList, beginOf(first));
  Children children(*this, node);
  children.add(first);
  while (accept(Token::Comma) && !at(Token::In))
    children.add(target());
  return close(node);
}

void ExactParser::clauses(Children& children) {
  while (!failed && (atClause() || at(Token::If))) {
    if (at(Token::If)) {
      NodeId node = open(Kind::IfClause);
      lexer.next();
      NodeId condition = disjunction();
      if (at(Token::Walrus)) {
        NodeId named = open(Kind::NamedExpression, beginOf(condition));
        Children parts(*this, named);
        lexer.next();
        parts.add(condition, Field::Name);
        parts.add(disjunction(), Field::Value);
        condition = close(named);
      }
      Children(*this, node).add(condition);
      children.add(close(node));
      continue;
    }
    NodeId node = open(Kind::ForInClause);
    Children parts(*this, node);
    if (at(Token::Async)) parts.add(leaf(Kind::Async));
    expect(Token::For);
    parts.add(targets(), Field::Left);
    expect(Token::In);
    parts.add(at(Token::Lambda) ? lambda() : disjunction(), Field::Right);
    children.add(close(node));
  }
}

} // namespace nostall::python
