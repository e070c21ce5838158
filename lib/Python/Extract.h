// Syntax tree → shard. One pass over the tree in evaluation order: it keeps where it is (scope, entity,
// block), numbers every expression that values may flow through, and records calls as they are made.
//
// What is not modelled (arithmetic, comparisons) becomes one Unknown expression whose parts are still walked
// for the calls in them. Recursion is bounded by MaxDepth; chains of binary operators, the one thing that
// nests deeply in generated code, are walked in a loop.
#pragma once

#include "Python/Analyse.h"
#include "Python/Parse.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/StringSet.h>

#include <optional>
#include <string>
#include <vector>

namespace nostall::python {

inline constexpr unsigned MaxDepth = 1000;

class Extractor {
public:
  Extractor(const ModuleFile& file, Tree tree, Parser& parser, facts::Unit& unit);

  void run();

private:
  using Index = facts::Index;
  using Expression = facts::Expression;
  using Binding = facts::Binding;
  using Scope = facts::Scope;
  static constexpr Index None = facts::None;

  /// Where the walk is.
  struct State {
    Index scope = 0;
    Index entity = 0;
    Index block = 0;
    bool annotation = false; ///< strings are types, too
    bool quoted = false;     ///< in such a string: nothing is evaluated
  };

  /// Puts the state back when a construct ends.
  class Within {
  public:
    explicit Within(Extractor& owner) : owner(owner), saved(owner.state) {}
    ~Within() { owner.state = saved; }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

  private:
    Extractor& owner;
    State saved;
  };

  /// Counts the levels of recursion.
  class Level {
  public:
    explicit Level(Extractor& owner, NodeId node) : owner(owner) {
      if (++owner.depth > MaxDepth) owner.noteDepth(node);
    }
    ~Level() { --owner.depth; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    explicit operator bool() const { return owner.depth <= MaxDepth; }

  private:
    Extractor& owner;
  };

  // Extract.cpp: tables
  facts::Entity& entity() { return shard.entities[state.entity]; }
  Index addExpression(Expression::Kind kind, NodeId node);
  Index addExpression(Expression::Kind kind, NodeId node, llvm::ArrayRef<Index> operands);
  Index unknown(NodeId node) { return addExpression(Expression::Kind::Unknown, node); }
  Index addName(NodeId node, llvm::StringRef name);
  Index addScope(Scope::Kind kind, std::string name);
  Index addEntity(facts::EntityKind kind, Index scope, NodeId node, NodeId name);
  Index addBlock(bool loop = false);
  /// The rest of the construct runs in a new block.
  void enterBlock(bool loop = false) { state.block = addBlock(loop); }
  Index symbolFor(Index scope);
  facts::Range rangeOf(NodeId node) const;
  facts::Range rangeOf(NodeId first, NodeId last) const;
  void noteDepth(NodeId node);
  /// The dotted name of what is defined here; comprehensions around it are left out.
  std::string dottedName(llvm::StringRef own) const;
  /// The same for what has no name: `outer.<lambda:LINE:COLUMN>`.
  std::string dottedName(const char* what, NodeId node) const;

  // Extract.cpp: bindings
  void bind(Binding::Kind kind, llvm::StringRef name, Index value, Index annotation, std::uint32_t at);
  Index bindingScope(llvm::StringRef name) const;
  void sortBindings();

  // Statements.cpp
  void statements(NodeId parent);
  void statement(NodeId node);
  /// A block of its own around the statements of `node`, which may be 0.
  void branch(NodeId node, llvm::ArrayRef<facts::Block> guards = {});
  void expressionStatement(NodeId node);
  void returnStatement(NodeId node);
  void ifStatement(NodeId node);
  void forStatement(NodeId node);
  void whileStatement(NodeId node);
  void assertStatement(NodeId node);
  void tryStatement(NodeId node);
  void exceptClause(NodeId node, llvm::ArrayRef<facts::Block> guards);
  void withStatement(NodeId node);
  void matchStatement(NodeId node);
  void casePattern(NodeId node, Index subject);
  void declareScopes(NodeId node, bool global);

  // Conditions.cpp
  /// What is known of calls when a condition holds, and when it does not.
  using Guards = llvm::SmallVector<facts::Block, 2>;
  struct Condition {
    Guards whenTrue;
    Guards whenFalse;
  };
  /// Evaluates a condition.
  Condition condition(NodeId node);
  Condition comparison(NodeId node);
  Condition logical(NodeId node);
  static Condition guarded(facts::Block guard);
  void enterGuarded(llvm::ArrayRef<facts::Block> guards);
  llvm::StringRef operatorText(NodeId left, NodeId right) const;
  /// Walks a block; the call that its first statement makes last, if it is made right there.
  Index firstCall(NodeId block);
  /// What an `except` clause says of that call.
  Guards refusal(NodeId body, NodeId clause, Index call) const;
  bool leaves(NodeId block) const;
  bool contains(NodeId node, Kind kind) const;

