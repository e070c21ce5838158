#pragma once

#include <libpq-fe.h>
#include <string>

struct Archive {
  void write(const std::string& text);
  PGconn* connection = nullptr;
};
