/* The part of Aerospike's C interface that the tests use. */
#pragma once
#include <stdbool.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef struct aerospike_s aerospike;
typedef struct as_error_s as_error;
typedef struct as_key_s as_key;
typedef struct as_record_s as_record;
typedef struct as_policy_read_s as_policy_read;
typedef struct as_event_loop_s as_event_loop;
typedef int as_status;
typedef void (*as_async_record_listener)(as_error* err, as_record* record, void* udata,
                                         as_event_loop* event_loop);
as_status aerospike_connect(aerospike* as, as_error* err);
as_status aerospike_key_get(aerospike* as, as_error* err, const as_policy_read* policy, const as_key* key,
                            as_record** rec);
as_status aerospike_key_get_async(aerospike* as, as_error* err, const as_policy_read* policy,
                                  const as_key* key, as_async_record_listener listener, void* udata,
                                  as_event_loop* event_loop, void* pipe_listener);
typedef struct as_batch_s as_batch;
typedef struct as_query_s as_query;
typedef struct as_scan_s as_scan;
typedef struct as_val_s as_val;
typedef bool (*as_callback)(const as_val* val, void* udata);
as_status aerospike_batch_exists(aerospike* as, as_error* err, const void* policy, const as_batch* batch,
                                 as_callback callback, void* udata);
as_status aerospike_query_foreach(aerospike* as, as_error* err, const void* policy, const as_query* query,
                                  as_callback callback, void* udata);
as_status aerospike_scan_foreach(aerospike* as, as_error* err, const void* policy, const as_scan* scan,
                                 as_callback callback, void* udata);
#ifdef __cplusplus
}
#endif
