// Notes in a local database, searched while the user types. Qt's SQL classes have no awaitable form and a
// connection belongs to the thread that opened it, so all queries run on one worker thread that owns the
// connection.
#pragma once

#include <QCoroTask>
#include <QString>
#include <QStringList>
#include <QThreadPool>

namespace notes {

class Notebook {
public:
  explicit Notebook(QString file);
  ~Notebook();

  QCoro::Task<void> open();
  QCoro::Task<void> write(QString title, QString text);
  QCoro::Task<QStringList> search(QString word);
  QCoro::Task<int> importFolder(QString folder);

private:
  QString file;
  /// One thread that never expires: the connection's home.
  QThreadPool worker;
};

} // namespace notes
