#include "Driver/PythonNames.h"

#include "TempFolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace nostall::driver {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Modules by path, with their texts; below `/r`.
using Tree = std::map<std::string, std::string>;

/// `root: name` for each module, relative to `/r`.
std::vector<std::string> names(const Tree& tree, const std::vector<std::string>& roots = {},
                               const std::string& base = "/r") {
  std::vector<std::string> files;
  std::vector<Imports> imports;
  for (const auto& [file, text] : tree) {
    files.push_back("/r/" + file);
    imports.push_back(scanImports(text));
  }
  std::vector<std::string> result;
  for (const python::ModuleFile& module : nameModules(files, imports, {base}, roots))
    result.push_back((module.root == "/r" ? "." : module.root.substr(3)) + ": " + module.name +
                     (module.package ? " (package)" : ""));
  return result;
}

TEST(PythonNames, PackagesAreNamedFromTheFolderThatHoldsThem) {
  EXPECT_THAT(
      names({{"app/__init__.py", ""}, {"app/db/__init__.py", ""}, {"app/db/session.py", ""}, {"run.py", ""}}),
      ElementsAre(".: app (package)", ".: app.db (package)", ".: app.db.session", ".: run"));
}

TEST(PythonNames, SourceFoldersAreNoPackages) {
  EXPECT_THAT(names({{"src/app/__init__.py", ""}, {"src/app/a.py", ""}}),
              ElementsAre("src: app (package)", "src: app.a"));
}

TEST(PythonNames, ImportsDecideForNamespacePackages) {
  EXPECT_THAT(names({{"backend/app/main.py", "from app.services import users\n"},
                     {"backend/app/services/users.py", "import app.models\n"},
                     {"backend/app/models.py", ""}}),
              ElementsAre("backend: app.main", "backend: app.models", "backend: app.services.users"));
}

TEST(PythonNames, ImportsDecideForFlatProjects) {
  EXPECT_THAT(names({{"api/main.py", "from database import get_db\nimport models\n"},
                     {"api/database.py", ""},
                     {"api/models.py", "from database import Base\n"}}),
              ElementsAre("api: database", "api: main", "api: models"));
}

TEST(PythonNames, EachProgramOfARepositoryHasItsOwnRoot) {
  EXPECT_THAT(names({{"services/a/app/__init__.py", ""},
                     {"services/a/app/main.py", "from app.db import get\n"},
                     {"services/a/app/db.py", ""},
                     {"services/b/app/main.py", "from app.db import get\n"},
                     {"services/b/app/db.py", ""}}),
              ElementsAre("services/a: app (package)", "services/a: app.db", "services/a: app.main",
                          "services/b: app.db", "services/b: app.main"));
}

TEST(PythonNames, ALibrarysNameDoesNotOutweighAPackage) {
  EXPECT_THAT(names({{"app/main.py", "import redis\nfrom app.redis import client\n"},
                     {"app/redis.py", "import redis\n"}}),
              ElementsAre(".: app.main", ".: app.redis"));
}

TEST(PythonNames, RelativeImportsSetHowDeepANameIs) {
  EXPECT_THAT(names({{"app/main.py", "from .db import get\n"}, {"app/db.py", ""}}, {}, "/r/app"),
              ElementsAre(".: app.db", ".: app.main"));
  EXPECT_THAT(names({{"app/api/users.py", "from ..db import get\n"}, {"app/db.py", ""}}, {}, "/r/app"),
              ElementsAre(".: app.api.users", ".: app.db"));
}

TEST(PythonNames, APartOfAPackageIsNamedAsTheWhole) {
  EXPECT_THAT(names({{"app/db.py", "from app.db import x\n"}, {"app/main.py", ""}}, {}, "/r/app"),
              ElementsAre(".: app.db", ".: app.main"));
}

TEST(PythonNames, PackagesAreSeenAboveWhatIsLookedAt) {
  const nostall::testing::TempFolder folder;
  folder.file("app/__init__.py", "");
  folder.file("app/db/__init__.py", "");
  const std::string file = folder.file("app/db/session.py", "");
  const std::vector<python::ModuleFile> modules = nameModules({file}, {{}}, {folder.path("app/db")}, {});
  EXPECT_EQ(modules.at(0).name, "app.db.session");
  EXPECT_EQ(modules.at(0).root, folder.path());
}

TEST(PythonNames, TheConfigurationDecidesFirst) {
  Tree tree{{"services/a/app/__init__.py", ""}, {"services/a/app/x.py", ""}, {"lib/y.py", ""}};
  EXPECT_THAT(names(tree, {"/r/services", "/r/lib"}),
              ElementsAre("lib: y", "services: a.app (package)", "services: a.app.x"));
  EXPECT_THAT(names(tree, {"/r/services/*"}),
              ElementsAre(".: lib.y", "services/a: app (package)", "services/a: app.x"));
}

TEST(Imports, AreReadFromTheBeginningsOfLines) {
  Imports imports =
      scanImports("import os, a.b as c\nfrom d.e import f\n  from .g import h\nfrom ... import i\n"
                  "x = 'from j import k'\nimportant = 1\nfrom\tl import m\n");
  EXPECT_THAT(imports.modules, ElementsAre("a.b", "d.e", "l", "os"));
  EXPECT_EQ(imports.levels, 3u);
  EXPECT_THAT(scanImports("import").modules, IsEmpty());
}

} // namespace
} // namespace nostall::driver
