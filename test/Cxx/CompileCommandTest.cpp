#include "Cxx/CompileCommand.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace nostall::cxx {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> words(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> parts;
  text.split(parts, ' ', -1, /*KeepEmpty=*/false);
  return {parts.begin(), parts.end()};
}

std::optional<UnitCommand> sanitised(llvm::StringRef command, const std::string& file = "/p/a.cpp") {
  return sanitise({"/p/build", file, words(command), ""}, "/p");
}

/// The options that are left of a command between the compiler and the language.
std::string kept(llvm::StringRef command, const std::string& file = "/p/a.cpp") {
  auto unit = sanitised(command, file);
  if (!unit) return "not a source";
  std::vector<std::string> arguments = unit->arguments;
  EXPECT_EQ(arguments.back(), unit->file);
  EXPECT_EQ(arguments[arguments.size() - 2], "--");
  bool cl = llvm::is_contained(arguments, "--driver-mode=cl");
  arguments.resize(arguments.size() - (cl ? 3 : 4));
  arguments.erase(arguments.begin());
  return llvm::join(arguments, " ");
}

/// The notes that a command gives rise to.
std::string notes(llvm::StringRef command) {
  auto unit = sanitised(command);
  return unit ? llvm::join(unit->notes, "\n") : "not a source";
}

/// `c`, `c++` or `none`.
std::string language(llvm::StringRef command, const std::string& file) {
  auto unit = sanitised(command, file);
  if (!unit) return "none";
  const std::string& spelling = unit->arguments[unit->arguments.size() - 3];
  return spelling == "/TP" ? "c++" : spelling == "/TC" ? "c" : spelling;
}

std::string target(llvm::StringRef command, const std::string& output = "") {
  auto unit = sanitise({"/p", "/p/a.cpp", words(command), output}, "/p");
  return unit ? unit->target : "not a source";
}

TEST(CompileCommand, WhatDecidesHowTheSourceReadsIsKept) {
  for (const char* options : {"-D A=1 -U B -I include -isystem /usr/include/x -iquote q -idirafter z",
                              "-include pre.h -imacros m.h", "-std=c++20", "-stdlib=libc++ -nostdinc++",
                              "-fno-exceptions -fno-rtti -fchar8_t -fshort-enums -fcoroutines -fopenmp",
                              "-fsanitize=address -ftemplate-depth=2000", "-m32 -march=armv8-a -mavx2", "-O2",
                              "--sysroot=/s -isysroot /s --gcc-toolchain=/t", "-pthread -ansi -undef",
                              "--target=aarch64-linux-gnu"})
    EXPECT_EQ(kept("clang++ " + std::string(options) + " a.cpp"), options);
  EXPECT_EQ(kept("g++ -DA -Iinclude a.cpp"), "-D A -I include");
}

TEST(CompileCommand, WhatEveryBuildCarriesGoesWithoutANote) {
  for (const char* options :
       {"-c -o x.o", "-MD -MT x.o -MF x.d -MQ x -MP", "-MMD -MFx.d",
        "-Wall -Wextra -Werror -Werror=foo -Wno-unknown -w", "-pedantic -pedantic-errors",
        "-g -g3 -ggdb -gdwarf-4 -gsplit-dwarf", "-pipe -v", "-l pq -L/usr/lib -shared",
        "-fdiagnostics-color=always -fcolor-diagnostics", "-fprofile-arcs -ftest-coverage --coverage",
        "-flto=thin", "-E", "-S", "-fsyntax-only"}) {
    EXPECT_EQ(kept("g++ " + std::string(options) + " a.cpp"), "") << options;
    EXPECT_EQ(notes("g++ " + std::string(options) + " a.cpp"), "") << options;
  }
}

