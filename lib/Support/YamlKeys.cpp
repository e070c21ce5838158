#include "Support/YamlKeys.h"

namespace nostall::yaml {

llvm::json::Object SchemaBuilder::refer(std::string_view name,
                                        const std::function<llvm::json::Object()>& make) {
  std::string key(name);
  if (!definitions.get(key)) {
    definitions[key] = nullptr; // taken, so that a definition may refer to itself
    definitions[key] = make();
  }
  return llvm::json::Object{{"$ref", "#/$defs/" + key}};
}

llvm::json::Object textSchema() {
  // Unquoted numbers and booleans are taken as they are written.
  return llvm::json::Object{{"type", llvm::json::Array{"string", "number", "boolean"}}};
}

llvm::json::Object wordsSchema(llvm::ArrayRef<std::string_view> words) {
  llvm::json::Array values;
  for (std::string_view word : words)
    values.push_back(std::string(word));
  return llvm::json::Object{{"enum", std::move(values)}};
}

llvm::json::Object listOrOneSchema(llvm::json::Object item) {
  llvm::json::Object list{{"type", "array"}, {"items", llvm::json::Object(item)}};
  return anyOfSchema({std::move(item), std::move(list)});
}

llvm::json::Object anyOfSchema(std::vector<llvm::json::Object> schemas) {
  llvm::json::Array any;
  for (llvm::json::Object& schema : schemas)
    any.push_back(std::move(schema));
  return llvm::json::Object{{"anyOf", std::move(any)}};
}

} // namespace nostall::yaml
