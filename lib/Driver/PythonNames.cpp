// Folders are the nodes of a tree of names, so that trying an import from each folder above a file costs a
// look-up of a short name each, and of the same imports in one folder only the first is tried.
#include "Driver/PythonNames.h"

#include "Support/Ignore.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <functional>
#include <map>
#include <memory>
#include <tuple>

namespace nostall::driver {
namespace {

namespace path = llvm::sys::path;

/// A folder on the way to a module.
struct Folder {
  Folder* parent = nullptr;
  std::string name;
  llvm::StringMap<std::unique_ptr<Folder>> folders;
  llvm::StringSet<> modules;         ///< the files in it, without their ending
  bool package = false;              ///< has an `__init__.py`
  bool configured = false;           ///< the configuration says that names start here
  unsigned levels = 0;               ///< of the relative imports in it
  std::map<Folder*, unsigned> votes; ///< where names of modules in it might start
  Folder* root = nullptr;            ///< where they do

  Folder& child(llvm::StringRef childName) {
    std::unique_ptr<Folder>& entry = folders[childName];
    if (!entry) {
      entry = std::make_unique<Folder>();
      entry->parent = this;
      entry->name = childName.str();
    }
    return *entry;
  }
  bool isInside(const Folder* other) const {
    const Folder* folder = this;
    while (folder && folder != other)
      folder = folder->parent;
    return folder != nullptr;
  }
  unsigned depthBelow(const Folder* other) const {
    unsigned depth = 0;
    for (const Folder* folder = this; folder != other; folder = folder->parent)
      ++depth;
    return depth;
  }
  std::string pathOf() const { return parent ? parent->pathOf() + "/" + name : ""; }
};

constexpr unsigned Deep = 10;     ///< an import that two names agree on
constexpr unsigned Shallow = 1;   ///< one that a library's name may fit as well
constexpr unsigned ByPackage = 2; ///< what `__init__.py` says

class Namer {
public:
  Folder& folderOf(llvm::StringRef folder) {
    Folder* node = &top;
    for (auto it = path::begin(folder), end = path::end(folder); it != end; ++it)
      if (*it != "/") node = &node->child(*it);
    return *node;
  }
  void add(const std::string& file, const Imports& imports) {
    Folder& folder = folderOf(path::parent_path(file));
    folder.modules.insert(path::stem(file));
    folder.package |= path::filename(file) == "__init__.py";
    unsigned levels = imports.levels;
    for (Folder* at = &folder; at && levels > 0; at = at->parent, --levels)
      at->levels = std::max(at->levels, levels);
    folders.insert({path::parent_path(file).str(), &folder});
  }
  /// Names start there unless it is a part of a package, most of which is not looked at.
  void addBase(const std::string& base) {
    llvm::StringRef folder = base;
    for (; llvm::sys::fs::exists(folder + "/__init__.py"); folder = path::parent_path(folder))
      folderOf(folder).package = true;
    folderOf(folder).root = &folderOf(folder);
  }
  void markRoots(const std::vector<std::string>& patterns);
  void vote(Folder& importer, llvm::StringRef module);
  void decide();
  void decide(Folder& folder);
  python::ModuleFile name(const std::string& file);

private:
  Folder* defaultRoot(Folder& folder);

