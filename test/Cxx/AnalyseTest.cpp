#include "Cxx/Analyse.h"

#include "Cxx/CompileCommand.h"
#include "Facts/Serialize.h"
#include "Facts/Store.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace nostall::cxx {
namespace {

using facts::Unit;
using facts::UnitStatus;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string repeated(unsigned times, const std::string& text) {
  std::string result;
  for (unsigned index = 0; index != times; ++index)
    result += text;
  return result;
}

/// A folder of sources that goes away with the test.
class Project {
public:
  Project() {
    llvm::SmallString<128> path;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("nostall-analyse", path));
    llvm::SmallString<128> real;
    EXPECT_FALSE(llvm::sys::fs::real_path(path, real));
    root = std::string(real);
  }
  ~Project() { llvm::sys::fs::remove_directories(root); }

  std::string path(const std::string& name) const { return root + "/" + name; }

  void write(const std::string& name, llvm::StringRef text) const {
    std::string file = path(name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(file));
    std::error_code error;
    llvm::raw_fd_ostream stream(file, error);
    ASSERT_FALSE(error) << file;
    stream << text;
  }

  Unit analyse(const std::string& name, std::vector<std::string> options = {},
               const std::string& compiler = "g++", const std::string& directory = "") const {
    RawCommand raw;
    raw.directory = directory.empty() ? root : directory;
    raw.file = path(name);
    raw.arguments = {compiler, "-std=c++20"};
    raw.arguments.insert(raw.arguments.end(), options.begin(), options.end());
    raw.arguments.push_back(raw.file);
    auto command = sanitise(raw, root);
    EXPECT_TRUE(command);
    return analyseCommand(*command);
  }

  static Unit analyseCommand(const UnitCommand& command, const std::vector<AstRule>& rules = {}) {
    return analyseUnit(command, NOSTALL_CLANG_RESOURCE_DIR, rules, llvm::vfs::createPhysicalFileSystem());
  }

  /// Analyses one file with this text.
  Unit analyseText(llvm::StringRef text, std::vector<std::string> options = {}) const {
    write("main.cpp", text);
    return analyse("main.cpp", std::move(options));
  }

  std::string root;
};

const facts::Shard* shardOf(const Unit& unit, const std::string& file) {
  for (const facts::Shard& shard : unit.shards)
    if (shard.files.front() == file) return &shard;
  return nullptr;
}

/// `caller -> callee` for every call with a known callee.
std::vector<std::string> calls(const Unit& unit) {
  std::vector<std::string> result;
  for (const facts::Shard& shard : unit.shards)
    for (const facts::Entity& entity : shard.entities)
      for (const facts::Call& call : entity.calls)
        if (call.callee != facts::None)
          result.push_back(shard.symbols[entity.symbol].name + " -> " + shard.symbols[call.callee].name);
  return result;
}

std::vector<std::string> shardNames(const Project& project, const Unit& unit) {
  std::vector<std::string> names;
  for (const facts::Shard& shard : unit.shards)
    names.push_back(shard.files.front().substr(project.root.size() + 1));
  return names;
}

const facts::Dependency* dependency(const Unit& unit, const std::string& path) {
  for (const facts::Dependency& dependency : unit.dependencies)
    if (dependency.path == path) return &dependency;
  return nullptr;
}

TEST(Analyse, AUnitBecomesOneShardForEachOfItsOwnFiles) {
  Project project;
  project.write("include/own.h",
                "#pragma once\n#include <cstdlib>\nint g(); inline int f() { return g(); }\n");
  Unit unit = project.analyseText("#include \"own.h\"\nint main() { return f(); }\n", {"-Iinclude"});
  EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message;
  EXPECT_EQ(unit.errors, 0u);
  EXPECT_EQ(unit.mainFile, project.path("main.cpp"));
  EXPECT_THAT(shardNames(project, unit), ElementsAre("include/own.h", "main.cpp"));
  EXPECT_THAT(calls(unit), ElementsAre("f -> g", "main -> f"));
}

