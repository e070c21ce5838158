// Three answers for an option. Kept: what decides how the source reads (macros, include paths, language,
// target). Dropped without a word: what every build's commands carry and no analysis needs (outputs,
// dependency files, warnings, debug information, linking). Left out with a note: the rest, above all what
// loads code, runs programs, writes files or reads arguments from elsewhere.
//
// -Xclang, /clang: and -Wp, pass options through; their content is judged like any other, so that the header
// behind a precompiled one stays included while the precompiled file itself goes.
#include "Cxx/CommandOptions.h"

#include <clang/Driver/Options.h>

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/Option/Arg.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Option/OptTable.h>

#include <algorithm>

namespace nostall::cxx {
namespace {

namespace options = clang::driver::options;
using llvm::StringRef;
using llvm::opt::Option;

enum class Verdict { Keep, Drop, Note };

/// Options of the -f and -m families are kept, apart from these, by the beginnings of their names.
constexpr StringRef NotedPrefixes[] = {"-fplugin",
                                       "-fpass-plugin",
                                       "-fmodule",
                                       "-fno-module",
                                       "-fprebuilt-module",
                                       "-fimplicit-modu",
                                       "-fno-implicit-mod",
                                       "-fbuild-session",
                                       "-fbracket-depth",
                                       "-fcrash-diagnostics",
                                       "-ftime-",
                                       "-fproc-stat",
                                       "-fsave-optimi",
                                       "-foptimization-rec",
                                       "-fsanitize-ignorelist",
                                       "-fsanitize-blac",
                                       "-fsanitize-system",
                                       "-fsanitize-covera",
                                       "-fxray",
                                       "-fuse-ld",
                                       "-fthinlto-index",
                                       "-foffload",
                                       "-fopenmp-targets",
                                       "-fapinotes",
                                       "-fcallgraph-info",
                                       "-fembed-offload",
                                       "-fdump",
                                       "-frewrite",
                                       "-fhip-",
                                       "-fcuda-",
                                       "-fgpu-",
                                       "-fsycl",
                                       "-fstack-usage",
                                       "-mllvm",
                                       "-mmlir",
                                       "-mzos-",
                                       "-fms-secure-hotpa",
                                       "-fintegrated-cc1",
                                       "-fno-integrated-cc"};
constexpr StringRef SilentPrefixes[] = {"-fdiagnostics",
                                        "-fno-diagnostics",
                                        "-fcolor-diag",
                                        "-fno-color-diag",
                                        "-fansi-escape",
                                        "-fmessage-len",
                                        "-fcaret-diag",
                                        "-ferror-limit",
                                        "-fprofile",
                                        "-fno-profile",
                                        "-fcs-profile",
                                        "-fauto-profile",
                                        "-fcoverage",
                                        "-ftest-coverage",
                                        "-fdebug",
                                        "-fno-debug",
                                        "-frecord-",
                                        "-fno-record-",
                                        "-flto",
                                        "-fno-lto",
                                        "-fembed-bitcode",
                                        "-fmacro-backtrace",
                                        "-ftemplate-backtrace",
                                        "-fshow-",
                                        "-fno-show-",
                                        "-fdelayed-template-parsing",
                                        "-fno-delayed-template-parsing"};

bool startsWithAny(StringRef name, llvm::ArrayRef<StringRef> prefixes) {
  return llvm::any_of(prefixes, [&](StringRef prefix) { return name.starts_with(prefix); });
}

/// Outside of the families and groups below.
constexpr unsigned KeptIds[] = {options::OPT_D,
                                options::OPT_U,
                                options::OPT_F,
                                options::OPT_undef,
                                options::OPT_std_EQ,
                                options::OPT_ansi,
                                options::OPT_stdlib_EQ,
                                options::OPT_embed_dir_EQ,
                                options::OPT_target,
                                options::OPT_arch,
                                options::OPT__sysroot_EQ,
                                options::OPT_gcc_toolchain,
                                options::OPT_gcc_triple_EQ,
                                options::OPT_gcc_install_dir_EQ,
                                options::OPT_pthread,
                                options::OPT_pthreads,
                                options::OPT_trigraphs,
                                options::OPT_traditional_cpp,
                                options::OPT_driver_mode};
constexpr unsigned KeptGroups[] = {options::OPT_IncludePath_Group, options::OPT_clang_i_Group,
                                   options::OPT_O_Group};
constexpr unsigned SilentIds[] = {options::OPT_o,
                                  options::OPT_pipe,
                                  options::OPT_v,
                                  options::OPT_w,
                                  options::OPT_p,
                                  options::OPT_pg,
                                  options::OPT_C,
                                  options::OPT_CC,
                                  options::OPT_P,
                                  options::OPT_H,
                                  options::OPT_Qn,
                                  options::OPT_Qunused_arguments,
                                  options::OPT_rtlib_EQ,
                                  options::OPT_static_libgcc,
                                  options::OPT_nopie,
                                  options::OPT_static_libstdcxx,
                                  options::OPT_nostdlibxx,
                                  options::OPT_shared_libgcc,
                                  options::OPT_nodefaultlibs,
                                  options::OPT_pass_exit_codes,
                                  options::OPT_canonical_prefixes,
                                  options::OPT_no_canonical_prefixes};
constexpr unsigned SilentGroups[] = {options::OPT_Diag_Group,     options::OPT_DebugInfo_Group,
                                     options::OPT_Link_Group,     options::OPT_Action_Group,
                                     options::OPT_pedantic_Group, options::OPT_d_Group,
                                     options::OPT_M_Group};
/// In spite of their groups.
constexpr unsigned NotedIds[] = {options::OPT_include_pch, options::OPT_specs_EQ, options::OPT_MJ,
                                 options::OPT_iapinotes_modules};

/// Of cl.exe's options everything is kept apart from these: what clang-cl makes of the others is harmless.
constexpr unsigned ClSilentIds[] = {
    options::OPT__SLASH_Fd,  options::OPT__SLASH_Fe,           options::OPT__SLASH_Fa,
    options::OPT__SLASH_FA,  options::OPT__SLASH_Fi,           options::OPT__SLASH_Fm,
    options::OPT__SLASH_FR,  options::OPT__SLASH_Fr,           options::OPT__SLASH_P,
    options::OPT__SLASH_MP,  options::OPT__SLASH_showIncludes, options::OPT__SLASH_showIncludes_user,
    options::OPT__SLASH_link};
constexpr unsigned ClNotedIds[] = {options::OPT__SLASH_Fp,
                                   options::OPT__SLASH_Yc,
                                   options::OPT__SLASH_Yu,
                                   options::OPT__SLASH_Yd,
                                   options::OPT__SLASH_Yl,
                                   options::OPT__SLASH_Y_,
                                   options::OPT__SLASH_AI,
                                   options::OPT__SLASH_FU,
                                   options::OPT__SLASH_doc,
                                   options::OPT__SLASH_reference,
                                   options::OPT__SLASH_headerUnit,
                                   options::OPT__SLASH_headerUnitAngle,
                                   options::OPT__SLASH_headerUnitQuote,
                                   options::OPT__SLASH_sourceDependencies,
                                   options::OPT__SLASH_sourceDependenciesDirectives};

bool matchesAny(const Option& option, llvm::ArrayRef<unsigned> ids) {
  return llvm::any_of(ids, [&](unsigned id) { return option.matches(id); });
}

Verdict judge(const Option& option) {
  if (matchesAny(option,
                 {options::OPT_cl_Group, options::OPT_cl_compile_Group, options::OPT_cl_ignored_Group})) {
    if (matchesAny(option, ClNotedIds)) return Verdict::Note;
    bool silent = matchesAny(option, ClSilentIds) || option.matches(options::OPT_cl_ignored_Group);
    return silent ? Verdict::Drop : Verdict::Keep;
  }
  StringRef name = option.getPrefixedName();
  if (startsWithAny(name, NotedPrefixes) || matchesAny(option, NotedIds)) return Verdict::Note;
  if (startsWithAny(name, SilentPrefixes) || matchesAny(option, SilentIds)) return Verdict::Drop;
  if (matchesAny(option, KeptIds) || matchesAny(option, KeptGroups)) return Verdict::Keep;
  if (matchesAny(option, SilentGroups)) return Verdict::Drop;
  return startsWithAny(name, {"-f", "-m"}) ? Verdict::Keep : Verdict::Note;
}

class Selector {
public:
  Selector(SelectedOptions& result, bool clMode, llvm::function_ref<bool(StringRef)> isSource)
      : result(result), clMode(clMode), isSource(isSource) {}

