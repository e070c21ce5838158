// One check of the module. All checks of a unit that have the same options share one analysis of it, made
// when the first of them is asked; each reports the findings of its own name.
#pragma once

#include "Host/Host.h"
#include "UnitAnalysis.h"

#include <clang-tidy/ClangTidyCheck.h>

#include <memory>

namespace nostall::tidy {

class Check : public clang::tidy::ClangTidyCheck {
public:
  Check(llvm::StringRef name, clang::tidy::ClangTidyContext* context);

  void registerPPCallbacks(const clang::SourceManager& sources, clang::Preprocessor* preprocessor,
                           clang::Preprocessor* moduleExpander) override;
  void registerMatchers(clang::ast_matchers::MatchFinder* finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult& result) override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap& map) override;

private:
  void complain(const host::Outcome& outcome, const clang::SourceManager& sources);

  const std::string check_;
  clang::tidy::ClangTidyContext& context;
  const bool inEditor;
  host::Options options;
  std::string severity;
  Severity lowest = Severity::Note;
  std::shared_ptr<UnitAnalysis> unit;
  bool done = false;
};

} // namespace nostall::tidy
