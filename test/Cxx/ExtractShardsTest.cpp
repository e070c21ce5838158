// How definitions are dealt out to shards, and that the outcome depends on nothing but the sources.
#include "Cxx/Extracted.h"
#include "Facts/Serialize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::map<std::string, std::string> Headers{{"lib.h", R"(#pragma once
#include <string>
struct Part { Part(); ~Part(); };
struct Whole { Part part; std::string name; };
int load(int);
template <class T> T twice(T x) { auto l = [&] { return load(x); }; return l() + l(); }
inline int once() { return load(1); }
static int mine() { return load(2); }
)"}};

const facts::Shard& shardOf(const Extracted& facts, llvm::StringRef file) {
  for (const facts::Shard& shard : facts.shards)
    if (llvm::StringRef(shard.files.front()).ends_with(file)) return shard;
  ADD_FAILURE() << "no shard of " << file.str();
  return facts.shards.front();
}

TEST(ExtractShards, OneForEachFile) {
  auto facts = extract("#include \"lib.h\"\nint f() { Whole w; return once() + twice(1); }", Headers);
  ASSERT_EQ(facts.shards.size(), 2u);
  EXPECT_THAT(facts.entities("lib.h"),
              ElementsAre("function twice pattern inline", "lambda twice::(lambda) pattern inline",
                          "function once inline", "function mine"));
  EXPECT_THAT(facts.entities("main.cpp"),
              ElementsAre("constructor Whole::Whole implicit inline",
                          "destructor Whole::~Whole implicit inline", "function twice instantiation inline",
                          "lambda twice::(lambda) instantiation inline", "function f"));
}

TEST(ExtractShards, UnitsAgreeOnTheirHeaders) {
  auto one = extract("#include \"lib.h\"\nint f() { Whole w; return once() + twice(1) + mine(); }", Headers);
  auto two = extract("#include <vector>\n#include \"lib.h\"\nlong g(Part& p) { Whole w; return twice(1L); }",
                     Headers);
  EXPECT_EQ(facts::encode(shardOf(one, "lib.h")), facts::encode(shardOf(two, "lib.h")));
}

TEST(ExtractShards, EqualInputsGiveEqualBytes) {
  const char* code = R"(#include "lib.h"
#include <functional>
    struct B { virtual void m(); }; void f(B& b, std::function<void()> h) { b.m(); h(); twice(1); twice(2L); twice('a'); Whole w; })";
  EXPECT_EQ(facts::encode(shardOf(extract(code, Headers), "main.cpp")),
            facts::encode(shardOf(extract(code, Headers), "main.cpp")));
}

TEST(ExtractShards, NothingOfSystemHeaders) {
  auto facts = extract(
      "#include <sys.h>\nvoid f() { once(); }",
      {{"sys/sys.h",
        "inline void once() { } template <class T> void t() { auto l = [] {}; } struct S { void m() {} };"}},
      {"-isystem/project/sys"});
  EXPECT_EQ(facts.shards.size(), 1u);
  EXPECT_TRUE(facts.symbol("once")->flags & facts::SF_System);
}

TEST(ExtractShards, SystemHeadersInsideProjectNamespaces) {
  auto facts =
      extract("namespace api {\n#include <sys.h>\n}\nvoid f() { api::once(); api::c(); }",
              {{"sys/sys.h", "inline void once() { } extern \"C\" { void c(); }"}}, {"-isystem/project/sys"});
  EXPECT_THAT(facts.entities(), ElementsAre("function f"));
  EXPECT_THAT(facts.calls("f"), ElementsAre("api::once()", "c()"));
}

TEST(ExtractShards, SeveralFilesInOneShard) {
  auto facts = extract("void g();\nvoid f() {\n#include \"part.inc\"\n}", {{"part.inc", "g();"}});
  auto [shard, entity] = facts.find("f");
  ASSERT_EQ(entity->calls.size(), 1u);
  EXPECT_EQ(shard->files[entity->calls[0].range.file], "/project/part.inc");
}

} // namespace
} // namespace nostall::test
