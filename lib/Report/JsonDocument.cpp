// One JSON document: the run, its findings, and what was silenced.

#include "Report/Json.h"

namespace nostall::report {
namespace {

void write(const Report& report, const Style&, llvm::raw_ostream& out) {
  llvm::json::OStream json(out, 2);
  json.object([&] {
    json.attribute("version", JsonVersion);
    writeRun(json, report);
    json.attributeArray("findings", [&] {
      for (const Finding& finding : report.verdict.findings)
        json.object([&] { writeFinding(json, finding, report.root); });
    });
    json.attributeArray("suppressed", [&] {
      for (const policy::Suppressed& suppressed : report.verdict.suppressed)
        json.object([&] {
          writeFinding(json, suppressed.finding, report.root);
          json.attribute("reason", jsonText(suppressed.reason));
        });
    });
  });
  json.flush();
  out << '\n';
}

const RegisterReporter registration("json", "one JSON document with paths, suggestions and counts", write);

} // namespace
} // namespace nostall::report
