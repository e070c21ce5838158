// Registers the checks with the clang-tidy, or the clangd, that they are part of.
#include "Check.h"

#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>

namespace nostall::tidy {
namespace {

class Module : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
    for (const char* name : {"nostall-blocking-call", "nostall-blocking-wait", "nostall-certain-deadlock",
                             "nostall-fake-offload"})
      factories.registerCheck<Check>(name);
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<Module> Registered("nostall",
                                                                   "calls that wait on an event loop");

} // namespace
} // namespace nostall::tidy
