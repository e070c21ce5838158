// How long the entries of a store are kept: see Store::prune.
#pragma once

#include <string>

namespace nostall::facts {

/// Notes that a run used the entry. Written at most once a day, so that a run with nothing changed hardly
/// writes at all.
void markUsed(const std::string& path);

} // namespace nostall::facts
