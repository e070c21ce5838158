// SQLAlchemy's Query → statement, one line for each form. In these lines `User` and `Post` are mapped
// classes, what starts with `func.` and attributes of the classes are columns, everything else is unknown.

#include "Python/QueryRewrite.h"

#include "Python/Analyse.h"

#include <llvm/ADT/StringRef.h>

#include <gtest/gtest.h>

namespace nostall::python {
namespace {

using facts::Expression;
using facts::Index;

Selected classify(const facts::Module& module, Index at) {
  const Expression& expression = module.expressions[at];
  switch (expression.kind) {
  case Expression::Kind::Name:
    if (expression.text == "User" || expression.text == "Post") return Selected::Entity;
    return expression.text == "func" ? Selected::Column : Selected::Unknown;
  case Expression::Kind::Attribute:
  case Expression::Kind::Call:
    return classify(module, expression.operands.front()) == Selected::Unknown ? Selected::Unknown
                                                                              : Selected::Column;
  default:
    return Selected::Unknown;
  }
}

facts::Rewrite rewritten(const std::string& line) {
  const facts::Unit unit = analyseModule({"/m.py", "m", false, "/"}, "x = " + line + "\n");
  const facts::Module& module = unit.shards.at(0).module;
  for (Index at = 0; at < module.expressions.size(); ++at) {
    const Expression& expression = module.expressions[at];
    if (expression.kind == Expression::Kind::Call && expression.begin == 4 &&
        expression.end == 4 + line.size())
      return rewriteQuery(module, at, [&](Index one) { return classify(module, one); })
          .value_or(facts::Rewrite());
  }
  ADD_FAILURE() << "no call in " << line;
  return {};
}

std::string text(const std::string& line) { return rewritten(line).text; }

/// What a loop over the query reads instead.
std::string iterated(const std::string& line) {
  const facts::Unit unit = analyseModule({"/m.py", "m", false, "/"}, "for one in " + line + ": pass\n");
  const facts::Module& module = unit.shards.at(0).module;
  for (const Expression& expression : module.expressions)
    if (expression.kind == Expression::Kind::Element)
      return rewriteIteration(module, expression.operands.front(),
                              [&](Index one) { return classify(module, one); })
          .value_or(facts::Rewrite())
          .text;
  ADD_FAILURE() << "no loop over " << line;
  return {};
}

TEST(QueryRewrite, OneMappedClassGivesUniqueObjects) {
  EXPECT_EQ(text("db.query(User).all()"), "(await db.scalars(select(User))).unique().all()");
  EXPECT_EQ(text("db.query(User).filter(User.id == key, User.on).one()"),
            "(await db.scalars(select(User).where(User.id == key, User.on))).unique().one()");
  EXPECT_EQ(text("self.db.query(User).filter_by(name=name).one_or_none()"),
            "(await self.db.scalars(select(User).filter_by(name=name))).unique().one_or_none()");
  EXPECT_EQ(text("db.query(User).scalar()"), "(await db.scalars(select(User))).unique().one_or_none()");
}

TEST(QueryRewrite, FirstLimitsAndNeverRaises) {
  EXPECT_EQ(text("db.query(User).filter(User.id == 1).first()"),
            "(await db.scalars(select(User).where(User.id == 1).limit(1))).first()");
  EXPECT_EQ(text("db.query(User.id).first()"), "(await db.execute(select(User.id).limit(1))).first()");
  EXPECT_EQ(text("db.query(User, Post).first()"), "(await db.execute(select(User, Post).limit(1))).first()");
}

TEST(QueryRewrite, SeveralThingsWithAMappedClassGiveUniqueRows) {
  EXPECT_EQ(text("db.query(User, Post.id).join(Post).all()"),
            "(await db.execute(select(User, Post.id).join(Post))).unique().all()");
  EXPECT_NE(rewritten("db.query(User, Post.id).all()").condition.find("JSON"), std::string::npos);
}

TEST(QueryRewrite, ColumnsGiveRowsAsTheyAre) {
  EXPECT_EQ(text("db.query(User.id, User.name).all()"),
            "(await db.execute(select(User.id, User.name))).all()");
  EXPECT_EQ(text("db.query(func.sum(User.age)).scalar()"),
            "(await db.execute(select(func.sum(User.age)))).scalar_one_or_none()");
}

TEST(QueryRewrite, CountsTheWholeStatement) {
  EXPECT_EQ(text("db.query(User).distinct().limit(3).count()"),
            "await db.scalar(select(func.count()).select_from(select(User).distinct().limit(3).subquery()))");
}

TEST(QueryRewrite, LooksUpByKeyInTheSession) {
  EXPECT_EQ(text("db.query(User).get(key)"), "await db.get(User, key)");
  EXPECT_EQ(text("db.query(User).options(o).with_for_update().get(key)"),
            "await db.get(User, key, options=[o], with_for_update=True)");
  EXPECT_EQ(text("db.query(User).filter(User.on).get(key)"), "");
}

TEST(QueryRewrite, ChangesInBulk) {
  EXPECT_EQ(text("db.query(User).filter(User.on).delete()"),
            "(await db.execute(delete(User).where(User.on))).rowcount");
  EXPECT_EQ(text("db.query(User).update({'a': 1}, synchronize_session=False)"),
            "(await db.execute(update(User).values({'a': 1})"
            ".execution_options(synchronize_session=False))).rowcount");
  EXPECT_EQ(text("db.query(User).delete('fetch')"),
            "(await db.execute(delete(User).execution_options(synchronize_session='fetch'))).rowcount");
}

TEST(QueryRewrite, LeavesAloneWhatHasNoExactForm) {
  for (const char* line :
       {"db.query(thing).all()", "db.query(*columns).all()", "query.all()", "db.query(User).union(q).all()",
        "db.query(User).from_self().all()", "db.query(User).values(User.id)",
        "db.query(User).filter(User.id.in_(db.query(Post.id))).all()", "db.query(User).yield_per(9).all()",
        "db.query(User).with_entities(User.id).all()", "db.query().all()"})
    EXPECT_EQ(text(line), "") << line;
}

TEST(QueryRewrite, KeepsSourceAsWritten) {
  EXPECT_EQ(text("db.query(User).filter(\n    User.id\n    == 1\n).first()"),
            "(await db.scalars(select(User).where(User.id\n    == 1).limit(1))).first()");
}

TEST(QueryRewrite, NamesItsConditions) {
  EXPECT_EQ(rewritten("db.query(User).all()").condition, "`db` becomes an `AsyncSession`");
  EXPECT_EQ(rewritten("db.query(User).all()").exactness, "conditional");
  EXPECT_NE(rewritten("db.query(User).join(Post).filter_by(a=1).all()").condition.find("2.1"),
            std::string::npos);
  EXPECT_NE(rewritten("db.query(User).delete()").condition.find("synchronize_session"), std::string::npos);
}

TEST(QueryRewrite, LoopsReadTheResult) {
  EXPECT_EQ(iterated("db.query(User)"), "(await db.scalars(select(User))).unique()");
  EXPECT_EQ(iterated("db.query(User).filter(User.on)"),
            "(await db.scalars(select(User).where(User.on))).unique()");
  EXPECT_EQ(iterated("db.query(User, Post)"), "(await db.execute(select(User, Post))).unique()");
  EXPECT_EQ(iterated("db.query(User.id)"), "(await db.execute(select(User.id)))");
  EXPECT_EQ(iterated("db.query(User).yield_per(10)"), "");
  EXPECT_EQ(iterated("db.query(model)"), "");
  EXPECT_EQ(iterated("users"), "");
}

} // namespace
} // namespace nostall::python
