#include "query.h"

#include <QSqlQuery>

namespace notes {
namespace {

QSqlQuery prepared(QSqlDatabase& database, const QString& text, const QVariantList& values) {
  QSqlQuery query(database);
  query.prepare(text);
  for (const QVariant& value : values)
    query.addBindValue(value);
  return query;
}

} // namespace

bool run(QSqlDatabase& database, const QString& text, const QVariantList& values) {
  QSqlQuery query = prepared(database, text, values);
  return query.exec();
}

void eachRow(QSqlDatabase& database, const QString& text, const QVariantList& values,
             const std::function<void(const QString&)>& action) {
  QSqlQuery query = prepared(database, text, values);
  query.exec();
  while (query.next())
    action(query.value(0).toString());
}

} // namespace notes