  // Imports.cpp
  void importStatement(NodeId node);
  void importFrom(NodeId node);
  void collectExports(NodeId target, NodeId value, bool more);

  // Definitions.cpp
  void decoratedDefinition(NodeId node);
  void functionDefinition(NodeId node, llvm::ArrayRef<NodeId> decorators);
  void classDefinition(NodeId node, llvm::ArrayRef<NodeId> decorators);
  Index lambda(NodeId node);
  std::vector<facts::ScopeParameter> parameters(NodeId node);
  void bindParameters(NodeId node);
  void typeParameters(NodeId node);
  std::vector<Index> decoratorValues(llvm::ArrayRef<NodeId> decorators);
  Index decorate(Index value, NodeId name, llvm::ArrayRef<NodeId> decorators, llvm::ArrayRef<Index> values);
  std::uint32_t decoratorFlags(llvm::ArrayRef<NodeId> decorators) const;

  // Targets.cpp
  void assignment(NodeId node);
  Index assignmentValue(NodeId node);
  void augmentedAssignment(NodeId node);
  void bindTarget(NodeId target, Index value, Index annotation, Binding::Kind kind, std::uint32_t at);
  void bindTargets(NodeId list, Index value, Binding::Kind kind, std::uint32_t at);
  void bindItem(NodeId target, Index value);

  // Expressions.cpp
  /// Evaluates an expression; the result says what it is.
  Index value(NodeId node);
  Index valueOf(NodeId node);
  /// Evaluates an expression whose value nobody follows.
  void effects(NodeId node);
  void childEffects(NodeId node);
  void operatorEffects(NodeId node);
  Index attribute(NodeId node, bool called);
  Index subscript(NodeId node);
  Index sequence(NodeId node);
  Index dictionary(NodeId node);
  Index conditional(NodeId node);
  Index booleanOperator(NodeId node);
  Index binaryOperator(NodeId node);
  Index await(NodeId node);
  Index yield(NodeId node);
  Index namedExpression(NodeId node);
  Index starred(NodeId node);
  Index integer(NodeId node, bool negative);
  /// The node inside parentheses.
  NodeId unwrapped(NodeId node) const;

  // Strings.cpp
  Index string(NodeId node);
  std::string literal(NodeId node, bool& complete) const;
  /// The expression that a string in an annotation spells.
  Index quotedType(NodeId node);

  // Comprehensions.cpp
  Index comprehension(NodeId node);
  Index generator(NodeId node);
  void clauses(NodeId node, Index firstIterable);
  Index comprehensionBody(NodeId node);

  // Annotations.cpp
  Index annotation(NodeId node);
  Index typeExpression(NodeId node);

  // Calls.cpp
  Index call(NodeId node);
  facts::Call& addCall(facts::CallKind kind, Index expression, NodeId range, NodeId name);
  void callArguments(NodeId list, Expression& expression, std::vector<facts::Value>& arguments);
  facts::Value describe(NodeId node, Index expression);
  void attributeRead(NodeId node, Index object, Index expression);
  void itemCall(NodeId node, Index object, Index expression, std::vector<facts::Value> arguments);
  /// What iterating over an expression gives.
  Index iterate(NodeId iterable, bool async);
  Index enterCall(NodeId item, Index object, bool async);
  void implicitCall(facts::CallKind kind, NodeId node, Index object, Index expression, bool async);
  void addAwait(NodeId node, Index call);
  void truthTest(NodeId node, Index tested);
  void containment(NodeId right);
  void markChained(Index expression) { flagCall(expression, facts::CF_Chained); }
  void flagCall(Index expression, std::uint32_t flags);
  /// The call that an expression stands for, when the current entity makes it.
  Index callOf(Index expression) const;
  NodeId calleeName(NodeId function) const;
  /// The text of a node with white space folded and comments left out, cut at `limit`.
  std::string folded(NodeId node, std::size_t limit = 160) const;

  const ModuleFile& file;
  Tree tree;
  Parser& parser;
  facts::Unit& unit;
  facts::Shard& shard;
  facts::Module& module;
  State state;
  unsigned depth = 0;
  bool tooDeep = false;
  /// Parallel to the expressions: the call behind each, and the entity that makes it.
  struct Made {
    Index entity = None;
    Index call = None;
  };
  std::vector<Made> made;
  llvm::StringMap<unsigned> symbolIds;
  llvm::StringSet<> importedModules; ///< names bound by `import`: their attributes run no code
  /// `global` and `nonlocal`: where a name of a scope lives instead.
  llvm::DenseMap<Index, llvm::StringMap<Index>> redirected;
  /// In a quoted type: where the string stands in the file.
  std::pair<std::uint32_t, std::uint32_t> quotedRange;
  bool typeChecking = false; ///< under `if TYPE_CHECKING:`
};

} // namespace nostall::python
