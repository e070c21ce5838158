// FLAGS: -std=c++20 -fPIC -I%stubs
// PKG: Qt6Core Qt6Sql
#include <QSqlQuery>
#include <QSqlQueryModel>
#include <QSqlRecord>
#include <QSqlRelationalTableModel>
#include <QSqlTableModel>
#include <nostall_test/task.h>

task<> tables(QSqlTableModel& model) {
  model.setTable("t");        // expect: blocking-call [qt-sql-model]
  model.setFilter("a = 1");   // expect: blocking-call [qt-sql-model]
  model.select();             // expect: blocking-call [qt-sql-model]
  model.selectRow(0);         // expect: blocking-call [qt-sql-model]
  model.submitAll();          // expect: blocking-call [qt-sql-model-edit]
  model.removeRow(0);         // expect: blocking-call [qt-sql-model-edit]
  model.removeRows(0, 2);     // expect: blocking-call [qt-sql-model-edit]
  model.insertRecord(-1, {}); // expect: blocking-call [qt-sql-model-edit]
  model.tableName();          // ok: memory
  model.revertAll();          // ok: memory
  co_return;
}

task<> keepsForLater(QSqlTableModel& model) {
  model.setEditStrategy(QSqlTableModel::OnManualSubmit);
  model.removeRow(0); // ok: only noted
  model.submitAll();  // expect: blocking-call [qt-sql-model-edit]
  co_return;
}

task<> relations(QSqlRelationalTableModel& model) {
  model.setRelation(1, QSqlRelation("u", "id", "name")); // ok: only noted
  model.select();                                        // expect: blocking-call [qt-sql-model]
  model.relationModel(1);                                // expect: blocking-call [qt-sql-model]
  co_return;
}

task<> queries(QSqlQueryModel& model, QSqlQuery&& query) {
  model.setQuery("select 1");       // expect: blocking-call [qt-sql-model]
  model.setQuery(std::move(query)); // ok: has been run already
  model.fetchMore();                // expect: blocking-call [qt-sql-model]
  co_return;
}
