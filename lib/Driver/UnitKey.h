// The key under which a unit's facts are stored: everything that decides them except the content of files,
// which the store compares by itself.
#pragma once

#include "Driver/Wire.h"
#include "Facts/Store.h"

#include <string>

namespace nostall::driver {

/// `tool` stands for the program that analyses: facts of another build of it are not ours.
std::string unitKey(const Request& request, const std::string& tool);

/// What `tool` is for this worker program; in process when it is empty.
std::string toolIdentity(const std::string& workerProgram, facts::FileHashes& files);

} // namespace nostall::driver
