#include "notebook.h"

#include "query.h"

#include <QCoroFuture>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtConcurrent>

namespace notes {
namespace {

void store(const QString& title, const QString& text) {
  run("insert or replace into note values (?, ?)", {title, text});
}

int importAll(const QString& folder) {
  int count = 0;
  const QDir directory(folder);
  for (const QString& name : directory.entryList({"*.txt"}, QDir::Files)) {
    QFile file(directory.filePath(name));
    if (!file.open(QIODevice::ReadOnly)) continue;
    store(QFileInfo(name).baseName(), QString::fromUtf8(file.readAll()));
    ++count;
  }
  return count;
}

} // namespace

Notebook::Notebook(QString path) : file(std::move(path)) {
  worker.setMaxThreadCount(1);
  worker.setExpiryTimeout(-1);
}

Notebook::~Notebook() { worker.waitForDone(); }

QCoro::Task<void> Notebook::open() {
  co_await QtConcurrent::run(&worker, [path = file] {
    openDatabase(path);
    run("create table if not exists note (title text primary key, text text not null)");
  });
}

QCoro::Task<void> Notebook::write(QString title, QString text) {
  co_await QtConcurrent::run(&worker, [=] { store(title, text); });
}

QCoro::Task<QStringList> Notebook::search(QString word) {
  co_return co_await QtConcurrent::run(
      &worker, [=] { return firstColumn("select title from note where text like ?", {"%" + word + "%"}); });
}

QCoro::Task<int> Notebook::importFolder(QString folder) {
  co_return co_await QtConcurrent::run(&worker, importAll, folder);
}

} // namespace notes