  void run(llvm::ArrayRef<std::string> arguments) {
    walk(arguments, clMode ? options::CLOption : options::ClangOption, [&](const llvm::opt::Arg& argument) {
      if (argument.getOption().matches(options::OPT_Xclang)) {
        forwarded.push_back(argument.getValue());
        return;
      }
      flushForwarded();
      select(argument);
    });
    flushForwarded();
    if (result.language.empty()) result.language = language;
  }

private:
  void note(StringRef what, StringRef why) {
    result.notes.push_back(("`" + what + "` left out; " + why).str());
  }

  void walk(llvm::ArrayRef<std::string> arguments, options::ClangVisibility visibility,
            llvm::function_ref<void(const llvm::opt::Arg&)> each) {
    std::vector<const char*> pointers;
    for (const std::string& argument : arguments) {
      if (argument.find('\0') != std::string::npos)
        note(StringRef(argument.c_str()), "the argument holds a zero byte");
      else
        pointers.push_back(argument.c_str());
    }
    unsigned missingIndex = 0;
    unsigned missingCount = 0;
    llvm::opt::InputArgList list = clang::driver::getDriverOptTable().ParseArgs(
        pointers, missingIndex, missingCount, llvm::opt::Visibility(visibility));
    parsed = &list;
    for (const llvm::opt::Arg* argument : list)
      each(*argument);
    if (missingCount) note(pointers[missingIndex], "the command ends before its value");
  }

