// The JSON schema of `.nostall.yaml`, for editors: docs/schema/config.schema.json, which a test keeps up to
// date.
#pragma once

#include <string>

namespace nostall::policy {

std::string configSchema();

} // namespace nostall::policy
