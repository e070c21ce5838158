#include "RuleText.h"

#include <llvm/ADT/StringRef.h>

#include <fmt/format.h>

namespace nostall::cli {

std::string languageName(rules::Language language) {
  return language == rules::Language::Cxx ? "c++" : "python";
}

std::string engineName(rules::Engine engine) {
  switch (engine) {
  case rules::Engine::Network:
    return "network";
  case rules::Engine::EmbeddedDisk:
    return "embedded-disk";
  case rules::Engine::InMemory:
    return "in-memory";
  case rules::Engine::Wait:
    return "wait";
  }
  return {};
}

std::string fixName(rules::FixClass fix) { return fmt::format("F{}", static_cast<int>(fix) + 1); }

std::string exactnessName(rules::Exactness exactness) {
  switch (exactness) {
  case rules::Exactness::Exact:
    return "exact";
  case rules::Exactness::Conditional:
    return "conditional";
  case rules::Exactness::Advice:
    return "advice";
  }
  return {};
}

const std::string& whyText(const rules::Library& library, const rules::Rule& rule) {
  return rule.why.empty() ? library.why : rule.why;
}

std::vector<std::string> callNames(const rules::Rule& rule) {
  std::vector<std::string> names;
  for (const rules::CallPattern& pattern : rule.calls) {
    for (const rules::Glob& function : pattern.functions)
      names.push_back(function.pattern);
    for (const rules::Glob& type : pattern.classes) {
      const std::string& name = type.pattern;
      const std::string last = llvm::StringRef(name).rsplit("::").second.empty()
                                   ? name
                                   : llvm::StringRef(name).rsplit("::").second.str();
      for (const rules::Glob& method : pattern.methods)
        names.push_back(name + "::" + method.pattern);
      if (pattern.constructor) names.push_back(name + "::" + last);
      if (pattern.destructor) names.push_back(name + "::~" + last);
      for (const std::string& symbol : pattern.operators)
        names.push_back(name + "::operator" + symbol);
      if (pattern.iteration) names.push_back("iteration over " + name);
    }
    for (const rules::Glob& reference : pattern.references)
      names.push_back(reference.pattern);
  }
  return names;
}

std::string markdownCell(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

} // namespace nostall::cli
