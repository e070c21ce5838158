// TOML with places: one table of a file as the tree that Yaml.h's readers take, so that settings may stand in
// either form.
#pragma once

#include "Support/Yaml.h"

namespace nostall::toml {

/// The table at the end of the dotted path of keys in the text; a Null node when there is none. What is wrong
/// is added to `problems`. std::nullopt: the text is no TOML.
std::optional<yaml::Node> parse(std::string_view text, llvm::ArrayRef<std::string_view> path,
                                const std::string& file, std::vector<Problem>& problems);

} // namespace nostall::toml
