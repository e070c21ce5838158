#include "Python/QueryRewrite.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/StringSwitch.h>

#include <fmt/format.h>

#include <algorithm>

namespace nostall::python {
namespace {

using facts::Expression;
using facts::Index;
using facts::Module;
using facts::None;

/// The kinds of query that behave differently.
enum class Kind { Unknown, Entity, Mixed, Columns };

/// One `.name(arguments)` of a chain.
struct Link {
  std::string name;
  llvm::SmallVector<std::string, 4> arguments; ///< as written, keywords included
  llvm::SmallVector<std::string, 4> keywords;

  std::string joined() const { return fmt::format("{}", fmt::join(arguments, ", ")); }
  bool bare() const {
    return std::all_of(keywords.begin(), keywords.end(), [](const auto& word) { return word.empty(); });
  }
};

struct Chain {
  std::string session;
  llvm::SmallVector<Index, 4> selected;
  std::string selection; ///< the arguments of `query`
  llvm::SmallVector<Link, 8> builders;
  Link terminal;
};

class Reader {
public:
  Reader(const Module& module, Index call) : module(module), source(module.expressions[call].text) {
    start = module.expressions[call].begin;
  }

  /// The chain from `session.query(…)` to the call that ends it; nothing when it is not one.
  std::optional<Chain> read(Index call) const {
    std::optional<Link> terminal = linkAt(call);
    if (!terminal) return std::nullopt;
    auto chain = readBuilding(receiver(call));
    if (chain) chain->terminal = std::move(*terminal);
    return chain;
  }

  /// The chain of which nothing ends the query.
  std::optional<Chain> readBuilding(Index last) const {
    Chain chain;
    for (Index at = last;; at = receiver(at)) {
      std::optional<Link> link = linkAt(at);
      if (!link) return std::nullopt;
      if (link->name == "query") {
        const Expression& query = module.expressions[at];
        if (!link->bare()) return std::nullopt;
        chain.selected.assign(query.operands.begin() + 1, query.operands.end());
        chain.selection = link->joined();
        chain.session = text(receiver(at));
        std::reverse(chain.builders.begin(), chain.builders.end());
        return chain.session.empty() ? std::nullopt : std::optional(std::move(chain));
      }
      chain.builders.push_back(std::move(*link));
    }
  }

private:
  std::string text(Index expression) const {
    const Expression& part = module.expressions[expression];
    if (part.begin < start || part.end < part.begin || part.end - start > source.size()) return {};
    return source.substr(part.begin - start, part.end - part.begin).str();
  }

  Index receiver(Index call) const {
    return module.expressions[module.expressions[call].operands.front()].operands.front();
  }

  std::optional<Link> linkAt(Index at) const {
    const Expression& call = module.expressions[at];
    if (call.kind != Expression::Kind::Call || call.operands.empty()) return std::nullopt;
    const Expression& method = module.expressions[call.operands.front()];
    if (method.kind != Expression::Kind::Attribute || method.operands.empty()) return std::nullopt;
    Link link;
    link.name = method.text;
    for (std::size_t i = 1; i < call.operands.size(); ++i) {
      const std::string& keyword = call.keywords[i - 1];
      std::string argument = text(call.operands[i]);
      // A query inside of the argument is one more call to rewrite, in the same edit.
      if (argument.empty() || llvm::StringRef(argument).contains(".query(")) return std::nullopt;
      if (keyword == "**")
        argument = "**" + argument;
      else if (!keyword.empty())
        argument = keyword + "=" + argument;
      link.arguments.push_back(std::move(argument));
      link.keywords.push_back(keyword);
    }
    return link;
  }

  const Module& module;
  llvm::StringRef source;
  std::uint32_t start = 0;
};

Kind kindOf(const Chain& chain, llvm::function_ref<Selected(Index)> classify) {
  if (chain.selected.empty()) return Kind::Unknown;
  std::size_t entities = 0;
  for (Index one : chain.selected) {
    const Selected selected = classify(one);
    if (selected == Selected::Unknown) return Kind::Unknown;
    entities += selected == Selected::Entity;
  }
  if (entities == 0) return Kind::Columns;
  return chain.selected.size() == 1 ? Kind::Entity : Kind::Mixed;
}

/// `.method(…)` of a statement for one of a Query; nothing when there is none that is exact.
std::optional<std::string> builder(const Link& link) {
  const llvm::StringRef name = link.name;
  if (name == "filter") return ".where(" + link.joined() + ")";
  const bool same = llvm::StringSwitch<bool>(name)
                        .Cases("where", "filter_by", "join", "outerjoin", "select_from", "options", true)
                        .Cases("order_by", "group_by", "having", "distinct", "limit", "offset", true)
                        .Cases("slice", "with_for_update", "with_hint", "prefix_with", "suffix_with", true)
                        .Cases("correlate", "params", "execution_options", true)
                        .Default(false);
  if (same) return "." + link.name + "(" + link.joined() + ")";
  if (name == "populate_existing") return ".execution_options(populate_existing=True)";
  if (name == "autoflush" && link.arguments.size() == 1)
    return ".execution_options(autoflush=" + link.arguments.front() + ")";
  return std::nullopt;
}

bool uses(const Chain& chain, std::initializer_list<llvm::StringRef> names) {
  return std::any_of(chain.builders.begin(), chain.builders.end(), [&](const Link& link) {
    return std::find(names.begin(), names.end(), llvm::StringRef(link.name)) != names.end();
  });
}

/// The same query as a statement: `select(User).where(…)`.
std::optional<std::string> statement(const Chain& chain, const std::string& start) {
  std::string text = start;
  for (const Link& link : chain.builders) {
    const auto one = builder(link);
    if (!one) return std::nullopt;
    text += *one;
  }
  return text;
}

struct Writer {
  const Chain& chain;
  Kind kind;

