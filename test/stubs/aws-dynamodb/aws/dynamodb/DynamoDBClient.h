// The part of the AWS SDK's interface that the tests use.
#pragma once

#include <functional>
#include <future>

namespace Aws::DynamoDB {
namespace Model {
class GetItemRequest {};
class QueryRequest {};
class GetItemOutcome {};
class QueryOutcome {};
using GetItemOutcomeCallable = std::future<GetItemOutcome>;
} // namespace Model

class DynamoDBClient {
public:
  DynamoDBClient();
  virtual ~DynamoDBClient();
  virtual Model::GetItemOutcome GetItem(const Model::GetItemRequest& request) const;
  template <typename GetItemRequestT = Model::GetItemRequest>
  Model::GetItemOutcomeCallable GetItemCallable(const GetItemRequestT& request) const;
  template <typename Handler>
  void GetItemAsync(const Model::GetItemRequest& request, const Handler& handler) const {}
  virtual Model::QueryOutcome Query(const Model::QueryRequest& request) const;
};

} // namespace Aws::DynamoDB
