// A template that is the only way to the C API, as in many wrappers.
#pragma once

#include <libpq-fe.h>

template <class Row>
class Statement {
public:
  explicit Statement(PGconn* c) : connection(c) {}
  Row one() {
    run();
    return Row();
  }
  template <class Visit>
  void each(Visit visit) {
    PGresult* result = run();
    for (int i = 0; i < PQntuples(result); ++i)
      visit(Row());
  }
  int columns() const { return count; }

private:
  PGresult* run() { return PQexec(connection, "select 1"); }
  PGconn* connection;
  int count = 0;
};
