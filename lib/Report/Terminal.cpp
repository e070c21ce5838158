#include "Report/Terminal.h"

#include "Report/Uri.h"

#include <llvm/ADT/STLExtras.h>

namespace nostall::report {
namespace {

const char* codeOf(Ink ink) {
  switch (ink) {
  case Ink::Plain:
    return "";
  case Ink::Bold:
    return "1";
  case Ink::Error:
    return "1;31";
  case Ink::Warning:
    return "1;33";
  case Ink::Note:
    return "1;36";
  case Ink::Frame:
    return "34";
  case Ink::Secondary:
    return "36";
  case Ink::Code:
    return "32";
  }
  return "";
}

} // namespace

Ink inkOf(Severity severity) {
  switch (severity) {
  case Severity::Note:
    return Ink::Note;
  case Severity::Warning:
    return Ink::Warning;
  case Severity::Error:
    return Ink::Error;
  }
  return Ink::Plain;
}

std::string paint(const Style& style, Ink ink, const std::string& text) {
  if (!style.color || ink == Ink::Plain || text.empty()) return text;
  return std::string("\x1b[") + codeOf(ink) + "m" + text + "\x1b[0m";
}

std::string link(const Style& style, const std::string& address, const std::string& text) {
  const bool safe = llvm::all_of(address, [](char c) { return c > ' ' && c < '\x7f'; });
  if (!style.links || !safe || address.empty()) return text;
  return "\x1b]8;;" + address + "\x1b\\" + text + "\x1b]8;;\x1b\\";
}

std::string fileAddress(const std::string& absolutePath) { return "file://" + uriPath(absolutePath); }

std::string checkAndRule(const Finding& finding) {
  if (finding.rule.empty() || finding.rule == finding.check) return finding.check;
  return finding.check + ": " + finding.rule;
}

} // namespace nostall::report
