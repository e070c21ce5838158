// What of each struct is stored, in which order.
#include "Facts/Serialize.h"

#include "Facts/Archive.h"
#include "Facts/Dump.h"

namespace nostall::facts {

static void fields(auto& io, Is<Position> auto& it) { io(it.line, it.column); }
static void fields(auto& io, Is<Range> auto& it) { io(it.file, it.begin, it.end); }
static void fields(auto& io, Is<Type> auto& it) { io(it.spelling, it.record, it.bases, it.arguments); }
static void fields(auto& io, Is<Symbol> auto& it) {
  io(it.id, it.name, it.record, it.recordBases, it.header, it.returnType, it.parameters, it.flags,
     it.overrides, it.annotations);
}
static void fields(auto& io, Is<Callable> auto& it) { io(it.kind, it.symbol, it.parameter); }
static void fields(auto& io, Is<Value> auto& it) {
  io(it.kind, it.type, it.integer, it.call, it.callable, it.text, it.source, it.keyword);
}
static void fields(auto& io, Is<Block> auto& it) {
  io(it.parent, it.guard, it.holds, it.comparison, it.operand, it.loop);
}
static void fields(auto& io, Is<Rewrite> auto& it) {
  io(it.rule, it.text, it.range, it.exactness, it.condition);
}
static void fields(auto& io, Is<Call> auto& it) {
  io(it.kind, it.callee, it.target, it.unresolved, it.spelling, it.range, it.name, it.receiver, it.arguments,
     it.block, it.flags, it.after, it.matched, it.expression, it.rewrites);
}
static void fields(auto& io, Is<Await> auto& it) { io(it.range, it.call, it.after, it.awaiter); }
static void fields(auto& io, Is<SlotWrite> auto& it) { io(it.slot, it.value, it.range); }
static void fields(auto& io, Is<Entity> auto& it) {
  io(it.symbol, it.kind, it.flags, it.range, it.name, it.parent, it.pattern, it.parameterNames, it.blocks,
     it.calls, it.awaits, it.writes);
}
static void fields(auto& io, Is<Suppression> auto& it) {
  io(it.kind, it.range, it.checks, it.reason, it.ownLine);
}
static void fields(auto& io, Is<Expression> auto& it) {
  io(it.kind, it.asynchronous, it.scope, it.integer, it.text, it.operands, it.keywords, it.begin, it.end);
}
static void fields(auto& io, Is<Binding> auto& it) {
  io(it.kind, it.scope, it.name, it.value, it.annotation, it.entity, it.block, it.at);
}
static void fields(auto& io, Is<AttributeBinding> auto& it) {
  io(it.object, it.name, it.value, it.annotation, it.scope);
}
static void fields(auto& io, Is<ScopeParameter> auto& it) {
  io(it.kind, it.name, it.annotation, it.defaultValue);
}
static void fields(auto& io, Is<Scope> auto& it) {
  io(it.kind, it.parent, it.name, it.entity, it.flags, it.parameters, it.decorators, it.bases,
     it.returnAnnotation, it.returned, it.yielded);
}
static void fields(auto& io, Is<Module> auto& it) {
  io(it.name, it.package, it.root, it.scopes, it.expressions, it.bindings, it.attributes, it.exports);
}
static void fields(auto& io, Is<Shard> auto& it) {
  io(it.language, it.files, it.types, it.symbols, it.entities, it.suppressions, it.module);
}
static void fields(auto& io, Is<Dependency> auto& it) { io(it.path, it.hash); }
static void fields(auto& io, Is<UnitRecord> auto& it) {
  io(it.unit.language, it.unit.mainFile, it.unit.target, it.unit.status, it.unit.errors, it.unit.message,
     it.unit.notes, it.unit.dependencies, it.shardHashes);
}

static constexpr Language last(Language) { return Language::Python; }
static constexpr Callable::Kind last(Callable::Kind) { return Callable::Kind::Slot; }
static constexpr Value::Kind last(Value::Kind) { return Value::Kind::Function; }
static constexpr Block::Comparison last(Block::Comparison) { return Block::Comparison::GreaterEqual; }
static constexpr CallKind last(CallKind) { return CallKind::Decorator; }
static constexpr Unresolved last(Unresolved) { return Unresolved::Reflection; }
static constexpr EntityKind last(EntityKind) { return EntityKind::Module; }
static constexpr Suppression::Kind last(Suppression::Kind) { return Suppression::Kind::Noqa; }
static constexpr Expression::Kind last(Expression::Kind) { return Expression::Kind::Yield; }
static constexpr Binding::Kind last(Binding::Kind) { return Binding::Kind::Declaration; }
static constexpr ScopeParameter::Kind last(ScopeParameter::Kind) { return ScopeParameter::Kind::KeywordRest; }
static constexpr Scope::Kind last(Scope::Kind) { return Scope::Kind::Generator; }
static constexpr UnitStatus last(UnitStatus) { return UnitStatus::OutOfMemory; }

static constexpr llvm::StringLiteral ShardMagic = "nostallS";
static constexpr llvm::StringLiteral UnitMagic = "nostallU";

std::string encode(const Shard& shard) { return encodeAs(ShardMagic, shard); }

std::string encode(const UnitRecord& record) { return encodeAs(UnitMagic, record); }

llvm::Expected<UnitRecord> decodeUnit(llvm::StringRef bytes) {
  return decodeAs<UnitRecord>(UnitMagic, bytes);
}

llvm::Expected<Shard> decodeShard(llvm::StringRef bytes) {
  llvm::Expected<Shard> shard = decodeAs<Shard>(ShardMagic, bytes);
  if (shard)
    if (std::vector<std::string> problems = validateReferences(*shard); !problems.empty())
      return llvm::createStringError("damaged facts: " + problems.front());
  return shard;
}

} // namespace nostall::facts
