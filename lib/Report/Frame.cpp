// A frame is a list of sections (one file each), a section a list of rows (one line of source each), a row a
// line with its marks. The rows of a section follow the path, which may go backwards in a file.
//
//    ╭─[ src/server.cpp:12:11 ]
// 10 │ task<void> handle(Request request) {
//    │            ────── coroutine
//    ┆
// 12 │   archive.write(request);
//    │           ^^^^^ called here
//    ├─[ src/archive.cpp:31:5 ]
// 31 │   PQexec(connection, sql);
//    │   ────── blocks: waits for the server's answer
//    ╰─

#include "Report/Frame.h"

#include "Report/Text.h"

#include <algorithm>
#include <optional>

namespace nostall::report {
namespace {

struct Row {
  std::uint32_t line = 0;
  std::optional<llvm::StringRef> text; ///< none: cannot be shown
  std::vector<const Mark*> marks;
};

struct Section {
  const Mark* head = nullptr; ///< the mark whose place stands in the section's title
  std::vector<Row> rows;
};

std::vector<Section> sectionsOf(const std::vector<Mark>& marks, Sources& sources) {
  std::vector<Section> sections;
  for (const Mark& mark : marks) {
    const std::optional<llvm::StringRef> text = sources.line(mark.place);
    const bool sameFile = !sections.empty() && sections.back().head->place.file == mark.place.file;
    if (!sameFile || !text || !sections.back().rows.back().text) sections.push_back({&mark, {}});
    Section& section = sections.back();
    if (mark.primary) section.head = &mark;
    if (section.rows.empty() || section.rows.back().line != mark.place.line)
      section.rows.push_back({mark.place.line, text, {}});
    section.rows.back().marks.push_back(&mark);
  }
  return sections;
}

/// Columns of a line that a mark covers, in what is shown of the line.
struct Span {
  const Mark* mark;
  unsigned first;
  unsigned last; ///< exclusive
};

/// The stretch of a line that is shown.
struct Window {
  unsigned first = 0;
  unsigned last = 0;
};

class Drawing {
public:
  Drawing(const std::string& root, Sources& sources, const Style& style, unsigned gutter,
          llvm::raw_ostream& out)
      : root(root), sources(sources), style(style), gutter(gutter), out(out) {}

  void draw(const std::vector<Section>& sections) {
    for (const Section& section : sections) {
      title(section, &section == &sections.front());
      const Row* previous = nullptr;
      for (const Row& row : section.rows) {
        if (previous) gap(section.head->place.file, previous->line, row.line);
        draw(row);
        previous = &row;
      }
    }
    out << std::string(gutter, ' ') << ' ' << frame(style.unicode ? "╰─" : "`-") << '\n';
  }

private:
  std::string frame(const char* text) const { return paint(style, Ink::Frame, text); }

  void title(const Section& section, bool isFirst) {
    const char* corner = style.unicode ? (isFirst ? "╭─[ " : "├─[ ") : (isFirst ? ",-[ " : "|-[ ");
    const Location& place = section.head->place;
    out << std::string(gutter, ' ') << ' ' << frame(corner)
        << link(style, fileAddress(place.file), printable(shownPlace(place, root), style.unicode))
        << frame(" ]") << '\n';
  }

  /// What lies between two rows: nothing, the one line that does, or a break.
  void gap(const std::string& file, std::uint32_t before, std::uint32_t after) {
    if (after == before + 1) return;
    if (after == before + 2)
      if (std::optional<llvm::StringRef> text = sources.line(file, before + 1)) {
        const Layout layout(*text, style.unicode);
        sourceLine(before + 1, layout, window(layout, {}));
        return;
      }
    out << std::string(gutter, ' ') << ' ' << frame(style.unicode ? "┆" : ":") << '\n';
  }

  void draw(const Row& row) {
    if (!row.text) {
      for (const Mark* mark : row.marks)
        bar() << paint(style, mark->ink, printable(mark->subject + mark->label, style.unicode))
              << " (its source cannot be shown)\n";
      return;
    }
    const Layout layout(*row.text, style.unicode);
    std::vector<Span> spans;
    for (const Mark* mark : row.marks) {
      const bool ends = mark->place.endLine == row.line;
      const unsigned first = layout.columnOf(mark->place.column - 1);
      const unsigned last = ends && mark->place.endColumn > mark->place.column
                                ? layout.columnOf(mark->place.endColumn - 1)
                                : (mark->place.endLine > row.line ? layout.width() : first + 1);
      spans.push_back({mark, first, std::max(last, first + 1)});
    }
    const Window shown = window(layout, spans);
    const unsigned shift = sourceLine(row.line, layout, shown);
    for (Span& span : spans) {
      span.first = std::clamp(span.first, shown.first, shown.last) - shown.first + shift;
      span.last =
          std::max(std::clamp(span.last, shown.first, shown.last) - shown.first + shift, span.first + 1);
    }
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
      return std::pair(a.first, a.mark) < std::pair(b.first, b.mark); // marks of a frame lie in its order
    });
    underline(spans);
  }

