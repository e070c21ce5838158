#include "Resolved.h"

#include "Facts/Dump.h"
#include "Python/Analyse.h"
#include "Python/Resolve.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>

#include <gtest/gtest.h>

namespace nostall::test {

using namespace facts;

namespace {

struct Source {
  python::ModuleFile file;
  std::string text;
};

Source sourceOf(llvm::StringRef name) {
  Source source;
  const bool package = name.consume_back("/");
  source.file.name = name.str();
  source.file.root = "/project";
  if (name.contains(':')) {
    source.file.root = "/project/" + name.split(':').first.str();
    source.file.name = name.split(':').second.str();
  }
  source.file.package = package;
  std::string path = source.file.name;
  std::replace(path.begin(), path.end(), '.', '/');
  source.file.path = source.file.root + "/" + path + (package ? "/__init__.py" : ".py");
  return source;
}

std::vector<Source> sourcesOf(llvm::StringRef text) {
  std::vector<Source> sources;
  llvm::SmallVector<llvm::StringRef, 64> lines;
  text.split(lines, '\n');
  for (llvm::StringRef line : lines) {
    if (line.consume_front("### "))
      sources.push_back(sourceOf(line.trim()));
    else {
      if (sources.empty()) sources.push_back(sourceOf("app.main"));
      sources.back().text += line.str() + "\n";
    }
  }
  return sources;
}

struct Program {
  std::vector<Source> sources;
  std::vector<std::shared_ptr<const Shard>> shards;
};

Program programOf(std::string_view text) {
  Program program{sourcesOf(text), {}};
  if (!program.sources.empty() && llvm::StringRef(program.sources[0].text).trim().empty())
    program.sources.erase(program.sources.begin());
  for (const Source& source : program.sources) {
    Unit unit = python::analyseModule(source.file, source.text);
    EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message << "\n" << source.text;
    program.shards.push_back(std::make_shared<const Shard>(std::move(unit.shards.at(0))));
  }
  program.shards = python::resolve(program.shards, smallCatalogue(), 1);
  for (const auto& shard : program.shards) {
    EXPECT_EQ(validate(*shard), std::vector<std::string>{}) << text;
    EXPECT_TRUE(shard->module.empty());
  }
  return program;
}

const char* verbOf(const Shard& shard, const Call& call) {
  switch (call.kind) {
  case CallKind::Enter:
    return "enter ";
  case CallKind::Exit:
    return "exit ";
  case CallKind::RangeBegin:
    return "iterate ";
  case CallKind::Operator:
    return "item ";
  case CallKind::Attribute:
    return "read ";
  case CallKind::Decorator:
    return "decorate ";
  default:
    return call.callee != None && (shard.symbols[call.callee].flags & SF_Class) ? "make " : "";
  }
}

std::string shown(const Shard& shard, const Call& call) {
  std::string result;
  if (call.callee != None)
    result = verbOf(shard, call) + shard.symbols[call.callee].id;
  else if (call.target.kind == Callable::Kind::Parameter)
    result = "$" + std::to_string(call.target.parameter);
  else if (call.unresolved != Unresolved::Known)
    result = (call.unresolved == Unresolved::FunctionPointer ? "?? " : "? ") + call.spelling;
  else
    result = "-";
  if (call.flags & CF_Virtual) result += " virtual";
  if (call.flags & CF_Implicit) result += " implicit";
  if (call.flags & CF_Awaitable) result += " awaitable";
  return result;
}

std::string shown(const Shard& shard, const Value& value) {
  std::string keyword = value.keyword.empty() ? "" : value.keyword + "=";
  switch (value.kind) {
  case Value::Kind::Integer:
    return keyword + std::to_string(value.integer);
  case Value::Kind::String:
    return keyword + '"' + value.text + '"';
  case Value::Kind::Null:
    return keyword + "None";
  case Value::Kind::Callable:
    return keyword + "@" + shard.symbols[value.callable.symbol].id;
  case Value::Kind::Parameter:
    return keyword + "$" + std::to_string(value.integer);
  case Value::Kind::Call:
    return keyword + "call";
  default:
    return keyword + (value.type != None ? "<" + shard.types[value.type].record + ">" : "_");
  }
}

template <typename Visit>
void forEachMarked(const Program& program, Visit visit) {
  for (std::size_t index = 0; index < program.sources.size(); ++index) {
    llvm::SmallVector<llvm::StringRef, 64> lines;
    llvm::StringRef(program.sources[index].text).split(lines, '\n');
    const Shard& shard = *program.shards[index];
    for (const Entity& entity : shard.entities)
      for (const Call& call : entity.calls)
        if (lines[call.name.begin.line - 1].rtrim().ends_with("#!")) visit(shard, call);
  }
}

} // namespace

std::map<std::string, std::shared_ptr<const Shard>> resolved(std::string_view text) {
  const Program program = programOf(text);
  std::map<std::string, std::shared_ptr<const Shard>> shards;
  for (std::size_t index = 0; index < program.sources.size(); ++index)
    shards[program.sources[index].file.name] = program.shards[index];
  return shards;
}

Calls calls(std::string_view text) {
  Calls found;
  forEachMarked(programOf(text),
                [&](const Shard& shard, const Call& call) { found.push_back(shown(shard, call)); });
  return found;
}

Calls arguments(std::string_view text) {
  Calls found;
  unsigned marked = 0;
  forEachMarked(programOf(text), [&](const Shard& shard, const Call& call) {
    ++marked;
    for (const Value& value : call.arguments)
      found.push_back(shown(shard, value));
  });
  EXPECT_EQ(marked, 1u) << text;
  return found;
}

Symbol symbol(std::string_view text, std::string_view name) {
  for (const auto& [module, shard] : resolved(text))
    for (const Symbol& symbol : shard->symbols)
      if (symbol.name == name) return symbol;
  ADD_FAILURE() << "no symbol " << name;
  return {};
}

Calls overrides(std::string_view text, std::string_view name) {
  for (const auto& [module, shard] : resolved(text))
    for (const Symbol& symbol : shard->symbols) {
      if (symbol.name != name) continue;
      Calls found;
      for (Index overridden : symbol.overrides)
        found.push_back(shard->symbols[overridden].name);
      llvm::sort(found);
      return found;
    }
  ADD_FAILURE() << "no symbol " << name;
  return {};
}

} // namespace nostall::test
