// The part of influxdb-cxx's interface that the tests use.
#pragma once

#include <string>
#include <vector>

namespace influxdb {
class Point {
public:
  explicit Point(const std::string& measurement);
};
class InfluxDB {
public:
  void write(Point&& point);
  std::vector<Point> query(const std::string& query);
  void flushBatch();
  void batchOf(std::size_t size = 32);
};
} // namespace influxdb
