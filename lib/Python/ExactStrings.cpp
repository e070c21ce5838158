// Strings are taken apart by character; what stands in the braces of a format string is read by token again,
// as if in brackets.
#include "Python/Exact.h"

namespace nostall::python {

NodeId ExactParser::strings() {
  NodeId first = string();
  if (!at(Token::String)) return first;
  NodeId node = open(Kind::ConcatenatedString, beginOf(first));
  Children children(*this, node);
  children.add(first);
  while (at(Token::String))
    children.add(string());
  return close(node);
}

NodeId ExactParser::string() {
  Level level(*this);
  if (failed) return 0;
  NodeId node = open(Kind::String);
  Children children(*this, node);
  llvm::StringRef prefix = lexer.source();
  auto has = [&](char lower) {
    return prefix.contains(lower) || prefix.contains(static_cast<char>(lower - 'a' + 'A'));
  };
  NodeId start = open(Kind::StringStart);
  Mark quoted = lexer.here();
  char quote = lexer.peek();
  bool triple = lexer.peek(1) == quote && lexer.peek(2) == quote;
  for (int i = 0; i != (triple ? 3 : 1); ++i)
    lexer.skip();
  closeHere(start);
  children.add(start);
  Quotes quotes{tree.text.slice(quoted.offset, lexer.here().offset), has('r'), has('f') || has('t')};
  stringBody(children, quotes);
  if (failed) return 0;
  lexer.resume();
  return close(node);
}

NodeId ExactParser::closeHere(NodeId node) {
  Mark end = lexer.here();
  tree.nodes[node].end = end.offset;
  tree.nodes[node].last = end.position;
  return node;
}

bool ExactParser::atQuotes(const Quotes& quotes) const {
  for (std::uint32_t i = 0; i != quotes.mark.size(); ++i)
    if (lexer.peek(i) != quotes.mark[i]) return false;
  return true;
}

void ExactParser::stringBody(Children& children, const Quotes& quotes) {
  Mark begin = lexer.here();
  auto content = [&] {
    if (lexer.here().offset == begin.offset) return;
    children.add(closeHere(open(Kind::StringContent, begin)));
  };
  while (!failed && !atQuotes(quotes)) {
    char c = lexer.peek();
    if (lexer.atEnd() || (c == '\n' && quotes.mark.size() == 1)) {
      fail();
    } else if (c == '\\') {
      escape(quotes);
    } else if (quotes.formatted && (c == '{' || c == '}')) {
      if (lexer.peek(1) == c) {
        lexer.skip();
        lexer.skip();
      } else if (c == '}') {
        fail();
      } else {
        content();
        children.add(interpolation(quotes), Field::Expression);
        begin = lexer.here();
      }
    } else {
      lexer.skip();
    }
  }
  if (failed) return;
  content();
  for (std::size_t i = 0; i != quotes.mark.size(); ++i)
    lexer.skip();
}

/// Goes over a backslash and what it says something of.
void ExactParser::escape(const Quotes& quotes) {
  lexer.skip();
  char c = lexer.peek();
  if (lexer.atEnd() || (quotes.formatted && (c == '{' || c == '}'))) return;
  lexer.skip();
  if (!quotes.formatted || quotes.raw || c != 'N' || lexer.peek() != '{') return;
  while (!lexer.atEnd() && lexer.peek() != '}' && lexer.peek() != '\n')
    lexer.skip();
  if (lexer.peek() == '}') lexer.skip();
}

/// `{expression = !r :specifier}`
NodeId ExactParser::interpolation(const Quotes& quotes) {
  Level level(*this);
  if (failed) return 0;
  NodeId node = open(Kind::Interpolation, lexer.here());
  Children children(*this, node);
  lexer.skip();
  lexer.enterBrackets();
  lexer.resume();
  children.add(at(Token::Yield) ? yield() : expressions());
  accept(Token::Equal);
  if (accept(Token::Exclamation)) expect(Token::Name);
  if (at(Token::Colon) || at(Token::Walrus)) {
    lexer.rewind(1);
    formatSpecifier(children, quotes);
    lexer.leaveBrackets();
  } else if (!at(Token::RightBrace)) {
    return fail();
  }
  return failed ? 0 : closeHere(node);
}

void ExactParser::formatSpecifier(Children& children, const Quotes& quotes) {
  while (!failed && lexer.peek() != '}') {
    if (lexer.atEnd() || atQuotes(quotes) || (lexer.peek() == '\n' && quotes.mark.size() == 1))
      fail();
    else if (lexer.peek() == '{')
      children.add(interpolation(quotes));
    else
      lexer.skip();
  }
  if (!failed) lexer.skip();
}

} // namespace nostall::python
