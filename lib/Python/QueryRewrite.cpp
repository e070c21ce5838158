#include "Python/QueryRewrite.h"

#include "Python/QueryChain.h"

#include <llvm/ADT/STLExtras.h>
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
  if (isShared(name)) return "." + link.name + "(" + link.joined() + ")";
  if (name == "populate_existing") return ".execution_options(populate_existing=True)";
  if (name == "autoflush" && link.arguments.size() == 1)
    return ".execution_options(autoflush=" + link.arguments.front() + ")";
  return std::nullopt;
}

bool readsRows(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("all", "one", "one_or_none", "first", "scalar", "count", true)
      .Default(false);
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

  std::optional<std::string> select() const {
    return chain.variable.empty() ? statement(chain, "select(" + chain.selection + ")")
                                  : std::optional(chain.written);
  }

  std::optional<std::string> rows() const {
    const auto select = this->select();
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
  if (!chain.variable.empty())
    condition += fmt::format("; `{}` is built from `select({})` in place of `{}`", chain.variable,
                             chain.selection, chain.start);
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

std::optional<facts::Rewrite> rewriteQuery(const Module& module, Index call, llvm::StringRef written,
                                           const QueryContext& context) {
  if (call >= module.expressions.size()) return std::nullopt;
  auto terminal = linkAt(module, call);
  if (!terminal) return std::nullopt;
  auto chain = chainOf(module, receiverOf(module, call), written, context, call);
  if (!chain) return std::nullopt;
  chain->terminal = std::move(*terminal);
  if (!chain->variable.empty() && !readsRows(chain->terminal.name)) return std::nullopt;
  const Kind kind = kindOf(*chain, context.classify);
  if (kind == Kind::Unknown) return std::nullopt;
  const auto text = Writer{*chain, kind}.text();
  if (!text) return std::nullopt;
  return rewriteTo(*text, *chain, kind);
}

/// What reads the rows of a query whole, with `part` behind the statement and `rest` behind the result.
static std::optional<facts::Rewrite> rewriteRows(const Module& module, Index query, llvm::StringRef written,
                                                 const QueryContext& context, llvm::StringRef part,
                                                 llvm::StringRef rest) {
  if (query >= module.expressions.size()) return std::nullopt;
  const auto chain = chainOf(module, query, written, context, query);
  if (!chain) return std::nullopt;
  const Kind kind = kindOf(*chain, context.classify);
  if (kind == Kind::Unknown) return std::nullopt;
  const auto select = Writer{*chain, kind}.select();
  if (!select) return std::nullopt;
  return rewriteTo(Writer{*chain, kind}.result(*select + part.str()) + rest.str(), *chain, kind);
}

std::optional<facts::Rewrite> rewriteIteration(const Module& module, Index query, llvm::StringRef written,
                                               const QueryContext& context) {
  return rewriteRows(module, query, written, context, "", "");
}

std::optional<facts::Rewrite> rewriteList(const Module& module, Index query, llvm::StringRef written,
                                          const QueryContext& context) {
  return rewriteRows(module, query, written, context, "", ".all()");
}

std::optional<facts::Rewrite> rewriteItem(const Module& module, Index query, llvm::StringRef written,
                                          llvm::StringRef key, const QueryContext& context) {
  unsigned first = 0, last = 0;
  const auto [from, to] = key.split(':');
  const bool begins = !from.trim().getAsInteger(10, first);
  if (!key.contains(':')) {
    if (!begins) return std::nullopt;
    const std::string slice = fmt::format(".slice({}, {})", first, std::uint64_t{first} + 1);
    return rewriteRows(module, query, written, context, slice, ".all()[0]");
  }
  const bool ends = !to.trim().getAsInteger(10, last);
  const bool readable = (begins || from.trim().empty()) && (ends || to.trim().empty());
  if (!readable || (!begins && !ends) || (ends && last <= first)) return std::nullopt;
  const std::string slice = fmt::format(".slice({}, {})", begins ? std::to_string(first) : "None",
                                        ends ? std::to_string(last) : "None");
  return rewriteRows(module, query, written, context, slice, ".all()");
}

} // namespace nostall::python
