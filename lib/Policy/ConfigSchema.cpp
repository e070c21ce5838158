#include "Policy/ConfigSchema.h"

#include "Policy/ConfigTable.h"

#include <llvm/Support/FormatVariadic.h>

namespace nostall::policy {

std::string configSchema() {
  return llvm::formatv("{0:2}\n", yaml::schemaDocument(configTable(), "The configuration of nostall")).str();
}

} // namespace nostall::policy
