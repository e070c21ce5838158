// Facts of a snippet, as short strings.
//
//   EXPECT_THAT(extract("void g(int); void f(int x) { g(x); }").calls("f"), ElementsAre("g(x@0)"));
//
// A call reads `name(arguments) flags`. In front stand the kind, if it is not a plain function or method call
// (`new`, `end`, `op`, `conv`, `begin`, `next`, `via`, `ref`), and the receiver with a dot. Arguments and
// receivers:
//   1  true  "text"  null  this     constants
//   x@0                             parameter number 0
//   x  this->x                      a variable, a member
//   #2                              the result of call number 2
//   [f]  [x@0]  [slot x]            a callable: a function, a parameter, what a slot holds
//   ?                               unknown
// Flags: awaited discarded virtual guessed macro implicit temp returned.
#pragma once

#include "Facts/Facts.h"

#include <llvm/ADT/StringRef.h>

#include <map>
#include <string>
#include <vector>

namespace nostall::test {

struct Extracted {
  std::vector<facts::Shard> shards;
  unsigned errors = 0;

  /// Calls of the entities with this qualified name, in all shards, in order.
  std::vector<std::string> calls(llvm::StringRef entity) const;
  /// `kind name flags` of every entity of the file with this name (`main.cpp`).
  std::vector<std::string> entities(llvm::StringRef file = "main.cpp") const;
  /// `slot := value` for the entity's writes.
  std::vector<std::string> writes(llvm::StringRef entity) const;
  /// The first entity with this qualified name, with its shard. Fails the test when there is none.
  struct Found {
    const facts::Shard* shard = nullptr;
    const facts::Entity* entity = nullptr;
  };
  Found find(llvm::StringRef entity) const;
  /// The first symbol with this qualified name.
  const facts::Symbol* symbol(llvm::StringRef name, const facts::Shard** shard = nullptr) const;
  /// The source text of a range.
  std::string text(const facts::Shard& shard, const facts::Range& range) const;

  std::map<std::string, std::string> sources;
};

std::string show(const facts::Shard& shard, const facts::Entity& entity, const facts::Call& call);
std::string show(const facts::Shard& shard, const facts::Value& value);

/// Parses `code` as /project/main.cpp beside `headers` (file name → content), C++20, and extracts. Errors in
/// the code are counted and do not stop it.
Extracted extract(llvm::StringRef code, std::map<std::string, std::string> headers = {},
                  std::vector<std::string> arguments = {});

} // namespace nostall::test
