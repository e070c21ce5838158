// Asks a compiled catalogue about calls in facts. Names are indexed once; a call costs a hash look-up unless
// one of the catalogue's globs may fit it. Immutable after construction, safe to use from several threads.
#pragma once

#include "Rules/Catalogue.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nostall::rules {

/// Shell-style glob: `*` and `?`, whole text.
bool globMatches(std::string_view pattern, std::string_view text);

/// A call in its surroundings. The shard must outlive the view.
struct CallView {
  const facts::Shard& shard;
  const facts::Entity& entity;
  const facts::Call& call;
  /// Qualified names of the functions that `entity` was handed to as a callback; link knows them. May be
  /// null.
  const std::vector<std::string>* callbackOf = nullptr;
};

class Matcher {
public:
  explicit Matcher(const Catalogue& catalogue);
  explicit Matcher(const Catalogue&&) = delete;
  ~Matcher();
  Matcher(Matcher&&) noexcept;

  /// The rules that the call matches, in catalogue order. Exempt calls match none.
  std::vector<const Rule*> rules(const CallView& view) const;

  struct CallableMatch {
    const CallableRule* rule = nullptr;
    const Framework* framework = nullptr;
    Runs runs = Runs::Unsure; ///< Executor already decided
  };
  /// The argument number that stands for the object that a method is called on.
  static constexpr unsigned Receiver = ~0u;
  /// Where argument number `argument` of the call runs, if a framework says so.
  std::optional<CallableMatch> callable(const CallView& view, unsigned argument) const;

  struct HopMatch {
    const Hop* hop = nullptr;
    const Framework* framework = nullptr;
    Runs runs = Runs::Unsure;
  };
  /// Whether awaiting this call moves the rest of the function elsewhere.
  std::optional<HopMatch> hop(const CallView& view) const;

  /// What an executor value is: its type, through adapters, or the call that made it.
  Runs executor(const CallView& view, const facts::Value& value) const;

  struct ContextMatch {
    const Framework* framework = nullptr;
    const TaskType* task = nullptr;    ///< its return type is a task type
    const EntryPoint* entry = nullptr; ///< or a loop calls it
  };
  /// What the frameworks say of a function by its own declaration (return type, parameters, overrides,
  /// annotations).
  std::optional<ContextMatch> context(const facts::Shard& shard, const facts::Symbol& symbol) const;

  /// Whether any rule, callable rule or hop names this symbol: its body, if there is one, is not looked into.
  bool knows(const facts::Shard& shard, const facts::Symbol& symbol) const;

  /// Whether a method of this bare name is one that some rule of the language calls blocking: what a call on
  /// an unknown receiver might have been. Names that many classes have are left out.
  bool mayBlock(facts::Language language, std::string_view bareName) const;

private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation;
};

} // namespace nostall::rules
