// Configuration and catalogue, loaded once and again when one of their files changes. Thread-safe.
#pragma once

#include "Policy/Settings.h"

#include <memory>

namespace nostall::host {

/// The configuration named, or the nearest one to the request's folder.
std::shared_ptr<const policy::Settings> settingsFor(policy::SettingsRequest request);

} // namespace nostall::host
