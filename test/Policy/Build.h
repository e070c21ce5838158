// A finding, the comments around it and a configuration: what the tests of policy judge.
//
//   Case one;
//   one.allow("a.cpp", CallLine, {"libpq-query"}, "why");
//   EXPECT_THAT(one.reported(), ElementsAre());
#pragma once

#include "Policy/Policy.h"

#include <memory>
#include <string>
#include <vector>

namespace nostall::policy {

inline constexpr const char* Root = "/p/";

/// Lines of the finding's path: the coroutine and its call in a.cpp, a call and the blocking one in b.cpp.
inline constexpr unsigned ContextLine = 10, CallLine = 12, MiddleLine = 20, LeafLine = 30;

inline Location place(const std::string& file, unsigned line, unsigned column = 3) {
  return {Root + file, line, column, line, column + 4};
}

struct Case {
  Config config;
  rules::Catalogue catalogue;
  std::vector<Finding> findings{finding()};
  std::vector<std::shared_ptr<facts::Shard>> shards;

  Case() {
    rules::Rule query;
    query.id = "libpq-query";
    query.library = "libpq";
    rules::Library libpq;
    libpq.name = "libpq";
    libpq.rules = {query};
    catalogue.libraries = {libpq};
  }

  static Finding finding() {
    Finding finding;
    finding.check = "blocking-call";
    finding.rule = "libpq-query";
    finding.library = "libpq";
    finding.severity = Severity::Error;
    finding.location = place("a.cpp", CallLine);
    finding.path = {{StepKind::Context, "handle", place("a.cpp", ContextLine), "coroutine"},
                    {StepKind::Call, "load", place("a.cpp", CallLine), "called here"},
                    {StepKind::Call, "query", place("b.cpp", MiddleLine), "called here"},
                    {StepKind::Blocking, "PQexec", place("b.cpp", LeafLine), "blocks"}};
    return finding;
  }

  facts::Shard& shard(const std::string& file) {
    for (auto& each : shards)
      if (each->files.front() == Root + file) return *each;
    shards.push_back(std::make_shared<facts::Shard>());
    shards.back()->files = {Root + file};
    return *shards.back();
  }

  facts::Suppression& comment(facts::Suppression::Kind kind, const std::string& file, unsigned line,
                              std::vector<std::string> names, std::string reason = {}) {
    facts::Suppression suppression;
    suppression.kind = kind;
    suppression.range = {0, {line, 40}, {line, 80}};
    suppression.checks = std::move(names);
    suppression.reason = std::move(reason);
    shard(file).suppressions.push_back(suppression);
    return shard(file).suppressions.back();
  }
  /// `// nostall: allow(names) reason` behind the code of a line.
  void allow(const std::string& file, unsigned line, std::vector<std::string> names,
             std::string reason = {}) {
    comment(facts::Suppression::Kind::Allow, file, line, std::move(names), std::move(reason));
  }
  /// The same, alone on its line.
  void allowAlone(const std::string& file, unsigned line, std::vector<std::string> names,
                  std::string reason = {}) {
    comment(facts::Suppression::Kind::Allow, file, line, std::move(names), std::move(reason)).ownLine = true;
  }
  /// A call in a.cpp whose callee is named at the finding's place and which reaches over several lines.
  void callExtent(unsigned first, unsigned last, bool holdsLambda = false) {
    facts::Call call;
    call.name = {0, {CallLine, 3}, {CallLine, 7}};
    call.range = {0, {first, 3}, {last, 9}};
    if (holdsLambda) {
      facts::Value lambda;
      lambda.kind = facts::Value::Kind::Callable;
      call.arguments.push_back(lambda);
    }
    facts::Entity entity;
    entity.calls.push_back(call);
    shard("a.cpp").entities.push_back(entity);
  }

  Verdict verdict() const {
    std::vector<LinkShard> linked;
    for (const auto& each : shards)
      linked.push_back({each, {}});
    return applyPolicy(findings, linked, config, catalogue);
  }
  /// `severity check file:line`, with the message of findings about comments.
  std::vector<std::string> reported() const {
    std::vector<std::string> lines;
    for (const Finding& each : verdict().findings) {
      std::string line = std::string(name(each.severity)) + " " + each.check + " " +
                         each.location.file.substr(3) + ":" + std::to_string(each.location.line);
      lines.push_back(each.message.empty() ? line : line + " " + each.message);
    }
    return lines;
  }
  std::vector<std::string> reasons() const {
    std::vector<std::string> lines;
    for (const Suppressed& each : verdict().suppressed)
      lines.push_back(each.reason);
    return lines;
  }
};

} // namespace nostall::policy
