// JSON, one object a line: the findings in their order, then the run. For programs that read as they go.

#include "Report/Json.h"

namespace nostall::report {
namespace {

void write(const Report& report, const Style&, llvm::raw_ostream& out) {
  auto line = [&](llvm::StringRef type, llvm::function_ref<void(llvm::json::OStream&)> members) {
    llvm::json::OStream json(out);
    json.object([&] {
      json.attribute("type", type);
      members(json);
    });
    json.flush();
    out << '\n';
  };
  for (const Finding& finding : report.verdict.findings)
    line("finding", [&](llvm::json::OStream& json) { writeFinding(json, finding, report.root); });
  line("summary", [&](llvm::json::OStream& json) {
    json.attribute("version", JsonVersion);
    writeRun(json, report);
  });
}

const RegisterReporter registration("jsonl", "JSON, one finding a line, then one line for the run", write);

} // namespace
} // namespace nostall::report
