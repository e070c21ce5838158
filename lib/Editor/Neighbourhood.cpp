#include "Editor/Neighbourhood.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>
#include <map>
#include <string>

namespace nostall::editor {

using facts::Callable;
using facts::Index;
using facts::None;

namespace {

/// Calls `visit` with each symbol that the entity's body names.
template <typename Visit>
void forEachSymbol(const facts::Entity& entity, Visit visit) {
  auto callable = [&](const Callable& one) {
    if (one.symbol != None) visit(one.symbol);
  };
  for (const facts::Call& call : entity.calls) {
    if (call.callee != None) visit(call.callee);
    callable(call.target);
    callable(call.receiver.callable);
    for (const facts::Value& argument : call.arguments)
      callable(argument.callable);
  }
  for (const facts::SlotWrite& write : entity.writes) {
    if (write.slot != None) visit(write.slot);
    callable(write.value);
  }
}

/// Text in which numbers and strings stand one after the other.
class Print {
public:
  void add(std::uint64_t number) { text.append(reinterpret_cast<const char*>(&number), sizeof(number)); }
  void add(llvm::StringRef part) {
    add(part.size());
    text += part;
  }
  std::string text;
};

} // namespace

Neighbourhood::Neighbourhood(llvm::ArrayRef<LinkShard> all) : shards(all.size()) {
  for (std::uint32_t number = 0; number < all.size(); ++number)
    index(number, *all[number].shard);
}

Neighbourhood::Symbol Neighbourhood::numberOf(const facts::Shard& shard, Index symbol) {
  const auto [entry, added] =
      numbers.try_emplace(shard.symbols[symbol].id, static_cast<Symbol>(numbers.size()));
  if (added) {
    naming.emplace_back();
    defining.emplace_back();
    overridden.emplace_back();
    overriding.emplace_back();
  }
  return entry->second;
}

void Neighbourhood::index(std::uint32_t number, const facts::Shard& shard) {
  std::vector<Symbol> own;
  for (Index symbol = 0; symbol < shard.symbols.size(); ++symbol)
    own.push_back(numberOf(shard, symbol));
  auto addOnce = [](auto& list, auto one) {
    if (!llvm::is_contained(list, one)) list.push_back(one);
  };
  for (Index symbol = 0; symbol < shard.symbols.size(); ++symbol)
    for (Index base : shard.symbols[symbol].overrides) {
      addOnce(overridden[own[symbol]], own[base]);
      addOnce(overriding[own[base]], own[symbol]);
    }
  std::vector<Function>& functions = shards[number].functions;
  functions.clear();
  for (Index entity = 0; entity < shard.entities.size(); ++entity) {
    const facts::Entity& from = shard.entities[entity];
    Function& function = functions.emplace_back();
    function.symbol = own[from.symbol];
    function.asynchronous = from.flags & facts::EF_Coroutine;
    forEachSymbol(from, [&](Index symbol) { function.named.push_back(own[symbol]); });
    llvm::sort(function.named);
    function.named.erase(std::unique(function.named.begin(), function.named.end()), function.named.end());
    defining[function.symbol].emplace_back(number, entity);
    for (Symbol symbol : function.named)
      naming[symbol].emplace_back(number, entity);
  }
}

void Neighbourhood::replace(std::uint32_t number, const facts::Shard& shard) { index(number, shard); }

/// All that link reads of a function's body, but for where it stands.
std::string Neighbourhood::print(const facts::Shard& shard, const facts::Entity& entity) {
  Print print;
  auto symbol = [&](Index one) { print.add(one == None ? ~std::uint64_t{0} : numberOf(shard, one)); };
  auto type = [&](Index one) { print.add(one == None ? llvm::StringRef() : shard.types[one].spelling); };
  auto callable = [&](const Callable& one) {
    print.add(static_cast<std::uint64_t>(one.kind));
    symbol(one.symbol);
    print.add(one.parameter);
  };
  auto value = [&](const facts::Value& one) {
    print.add(static_cast<std::uint64_t>(one.kind));
    type(one.type);
    print.add(static_cast<std::uint64_t>(one.integer));
    print.add(one.call);
    callable(one.callable);
    for (const std::string* text : {&one.text, &one.source, &one.keyword})
      print.add(*text);
  };
  auto list = [&](const std::vector<Index>& all) {
    print.add(all.size());
    for (Index one : all)
      print.add(one);
  };
  print.add(entity.flags);
  print.add(static_cast<std::uint64_t>(entity.kind));
  const facts::Symbol& own = shard.symbols[entity.symbol];
  print.add(own.flags);
  type(own.returnType);
  for (Index parameter : own.parameters)
    type(parameter);
  for (const std::string& text : own.recordBases)
    print.add(text);
  for (const facts::Block& block : entity.blocks) {
    print.add(block.parent);
    print.add(block.guard);
    print.add(block.holds);
    print.add(static_cast<std::uint64_t>(block.comparison));
    print.add(static_cast<std::uint64_t>(block.operand));
    print.add(block.loop);
  }
  for (const facts::Call& call : entity.calls) {
    print.add(static_cast<std::uint64_t>(call.kind));
    symbol(call.callee);
    callable(call.target);
    print.add(static_cast<std::uint64_t>(call.unresolved));
    print.add(call.spelling);
    value(call.receiver);
    print.add(call.arguments.size());
    for (const facts::Value& argument : call.arguments)
      value(argument);
    print.add(call.block);
    print.add(call.flags);
    list(call.after);
    for (const std::string& rule : call.matched)
      print.add(rule);
    for (const facts::Rewrite& rewrite : call.rewrites)
      for (const std::string* text : {&rewrite.rule, &rewrite.text, &rewrite.exactness, &rewrite.condition})
        print.add(*text);
  }
  for (const facts::Await& await : entity.awaits) {
    print.add(await.call);
    list(await.after);
    type(await.awaiter);
  }
  for (const facts::SlotWrite& write : entity.writes) {
    symbol(write.slot);
    callable(write.value);
  }
  return std::move(print.text);
}

Neighbourhood::Difference Neighbourhood::compare(const facts::Shard& before, const facts::Shard& now) {
  std::map<std::pair<Symbol, std::string>, std::vector<Index>> known;
  for (Index entity = static_cast<Index>(before.entities.size()); entity-- > 0;)
    known[{numberOf(before, before.entities[entity].symbol), print(before, before.entities[entity])}]
        .push_back(entity);
  Difference difference;
  for (Index entity = 0; entity < now.entities.size(); ++entity) {
    auto same = known.find({numberOf(now, now.entities[entity].symbol), print(now, now.entities[entity])});
    if (same == known.end() || same->second.empty())
      difference.now.push_back(entity);
    else
      same->second.pop_back();
  }
  for (const auto& [key, entities] : known)
    llvm::append_range(difference.before, entities);
  return difference;
}

std::optional<Slice> Neighbourhood::around(std::uint32_t number, llvm::ArrayRef<Index> functions,
                                           std::size_t most) const {
  Slice slice;
  std::set<std::uint32_t>& touched = slice.shards;
  touched.insert(number);
  std::vector<FunctionPlace> todo;
  auto rise = [&](FunctionPlace place) {
    if (slice.above.insert(place).second) todo.push_back(place);
  };
  auto riseFrom = [&](Symbol symbol) {
    auto one = [&](Symbol named) {
      for (FunctionPlace place : naming[named])
        if (isThere(place) && llvm::binary_search(function(place).named, named)) rise(place);
    };
    one(symbol);
    for (Symbol base : overridden[symbol])
      one(base);
  };
  for (Index entity : functions) {
    rise({number, entity});
    riseFrom(function({number, entity}).symbol);
  }
  while (!todo.empty()) {
    const FunctionPlace place = todo.back();
    todo.pop_back();
    touched.insert(place.first);
    if (touched.size() > most) return std::nullopt;
    if (!function(place).asynchronous) riseFrom(function(place).symbol);
  }

  std::set<FunctionPlace> below = slice.above;
  todo.assign(below.begin(), below.end());
  while (!todo.empty()) {
    const FunctionPlace place = todo.back();
    todo.pop_back();
    touched.insert(place.first);
    if (touched.size() > most) return std::nullopt;
    auto sink = [&](Symbol symbol) {
      for (FunctionPlace defined : defining[symbol])
        if (isThere(defined) && function(defined).symbol == symbol && below.insert(defined).second) {
          touched.insert(defined.first);
          if (!function(defined).asynchronous) todo.push_back(defined);
        }
    };
    for (Symbol symbol : function(place).named) {
      sink(symbol);
      for (Symbol deriving : overriding[symbol])
        sink(deriving);
    }
  }
  return slice;
}

} // namespace nostall::editor
