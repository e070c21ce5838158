// Attributes that a commit or rollback has expired and that are read before something loads them again.
//
// Seen are commits and rollbacks that every way to the read passes, in the same coroutine, and objects that
// it read from the same session or added to it. A rollback expires objects whatever the session's factory
// says.
#include "Python/Detectors/Reads.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSet.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

/// `await session.commit()` and `await session.rollback()`.
struct Expiry {
  Index call = None; ///< awaited
  Index session = None;
  FunctionKey function;
  bool rollback = false;
};

std::vector<Expiry> expiriesOf(Detection& at) {
  std::vector<Expiry> found;
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& await = at.expression(index);
    if (await.kind != Expression::Kind::Await) continue;
    const llvm::StringRef method = calledMethod(at.evaluator, at.at(await.operands[0]), AsyncSessionClass);
    if (method != "commit" && method != "rollback") continue;
    const Index callee = at.expression(await.operands[0]).operands[0];
    const Index session = at.expression(callee).operands[0];
    const Index scope = scopeOf(at.info(), session);
    if (scope == None) continue;
    found.push_back(
        {await.operands[0], session, {at.module, functionAround(at.info(), scope)}, method == "rollback"});
  }
  return found;
}

/// Whether the session that an expression names forgets what it loaded on commit.
std::optional<bool> sessionExpires(Detection& at, Site session, unsigned depth = 0) {
  if (depth > 6) return std::nullopt;
  const Index source = unnamed(at.evaluator, session.module, session.call);
  if (source == None) return std::nullopt;
  const Expression& made = at.evaluator.expression(session.module, source);
  switch (made.kind) {
  case Expression::Kind::Entered:
    return sessionExpires(at, {session.module, made.operands[0]}, depth + 1);
  case Expression::Kind::Call:
    return expiresOnCommit(at.evaluator, {session.module, source});
  case Expression::Kind::Parameter: {
    const auto provider = providerOf(at.evaluator, {session.module, source});
    if (!provider) return std::nullopt;
    const Scope& giving = at.evaluator.scope(*provider);
    const auto& given = giving.flags & facts::ScF_Generator ? giving.yielded : giving.returned;
    if (given.size() != 1) return std::nullopt;
    return sessionExpires(at, {provider->module, given.front()}, depth + 1);
  }
  default:
    return std::nullopt;
  }
}

/// Whether the object was in the session when the session forgot its attributes.
bool belongsTo(Detection& at, const Read& read, const Expiry& expiry) {
  const std::uint32_t when = at.expression(expiry.call).begin;
  const std::string session = pathOf(at.evaluator, at.module, expiry.session);
  if (session.empty()) return false;
  const auto sources = at.evaluator.sources(at.module, read.object);
  const bool before = !sources.empty() && llvm::all_of(sources, [&](Index source) {
    return source != None && at.expression(source).end <= when;
  });
  if (!before) return false;
  if (const auto reading = readingOf(at.evaluator, at.at(read.object)))
    return llvm::all_of(reading->origins, [&](const Origin& origin) {
      if (origin.inThread || origin.call.module != at.module) return false;
      const Expression& call = at.expression(origin.call.call);
      const Index owner = at.expression(call.operands[0]).operands[0];
      return pathOf(at.evaluator, at.module, owner) == session;
    });
  // A new object: `user = User(…)`, `session.add(user)`.
  if (expiry.rollback || sources.size() != 1) return false;
  const Expression& made = at.expression(sources.front());
  if (made.kind != Expression::Kind::Call || !at.mapping.mappedClass(at.value(made.operands[0])))
    return false;
  const std::string object = pathOf(at.evaluator, at.module, read.object);
  const facts::Entity& entity = at.info().shard->entities[at.info().scope(read.function.scope).entity];
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& add = at.expression(index);
    if (add.kind != Expression::Kind::Call || add.begin < made.end || add.end > when) continue;
    if (calledMethod(at.evaluator, at.at(index), AsyncSessionClass) != "add" || add.operands.size() != 2)
      continue;
    const Index owner = at.expression(add.operands[0]).operands[0];
    if (pathOf(at.evaluator, at.module, owner) == session &&
        pathOf(at.evaluator, at.module, add.operands[1]) == object &&
        encloses(entity, at.info().blocks[index], at.info().blocks[expiry.call]))
      return true;
  }
  return false;
}

} // namespace

void findExpiredAttributes(Detection& at) {
  const std::vector<Expiry> expiries = expiriesOf(at);
  if (expiries.empty()) return;
  llvm::StringSet<> said;
  for (const Read& read : readsOf(at)) {
    const Expression& expression = at.expression(read.index);
    const Body body(at, read.function);
    for (const Expiry& expiry : expiries) {
      const Expression& call = at.expression(expiry.call);
      if (expiry.function.scope != read.function.scope || call.end > expression.begin) continue;
      const facts::Entity& entity = at.info().shard->entities[at.info().scope(read.function.scope).entity];
      const Index block = at.info().blocks[read.index];
      if (block == None || !encloses(entity, at.info().blocks[expiry.call], block)) continue;
      if (!expiry.rollback) {
        const auto expires = sessionExpires(at, at.at(expiry.session));
        if (!(expires ? *expires : at.program.expiresOnCommit.value_or(false))) continue;
      }
      if (!belongsTo(at, read, expiry)) continue;
      const std::string object = pathOf(at.evaluator, at.module, read.object);
      const std::string session = pathOf(at.evaluator, at.module, expiry.session);
      if (body.handsOver(object, call.end, expression.begin) ||
          body.handsOver(session, call.end, expression.begin) ||
          body.sets(expression.text, call.end, expression.begin) || body.loads(call.end, expression.begin))
        continue;
      if (said.insert(std::to_string(expiry.call) + object).second) at.found(read.index);
    }
  }
}

} // namespace nostall::python
