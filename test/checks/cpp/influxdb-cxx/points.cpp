// FLAGS: -std=c++20 -I%stubs -isystem %stubs/influxdb-cxx
#include <InfluxDB.h>
#include <nostall_test/task.h>

task<> points(influxdb::InfluxDB& database) {
  database.write(influxdb::Point("x")); // expect: blocking-call [influxdb-cxx-request]
  database.query("select 1");           // expect: blocking-call [influxdb-cxx-request]
  database.flushBatch();                // expect: blocking-call [influxdb-cxx-request]
  database.batchOf(10);                 // ok: memory
  co_return;
}
