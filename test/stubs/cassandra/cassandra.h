/* The part of the Cassandra driver's interface that the tests use. */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { cass_false = 0, cass_true = 1 } cass_bool_t;
typedef enum { CASS_OK = 0 } CassError;
typedef unsigned long long cass_duration_t;
typedef struct CassCluster_ CassCluster;
typedef struct CassSession_ CassSession;
typedef struct CassStatement_ CassStatement;
typedef struct CassFuture_ CassFuture;
typedef struct CassResult_ CassResult;
typedef struct CassPrepared_ CassPrepared;
typedef void (*CassFutureCallback)(CassFuture* future, void* data);

CassFuture* cass_session_connect(CassSession* session, const CassCluster* cluster);
CassFuture* cass_session_execute(CassSession* session, const CassStatement* statement);
CassFuture* cass_session_prepare(CassSession* session, const char* query);
CassFuture* cass_session_close(CassSession* session);
void cass_session_free(CassSession* session);
CassError cass_future_set_callback(CassFuture* future, CassFutureCallback callback, void* data);
cass_bool_t cass_future_ready(CassFuture* future);
void cass_future_wait(CassFuture* future);
cass_bool_t cass_future_wait_timed(CassFuture* future, cass_duration_t timeout_us);
const CassResult* cass_future_get_result(CassFuture* future);
const CassPrepared* cass_future_get_prepared(CassFuture* future);
CassError cass_future_error_code(CassFuture* future);
void cass_future_free(CassFuture* future);

#ifdef __cplusplus
}
#endif
