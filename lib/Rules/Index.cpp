#include "Rules/Index.h"

#include "Rules/Match.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/xxhash.h>

#include <set>

namespace nostall::rules {
namespace {

// Keys under which members without a name of their own are filed.
constexpr std::string_view ConstructorKey = "<constructor>";
constexpr std::string_view DestructorKey = "<destructor>";
constexpr std::string_view IterationKey = "<iteration>";

bool isIteration(std::string_view last) { return last == "begin" || last == "operator++"; }

/// Last components of the operators that the pattern names.
std::vector<std::string> operatorNames(const CallPattern& pattern) {
  std::vector<std::string> names;
  for (const std::string& spelling : pattern.operators)
    names.push_back("operator" + (llvm::isAlpha(spelling[0]) ? " " + spelling : spelling));
  return names;
}

/// Everything that the symbol overrides, directly or not.
std::vector<const facts::Symbol*> allOverridden(const facts::Shard& shard, const facts::Symbol& symbol) {
  std::vector<const facts::Symbol*> all;
  auto append = [&](const facts::Symbol& from) {
    for (facts::Index overridden : from.overrides) {
      const facts::Symbol* base = &shard.symbols[overridden];
      if (base != &symbol && !llvm::is_contained(all, base)) all.push_back(base);
    }
  };
  append(symbol);
  for (std::size_t i = 0; i < all.size(); ++i)
    append(*all[i]);
  return all;
}

} // namespace

struct PatternIndex::Subject {
  Language language = Language::Cxx;
  std::uint32_t flags = 0;
  NameList own;                      ///< of the symbol
  std::string_view last;             ///< its last component
  std::vector<std::string> record;   ///< its class
  std::vector<std::string> classes;  ///< all classes whose method it counts as
  std::vector<std::string> iterated; ///< for begin() and an iterator's increment: what is iterated over
  std::vector<std::string> operands; ///< for operators: classes of the operands
  std::string_view header;
};

PatternIndex::PatternIndex(const Catalogue& catalogue, const Names& names)
    : names(names), filter(names), allOfClass(names) {
  for (const Library& library : catalogue.libraries)
    for (const Rule& rule : library.rules)
      for (const CallPattern& pattern : rule.calls)
        add({.pattern = &pattern, .language = library.language, .library = &library, .rule = &rule});
  for (const Framework* framework : askingOrder(catalogue)) {
    IndexedPattern base{.language = framework->language, .framework = framework};
    auto addAll = [&](const std::vector<CallPattern>& calls, IndexedPattern indexed) {
      for (const CallPattern& pattern : calls) {
        indexed.pattern = &pattern;
        add(indexed);
      }
    };
    addAll(framework->exempt, base);
    for (const CallableRule& callable : framework->callables) {
      base.callable = &callable;
      addAll(callable.calls, base);
    }
    base.callable = nullptr;
    for (const Hop& hop : framework->hops) {
      base.hop = &hop;
      addAll(hop.calls, base);
    }
  }
}

void PatternIndex::filterFor(const CallPattern& pattern) {
  filter.add(pattern.functions);
  filter.add(pattern.references);
  for (const Glob& method : pattern.methods)
    if (method.pattern == "*")
      allOfClass.add(pattern.classes);
    else
      filter.addLast(method.pattern);
  // A constructor is named after its class, a destructor nearly so.
  for (const Glob& record : pattern.classes) {
    if (pattern.constructor) filter.addLast(unqualified(record.pattern));
    if (pattern.destructor) filter.addLast("~" + std::string(unqualified(record.pattern)));
  }
  for (const std::string& key : operatorNames(pattern))
    filter.addLast(key);
  if (pattern.iteration)
    for (std::string_view name : {"begin", "operator++"})
      filter.addLast(name);
}

bool PatternIndex::mayFit(const facts::Shard& shard, const facts::Symbol& symbol,
                          const facts::Type* receiver) const {
  if (filter.mayMatch(symbol.name)) return true;
  if (symbol.record.empty() || allOfClass.empty()) return false;
  auto is = [&](const std::string& name) { return !name.empty() && allOfClass.mayMatch(name); };
  if (is(symbol.record) || llvm::any_of(symbol.recordBases, is)) return true;
  if (receiver && receiver->record != symbol.record &&
      (is(receiver->record) || llvm::any_of(receiver->bases, is)))
    return true;
  return !symbol.overrides.empty() &&
         llvm::any_of(allOverridden(shard, symbol), [&](const facts::Symbol* overridden) {
           return is(overridden->record) || llvm::any_of(overridden->recordBases, is);
         });
}

void PatternIndex::add(IndexedPattern indexed) {
  const CallPattern& pattern = *indexed.pattern;
  filterFor(pattern);
  std::vector<std::string> keys;
  for (const std::vector<Glob>* list : {&pattern.functions, &pattern.methods})
    for (const Glob& glob : *list)
      keys.emplace_back(unqualified(glob.pattern));
  llvm::append_range(keys, operatorNames(pattern));
  if (pattern.constructor) keys.emplace_back(ConstructorKey);
  if (pattern.destructor) keys.emplace_back(DestructorKey);
  file(indexed, keys);
  indexed.naming = Naming::Iterated;
  if (pattern.iteration) file(indexed, {std::string(IterationKey)});
  indexed.naming = Naming::Referenced;
  keys.clear();
  for (const Glob& glob : pattern.references)
    keys.emplace_back(unqualified(glob.pattern));
  file(indexed, keys);
}

void PatternIndex::file(IndexedPattern indexed, const std::vector<std::string>& keys) {
  auto number = static_cast<unsigned>(patterns.size());
  if (keys.empty()) return;
  patterns.push_back(indexed);
  // A star is also the operator of that name, which the full check tells apart.
  if (llvm::any_of(keys, isGlob))
    wild.push_back(number);
  else
    for (const std::string& key : std::set<std::string>(keys.begin(), keys.end()))
      byName[key].push_back(number);
}

PatternIndex::Subject PatternIndex::subject(const facts::Shard& shard, const facts::Symbol& symbol,
                                            const facts::Type* receiver) const {
  Subject subject;
  subject.language = shard.language;
  subject.flags = symbol.flags;
  subject.own = names.of(symbol.name);
  subject.last = unqualified(symbol.name);
  subject.header = symbol.header;
  auto append = [&](std::vector<std::string>& to, std::string_view name) {
    if (!name.empty()) llvm::append_range(to, names.of(name));
  };
  auto appendAll = [&](std::vector<std::string>& to, const std::vector<std::string>& all) {
    for (const std::string& name : all)
      append(to, name);
  };
  append(subject.record, symbol.record);
  subject.classes = subject.record;
  if (!symbol.record.empty()) {
    for (const facts::Symbol* overridden : allOverridden(shard, symbol)) {
      append(subject.classes, overridden->record);
      appendAll(subject.classes, overridden->recordBases);
    }
    // A method of the project that hides one of its base class has a body to look into; a library's own one
    // is as good as the one that it hides.
    if (symbol.flags & facts::SF_System) appendAll(subject.classes, symbol.recordBases);
    // An inherited method belongs to the class that it is called on too.
    bool inherited = receiver && llvm::is_contained(receiver->bases, symbol.record);
    if (inherited || (receiver && receiver->record == symbol.record && (symbol.flags & facts::SF_System))) {
      append(subject.classes, receiver->record);
      appendAll(subject.classes, receiver->bases);
    }
  }
  subject.iterated = subject.classes;
  append(subject.iterated, scopeOf(symbol.record));
  if (symbol.flags & facts::SF_Operator) {
    subject.operands = subject.classes;
    for (facts::Index parameter : symbol.parameters) {
      append(subject.operands, shard.types[parameter].record);
      appendAll(subject.operands, shard.types[parameter].bases);
    }
  }
  return subject;
}

bool PatternIndex::fits(const IndexedPattern& indexed, const Subject& subject) const {
  if (indexed.language != subject.language) return false;
  if (indexed.library && !indexed.library->headers.empty() &&
      llvm::none_of(indexed.library->headers,
                    [&](const Glob& glob) { return pathEndMatches(glob.pattern, subject.header); }))
    return false;
  const CallPattern& pattern = *indexed.pattern;
  switch (indexed.naming) {
  case Naming::Called:
    return fitsCalled(pattern, subject);
  case Naming::Iterated:
    return isIteration(subject.last) && anyGlobMatches(pattern.classes, subject.iterated);
  case Naming::Referenced:
    return anyGlobMatches(pattern.references, subject.own);
  }
  return false;
}

bool PatternIndex::fitsCalled(const CallPattern& pattern, const Subject& subject) {
  if (anyGlobMatches(pattern.functions, subject.own)) return true;
  if (pattern.classes.empty()) return false;
  if (subject.flags & facts::SF_Constructor)
    return pattern.constructor && anyGlobMatches(pattern.classes, subject.record);
  if (subject.flags & facts::SF_Destructor)
    return pattern.destructor && anyGlobMatches(pattern.classes, subject.record);
  auto isMethod = [&](const Glob& method) { return globMatches(method.pattern, subject.last); };
  if (llvm::any_of(pattern.methods, isMethod) && anyGlobMatches(pattern.classes, subject.classes))
    return true;
  if (pattern.operators.empty() || !(subject.flags & facts::SF_Operator)) return false;
  llvm::StringRef spelling =
      llvm::StringRef(subject.last).drop_front(llvm::StringRef("operator").size()).ltrim();
  return llvm::is_contained(pattern.operators, spelling.str()) &&
         anyGlobMatches(pattern.classes, subject.operands);
}

std::vector<unsigned> PatternIndex::find(const Subject& subject) const {
  std::vector<unsigned> numbers = wild;
  auto look = [&](std::string_view key) {
    if (auto found = byName.find(key); found != byName.end()) llvm::append_range(numbers, found->second);
  };
  look(subject.last);
  if (subject.flags & facts::SF_Constructor) look(ConstructorKey);
  if (subject.flags & facts::SF_Destructor) look(DestructorKey);
  if (isIteration(subject.last)) look(IterationKey);
  llvm::erase_if(numbers, [&](unsigned number) { return !fits(patterns[number], subject); });
  llvm::sort(numbers);
  numbers.erase(llvm::unique(numbers), numbers.end());
  return numbers;
}

const std::vector<unsigned>& PatternIndex::candidates(const facts::Shard& shard, const facts::Symbol& symbol,
                                                      const facts::Type* receiver) const {
  static const std::vector<unsigned> none;
  if (!mayFit(shard, symbol, receiver)) return none;
  llvm::SmallString<512> text;
  auto put = [&](llvm::StringRef part) {
    text += part;
    text.push_back('\0');
  };
  auto putAll = [&](const std::vector<std::string>& parts) {
    for (const std::string& part : parts)
      put(part);
    text.push_back('\1');
  };
  put(llvm::utostr(static_cast<unsigned>(shard.language)) + ":" + llvm::utohexstr(symbol.flags));
  put(symbol.header);
  auto putSymbol = [&](const facts::Symbol& one) {
    put(one.name);
    put(one.record);
    putAll(one.recordBases);
  };
  putSymbol(symbol);
  for (const facts::Symbol* overridden : allOverridden(shard, symbol))
    putSymbol(*overridden);
  text.push_back('\2');
  if (receiver && !symbol.record.empty()) {
    put(receiver->record);
    putAll(receiver->bases);
  }
  if (symbol.flags & facts::SF_Operator)
    for (facts::Index parameter : symbol.parameters) {
      put(shard.types[parameter].record);
      putAll(shard.types[parameter].bases);
    }
  auto hash = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(text));
  Key key{hash.high64, hash.low64};
  Cache& cache = caches[hash.low64 % caches.size()];
  {
    std::lock_guard lock(cache.mutex);
    if (auto found = cache.found.find(key); found != cache.found.end()) return found->second;
  }
  std::vector<unsigned> numbers = find(subject(shard, symbol, receiver));
  std::lock_guard lock(cache.mutex);
  return cache.found.try_emplace(key, std::move(numbers)).first->second;
}

std::vector<std::string> overriddenNames(const facts::Shard& shard, const facts::Symbol& symbol) {
  std::vector<std::string> names;
  for (const facts::Symbol* overridden : allOverridden(shard, symbol))
    names.push_back(overridden->name);
  return names;
}

std::vector<const Framework*> askingOrder(const Catalogue& catalogue) {
  std::vector<const Framework*> order;
  for (bool own : {true, false})
    for (const Framework& framework : catalogue.frameworks)
      if ((framework.name == "project") == own) order.push_back(&framework);
  return order;
}

} // namespace nostall::rules
