// FLAGS: -std=c++20 -I%stubs -isystem %stubs/aerospike
#include <aerospike/aerospike_key.h>
#include <nostall_test/task.h>

void onRecord(as_error*, as_record*, void*, as_event_loop*);

bool onValue(const as_val*, void*) { return true; }

task<> many(aerospike* as, as_error* error, const as_batch* batch, const as_query* query, const as_scan* scan) {
  aerospike_batch_exists(as, error, nullptr, batch, onValue, nullptr);  // expect: blocking-call [aerospike-batch]
  aerospike_query_foreach(as, error, nullptr, query, onValue, nullptr); // expect: blocking-call [aerospike-query]
  aerospike_scan_foreach(as, error, nullptr, scan, onValue, nullptr);   // expect: blocking-call [aerospike-scan]
  co_return;
}

task<> keys(aerospike* as, as_error* error, const as_key* key) {
  as_record* record = nullptr;
  aerospike_connect(as, error);                                                            // expect: blocking-call [aerospike-administration]
  aerospike_key_get(as, error, nullptr, key, &record);                                     // expect: blocking-call [aerospike-operation]
  aerospike_key_get_async(as, error, nullptr, key, onRecord, nullptr, nullptr, nullptr);   // ok: a listener
  co_return;
}
