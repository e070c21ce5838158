// One unit from command to facts.
//
// Clang's own driver turns the command into an invocation; what could write a file or load code is reset once
// more, whatever sanitise let through. The parse runs with warnings off, without spelling correction, and
// without the bodies of functions in system headers, which is most of what a unit costs. It goes on after
// errors: a missing header is an ordinary error here, and what Clang recovers is what the facts say.
//
// It runs on a thread with a large stack of its own, because the nesting of the input decides how deep Clang
// and extraction recurse.
#include "Cxx/Analyse.h"

#include "Cxx/ClangVersion.h"
#include "Cxx/Comments.h"
#include "Cxx/Dependencies.h"
#include "Cxx/Files.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/Basic/DiagnosticLex.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Basic/Stack.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Lex/PreprocessorOptions.h>

#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/thread.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace nostall::cxx {
namespace {

constexpr std::optional<unsigned> StackSize = 256u << 20;

/// Counts errors and keeps the first few.
class ErrorCollector : public clang::DiagnosticConsumer {
public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) override {
    if (level < clang::DiagnosticsEngine::Error) return;
    ++errors;
    if (messages.size() == MaxMessages) return;
    llvm::SmallString<256> text;
    diagnostic.FormatDiagnostic(text);
    messages.push_back(place(diagnostic) + std::string(text));
  }

  static constexpr std::size_t MaxMessages = 16;
  unsigned errors = 0;
  std::vector<std::string> messages;

private:
  static std::string place(const clang::Diagnostic& diagnostic) {
    if (!diagnostic.hasSourceManager() || diagnostic.getLocation().isInvalid()) return {};
    clang::PresumedLoc location = diagnostic.getSourceManager().getPresumedLoc(diagnostic.getLocation());
    if (location.isInvalid()) return {};
    return std::string(location.getFilename()) + ":" + std::to_string(location.getLine()) + ":" +
           std::to_string(location.getColumn()) + ": ";
  }
};

/// Adds what comments ask for to the shards of the files that they stand in.
void addSuppressions(const clang::SourceManager& sources, std::vector<facts::Shard>& shards) {
  llvm::DenseSet<const clang::FileEntry*> seen;
  for (unsigned index = 0; index != sources.local_sloc_entry_size(); ++index) {
    const clang::SrcMgr::SLocEntry& entry = sources.getLocalSLocEntry(index);
    if (!entry.isFile() || clang::SrcMgr::isSystem(entry.getFile().getFileCharacteristic())) continue;
    const clang::SrcMgr::ContentCache& content = entry.getFile().getContentCache();
    auto text = content.getBufferDataIfLoaded();
    if (!content.OrigEntry || !text || !seen.insert(&content.OrigEntry->getFileEntry()).second) continue;
    std::vector<facts::Suppression> suppressions = scanSuppressions(*text);
    if (suppressions.empty()) continue;
    std::string path = absolutePath(sources, *content.OrigEntry);
    auto shard =
        std::lower_bound(shards.begin(), shards.end(), path, [](const facts::Shard& left, const auto& right) {
          return left.files.front() < right;
        });
    if (shard == shards.end() || shard->files.front() != path) {
      shard = shards.insert(shard, facts::Shard());
      shard->files.push_back(path);
    }
    for (facts::Suppression& suppression : suppressions)
      suppression.range.file = 0;
    shard->suppressions = std::move(suppressions);
  }
}

std::vector<facts::Shard> shardsOf(clang::ASTContext& context, const std::string& mainFile,
                                   const std::vector<AstRule>& astRules) {
  std::vector<facts::Shard> shards = extractFacts(context, mainFile, astRules);
  addSuppressions(context.getSourceManager(), shards);
  return shards;
}

/// Runs what recurses as deep as its input nests.
void withLargeStack(llvm::function_ref<void()> work) {
  llvm::thread(StackSize, [&] {
    clang::noteBottomOfStack();
    work();
  }).join();
}

class Consumer : public clang::ASTConsumer {
public:
  Consumer(facts::Unit& unit, const std::vector<AstRule>& astRules) : unit(unit), astRules(astRules) {}

  bool shouldSkipFunctionBody(clang::Decl* declaration) override {
    const clang::SourceManager& sources = declaration->getASTContext().getSourceManager();
    return sources.isInSystemHeader(sources.getExpansionLoc(declaration->getLocation()));
  }

