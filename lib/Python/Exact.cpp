#include "Python/Exact.h"

namespace nostall::python {

ExactParser::ExactParser(const Text& text) : lexer(text, tree.comments) {
  tree.text = text.utf8;
  tree.nodes.reserve(text.utf8.size() / 6 + 16);
}

std::optional<Tree> ExactParser::run() {
  NodeId root = open(Kind::Module);
  Children children(*this, root);
  statements(children);
  if (failed || !at(Token::End)) return std::nullopt;
  close(root);
  tree.nodes[root].end = static_cast<std::uint32_t>(tree.text.size());
  tree.nodes[root].last = lexer.here().position;
  return std::move(tree);
}

NodeId ExactParser::open(Kind kind, Mark begin) {
  Node& node = tree.nodes.emplace_back();
  node.kind = kind;
  node.begin = begin.offset;
  node.first = begin.position;
  return static_cast<NodeId>(tree.nodes.size() - 1);
}

NodeId ExactParser::close(NodeId id) {
  Node& node = tree.nodes[id];
  node.end = lexer.before.offset;
  node.last = lexer.before.position;
  return id;
}

void ExactParser::Children::add(NodeId child, Field field) {
  if (!child) return;
  Tree& tree = owner.tree;
  tree.nodes[child].field = field;
  (last ? tree.nodes[last].next : tree.nodes[parent].child) = child;
  last = child;
  ++count;
}

NodeId ExactParser::leaf(Kind kind) {
  NodeId node = open(kind);
  lexer.next();
  return close(node);
}

Mark ExactParser::beginOf(NodeId node) const { return {tree.nodes[node].begin, tree.nodes[node].first}; }

bool ExactParser::accept(Token token) {
  if (!at(token)) return false;
  lexer.next();
  return true;
}

void ExactParser::expect(Token token) {
  if (!accept(token)) fail();
}

/// From here on there are no tokens, so that every loop ends.
NodeId ExactParser::fail() {
  failed = true;
  lexer.token = Token::Bad;
  return 0;
}

std::optional<Tree> parseExactly(const Text& text) { return ExactParser(text).run(); }

} // namespace nostall::python
