#include "Driver/UnitKey.h"

#include "Support/Files.h"

#include <llvm/Config/llvm-config.h>

#include <cstdlib>

namespace nostall::driver {

std::string unitKey(const Request& request, const std::string& tool) {
  Request unlimited = request;
  unlimited.memory = 0;
  std::vector<std::string> parts = toParts(unlimited);
  parts.push_back(tool);
  // Clang adds these to the include path.
  for (const char* variable : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"}) {
    const char* value = std::getenv(variable);
    parts.push_back(value ? value : "");
  }
  return facts::hashBytes(pack(parts));
}

std::string toolIdentity(const std::string& workerProgram, facts::FileHashes& files) {
  // Versions are for releases; whoever builds nostall changes what it extracts without changing its version.
  std::string content;
  if (!workerProgram.empty()) content = files.hash(workerProgram);
  return pack({NOSTALL_VERSION, std::to_string(facts::FormatVersion), LLVM_VERSION_STRING, content});
}

} // namespace nostall::driver
