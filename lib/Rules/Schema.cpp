#include "Rules/Schema.h"

#include "Rules/Tables.h"

#include <llvm/Support/FormatVariadic.h>

namespace nostall::rules {

std::string librarySchema() {
  return llvm::formatv("{0:2}\n", yaml::schemaDocument(libraryTable(), "A library of the nostall catalogue"))
      .str();
}

std::string frameworkSchema() {
  return llvm::formatv("{0:2}\n",
                       yaml::schemaDocument(frameworkTable(), "A framework of the nostall catalogue"))
      .str();
}

} // namespace nostall::rules