  void HandleTranslationUnit(clang::ASTContext& context) override {
    unit.shards = shardsOf(context, unit.mainFile, astRules);
  }

private:
  facts::Unit& unit;
  const std::vector<AstRule>& astRules;
};

class Action : public clang::ASTFrontendAction {
public:
  Action(facts::Unit& unit, const std::vector<AstRule>& astRules) : unit(unit), astRules(astRules) {}
  bool finished = false;

protected:
  bool BeginSourceFileAction(clang::CompilerInstance& compiler) override {
    dependencies.attach(compiler);
    // A missing header is what generated code looks like before its first build; after a fatal error Clang
    // would instantiate no template any more.
    compiler.getDiagnostics().setSeverity(clang::diag::err_pp_file_not_found, clang::diag::Severity::Error,
                                          clang::SourceLocation());
    return true;
  }
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance&, llvm::StringRef) override {
    return std::make_unique<Consumer>(unit, astRules);
  }
  void EndSourceFileAction() override {
    unit.dependencies = dependencies.take(getCompilerInstance());
    finished = true;
  }

private:
  facts::Unit& unit;
  const std::vector<AstRule>& astRules;
  DependencyRecorder dependencies;
};

/// Leaves the invocation nothing but a parse: no output, no plugin, no precompiled input, nothing that costs
/// time and gives no facts.
void restrict(clang::CompilerInvocation& invocation) {
  clang::FrontendOptions& frontend = invocation.getFrontendOpts();
  frontend.ProgramAction = clang::frontend::ParseSyntaxOnly;
  frontend.SkipFunctionBodies = true;
  frontend.DisableFree = false;
  frontend.OutputFile.clear();
  frontend.StatsFile.clear();
  frontend.TimeTracePath.clear();
  frontend.Plugins.clear();
  frontend.AddPluginActions.clear();
  frontend.PluginArgs.clear();
  frontend.LLVMArgs.clear();
  invocation.getDependencyOutputOpts() = {};
  clang::DiagnosticOptions& diagnostics = invocation.getDiagnosticOpts();
  diagnostics.DiagnosticSerializationFile.clear();
  diagnostics.DiagnosticLogFile.clear();
  diagnostics.IgnoreWarnings = true;
  diagnostics.ShowCarets = false; // or Clang prints the number of errors
  diagnostics.ErrorLimit = 0;
  clang::PreprocessorOptions& preprocessor = invocation.getPreprocessorOpts();
  preprocessor.ImplicitPCHInclude.clear();
  preprocessor.DetailedRecord = false;
  // Qt's own hook for tools: slots and invokable methods carry an annotation that says so.
  preprocessor.addMacroDef("QT_ANNOTATE_FUNCTION(x)=__attribute__((annotate(#x)))");
  preprocessor.addMacroDef("QT_ANNOTATE_ACCESS_SPECIFIER(x)=__attribute__((annotate(#x)))");
  preprocessor.DisablePCHOrModuleValidation = clang::DisableValidationForModuleKind::All;
  invocation.getHeaderSearchOpts().ModuleCachePath.clear();
  clang::LangOptions& language = invocation.getLangOpts();
  language.SpellChecking = false;
  language.DelayedTemplateParsing = false;
  language.CommentOpts.ParseAllComments = false;
  language.RetainCommentsFromSystemHeaders = false;
}

/// The arguments that Clang's driver sees: a compiler beside the resource directory, so that its own
/// libraries are found, and a syntax check. The two -Wno name warnings that are errors unless told otherwise,
/// and that other compilers and Boost before 1.82 live with.
std::vector<std::string> driverArguments(const UnitCommand& command, const std::string& resourceDirectory) {
  llvm::StringRef program =
      command.arguments.empty() ? llvm::StringRef("clang++") : command.arguments.front();
  llvm::SmallString<256> compiler(resourceDirectory);
  llvm::sys::path::append(compiler, "../../../bin", llvm::sys::path::filename(program));
  llvm::sys::path::remove_dots(compiler, /*remove_dot_dot=*/true);
  std::vector<std::string> arguments{std::string(compiler)};
  bool cl = llvm::is_contained(command.arguments, "--driver-mode=cl");
  arguments.insert(arguments.end(), command.arguments.begin() + !command.arguments.empty(),
                   command.arguments.end());
  // Inputs follow "--", so these have to stand in front.
  std::vector<std::string> ours{
      "-resource-dir=" + resourceDirectory, "--no-default-config", "-fsyntax-only", "-w",
      "-Wno-enum-constexpr-conversion",     "-Wno-narrowing"};
  if (cl)
    for (std::string& argument : ours)
      argument = "/clang:" + argument;
  auto inputs = std::find(arguments.begin(), arguments.end(), "--");
  arguments.insert(inputs, ours.begin(), ours.end());
  return arguments;
}

