// Python's tokens.
#pragma once

#include "Python/Syntax.h"
#include "Python/Text.h"

#include <llvm/ADT/SmallVector.h>

namespace nostall::python {

enum class Token : std::uint8_t {
  End,
  Bad, ///< nothing that Python knows; comes again and again
  Newline,
  Indent,
  Dedent,
  Name,
  Integer,
  Float,
  String, ///< its prefix and opening quotes
  // Keywords
  And,
  As,
  Assert,
  Async,
  Await,
  Break,
  Class,
  Continue,
  Def,
  Del,
  Elif,
  Else,
  Except,
  False,
  Finally,
  For,
  From,
  Global,
  If,
  Import,
  In,
  Is,
  Lambda,
  None,
  Nonlocal,
  Not,
  Or,
  Pass,
  Raise,
  Return,
  True,
  Try,
  While,
  With,
  Yield,
  // Punctuation
  LeftParen,
  RightParen,
  LeftSquare,
  RightSquare,
  LeftBrace,
  RightBrace,
  Comma,
  Colon,
  Semicolon,
  Dot,
  Ellipsis,
  Arrow,
  At,
  Exclamation,
  Equal,
  Walrus,
  Augmented, ///< `+=` and its like
  Compare,   ///< `==`, `!=`, `<`, `<=`, `>`, `>=`
  Star,
  DoubleStar,
  Slash, ///< and `//`, which only the text tells apart
  Percent,
  Plus,
  Minus,
  Tilde,
  Bar,
  Ampersand,
  Caret,
  Shift,
};

/// A place in the text.
struct Mark {
  std::uint32_t offset = 0;
  facts::Position position;
};

class Lexer {
public:
  /// Comments go to `comments`.
  Lexer(const Text& text, std::vector<CommentNode>& comments);

  Token token = Token::End;
  Mark begin;
  Mark end;
  Mark before; ///< where the token before this one ended

  void next();
  llvm::StringRef source() const { return text.slice(begin.offset, end.offset); }

  /// All there is to know, for looking ahead within a line.
  struct State {
    Token token;
    Mark begin, end, before;
    std::uint32_t at, line, lineBegin;
    unsigned depth;
    std::size_t comments;
  };
  State save() const;
  void restore(const State& state);

  // For strings, which the parser takes apart: the characters from `at` on.
  char peek(std::uint32_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }
  bool atEnd() const { return at >= text.size(); }
  /// Goes over a character of a string.
  void skip() {
    if (text[at++] == '\n') {
      ++line;
      lineBegin = at;
    }
  }
  /// Goes back to the begin of the token.
  void rewind(std::uint32_t ahead) { at = begin.offset + ahead; }
  Mark here() const;
  /// Goes on with tokens.
  void resume() {
    end = here();
    token = Token::Name;
    next();
  }
  /// Reads the tokens of an expression inside a string; newlines are space there.
  void enterBrackets() { ++depth; }
  void leaveBrackets() { --depth; }

private:
  void indentation();
  bool space();
  void comment();
  void name();
  void number();
  void punctuation();
  void take(Token kind, unsigned length) {
    token = kind;
    at += length;
  }

  llvm::StringRef text;
  const Text& origin;
  std::vector<CommentNode>& comments;
  std::uint32_t at = 0;
  std::uint32_t line = 0;
  std::uint32_t lineBegin = 0;
  unsigned depth = 0; ///< of brackets
  bool lineStart = true;
  llvm::SmallVector<unsigned, 16> indents{0};
  unsigned dedents = 0; ///< to be handed out
};

} // namespace nostall::python
