// FLAGS: -std=c++20 -I%stubs
// PKG: odbc
#include <nostall_test/task.h>
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

bool run(SQLHSTMT statement, SQLCHAR* query) { return SQL_SUCCEEDED(SQLExecDirect(statement, query, SQL_NTS)); }

task<> connects(SQLHDBC connection, SQLCHAR* name, SQLWCHAR* wide) {
  SQLConnect(connection, name, SQL_NTS, name, SQL_NTS, name, SQL_NTS);                             // expect: blocking-call [odbc-connect]
  SQLDriverConnect(connection, nullptr, name, SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);  // expect: blocking-call [odbc-connect]
  SQLDriverConnectW(connection, nullptr, wide, SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT); // expect: blocking-call [odbc-connect]
  SQLDisconnect(connection);                                                                       // expect: blocking-call [odbc-connect]
  SQLSetConnectAttr(connection, SQL_ATTR_LOGIN_TIMEOUT, nullptr, 0);                               // ok: memory
  co_return;
}

task<> executes(SQLHSTMT statement, SQLCHAR* query, SQLWCHAR* wide) {
  SQLExecDirect(statement, query, SQL_NTS); // expect: blocking-call [odbc-execute]
  SQLExecDirectW(statement, wide, SQL_NTS); // expect: blocking-call [odbc-execute]
  SQLPrepare(statement, query, SQL_NTS);    // expect: blocking-call [odbc-execute]
  SQLSMALLINT columns = 0;
  SQLNumResultCols(statement, &columns);     // ok: known since it was executed
  SQLExecute(statement);                     // expect: blocking-call [odbc-execute]
  while (SQL_SUCCEEDED(SQLFetch(statement))) // expect: blocking-call [odbc-fetch]
    SQLNumParams(statement, nullptr);
  SQLGetData(statement, 1, SQL_C_CHAR, nullptr, 0, nullptr);            // expect: blocking-call [odbc-fetch]
  SQLMoreResults(statement);                                            // expect: blocking-call [odbc-execute]
  run(statement, query);                                                // expect: blocking-call [odbc-execute] via run
  SQLBindCol(statement, 1, SQL_C_CHAR, nullptr, 0, nullptr);            // ok: memory
  SQLTables(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0); // expect: blocking-call [odbc-catalogue]
  SQLFreeStmt(statement, SQL_UNBIND);                                   // ok: memory
  co_return;
}

task<> prepares(SQLHSTMT statement, SQLHDBC connection) {
  SQLSMALLINT columns = 0;
  SQLNumResultCols(statement, &columns);              // expect: blocking-call [odbc-describe]
  SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT); // expect: blocking-call [odbc-transaction]
  co_return;
}

task<> polls(SQLHSTMT statement, SQLCHAR* query) {
  SQLSetStmtAttr(statement, SQL_ATTR_ASYNC_ENABLE, (SQLPOINTER)SQL_ASYNC_ENABLE_ON, 0);
  while (SQLExecDirect(statement, query, SQL_NTS) == SQL_STILL_EXECUTING) // ok: the driver was told not to wait
    co_await readable(0);
}

task<bool> elsewhere(pool& threads, SQLHSTMT statement, SQLCHAR* query) {
  co_return co_await offload(threads, [=] { return run(statement, query); }); // ok: runs on the pool
}
