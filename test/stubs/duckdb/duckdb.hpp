// The part of DuckDB's interfaces that the tests use.
#pragma once

#include <memory>
#include <string>

extern "C" {
typedef struct _duckdb_database* duckdb_database;
typedef struct _duckdb_connection* duckdb_connection;
typedef struct {
  void* internal_data;
} duckdb_result;
typedef enum { DuckDBSuccess = 0 } duckdb_state;
duckdb_state duckdb_open(const char* path, duckdb_database* out_database);
duckdb_state duckdb_query(duckdb_connection connection, const char* query, duckdb_result* out_result);
unsigned long long duckdb_column_count(duckdb_result* result);
}

namespace duckdb {
class MaterializedQueryResult {
public:
  unsigned long long RowCount() const;
};
class PendingQueryResult {
public:
  int ExecuteTask();
};
class DuckDB {
public:
  explicit DuckDB(const char* path = nullptr);
};
class Connection {
public:
  explicit Connection(DuckDB& database);
  std::unique_ptr<MaterializedQueryResult> Query(const std::string& query);
  std::unique_ptr<PendingQueryResult> PendingQuery(const std::string& query);
  void BeginTransaction();
  void Commit();
};
} // namespace duckdb
