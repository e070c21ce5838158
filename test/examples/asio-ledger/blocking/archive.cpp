#include "archive.h"

#include <libpq-fe.h>

namespace ledger {

Archive::~Archive() { PQfinish(connection); }

bool Archive::connect() {
  if (PQstatus(connection) == CONNECTION_OK) return true;
  PQfinish(connection);
  connection = PQconnectdb(connectionString.c_str());
  return PQstatus(connection) == CONNECTION_OK;
}

bool Archive::insert(const std::string& line) {
  const char* const values[] = {line.c_str()};
  PGresult* result = PQexecParams(connection, "insert into booking (line) values ($1)", 1, nullptr, values,
                                  nullptr, nullptr, 0);
  const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
  PQclear(result);
  return done;
}

bool Archive::write(const std::string& line) { return connect() && insert(line); }

} // namespace ledger