TEST(Analyse, EveryFileReadIsADependency) {
  Project project;
  project.write("forced.h", "int forced();\n");
  project.write("own.h", "#include <stddef.h>\n");
  std::string text = "#include \"own.h\"\n";
  Unit unit = project.analyseText(text, {"-include", "forced.h"});
  ASSERT_TRUE(dependency(unit, project.path("main.cpp")));
  EXPECT_EQ(dependency(unit, project.path("main.cpp"))->hash, facts::hashBytes(text));
  EXPECT_TRUE(dependency(unit, project.path("own.h")));
  EXPECT_TRUE(dependency(unit, project.path("forced.h")));
  EXPECT_TRUE(
      std::any_of(unit.dependencies.begin(), unit.dependencies.end(), [](const facts::Dependency& it) {
        return llvm::StringRef(it.path).ends_with("/stddef.h") && !it.hash.empty();
      }));
  EXPECT_TRUE(std::is_sorted(unit.dependencies.begin(), unit.dependencies.end()));
}

TEST(Analyse, OneFileHasOneName) {
  Project project;
  project.write("real/own.h", "inline void f() {}\n");
  ASSERT_FALSE(llvm::sys::fs::create_link(project.path("real"), project.path("link")));
  project.write("src/main.cpp", "#include \"../link/./own.h\"\n");
  Unit unit = project.analyse("src/main.cpp");
  EXPECT_THAT(shardNames(project, unit), Contains("real/own.h"));
  EXPECT_TRUE(dependency(unit, project.path("real/own.h")));
  EXPECT_THAT(unit.dependencies, SizeIs(2));
}

TEST(Analyse, AMissingHeaderLeavesTheRest) {
  Project project;
  Unit unit = project.analyseText("#include \"generated/api.h\"\n#include <absent.h>\nint g();\n"
                                  "template <class T> int t(T v) { return g(); }\nint f() { return t(1); }\n",
                                  {"-I", "include"});
  EXPECT_EQ(unit.status, UnitStatus::Recovered);
  EXPECT_EQ(unit.errors, 2u);
  EXPECT_EQ(unit.message, project.path("main.cpp") + ":1:10: 'generated/api.h' file not found");
  EXPECT_THAT(calls(unit), Contains("f -> t"));
}

TEST(Analyse, WhereAMissingHeaderMayAppearIsADependency) {
  Project project;
  project.write("include/there.h", "");
  Unit unit =
      project.analyseText("#include \"api.h\"\n#if __has_include(<later.h>)\n#endif\n", {"-Iinclude"});
  for (const char* name : {"api.h", "include/api.h", "include/later.h"}) {
    ASSERT_TRUE(dependency(unit, project.path(name))) << name;
    EXPECT_EQ(dependency(unit, project.path(name))->hash, "");
  }
  EXPECT_FALSE(dependency(unit, project.path("later.h")));
}

TEST(Analyse, EmbeddedFilesAreDependencies) {
  Project project;
  project.write("data.bin", "\x01\x02");
  Unit unit = project.analyseText("unsigned char d[] = {\n#embed \"data.bin\"\n};\n");
  EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message;
  ASSERT_TRUE(dependency(unit, project.path("data.bin")));
  EXPECT_EQ(dependency(unit, project.path("data.bin"))->hash, facts::hashBytes("\x01\x02"));
}

TEST(Analyse, BrokenCodeGivesWhatCanBeHad) {
  Project project;
  Unit unit = project.analyseText("int g();\nvoid f() { undeclared(); g(); }\n" +
                                  repeated(500, "nonsense x;\n") + "void last() { g(); }\n");
  EXPECT_EQ(unit.status, UnitStatus::Recovered);
  EXPECT_GE(unit.errors, 501u);
  EXPECT_EQ(unit.message, project.path("main.cpp") + ":2:12: use of undeclared identifier 'undeclared'");
  EXPECT_THAT(calls(unit), ElementsAre("f -> g", "last -> g"));
}

