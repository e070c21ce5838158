// The texts that an editor has open: they stand in place of what is on disk.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace nostall::editor {

/// By absolute path. Texts are never changed, only replaced, so that a copy of the map is a moment of them.
using Buffers = std::map<std::string, std::shared_ptr<const std::string>, std::less<>>;

/// Whether to give up what is being done, because nobody waits for it any more.
using Stop = std::function<bool()>;

} // namespace nostall::editor