  /// All of a line that fits, else what is around its primary or first mark.
  Window window(const Layout& layout, const std::vector<Span>& spans) const {
    const unsigned room = std::max(style.width, gutter + 43) - gutter - 3;
    if (layout.width() <= room) return {0, layout.width()};
    unsigned first = 0;
    if (!spans.empty()) {
      auto primary = std::find_if(spans.begin(), spans.end(), [](const Span& s) { return s.mark->primary; });
      const Span& centre = primary == spans.end() ? spans.front() : *primary;
      if (centre.last + 10 > room) first = centre.first > room / 3 ? centre.first - room / 3 : 0;
    }
    // Room for the signs that something was cut.
    return {first, std::min(layout.width(), first + room - 2 * cutWidth())};
  }

  std::string cut() const { return style.unicode ? "…" : "..."; }
  unsigned cutWidth() const { return style.unicode ? 1 : 3; }

  /// Prints the line; returns how many columns stand before its first shown one.
  unsigned sourceLine(std::uint32_t line, const Layout& layout, Window shown) {
    const std::string number = std::to_string(line);
    out << paint(style, Ink::Frame,
                 std::string(gutter - std::min<std::size_t>(gutter, number.size()), ' ') + number)
        << ' ' << frame(style.unicode ? "│" : "|");
    std::string text;
    if (shown.first > 0) text += cut();
    text += layout.slice(shown.first, shown.last);
    if (shown.last < layout.width()) text += cut();
    while (!text.empty() && text.back() == ' ')
      text.pop_back();
    if (!text.empty()) out << ' ' << text;
    out << '\n';
    return shown.first > 0 ? cutWidth() : 0;
  }

  llvm::raw_ostream& bar() {
    return out << std::string(gutter, ' ') << ' ' << frame(style.unicode ? "│" : "|") << ' ';
  }

  /// The marks, the label of the last one beside it, and those of the others below, from right to left.
  void underline(const std::vector<Span>& spans) {
    std::vector<const Mark*> covered(spans.back().last, nullptr);
    for (bool primary : {false, true})
      for (const Span& span : spans) {
        if (span.mark->primary != primary) continue;
        if (covered.size() < span.last) covered.resize(span.last, nullptr);
        std::fill(covered.begin() + span.first, covered.begin() + span.last, span.mark);
      }
    bar();
    for (std::size_t at = 0; at < covered.size();) {
      const Mark* mark = covered[at];
      std::string run;
      for (; at < covered.size() && covered[at] == mark; ++at)
        run += !mark ? " " : mark->primary ? "^" : style.unicode ? "─" : "-";
      out << (mark ? paint(style, mark->ink, run) : run);
    }
    const bool beside = spans.back().last == covered.size();
    if (beside) label(" ", *spans.back().mark);
    out << '\n';
    for (std::size_t left = spans.size() - (beside ? 1 : 0); left-- > 0;)
      below(spans, left);
  }

  void label(const char* before, const Mark& mark) {
    if (!mark.label.empty()) out << before << paint(style, mark.ink, printable(mark.label, style.unicode));
  }

  /// The label of span number `which`, with the lines that lead on to those left of it.
  void below(const std::vector<Span>& spans, std::size_t which) {
    if (spans[which].mark->label.empty()) return;
    bar();
    unsigned column = 0;
    for (std::size_t other = 0; other < which; ++other) {
      const Span& span = spans[other];
      if (span.first < column || span.first == spans[which].first || span.mark->label.empty()) continue;
      out << std::string(span.first - column, ' ') << paint(style, span.mark->ink, style.unicode ? "│" : "|");
      column = span.first + 1;
    }
    out << std::string(spans[which].first - column, ' ')
        << paint(style, spans[which].mark->ink, style.unicode ? "╰" : "`");
    label(" ", *spans[which].mark);
    out << '\n';
  }

  const std::string& root;
  Sources& sources;
  const Style& style;
  unsigned gutter;
  llvm::raw_ostream& out;
};

} // namespace

unsigned drawFrame(const std::vector<Mark>& marks, const std::string& root, Sources& sources,
                   const Style& style, llvm::raw_ostream& out) {
  std::uint32_t last = 0;
  for (const Mark& mark : marks)
    last = std::max(last, mark.place.line);
  const unsigned gutter = std::to_string(last).size();
  Drawing(root, sources, style, gutter, out).draw(sectionsOf(marks, sources));
  return gutter;
}

} // namespace nostall::report
