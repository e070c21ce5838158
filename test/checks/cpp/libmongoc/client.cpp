// FLAGS: -std=c++20 -I%stubs
// PKG: libmongoc-1.0
#include <mongoc/mongoc.h>
#include <nostall_test/task.h>

bool insert(mongoc_collection_t* collection, const bson_t* document) {
  return mongoc_collection_insert_one(collection, document, nullptr, nullptr, nullptr);
}

task<> commands(mongoc_client_t* client, mongoc_database_t* database, mongoc_collection_t* collection, const bson_t* document) {
  bson_t reply;
  bson_error_t error;
  mongoc_client_command_simple(client, "admin", document, nullptr, &reply, &error);        // expect: blocking-call [libmongoc-command]
  mongoc_client_write_command_with_opts(client, "db", document, nullptr, &reply, &error);  // expect: blocking-call [libmongoc-command]
  mongoc_database_command_with_opts(database, document, nullptr, nullptr, &reply, &error); // expect: blocking-call [libmongoc-command]
  mongoc_client_get_database_names_with_opts(client, nullptr, &error);                     // expect: blocking-call [libmongoc-command]
  mongoc_client_start_session(client, nullptr, &error);                                    // expect: blocking-call [libmongoc-command]
  mongoc_collection_drop(collection, &error);                                              // expect: blocking-call [libmongoc-command]
  mongoc_collection_find_indexes_with_opts(collection, nullptr);                           // expect: blocking-call [libmongoc-command]
  mongoc_client_get_database(client, "db");                                                // ok: memory
  mongoc_client_get_uri(client);                                                           // ok: memory
  co_return;
}

task<> writes(mongoc_collection_t* collection, const bson_t* document, mongoc_bulk_operation_t* bulk) {
  mongoc_collection_insert_one(collection, document, nullptr, nullptr, nullptr);           // expect: blocking-call [libmongoc-write]
  mongoc_collection_update_one(collection, document, document, nullptr, nullptr, nullptr); // expect: blocking-call [libmongoc-write]
  mongoc_collection_delete_many(collection, document, nullptr, nullptr, nullptr);          // expect: blocking-call [libmongoc-write]
  insert(collection, document);                                                            // expect: blocking-call [libmongoc-write] via insert
  mongoc_bulk_operation_insert(bulk, document);                                            // ok: only noted
  mongoc_bulk_operation_execute(bulk, nullptr, nullptr);                                   // expect: blocking-call [libmongoc-write]
  co_return;
}

task<int> reads(mongoc_collection_t* collection, const bson_t* filter) {
  mongoc_collection_count_documents(collection, filter, nullptr, nullptr, nullptr, nullptr);        // expect: blocking-call [libmongoc-read]
  mongoc_cursor_t* cursor = mongoc_collection_find_with_opts(collection, filter, nullptr, nullptr); // ok: sends nothing yet
  mongoc_collection_aggregate(collection, MONGOC_QUERY_NONE, filter, nullptr, nullptr);             // ok: sends nothing yet
  const bson_t* document = nullptr;
  int count = 0;
  while (mongoc_cursor_next(cursor, &document)) // expect: blocking-call [libmongoc-cursor]
    ++count;
  mongoc_cursor_current(cursor); // ok: memory
  mongoc_cursor_destroy(cursor);
  co_return count;
}

task<> watches(mongoc_collection_t* collection, const bson_t* pipeline) {
  mongoc_change_stream_t* stream = mongoc_collection_watch(collection, pipeline, nullptr); // expect: blocking-call [libmongoc-watch]
  const bson_t* document = nullptr;
  mongoc_change_stream_next(stream, &document); // expect: blocking-call [libmongoc-watch]
  co_return;
}

task<> sessions(mongoc_client_session_t* session, mongoc_client_pool_t* clients) {
  mongoc_client_session_start_transaction(session, nullptr, nullptr);  // ok: only noted
  mongoc_client_session_commit_transaction(session, nullptr, nullptr); // expect: blocking-call [libmongoc-transaction]
  mongoc_client_session_abort_transaction(session, nullptr);           // expect: blocking-call [libmongoc-transaction]
  mongoc_client_t* client = mongoc_client_pool_pop(clients);           // expect: blocking-call [libmongoc-pool]
  mongoc_client_pool_push(clients, client);                            // ok: does not wait
  mongoc_client_pool_try_pop(clients);                                 // ok: does not wait
  mongoc_client_new("mongodb://db");                                   // ok: connects later
  co_return;
}

task<> files(mongoc_client_t* client, mongoc_gridfs_file_t* file, mongoc_iovec_t* vector, mongoc_gridfs_bucket_t* bucket, mongoc_stream_t* stream) {
  mongoc_client_get_gridfs(client, "db", "fs", nullptr);                                      // expect: blocking-call [libmongoc-gridfs]
  mongoc_gridfs_file_readv(file, vector, 1, 1, 0);                                            // expect: blocking-call [libmongoc-gridfs]
  mongoc_gridfs_bucket_upload_from_stream(bucket, "name", stream, nullptr, nullptr, nullptr); // expect: blocking-call [libmongoc-gridfs]
  mongoc_gridfs_file_get_length(file);                                                        // ok: memory
  co_return;
}

task<> encrypts(mongoc_client_encryption_t* encryption, const bson_value_t* id) {
  mongoc_client_encryption_get_key(encryption, id, nullptr, nullptr); // expect: blocking-call [libmongoc-encryption]
  co_return;
}

task<> elsewhere(pool& threads, mongoc_collection_t* collection, const bson_t* document) {
  co_await offload(threads, [=] { return insert(collection, document); }); // ok: runs on the pool
}
