// A suggested rewriting gives what the query gave: test/oracle/queries.py holds legacy queries of SQLAlchemy,
// which run once as they stand and once as nostall would write them, on data in which joins repeat objects
// (test/oracle/rewrites.py).

#include "Tool/Project.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>

namespace nostall::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string Oracle = NOSTALL_SOURCE_DIR "/test/oracle/";

std::string suggested() {
  Project project;
  std::filesystem::copy(Oracle + "queries.py", project.root() / "queries.py");
  return project.nostall({"check", "queries.py", "--output", "json"}).out;
}

/// What came of each query, or of one, by the name of its function.
std::map<std::string, std::string> compared(const std::string& json, const std::string& name = "") {
  Project project;
  project.file("found.json", json);
  const std::string command = "/usr/bin/python3 '" + Oracle + "rewrites.py' '" + Oracle + "queries.py' " +
                              name + " < '" + project.path("found.json") + "'";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()))
    text += buffer;
  std::map<std::string, std::string> outcomes;
  for (llvm::StringRef line : llvm::split(llvm::StringRef(text).trim(), '\n'))
    outcomes.emplace(line.split(": ").first.str(), line.split(": ").second.str());
  return outcomes;
}

/// The report with `wrong` where nostall writes `right`.
std::string advising(std::string json, llvm::StringRef right, llvm::StringRef wrong) {
  for (std::size_t at = json.find(right); at != std::string::npos; at = json.find(right, at + wrong.size()))
    json.replace(at, right.size(), wrong.str());
  return json;
}

TEST(Rewrites, GiveWhatTheQueryGave) {
  const auto outcomes = compared(suggested());
  EXPECT_GE(outcomes.size(), 70u);
  for (const auto& [name, outcome] : outcomes)
    EXPECT_EQ(outcome, llvm::StringRef(name).starts_with("as_it_is") ? "as it is" : "same") << name;
}

/// Advice that is found in guides to this migration, and that changes what programs do.
TEST(Rewrites, AreNotWhatGuidesAdvise) {
  const std::string json = suggested();
  EXPECT_EQ(compared(json, "first_of_many")["first_of_many"], "same");
  const std::string raising = advising(json, ".limit(1))).first()", ")).one_or_none()");
  EXPECT_THAT(compared(raising, "first_of_many")["first_of_many"], HasSubstr("MultipleResultsFound"));
  const std::string strict = advising(json, "await db.get(User, 99)",
                                      "(await db.execute(select(User).where(User.id == 99))).scalar_one()");
  EXPECT_THAT(compared(strict, "get_nothing")["get_nothing"], HasSubstr("NoResultFound"));
  const std::string repeating = advising(json, ".unique()", "");
  EXPECT_THAT(compared(repeating, "repeated_by_a_join")["repeated_by_a_join"],
              HasSubstr("became ([True, 'User 1', 'User 1'"));
  EXPECT_THAT(compared(repeating, "one_repeated")["one_repeated"], HasSubstr("MultipleResultsFound"));
}

std::string reportOn(const std::string& around) {
  Project project;
  project.file("app.py", "from sqlalchemy import Column, Integer, event, select\n"
                         "from sqlalchemy.orm import Query, Session, declarative_base, sessionmaker\n"
                         "Base = declarative_base()\n"
                         "class User(Base):\n"
                         "    __tablename__ = 'users'\n"
                         "    id = Column(Integer, primary_key=True)\n" +
                             around +
                             "async def users(db: Session):\n"
                             "    return db.query(User).all()\n");
  return project.nostall({"check", "app.py", "--output", "json"}).out;
}

TEST(Rewrites, AreNotMadeWhereAListenerChangesQueries) {
  EXPECT_THAT(reportOn(""), HasSubstr("select(User)"));
  const std::string listening = reportOn("@event.listens_for(Query, 'before_compile', retval=True)\n"
                                         "def visible(query):\n"
                                         "    return query.filter_by(deleted=False)\n");
  EXPECT_THAT(listening, Not(HasSubstr("select(User)")));
  EXPECT_THAT(listening, HasSubstr("do_orm_execute"));
  EXPECT_THAT(reportOn("Local = sessionmaker(query_cls=Query)\n"), Not(HasSubstr("select(User)")));
}

} // namespace
} // namespace nostall::test
