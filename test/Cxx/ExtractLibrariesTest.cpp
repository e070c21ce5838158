// The shapes that real libraries give to their calls, against their real headers.
#include "Cxx/Extracted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nostall::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;

TEST(ExtractLibraries, Libpq) {
  auto facts = extract(R"(#include <libpq-fe.h>
#include <memory>
    struct Finish { void operator()(PGconn* c) const { PQfinish(c); } };
    void f(const char* dsn) { std::unique_ptr<PGconn, Finish> c(PQconnectdb(dsn)); PQclear(PQexec(c.get(), "select 1")); }
  )",
                       {}, {"-isystem/usr/include/postgresql"});
  ASSERT_EQ(facts.errors, 0u);
  EXPECT_THAT(facts.calls("f"), ElementsAre("PQconnectdb(dsn@0)", "PQexec(c, \"select 1\")", "PQclear(#1)",
                                            "op c.Finish::operator()() implicit"));
  EXPECT_EQ(facts.symbol("PQexec")->header, "libpq-fe.h");
  EXPECT_TRUE(facts.symbol("PQexec")->flags & facts::SF_ExternC);
}

TEST(ExtractLibraries, SociRunsInATemporarysDestructor) {
  auto facts = extract(R"(#include <soci/soci.h>
    void f(soci::session& sql) { int n = 0; sql << "select 1", soci::into(n); }
  )",
                       {}, {"-isystem/usr/include/soci"});
  ASSERT_EQ(facts.errors, 0u);
  EXPECT_THAT(facts.calls("f"),
              ElementsAre("op sql@0.soci::session::operator<<(\"select 1\")", "soci::into(n)",
                          "op #0.soci::details::once_temp_type::operator,(#1) discarded",
                          "end soci::details::once_temp_type::~once_temp_type() implicit temp"));
  EXPECT_EQ(facts.symbol("soci::session::operator<<")->header, "soci/session.h");
}

TEST(ExtractLibraries, PocoManipulators) {
  auto facts = extract(R"(#include <Poco/Data/Session.h>
    using namespace Poco::Data::Keywords;
    void f(Poco::Data::Session& session) { session << "select 1", now; }
  )");
  ASSERT_EQ(facts.errors, 0u);
  EXPECT_THAT(facts.calls("f"), Contains("ref Poco::Data::Keywords::now()"));
}

TEST(ExtractLibraries, AsioCoroutines) {
  auto facts = extract(R"(#include <asio.hpp>
    void work();
    asio::awaitable<void> f(asio::ip::tcp::socket socket, asio::thread_pool& pool) {
      char data[8];
      co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
      co_await asio::co_spawn(pool, []() -> asio::awaitable<void> { work(); co_return; }, asio::use_awaitable);
      asio::post(pool, work);
    }
  )",
                       {}, {"-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE"});
  ASSERT_EQ(facts.errors, 0u);
  EXPECT_THAT(
      facts.calls("f"),
      IsSupersetOf({"socket@0.asio::basic_stream_socket::async_read_some(#0, asio::use_awaitable) awaited",
                    "asio::co_spawn(pool@1, [f::(lambda)], asio::use_awaitable) awaited",
                    "asio::post(pool@1, [work])"}));
  EXPECT_THAT(facts.entities(), ElementsAre("function f coroutine", "lambda f::(lambda) coroutine"));
  EXPECT_TRUE(facts.symbol("f")->flags & facts::SF_CoroutineType);
}

} // namespace
} // namespace nostall::test
