// As much of MariaDB Connector/C++ as the tests need: the same names as MySQL's connector, from other headers.
#pragma once

namespace sql {

struct SQLString {
  SQLString(const char* text);
};

struct Savepoint {};

class ResultSet {
public:
  virtual ~ResultSet();
  virtual bool next() = 0;
  virtual int getInt(int column) = 0;
};

class Statement {
public:
  virtual ~Statement();
  virtual bool execute(const SQLString& query) = 0;
  virtual ResultSet* executeQuery(const SQLString& query) = 0;
  virtual int executeUpdate(const SQLString& query) = 0;
  virtual const int* executeBatch() = 0;
  virtual bool getMoreResults() = 0;
  virtual void setFetchSize(int rows) = 0;
};

class PreparedStatement : public virtual Statement {
public:
  using Statement::execute;
  using Statement::executeQuery;
  virtual bool execute() = 0;
  virtual ResultSet* executeQuery() = 0;
  virtual void setInt(int index, int value) = 0;
};

class DatabaseMetaData {
public:
  virtual ~DatabaseMetaData();
  virtual ResultSet* getSchemas() = 0;
  virtual SQLString getDriverName() = 0;
};

class Connection {
public:
  virtual ~Connection();
  virtual Statement* createStatement() = 0;
  virtual PreparedStatement* prepareStatement(const SQLString& query) = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;
  virtual void setAutoCommit(bool on) = 0;
  virtual void setSchema(const SQLString& schema) = 0;
  virtual bool isValid() = 0;
  virtual bool isClosed() = 0;
  virtual DatabaseMetaData* getMetaData() = 0;
};

class Driver {
public:
  virtual ~Driver();
  virtual Connection* connect(const SQLString& url, const SQLString& user, const SQLString& password) = 0;
};

} // namespace sql
