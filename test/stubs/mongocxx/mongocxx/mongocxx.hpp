// The part of the MongoDB C++ driver's interface that the tests use.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace bsoncxx::v_noabi::document {
class view {};
class value {};
} // namespace bsoncxx::v_noabi::document

namespace mongocxx {
namespace v_noabi {

using document = bsoncxx::v_noabi::document::view;

class cursor {
public:
  class iterator {
  public:
    const document& operator*() const;
    iterator& operator++();
    bool operator!=(const iterator&) const;
  };
  iterator begin();
  iterator end();
};

class collection {
public:
  cursor find(document filter);
  cursor aggregate(document pipeline);
  std::optional<bsoncxx::v_noabi::document::value> find_one(document filter);
  bool insert_one(document value);
  bool update_many(document filter, document update);
  long count_documents(document filter);
  std::string_view name() const;
};

class database {
public:
  mongocxx::v_noabi::collection collection(std::string_view name) const;
  bsoncxx::v_noabi::document::value run_command(document command);
};

class client {
public:
  client();
  mongocxx::v_noabi::database database(std::string_view name) const;
  cursor list_databases() const;
};

class client_session {
public:
  void start_transaction();
  void commit_transaction();
  void abort_transaction();
};

namespace gridfs {
class uploader {
public:
  void write(const unsigned char* bytes, std::size_t length);
  void close();
};
class bucket {
public:
  uploader open_upload_stream(std::string_view filename);
};
} // namespace gridfs

class pool {
public:
  class entry {
  public:
    client* operator->() const;
  };
  entry acquire();
  std::optional<entry> try_acquire();
};

} // namespace v_noabi
using v_noabi::client;
using v_noabi::collection;
using v_noabi::database;
using v_noabi::pool;
} // namespace mongocxx
