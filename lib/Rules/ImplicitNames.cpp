#include "Rules/ImplicitNames.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace nostall::rules {
namespace {

constexpr std::string_view CxxIteration[] = {"begin", "operator++"};
constexpr std::string_view PythonIteration[] = {"__iter__", "__next__", "__aiter__", "__anext__"};

/// Empty when the language has no such function.
std::string operatorName(const std::string& spelling, Language language) {
  if (language == Language::Python)
    return spelling == "[]" ? "__getitem__" : spelling == "()" ? "__call__" : "";
  return "operator" + (llvm::isAlpha(spelling[0]) ? " " + spelling : spelling);
}

} // namespace

llvm::ArrayRef<std::string_view> iterationNames(Language language) {
  return language == Language::Python ? llvm::ArrayRef(PythonIteration) : llvm::ArrayRef(CxxIteration);
}

bool isIteration(std::string_view last) {
  return llvm::is_contained(CxxIteration, last) || llvm::is_contained(PythonIteration, last);
}

bool isSpecial(std::string_view last) { return last.starts_with("__") && last.ends_with("__"); }

std::vector<std::string> operatorNames(const CallPattern& pattern, Language language) {
  std::vector<std::string> names;
  for (const std::string& spelling : pattern.operators)
    if (std::string name = operatorName(spelling, language); !name.empty()) names.push_back(std::move(name));
  return names;
}

} // namespace nostall::rules
