// FLAGS: -std=c++20 -I%stubs
#include <Poco/MongoDB/Connection.h>
#include <Poco/MongoDB/Cursor.h>
#include <Poco/MongoDB/Database.h>
#include <Poco/MongoDB/QueryRequest.h>
#include <Poco/MongoDB/ReplicaSet.h>
#include <Poco/MongoDB/ResponseMessage.h>
#include <nostall_test/task.h>

task<> requests(Poco::MongoDB::Connection& connection, Poco::MongoDB::QueryRequest& request) {
  Poco::MongoDB::ResponseMessage response;   // ok: memory
  connection.sendRequest(request, response); // expect: blocking-call [poco-mongodb-request]
  connection.sendRequest(request);           // expect: blocking-call [poco-mongodb-request]
  Poco::MongoDB::Database database("test");  // ok: memory
  database.count(connection, "t");           // expect: blocking-call [poco-mongodb-request]
  database.createCountRequest("t");          // ok: memory
  Poco::MongoDB::Cursor cursor("test", "t"); // ok: memory
  cursor.next(connection);                   // expect: blocking-call [poco-mongodb-request]
  co_return;
}

task<> connects(const Poco::Net::StreamSocket& socket, Poco::MongoDB::ReplicaSet& replicas) {
  Poco::MongoDB::Connection unconnected;             // ok: connects to nothing
  Poco::MongoDB::Connection over(socket);            // ok: connected already
  Poco::MongoDB::Connection connection("db", 27017); // expect: blocking-call [poco-mongodb-connect]
  unconnected.connect("db", 27017);                  // expect: blocking-call [poco-mongodb-connect]
  replicas.findMaster();                             // expect: blocking-call [poco-mongodb-connect]
  co_return;
}

task<> elsewhere(pool& threads, Poco::MongoDB::Connection& connection) {
  co_await offload(threads, [&] { connection.connect("db", 27017); }); // ok: runs on the pool
}
