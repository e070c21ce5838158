// Functions, classes and their parameters.
#include "Python/Exact.h"

namespace nostall::python {

NodeId ExactParser::decorated() {
  NodeId node = open(Kind::DecoratedDefinition);
  Children children(*this, node);
  while (at(Token::At)) {
    NodeId decorator = open(Kind::Decorator);
    lexer.next();
    Children(*this, decorator).add(namedExpression());
    expect(Token::Newline);
    children.add(close(decorator));
  }
  NodeId async = at(Token::Async) ? leaf(Kind::Async) : 0;
  if (at(Token::Def))
    children.add(function(async), Field::Definition);
  else if (at(Token::Class) && !async)
    children.add(classDefinition(), Field::Definition);
  else
    return fail();
  return closeAfter(node);
}

NodeId ExactParser::function(NodeId async) {
  NodeId node = open(Kind::FunctionDefinition, async ? beginOf(async) : lexer.begin);
  Children children(*this, node);
  children.add(async);
  lexer.next();
  if (!at(Token::Name)) return fail();
  children.add(leaf(Kind::Identifier), Field::Name);
  if (at(Token::LeftSquare)) children.add(typeParameters(), Field::TypeParameters);
  if (!at(Token::LeftParen)) return fail();
  children.add(parameterList(true), Field::Parameters);
  if (accept(Token::Arrow)) children.add(type(), Field::ReturnType);
  children.add(block(), Field::Body);
  return closeAfter(node);
}

NodeId ExactParser::classDefinition() {
  NodeId node = open(Kind::ClassDefinition);
  Children children(*this, node);
  lexer.next();
  if (!at(Token::Name)) return fail();
  children.add(leaf(Kind::Identifier), Field::Name);
  if (at(Token::LeftSquare)) children.add(typeParameters(), Field::TypeParameters);
  if (at(Token::LeftParen)) children.add(arguments(false), Field::Superclasses);
  children.add(block(), Field::Body);
  return closeAfter(node);
}

/// In parentheses and with types for a function, up to the colon for a lambda.
NodeId ExactParser::parameterList(bool typed) {
  NodeId node = open(typed ? Kind::Parameters : Kind::LambdaParameters);
  Children children(*this, node);
  if (typed) lexer.next();
  Token end = typed ? Token::RightParen : Token::Colon;
  while (!failed && !at(end)) {
    children.add(parameter(typed));
    if (!accept(Token::Comma)) break;
  }
  if (typed) expect(Token::RightParen);
  return close(node);
}

NodeId ExactParser::parameter(bool typed) {
  if (at(Token::Slash)) return leaf(Kind::PositionalSeparator);
  Mark begin = lexer.begin;
  NodeId name = 0;
  if (at(Token::Star) || at(Token::DoubleStar)) {
    Kind kind = at(Token::Star) ? Kind::ListSplatPattern : Kind::DictionarySplatPattern;
    NodeId star = leaf(Kind::KeywordSeparator);
    if (!at(Token::Name)) return kind == Kind::ListSplatPattern ? star : fail();
    name = open(kind, begin);
    Children(*this, name).add(leaf(Kind::Identifier));
    close(name);
  } else if (at(Token::Name)) {
    name = leaf(Kind::Identifier);
  } else {
    return fail();
  }
  NodeId annotation = typed && accept(Token::Colon) ? type() : 0;
  bool hasDefault = at(Token::Equal);
  if (!annotation && !hasDefault) return name;
  Kind kind = !hasDefault  ? Kind::TypedParameter
              : annotation ? Kind::TypedDefaultParameter
                           : Kind::DefaultParameter;
  NodeId node = open(kind, begin);
  Children children(*this, node);
  children.add(name, hasDefault ? Field::Name : Field::None);
  children.add(annotation, Field::Type);
  if (accept(Token::Equal)) children.add(expression(), Field::Value);
  return close(node);
}

NodeId ExactParser::type() {
  NodeId node = open(Kind::Type);
  Children(*this, node).add(starExpression());
  return close(node);
}

/// `[T: Bound = Default, *Ts, **P]`; defaults say nothing.
NodeId ExactParser::typeParameters() {
  NodeId node = open(Kind::TypeParameter);
  Children children(*this, node);
  do {
    lexer.next();
    if (at(Token::RightSquare)) break;
    NodeId type = open(Kind::Type);
    if (at(Token::Star) || at(Token::DoubleStar)) {
      NodeId splat = open(Kind::SplatType);
      lexer.next();
      if (!at(Token::Name)) return fail();
      Children(*this, splat).add(leaf(Kind::Identifier));
      Children(*this, type).add(close(splat));
    } else {
      NodeId bound = expression();
      if (at(Token::Colon)) {
        NodeId constrained = open(Kind::ConstrainedType, beginOf(bound));
        Children parts(*this, constrained);
        NodeId name = open(Kind::Type, beginOf(bound));
        Children(*this, name).add(bound);
        parts.add(close(name));
        lexer.next();
        parts.add(this->type());
        bound = close(constrained);
      }
      Children(*this, type).add(bound);
    }
    children.add(close(type));
    if (accept(Token::Equal)) starExpression();
  } while (at(Token::Comma));
  expect(Token::RightSquare);
  return close(node);
}

} // namespace nostall::python
