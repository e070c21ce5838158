// Shorthand for queries.
#pragma once

#include <QSqlDatabase>
#include <QVariantList>
#include <functional>

namespace notes {

/// Runs a statement that returns no rows.
bool run(QSqlDatabase& database, const QString& text, const QVariantList& values = {});
/// Calls `action` with the first column of each row.
void eachRow(QSqlDatabase& database, const QString& text, const QVariantList& values,
             const std::function<void(const QString&)>& action);

} // namespace notes
