// How lib/Cxx names files: one absolute name for each, whatever include path and working directory led there,
// so that units agree on which shard is about which file.
#pragma once

#include <clang/Basic/FileEntry.h>
#include <clang/Basic/SourceManager.h>

#include <string>

namespace nostall::cxx {

/// The absolute name of a file: its folder with links resolved, its own name as it was opened.
std::string absolutePath(const clang::SourceManager& sources, clang::FileEntryRef file);

} // namespace nostall::cxx
