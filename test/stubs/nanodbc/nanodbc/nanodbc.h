// The part of nanodbc's interface that the tests use.
#pragma once

#include <string>

namespace nanodbc {

using string = std::string;
class connection;

class result {
public:
  bool next();
  bool next_result();
  long rows() const noexcept;
  template <class T>
  T get(short column) const;
};

class transaction {
public:
  explicit transaction(const class connection& conn);
  ~transaction() noexcept;
  void commit();
  void rollback() noexcept;
};

class statement {
public:
  statement();
  explicit statement(class connection& conn);
  statement(class connection& conn, const string& query, long timeout = 0);
  void prepare(class connection& conn, const string& query, long timeout = 0);
  class result execute(long batch_operations = 1, long timeout = 0);
  class result execute_direct(class connection& conn, const string& query);
  bool async_execute(void* event_handle, long batch_operations = 1, long timeout = 0);
  template <class T>
  void bind(short param_index, const T* value);
};

class connection {
public:
  connection();
  explicit connection(const string& connection_string, long timeout = 0);
  connection(connection&& rhs) noexcept;
  void connect(const string& connection_string, long timeout = 0);
  bool connected() const noexcept;
  void disconnect();
};

class catalog {
public:
  class tables {};
  explicit catalog(connection& conn) noexcept;
  tables find_tables(const string& table = string());
};

result execute(connection& conn, const string& query, long batch_operations = 1, long timeout = 0);
void just_execute(connection& conn, const string& query, long batch_operations = 1, long timeout = 0);
void prepare(statement& stmt, const string& query, long timeout = 0);

} // namespace nanodbc
