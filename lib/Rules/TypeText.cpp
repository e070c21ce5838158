// The grammar of a type in the catalogue (docs/catalogue-format.md):
//
//   type  = one { "or" one }
//   one   = "any" | "self" | "element" [ "of" one ] | name [ "[" type "]" ] | "class" name
//         | [ "made" ] "argument" ( number [ word ] | word )
//         | "attribute" word "of" one
//         | ( "new" | "result" | "provided" | "awaitable" | … ) one
//
// A name has a dot, which tells it from the words.

#include "Rules/TypeText.h"

#include "Support/Yaml.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

namespace nostall::rules {
namespace {

using Kind = TypeExpression::Kind;

constexpr unsigned MaxDepth = 32;

constexpr std::pair<std::string_view, Kind> Alone[] = {
    {"any", Kind::Any}, {"self", Kind::Self}, {"element", Kind::Element}};
constexpr std::pair<std::string_view, Kind> Prefixes[] = {{"new", Kind::New},
                                                          {"result", Kind::Result},
                                                          {"provided", Kind::Provided},
                                                          {"awaitable", Kind::Awaitable},
                                                          {"awaited", Kind::Awaited},
                                                          {"callable", Kind::Callable},
                                                          {"list", Kind::Sequence},
                                                          {"iterator", Kind::Iterator},
                                                          {"async-iterator", Kind::AsyncIterator}};
constexpr std::string_view Others[] = {"argument", "made", "attribute", "class"};

bool isWordCharacter(char c) { return llvm::isAlnum(c) || c == '_' || c == '.' || c == '-'; }

TypeExpression make(Kind kind, std::string name = "") {
  TypeExpression type;
  type.kind = kind;
  type.name = std::move(name);
  return type;
}

class Parser {
public:
  explicit Parser(std::string_view text) : text(text) { advance(); }

  std::optional<TypeExpression> run(TypeProblem& problem) {
    TypeExpression type = alternatives(0);
    if (!failed && (!word.empty() || symbol)) fail("`" + std::string(current()) + "` follows the type");
    if (!failed) return type;
    problem = std::move(found);
    return std::nullopt;
  }

private:
  /// Takes the next word or bracket.
  void advance() {
    at = text.find_first_not_of(' ', end);
    if (at == text.npos) at = text.size();
    end = at;
    while (end < text.size() && isWordCharacter(text[end]))
      ++end;
    word = text.substr(at, end - at);
    symbol = word.empty() && at < text.size() ? text[end++] : '\0';
  }

  std::string_view current() const { return text.substr(at, end - at); }

  void fail(std::string message) {
    if (!failed) found = {at, std::move(message)};
    failed = true;
    word = {};
    symbol = '\0';
    end = text.size();
  }

  bool take(std::string_view expected) {
    if (word != expected) return false;
    advance();
    return true;
  }

  void expect(char expected) {
    if (symbol != expected) return fail(std::string("`") + expected + "` is missing");
    advance();
  }

  TypeExpression alternatives(unsigned depth) {
    TypeExpression type = one(depth);
    if (!take("or")) return type;
    TypeExpression either = make(Kind::OrElse);
    either.arguments.push_back(std::move(type));
    either.arguments.push_back(alternatives(depth + 1));
    return either;
  }

  TypeExpression one(unsigned depth) {
    if (depth > MaxDepth) {
      fail("the type nests too deeply");
      return {};
    }
    for (auto [spelling, kind] : Alone)
      if (take(spelling)) return kind == Kind::Element && take("of") ? around(kind, depth) : make(kind);
    for (auto [spelling, kind] : Prefixes)
      if (take(spelling)) return around(kind, depth);
    if (take("made")) {
      if (!take("argument")) fail("`made` stands before `argument`");
      return argument(Kind::Made);
    }
    if (take("argument")) return argument(Kind::Argument);
    if (take("class")) return make(Kind::Class, dotted());
    if (take("attribute")) {
      std::string name(identifier());
      if (!failed && !take("of")) fail("`of` is missing after `attribute " + name + "`");
      TypeExpression type = around(Kind::Attribute, depth);
      type.name = std::move(name);
      return type;
    }
    TypeExpression type = make(Kind::Instance, dotted());
    if (symbol == '[') {
      advance();
      type.arguments.push_back(alternatives(depth + 1));
      expect(']');
    }
    return type;
  }

  TypeExpression around(Kind kind, unsigned depth) {
    TypeExpression type = make(kind);
    type.arguments.push_back(one(depth + 1));
    return type;
  }

  TypeExpression argument(Kind kind) {
    TypeExpression type = make(kind);
    if (!word.empty() && llvm::all_of(word, llvm::isDigit)) {
      if (llvm::StringRef(word).getAsInteger(10, type.number))
        fail("`" + std::string(word) + "` is no argument's number");
      advance();
      if (word.empty() || word == "or") return type;
    }
    type.keyword = identifier();
    return type;
  }

  std::string_view identifier() {
    std::string_view name = word;
    if (name.empty() || llvm::isDigit(name[0]) || name.find_first_of(".-") != name.npos)
      fail(name.empty() ? "a name is missing" : "`" + std::string(name) + "` is no name");
    else
      advance();
    return name;
  }

  std::string dotted() {
    if (word.empty()) fail(symbol ? "`" + std::string(current()) + "` is no type" : "a type is missing");
    if (std::string problem = failed ? "" : dottedNameProblem(word); !problem.empty()) fail(problem);
    if (failed) return "";
    if (word.find('.') == word.npos) {
      std::vector<std::string_view> known(std::begin(Others), std::end(Others));
      for (auto [spelling, kind] : Alone)
        known.push_back(spelling);
      for (auto [spelling, kind] : Prefixes)
        known.push_back(spelling);
      std::string_view near = yaml::nearest(word, known);
      fail("`" + std::string(word) + "` is no type; " +
           (near.empty() ? "a class is written with its module"
                         : "did you mean `" + std::string(near) + "`?"));
      return "";
    }
    std::string name(word);
    advance();
    return name;
  }

  std::string_view text;
  std::string_view word; ///< the current word; empty at a symbol and at the end
  char symbol = '\0';
  std::size_t at = 0, end = 0;
  bool failed = false;
  TypeProblem found;
};

} // namespace

std::optional<TypeExpression> parseType(std::string_view text, TypeProblem& problem) {
  return Parser(text).run(problem);
}

std::string dottedNameProblem(std::string_view name) {
  llvm::SmallVector<llvm::StringRef, 8> parts;
  llvm::StringRef(name).split(parts, '.');
  bool fits = llvm::all_of(parts, [](llvm::StringRef part) {
    return !part.empty() && !llvm::isDigit(part[0]) &&
           llvm::all_of(part, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  });
  return fits ? "" : "`" + std::string(name) + "` is no dotted name";
}

} // namespace nostall::rules
