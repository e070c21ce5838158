// Relationships that are loaded when they are read, in coroutines that work with an AsyncSession.
//
// Whether one is loaded depends on all that happened before, so every sign that it may be keeps the
// detector silent: an option that names it, `refresh`, `awaitable_attrs`, an assignment, the object in the
// hands of another coroutine, the attribute's name in a string.
#include "Python/Detectors/Reads.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringSet.h>

namespace nostall::python {

using facts::Expression;

namespace {

/// Whether a loader option is understood and leaves an attribute alone.
bool leavesAlone(Detection& at, Site option, llvm::StringRef attribute) {
  const ModuleInfo& info = at.evaluator.modules[option.module];
  Index root = option.call;
  while (true) {
    const Expression& call = info.expression(root);
    if (call.kind != Expression::Kind::Call) return false;
    if (llvm::StringRef(calledFunction(at.evaluator, {option.module, root})).starts_with("sqlalchemy.orm"))
      break;
    const Expression& callee = info.expression(call.operands[0]);
    if (callee.kind != Expression::Kind::Attribute) return false;
    root = callee.operands[0];
  }
  const Expression& whole = info.expression(option.call);
  return llvm::none_of(info.facts().expressions, [&](const Expression& one) {
    if (one.begin < whole.begin || one.end > whole.end) return false;
    return (one.kind == Expression::Kind::Attribute && one.text == attribute) ||
           one.kind == Expression::Kind::String || one.kind == Expression::Kind::Starred;
  });
}

/// Whether the call that read an object is known not to have loaded the attribute with it.
bool readsWithout(Detection& at, const Origin& origin, llvm::StringRef attribute) {
  if (origin.statements.empty()) {
    const Index options = argument(at.evaluator, origin.call, "options");
    if (options == None) return argument(at.evaluator, origin.call, "**") == None;
    const Expression& all = at.evaluator.expression(origin.call.module, options);
    return all.kind == Expression::Kind::Sequence && llvm::all_of(all.operands, [&](Index option) {
             return leavesAlone(at, {origin.call.module, option}, attribute);
           });
  }
  return llvm::all_of(origin.statements, [&](const Statement& statement) {
    return llvm::all_of(statement.links, [&](const Statement::Link& link) {
      if (link.method != "options") return link.method != "from_statement";
      const Expression& call = at.evaluator.expression(link.call.module, link.call.call);
      return llvm::all_of(llvm::drop_begin(call.operands), [&](Index option) {
        return leavesAlone(at, {link.call.module, option}, attribute);
      });
    });
  });
}

/// A key that is the same for reads of one attribute of one variable.
std::string keyOf(const Detection& at, const Read& read) {
  return pathOf(at.evaluator, at.module, read.object) + "." + at.expression(read.index).text;
}

/// A relationship to one object may find it among what the session has loaded already.
bool mayBeAtHand(Detection& at, const Read& read, const Body& body) {
  if (at.mapping.isCollection(read.attribute) == true) return false;
  const auto target = at.mapping.target(read.attribute);
  if (!target) return true;
  return body.any(body.begin, at.expression(read.index).begin, [&](Index index, const Expression& one) {
    return one.kind == Expression::Kind::Name && at.mapping.mappedClass(at.value(index)) == target;
  });
}

bool handedToCoroutine(Detection& at, const Read& read, const Body& body) {
  const std::string object = pathOf(at.evaluator, at.module, read.object);
  return body.any(body.begin, at.expression(read.index).begin, [&](Index, const Expression& await) {
    if (await.kind != Expression::Kind::Await) return false;
    const Site call = at.at(await.operands[0]);
    if (!enteredFunction(at.evaluator, call)) return false;
    const Expression& made = at.expression(call.call);
    const Expression& callee = at.expression(made.operands[0]);
    return llvm::any_of(llvm::drop_begin(made.operands),
                        [&](Index one) { return pathOf(at.evaluator, at.module, one) == object; }) ||
           (callee.kind == Expression::Kind::Attribute &&
            pathOf(at.evaluator, at.module, callee.operands[0]) == object);
  });
}

/// Whether a function may load the attribute, as far as what stands before a place tells.
bool mayLoad(const Body& body, llvm::StringRef attribute, std::uint32_t until) {
  return body.sets(attribute, body.begin, until) || body.loads(body.begin, until) ||
         body.mentions(attribute, body.begin, until);
}

} // namespace

void findLazyRelationships(Detection& at) {
  llvm::StringSet<> said;
  for (const Read& read : readsOf(at)) {
    if (read.attribute.kind != MappedAttribute::Kind::Relationship) continue;
    if (at.mapping.laziness(read.attribute) != "select") continue;
    const llvm::StringRef name = at.expression(read.index).text;
    const auto reading = readingOf(at.evaluator, at.at(read.object));
    if (!reading) continue;
    const Body body(at, read.function);
    const bool bare =
        llvm::all_of(reading->origins, [&](const Origin& origin) { return readsWithout(at, origin, name); });
    const bool mentioned = mayLoad(body, name, at.expression(read.index).begin) ||
                           llvm::any_of(reading->functions, [&](FunctionKey function) {
                             const Body other(at, function);
                             return mayLoad(other, name, other.end);
                           });
    if (!bare || mentioned || mayBeAtHand(at, read, body) || handedToCoroutine(at, read, body)) continue;
    if (said.insert(keyOf(at, read)).second) at.found(read.index);
  }
}

} // namespace nostall::python