TEST(Analyse, WhatCannotBeReadFails) {
  Project project;
  Unit missing = project.analyse("gone.cpp");
  EXPECT_EQ(missing.status, UnitStatus::Failed);
  EXPECT_THAT(missing.message, HasSubstr("gone.cpp` cannot be read"));
  ASSERT_FALSE(llvm::sys::fs::create_link(project.path("nowhere.cpp"), project.path("dangling.cpp")));
  EXPECT_EQ(project.analyse("dangling.cpp").status, UnitStatus::Failed);
  ASSERT_FALSE(llvm::sys::fs::create_directory(project.path("folder.cpp")));
  EXPECT_THAT(project.analyse("folder.cpp").message, HasSubstr("not a regular file"));
  EXPECT_EQ(project.analyse("folder.cpp").status, UnitStatus::Failed);
}

TEST(Analyse, ACommandThatCompilesNothingFails) {
  Project project;
  project.write("main.cpp", "");
  UnitCommand command;
  command.directory = project.root;
  command.file = project.path("main.cpp");
  command.arguments = {"clang++"};
  Unit unit = Project::analyseCommand(command);
  EXPECT_EQ(unit.status, UnitStatus::Failed);
  EXPECT_THAT(unit.message, Not(IsEmpty()));
  command.arguments = {};
  EXPECT_EQ(Project::analyseCommand(command).status, UnitStatus::Failed);
}

TEST(Analyse, AMissingDirectoryIsNoted) {
  Project project;
  project.write("main.cpp", "int f() { return 1; }\n");
  Unit unit = project.analyse("main.cpp", {}, "g++", project.path("gone"));
  EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message;
  EXPECT_THAT(unit.notes, Contains(HasSubstr("gone` cannot be entered")));
}

TEST(Analyse, RelativePathsStartAtTheDirectory) {
  Project project;
  project.write("inc/own.h", "");
  project.write("build/x", "");
  project.write("main.cpp", "#include <own.h>\n");
  EXPECT_EQ(project.analyse("main.cpp", {"-I../inc"}, "g++", project.path("build")).status,
            UnitStatus::Complete);
}

TEST(Analyse, BodiesInSystemHeadersAreNotParsed) {
  Project project;
  project.write("lib/lib.h",
                "inline int f() { return undeclared; }\nstruct S { int m() { return undeclared; } };\n"
                "template <class T> int t() { return undeclared; }\n"
                "constexpr int c() { return 1; }\ninline auto a() { return 1; }\n");
  std::string text = "#include <lib.h>\nint x[c()];\nint y = a() + f() + t<int>() + S().m();\n";
  EXPECT_EQ(project.analyseText(text, {"-isystem", "lib"}).status, UnitStatus::Complete);
  EXPECT_EQ(project.analyseText(text, {"-Ilib"}).status, UnitStatus::Recovered);
}

TEST(Analyse, WarningsAreNoErrors) {
  Project project;
  Unit unit =
      project.analyseText("#warning w\nint f() { int unused; }\nchar c[] = {300};\n"
                          "template <int> struct I {};\nenum E { A }; I<static_cast<E>(-1) == A> i;\n",
                          {"-Wall", "-Werror", "-pedantic-errors"});
  EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message;
}

TEST(Analyse, OptionsThatClangRefusesAreNoted) {
  Project project;
  Unit unit = project.analyseText("int f() { return 0; }\n", {"-std=c++99", "-fconcepts", "-mabi=none"});
  EXPECT_NE(unit.status, UnitStatus::Failed) << unit.message;
  EXPECT_THAT(unit.notes, Contains(HasSubstr("-fconcepts")));
}

TEST(Analyse, NothingIsWritten) {
  Project project;
  project.write("main.cpp", "int f() { return 0; }\n");
  UnitCommand command;
  command.directory = project.root;
  command.file = project.path("main.cpp");
  command.arguments = {"clang++",
                       "-o",
                       "out.o",
                       "-MD",
                       "-MF",
                       "out.d",
                       "-save-temps",
                       "-ftime-trace",
                       "--serialize-diagnostics",
                       "out.dia",
                       "-fcrash-diagnostics-dir=crash",
                       "-gsplit-dwarf",
                       "-fmodules",
                       "-fmodules-cache-path=cache",
                       "--",
                       command.file};
  EXPECT_EQ(Project::analyseCommand(command).status, UnitStatus::Complete);
  std::vector<std::string> found;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(project.root, error), end; it != end && !error;
       it.increment(error))
    found.push_back(llvm::sys::path::filename(it->path()).str());
  EXPECT_THAT(found, ElementsAre("main.cpp"));
}

