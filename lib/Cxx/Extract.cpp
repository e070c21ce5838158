// Clang AST → facts, one unit at a time.
//
// Definitions are found by a matcher (Definitions.cpp), sorted by place, and dealt out to shards: a
// definition belongs to the file that it stands in, so that every unit that includes a header writes the same
// shard for it. What only this unit may have (instantiations, what the compiler defines because this unit
// uses it) goes to the main file's shard. Then each body is walked once (Body.cpp), shard by shard, so that
// the numbers in a shard's tables follow from its own contents alone.
#include "Cxx/Analyse.h"
#include "Cxx/AstRules.h"
#include "Cxx/Body.h"
#include "Cxx/Definitions.h"

#include <clang/Basic/Stack.h>

#include <map>

namespace nostall::cxx {
namespace {

using llvm::dyn_cast;
using llvm::isa;

facts::EntityKind kindOf(const clang::FunctionDecl& function) {
  if (closureOf(function)) return facts::EntityKind::Lambda;
  if (isa<clang::CXXConstructorDecl>(function)) return facts::EntityKind::Constructor;
  if (isa<clang::CXXDestructorDecl>(function)) return facts::EntityKind::Destructor;
  return isa<clang::CXXMethodDecl>(function) ? facts::EntityKind::Method : facts::EntityKind::Function;
}

/// The extraction of one shard.
class ShardWriter {
public:
  ShardWriter(UnitView& unit, Relevance& relevance, const AstMatches& matches)
      : unit(unit), relevance(relevance), matches(matches), tables(unit, shard) {}

  void add(const Definition& definition) {
    const clang::FunctionDecl& function = *definition.function;
    facts::Entity entity;
    entity.symbol = tables.symbol(function);
    entity.kind = kindOf(function);
    entity.flags = definition.flags;
    entity.name = tables.range(function.getNameInfo().getSourceRange());
    entity.range = tables.range(function.getSourceRange());
    if (const clang::CXXRecordDecl* closure = closureOf(function))
      entity.name = tables.range(closure->getLocation());
    if (!entity.name.valid()) entity.name = tables.range(function.getLocation());
    if (!entity.range.valid() || entity.range.end < entity.name.end) entity.range = entity.name;
    if (const auto* outer = dyn_cast_or_null<clang::FunctionDecl>(function.getParentFunctionOrMethod()))
      if (auto known = entities.find(outer->getCanonicalDecl()); known != entities.end())
        entity.parent = known->second;
    if (definition.flags & facts::EF_Instantiation)
      if (const clang::FunctionDecl* pattern = patternOf(function))
        entity.pattern = symbolId(*pattern->getCanonicalDecl(), unit.places, unit.policy);
    for (const clang::ParmVarDecl* parameter : function.parameters())
      entity.parameterNames.push_back(parameter->getNameAsString());
    BodyWalk(unit, relevance, matches, tables, entity).run(function);
    entities.try_emplace(function.getCanonicalDecl(), static_cast<Index>(shard.entities.size()));
    shard.entities.push_back(std::move(entity));
  }

  /// What runs before main: an entity of its own if it does anything.
  void addVariables(clang::FileID file, llvm::ArrayRef<const clang::VarDecl*> variables) {
    facts::Entity entity;
    entity.kind = facts::EntityKind::Module;
    BodyWalk(unit, relevance, matches, tables, entity).run(variables);
    if (entity.calls.empty() && entity.writes.empty()) return;
    entity.symbol = tables.initialisers(file);
    entity.name = entity.range = tables.range(variables.front()->getSourceRange());
    shard.entities.push_back(std::move(entity));
  }

  facts::Shard shard;

  void setFile(clang::FileID file) { tables.file(file); }

private:
  UnitView& unit;
  Relevance& relevance;
  const AstMatches& matches;
  Tables tables;
  llvm::DenseMap<const clang::Decl*, Index> entities;
};

} // namespace

std::vector<facts::Shard> extractFacts(clang::ASTContext& context, const std::string& mainFile,
                                       const std::vector<AstRule>& astRules) {
  clang::noteBottomOfStack();
  UnitView unit(context, mainFile);
  Relevance relevance;
  AstMatches matches = matchAstRules(context, astRules);
  Definitions definitions = findDefinitions(context, unit.places, relevance);

  struct Contents {
    clang::FileID file;
    std::vector<const Definition*> functions;
    std::vector<const clang::VarDecl*> variables;
  };
  std::map<std::string, Contents> byFile;
  auto contentsOf = [&](clang::FileID file) -> Contents& {
    Contents& contents = byFile[unit.places.path(file)];
    contents.file = file;
    return contents;
  };
  clang::FileID main = context.getSourceManager().getMainFileID();
  contentsOf(main);
  for (const Definition& definition : definitions.functions)
    contentsOf(definition.ofMain ? main : definition.file).functions.push_back(&definition);
  for (const auto& [file, variables] : definitions.variables)
    llvm::append_range(contentsOf(file).variables, variables);

  std::vector<facts::Shard> shards;
  for (const auto& [path, contents] : byFile) {
    ShardWriter writer(unit, relevance, matches);
    writer.setFile(contents.file);
    if (!contents.variables.empty()) writer.addVariables(contents.file, contents.variables);
    for (const Definition* definition : contents.functions)
      writer.add(*definition);
    if (path == unit.places.path(main) || !writer.shard.entities.empty())
      shards.push_back(std::move(writer.shard));
  }
  return shards;
}

} // namespace nostall::cxx