TEST(CompileCommand, WhatLoadsRunsOrWritesIsNamed) {
  for (const char* option : {"-fplugin=/tmp/evil.so",
                             "-fplugin-arg-evil-x=y",
                             "-fpass-plugin=/tmp/evil.so",
                             "-Xclang -load",
                             "-mllvm -load",
                             "-B /tmp",
                             "-specs=/tmp/s",
                             "--specs=/tmp/s",
                             "-wrapper",
                             "-fuse-ld=/tmp/ld",
                             "--config=/tmp/c",
                             "-save-temps",
                             "-ftime-trace",
                             "-ftime-trace=/tmp/t",
                             "-fcrash-diagnostics-dir=/tmp",
                             "--serialize-diagnostics /tmp/d",
                             "-MJ /tmp/j",
                             "-fmodules-cache-path=/tmp",
                             "-fstack-usage",
                             "-include-pch x.pch",
                             "-resource-dir /tmp",
                             "-fbracket-depth=100000",
                             "-fsave-optimization-record",
                             "@/tmp/args"}) {
    std::string command = "clang++ " + std::string(option) + " -DKEPT a.cpp";
    EXPECT_EQ(kept(command), "-D KEPT") << option;
    EXPECT_THAT(notes(command), HasSubstr(words(option).back().substr(0, 8))) << option;
  }
}

TEST(CompileCommand, XclangIsJudgedByWhatItPasses) {
  EXPECT_EQ(kept("clang++ -Xclang -load -Xclang /tmp/evil.so a.cpp"), "");
  EXPECT_EQ(kept("clang++ -Xclang -add-plugin -Xclang evil -Xclang -plugin-arg-evil -Xclang x a.cpp"), "");
  EXPECT_THAT(notes("clang++ -Xclang -load -Xclang /tmp/evil.so a.cpp"), HasSubstr("/tmp/evil.so"));
  EXPECT_EQ(kept("clang++ -Xclang -include-pch -Xclang p.pch -Xclang -include -Xclang p.hxx a.cpp"),
            "-include p.hxx");
  EXPECT_EQ(kept("clang++ -Xclang -o -Xclang /tmp/x a.cpp"), "");
  EXPECT_EQ(kept("clang++ -Xclang /etc/passwd a.cpp"), "");
}

TEST(CompileCommand, PreprocessorOptionsPassThrough) {
  EXPECT_EQ(kept("g++ -Wp,-DA=1,-MD,x.d -Wp,-MMD,y.d a.cpp"), "-DA=1");
  EXPECT_EQ(kept("g++ -Xpreprocessor -DA a.cpp"), "-DA");
  EXPECT_THAT(notes("g++ -Wp,-fplugin=x a.cpp"), HasSubstr("-fplugin=x"));
}

TEST(CompileCommand, WhatOnlyGccKnowsGoesWithANote) {
  for (const char* option :
       {"-fmodules-ts", "-fconcepts", "-fconcepts-diagnostics-depth=3", "-mno-direct-extern-access",
        "-fno-such-gcc-option", "-fanalyzer", "-fdump-tree-all"}) {
    EXPECT_EQ(kept("g++ " + std::string(option) + " -DKEPT a.cpp"), "-D KEPT") << option;
    EXPECT_THAT(notes("g++ " + std::string(option) + " a.cpp"), HasSubstr(option));
  }
}

TEST(CompileCommand, ModuleOptionsGo) {
  EXPECT_EQ(kept("g++ -fmodules -fmodule-file=a=b -fmodule-mapper=x -fprebuilt-module-path=. a.cpp"), "");
}

TEST(CompileCommand, Inputs) {
  EXPECT_EQ(kept("g++ a.cpp b.cpp c.o -DX"), "-D X");
  EXPECT_EQ(kept("g++ -DX -- /p/a.cpp"), "-D X");
}

TEST(CompileCommand, Compilers) {
  EXPECT_EQ(sanitised("/usr/bin/g++-12 -c a.cpp")->arguments[0], "clang++");
  EXPECT_EQ(sanitised("gcc -c a.c", "/p/a.c")->arguments[0], "clang");
  EXPECT_EQ(sanitised("/opt/cc -c a.c", "/p/a.c")->arguments[0], "clang");
  EXPECT_EQ(sanitised("icpx -c a.cpp")->arguments[0], "clang++");
  EXPECT_EQ(sanitised("nvcc -DX -c a.cpp")->arguments[0], "clang++");
  EXPECT_EQ(kept("arm-linux-gnueabihf-g++ a.cpp"), "--target=arm-linux-gnueabihf");
  EXPECT_EQ(kept("/t/bin/x86_64-w64-mingw32-g++-12.2.0 a.cpp"), "--target=x86_64-w64-mingw32");
  EXPECT_EQ(kept("aarch64-linux-gnu-g++ --target=arm-linux-gnueabi a.cpp"), "--target=arm-linux-gnueabi");
  EXPECT_EQ(kept("my-own-g++ a.cpp"), "");
}

