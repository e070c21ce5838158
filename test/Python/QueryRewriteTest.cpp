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

/// The expressions that the module's assignments give to a name, in whatever place.
llvm::SmallVector<Index, 4> sources(const facts::Module& module, Index name) {
  llvm::SmallVector<Index, 4> found;
  for (const facts::Binding& binding : module.bindings)
    if (binding.name == module.expressions[name].text) found.push_back(binding.value);
  return found;
}

/// What is asked of the first expression of a kind that has this source in a module.
facts::Rewrite asked(
    const std::string& source, const std::string& expression, Expression::Kind kind,
    llvm::function_ref<std::optional<facts::Rewrite>(const facts::Module&, Index, const QueryContext&)> ask) {
  const facts::Unit unit = analyseModule({"/m.py", "m", false, "/"}, source);
  const facts::Module& module = unit.shards.at(0).module;
  const auto begin = static_cast<std::uint32_t>(source.rfind(expression));
  auto classified = [&](Index one) { return classify(module, one); };
  auto sourcesOf = [&](Index name) { return sources(module, name); };
  for (Index at = 0; at < module.expressions.size(); ++at) {
    const Expression& one = module.expressions[at];
    if (one.kind == kind && one.begin == begin && one.end == begin + expression.size())
      return ask(module, at, {classified, sourcesOf}).value_or(facts::Rewrite());
  }
  ADD_FAILURE() << "no `" << expression << "` in " << source;
  return {};
}

/// The source before the method that a line ends with.
std::string built(const std::string& line) { return line.substr(0, line.rfind('.')); }

facts::Rewrite rewritten(const std::string& line, const std::string& before = "") {
  return asked(before + "x = " + line + "\n", line, Expression::Kind::Call,
               [&](const facts::Module& module, Index call, const QueryContext& context) {
                 return rewriteQuery(module, call, built(line), context);
               });
}

std::string text(const std::string& line) { return rewritten(line).text; }

/// What a loop over the query reads instead.
std::string iterated(const std::string& line, const std::string& before = "") {
  return asked(before + "for one in " + line + ": pass\n", line, Expression::Kind::Element,
               [&](const facts::Module& module, Index element, const QueryContext& context) {
                 return rewriteIteration(module, module.expressions[element].operands.front(), line, context);
               })
      .text;
}

/// What `list(…)` and a subscript become.
std::string listed(const std::string& line, const std::string& before = "") {
  return asked(before + "x = list(" + line + ")\n", "list(" + line + ")", Expression::Kind::Call,
               [&](const facts::Module& module, Index call, const QueryContext& context) {
                 return rewriteList(module, module.expressions[call].operands.at(1), line, context);
               })
      .text;
}
std::string item(const std::string& line, const std::string& key, const std::string& before = "") {
  const std::string whole = line + "[" + key + "]";
  return asked(before + "x = " + whole + "\n", whole, Expression::Kind::Subscript,
               [&](const facts::Module& module, Index subscript, const QueryContext& context) {
                 return rewriteItem(module, module.expressions[subscript].operands.at(0), line, key, context);
               })
      .text;
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

TEST(QueryRewrite, ListsReadAllRows) {
  EXPECT_EQ(listed("db.query(User)"), "(await db.scalars(select(User))).unique().all()");
  EXPECT_EQ(listed("db.query(User.id).limit(3)"), "(await db.execute(select(User.id).limit(3))).all()");
  EXPECT_EQ(listed("users"), "");
}

TEST(QueryRewrite, ItemsAreSlices) {
  EXPECT_EQ(item("db.query(User)", "0"), "(await db.scalars(select(User).slice(0, 1))).unique().all()[0]");
  EXPECT_EQ(item("db.query(User.id)", "2:5"), "(await db.execute(select(User.id).slice(2, 5))).all()");
  EXPECT_EQ(item("db.query(User)", ":5"), "(await db.scalars(select(User).slice(None, 5))).unique().all()");
  EXPECT_EQ(item("db.query(User)", "2:"), "(await db.scalars(select(User).slice(2, None))).unique().all()");
  for (const char* key : {"-1", "n", "5:2", "a:b", ":", "::2", "1:9:2"})
    EXPECT_EQ(item("db.query(User)", key), "") << key;
}

TEST(QueryRewrite, VariablesBecomeStatements) {
  const std::string before = "q = db.query(User).filter(User.on)\n";
  EXPECT_EQ(rewritten("q.all()", before).text, "(await db.scalars(q)).unique().all()");
  EXPECT_EQ(rewritten("q.all()", before).condition,
            "`db` becomes an `AsyncSession`; `q` is built from `select(User)` in place of `db.query(User)`");
  EXPECT_EQ(rewritten("q.order_by(User.id).first()", before).text,
            "(await db.scalars(q.order_by(User.id).limit(1))).first()");
  EXPECT_EQ(rewritten("q.count()", before).text,
            "await db.scalar(select(func.count()).select_from(q.subquery()))");
  EXPECT_EQ(iterated("q", before), "(await db.scalars(q)).unique()");
  EXPECT_EQ(listed("q", before), "(await db.scalars(q)).unique().all()");
  EXPECT_EQ(item("q", "0", before), "(await db.scalars(q.slice(0, 1))).unique().all()[0]");
}

TEST(QueryRewrite, VariablesAreBuiltInSteps) {
  const std::string before = "q = db.query(User)\nif on:\n    q = q.filter(User.on)\n";
  EXPECT_EQ(rewritten("q.all()", before).text, "(await db.scalars(q)).unique().all()");
  EXPECT_EQ(rewritten("q.all()", before + "q = other()\n").text, "");
  EXPECT_EQ(rewritten("q.all()", before + "q = db.query(Post)\n").text, "");
  EXPECT_EQ(rewritten("q.all()", before + "q = q.union(q)\n").text, "");
  EXPECT_EQ(rewritten("q.all()", before + "q = q.populate_existing()\n").text, "");
  EXPECT_EQ(rewritten("q.all()", before + "q = q.filter(User.id.in_(db.query(Post.id)))\n").text, "");
  EXPECT_EQ(rewritten("q.delete()", before).text, "");
  EXPECT_EQ(rewritten("q.get(1)", before).text, "");
  EXPECT_EQ(rewritten("q.all()").text, "");
}

} // namespace
} // namespace nostall::python
