// The parser for text that is right: recursive descent, some ten times as fast as tree-sitter, and up to the
// newest syntax. It builds the tree that tree-sitter would, and gives up at the first thing that it does not
// know; tree-sitter then reads what can be read.
#pragma once

#include "Python/Lexer.h"

#include <optional>

namespace nostall::python {

/// Nothing when the text is not right, or nested more than MaxNesting levels deep. The tree refers to
/// `text.utf8`.
std::optional<Tree> parseExactly(const Text& text);

inline constexpr unsigned MaxNesting = 400;

class ExactParser {
public:
  explicit ExactParser(const Text& text);
  std::optional<Tree> run();

private:
  // Exact.cpp: nodes
  NodeId open(Kind kind, Mark begin);
  NodeId open(Kind kind) { return open(kind, lexer.begin); }
  /// The node ends where the last token did.
  NodeId close(NodeId node);
  /// Adds children in their order.
  class Children {
  public:
    Children(ExactParser& owner, NodeId parent) : owner(owner), parent(parent) {}
    void add(NodeId child, Field field = Field::None);
    unsigned count = 0;

  private:
    ExactParser& owner;
    NodeId parent;
    NodeId last = 0;
  };
  /// A node for the current token, which is read over.
  NodeId leaf(Kind kind);
  Mark beginOf(NodeId node) const;
  Kind kind(NodeId node) const { return tree.nodes[node].kind; }

  bool at(Token token) const { return lexer.token == token; }
  bool atWord(llvm::StringRef word) const { return at(Token::Name) && lexer.source() == word; }
  bool accept(Token token);
  void expect(Token token);
  NodeId fail();
  /// Tries something within a line; what it read and built is forgotten when it fails.
  template <typename Attempt>
  NodeId attempt(Attempt parse);

  class Level {
  public:
    explicit Level(ExactParser& owner) : owner(owner) {
      if (++owner.nesting > MaxNesting) owner.fail();
    }
    ~Level() { --owner.nesting; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

  private:
    ExactParser& owner;
  };

  // ExactExpressions.cpp
  NodeId expression();
  NodeId namedExpression();
  /// `*x` too.
  NodeId starExpression();
  /// One, or several as a list of this kind.
  NodeId expressions(Kind list = Kind::ExpressionList);
  bool endsExpressions() const;
  NodeId disjunction();
  NodeId conjunction();
  NodeId inversion();
  NodeId comparison();
  NodeId binary(unsigned minimum);
  NodeId unary();
  NodeId power();
  NodeId primary();
  NodeId atom();
  NodeId parenthesized();
  NodeId list();
  NodeId braces();
  NodeId dictionaryElement();
  NodeId lambda();
  NodeId yield();
  NodeId arguments(bool allowGenerator);
  NodeId argument();
  NodeId subscript();
  NodeId target();
  NodeId targets();
  bool atClause() const { return at(Token::For) || at(Token::Async); }
  void clauses(Children& children);

  // ExactStrings.cpp
  struct Quotes {
    llvm::StringRef mark;
    bool raw;
    bool formatted;
  };
  NodeId strings();
  NodeId string();
  void stringBody(Children& children, const Quotes& quotes);
  void escape(const Quotes& quotes);
  NodeId interpolation(const Quotes& quotes);
  void formatSpecifier(Children& children, const Quotes& quotes);
  bool atQuotes(const Quotes& quotes) const;
  NodeId closeHere(NodeId node);

  // ExactStatements.cpp
  void statements(Children& children);
  void statement(Children& children);
  void simpleStatements(Children& children);
  NodeId simpleStatement();
  NodeId expressionStatement();
  NodeId assignmentFrom(NodeId left, Mark begin);
  NodeId assigned();
  NodeId withOperands(Kind kind);
  NodeId names(Kind kind);
  NodeId raise();
  NodeId import();
  NodeId importFrom();
  NodeId dottedName();
  NodeId imported(bool dotted);
  NodeId typeAlias();
  NodeId block();
  NodeId closeBlock(NodeId block);
  NodeId closeAfter(NodeId node);
  NodeId conditional();
  NodeId loop(NodeId async);
  NodeId whileLoop();
  NodeId elseClause();
  NodeId tryStatement();
  NodeId exceptClause();
  NodeId with(NodeId async);
  NodeId withClause(bool parenthesized);
  NodeId withItem();
  NodeId asynchronous();

  // ExactDefinitions.cpp
  NodeId decorated();
  NodeId function(NodeId async);
  NodeId classDefinition();
  NodeId parameterList(bool typed);
  NodeId parameter(bool typed);
  NodeId type();
  NodeId typeParameters();

  // ExactPatterns.cpp
  NodeId match();
  NodeId caseClause();
  NodeId pattern();
  NodeId orPattern();
  NodeId closedPattern();
  NodeId sequencePattern(Kind kind, Token end);
  NodeId mappingPattern();
  NodeId namePattern();
  NodeId number();

  Tree tree;
  Lexer lexer;
  bool failed = false;
  unsigned nesting = 0;
};

template <typename Attempt>
NodeId ExactParser::attempt(Attempt parse) {
  Lexer::State before = lexer.save();
  std::size_t nodes = tree.nodes.size();
  unsigned level = nesting;
  NodeId result = failed ? 0 : parse();
  if (!failed && result) return result;
  failed = false;
  nesting = level;
  tree.nodes.resize(nodes);
  lexer.restore(before);
  return 0;
}

} // namespace nostall::python
