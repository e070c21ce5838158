#include "Report/Fingerprint.h"

#include "Facts/Store.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringMap.h>

namespace nostall::report {
namespace {

/// The line without indentation, every stretch of blanks as one.
std::string normalised(llvm::StringRef line) {
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(line, words);
  return llvm::join(words, " ");
}

} // namespace

std::vector<std::string> fingerprints(const std::vector<Finding>& findings, const std::string& root,
                                      Sources& sources) {
  llvm::StringMap<std::size_t> seen;
  std::vector<std::string> result;
  for (const Finding& finding : findings) {
    const std::string line = normalised(sources.line(finding.location).value_or(""));
    const std::string file = shownFile(finding.location.file, root);
    std::string identity;
    for (llvm::StringRef part :
         {llvm::StringRef(finding.check), llvm::StringRef(finding.rule), llvm::StringRef(file),
          llvm::StringRef(finding.function), llvm::StringRef(finding.callee), llvm::StringRef(line)})
      identity += part.str() + '\0';
    identity += std::to_string(++seen[identity]);
    result.push_back(facts::hashBytes(identity));
  }
  return result;
}

} // namespace nostall::report
