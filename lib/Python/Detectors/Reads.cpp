#include "Python/Detectors/Reads.h"

#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/STLExtras.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

std::vector<Read> readsOf(Detection& at) {
  std::vector<Read> reads;
  for (Index index = 0; index < at.size(); ++index) {
    const Expression& expression = at.expression(index);
    if (expression.kind != Expression::Kind::Attribute) continue;
    const Expression& object = at.expression(expression.operands[0]);
    if (object.kind != Expression::Kind::Name) continue;
    const Index scope = functionAround(at.info(), object.scope);
    if (at.info().scope(scope).kind != Scope::Kind::Function ||
        !(at.info().scope(scope).flags & facts::ScF_Async))
      continue;
    const auto owner = at.mapping.instance(at.value(expression.operands[0]));
    if (!owner) continue;
    Read read{index,
              expression.operands[0],
              {at.module, scope},
              *owner,
              at.mapping.attribute(*owner, expression.text)};
    if (read.attribute.kind != MappedAttribute::Kind::None) reads.push_back(std::move(read));
  }
  return reads;
}

Body::Body(Detection& at, FunctionKey function) : at(at), function(function) {
  std::tie(begin, end) = extentOf(at.evaluator, function);
}

bool Body::any(std::uint32_t from, std::uint32_t to,
               llvm::function_ref<bool(Index, const Expression&)> test) const {
  const auto& expressions = info().facts().expressions;
  for (Index index = 0; index < expressions.size(); ++index) {
    const Expression& one = expressions[index];
    if (one.begin >= from && one.end <= to && test(index, one)) return true;
  }
  return false;
}

bool Body::sets(llvm::StringRef attribute, std::uint32_t from, std::uint32_t to) const {
  return llvm::any_of(info().facts().attributes, [&](const facts::AttributeBinding& one) {
    const Expression& object = info().expression(one.object);
    return one.name == attribute && object.begin >= from && object.end <= to;
  });
}

bool Body::loads(std::uint32_t from, std::uint32_t to) const {
  return any(from, to, [&](Index, const Expression& one) {
    return one.kind == Expression::Kind::Attribute &&
           llvm::is_contained({"awaitable_attrs", "run_sync", "unloaded", "__dict__"}, one.text);
  });
}

bool Body::mentions(llvm::StringRef attribute, std::uint32_t from, std::uint32_t to) const {
  llvm::SmallDenseSet<Index> keys;
  any(from, end, [&](Index, const Expression& one) {
    if (one.kind == Expression::Kind::Mapping)
      for (std::size_t number = 0; number < one.operands.size(); number += 2)
        keys.insert(one.operands[number]);
    return false;
  });
  return any(from, to, [&](Index index, const Expression& one) {
    if (one.text != attribute) return false;
    if (one.kind == Expression::Kind::String) return !keys.contains(index);
    return one.kind == Expression::Kind::Attribute &&
           at.mapping.mappedClass(at.evaluator.value(function.module, one.operands[0])).has_value();
  });
}

bool Body::handsOver(llvm::StringRef path, std::uint32_t from, std::uint32_t to) const {
  auto isIt = [&](Index operand) {
    const Index inner = info().expression(operand).kind == Expression::Kind::Starred
                            ? info().expression(operand).operands[0]
                            : operand;
    return pathOf(at.evaluator, function.module, inner) == path;
  };
  return any(from, to, [&](Index, const Expression& call) {
    if (call.kind != Expression::Kind::Call) return false;
    if (llvm::any_of(llvm::drop_begin(call.operands), isIt)) return true;
    const Expression& callee = info().expression(call.operands[0]);
    return callee.kind == Expression::Kind::Attribute && isIt(callee.operands[0]) &&
           !llvm::is_contained({"add", "add_all"}, callee.text);
  });
}

} // namespace nostall::python
