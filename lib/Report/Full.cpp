// The full form, for people at a terminal: the message, the path from the async context to the blocking call
// as one frame of source excerpts, then what is known besides, what to write instead, and how to keep the
// call.

#include "Report/Frame.h"
#include "Report/Report.h"
#include "Report/Text.h"

#include <fmt/format.h>

#include <algorithm>

namespace nostall::report {
namespace {

bool samePlace(const Location& a, const Location& b) {
  return a.file == b.file && a.line == b.line && a.column == b.column;
}

std::vector<Mark> marksOf(const Finding& finding) {
  std::vector<Mark> marks;
  const Ink ink = inkOf(finding.severity);
  bool hasPrimary = false;
  for (const PathStep& step : finding.path) {
    const bool primary =
        !hasPrimary && step.kind != StepKind::Context && samePlace(step.location, finding.location);
    hasPrimary |= primary;
    const bool important = primary || step.kind == StepKind::Blocking;
    marks.push_back(
        {step.location, step.label, primary, important ? ink : Ink::Secondary, "`" + step.function + "`: "});
  }
  if (!hasPrimary) marks.insert(marks.begin(), Mark{finding.location, "", true, ink, ""});
  for (const Note& note : finding.notes)
    if (!note.location.file.empty())
      marks.push_back({note.location, "note: " + note.text, false, Ink::Note, ""});
  return marks;
}

/// What a comment starts with.
std::string_view commentSign(llvm::StringRef file) {
  return file.ends_with(".py") || file.ends_with(".pyi") ? "#" : "//";
}

class Footer {
public:
  Footer(const Style& style, unsigned gutter, llvm::raw_ostream& out)
      : style(style), gutter(gutter), out(out) {}

  /// `= title: prose`, broken at the style's width.
  void prose(const std::string& title, Ink ink, const std::string& text) {
    write(std::string(gutter + 1, ' ') + paint(style, Ink::Frame, "=") + " ", title, ink, text);
  }

  /// The same without the sign: what belongs to the prose above.
  void detail(const std::string& title, const std::string& text) {
    write(std::string(gutter + 3, ' '), title, Ink::Plain, text);
  }

  /// Code, never broken.
  void code(llvm::StringRef text) {
    llvm::SmallVector<llvm::StringRef> lines;
    text.rtrim('\n').split(lines, '\n');
    for (llvm::StringRef line : lines) {
      const Layout layout(line, style.unicode);
      out << std::string(gutter + 7, ' ') << paint(style, Ink::Code, layout.slice(0, layout.width())) << '\n';
    }
  }

  void address(const std::string& url) {
    out << std::string(gutter + 3, ' ') << "see: " << link(style, url, printable(url, style.unicode)) << '\n';
  }

private:
  void write(const std::string& lead, const std::string& title, Ink ink, const std::string& text) {
    const unsigned indent = gutter + 3 + title.size() + 2;
    const unsigned room = style.width > indent + 30 ? style.width - indent : 30;
    out << lead << paint(style, ink, printable(title, style.unicode)) << ": ";
    bool isFirst = true;
    for (const std::string& line : wrap(printable(text, style.unicode), room)) {
      if (!isFirst) out << std::string(indent, ' ');
      out << line << '\n';
      isFirst = false;
    }
  }

  const Style& style;
  unsigned gutter;
  llvm::raw_ostream& out;
};

std::string promise(const Suggestion& suggestion) {
  std::string text = "instead";
  if (suggestion.fixClass.empty() && suggestion.exactness.empty()) return text;
  const char* comma = suggestion.fixClass.empty() || suggestion.exactness.empty() ? "" : ", ";
  return text + " (" + suggestion.fixClass + comma + suggestion.exactness + ")";
}

void print(const Suggestion& suggestion, Footer& footer) {
  footer.prose(promise(suggestion), Ink::Code, suggestion.advice);
  if (!suggestion.text.empty()) footer.code(suggestion.text);
  if (!suggestion.condition.empty()) footer.detail("if", suggestion.condition);
  if (!suggestion.url.empty()) footer.address(suggestion.url);
}

/// Whether the finding is about code, and not about a comment: only the former can be silenced.
bool canBeAllowed(const Finding& finding) { return !finding.path.empty(); }

void print(const Finding& finding, const Report& report, Sources& sources, const Style& style,
           llvm::raw_ostream& out) {
  const Ink ink = inkOf(finding.severity);
  out << paint(style, ink,
               fmt::format("{}[{}]", name(finding.severity), printable(finding.check, style.unicode)))
      << paint(style, Ink::Bold, ": " + printable(finding.message, style.unicode)) << '\n';
  const unsigned gutter = drawFrame(marksOf(finding), report.root, sources, style, out);

  Footer footer(style, gutter, out);
  for (const Note& note : finding.notes)
    if (note.location.file.empty()) footer.prose("note", Ink::Note, note.text);
  if (finding.context == ContextState::Unsure)
    footer.prose("note", Ink::Note, "whether this code runs on an event loop is not known");
  if (finding.confidence == Confidence::Likely)
    footer.prose("note", Ink::Note,
                 "likely: a step of the path depends on the object or callable at run time");
  if (finding.confidence == Confidence::Possible)
    footer.prose("note", Ink::Note, "possible: a step of the path is one of several, or guessed");
  for (const Suggestion& suggestion : finding.suggestions)
    print(suggestion, footer);
  if (canBeAllowed(finding))
    footer.prose("keep", Ink::Bold,
                 fmt::format("`{} nostall: allow({}) reason` on the line of one of the marks",
                             commentSign(finding.location.file),
                             finding.rule.empty() ? finding.check : finding.rule));
  out << '\n';
}

void write(const Report& report, const Style& style, llvm::raw_ostream& out) {
  Sources sources;
  for (const Finding& finding : report.verdict.findings)
    print(finding, report, sources, style, out);
}

const RegisterReporter registration("full", "source excerpts with the path to each blocking call", write);

} // namespace
} // namespace nostall::report
