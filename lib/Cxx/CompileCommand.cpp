// The frame of a command: which compiler it was written for, which file it compiles in which language, and
// which program the object belongs to. CommandOptions.cpp judges what stands between.
//
// Compilers are told apart by their names alone. Whatever is not clearly Microsoft's is read as gcc's command
// line, which is what everything else imitates.
#include "Cxx/CompileCommand.h"

#include "Cxx/CommandOptions.h"

#include <clang/Driver/Types.h>

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Path.h>
#include <llvm/TargetParser/Triple.h>

#include <utility>

namespace nostall::cxx {
namespace {

namespace path = llvm::sys::path;
namespace types = clang::driver::types;
using llvm::StringRef;

/// The last component of a path in either system's spelling, without `.exe`.
StringRef programName(StringRef program) {
  StringRef name = program.substr(program.find_last_of("/\\") + 1);
  name.consume_back_insensitive(".exe");
  return name;
}

/// Programs that run the compiler named after them.
bool isWrapper(StringRef program) {
  static constexpr StringRef wrappers[] = {"ccache",   "sccache",   "distcc",     "icecc",    "icerun",
                                           "gomacc",   "rewrapper", "buildcache", "cachecc1", "fbuild",
                                           "colorgcc", "env",       "nice",       "xcrun",    "zig"};
  return llvm::is_contained(wrappers, programName(program));
}

/// The command from its compiler on.
llvm::ArrayRef<std::string> withoutWrappers(llvm::ArrayRef<std::string> arguments) {
  while (arguments.size() > 1 && isWrapper(arguments.front())) {
    llvm::ArrayRef<std::string> rest = arguments.drop_front();
    // Options and settings of the wrapper itself: `nice -n`, `env A=b`.
    if (programName(arguments.front()) == "env")
      rest = rest.drop_while([](const std::string& word) { return StringRef(word).contains('='); });
    if (rest.empty() || StringRef(rest.front()).starts_with("-")) break;
    arguments = rest;
  }
  return arguments;
}

struct Compiler {
  enum class Mode { C, Cxx, Cl };
  Mode mode = Mode::Cxx;
  std::string target; ///< of a cross compiler
  bool gnu = false;   ///< surely or most likely gcc
};

Compiler identify(StringRef program) {
  Compiler compiler;
  std::string lower = programName(program).lower();
  StringRef name = lower;
  // A version, as in `g++-12` and `clang-cl-19`.
  if (auto [stem, version] = name.rsplit('-'); !version.empty() && llvm::isDigit(version.front()))
    name = stem;
  static constexpr std::pair<StringRef, Compiler::Mode> endings[] = {
      {"clang-cl", Compiler::Mode::Cl}, {"cl", Compiler::Mode::Cl},   {"clang++", Compiler::Mode::Cxx},
      {"g++", Compiler::Mode::Cxx},     {"c++", Compiler::Mode::Cxx}, {"clang", Compiler::Mode::C},
      {"gcc", Compiler::Mode::C},       {"cc", Compiler::Mode::C}};
  for (auto [ending, mode] : endings) {
    StringRef prefix = name;
    if (!prefix.consume_back(ending) || !(prefix.empty() || prefix.ends_with("-"))) continue;
    compiler.mode = mode;
    compiler.gnu = ending == "g++" || ending == "c++";
    prefix.consume_back("-");
    if (llvm::Triple(prefix).getArch() != llvm::Triple::UnknownArch) compiler.target = prefix.str();
    break;
  }
  return compiler;
}

std::string absolutePath(StringRef base, StringRef name) {
  llvm::SmallString<256> result(name);
  if (!path::is_absolute(result)) {
    result = base;
    path::append(result, name);
  }
  path::remove_dots(result, /*remove_dot_dot=*/true);
  return std::string(result);
}

/// `c`, `c++`, or empty for other languages.
StringRef languageOf(StringRef file, StringRef given, Compiler::Mode mode) {
  types::ID type = types::TY_INVALID;
  if (given == "none") given = "";
  if (given.empty()) {
    StringRef extension = path::extension(file);
    type = extension.empty() ? types::TY_INVALID : types::lookupTypeForExtension(extension.drop_front());
  } else {
    type = types::lookupTypeForTypeSpecifier(given.str().c_str());
  }
  switch (type) {
  case types::TY_C:
  case types::TY_PP_C:
  case types::TY_CHeader:
  case types::TY_PP_CHeader:
    return mode == Compiler::Mode::Cxx && given.empty() ? "c++" : "c";
  case types::TY_CXX:
  case types::TY_PP_CXX:
  case types::TY_CXXHeader:
  case types::TY_PP_CXXHeader:
  case types::TY_CXXModule:
  case types::TY_PP_CXXModule:
  case types::TY_CXXUHeader:
  case types::TY_CXXSHeader:
    return "c++";
  default:
    return {};
  }
}

/// The program or library that an object file is a part of, where the build system's layout names it: CMake
/// (`CMakeFiles/server.dir/`), Meson (`server.p/`), Bazel and waf (`_objs/server/`), xmake (`.objs/server/`).
std::string targetOf(StringRef output) {
  llvm::SmallVector<StringRef, 16> parts;
  std::string unixStyle = path::convert_to_slash(output, path::Style::windows);
  StringRef(unixStyle).split(parts, '/', -1, /*KeepEmpty=*/false);
  for (std::size_t index = 0; index + 1 < parts.size(); ++index) {
    StringRef part = parts[index];
    if (index > 0 && parts[index - 1] == "CMakeFiles" && part.consume_back(".dir")) return part.str();
    if (part.size() > 2 && part.consume_back(".p")) return part.str();
    if ((part == "_objs" || part == ".objs") && index + 2 < parts.size()) return parts[index + 1].str();
  }
  return {};
}

/// Asio before 1.24 asks Clang, and Clang alone, for a header that only its oldest coroutines came with; a
/// program that gcc compiles has coroutines there, and would lose them here.
void addGnuCoroutines(std::vector<std::string>& arguments) {
  const bool modern = llvm::any_of(arguments, [](StringRef argument) {
    return (argument.consume_front("-std=c++") || argument.consume_front("-std=gnu++")) && argument >= "20" &&
           !argument.starts_with("9");
  });
  if (!modern) return;
  for (const char* library : {"ASIO", "BOOST_ASIO"})
    for (const char* feature : {"CO_AWAIT", "STD_COROUTINE"})
      arguments.insert(arguments.end(), {"-D", std::string(library) + "_HAS_" + feature});
}

} // namespace

std::optional<UnitCommand> sanitise(const RawCommand& raw, const std::string& databaseDirectory) {
  UnitCommand unit;
  unit.directory = absolutePath(databaseDirectory, raw.directory);
  unit.file = absolutePath(unit.directory, raw.file);
  if (raw.file.empty() || raw.file.find('\0') != std::string::npos) return std::nullopt;

  llvm::ArrayRef<std::string> arguments = withoutWrappers(raw.arguments);
  if (arguments.empty()) unit.notes.push_back("the entry has no command; assumed `clang++`");
  Compiler compiler = identify(arguments.empty() ? StringRef("clang++") : StringRef(arguments.front()));
  if (!arguments.empty()) arguments = arguments.drop_front();
  for (StringRef argument : arguments)
    if (argument.consume_front("--driver-mode="))
      compiler.mode = argument == "cl"    ? Compiler::Mode::Cl
                      : argument == "g++" ? Compiler::Mode::Cxx
                                          : Compiler::Mode::C;
  bool cl = compiler.mode == Compiler::Mode::Cl;

  SelectedOptions selected = selectOptions(
      arguments, cl, [&](StringRef input) { return absolutePath(unit.directory, input) == unit.file; });
  StringRef language = languageOf(unit.file, selected.language, compiler.mode);
  if (language.empty()) return std::nullopt;

  unit.arguments.push_back(compiler.mode == Compiler::Mode::C ? "clang" : "clang++");
  if (cl) unit.arguments.push_back("--driver-mode=cl");
  if (!compiler.target.empty() && !selected.hasTarget)
    unit.arguments.push_back("--target=" + compiler.target);
  llvm::append_range(unit.arguments, selected.kept);
  if (compiler.gnu) addGnuCoroutines(unit.arguments);
  if (cl)
    unit.arguments.push_back(language == "c" ? "/TC" : "/TP");
  else
    unit.arguments.insert(unit.arguments.end(), {"-x", language.str()});
  unit.arguments.insert(unit.arguments.end(), {"--", unit.file});
  llvm::append_range(unit.notes, selected.notes);
  unit.target = targetOf(raw.output.empty() ? selected.output : raw.output);
  return unit;
}

} // namespace nostall::cxx