std::unique_ptr<clang::CompilerInvocation>
makeInvocation(const UnitCommand& command, const std::string& resourceDirectory,
               llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files, ErrorCollector& problems) {
  std::vector<std::string> arguments = driverArguments(command, resourceDirectory);
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments)
    pointers.push_back(argument.c_str());
  clang::CreateInvocationOptions options;
  options.Diags = makeDiagnostics(problems);
  options.VFS = files;
  options.RecoverOnError = true;
  options.ProbePrecompiled = false;
  return clang::createInvocation(pointers, options);
}

facts::Unit failed(facts::Unit unit, std::string message) {
  unit.status = facts::UnitStatus::Failed;
  unit.message = std::move(message);
  unit.shards.clear();
  return unit;
}

/// Why the file cannot be parsed; empty when it can.
std::string unreadable(llvm::vfs::FileSystem& files, const std::string& path) {
  auto status = files.status(path);
  if (!status) return "`" + path + "` cannot be read: " + status.getError().message();
  if (!status->isRegularFile()) return "`" + path + "` is not a regular file";
  return {};
}

facts::Unit analyse(const UnitCommand& command, const std::string& resourceDirectory,
                    const std::vector<AstRule>& astRules,
                    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  facts::Unit unit;
  unit.mainFile = command.file;
  unit.target = command.target;
  unit.notes = command.notes;

  if (!command.directory.empty() && files->setCurrentWorkingDirectory(command.directory))
    unit.notes.push_back("`" + command.directory + "` cannot be entered; relative paths may not be found");
  if (std::string why = unreadable(*files, command.file); !why.empty())
    return failed(std::move(unit), std::move(why));

  ErrorCollector driverProblems;
  std::unique_ptr<clang::CompilerInvocation> invocation =
      makeInvocation(command, resourceDirectory, files, driverProblems);
  for (const std::string& message : driverProblems.messages)
    unit.notes.push_back("clang's driver: " + message);
  if (!invocation || invocation->getFrontendOpts().Inputs.empty())
    return failed(std::move(unit), driverProblems.messages.empty() ? "the command compiles nothing"
                                                                   : driverProblems.messages.front());
  restrict(*invocation);

  ErrorCollector problems;
  auto diagnostics = makeDiagnostics(problems);
  auto overlaid = clang::createVFSFromCompilerInvocation(*invocation, *diagnostics, files);
  clang::CompilerInstance compiler;
  compiler.setInvocation(std::move(invocation));
  compiler.createDiagnostics(&problems, /*ShouldOwnClient=*/false);
  compiler.createFileManager(overlaid);
  compiler.createSourceManager(compiler.getFileManager());
  Action action(unit, astRules);
  compiler.ExecuteAction(action);

  unit.errors = problems.errors;
  if (!problems.messages.empty()) unit.message = problems.messages.front();
  if (!action.finished)
    return failed(std::move(unit), unit.message.empty() ? "clang could not start" : unit.message);
  unit.status = unit.errors ? facts::UnitStatus::Recovered : facts::UnitStatus::Complete;
  return unit;
}

} // namespace

facts::Unit analyseUnit(const UnitCommand& command, const std::string& resourceDirectory,
                        const std::vector<AstRule>& astRules,
                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  facts::Unit unit;
  withLargeStack([&] { unit = analyse(command, resourceDirectory, astRules, std::move(files)); });
  return unit;
}

std::string mainFileOf(const clang::ASTContext& context) {
  const clang::SourceManager& sources = context.getSourceManager();
  clang::OptionalFileEntryRef file = sources.getFileEntryRefForID(sources.getMainFileID());
  return file ? absolutePath(sources, *file) : std::string();
}

std::vector<facts::Shard> factsOf(clang::ASTContext& context, const std::vector<AstRule>& astRules) {
  std::vector<facts::Shard> shards;
  withLargeStack([&] { shards = shardsOf(context, mainFileOf(context), astRules); });
  return shards;
}

} // namespace nostall::cxx
