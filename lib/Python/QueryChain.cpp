#include "Python/QueryChain.h"

#include <llvm/ADT/StringSwitch.h>

namespace nostall::python {

using facts::Expression;
using facts::Index;
using facts::Module;
using facts::None;

namespace {

/// A call of a method, without its arguments: for the ones whose source was not kept.
std::optional<Link> bareLink(const Module& module, Index at) {
  const Expression& call = module.expressions[at];
  if (call.kind != Expression::Kind::Call || call.operands.empty()) return std::nullopt;
  const Expression& method = module.expressions[call.operands.front()];
  if (method.kind != Expression::Kind::Attribute || method.operands.empty()) return std::nullopt;
  Link link;
  link.name = method.text;
  link.keywords.assign(call.keywords.begin(), call.keywords.end());
  link.arguments.resize(call.operands.size() - 1);
  return link;
}

class Reader {
public:
  Reader(const Module& module, Index call) : module(module), source(module.expressions[call].text) {
    start = module.expressions[call].begin;
  }

  /// The chain of which nothing ends the query.
  std::optional<Chain> readBuilding(Index last) const {
    Chain chain;
    for (Index at = last;; at = receiverOf(module, at)) {
      std::optional<Link> link = linkAt(at);
      if (!link) return std::nullopt;
      if (link->name == "query") {
        const Expression& query = module.expressions[at];
        if (!link->bare()) return std::nullopt;
        chain.selected.assign(query.operands.begin() + 1, query.operands.end());
        chain.selection = link->joined();
        chain.session = text(receiverOf(module, at));
        chain.start = text(at);
        std::reverse(chain.builders.begin(), chain.builders.end());
        return chain.session.empty() ? std::nullopt : std::optional(std::move(chain));
      }
      chain.builders.push_back(std::move(*link));
    }
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

private:
  std::string text(Index expression) const {
    const Expression& part = module.expressions[expression];
    if (part.begin < start || part.end < part.begin || part.end - start > source.size()) return {};
    return source.substr(part.begin - start, part.end - part.begin).str();
  }

  const Module& module;
  llvm::StringRef source;
  std::uint32_t start = 0;
};

/// Whether a query is made inside of the arguments of a call.
bool makesQuery(const Module& module, Index call) {
  llvm::SmallVector<Index, 8> left;
  llvm::append_range(left, llvm::drop_begin(module.expressions[call].operands));
  while (!left.empty()) {
    const Expression& part = module.expressions[left.pop_back_val()];
    if (part.kind == Expression::Kind::Attribute && part.text == "query") return true;
    llvm::append_range(left, part.operands);
  }
  return false;
}

/// Follows what builds a query through variables to the `query(…)` that all of it starts with.
struct Origin {
  const Module& module;
  const QueryContext& context;
  llvm::SmallVector<Index, 8> seen;
  std::optional<Chain> found;
  bool mixed = false; ///< what is built does not start in one way, or has no counterpart

  void follow(Index at) {
    if (mixed || llvm::is_contained(seen, at)) return;
    seen.push_back(at);
    const Expression& here = module.expressions[at];
    if (here.kind == Expression::Kind::Name) {
      const auto sources = context.sources(at);
      mixed = sources.empty() || llvm::is_contained(sources, None);
      for (Index source : sources)
        if (source != None) follow(source);
      return;
    }
    const auto link = bareLink(module, at);
    if (!link || makesQuery(module, at)) {
      mixed = true;
    } else if (link->name == "query") {
      auto start = here.text.empty() ? std::nullopt : Reader(module, at).readBuilding(at);
      mixed = !start || (found && (found->start != start->start || found->session != start->session));
      if (!mixed) found = std::move(start);
    } else if (isShared(link->name)) {
      follow(receiverOf(module, at));
    } else {
      mixed = true;
    }
  }
};

} // namespace

Index receiverOf(const Module& module, Index call) {
  return module.expressions[module.expressions[call].operands.front()].operands.front();
}

std::optional<Link> linkAt(const Module& module, Index call) {
  const auto link = Reader(module, call).linkAt(call);
  return link ? link : bareLink(module, call);
}

bool isShared(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("filter", "where", "filter_by", "join", "outerjoin", "select_from", "options", true)
      .Cases("order_by", "group_by", "having", "distinct", "limit", "offset", true)
      .Cases("slice", "with_for_update", "with_hint", "prefix_with", "suffix_with", true)
      .Cases("correlate", "params", "execution_options", true)
      .Default(false);
}

std::optional<Chain> chainOf(const Module& module, Index query, llvm::StringRef written,
                             const QueryContext& context, Index within) {
  if (!module.expressions[within].text.empty())
    if (auto chain = Reader(module, within).readBuilding(query)) return chain;
  Index first = query;
  while (const auto link = bareLink(module, first))
    first = receiverOf(module, first);
  if (module.expressions[first].kind != Expression::Kind::Name || written.empty() || written.ends_with("..."))
    return std::nullopt;
  Origin origin{module, context, {}, {}};
  origin.follow(query);
  if (origin.mixed || !origin.found) return std::nullopt;
  origin.found->variable = module.expressions[first].text;
  origin.found->written = written.str();
  return std::move(origin.found);
}

} // namespace nostall::python
