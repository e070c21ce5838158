#include "query.h"

#include <QSqlDatabase>
#include <QSqlQuery>

namespace notes {

bool openDatabase(const QString& file) {
  QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE");
  database.setDatabaseName(file);
  return database.open();
}

bool run(const QString& text, const QVariantList& values) {
  QSqlQuery query;
  query.prepare(text);
  for (const QVariant& value : values)
    query.addBindValue(value);
  return query.exec();
}

QStringList firstColumn(const QString& text, const QVariantList& values) {
  QSqlQuery query;
  query.prepare(text);
  for (const QVariant& value : values)
    query.addBindValue(value);
  query.exec();
  QStringList rows;
  while (query.next())
    rows << query.value(0).toString();
  return rows;
}

} // namespace notes
