// FLAGS: -std=c++20
// PKG: libpq hiredis
//
// Callbacks of a database client run in its loop.
#include <hiredis/async.h>
#include <hiredis/hiredis.h>
#include <libpq-fe.h>

static PGconn* connection;

static void onReply(redisAsyncContext*, void*, void*) {
  PQexec(connection, "select 1"); // expect: blocking-call [libpq]
}
static void onReplyAsksAgain(redisAsyncContext* context, void*, void*) {
  redisAsyncCommand(context, onReply, nullptr, "GET y"); // ok: asynchronous
}
static void onConnect(const redisAsyncContext*, int) {
  PQexec(connection, "select 1"); // expect: blocking-call [libpq]
}

void start(redisAsyncContext* context) {
  redisAsyncSetConnectCallback(context, onConnect);
  redisAsyncCommand(context, onReply, nullptr, "GET x");
  redisAsyncCommand(context, onReplyAsksAgain, nullptr, "GET x");
}
