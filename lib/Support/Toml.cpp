// The parser is toml++, without exceptions. It keeps the keys of a table sorted; here they are in the order
// of the file again.
#include "Support/Toml.h"

#include <llvm/ADT/STLExtras.h>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

#include <sstream>
#include <tuple>

namespace nostall::toml {
namespace {

constexpr std::size_t MaxBytes = 4 << 20;

yaml::Place placeOf(const ::toml::source_region& region) { return {region.begin.line, region.begin.column}; }

/// The parser bounds how deep values nest.
yaml::Node convert(const ::toml::node& value) {
  yaml::Node node;
  node.place = placeOf(value.source());
  if (const ::toml::table* table = value.as_table()) {
    node.kind = yaml::Node::Kind::Mapping;
    for (const auto& [key, item] : *table)
      node.entries.push_back({std::string(key.str()), placeOf(key.source()), convert(item)});
    llvm::sort(node.entries, [](const yaml::Entry& a, const yaml::Entry& b) {
      return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
    });
  } else if (const ::toml::array* array = value.as_array()) {
    node.kind = yaml::Node::Kind::Sequence;
    for (const ::toml::node& item : *array)
      node.items.push_back(convert(item));
  } else {
    node.kind = yaml::Node::Kind::Scalar;
    if (const auto* text = value.as_string()) {
      node.text = text->get();
      node.quoted = true;
    } else {
      std::ostringstream out;
      value.visit([&](const auto& plain) { out << plain; });
      node.text = out.str();
    }
  }
  return node;
}

} // namespace

std::optional<yaml::Node> parse(std::string_view text, llvm::ArrayRef<std::string_view> path,
                                const std::string& file, std::vector<Problem>& problems) {
  if (text.size() > MaxBytes) {
    problems.push_back({file, 0, 0, "too large for a file of settings"});
    return std::nullopt;
  }
  const ::toml::parse_result parsed = ::toml::parse(text);
  if (!parsed) {
    const ::toml::parse_error& error = parsed.error();
    const yaml::Place place = placeOf(error.source());
    problems.push_back({file, place.line, place.column, std::string(error.description())});
    return std::nullopt;
  }
  const ::toml::node* node = &parsed.table();
  for (std::string_view key : path) {
    const ::toml::table* table = node->as_table();
    node = table ? table->get(key) : nullptr;
    if (!node) return yaml::Node{};
  }
  return convert(*node);
}

} // namespace nostall::toml
