// What `-load` is given: looks at its host and loads the checks, which lie beside it.
//
// A module that clang-tidy cannot load, because a symbol is missing in another LLVM, is a line on standard
// error and then a run that looks clean. So this part needs nothing of LLVM, loads anywhere, and ends the
// program when the host is not what the checks were built for or when they do not load.
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

constexpr int UsageError = 2;

[[noreturn]] void refuse(const std::string& why) {
  std::fprintf(stderr, "nostall-tidy: error: %s\n", why.c_str());
  std::_Exit(UsageError);
}

/// `Debian clang version 19.1.7 (3)`; empty when the program has no Clang of this kind.
std::string hostVersion() {
  constexpr const char* GetClangFullVersion = "_ZN5clang19getClangFullVersionB5cxx11Ev";
  auto* function = reinterpret_cast<std::string (*)()>(::dlsym(RTLD_DEFAULT, GetClangFullVersion));
  return function ? function() : std::string();
}

std::string checksFile() {
  Dl_info info{};
  static int anchor;
  if (!::dladdr(&anchor, &info) || !info.dli_fname) refuse("the module cannot find itself");
  const std::string own = info.dli_fname;
  return own.substr(0, own.rfind('/') + 1) + NOSTALL_CHECKS_FILE;
}

[[gnu::constructor]] void load() {
  const std::string needed = "clang-tidy-" + std::to_string(NOSTALL_LLVM_MAJOR);
  const std::string version = hostVersion();
  constexpr const char* Before = "version ";
  const std::size_t at = version.find(Before);
  if (at == std::string::npos) refuse("this program has no Clang that the module knows; use " + needed);
  if (std::atoi(version.c_str() + at + std::strlen(Before)) != NOSTALL_LLVM_MAJOR)
    refuse("built for LLVM " + std::to_string(NOSTALL_LLVM_MAJOR) + ", loaded into " + version + "; use " +
           needed);
  const std::string file = checksFile();
  if (!::dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL)) {
    const char* why = ::dlerror();
    refuse("`" + file + "` cannot be loaded: " + (why ? why : "the system does not say why"));
  }
}

} // namespace
