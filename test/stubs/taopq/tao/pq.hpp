// The part of taoPQ's interface that the tests use.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tao::pq {

namespace poll {
enum class status { timeout, readable };
using callback = status(int socket, bool wait_for_write, int timeout_ms);
} // namespace poll

class result {};
class transaction_base {
public:
  virtual ~transaction_base() = default;
  template <typename... As>
  void send(const char* statement, As&&... as);
  result get_result();
};
class transaction : public transaction_base {
public:
  template <typename... As>
  result execute(const char* statement, As&&... as);
  void commit();
  void rollback();
};
class connection final {
public:
  static std::shared_ptr<connection> create(const std::string& connection_info);
  void set_poll_callback(std::function<poll::callback> poll_cb) noexcept;
  bool is_open() const noexcept;
  std::shared_ptr<pq::transaction> transaction();
  template <typename... As>
  result execute(const char* statement, As&&... as);
  void prepare(const std::string& name, const std::string& statement);
};
class connection_pool {
public:
  std::shared_ptr<pq::connection> connection();
  template <typename... As>
  result execute(const char* statement, As&&... as);
};
class table_reader final {
public:
  template <typename... As>
  table_reader(const std::shared_ptr<transaction>& transaction, const char* statement, As&&... as);
  std::string_view get_raw_data();
};
class table_writer final {
public:
  template <typename... As>
  table_writer(const std::shared_ptr<transaction>& transaction, const char* statement, As&&... as);
  template <typename... As>
  void insert(As&&... as);
  std::size_t commit();
};

class large_object final {
public:
  large_object(const std::shared_ptr<transaction>& transaction, unsigned id, int mode);
  large_object(large_object&& other) noexcept;
  std::size_t read(char* data, std::size_t size);
};

} // namespace tao::pq
