// Configuration and catalogue, loaded once and again when one of their files changes. Thread-safe.
#pragma once

#include "Policy/Settings.h"
#include "Rules/Match.h"

#include <memory>

namespace nostall::host {

/// Settings and what link asks of them, which takes as long to make as the rest of a small link.
struct Prepared {
  explicit Prepared(policy::Settings loaded) : settings(std::move(loaded)), matcher(settings.catalogue) {}

  const policy::Settings settings;
  const rules::Matcher matcher;
};

/// The configuration named, or the nearest one to the request's folder.
std::shared_ptr<const Prepared> settingsFor(policy::SettingsRequest request);

} // namespace nostall::host
