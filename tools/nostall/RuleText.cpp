#include "RuleText.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

#include <fmt/format.h>

#include <set>

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

namespace {

/// The members of a class that a pattern names, in the words of C++.
void addMembers(const rules::CallPattern& pattern, const std::string& name, std::vector<std::string>& names) {
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

/// The same in the words of Python.
void addPythonMembers(const rules::CallPattern& pattern, const std::string& name,
                      std::vector<std::string>& names) {
  for (const rules::Glob& method : pattern.methods)
    names.push_back(name + "." + method.pattern);
  for (const rules::Glob& attribute : pattern.attributes)
    names.push_back(name + "." + attribute.pattern);
  if (pattern.constructor) names.push_back(name);
  for (const std::string& symbol : pattern.operators)
    names.push_back(name + symbol);
  if (pattern.iteration) names.push_back("iteration over " + name);
  if (pattern.enter) names.push_back("entering " + name);
  if (pattern.exit) names.push_back("leaving " + name);
}

} // namespace

std::vector<std::string> callNames(const rules::Library& library, const rules::Rule& rule) {
  const bool python = library.language == rules::Language::Python;
  std::vector<std::string> names;
  for (const rules::CallPattern& pattern : rule.calls) {
    for (const rules::Glob& function : pattern.functions)
      names.push_back(function.pattern);
    for (const rules::Glob& type : pattern.classes)
      (python ? addPythonMembers : addMembers)(pattern, type.pattern, names);
    for (const rules::Glob& reference : pattern.references)
      names.push_back(reference.pattern);
    for (const rules::Glob& decorator : pattern.decorators)
      names.push_back("@" + decorator.pattern);
  }
  // Patterns that differ in their conditions name the same calls.
  std::set<std::string> seen;
  llvm::erase_if(names, [&](const std::string& name) { return !seen.insert(name).second; });
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
