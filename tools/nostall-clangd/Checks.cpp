// Lets clangd run the checks. It runs none that it has no measurements of, unless a `.clangd` file says
// otherwise, and none that no `.clang-tidy` or `.clangd` file names. Two functions of its own decide that,
// and the linker hands their callers these instead (--wrap, in CMakeLists.txt).
//
// A third one makes the command that a file is parsed with. `nostall check` adds Qt's own hook for tools to
// it, by which slots can be told from other methods; so does this.
//
// Whoever names nostall's checks in such a file, to have some or none of them, is left alone.
#include <clang-tidy/ClangTidyOptions.h>
#include <clang/Tooling/CompilationDatabase.h>

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/StringRef.h>

#include <optional>

using clang::tidy::ClangTidyOptions;
using clang::tooling::CompileCommand;
using TidyProvider = llvm::function_ref<void(ClangTidyOptions&, llvm::StringRef)>;

#define NOSTALL_FAST_CHECK "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
#define NOSTALL_TIDY_OPTIONS                                                                                 \
  "_ZN5clang6clangd21getTidyOptionsForFileEN4llvm12function_refIFvRNS_4tidy16ClangTidyOptionsENS1_"          \
  "9StringRefEEEES6_"

#define NOSTALL_MANGLER "_ZNK5clang6clangd14CommandManglerclERNS_7tooling14CompileCommandEN4llvm9StringRefE"

std::optional<bool> clangdsFastCheck(llvm::StringRef check) asm("__real_" NOSTALL_FAST_CHECK);
std::optional<bool> isFastCheck(llvm::StringRef check) asm("__wrap_" NOSTALL_FAST_CHECK);
ClangTidyOptions clangdsTidyOptions(TidyProvider provider,
                                    llvm::StringRef file) asm("__real_" NOSTALL_TIDY_OPTIONS);
ClangTidyOptions tidyOptions(TidyProvider provider, llvm::StringRef file) asm("__wrap_" NOSTALL_TIDY_OPTIONS);

void clangdsCommand(const void* mangler, CompileCommand& command,
                    llvm::StringRef file) asm("__real_" NOSTALL_MANGLER);
void commandFor(const void* mangler, CompileCommand& command,
                llvm::StringRef file) asm("__wrap_" NOSTALL_MANGLER);

void commandFor(const void* mangler, CompileCommand& command, llvm::StringRef file) {
  clangdsCommand(mangler, command, file);
  std::vector<std::string>& arguments = command.CommandLine;
  if (arguments.empty()) return;
  // Inputs follow the "--".
  arguments.insert(llvm::find(arguments, "--"),
                   {"-DQT_ANNOTATE_FUNCTION(x)=__attribute__((annotate(#x)))",
                    "-DQT_ANNOTATE_ACCESS_SPECIFIER(x)=__attribute__((annotate(#x)))"});
}

std::optional<bool> isFastCheck(llvm::StringRef check) {
  // test/benchmark/clangd.py measures it.
  if (check.starts_with("nostall-")) return true;
  return clangdsFastCheck(check);
}

ClangTidyOptions tidyOptions(TidyProvider provider, llvm::StringRef file) {
  ClangTidyOptions options = clangdsTidyOptions(provider, file);
  if (!provider) return options; // --clang-tidy=0
  const llvm::StringRef checks = options.Checks ? llvm::StringRef(*options.Checks) : "";
  if (!checks.contains("nostall-") && !checks.rtrim(", ").ends_with("-*"))
    options.Checks = (checks + ",nostall-*").str();
  return options;
}
