// Words for catalogue entries, shared by the subcommands that print them.
#pragma once

#include "Rules/Catalogue.h"

#include <string>
#include <vector>

namespace nostall::cli {

std::string languageName(rules::Language language);
std::string engineName(rules::Engine engine);
std::string fixName(rules::FixClass fix);
std::string exactnessName(rules::Exactness exactness);
/// Why it blocks: the rule's own sentence, or its library's.
const std::string& whyText(const rules::Library& library, const rules::Rule& rule);
/// The calls that a rule names, one string each and each once: `PQexec`, `pqxx::work::work`,
/// `leaving sqlite3.Connection`, …
std::vector<std::string> callNames(const rules::Library& library, const rules::Rule& rule);
/// Text that is safe inside a Markdown table cell.
std::string markdownCell(const std::string& text);

} // namespace nostall::cli
