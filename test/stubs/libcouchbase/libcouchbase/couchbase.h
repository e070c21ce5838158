/* The part of libcouchbase's interface that the tests use. */
#pragma once
#ifdef __cplusplus
extern "C" {
#endif
typedef struct lcb_INSTANCE_ lcb_INSTANCE;
typedef struct lcb_CMDGET_ lcb_CMDGET;
typedef int lcb_STATUS;
typedef enum { LCB_WAIT_DEFAULT = 0, LCB_WAIT_NOCHECK = 1 } lcb_WAITFLAGS;
lcb_STATUS lcb_get(lcb_INSTANCE* instance, void* cookie, const lcb_CMDGET* command);
lcb_STATUS lcb_wait(lcb_INSTANCE* instance, lcb_WAITFLAGS flags);
lcb_STATUS lcb_tick_nowait(lcb_INSTANCE* instance);
void lcb_destroy(lcb_INSTANCE* instance);
void lcb_destroy_async(lcb_INSTANCE* instance, const void* arg);
#ifdef __cplusplus
}
#endif
