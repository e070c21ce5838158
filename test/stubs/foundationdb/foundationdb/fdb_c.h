/* The part of FoundationDB's C interface that the tests use. */
#pragma once
#ifdef __cplusplus
extern "C" {
#endif
typedef struct FDB_future FDBFuture;
typedef struct FDB_transaction FDBTransaction;
typedef int fdb_error_t;
typedef int fdb_bool_t;
typedef void (*FDBCallback)(FDBFuture* future, void* callback_parameter);
fdb_error_t fdb_run_network(void);
FDBFuture* fdb_transaction_get(FDBTransaction* tr, unsigned char const* key, int key_length,
                               fdb_bool_t snapshot);
fdb_error_t fdb_future_block_until_ready(FDBFuture* f);
fdb_bool_t fdb_future_is_ready(FDBFuture* f);
fdb_error_t fdb_future_set_callback(FDBFuture* f, FDBCallback callback, void* callback_parameter);
void fdb_future_destroy(FDBFuture* f);
#ifdef __cplusplus
}
#endif
