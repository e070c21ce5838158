// Everything in lib/Cxx that depends on which Clang it is built on. A port to another release starts here:
// the signatures that have changed between releases are wrapped below, and the static_assert says so to who
// tries.
#pragma once

#include <clang/Basic/DiagnosticOptions.h>
#include <clang/Basic/Version.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/Utils.h>

static_assert(CLANG_VERSION_MAJOR == 19, "lib/Cxx is written for Clang 19; see ClangVersion.h");

namespace nostall::cxx {

/// A diagnostics engine that reports to `client` and owns nothing else.
inline llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> makeDiagnostics(clang::DiagnosticConsumer& client) {
  return clang::CompilerInstance::createDiagnostics(new clang::DiagnosticOptions, &client,
                                                    /*ShouldOwnClient=*/false);
}

} // namespace nostall::cxx