TEST(Analyse, OtherCommandLinesWork) {
  Project project;
  project.write("main.cpp", "#ifndef A\n#error\n#endif\nint f() { return 0; }\n");
  EXPECT_EQ(project.analyse("main.cpp", {"/DA", "/EHsc"}, "cl.exe").status, UnitStatus::Complete);
  EXPECT_EQ(project.analyse("main.cpp", {"-DA"}, "arm-linux-gnueabihf-g++").status, UnitStatus::Complete);
  project.write("main.c", "int f(void) { int class = 0; return class; }\n");
  EXPECT_EQ(project.analyse("main.c", {"-std=c11"}, "gcc").status, UnitStatus::Complete);
}

TEST(Analyse, SuppressionsAreInTheShardsOfTheirFiles) {
  Project project;
  project.write("only.h", "#pragma once\n// nostall: allow(a) why\n");
  project.write("sys/sys.h", "// NOLINT\n");
  Unit unit = project.analyseText(
      "#include \"only.h\"\n#include <sys.h>\nint g();\nint f() { return g(); } // NOLINT\n",
      {"-isystem", "sys"});
  EXPECT_THAT(shardNames(project, unit), ElementsAre("main.cpp", "only.h"));
  const facts::Shard* main = shardOf(unit, project.path("main.cpp"));
  ASSERT_THAT(main->suppressions, SizeIs(1));
  EXPECT_EQ(main->suppressions[0].range.file, 0u);
  EXPECT_EQ(main->suppressions[0].range.begin.line, 4u);
  EXPECT_THAT(main->entities, SizeIs(1));
  const facts::Shard* header = shardOf(unit, project.path("only.h"));
  ASSERT_THAT(header->suppressions, SizeIs(1));
  EXPECT_EQ(header->suppressions[0].reason, "why");
}

constexpr const char* Task = R"cpp(
#include <coroutine>
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
int g();
)cpp";

TEST(Analyse, FunctionTryBlockCoroutines) {
  Project project;
  Unit unit =
      project.analyseText(std::string(Task) + "task f() try { g(); co_return; } catch (...) { g(); }\n");
  EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message;
  auto found = calls(unit);
  EXPECT_EQ(std::count(found.begin(), found.end(), "f -> g"), 2);
}

TEST(Analyse, DeepInputIsSurvived) {
  Project project;
  std::string prelude = "int g(int = 0);\n";
  for (const std::string& text :
       {"int f() { return " + repeated(100000, "(") + "1" + repeated(100000, ")") + "; }",
        "void f() { " + repeated(20000, "{") + repeated(20000, "}") + " }",
        "void f() { " + repeated(3000, "if (g()) {} else ") + "g(); }",
        "int f() { return g()" + repeated(20000, " + g()") + "; }",
        "int f() { return " + repeated(5000, "- ") + "g(); }",
        repeated(5000, "namespace n {") + repeated(5000, "}"),
        "int f() { return " + repeated(2000, "[]{ return ") + "1" + repeated(2000, ";}()") + "; }",
        std::string("int ") + repeated(20000, "*") + "p;"}) {
    Unit unit = project.analyseText(prelude + text + "\n");
    EXPECT_NE(unit.status, UnitStatus::Failed) << unit.message;
  }
}

TEST(Analyse, EndlessTemplatesEnd) {
  Project project;
  Unit unit = project.analyseText("template <int N> struct S : S<N + 1> {};\nS<0> s;\n"
                                  "template <class T> auto f(T t) { return f(&t); }\nauto x = f(1);\n");
  EXPECT_EQ(unit.status, UnitStatus::Recovered);
  EXPECT_EQ(
      project.analyseText("constexpr int f(int n) { while (true) ++n; return n; }\nconstexpr int x = f(1);\n")
          .status,
      UnitStatus::Recovered);
}

