// Reporters: one diagnostic model (Verdict), one file per output format. A reporter registers itself where it
// is defined.
#pragma once

#include "Link/Link.h"
#include "Policy/Policy.h"
#include "Rules/Catalogue.h"

#include <llvm/Support/raw_ostream.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace nostall::report {

/// A unit that was not analysed in full.
struct UnitProblem {
  std::string unit;
  std::string status; ///< `recovered`, `failed`, `crashed`, `timed out`, `out of memory`
  std::string message;
  std::string reproduce; ///< command line; empty when there is nothing to reproduce
};
/// `crashed: signal 11`: the status, and the message if there is one.
std::string problemText(const UnitProblem& problem);

/// What a suggestion says that the message, which ends with the begin of one, does not:
/// `it needs an asynchronous client; if the session is asynchronous`. Empty when that is nothing.
std::string furtherAdvice(const Finding& finding);

/// How many units there are of a language.
struct LanguageUnits {
  std::size_t units = 0;
  std::size_t analysed = 0;
  std::size_t fromCache = 0;
};

/// Everything that a report can speak of.
struct Report {
  policy::Verdict verdict;
  LinkCounts counts;
  std::size_t units = 0;    ///< units asked for
  std::size_t analysed = 0; ///< of these, with facts (fresh or from the cache)
  std::size_t fromCache = 0;
  std::map<facts::Language, LanguageUnits> languages; ///< the same for each language that has units
  std::vector<UnitProblem> problems;                  ///< sorted by unit
  std::vector<std::string> notes; ///< on the run: database taken, arguments dropped, and the like
  std::string root;               ///< paths are shown relative to it
  std::string version;            ///< of the tool
  bool interrupted = false;
  const rules::Catalogue* catalogue = nullptr;
};

struct Style {
  bool color = false;
  bool unicode = true;
  bool links = false; ///< OSC 8
  unsigned width = 100;
};

using Reporter = std::function<void(const Report&, const Style&, llvm::raw_ostream&)>;

/// Registers a reporter under a name; define one static object of this type in the reporter's file.
struct RegisterReporter {
  RegisterReporter(std::string name, std::string description, Reporter reporter);
};

struct ReporterEntry {
  std::string description;
  Reporter reporter;
};
/// By name: `full`, `concise`, `json`, …
const std::map<std::string, ReporterEntry>& reporters();

/// The one-line summary that ends every run, and the next command to type; goes to stderr.
std::string summary(const Report& report, const Style& style);

} // namespace nostall::report
