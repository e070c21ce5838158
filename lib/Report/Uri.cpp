#include "Report/Uri.h"

#include <llvm/ADT/StringExtras.h>

#include <fmt/format.h>

namespace nostall::report {

std::string uriPath(llvm::StringRef path) {
  std::string uri;
  for (char c : path) {
    if (llvm::isAlnum(c) || llvm::StringRef("/-._~").contains(c))
      uri += c;
    else
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

} // namespace nostall::report
