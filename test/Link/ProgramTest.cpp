// Several shards as one program: definitions, instantiations, the class hierarchy.

#include "Link/Build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nostall;
using namespace nostall::test;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

TEST(Definitions, AHeaderSeenTwiceCountsOnce) {
  Program program;
  for (int unit = 0; unit < 2; ++unit) {
    File& header = program.file("load.h");
    header.fn("load").calls("PQexec");
  }
  program.file("a.cpp").fn("handle").coroutine().calls("load");
  EXPECT_THAT(program.findings(), ElementsAre("handle > load > PQexec"));
  EXPECT_EQ(program.link().counts.functions, 2u);
  EXPECT_EQ(program.link().counts.blockingSites, 1u);
}

TEST(Definitions, ABodyLostToErrorsDoesNotWin) {
  Program program;
  program.file("load.h").fn("load");
  program.file("load.h").fn("load").calls("PQexec");
  program.file("a.cpp").fn("handle").coroutine().calls("load");
  EXPECT_THAT(program.findings(), ElementsAre("handle > load > PQexec"));
}

TEST(Definitions, TheSameFileComesFirst) {
  Program program;
  File& a = program.file("a.cpp");
  a.fn("handle").coroutine().calls("load");
  a.fn("load").calls("idle");
  program.file("b.cpp").fn("load").calls("PQexec");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Definitions, ThenTheSameExecutable) {
  Program program;
  program.file("a.cpp", {"server"}).fn("handle").coroutine().calls("load");
  program.file("b.cpp", {"client"}).fn("load").calls("PQprepare");
  program.file("c.cpp", {"server", "tests"}).fn("load").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > load > PQexec"));
}

TEST(Definitions, ElseAllArePossible) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().calls("load");
  program.file("b.cpp").fn("load").calls("idle");
  program.file("c.cpp").fn("load").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > load > PQexec (possible)"));
}

TEST(Definitions, ADefinitionInAnotherTargetIsALibrarys) {
  Program program;
  program.file("a.cpp", {"server"}).fn("handle").coroutine().calls("load");
  program.file("b.cpp", {"library"}).fn("load").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > load > PQexec"));
}

TEST(Templates, TheUninstantiatedFormStepsBack) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").id("c:handle#T").coroutine().pattern().calls("PQexec").guessed();
  file.fn("handle").id("c:handle#int").coroutine().instantiates("handle#T").atLine(100).calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec"));
  EXPECT_EQ(program.link().counts.functions, 1u);
}

TEST(Templates, TheUninstantiatedFormSpeaksWhenItIsAlone) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().pattern().calls("PQexec").guessed();
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec (possible)"));
}

TEST(Templates, LambdasOfTheUninstantiatedFormStepBackWithIt) {
  Program program;
  File& file = program.file("a.cpp");
  Function& pattern = file.fn("run").pattern();
  file.lambda("inner", "run").coroutine().calls("PQexec").guessed();
  pattern.calls("inner");
  program.file("b.cpp").fn("run<int>").instantiates("run");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Templates, OneFindingForAllInstantiations) {
  Program program;
  File& file = program.file("a.h");
  for (const char* type : {"int", "long"})
    file.fn("handle")
        .id(std::string("c:handle#") + type)
        .coroutine()
        .instantiates("handle#T")
        .atLine(10)
        .calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > PQexec"));
}

TEST(Templates, AGuessedCallOfATemplateFindsItsInstantiations) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("load#int").instantiates("load").calls("PQexec");
  file.fn("load").pattern().calls("PQexec").guessed();
  file.fn("handle").coroutine().calls("load").guessed();
  EXPECT_THAT(program.findings(), ElementsAre("handle > load#int > PQexec (possible)"));
}

TEST(Templates, DifferentCallsAtOnePlaceStayApart) {
  Program program;
  File& file = program.file("a.cpp");
  Function& handle = file.fn("handle").coroutine();
  handle.calls("PQexec").implicit();
  const facts::Range range = handle.last().name;
  handle.calls("PQprepare").implicit();
  handle.last().name = range;
  EXPECT_EQ(program.findings().size(), 2u);
}

TEST(Virtual, EveryOverriderMayRun) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("Store::load").dispatched();
  file.fn("Memory::load").overrides("Store::load").calls("idle");
  program.file("b.cpp").fn("Postgres::load").overrides("Store::load").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > Postgres::load > PQexec (likely)"));
  EXPECT_EQ(program.only().path[1].label, "called here through virtual `Store::load`");
}

TEST(Virtual, DestructionThroughALibrarysBaseIsCounted) {
  Program program;
  File& file = program.file("a.cpp");
  file.symbol("Object::~Object", facts::SF_System | facts::SF_Destructor);
  file.fn("handle").coroutine().calls("Object::~Object").dispatched();
  file.fn("Thread::~Thread").overrides("Object::~Object").calls("PQexec");
  EXPECT_THAT(program.findings(), IsEmpty());
  EXPECT_EQ(program.link().counts.unresolved.at("objects destroyed through a library's base class"), 1u);
}

TEST(Virtual, OverridersOfOverridersToo) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("Store::load").dispatched();
  file.fn("Base::load").overrides("Store::load").calls("idle");
  file.fn("Derived::load").overrides("Base::load").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > Derived::load > PQexec (likely)"));
}

TEST(Virtual, AMethodThatNobodyOverridesIsCertain) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("Store::load").dispatched();
  file.fn("Store::load").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("handle > Store::load > PQexec"));
}

TEST(Virtual, AStaticCallStaysWhereItIs) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("Store::load");
  file.fn("Store::load").calls("idle");
  file.fn("Postgres::load").overrides("Store::load").calls("PQexec");
  EXPECT_THAT(program.findings(), IsEmpty());
}

TEST(Virtual, AnAwaitedVirtualCoroutineAnswersForItself) {
  Program program;
  File& file = program.file("a.cpp");
  file.fn("handle").coroutine().calls("Store::load").dispatched().awaited();
  file.fn("Memory::load").coroutine().overrides("Store::load").calls("idle");
  file.fn("Postgres::load").coroutine().overrides("Store::load").calls("PQexec");
  EXPECT_THAT(program.findings(), ElementsAre("Postgres::load > PQexec"));
}

TEST(Virtual, AnInterfaceWithoutImplementationIsCounted) {
  Program program;
  program.file("a.cpp").fn("handle").coroutine().calls("Store::load").dispatched();
  EXPECT_EQ(program.link().counts.unresolved.at("virtual calls without an implementation in the program"),
            1u);
}

} // namespace
