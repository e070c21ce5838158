// Characters beyond ASCII are letters, but for blocks with spaces and punctuation: these are left to whoever
// knows Unicode, by giving up.
#include "Python/Lexer.h"

#include <llvm/ADT/StringExtras.h>

namespace nostall::python {
namespace {

bool isLetter(char c) { return llvm::isAlnum(c) || c == '_' || (c & 0x80); }

/// Whether a byte begins a character that may be no letter.
bool isDoubtful(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
}

Token keyword(llvm::StringRef word) {
  auto is = [&](const char* spelling, Token token) { return word == spelling ? token : Token::Name; };
  auto either = [&](std::initializer_list<std::pair<llvm::StringLiteral, Token>> options) {
    for (auto [spelling, token] : options)
      if (word == spelling) return token;
    return Token::Name;
  };
  if (word.size() < 2 || word.size() > 8) return Token::Name;
  switch (word[0]) {
  case 'a':
    return either({{"and", Token::And},
                   {"as", Token::As},
                   {"async", Token::Async},
                   {"await", Token::Await},
                   {"assert", Token::Assert}});
  case 'b':
    return is("break", Token::Break);
  case 'c':
    return either({{"class", Token::Class}, {"continue", Token::Continue}});
  case 'd':
    return either({{"def", Token::Def}, {"del", Token::Del}});
  case 'e':
    return either({{"else", Token::Else}, {"elif", Token::Elif}, {"except", Token::Except}});
  case 'f':
    return either({{"for", Token::For}, {"from", Token::From}, {"finally", Token::Finally}});
  case 'g':
    return is("global", Token::Global);
  case 'i':
    return either({{"if", Token::If}, {"in", Token::In}, {"is", Token::Is}, {"import", Token::Import}});
  case 'l':
    return is("lambda", Token::Lambda);
  case 'n':
    return either({{"not", Token::Not}, {"nonlocal", Token::Nonlocal}});
  case 'o':
    return is("or", Token::Or);
  case 'p':
    return is("pass", Token::Pass);
  case 'r':
    return either({{"return", Token::Return}, {"raise", Token::Raise}});
  case 't':
    return is("try", Token::Try);
  case 'w':
    return either({{"with", Token::With}, {"while", Token::While}});
  case 'y':
    return is("yield", Token::Yield);
  case 'F':
    return is("False", Token::False);
  case 'N':
    return is("None", Token::None);
  case 'T':
    return is("True", Token::True);
  default:
    return Token::Name;
  }
}

} // namespace

Lexer::Lexer(const Text& text, std::vector<CommentNode>& comments)
    : text(text.utf8), origin(text), comments(comments) {
  if (this->text.starts_with("\xEF\xBB\xBF")) at = 3;
  next();
}

Mark Lexer::here() const { return {at, origin.position(line, at - lineBegin, at)}; }

Lexer::State Lexer::save() const {
  return {token, begin, end, before, at, line, lineBegin, depth, comments.size()};
}

void Lexer::restore(const State& state) {
  token = state.token;
  begin = state.begin;
  end = state.end;
  before = state.before;
  at = state.at;
  line = state.line;
  lineBegin = state.lineBegin;
  depth = state.depth;
  comments.resize(state.comments);
  lineStart = false;
}

void Lexer::comment() {
  CommentNode node;
  node.begin = at;
  node.first = here().position;
  at = static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
  node.end = at;
  node.last = here().position;
  comments.push_back(node);
}

/// Goes over space, comments and continued lines; false where a newline counts.
bool Lexer::space() {
  while (at < text.size()) {
    switch (text[at]) {
    case ' ':
    case '\t':
    case '\f':
      ++at;
      break;
    case '\r':
      if (peek(1) != '\n') return true;
      ++at;
      break;
    case '#':
      comment();
      break;
    case '\\': {
      unsigned length = peek(1) == '\r' ? 2 : 1;
      if (peek(length) != '\n') return true;
      at += length;
      skip();
      break;
    }
    case '\n':
      if (depth == 0) return false;
      skip();
      break;
    default:
      return true;
    }
  }
  return true;
}

/// At the begin of a line: over blank ones, then compares the width of what is before the first token.
void Lexer::indentation() {
  unsigned width = 0;
  for (; at < text.size(); ++at) {
    char c = text[at];
    if (c == ' ') {
      ++width;
    } else if (c == '\t') {
      width = width / 8 * 8 + 8;
    } else if (c == '\f') {
      width = 0;
    } else if (c == '#') {
      comment();
      --at;
    } else if (c == '\n') {
      ++line;
      lineBegin = at + 1;
      width = 0;
    } else if (c != '\r') {
      break;
    }
  }
  if (at >= text.size()) width = 0;
  lineStart = false;
  if (width > indents.back()) {
    indents.push_back(width);
    token = Token::Indent;
    return;
  }
  while (width < indents.back()) {
    indents.pop_back();
    ++dedents;
  }
  if (width != indents.back()) token = Token::Bad;
}

void Lexer::next() {
  if (token == Token::Bad) return;
  before = end;
  Token last = token;
  token = Token::End;
  if (lineStart && depth == 0) {
    indentation();
    if (token != Token::End) {
      begin = end = here();
      return;
    }
  }
  if (dedents) {
    --dedents;
    token = Token::Dedent;
    begin = end = here();
    return;
  }
  bool newline = !space();
  begin = here();
  if (newline) {
    token = Token::Newline;
    skip();
    lineStart = true;
    end = begin;
    return;
  }
  if (at >= text.size()) {
    // The last line ends although nobody said so; then all blocks do.
    if (depth) {
      token = Token::Bad;
    } else if (last != Token::Newline && last != Token::Dedent && last != Token::End) {
      token = Token::Newline;
      lineStart = true;
    }
    end = begin;
    return;
  }
  char c = text[at];
  if (llvm::isDigit(c) || (c == '.' && llvm::isDigit(peek(1))))
    number();
  else if (c == '"' || c == '\'')
    token = Token::String;
  else if (isLetter(c))
    name();
  else
    punctuation();
  end = here();
}

void Lexer::name() {
  std::uint32_t from = at;
  bool doubtful = false;
  for (; at < text.size() && isLetter(text[at]); ++at)
    doubtful |= isDoubtful(text[at]);
  if (doubtful) {
    token = Token::Bad;
    return;
  }
  llvm::StringRef word = text.slice(from, at);
  bool quoted = at < text.size() && (text[at] == '"' || text[at] == '\'');
  if (quoted && word.size() <= 2 && word.find_first_not_of("rRbBuUfFtT") == llvm::StringRef::npos)
    token = Token::String;
  else
    token = keyword(word);
}

void Lexer::number() {
  auto digits = [&](auto isOne) {
    while (at < text.size() && (isOne(text[at]) || text[at] == '_'))
      ++at;
  };
  token = Token::Integer;
  char second = static_cast<char>(peek(1) | 0x20);
  if (text[at] == '0' && (second == 'x' || second == 'o' || second == 'b')) {
    at += 2;
    digits(llvm::isHexDigit);
    return;
  }
  digits(llvm::isDigit);
  if (peek() == '.') {
    token = Token::Float;
    ++at;
    digits(llvm::isDigit);
  }
  if (peek() == 'e' || peek() == 'E') {
    unsigned sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if (llvm::isDigit(peek(sign))) {
      token = Token::Float;
      at += sign;
      digits(llvm::isDigit);
    }
  }
  if (peek() == 'j' || peek() == 'J') take(Token::Float, 1);
}

void Lexer::punctuation() {
  char second = peek(1);
  /// One of `x`, `xx`, `x=` and `xx=`.
  auto operation = [&](Token one, Token two) {
    bool doubled = second == text[at] && two != Token::Bad;
    unsigned length = doubled ? 2 : 1;
    if (peek(length) == '=') return take(Token::Augmented, length + 1);
    take(doubled ? two : one, length);
  };
  auto compare = [&](Token shifted) {
    if (second == text[at]) return operation(shifted, shifted);
    take(Token::Compare, second == '=' ? 2 : 1);
  };
  switch (text[at]) {
  case '(':
    ++depth;
    return take(Token::LeftParen, 1);
  case '[':
    ++depth;
    return take(Token::LeftSquare, 1);
  case '{':
    ++depth;
    return take(Token::LeftBrace, 1);
  case ')':
  case ']':
  case '}':
    if (depth == 0) return take(Token::Bad, 1);
    --depth;
    return take(text[at] == ')'   ? Token::RightParen
                : text[at] == ']' ? Token::RightSquare
                                  : Token::RightBrace,
                1);
  case ',':
    return take(Token::Comma, 1);
  case ';':
    return take(Token::Semicolon, 1);
  case '~':
    return take(Token::Tilde, 1);
  case ':':
    return second == '=' ? take(Token::Walrus, 2) : take(Token::Colon, 1);
  case '.':
    return second == '.' && peek(2) == '.' ? take(Token::Ellipsis, 3) : take(Token::Dot, 1);
  case '=':
    return second == '=' ? take(Token::Compare, 2) : take(Token::Equal, 1);
  case '!':
    return second == '=' ? take(Token::Compare, 2) : take(Token::Exclamation, 1);
  case '<':
  case '>':
    return compare(Token::Shift);
  case '-':
    return second == '>' ? take(Token::Arrow, 2) : operation(Token::Minus, Token::Bad);
  case '+':
    return operation(Token::Plus, Token::Bad);
  case '*':
    return operation(Token::Star, Token::DoubleStar);
  case '/':
    return operation(Token::Slash, Token::Slash);
  case '%':
    return operation(Token::Percent, Token::Bad);
  case '@':
    return operation(Token::At, Token::Bad);
  case '|':
    return operation(Token::Bar, Token::Bad);
  case '&':
    return operation(Token::Ampersand, Token::Bad);
  case '^':
    return operation(Token::Caret, Token::Bad);
  default:
    return take(Token::Bad, 1);
  }
}

} // namespace nostall::python
