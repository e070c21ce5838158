#include "Report/Source.h"

#include "Support/Files.h"

#include <llvm/ADT/StringExtras.h>

namespace nostall::report {

const Sources::File& Sources::open(const std::string& name) {
  auto [entry, isNew] = files.try_emplace(name);
  File& file = entry->second;
  if (!isNew) return file;
  llvm::Expected<std::string> text = support::readFile(name);
  if (!text) {
    // A report names the place whether or not its text can be shown.
    llvm::consumeError(text.takeError());
    return file;
  }
  file.text = std::move(*text);
  file.starts.push_back(0);
  for (std::size_t at = 0; at < file.text->size(); ++at) {
    const char c = (*file.text)[at];
    const bool crlf = c == '\r' && at + 1 < file.text->size() && (*file.text)[at + 1] == '\n';
    if (c == '\n' || (c == '\r' && !crlf)) file.starts.push_back(at + 1);
  }
  return file;
}

std::optional<llvm::StringRef> Sources::line(const std::string& name, std::uint32_t line) {
  const File& file = open(name);
  if (!file.text || line == 0 || line > file.starts.size()) return std::nullopt;
  const std::size_t begin = file.starts[line - 1];
  const std::size_t end = line < file.starts.size() ? file.starts[line] : file.text->size();
  return llvm::StringRef(*file.text).slice(begin, end).rtrim("\r\n");
}

std::optional<llvm::StringRef> Sources::line(const Location& place) {
  std::optional<llvm::StringRef> text = line(place.file, place.line);
  if (!text || place.column == 0 || place.column > text->size() + 1) return std::nullopt;
  return text;
}

const std::string* Sources::text(const std::string& name) {
  const File& file = open(name);
  return file.text ? &*file.text : nullptr;
}

std::string shownFile(const std::string& file, const std::string& root) {
  if (root.empty() || file == root || !support::isInside(file, root)) return file;
  return llvm::StringRef(file).drop_front(root.size()).ltrim('/').str();
}

std::string shownPlace(const Location& place, const std::string& root) {
  std::string text = shownFile(place.file, root);
  if (place.line != 0) text += ':' + std::to_string(place.line);
  if (place.line != 0 && place.column != 0) text += ':' + std::to_string(place.column);
  return text;
}

} // namespace nostall::report
