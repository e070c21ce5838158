// The modules of a program: found by dotted name from where they are imported, with their bindings indexed by
// scope and name.
//
// A dotted name may belong to several modules, in several roots. An import takes the one in the importer's
// own root, then the first of the others. A name that no root has is also looked for next to the importing
// module and in the packages around it, and at last by the end of its path, as far as no library of the
// catalogue has that name: programs are started from inside their packages.
#pragma once

#include "Facts/Facts.h"
#include "Python/Resolver/Values.h"

#include <llvm/ADT/BitVector.h>
#include <llvm/ADT/DenseSet.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nostall::python {

using facts::Index;
using facts::None;

struct BindingKey {
  Index scope = None;
  NameId name = 0;
  Index binding = None;
  friend auto operator<=>(const BindingKey&, const BindingKey&) = default;
};

struct ModuleInfo {
  std::shared_ptr<const facts::Shard> shard;
  std::string idSuffix; ///< what makes its symbols' ids differ from those of its namesakes
  std::vector<BindingKey> bindings;
  std::vector<Index> blocks;      ///< expression → block of its entity, None when not known
  llvm::BitVector decorations;    ///< expressions that apply a decorator in a definition
  std::vector<NameId> names;      ///< expression → its text, of names, attributes and what is imported
  std::vector<Index> starImports; ///< bindings `*` of the module's scope

  const facts::Module& facts() const { return shard->module; }
  const facts::Expression& expression(Index index) const { return shard->module.expressions[index]; }
  const facts::Scope& scope(Index index) const { return shard->module.scopes[index]; }
  /// The bindings of a name in a scope, in the order of the text.
  llvm::ArrayRef<BindingKey> of(Index scope, NameId name) const;
};

/// What an import statement names.
struct ImportTarget {
  std::optional<ModuleId> module;
  NameId external = 0; ///< dotted name, when it is none of the program's
};

class Modules {
public:
  Modules(const std::vector<std::shared_ptr<const facts::Shard>>& shards, NameTable& names);

  std::size_t size() const { return modules.size(); }
  const ModuleInfo& operator[](ModuleId id) const { return modules[id]; }

  /// `libraries` tells which top-level names the catalogue knows. `names` is the table that the modules were
  /// made with, or one that stands on it.
  ImportTarget import(ModuleId from, llvm::StringRef name, std::int64_t level,
                      const llvm::DenseSet<NameId>& libraries, NameTable& names) const;
  /// A further module, which no import finds: other facts of a module, whose symbols it has.
  ModuleId append(std::shared_ptr<const facts::Shard> shard, ModuleId like, NameTable& names);
  /// The module of this dotted name that `from` means.
  std::optional<ModuleId> find(ModuleId from, NameId dotted) const;

private:
  /// The module whose path ends in this dotted name, nearest to `from`.
  std::optional<ModuleId> findByPath(ModuleId from, llvm::StringRef name, const NameTable& names) const;

  std::vector<ModuleInfo> modules;
  llvm::DenseMap<NameId, llvm::SmallVector<ModuleId, 1>> byName;
  llvm::DenseMap<NameId, llvm::SmallVector<ModuleId, 1>> byLastName;
};

} // namespace nostall::python
