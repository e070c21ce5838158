#include "Rules/Index.h"

#include "Rules/ImplicitNames.h"
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

void PatternIndex::filterFor(const CallPattern& pattern, Language language) {
  filter.add(pattern.functions);
  filter.add(pattern.references);
  filter.add(pattern.decorators);
  for (const std::vector<Glob>* members : {&pattern.methods, &pattern.attributes})
    for (const Glob& member : *members)
      if (member.pattern == "*")
        allOfClass.add(pattern.classes);
      else
        filter.addLast(member.pattern);
  // A constructor is named after its class, a destructor nearly so.
  for (const Glob& record : pattern.classes) {
    if (pattern.constructor) filter.addLast(unqualified(record.pattern));
    if (pattern.destructor) filter.addLast("~" + std::string(unqualified(record.pattern)));
  }
  auto addAll = [&](llvm::ArrayRef<std::string_view> names) {
    for (std::string_view name : names)
      filter.addLast(name);
  };
  for (const std::string& key : operatorNames(pattern, language))
    filter.addLast(key);
  if (pattern.iteration) addAll(iterationNames(language));
  if (pattern.enter) addAll(EnterNames);
  if (pattern.exit) addAll(ExitNames);
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
  filterFor(pattern, indexed.language);
  auto lasts = [](const std::vector<Glob>& globs) {
    std::vector<std::string> keys;
    for (const Glob& glob : globs)
      keys.emplace_back(unqualified(glob.pattern));
    return keys;
  };
  auto fixed = [](bool wanted, llvm::ArrayRef<std::string_view> keys) {
    return wanted ? std::vector<std::string>(keys.begin(), keys.end()) : std::vector<std::string>();
  };
  std::vector<std::string> called = lasts(pattern.functions);
  llvm::append_range(called, lasts(pattern.methods));
  llvm::append_range(called, operatorNames(pattern, indexed.language));
  if (pattern.constructor) called.emplace_back(ConstructorKey);
  if (pattern.destructor) called.emplace_back(DestructorKey);
  file(indexed, Naming::Called, called);
  file(indexed, Naming::Iterated, fixed(pattern.iteration, {IterationKey}));
  file(indexed, Naming::Referenced, lasts(pattern.references));
  file(indexed, Naming::Entered, fixed(pattern.enter, EnterNames));
  file(indexed, Naming::Left, fixed(pattern.exit, ExitNames));
  file(indexed, Naming::Read, lasts(pattern.attributes));
  file(indexed, Naming::Applied, lasts(pattern.decorators));
}

void PatternIndex::file(IndexedPattern indexed, Naming naming, const std::vector<std::string>& keys) {
  auto number = static_cast<unsigned>(patterns.size());
  if (keys.empty()) return;
  indexed.naming = naming;
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
  bool python = shard.language == Language::Python;
  // What a Python project writes anew has a body to look into, whatever it overrides.
  if (!symbol.record.empty() && (!python || (symbol.flags & facts::SF_System))) {
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
  // An inherited function can be named as a member of each of the classes.
  if (python)
    for (const std::string& name : subject.classes)
      if (name != symbol.record) subject.own.push_back(name + "." + std::string(subject.last));
  subject.iterated = subject.classes;
  if (!python) append(subject.iterated, scopeOf(symbol.record));
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
  if (indexed.library && !isOf(*indexed.library, subject)) return false;
  const CallPattern& pattern = *indexed.pattern;
  switch (indexed.naming) {
  case Naming::Called:
    return fitsCalled(pattern, subject);
  case Naming::Iterated:
    return isIteration(subject.last) && anyGlobMatches(pattern.classes, subject.iterated);
  case Naming::Referenced:
    return anyGlobMatches(pattern.references, subject.own);
  case Naming::Entered:
    return llvm::is_contained(EnterNames, subject.last) && anyGlobMatches(pattern.classes, subject.classes);
  case Naming::Left:
    return llvm::is_contained(ExitNames, subject.last) && anyGlobMatches(pattern.classes, subject.classes);
  case Naming::Read:
    return anyGlobMatches(pattern.attributes, {std::string(subject.last)}) &&
           anyGlobMatches(pattern.classes, subject.classes);
  case Naming::Applied:
    return anyGlobMatches(pattern.decorators, subject.own);
  }
  return false;
}

/// A Python name says itself where it is from, and a class derived from a library's is the library's too.
bool PatternIndex::isOf(const Library& library, const Subject& subject) {
  if (library.headers.empty()) return true;
  return llvm::any_of(library.headers, [&](const Glob& header) {
    if (library.language != Language::Python) return pathEndMatches(header.pattern, subject.header);
    auto inside = [&](llvm::StringRef name) {
      return name.consume_front(header.pattern) && (name.empty() || name.front() == '.');
    };
    return inside(subject.header) || llvm::any_of(subject.own, inside);
  });
}

bool PatternIndex::fitsCalled(const CallPattern& pattern, const Subject& subject) {
  if (anyGlobMatches(pattern.functions, subject.own)) return true;
  if (pattern.classes.empty()) return false;
  if (subject.flags & facts::SF_Constructor)
    return pattern.constructor && anyGlobMatches(pattern.classes, subject.record);
  if (subject.flags & facts::SF_Destructor)
    return pattern.destructor && anyGlobMatches(pattern.classes, subject.record);
  bool special = subject.language == Language::Python && isSpecial(subject.last);
  auto isMethod = [&](const Glob& method) {
    return globMatches(method.pattern, subject.last) && !(special && isGlob(method.pattern));
  };
  if (llvm::any_of(pattern.methods, isMethod) && anyGlobMatches(pattern.classes, subject.classes))
    return true;
  return !pattern.operators.empty() && fitsOperator(pattern, subject);
}

bool PatternIndex::fitsOperator(const CallPattern& pattern, const Subject& subject) {
  if (!llvm::is_contained(operatorNames(pattern, subject.language), subject.last)) return false;
  if (subject.language == Language::Python) return anyGlobMatches(pattern.classes, subject.classes);
  return (subject.flags & facts::SF_Operator) && anyGlobMatches(pattern.classes, subject.operands);
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
