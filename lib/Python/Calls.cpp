// Calls: the ones that are written and the ones that Python makes for `with`, `for`, `[]` and attributes.
#include "Python/Extract.h"

#include <algorithm>

namespace nostall::python {
namespace {

constexpr std::size_t MaxSpelling = 160;
/// A query that is to be written anew is kept whole, up to this.
constexpr std::size_t MaxQuery = 4096;

} // namespace

/// Text with runs of white space as one space and without comments.
static void fold(std::string& out, llvm::StringRef text) {
  for (char c : text) {
    bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!space)
      out.push_back(c);
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
}

std::string Extractor::folded(NodeId node, std::size_t limit) const {
  const Node& at = tree[node];
  llvm::StringRef source = tree.source(node);
  std::string result;
  if (!source.contains('\n')) {
    // Spaces within a line are the author's, and may be a literal's.
    result = source.substr(0, limit + 1);
  } else {
    std::uint32_t done = at.begin;
    auto comment = std::ranges::lower_bound(tree.comments, at.begin, {}, &CommentNode::begin);
    for (; comment != tree.comments.end() && comment->begin < at.end; ++comment) {
      fold(result, tree.text.substr(done, comment->begin - done));
      done = comment->end;
    }
    fold(result, tree.text.substr(done, std::min<std::size_t>(at.end - done, 8 * limit)));
  }
  if (result.size() <= limit) return result;
  result.resize(limit - 3);
  while (!result.empty() && (result.back() & 0xC0) == 0x80)
    result.pop_back();
  if (!result.empty() && (result.back() & 0x80)) result.pop_back();
  return result + "...";
}

facts::Index Extractor::callOf(Index expression) const {
  return made[expression].entity == state.entity ? made[expression].call : None;
}

void Extractor::flagCall(Index expression, std::uint32_t flags) {
  if (Index call = callOf(expression); call != None) entity().calls[call].flags |= flags;
}

/// What a finding points at: the last part of what is called.
NodeId Extractor::calleeName(NodeId function) const {
  if (tree.kind(function) == Kind::Attribute)
    if (NodeId name = tree.child(function, Field::Attribute)) return name;
  return function;
}

facts::Call& Extractor::addCall(facts::CallKind kind, Index expression, NodeId range, NodeId name) {
  facts::Call& call = entity().calls.emplace_back();
  call.kind = kind;
  call.unresolved = facts::Unresolved::Receiver;
  call.expression = expression;
  call.range = rangeOf(range);
  call.name = rangeOf(name);
  call.block = state.block;
  return call;
}

facts::Value Extractor::describe(NodeId node, Index expression) {
  using enum facts::Value::Kind;
  facts::Value value;
  value.source = folded(node);
  const Expression& it = module.expressions[expression];
  switch (it.kind) {
  case Expression::Kind::Integer:
  case Expression::Kind::Boolean:
    value.kind = it.kind == Expression::Kind::Integer ? Integer : Boolean;
    value.integer = it.integer;
    break;
  case Expression::Kind::String:
    value.kind = String;
    value.text = it.text;
    break;
  case Expression::Kind::Null:
    value.kind = Null;
    break;
  case Expression::Kind::Name:
    value.kind = Variable;
    value.text = it.text;
    break;
  case Expression::Kind::Attribute:
    value.kind = Member;
    value.text = value.source;
    break;
  case Expression::Kind::Function:
    value.kind = Callable;
    value.callable.kind = facts::Callable::Kind::Function;
    value.callable.symbol = shard.entities[module.scopes[it.scope].entity].symbol;
    break;
  case Expression::Kind::Call:
    if (Index call = callOf(expression); call != None) {
      value.kind = Call;
      value.call = call;
    }
    break;
  default:
    value.text = it.kind == Expression::Kind::Unknown ? it.text : "";
    break;
  }
  return value;
}

void Extractor::callArguments(NodeId list, Expression& expression, std::vector<facts::Value>& arguments) {
  auto add = [&](NodeId shown, Index index, llvm::StringRef keyword) {
    expression.operands.push_back(index);
    expression.keywords.emplace_back(keyword);
    if (state.quoted) return;
    facts::Value& value = arguments.emplace_back(describe(shown, index));
    value.keyword = keyword;
  };
  // The one string in an argument that is a type: `cast("Session", x)`.
  bool cast = module.expressions[expression.operands[0]].text == "cast";
  Within within(*this);
  state.annotation = false;
  if (tree.kind(list) == Kind::GeneratorExpression) return add(list, value(list), "");
  for (NodeId child : tree.children(list)) {
    if (tree.kind(child) == Kind::KeywordArgument) {
      NodeId operand = tree.child(child, Field::Value);
      add(operand, value(operand), tree.source(tree.child(child, Field::Name)));
    } else if (tree.kind(child) == Kind::DictionarySplat) {
      NodeId operand = tree.firstChild(child);
      add(operand, value(operand), "**");
    } else if (tree.kind(child) == Kind::Error) {
      effects(child);
    } else {
      state.annotation = cast && arguments.empty() && tree.kind(child) == Kind::String;
      add(child, value(child), "");
      state.annotation = false;
    }
  }
}

facts::Index Extractor::call(NodeId node) {
  NodeId function = unwrapped(tree.child(node, Field::Function));
  bool member = tree.kind(function) == Kind::Attribute;
  Index callee = member ? attribute(function, true) : value(function);
  if (!member) markChained(callee);

  Expression expression;
  expression.kind = Expression::Kind::Call;
  expression.operands.push_back(callee);
  std::vector<facts::Value> arguments;
  callArguments(tree.child(node, Field::Arguments), expression, arguments);

  Index result = addExpression(Expression::Kind::Call, node);
  Expression& added = module.expressions[result];
  added.operands = std::move(expression.operands);
  added.keywords = std::move(expression.keywords);
  llvm::StringRef calleeSource = tree.source(function);
  if (member && calleeSource.contains(".query") && tree.source(node).size() <= MaxQuery)
    added.text = tree.source(node);
  if (state.quoted) return result;

  facts::Value receiver;
  if (member)
    receiver = describe(tree.child(function, Field::Object), module.expressions[callee].operands[0]);
  facts::Call& call = addCall(member ? facts::CallKind::Method : facts::CallKind::Function, result, node,
                              calleeName(function));
  call.receiver = std::move(receiver);
  call.arguments = std::move(arguments);
  call.spelling = folded(function, MaxSpelling);
  if (calleeSource.size() > MaxSpelling && call.spelling.ends_with("...")) call.spelling.clear();
  made[result] = {state.entity, static_cast<Index>(entity().calls.size() - 1)};
  return result;
}

/// An attribute that is read inside a function may be a property, or load from a database.
void Extractor::attributeRead(NodeId node, Index object, Index expression) {
  if (state.annotation || shard.entities[state.entity].kind == facts::EntityKind::Module) return;
  const Expression& of = module.expressions[object];
  if (of.kind == Expression::Kind::Name && importedModules.contains(of.text)) return;
  facts::Value receiver = describe(tree.child(node, Field::Object), object);
  facts::Call& call =
      addCall(facts::CallKind::Attribute, expression, node, tree.child(node, Field::Attribute));
  call.receiver = std::move(receiver);
  call.spelling = folded(node, MaxSpelling);
}

void Extractor::itemCall(NodeId node, Index object, Index expression, std::vector<facts::Value> arguments) {
  if (state.annotation || shard.entities[state.entity].kind == facts::EntityKind::Module) return;
  NodeId container = tree.child(node, Field::Value);
  facts::Value receiver = describe(container, object);
  facts::Call& call = addCall(facts::CallKind::Operator, expression, node, calleeName(container));
  call.receiver = std::move(receiver);
  call.arguments = std::move(arguments);
  call.spelling = folded(node, MaxSpelling);
  made[expression] = {state.entity, static_cast<Index>(entity().calls.size() - 1)};
}

/// Whether iterating runs nobody's code: over what is written out, or a `range`.
static bool isPlain(const facts::Module& module, const facts::Expression& iterable) {
  using Kind = facts::Expression::Kind;
  if (iterable.kind == Kind::Call) {
    const facts::Expression& function = module.expressions[iterable.operands[0]];
    return function.kind == Kind::Name && function.text == "range";
  }
  return iterable.kind == Kind::Sequence || iterable.kind == Kind::Mapping || iterable.kind == Kind::String;
}

facts::Index Extractor::iterate(NodeId iterable, bool async) {
  Index object = value(iterable);
  Index element = addExpression(Expression::Kind::Element, iterable, object);
  module.expressions[element].asynchronous = async;
  if (!isPlain(module, module.expressions[object]))
    implicitCall(facts::CallKind::RangeBegin, iterable, object, element, async);
  return element;
}

/// The call of a protocol's method on an object.
void Extractor::implicitCall(facts::CallKind kind, NodeId node, Index object, Index expression, bool async) {
  node = unwrapped(node);
  NodeId name = tree.kind(node) == Kind::Call ? tree.child(node, Field::Function) : node;
  facts::Value receiver = describe(node, object);
  facts::Call& call = addCall(kind, expression, node, calleeName(name));
  call.spelling = receiver.source;
  call.receiver = std::move(receiver);
  if (!async) return;
  call.flags |= facts::CF_Async;
  addAwait(node, static_cast<Index>(entity().calls.size() - 1));
}

facts::Index Extractor::enterCall(NodeId item, Index object, bool async) {
  Index entered = addExpression(Expression::Kind::Entered, item, object);
  module.expressions[entered].asynchronous = async;
  implicitCall(facts::CallKind::Enter, item, object, entered, async);
  return entered;
}

void Extractor::addAwait(NodeId node, Index call) {
  facts::Await& added = entity().awaits.emplace_back();
  added.range = rangeOf(node);
  added.call = call;
}

} // namespace nostall::python
