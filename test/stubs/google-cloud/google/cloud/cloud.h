// The part of google-cloud-cpp's interface that the tests use. Everything stands in the inline namespace of a
// release.
#pragma once

#include <functional>
#include <string>

namespace google::cloud {
inline namespace v2_30 {

template <typename T>
class future {
public:
  T get();
  void wait();
  bool is_ready() const;
  template <typename F>
  void then(F&& functor) {}
};
template <typename T>
class StatusOr {};

namespace spanner {
inline namespace v2_30 {
class Row {};
class SqlStatement {
public:
  explicit SqlStatement(std::string statement);
};
class RowStreamIterator {
public:
  const StatusOr<Row>& operator*() const;
  RowStreamIterator& operator++();
  bool operator!=(const RowStreamIterator&) const;
};
class RowStream {
public:
  RowStreamIterator begin();
  RowStreamIterator end();
};
class Client {
public:
  RowStream ExecuteQuery(SqlStatement statement);
  StatusOr<int> Commit(const std::function<int()>& mutator);
  StatusOr<int> ExecutePartitionedDml(SqlStatement statement);
};
} // namespace v2_30
} // namespace spanner

namespace bigtable {
inline namespace v2_30 {
class SingleRowMutation {};
class Row {};
class RowReaderIterator {
public:
  const StatusOr<Row>& operator*() const;
  RowReaderIterator& operator++();
  bool operator!=(const RowReaderIterator&) const;
};
class RowReader {
public:
  RowReaderIterator begin();
  RowReaderIterator end();
};
class Table {
public:
  int Apply(SingleRowMutation mut);
  future<int> AsyncApply(SingleRowMutation mut);
  StatusOr<Row> ReadRow(std::string row_key);
  RowReader ReadRows(std::string row_set);
};
} // namespace v2_30
} // namespace bigtable

} // namespace v2_30
} // namespace google::cloud
