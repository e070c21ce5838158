#include "Policy/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Kind = facts::Suppression::Kind;

constexpr const char* TheFinding = "error blocking-call a.cpp:12";

std::string unused(const std::string& file, unsigned line, const std::string& name) {
  return "note unused-suppression " + file + ":" + std::to_string(line) + " nothing here is silenced by `" +
         name + "` in `nostall: allow(" + name + ")`; remove it";
}

TEST(Allow, SilencesByCheckRuleOrLibrary) {
  for (const char* name : {"blocking-call", "libpq-query", "libpq"}) {
    Case one;
    one.allow("a.cpp", CallLine, {name}, "start-up");
    EXPECT_THAT(one.reported(), IsEmpty()) << name;
    EXPECT_THAT(one.reasons(), ElementsAre("start-up")) << name;
  }
}

TEST(Allow, MayStandAtAnyRowOfThePath) {
  for (const auto& [file, line] :
       {std::pair{"a.cpp", ContextLine}, {"a.cpp", CallLine}, {"b.cpp", MiddleLine}, {"b.cpp", LeafLine}}) {
    Case one;
    one.allow(file, line, {"libpq"}, "why");
    EXPECT_THAT(one.reported(), IsEmpty()) << file << ":" << line;
  }
}

TEST(Allow, AloneSpeaksOfTheNextLine) {
  Case one;
  one.allowAlone("a.cpp", CallLine - 1, {"libpq"}, "why");
  EXPECT_THAT(one.reported(), IsEmpty());
}

TEST(Allow, BehindCodeSpeaksOfItsOwnLineOnly) {
  Case one;
  one.allow("a.cpp", CallLine - 1, {"libpq"}, "why");
  EXPECT_THAT(one.reported(), ElementsAre(unused("a.cpp", CallLine - 1, "libpq"), TheFinding));
}

TEST(Allow, AloneDoesNotSpeakOfItsOwnLine) {
  Case one;
  one.allowAlone("a.cpp", CallLine, {"libpq"}, "why");
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding, unused("a.cpp", CallLine, "libpq")));
}

TEST(Allow, StackedCommentsAllSpeakOfTheLineBelow) {
  Case one;
  one.findings.push_back(Case::finding());
  one.findings.back().check = "blocking-wait";
  one.findings.back().rule = one.findings.back().library = "std";
  one.allowAlone("a.cpp", CallLine - 3, {"libpq"}, "first");
  one.allowAlone("a.cpp", CallLine - 2, {"blocking-wait"}, "second");
  one.allowAlone("a.cpp", CallLine - 1, {"blocking-call"}, "third");
  EXPECT_THAT(one.reported(), IsEmpty());
  EXPECT_THAT(one.reasons(), UnorderedElementsAre("first", "second"));
}

TEST(Allow, WholeCallCounts) {
  for (unsigned line : {CallLine - 1, CallLine, CallLine + 1, CallLine + 2}) {
    Case one;
    one.callExtent(CallLine - 1, CallLine + 2);
    one.allow("a.cpp", line, {"libpq"}, "why");
    EXPECT_THAT(one.reported(), IsEmpty()) << line;
  }
}

TEST(Allow, LinesOfALambdaInTheCallAreItsOwn) {
  Case inside;
  inside.callExtent(CallLine, CallLine + 4, true);
  inside.allow("a.cpp", CallLine + 2, {"libpq"}, "why");
  EXPECT_THAT(inside.reported(), ElementsAre(TheFinding, unused("a.cpp", CallLine + 2, "libpq")));
  Case atTheEnd;
  atTheEnd.callExtent(CallLine, CallLine + 4, true);
  atTheEnd.allow("a.cpp", CallLine + 4, {"libpq"}, "why");
  EXPECT_THAT(atTheEnd.reported(), IsEmpty());
}

TEST(Allow, OtherNamesDoNotSilence) {
  Case one;
  one.allow("a.cpp", CallLine, {"blocking-wait"}, "why");
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding, unused("a.cpp", CallLine, "blocking-wait")));
}

TEST(Allow, OtherFilesDoNotMatter) {
  Case one;
  one.allow("c.cpp", CallLine, {"libpq"}, "why");
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding, unused("c.cpp", CallLine, "libpq")));
}

TEST(Allow, WithoutAReasonSilencesNothing) {
  Case one;
  one.allow("a.cpp", CallLine, {"libpq"});
  EXPECT_THAT(one.reported(),
              ElementsAre(TheFinding,
                          "warning suppression-without-reason a.cpp:12 `nostall: allow(libpq)` has no "
                          "reason, so it silences nothing; write one after it"));
}

TEST(Allow, OfNothingSilencesNothing) {
  Case one;
  one.allow("a.cpp", CallLine, {}, "why");
  EXPECT_THAT(one.reported(),
              ElementsAre(TheFinding,
                          "warning suppression-without-reason a.cpp:12 this comment names nothing to "
                          "allow, so it silences nothing; write `nostall: allow(blocking-call) reason`"));
}

TEST(Allow, EachNameHasToBeOfUse) {
  Case one;
  one.allow("a.cpp", CallLine, {"libpq", "blocking-wait"}, "why");
  EXPECT_THAT(
      one.reported(),
      ElementsAre("note unused-suppression a.cpp:12 nothing here is silenced by `blocking-wait` in `nostall: "
                  "allow(libpq, blocking-wait)`; remove it"));
}