  Folder top;
  std::map<std::string, Folder*> folders; ///< those with modules, the upper first
  std::map<std::pair<const Folder*, std::string>, bool> tried;
};

void Namer::markRoots(const std::vector<std::string>& patterns) {
  std::vector<support::PathPattern> compiled;
  for (const std::string& pattern : patterns)
    compiled.emplace_back(pattern);
  if (compiled.empty()) return;
  std::function<void(Folder&)> mark = [&](Folder& folder) {
    const std::string absolute = folder.pathOf();
    folder.configured = llvm::any_of(compiled, [&](const support::PathPattern& pattern) {
      return !absolute.empty() && pattern.matches(llvm::StringRef(absolute).drop_front(), folder.name);
    });
    for (auto& child : folder.folders)
      mark(*child.second);
  };
  mark(top);
}

/// How many of the parts lead somewhere from the folder.
unsigned reach(const Folder& from, llvm::ArrayRef<llvm::StringRef> parts) {
  const Folder* folder = &from;
  unsigned found = 0;
  for (llvm::StringRef part : parts) {
    auto child = folder->folders.find(part);
    if (child == folder->folders.end()) return found + folder->modules.contains(part);
    folder = child->second.get();
    ++found;
  }
  return found;
}

void Namer::vote(Folder& importer, llvm::StringRef module) {
  if (!tried.try_emplace({&importer, module.str()}, true).second) return;
  llvm::SmallVector<llvm::StringRef, 8> parts;
  module.split(parts, '.');
  Folder* best = nullptr;
  unsigned most = 0;
  auto consider = [&](Folder* from) {
    unsigned found = reach(*from, parts);
    if (found > most) std::tie(best, most) = std::tuple(from, found);
  };
  for (Folder* folder = &importer; folder; folder = folder->parent) {
    consider(folder);
    if (auto sources = folder->folders.find("src"); sources != folder->folders.end())
      consider(sources->second.get());
  }
  bool whole = most == parts.size();
  if (!best || (most < 2 && !whole)) return;
  Folder* folder = best;
  unsigned weight = most < 2 ? Shallow : Deep;
  folder->votes[best] += folder->modules.contains(parts[0]) ? weight : 0;
  for (llvm::StringRef part : parts) {
    auto child = folder->folders.find(part);
    if (child == folder->folders.end()) break;
    folder = child->second.get();
    folder->votes[best] += weight;
  }
}

/// Folders are named from where the folder above is; a package that is in none, from the folder that holds
/// it.
Folder* Namer::defaultRoot(Folder& folder) {
  for (Folder* above = folder.parent; above; above = above->parent) {
    if (above->root) return above->root;
    if (folder.package && !above->package) return above;
  }
  return &folder;
}

void Namer::decide(Folder& folder) {
  for (Folder* above = &folder; above; above = above->parent)
    if (above->configured) {
      folder.root = above;
      return;
    }
  Folder* byDefault = defaultRoot(folder);
  folder.votes[byDefault] += folder.package ? ByPackage : 0;
  Folder* best = byDefault;
  // Of equal ones the innermost: its path is the longest.
  for (const auto& [candidate, votes] : folder.votes)
    if (folder.isInside(candidate)) {
      unsigned most = folder.votes[best];
      if (votes > most || (votes == most && best != byDefault && candidate->isInside(best))) best = candidate;
    }
  while (folder.depthBelow(best) < folder.levels && best->parent)
    best = best->parent;
  folder.root = best;
}

void Namer::decide() {
  for (auto& [path, folder] : folders)
    decide(*folder);
}

python::ModuleFile Namer::name(const std::string& file) {
  Folder& folder = folderOf(path::parent_path(file));
  python::ModuleFile module;
  module.path = file;
  module.root = folder.root->pathOf();
  std::vector<std::string> parts;
  for (const Folder* at = &folder; at != folder.root; at = at->parent)
    parts.push_back(at->name);
  std::reverse(parts.begin(), parts.end());
  module.package = path::filename(file) == "__init__.py" && !parts.empty();
  if (!module.package) parts.push_back(path::stem(file).str());
  module.name = llvm::join(parts, ".");
  return module;
}

bool isNamePart(char c) { return llvm::isAlnum(c) || c == '_' || c == '.' || (c & 0x80); }

} // namespace

Imports scanImports(llvm::StringRef text) {
  Imports imports;
  auto take = [&](llvm::StringRef rest) {
    rest = rest.ltrim(" \t");
    llvm::StringRef module = rest.take_while(isNamePart);
    if (module.starts_with(".")) {
      std::size_t dots = module.find_first_not_of('.');
      imports.levels = std::max<unsigned>(imports.levels, std::min(dots, module.size()));
    } else if (!module.empty()) {
      imports.modules.push_back(module.str());
    }
    return rest.drop_front(module.size());
  };
  while (!text.empty()) {
    llvm::StringRef line;
    std::tie(line, text) = text.split('\n');
    line = line.ltrim(" \t");
    if (line.starts_with("from ") || line.starts_with("from\t")) {
      take(line.drop_front(5));
    } else if (line.consume_front("import ") || line.consume_front("import\t")) {
      // `import a.b as c, d`
      for (llvm::StringRef rest = line; !rest.empty(); rest = rest.split(',').second)
        take(rest);
    }
  }
  llvm::sort(imports.modules);
  imports.modules.erase(llvm::unique(imports.modules), imports.modules.end());
  return imports;
}

std::vector<python::ModuleFile> nameModules(const std::vector<std::string>& files,
                                            const std::vector<Imports>& imports,
                                            const std::vector<std::string>& bases,
                                            const std::vector<std::string>& roots) {
  Namer namer;
  for (const std::string& base : bases)
    namer.addBase(base);
  for (const auto& [file, each] : llvm::zip_equal(files, imports))
    namer.add(file, each);
  namer.markRoots(roots);
  for (const auto& [file, each] : llvm::zip_equal(files, imports)) {
    Folder& importer = namer.folderOf(path::parent_path(file));
    for (const std::string& module : each.modules)
      namer.vote(importer, module);
  }
  namer.decide();
  std::vector<python::ModuleFile> modules;
  for (const std::string& file : files)
    modules.push_back(namer.name(file));
  return modules;
}

} // namespace nostall::driver