  std::string awaited(const char* method, const std::string& inner) const {
    return fmt::format("(await {}.{}({}))", chain.session, method, inner);
  }
  /// The result with what `Query` does to it: scalars and uniqueness.
  std::string result(const std::string& select) const {
    switch (kind) {
    case Kind::Entity:
      return awaited("scalars", select) + ".unique()";
    case Kind::Mixed:
      return awaited("execute", select) + ".unique()";
    default:
      return awaited("execute", select);
    }
  }

  std::optional<std::string> rows() const {
    const auto select = statement(chain, "select(" + chain.selection + ")");
    if (!select) return std::nullopt;
    const llvm::StringRef name = chain.terminal.name;
    if (!chain.terminal.arguments.empty()) return std::nullopt;
    if (name == "all" || name == "one" || name == "one_or_none")
      return result(*select) + "." + chain.terminal.name + "()";
    if (name == "first")
      return awaited(kind == Kind::Entity ? "scalars" : "execute", *select + ".limit(1)") + ".first()";
    if (name == "scalar")
      return kind == Kind::Entity ? result(*select) + ".one_or_none()"
                                  : result(*select) + ".scalar_one_or_none()";
    if (name == "count")
      return fmt::format("await {}.scalar(select(func.count()).select_from({}.subquery()))", chain.session,
                         *select);
    return std::nullopt;
  }

  std::optional<std::string> byKey() const {
    if (kind != Kind::Entity || chain.terminal.arguments.size() != 1 || !chain.terminal.bare())
      return std::nullopt;
    std::string options;
    for (const Link& link : chain.builders) {
      if (link.name == "options")
        options += ", options=[" + link.joined() + "]";
      else if (link.name == "with_for_update" && link.arguments.empty())
        options += ", with_for_update=True";
      else if (link.name == "populate_existing")
        options += ", populate_existing=True";
      else
        return std::nullopt;
    }
    return fmt::format("await {}.get({}, {}{})", chain.session, chain.selection,
                       chain.terminal.arguments.front(), options);
  }

  std::optional<std::string> changes() const {
    if (kind != Kind::Entity) return std::nullopt;
    const bool update = chain.terminal.name == "update";
    std::string values, synchronize;
    std::size_t positional = update ? 1 : 0;
    for (std::size_t i = 0; i < chain.terminal.arguments.size(); ++i) {
      const std::string& keyword = chain.terminal.keywords[i];
      const std::string& argument = chain.terminal.arguments[i];
      if (keyword.empty() && update && i == 0)
        values = argument;
      else if (keyword.empty() && i == positional)
        synchronize = "synchronize_session=" + argument;
      else if (keyword == "synchronize_session")
        synchronize = argument;
      else
        return std::nullopt;
    }
    if (update && values.empty()) return std::nullopt;
    auto text = statement(chain, fmt::format("{}({})", chain.terminal.name, chain.selection));
    if (!text) return std::nullopt;
    if (update) *text += ".values(" + values + ")";
    if (!synchronize.empty()) *text += ".execution_options(" + synchronize + ")";
    return awaited("execute", *text) + ".rowcount";
  }

  std::optional<std::string> text() const {
    const llvm::StringRef name = chain.terminal.name;
    if (name == "get") return byKey();
    if (name == "update" || name == "delete") return changes();
    return rows();
  }
};

std::string conditionOf(const Chain& chain, Kind kind) {
  std::string condition = "`" + chain.session + "` becomes an `AsyncSession`";
  const llvm::StringRef name = chain.terminal.name;
  if (kind == Kind::Mixed && (name.empty() || name == "all" || name == "one" || name == "one_or_none"))
    condition += "; no selected column is of an unhashable type such as JSON, which `.unique()` refuses";
  if (uses(chain, {"filter_by"}) && uses(chain, {"join", "outerjoin", "select_from"}))
    condition += "; SQLAlchemy is older than 2.1, whose `filter_by` looks into all joined classes";
  if (name == "update" || name == "delete")
    condition +=
        "; SQLAlchemy is 2.0 or later, or `synchronize_session` is given, since 1.4 defaults to another";
  return condition;
}

facts::Rewrite rewriteTo(std::string text, const Chain& chain, Kind kind) {
  facts::Rewrite rewrite;
  rewrite.text = std::move(text);
  rewrite.exactness = "conditional";
  rewrite.condition = conditionOf(chain, kind);
  return rewrite;
}

} // namespace

std::optional<facts::Rewrite> rewriteQuery(const Module& module, Index call,
                                           llvm::function_ref<Selected(Index)> classify) {
  if (call >= module.expressions.size() || module.expressions[call].text.empty()) return std::nullopt;
  const auto chain = Reader(module, call).read(call);
  if (!chain) return std::nullopt;
  const Kind kind = kindOf(*chain, classify);
  if (kind == Kind::Unknown) return std::nullopt;
  const auto text = Writer{*chain, kind}.text();
  if (!text) return std::nullopt;
  return rewriteTo(*text, *chain, kind);
}

std::optional<facts::Rewrite> rewriteIteration(const Module& module, Index query,
                                               llvm::function_ref<Selected(Index)> classify) {
  if (query >= module.expressions.size() || module.expressions[query].text.empty()) return std::nullopt;
  const auto chain = Reader(module, query).readBuilding(query);
  if (!chain) return std::nullopt;
  const Kind kind = kindOf(*chain, classify);
  if (kind == Kind::Unknown) return std::nullopt;
  const auto select = statement(*chain, "select(" + chain->selection + ")");
  if (!select) return std::nullopt;
  return rewriteTo(Writer{*chain, kind}.result(*select), *chain, kind);
}

} // namespace nostall::python