TEST(Analyse, HeadersThatIncludeThemselvesEnd) {
  Project project;
  Unit unit = project.analyseText("#include \"main.cpp\"\nint g(); int f() { return g(); }\n");
  EXPECT_EQ(unit.status, UnitStatus::Recovered);
  EXPECT_THAT(unit.message, HasSubstr("#include nested too deeply"));
}

TEST(Analyse, StrangeBytesAreSurvived) {
  Project project;
  std::string zero("int a; \0 int b;\n", 16);
  for (const std::string& text :
       {std::string(), std::string("\xEF\xBB\xBF"), std::string("\xEF\xBB\xBFint a;\r\nint b;\r\n"), zero,
        std::string("// \xff\xfe\nint caf\xe9;\nconst char* s = \"\xff\";\n"),
        std::string("\xff\xfe"
                    "i\0n\0t\0",
                    8),
        std::string("int a;\\"), std::string("/*"), std::string("#if 1\n"), std::string("R\"("),
        std::string(1000, '\0'), std::string("%:include <stddef.h>\nint a<:3:>;\n")}) {
    Unit unit = project.analyseText(text);
    EXPECT_NE(unit.status, UnitStatus::Failed) << unit.message;
  }
}

TEST(Analyse, AVeryLongLine) {
  Project project;
  std::string text =
      "int g(); int data[] = {" + repeated(2500000, "1,  ") + "}; int f() { return g(); } // NOLINT";
  Unit unit = project.analyseText(text);
  EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message;
  EXPECT_THAT(calls(unit), ElementsAre("f -> g"));
  ASSERT_THAT(unit.shards.front().suppressions, SizeIs(1));
  EXPECT_EQ(unit.shards.front().suppressions.front().range.begin.column, text.size() - 8);
}

TEST(Analyse, TheSameInputsGiveTheSameFacts) {
  Project project;
  project.write("main.cpp", "#include <map>\n#include <string>\n" + std::string(Task) +
                                "task f(std::map<std::string, int> m) { if (m.empty()) co_return; g(); }\n");
  auto bytes = [&] {
    std::string result;
    for (const facts::Shard& shard : project.analyse("main.cpp").shards)
      result += facts::encode(shard);
    return result;
  };
  EXPECT_EQ(bytes(), bytes());
}

TEST(Analyse, RealHeaders) {
  Project project;
  Unit unit =
      project.analyseText(R"cpp(
#include <asio.hpp>
#include <libpq-fe.h>
asio::awaitable<int> handle(PGconn* connection, asio::steady_timer& timer) {
  co_await timer.async_wait(asio::use_awaitable);
  PGresult* result = PQexec(connection, "select 1");
  PQclear(result);
  co_return 1;
}
)cpp",
                          {"-I/usr/include/postgresql", "-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE"});
  EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message;
  EXPECT_THAT(calls(unit), Contains("handle -> PQexec"));
  EXPECT_THAT(shardNames(project, unit), ElementsAre("main.cpp"));
}

TEST(Analyse, OldBoostHeaders) {
  Project project;
  Unit unit =
      project.analyseText("#include <boost/numeric/conversion/cast.hpp>\n#include <boost/mpl/map.hpp>\n"
                          "int f(double d) { return boost::numeric_cast<int>(d); }\n");
  EXPECT_EQ(unit.status, UnitStatus::Complete) << unit.message;
}

TEST(Analyse, AstRulesReachTheCalls) {
  Project project;
  project.write("main.cpp", "void g(int); void f() { g(1); g(2); }\n");
  auto command = sanitise({project.root, "main.cpp", {"g++"}, ""}, project.root);
  Unit unit = Project::analyseCommand(*command,
                                      {{"two", "callExpr(callee(functionDecl(hasName(\"g\"))), "
                                               "hasArgument(0, integerLiteral(equals(2)))).bind(\"call\")"}});
  const facts::Entity& entity = unit.shards.at(0).entities.at(0);
  EXPECT_THAT(entity.calls.at(0).matched, IsEmpty());
  EXPECT_THAT(entity.calls.at(1).matched, ElementsAre("two"));
}

} // namespace
} // namespace nostall::cxx
