// The part of sqlite_orm's interface that the tests use.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sqlite_orm {
namespace internal {

struct storage_base {
  void open_forever();
  void vacuum();
  void begin_transaction();
  void commit();
  bool table_exists(const std::string& tableName);
  std::string filename() const;
};
template <class... DBO>
struct storage_t : storage_base {
  template <class O, class... Args>
  std::vector<O> get_all(Args&&... args);
  template <class O, class... Ids>
  O get(Ids... ids);
  template <class O>
  int insert(const O& o);
  template <class O, class... Ids>
  void remove(Ids... ids);
  void sync_schema();
  bool transaction(const std::function<bool()>& f);
};
template <class... Cs>
struct table_t {};

} // namespace internal

template <class... DBO>
internal::storage_t<DBO...> make_storage(std::string filename, DBO... dbObjects);
template <class... Cs>
internal::table_t<Cs...> make_table(std::string name, Cs... args);

} // namespace sqlite_orm
