#include "archive.h"
#include "task.h"

task<void> handle(Archive& archive, std::string text) {
  archive.write(text);
  co_return;
}

task<void> later(Archive& archive, std::string text) {
  co_await post(pool);
  archive.write("späte Zeile: " + text);
}

task<void> stop(Archive& archive) {
  PQfinish(archive.connection); // nostall: allow(libpq-finish) the loop has stopped by now
  sleep_for(1s);                // nostall: allow(blocking-wait)
}
