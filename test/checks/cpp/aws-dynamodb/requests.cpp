// FLAGS: -std=c++20 -I%stubs -isystem %stubs/aws-dynamodb
#include <aws/dynamodb/DynamoDBClient.h>
#include <nostall_test/task.h>

using namespace Aws::DynamoDB;

task<> requests(DynamoDBClient& client) {
  client.GetItem(Model::GetItemRequest());               // expect: blocking-call [aws-dynamodb-request]
  client.Query(Model::QueryRequest());                   // expect: blocking-call [aws-dynamodb-request]
  client.GetItemAsync(Model::GetItemRequest(), [] {});   // ok: runs in the client's executor
  auto later = client.GetItemCallable(Model::GetItemRequest()); // ok: waiting for it is what blocks
  later.get();                                           // expect: blocking-wait [std-future]
  co_return;
}

class Mocked : public DynamoDBClient {
public:
  Model::GetItemOutcome GetItem(const Model::GetItemRequest&) const override { return {}; }
};
task<> throughTheBase(const DynamoDBClient& client) {
  client.GetItem(Model::GetItemRequest()); // expect: blocking-call [aws-dynamodb-request]
  co_return;
}