TEST(CompileCommand, AsioKeepsTheCoroutinesThatGccGivesIt) {
  const auto defines = [](const char* command) {
    return llvm::is_contained(sanitised(command)->arguments, "ASIO_HAS_CO_AWAIT");
  };
  EXPECT_TRUE(defines("g++ -std=c++20 -c a.cpp"));
  EXPECT_TRUE(defines("g++-12 -std=gnu++2b -c a.cpp"));
  EXPECT_FALSE(defines("g++ -std=c++17 -c a.cpp"));
  EXPECT_FALSE(defines("g++ -std=c++98 -c a.cpp"));
  EXPECT_FALSE(defines("clang++ -std=c++20 -c a.cpp"));
}

TEST(CompileCommand, Wrappers) {
  for (const char* wrapper :
       {"ccache", "/usr/bin/sccache", "distcc", "icecc", "ccache distcc", "env A=b C=d ccache"}) {
    auto unit = sanitised(std::string(wrapper) + " arm-linux-gnueabi-g++ -DX -c a.cpp");
    EXPECT_THAT(unit->arguments, testing::ElementsAre("clang++", "--target=arm-linux-gnueabi", "-D", "X",
                                                      "-x", "c++", "--", "/p/a.cpp"))
        << wrapper;
  }
  EXPECT_EQ(kept("ccache -c a.cpp"), "");
}

TEST(CompileCommand, MicrosoftStyle) {
  std::string command =
      "\\bin\\cl.exe /nologo /TP /DWIN32 /Iinc /EHsc /MDd /std:c++20 /Zi /W4 /WX /FIpre.h /Foout.obj "
      "/Fdout.pdb /FS -c a.cpp";
  EXPECT_EQ(kept(command), "--driver-mode=cl -D WIN32 -I inc /EHsc /MDd /std:c++20 -include pre.h");
  EXPECT_EQ(notes(command), "");
  EXPECT_EQ(kept("clang-cl-19 /Yustdafx.h /Fpx.pch /DA a.cpp"), "--driver-mode=cl -D A");
  EXPECT_THAT(notes("clang-cl /Yustdafx.h a.cpp"), HasSubstr("/Yustdafx.h"));
  EXPECT_EQ(kept("clang-cl /clang:-fplugin=x /clang:-DA /clang:-ftemplate-depth=9 a.cpp"),
            "--driver-mode=cl /clang:-D /clang:A /clang:-ftemplate-depth=9");
  EXPECT_EQ(kept("clang++ --driver-mode=cl /DA a.cpp"), "--driver-mode=cl --driver-mode=cl -D A");
  EXPECT_EQ(language("cl /TC a.cpp", "/p/a.cpp"), "c");
  EXPECT_EQ(language("cl a.c", "/p/a.c"), "c");
}

TEST(CompileCommand, Languages) {
  for (const char* file : {"/p/a.cpp", "/p/a.cc", "/p/a.cxx", "/p/a.C", "/p/a.c++", "/p/a.hpp", "/p/a.h",
                           "/p/a.ii", "/p/a.cppm", "/p/a.c"})
    EXPECT_EQ(language("g++ x", file), "c++") << file;
  for (const char* file : {"/p/a.c", "/p/a.i", "/p/a.h"})
    EXPECT_EQ(language("gcc x", file), "c") << file;
  for (const char* file : {"/p/a.s", "/p/a.S", "/p/a.cu", "/p/a.f90", "/p/a.m", "/p/a.mm", "/p/a.rs",
                           "/p/a.o", "/p/a.cl", "/p/a", "/p/a.", "/p/a.txt", "/p/a.ll"})
    EXPECT_EQ(language("g++ x", file), "none") << file;
}

