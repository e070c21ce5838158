#include "Facts/Sample.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace nostall::test {

using namespace facts;

static Range range(std::uint32_t line, std::uint32_t column, std::uint32_t length) {
  return {0, {line, column}, {line, column + length}};
}

static Call sampleCall() {
  Call call;
  call.kind = CallKind::Method;
  call.callee = 1;
  call.range = range(12, 3, 20);
  call.name = range(12, 8, 4);
  call.receiver.kind = Value::Kind::Member;
  call.receiver.type = 0;
  call.receiver.text = "this->pool_";
  call.receiver.source = "pool_";
  Value number;
  number.kind = Value::Kind::Integer;
  number.integer = -42;
  number.type = 1;
  Value nested;
  nested.kind = Value::Kind::Call;
  nested.call = 1;
  Value lambda;
  lambda.kind = Value::Kind::Callable;
  lambda.callable = {Callable::Kind::Function, 2, 0};
  lambda.keyword = "handler";
  call.arguments = {number, nested, lambda};
  call.block = 1;
  call.flags = CF_Awaited | CF_Virtual;
  call.after = {0, None};
  call.matched = {"libpq-exec", "other-rule"};
  call.expression = 3;
  call.rewrites = {{"libpq-exec", "co_await query()", range(12, 3, 20), "conditional", "one row"}};
  return call;
}

static Call unresolvedCall() {
  Call call;
  call.kind = CallKind::Callable;
  call.target = {Callable::Kind::Parameter, None, 1};
  call.unresolved = Unresolved::FunctionPointer;
  call.spelling = "handler";
  call.range = range(13, 3, 9);
  call.name = range(13, 3, 7);
  return call;
}

/// `def load(session: Session = None): self.rows = session.query(limit=7)`
static Module sampleModule() {
  using Kind = Expression::Kind;
  Module module;
  module.name = "app.users";
  module.package = true;
  module.root = "/project";
  module.exports = {"load"};
  module.expressions.resize(6);
  std::vector<Expression>& all = module.expressions;
  all[0] = {Kind::Parameter, false, 1, 0, "", {}, {}, 9, 16};
  all[1] = {Kind::Attribute, false, None, 0, "query", {0}, {}, 50, 63};
  all[2] = {Kind::Integer, false, None, -7, "", {}, {}, 70, 71};
  all[3] = {Kind::Call, true, None, 0, "", {1, 2}, {"limit"}, 50, 72};
  all[4] = {Kind::Name, false, 0, 0, "Session", {}, {}, 18, 25};
  all[5] = {Kind::Function, false, 1, 0, "", {}, {}, 0, 72};
  Scope top;
  Scope load;
  load.kind = Scope::Kind::Function;
  load.parent = 0;
  load.name = "load";
  load.flags = ScF_Async | ScF_Overload;
  load.parameters = {{ScopeParameter::Kind::KeywordOnly, "session", 4, 2}};
  load.returnAnnotation = 4;
  load.returned = {3};
  load.yielded = {2};
  load.decorators = {4};
  load.bases = {4};
  top.entity = load.entity = 0;
  module.scopes = {top, load};
  module.bindings = {{Binding::Kind::Definition, 0, "load", 5, 4, 0, 1, 72}};
  module.attributes = {{0, "rows", 3, 4, 1}};
  return module;
}

Shard sampleShard() {
  Shard shard;
  shard.files = {"/project/src/server.cpp", "/project/src/macros.h"};
  shard.types = {{"const asio::thread_pool &", "asio::thread_pool", {"asio::execution_context"}, {1}},
                 {"int", "", {}, {}}};
  Symbol query{"c:@S@Db@F@query#",
               "app::Db::query",
               "app::Db",
               {"app::Base"},
               "db.h",
               1,
               {0, 1},
               SF_Virtual | SF_Static,
               {1},
               {"nostall::async"}};
  Symbol base{
      "c:@S@Base@F@query#", "app::Base::query", "app::Base", {}, "base.h", None, {}, SF_Virtual, {}, {}};
  Symbol slot{"c:@S@Db@FI@handler", "app::Db::handler", "app::Db", {}, "db.h", None, {}, SF_Slot, {}, {}};
  shard.symbols = {query, base, slot};

  Entity entity;
  entity.symbol = 0;
  entity.kind = EntityKind::Method;
  entity.flags = EF_Coroutine | EF_Inline;
  entity.range = range(10, 1, 80);
  entity.name = range(10, 10, 5);
  entity.pattern = "c:@ST@pattern";
  entity.parameterNames = {"pool", "number"};
  entity.blocks = {{}, {0, 1, false, Block::Comparison::Less, -7, true}};
  entity.calls = {sampleCall(), unresolvedCall()};
  entity.awaits = {{range(12, 3, 20), 0, {}, 1}};
  entity.writes = {{2, {Callable::Kind::Slot, 2, 0}, range(14, 3, 8)}};
  Entity lambda;
  lambda.symbol = 2;
  lambda.kind = EntityKind::Lambda;
  lambda.parent = 0;
  lambda.blocks = {{}};
  shard.entities = {entity, lambda};
  shard.suppressions = {
      {Suppression::Kind::Nolint, range(12, 40, 20), {"blocking-call"}, "measured: 1 µs", true}};
  shard.module = sampleModule();
  return shard;
}

Unit sampleUnit(const std::string& mainFile) {
  Unit unit;
  unit.mainFile = mainFile;
  unit.target = "server";
  unit.shards = {sampleShard()};
  unit.shards[0].files[0] = mainFile;
  return unit;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "nostall-test-XXXXXX").string();
  EXPECT_NE(::mkdtemp(name.data()), nullptr);
  folder = std::filesystem::canonical(name);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& content) const {
  std::filesystem::create_directories((folder / name).parent_path());
  std::ofstream(folder / name, std::ios::binary) << content;
  return *this / name;
}

} // namespace nostall::test
