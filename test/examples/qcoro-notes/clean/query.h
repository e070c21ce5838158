// Shorthand for queries on this thread's connection.
#pragma once

#include <QStringList>
#include <QVariantList>

namespace notes {

bool openDatabase(const QString& file);
/// Runs a statement that returns no rows.
bool run(const QString& text, const QVariantList& values = {});
QStringList firstColumn(const QString& text, const QVariantList& values);

} // namespace notes
