// The part of Drogon's ORM that the tests use.
#pragma once

#include <drogon/utils/coroutine.h>

#include <exception>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace drogon::orm {

class Result {
public:
  size_t size() const noexcept;
};
class DrogonDbException {};
class Criteria {};
class Transaction;
class DbClient;
using DbClientPtr = std::shared_ptr<DbClient>;
using ExceptionCallback = std::function<void(const DrogonDbException&)>;

enum class Mode { NonBlocking, Blocking };
enum class TransactionType { Deferred, Immediate };

namespace internal {
class SqlBinder {
public:
  SqlBinder(SqlBinder&& that) noexcept;
  ~SqlBinder();
  template <typename CallbackType>
  SqlBinder& operator>>(CallbackType&& callback) {
    return *this;
  }
  SqlBinder& operator<<(const std::string& str);
  SqlBinder& operator<<(int number);
  SqlBinder& operator<<(const Mode& mode);
  SqlBinder& operator<<(Mode&& mode);
  void exec() noexcept(false);
};
struct [[nodiscard]] SqlAwaiter : CallbackAwaiter<Result> {};
struct [[nodiscard]] TransactionAwaiter : CallbackAwaiter<std::shared_ptr<Transaction>> {};
template <typename ReturnType>
struct [[nodiscard]] MapperAwaiter : CallbackAwaiter<ReturnType> {};
} // namespace internal

class DbClient {
public:
  virtual ~DbClient();
  static DbClientPtr newPgClient(const std::string& connInfo, size_t connNum);
  template <typename FUNCTION1, typename FUNCTION2, typename... Arguments>
  void execSqlAsync(const std::string& sql, FUNCTION1&& rCallback, FUNCTION2&& exceptCallback,
                    Arguments&&... args) noexcept {}
  template <typename... Arguments>
  std::future<Result> execSqlAsyncFuture(const std::string& sql, Arguments&&... args) noexcept;
  template <typename... Arguments>
  Result execSqlSync(const std::string& sql, Arguments&&... args) noexcept(false);
  template <typename... Arguments>
  internal::SqlAwaiter execSqlCoro(const std::string& sql, Arguments&&... args) noexcept;
  internal::SqlBinder operator<<(const std::string& sql);
  virtual std::shared_ptr<Transaction>
  newTransaction(const std::function<void(bool)>& commitCallback = std::function<void(bool)>(),
                 TransactionType transType = TransactionType::Deferred) noexcept(false) = 0;
  virtual void newTransactionAsync(const std::function<void(const std::shared_ptr<Transaction>&)>& callback,
                                   TransactionType transType = TransactionType::Deferred) = 0;
  internal::TransactionAwaiter newTransactionCoro(TransactionType transType = TransactionType::Deferred);
  virtual bool hasAvailableConnections() const noexcept = 0;
};

class Transaction : public DbClient {
public:
  virtual void rollback() = 0;
  virtual void setCommitCallback(const std::function<void(bool)>& commitCallback) = 0;
};

template <typename T>
class Mapper {
public:
  using SingleRowCallback = std::function<void(T)>;
  using MultipleRowsCallback = std::function<void(std::vector<T>)>;
  using CountCallback = std::function<void(const size_t)>;
  explicit Mapper(DbClientPtr client);
  Mapper<T>& limit(size_t limit);
  T findByPrimaryKey(int key) noexcept(false);
  void findByPrimaryKey(int key, const SingleRowCallback& rcb, const ExceptionCallback& ecb) noexcept;
  std::vector<T> findAll() noexcept(false);
  void findAll(const MultipleRowsCallback& rcb, const ExceptionCallback& ecb) noexcept;
  std::future<std::vector<T>> findFutureAll() noexcept;
  size_t count(const Criteria& criteria = Criteria()) noexcept(false);
  void count(const Criteria& criteria, const CountCallback& rcb, const ExceptionCallback& ecb) noexcept;
  void insert(T& obj) noexcept(false);
  void insert(const T& obj, const SingleRowCallback& rcb, const ExceptionCallback& ecb) noexcept;
  template <typename... Arguments>
  size_t updateBy(const std::vector<std::string>& colNames, const Criteria& criteria,
                  Arguments&&... args) noexcept(false);
  template <typename... Arguments>
  void updateBy(const std::vector<std::string>& colNames, const CountCallback& rcb,
                const ExceptionCallback& ecb, const Criteria& criteria, Arguments&&... args) noexcept;
};

template <typename T>
class CoroMapper : public Mapper<T> {
public:
  explicit CoroMapper(const DbClientPtr& client);
  internal::MapperAwaiter<T> findByPrimaryKey(int key);
  internal::MapperAwaiter<std::vector<T>> findAll();
  internal::MapperAwaiter<size_t> count(const Criteria& criteria = Criteria());
  internal::MapperAwaiter<T> insert(const T& obj);
};

template <typename T, bool SelectAll, bool Single = false>
class BaseBuilder {
public:
  std::vector<T> execSync(const DbClientPtr& client);
  template <typename TFn, typename EFn>
  void execAsync(const DbClientPtr& client, TFn&& rCallback, EFn&& exceptCallback) noexcept {}
  std::future<std::vector<T>> execAsyncFuture(const DbClientPtr& client) noexcept;
};

} // namespace drogon::orm
