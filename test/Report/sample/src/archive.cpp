#include "archive.h"

static void save(PGconn* connection, const std::string& text) {
  PQexec(connection, text.c_str());
}

void Archive::write(const std::string& text) {
  save(connection, text);
}
