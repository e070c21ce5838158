// Notes in a local database, searched while the user types.
#pragma once

#include <QCoroTask>
#include <QSqlDatabase>
#include <QString>
#include <QStringList>

namespace notes {

class Notebook {
public:
  explicit Notebook(const QString& file);

  QCoro::Task<void> write(QString title, QString text);
  QCoro::Task<QStringList> search(QString word);
  QCoro::Task<int> importFolder(QString folder);

private:
  void migrate();
  int importFile(const QString& path);
  void store(const QString& title, const QString& text);
  QStringList titlesWith(const QString& word);

  QSqlDatabase database;
};

} // namespace notes