  void keep(const llvm::opt::Arg& argument) {
    llvm::opt::ArgStringList strings;
    argument.render(*parsed, strings);
    result.kept.insert(result.kept.end(), strings.begin(), strings.end());
  }

  void select(const llvm::opt::Arg& argument) {
    std::string spelling = argument.getAsString(*parsed);
    switch (argument.getOption().getID()) {
    case options::OPT_INPUT:
      return selectInput(argument.getValue());
    case options::OPT__DASH_DASH:
      for (const char* input : argument.getValues())
        selectInput(input);
      return;
    case options::OPT_UNKNOWN:
      return note(spelling, "clang does not know it");
    case options::OPT_x:
      language = argument.getValue();
      return;
    case options::OPT__SLASH_TC:
    case options::OPT__SLASH_Tc:
      result.language = "c";
      return;
    case options::OPT__SLASH_TP:
    case options::OPT__SLASH_Tp:
      result.language = "c++";
      return;
    case options::OPT_o:
    case options::OPT__SLASH_Fo:
    case options::OPT__SLASH_o:
      result.output = argument.getValue();
      return;
    case options::OPT__SLASH_clang:
      return selectForwarded({argument.getValue()}, options::ClangOption, "/clang:");
    case options::OPT_Wp_COMMA:
      return selectForPreprocessor(argument.getValues());
    case options::OPT_Xpreprocessor:
      return selectForPreprocessor(argument.getValue());
    case options::OPT_target:
      result.hasTarget = true;
      break;
    default:
      break;
    }
    switch (judge(argument.getOption())) {
    case Verdict::Keep:
      return keep(argument);
    case Verdict::Drop:
      return;
    case Verdict::Note:
      return note(spelling, "an analysis has no use for it");
    }
  }

  void selectInput(StringRef input) {
    if (input.starts_with("@")) return note(input, "response files are not read");
    if (isSource(input) && result.language.empty()) result.language = language;
  }

  /// Macros and include paths are what anyone passes to the preprocessor alone, apart from dependency files.
  void selectForPreprocessor(llvm::ArrayRef<const char*> values) {
    for (std::size_t index = 0; index != values.size(); ++index) {
      StringRef value = values[index];
      if (value.starts_with("-D") || value.starts_with("-U") || value.starts_with("-I"))
        result.kept.push_back(value.str());
      else if (value.starts_with("-M"))
        index += index + 1 != values.size() && !StringRef(values[index + 1]).starts_with("-");
      else
        note("-Wp," + value.str(), "an analysis has no use for it");
    }
  }

  void flushForwarded() {
    std::vector<std::string> arguments = std::move(forwarded);
    forwarded.clear();
    if (!arguments.empty()) selectForwarded(arguments, options::CC1Option, "-Xclang ");
  }

  void selectForwarded(llvm::ArrayRef<std::string> arguments, options::ClangVisibility visibility,
                       StringRef through) {
    const llvm::opt::InputArgList* outer = parsed;
    walk(arguments, visibility, [&](const llvm::opt::Arg& argument) {
      bool known = argument.getOption().hasVisibilityFlag(options::ClangOption);
      bool plain =
          !argument.getOption().matches(options::OPT_INPUT) && !argument.getOption().matches(options::OPT_o);
      if (known && plain && judge(argument.getOption()) == Verdict::Keep)
        keep(argument, through == "/clang:" ? through : StringRef());
      else
        note(through.str() + argument.getAsString(*parsed), "an analysis has no use for it");
    });
    parsed = outer;
  }

  void keep(const llvm::opt::Arg& argument, StringRef prefix) {
    llvm::opt::ArgStringList strings;
    argument.render(*parsed, strings);
    for (const char* string : strings)
      result.kept.push_back((prefix + string).str());
  }

  SelectedOptions& result;
  bool clMode;
  llvm::function_ref<bool(StringRef)> isSource;
  const llvm::opt::InputArgList* parsed = nullptr; ///< what is being walked
  std::vector<std::string> forwarded;              ///< values of neighbouring -Xclang options
  std::string language;                            ///< the latest -x
};

} // namespace

SelectedOptions selectOptions(llvm::ArrayRef<std::string> arguments, bool clMode,
                              llvm::function_ref<bool(StringRef)> isSource) {
  SelectedOptions result;
  Selector(result, clMode, isSource).run(arguments);
  return result;
}

} // namespace nostall::cxx
