// Notes: a Qt program written with QCoro. Every query stops the thread that draws; the folder `clean` holds
// the same program without that.

#include "notebook.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

namespace {

QCoro::Task<void> session(notes::Notebook& notebook, QString folder) {
  QTextStream out(stdout);
  co_await notebook.write("shopping", "milk and coffee");
  co_await notebook.write("reading", "a book on coffee");
  const int imported = co_await notebook.importFolder(folder);
  const QStringList found = co_await notebook.search("coffee");
  out << imported << " imported, found: " << found.join(", ") << Qt::endl;
  QCoreApplication::quit();
}

} // namespace

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  QTemporaryDir folder;
  QFile file(folder.filePath("beans.txt"));
  if (file.open(QIODevice::WriteOnly)) file.write("where coffee comes from");
  file.close();
  notes::Notebook notebook(folder.filePath("notes.sqlite"));
  QTimer::singleShot(0, [&] { session(notebook, folder.path()); });
  return application.exec();
}