TEST(Allow, UnknownNamesAreReportedWithTheNearest) {
  Case one;
  one.allow("a.cpp", CallLine, {"libpq-qery"}, "why");
  EXPECT_THAT(one.reported(),
              ElementsAre(TheFinding, "warning unused-suppression a.cpp:12 `nostall: "
                                      "allow(libpq-qery)` names `libpq-qery`, which is no check, rule "
                                      "or library; did you mean `libpq-query`?"));
}

TEST(Allow, KnowsTheRuleOfAnnotatedFunctions) {
  Case one;
  one.findings[0].rule = "annotated-blocking";
  one.allow("a.cpp", CallLine, {"annotated-blocking"}, "why");
  EXPECT_THAT(one.reported(), IsEmpty());
}

TEST(Allow, IsNotUnusedWhenTheConfigurationHidesTheFinding) {
  Case one;
  one.allow("a.cpp", CallLine, {"libpq"}, "why");
  one.config.disable = {"libpq"};
  EXPECT_THAT(one.reported(), IsEmpty());
  EXPECT_EQ(one.verdict().disabled, 1u);
  EXPECT_THAT(one.reasons(), IsEmpty());
}

TEST(Allow, IsNotUnusedWhenTheContextIsUnsure) {
  Case one;
  one.findings[0].context = ContextState::Unsure;
  one.allow("a.cpp", CallLine, {"libpq"}, "why");
  EXPECT_THAT(one.reported(), IsEmpty());
}

TEST(Allow, IsReportedOnceHoweverManyUnitsSawTheFile) {
  Case one;
  one.allow("a.h", 5, {"libpq"});
  one.shards.push_back(std::make_shared<facts::Shard>(*one.shards.front()));
  one.findings.clear();
  EXPECT_EQ(one.reported().size(), 2u); // no reason, and unused
}

TEST(Nolint, SilencesWhereTheFindingIs) {
  for (std::vector<std::string> names :
       std::vector<std::vector<std::string>>{{},
                                             {"*"},
                                             {"nostall-*"},
                                             {"nostall-blocking-call"},
                                             {"nostall-libpq-query"},
                                             {"x", "nostall-blocking-call"}}) {
    Case one;
    one.comment(Kind::Nolint, "a.cpp", CallLine, names);
    EXPECT_THAT(one.reported(), IsEmpty()) << ::testing::PrintToString(names);
    EXPECT_THAT(one.reasons(), ElementsAre("NOLINT"));
  }
}

TEST(Nolint, OfOtherToolsIsNotOurs) {
  Case one;
  one.comment(Kind::Nolint, "a.cpp", CallLine, {"bugprone-*", "blocking-call"});
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding));
}

TEST(Nolint, DoesNotReachThroughThePath) {
  Case one;
  one.comment(Kind::Nolint, "b.cpp", LeafLine, {});
  EXPECT_THAT(one.reported(), ElementsAre(TheFinding));
}

TEST(Nolint, NextLine) {
  Case one;
  one.comment(Kind::NolintNextLine, "a.cpp", CallLine - 1, {});
  EXPECT_THAT(one.reported(), IsEmpty());
  Case same;
  same.comment(Kind::NolintNextLine, "a.cpp", CallLine, {});
  EXPECT_THAT(same.reported(), ElementsAre(TheFinding));
}

TEST(Nolint, Block) {
  Case one;
  one.comment(Kind::NolintBegin, "a.cpp", 2, {"nostall-*"});
  one.comment(Kind::NolintEnd, "a.cpp", 50, {"nostall-*"});
  EXPECT_THAT(one.reported(), IsEmpty());
}

TEST(Nolint, BlocksEndWithTheSameNames) {
  Case other;
  other.comment(Kind::NolintBegin, "a.cpp", 2, {"nostall-*"});
  other.comment(Kind::NolintEnd, "a.cpp", 50, {"x"});
  EXPECT_THAT(other.reported(), ElementsAre(TheFinding));
  Case before;
  before.comment(Kind::NolintBegin, "a.cpp", 2, {});
  before.comment(Kind::NolintEnd, "a.cpp", 4, {});
  EXPECT_THAT(before.reported(), ElementsAre(TheFinding));
  Case nested;
  nested.comment(Kind::NolintBegin, "a.cpp", 2, {"nostall-*"});
  nested.comment(Kind::NolintBegin, "a.cpp", 3, {"x"});
  nested.comment(Kind::NolintEnd, "a.cpp", 4, {"x"});
  nested.comment(Kind::NolintEnd, "a.cpp", 50, {"nostall-*"});
  EXPECT_THAT(nested.reported(), IsEmpty());
}

TEST(Nolint, IsReportedAsUnusedOnlyWhenItNamesACheckOfOurs) {
  Case one;
  one.findings.clear();
  one.comment(Kind::Nolint, "a.cpp", 1, {});
  one.comment(Kind::Nolint, "a.cpp", 2, {"nostall-*", "x"});
  EXPECT_THAT(one.reported(), IsEmpty());
  one.comment(Kind::Nolint, "a.cpp", 3, {"nostall-blocking-call"});
  EXPECT_THAT(one.reported(),
              ElementsAre("note unused-suppression a.cpp:3 nothing here is silenced by "
                          "`nostall-blocking-call` in `NOLINT(nostall-blocking-call)`; remove it"));
}

TEST(Nolint, UnknownNamesOfOursAreReported) {
  Case one;
  one.findings.clear();
  one.comment(Kind::Nolint, "a.cpp", 1, {"nostall-blocking-cal"});
  EXPECT_THAT(one.reported(),
              ElementsAre("warning unused-suppression a.cpp:1 `NOLINT(nostall-blocking-cal)` names "
                          "`blocking-cal`, which is no check, rule or library; did you mean "
                          "`blocking-call`?"));
}

} // namespace
} // namespace nostall::policy
