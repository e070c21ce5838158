// Findings: what link concludes, what policy may silence, and what every reporter prints. Plain data with
// paths and texts resolved, so that nothing after link needs facts or a catalogue.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nostall {

/// A stretch of a source file. Lines and columns count from 1, columns in bytes; the end is exclusive.
struct Location {
  std::string file; ///< absolute
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t endLine = 0;
  std::uint32_t endColumn = 0;
  friend auto operator<=>(const Location&, const Location&) = default;
};

enum class Severity : std::uint8_t { Note, Warning, Error };

/// How sure the path is; the weakest step decides.
enum class Confidence : std::uint8_t {
  Possible, ///< a step was chosen among several, or guessed
  Likely,   ///< a step goes through virtual dispatch, or a callable handed to code that nobody analysed
  Certain,
};

/// Whether the code that makes the call runs on a loop.
enum class ContextState : std::uint8_t { Async, Offloaded, Unsure };

enum class StepKind : std::uint8_t {
  Context,  ///< the async context
  Call,     ///< a call into the next step's function
  Callable, ///< a callable handed over, run by the callee
  Blocking, ///< the call that blocks
};

/// One row of a path.
struct PathStep {
  StepKind kind = StepKind::Call;
  std::string function; ///< Context: the function itself; otherwise the callee, as shown to people
  Location location;    ///< Context: the function's name; otherwise the call
  std::string label;    ///< `coroutine`, `called here`, `blocks: waits for the server's answer`, …
  friend bool operator==(const PathStep&, const PathStep&) = default;
};

/// Something else worth pointing at.
struct Note {
  Location location; ///< file may be empty: a note without a place
  std::string text;
  friend bool operator==(const Note&, const Note&) = default;
};

/// The rewritten call, as text.
struct Suggestion {
  std::string text; ///< replaces `location`; empty: advice only
  Location location;
  std::string advice;    ///< one sentence: the awaitable call's exact name and what it needs
  std::string fixClass;  ///< `F1` … `F4`
  std::string exactness; ///< `exact`, `conditional`, `advice`
  std::string condition;
  std::string url;
  friend bool operator==(const Suggestion&, const Suggestion&) = default;
};

/// One defect.
struct Finding {
  std::string check; ///< `blocking-call`, …
  std::string rule;  ///< catalogue rule id
  std::string library;
  Severity severity = Severity::Warning;
  Confidence confidence = Confidence::Certain;
  ContextState context = ContextState::Async;
  Location location;    ///< the call in the async context: callee's name
  std::string message;  ///< lower case, no full stop, code in backticks
  std::string function; ///< the async context, as shown to people
  std::string callee;   ///< the function called at `location`
  std::string leaf;     ///< the blocking function
  std::vector<PathStep> path;
  std::vector<Note> notes;
  std::vector<Suggestion> suggestions; ///< best first
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Total order for output: by place, then check, rule and callee.
bool operator<(const Finding& a, const Finding& b);

/// The names that every output format and the configuration use: `error`, `likely`, `async`, `blocking`, …
std::string_view name(Severity severity);
std::string_view name(Confidence confidence);
std::string_view name(ContextState state);
std::string_view name(StepKind kind);
/// The severity of that name, if there is one.
std::optional<Severity> severityNamed(std::string_view name);

/// `file:line:column`
std::ostream& operator<<(std::ostream& out, const Location& location);
std::ostream& operator<<(std::ostream& out, const PathStep& step);
/// The finding and its path, for logs and tests.
std::ostream& operator<<(std::ostream& out, const Finding& finding);

} // namespace nostall
