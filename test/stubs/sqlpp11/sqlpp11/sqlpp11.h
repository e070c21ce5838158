// The part of sqlpp11's interface that the tests use.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace sqlpp {

struct statement {};
struct prepared {};
statement select(int column);
statement insert_into(int table);

struct connection {};

template <typename Row>
class result_t {
public:
  class iterator {
  public:
    const Row& operator*() const;
    iterator& operator++();
    bool operator!=(const iterator&) const;
  };
  iterator begin();
  iterator end();
  bool empty() const;
  void pop_front();
};

template <typename ConnectionBase>
class common_connection : public ConnectionBase {
public:
  template <typename Config>
  void connectUsing(const std::shared_ptr<Config>& config);
};
template <typename ConnectionBase>
class normal_connection : public common_connection<ConnectionBase> {
public:
  normal_connection();
  template <typename Config>
  explicit normal_connection(const std::shared_ptr<Config>& config);
};

template <typename Db>
class transaction_t {
public:
  transaction_t(Db& db, bool report_unfinished_transaction);
  transaction_t(transaction_t&& other);
  ~transaction_t();
  void commit();
  void rollback();
};
template <typename Db>
transaction_t<Db> start_transaction(Db& db, bool report_unfinished_transaction = true);

namespace postgresql {
struct connection_config {};
class connection_base : public sqlpp::connection {
public:
  result_t<int> operator()(const statement& t);
  std::size_t execute(const std::string& t);
  prepared prepare(const statement& t);
  void start_transaction();
  void commit_transaction();
  std::string escape(const std::string& s) const;
};
using connection = normal_connection<connection_base>;
} // namespace postgresql

} // namespace sqlpp
