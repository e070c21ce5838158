// Annotated sources: files under test/checks that say in comments what nostall must find in them. In Python,
// comments start with `#`; a file is a program of one module, a folder `project-*` one of several, named from
// that folder, with the `.nostall.yaml` in it. FLAGS, PKG and FILES are for C++.
//
//   // FLAGS: -std=c++20 -I%stubs/drogon     compiler arguments; %stubs is test/stubs, %dir the file's folder
//   // PKG: libpq libpqxx                    pkg-config packages whose headers it includes
//   // FILES: other.cpp                      more units of the same folder, linked with this one
//   // ERRORS: allowed                       the units need not compile cleanly
//
//   PQexec(c, q);    // expect: blocking-call [libpq]                 check, and rule or library
//   load(c);         // expect: blocking-call [libpq] via load        the path passes through `load`
//   start(c);        // expect: blocking-call [libpq] as warning      of that severity
//   both(c);         // expect: blocking-call [a]; blocking-wait [b]  two findings
//   maybe(c);        // unsure: blocking-call [libpq]                 in a context that may not be on a loop
//   x.execute(q)     // unsure: blocking-call [unknown-receiver]      shown only where it is asked for
//   PQstatus(c);     // ok: memory                                    nothing, and why
//   missed(c);       // todo-expect: blocking-call [libpq]            should be found, is not yet
//   wrong(c);        // todo-ok: reason                               should not be found, still is
//   // expect+1: blocking-call [libpq]                                speaks of the next line
//
// Whatever is found and not expected fails the test as well, wherever it is.
#pragma once

#include "Support/Problem.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nostall::annotated {

enum class Kind : std::uint8_t { Expect, Unsure, Ok, TodoExpect, TodoOk };

/// What one comment says of one line.
struct Expectation {
  Kind kind = Kind::Expect;
  std::string file;
  unsigned line = 0;    ///< the line that it speaks of
  unsigned written = 0; ///< where it stands
  unsigned column = 0;
  std::string check;    ///< empty for Ok, and for a TodoOk that gives only a reason
  std::string name;     ///< rule id or library; empty: any
  std::string severity; ///< empty: any
  std::string via;      ///< end of the name of a function on the path; empty: any path
  std::string reason;
};
/// As written: `blocking-call [libpq] as error via load`.
std::string text(const Expectation& expectation);

/// An annotated file.
struct Annotations {
  std::vector<std::string> flags; ///< placeholders as they stand
  std::vector<std::string> packages;
  std::vector<std::string> files;
  bool errorsAllowed = false;
  std::vector<Expectation> expectations; ///< in source order
};

/// Reads the directives and expectations of a file; what is malformed is added to `problems`.
Annotations readAnnotations(std::string_view text, const std::string& file, std::vector<Problem>& problems);

} // namespace nostall::annotated
