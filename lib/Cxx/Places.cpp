#include "Cxx/Places.h"

#include "Cxx/Files.h"

#include <clang/Lex/Lexer.h>

#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Path.h>

namespace nostall::cxx {
namespace {

using clang::SourceLocation;

/// Whether a macro's argument wrote the token; one that pasting made was written nowhere.
bool writtenInArgument(const clang::SourceManager& sources, SourceLocation location) {
  return sources.isMacroArgExpansion(location) &&
         !sources.isWrittenInScratchSpace(sources.getImmediateSpellingLoc(location));
}

/// The first place in a file that stands for `location`; sets `macro` when a macro's definition wrote it.
SourceLocation fileBegin(const clang::SourceManager& sources, SourceLocation location, bool& macro) {
  while (location.isMacroID()) {
    if (writtenInArgument(sources, location)) {
      location = sources.getImmediateSpellingLoc(location);
    } else {
      macro = true;
      location = sources.getImmediateExpansionRange(location).getBegin();
    }
  }
  return location;
}

/// The place in a file just behind the token at `location`.
SourceLocation fileEnd(const clang::SourceManager& sources, const clang::LangOptions& language,
                       SourceLocation location) {
  bool token = true;
  while (location.isMacroID()) {
    if (writtenInArgument(sources, location)) {
      location = sources.getImmediateSpellingLoc(location);
    } else {
      clang::CharSourceRange expansion = sources.getImmediateExpansionRange(location);
      location = expansion.getEnd();
      token = expansion.isTokenRange();
    }
  }
  if (!token || location.isInvalid()) return location;
  return location.getLocWithOffset(
      static_cast<int>(clang::Lexer::MeasureTokenLength(location, sources, language)));
}

facts::Position position(const clang::SourceManager& sources, clang::FileID file, unsigned offset) {
  return {sources.getLineNumber(file, offset), sources.getColumnNumber(file, offset)};
}

} // namespace

std::string foldText(llvm::StringRef text, std::size_t limit) {
  std::string folded;
  bool blank = false;
  for (char character : text) {
    if (llvm::isSpace(character)) {
      blank = !folded.empty();
      continue;
    }
    if (blank) folded += ' ';
    blank = false;
    folded += character;
    if (folded.size() > limit) break;
  }
  if (folded.size() <= limit) return folded;
  std::size_t cut = limit > 3 ? limit - 3 : 0;
  while (cut > 0 && (static_cast<unsigned char>(folded[cut]) & 0xC0) == 0x80)
    --cut;
  folded.resize(cut);
  return folded + "...";
}

Places::Places(const clang::ASTContext& context, std::string mainFile)
    : sources(context.getSourceManager()), language(context.getLangOpts()), mainFile(std::move(mainFile)) {}

Stretch Places::stretch(clang::SourceRange range) const {
  Stretch result;
  if (range.getBegin().isInvalid()) return result;
  SourceLocation begin = fileBegin(sources, range.getBegin(), result.macro);
  SourceLocation end =
      fileEnd(sources, language, range.getEnd().isValid() ? range.getEnd() : range.getBegin());
  auto [file, from] = sources.getDecomposedLoc(begin);
  auto [endFile, to] = sources.getDecomposedLoc(end);
  if (file.isInvalid() || !sources.getFileEntryRefForID(file)) return result;
  if (endFile != file || to < from || range.getBegin() == range.getEnd())
    to = from + clang::Lexer::MeasureTokenLength(begin, sources, language);
  result.file = file;
  result.begin = position(sources, file, from);
  result.end = position(sources, file, to);
  result.offset = from;
  result.length = to - from;
  return result;
}

std::string Places::text(clang::SourceRange range, std::size_t limit) const {
  if (range.isInvalid()) return {};
  Stretch place = stretch(range);
  if (place.file.isInvalid()) return {};
  bool invalid = false;
  llvm::StringRef buffer = sources.getBufferData(place.file, &invalid);
  return invalid ? std::string() : foldText(buffer.substr(place.offset, place.length), limit);
}

clang::FileID Places::file(SourceLocation location) const {
  bool macro = false;
  return sources.getFileID(fileBegin(sources, location, macro));
}

bool Places::inSystemHeader(SourceLocation location) const {
  return location.isInvalid() || sources.isInSystemHeader(sources.getExpansionLoc(location));
}

const std::string& Places::path(clang::FileID file) {
  if (file.isInvalid()) return nowhere;
  auto [entry, inserted] = paths.try_emplace(file);
  if (inserted)
    if (auto ref = sources.getFileEntryRefForID(file)) entry->second = absolutePath(sources, *ref);
  return entry->second;
}

const std::string& Places::owner(clang::FileID file) {
  return file == sources.getMainFileID() ? mainFile : path(file);
}

const std::string& Places::header(clang::FileID file) {
  if (file.isInvalid()) return nowhere;
  auto found = headers.find(file);
  if (found == headers.end()) found = headers.try_emplace(file, includedAs(file)).first;
  return found->second;
}

std::string Places::includedAs(clang::FileID file) {
  auto ref = sources.getFileEntryRefForID(file);
  if (!ref) return {};
  std::string name = std::string(llvm::sys::path::filename(ref->getName()));
  SourceLocation directive = sources.getIncludeLoc(file);
  if (directive.isInvalid() || directive.isMacroID()) return name;

  auto [includer, offset] = sources.getDecomposedLoc(directive);
  bool invalid = false;
  llvm::StringRef text = sources.getBufferData(includer, &invalid).substr(offset);
  if (invalid || text.empty() || (text.front() != '<' && text.front() != '"')) return name;
  bool quoted = text.front() == '"';
  llvm::StringRef spelled = text.drop_front().take_until(
      [quoted](char character) { return character == (quoted ? '"' : '>') || character == '\n'; });

  llvm::SmallString<256> result(spelled);
  auto includerRef = sources.getFileEntryRefForID(includer);
  if (quoted && includerRef && includer != sources.getMainFileID()) {
    llvm::SmallString<256> beside(llvm::sys::path::parent_path(includerRef->getName()));
    llvm::sys::path::append(beside, spelled);
    if (beside == ref->getName()) {
      result = llvm::sys::path::parent_path(header(includer));
      llvm::sys::path::append(result, spelled);
    }
  }
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  llvm::StringRef normal = result;
  while (normal.consume_front("../"))
    ;
  return llvm::sys::path::is_absolute(normal) || normal.empty() ? name : std::string(normal);
}

} // namespace nostall::cxx
