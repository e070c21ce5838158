// The tables of one shard while it is being written: files, types and symbols, numbered in the order of their
// first use, so that equal sources give equal numbers.
#pragma once

#include "Cxx/Names.h"
#include "Cxx/Places.h"
#include "Cxx/Types.h"
#include "Facts/Facts.h"

#include <clang/AST/ASTContext.h>

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/StringMap.h>

#include <string>

namespace nostall::cxx {

using facts::Index;

/// What the extraction of every shard of a unit shares.
struct UnitView {
  clang::ASTContext& ast;
  Places places;
  clang::PrintingPolicy policy;
  CoroutineTypes coroutines;
  /// Variables that a function, or a lambda in it, assigns to after their initialisation. Filled on demand.
  llvm::DenseMap<const clang::FunctionDecl*, llvm::DenseSet<const clang::Decl*>> assigned;

  UnitView(clang::ASTContext& context, std::string mainFile)
      : ast(context), places(context, std::move(mainFile)), policy(factsPolicy(context)),
        coroutines(context) {}
};

class Tables {
public:
  Tables(UnitView& unit, facts::Shard& shard) : unit(unit), shard(shard) {}

  Index file(clang::FileID file);
  facts::Range range(const Stretch& stretch);
  facts::Range range(clang::SourceRange source) { return range(unit.places.stretch(source)); }
  /// None for a null type.
  Index type(clang::QualType type);
  /// Internals of the standard library are named as users know them: a member that is inherited from an
  /// internal class (`std::__basic_future<T>::wait`) as a member of the class `seenAs`, the call operator of
  /// a function object
  /// (`std::ranges::for_each`) as the variable `seenAs`.
  Index symbol(const clang::FunctionDecl& function, const clang::NamedDecl* seenAs = nullptr);
  /// The initialisation of a file's variables, as if it were a function. At most once for each file.
  Index initialisers(clang::FileID file);
  /// A variable or member that holds a callable.
  Index slot(const clang::ValueDecl& variable);

private:
  Index typeAt(clang::QualType type, unsigned depth);
  std::vector<Index> typeArguments(clang::QualType target, unsigned depth);
  void describe(Index index, const clang::FunctionDecl& function);

  UnitView& unit;
  facts::Shard& shard;
  llvm::DenseMap<clang::FileID, Index> files;
  llvm::DenseMap<void*, Index> types;
  llvm::DenseSet<Index> shallow; ///< types whose arguments were cut off for their depth
  llvm::DenseMap<const void*, Index> symbols;
  llvm::StringMap<Index> symbolsById;
};

} // namespace nostall::cxx
