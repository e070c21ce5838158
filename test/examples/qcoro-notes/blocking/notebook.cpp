#include "notebook.h"

#include "query.h"

#include <QCoroTimer>
#include <QDir>
#include <QSqlQuery>
#include <QTimer>
#include <chrono>

using namespace std::chrono_literals;

namespace notes {

Notebook::Notebook(const QString& file) : database(QSqlDatabase::addDatabase("QSQLITE")) {
  database.setDatabaseName(file);
  database.open();
  migrate();
}

void Notebook::migrate() {
  run(database, "create table if not exists note (title text primary key, text text not null)");
}

void Notebook::store(const QString& title, const QString& text) {
  run(database, "insert or replace into note values (?, ?)", {title, text});
}

int Notebook::importFile(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return 0;
  store(QFileInfo(path).baseName(), QString::fromUtf8(file.readAll()));
  return 1;
}

QStringList Notebook::titlesWith(const QString& word) {
  QStringList titles;
  const auto collect = [&titles](const QString& title) { titles << title; };
  eachRow(database, "select title from note where text like ?", {"%" + word + "%"}, collect);
  return titles;
}

QCoro::Task<void> Notebook::write(QString title, QString text) {
  QSqlQuery query(database);
  query.prepare("insert or replace into note values (?, ?)");
  query.addBindValue(title);
  query.addBindValue(text);
  query.exec();
  co_return;
}

QCoro::Task<QStringList> Notebook::search(QString word) {
  // Do not search again for every key.
  QTimer pause;
  pause.setSingleShot(true);
  pause.start(20ms);
  co_await pause;
  co_return titlesWith(word);
}

QCoro::Task<int> Notebook::importFolder(QString folder) {
  int count = 0;
  const QDir directory(folder);
  database.transaction();
  for (const QString& name : directory.entryList({"*.txt"}, QDir::Files)) {
    count += importFile(directory.filePath(name));
    QTimer breath;
    breath.setSingleShot(true);
    breath.start(0ms);
    co_await breath;
  }
  database.commit();
  co_return count;
}

} // namespace notes