TEST(CompileCommand, LanguageByOption) {
  EXPECT_EQ(language("gcc -x c++ a.inc", "/p/a.inc"), "c++");
  EXPECT_EQ(language("g++ -xc a.cpp", "/p/a.cpp"), "c");
  EXPECT_EQ(language("g++ -x c++-header a.h", "/p/a.h"), "c++");
  EXPECT_EQ(language("g++ -x assembler-with-cpp a.cpp", "/p/a.cpp"), "none");
  EXPECT_EQ(language("g++ -x cuda a.cpp", "/p/a.cpp"), "none");
  EXPECT_EQ(language("g++ -x c ../b.c -x c++ ../a.inc -x none z.o", "/p/a.inc"), "c++");
  EXPECT_EQ(language("g++ -x", "/p/a.cpp"), "c++");
}

TEST(CompileCommand, Paths) {
  auto unit = sanitise({"build", "../src/./a.cpp", words("g++ -c ../src/a.cpp"), ""}, "/w/p");
  EXPECT_EQ(unit->directory, "/w/p/build");
  EXPECT_EQ(unit->file, "/w/p/src/a.cpp");
  EXPECT_EQ(sanitise({"", "a.cpp", words("g++"), ""}, "/w/p")->file, "/w/p/a.cpp");
  EXPECT_EQ(sanitise({"/gone", "/other/a.cpp", words("g++"), ""}, "/w/p")->file, "/other/a.cpp");
}

TEST(CompileCommand, Targets) {
  EXPECT_EQ(target("g++ -o CMakeFiles/server.dir/src/a.cpp.o -c a.cpp"), "server");
  EXPECT_EQ(target("g++ -c a.cpp", "/b/src/CMakeFiles/my.lib.dir/a.cpp.o"), "my.lib");
  EXPECT_EQ(target("g++ -o server.p/a.cpp.o -c a.cpp"), "server");
  EXPECT_EQ(target("g++ -o bazel-out/k8-fastbuild/bin/net/_objs/server/a.o -c a.cpp"), "server");
  EXPECT_EQ(target("g++ -o build/.objs/server/linux/a.o -c a.cpp"), "server");
  EXPECT_EQ(target("cl /FoCMakeFiles\\server.dir\\a.obj /c a.cpp"), "server");
  EXPECT_EQ(target("g++ -o obj/a.o -c a.cpp"), "");
  EXPECT_EQ(target("g++ -c a.cpp"), "");
}

TEST(CompileCommand, MalformedCommands) {
  EXPECT_THAT(sanitise({"/p", "/p/a.cpp", {}, ""}, "/p")->notes,
              testing::ElementsAre(HasSubstr("no command")));
  EXPECT_EQ(sanitise({"/p", "", words("g++ a.cpp"), ""}, "/p"), std::nullopt);
  EXPECT_EQ(kept("g++"), "");
  EXPECT_EQ(sanitise({"/p", "a.cpp", {""}, ""}, "/p")->arguments[0], "clang++");
  EXPECT_EQ(sanitise({"/p", "a.cpp", {"g++", "", "-DA"}, ""}, "/p")->arguments[1], "-D");
  for (const char* option :
       {"-I", "-D", "-o", "-MF", "-include", "-Xclang", "-x", "-isystem", "-target", "-mllvm", "--param"})
    EXPECT_EQ(kept("g++ -DA " + std::string(option)), "-D A") << option;
  EXPECT_THAT(notes("g++ -I"), HasSubstr("`-I` left out"));
  EXPECT_THAT(kept("clang++ -DA -Xclang -include"), "-D A");
  auto unit = sanitise({"/p", "a.cpp", {"g++", std::string("-DA\0B", 5), "-DC"}, ""}, "/p");
  EXPECT_THAT(unit->arguments, Not(testing::Contains("A")));
  EXPECT_THAT(unit->notes, Not(IsEmpty()));
}

TEST(CompileCommand, SanitisingTwiceChangesNothing) {
  auto once = sanitised("arm-linux-gnueabi-g++ -DA -I x -std=c++20 -Wall -o CMakeFiles/t.dir/a.o -c a.cpp");
  auto twice = sanitise({once->directory, once->file, once->arguments, ""}, "/p");
  EXPECT_EQ(once->arguments, twice->arguments);
}

} // namespace
} // namespace nostall::cxx
