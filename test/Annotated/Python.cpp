#include "Annotated/Sources.h"
#include "Python/Analyse.h"
#include "Python/Resolve.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace nostall::annotated {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// The file as a module below `root`: `app/db.py` is `app.db`, `app/__init__.py` is the package `app`.
python::ModuleFile moduleFile(const std::string& file, const std::string& root) {
  python::ModuleFile module;
  module.path = file;
  module.root = root;
  llvm::StringRef relative = llvm::StringRef(file).drop_front(root.size() + 1);
  relative.consume_back(".py");
  module.package = relative.consume_back("/__init__");
  module.name = llvm::join(llvm::split(relative, '/'), ".");
  return module;
}

/// All Python files below the folder, sorted.
std::vector<std::string> filesBelow(const std::string& folder, std::vector<Problem>& problems) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; at != end && !error; at.increment(error))
    if (path::extension(at->path()) == ".py") files.push_back(at->path());
  if (error) problems.push_back({folder, 0, 0, error.message(), true});
  llvm::sort(files);
  return files;
}

} // namespace

Sources pythonSources(const std::string& source, const rules::Catalogue& catalogue) {
  Sources result;
  const bool project = fs::is_directory(source);
  const std::string root = project ? source : path::parent_path(source).str();
  std::vector<std::shared_ptr<const facts::Shard>> shards;
  for (const std::string& file : project ? filesBelow(source, result.problems) : std::vector{source}) {
    const std::string text = readSource(file, result.problems);
    Annotations annotations = readAnnotations(text, file, result.problems);
    facts::Unit unit = python::analyseModule(moduleFile(file, root), text);
    bool recovered = unit.status == facts::UnitStatus::Recovered && annotations.errorsAllowed;
    if (unit.status != facts::UnitStatus::Complete && !recovered)
      result.problems.push_back({file, 0, 0, "does not parse: " + unit.message, true});
    llvm::append_range(result.expectations, annotations.expectations);
    for (facts::Shard& shard : unit.shards)
      shards.push_back(std::make_shared<const facts::Shard>(std::move(shard)));
  }
  for (std::shared_ptr<const facts::Shard>& shard : python::resolve(shards, catalogue, 1))
    result.shards.push_back({std::move(shard), {"annotated"}});
  return result;
}

} // namespace nostall::annotated
