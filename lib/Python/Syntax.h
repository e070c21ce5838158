// The syntax tree of a module as extraction reads it: a copy of tree-sitter's, flat and in the order of the
// text, without punctuation and comments. A child is found by walking its siblings, which lie where the
// subtree before them ends.
#pragma once

#include "Facts/Facts.h"

#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <vector>

namespace nostall::python {

// Every kind of node that extraction tells apart: name here, name in the grammar.
#define NOSTALL_PYTHON_KINDS(X)                                                                              \
  X(AliasedImport, "aliased_import")                                                                         \
  X(ArgumentList, "argument_list")                                                                           \
  X(AsPattern, "as_pattern")                                                                                 \
  X(AsPatternTarget, "as_pattern_target")                                                                    \
  X(AssertStatement, "assert_statement")                                                                     \
  X(Assignment, "assignment")                                                                                \
  X(Attribute, "attribute")                                                                                  \
  X(AugmentedAssignment, "augmented_assignment")                                                             \
  X(Await, "await")                                                                                          \
  X(BinaryOperator, "binary_operator")                                                                       \
  X(Block, "block")                                                                                          \
  X(BooleanOperator, "boolean_operator")                                                                     \
  X(BreakStatement, "break_statement")                                                                       \
  X(Call, "call")                                                                                            \
  X(CaseClause, "case_clause")                                                                               \
  X(CasePattern, "case_pattern")                                                                             \
  X(ClassDefinition, "class_definition")                                                                     \
  X(ClassPattern, "class_pattern")                                                                           \
  X(Comment, "comment")                                                                                      \
  X(ComparisonOperator, "comparison_operator")                                                               \
  X(ConcatenatedString, "concatenated_string")                                                               \
  X(ConditionalExpression, "conditional_expression")                                                         \
  X(ConstrainedType, "constrained_type")                                                                     \
  X(DecoratedDefinition, "decorated_definition")                                                             \
  X(ContinueStatement, "continue_statement")                                                                 \
  X(Decorator, "decorator")                                                                                  \
  X(DefaultParameter, "default_parameter")                                                                   \
  X(DeleteStatement, "delete_statement")                                                                     \
  X(DictPattern, "dict_pattern")                                                                             \
  X(Dictionary, "dictionary")                                                                                \
  X(DictionaryComprehension, "dictionary_comprehension")                                                     \
  X(DictionarySplat, "dictionary_splat")                                                                     \
  X(DictionarySplatPattern, "dictionary_splat_pattern")                                                      \
  X(DottedName, "dotted_name")                                                                               \
  X(ElifClause, "elif_clause")                                                                               \
  X(ElseClause, "else_clause")                                                                               \
  X(ExceptClause, "except_clause")                                                                           \
  X(ExceptGroupClause, "except_group_clause")                                                                \
  X(ExpressionList, "expression_list")                                                                       \
  X(ExpressionStatement, "expression_statement")                                                             \
  X(False, "false")                                                                                          \
  X(FinallyClause, "finally_clause")                                                                         \
  X(Float, "float")                                                                                          \
  X(ForInClause, "for_in_clause")                                                                            \
  X(ForStatement, "for_statement")                                                                           \
  X(FunctionDefinition, "function_definition")                                                               \
  X(FutureImportStatement, "future_import_statement")                                                        \
  X(GeneratorExpression, "generator_expression")                                                             \
  X(GenericType, "generic_type")                                                                             \
  X(GlobalStatement, "global_statement")                                                                     \
  X(Identifier, "identifier")                                                                                \
  X(IfClause, "if_clause")                                                                                   \
  X(IfStatement, "if_statement")                                                                             \
  X(ImportFromStatement, "import_from_statement")                                                            \
  X(ImportPrefix, "import_prefix")                                                                           \
  X(ImportStatement, "import_statement")                                                                     \
  X(Integer, "integer")                                                                                      \
  X(Interpolation, "interpolation")                                                                          \
  X(KeywordArgument, "keyword_argument")                                                                     \
  X(KeywordPattern, "keyword_pattern")                                                                       \
  X(KeywordSeparator, "keyword_separator")                                                                   \
  X(Lambda, "lambda")                                                                                        \
  X(LambdaParameters, "lambda_parameters")                                                                   \
  X(List, "list")                                                                                            \
  X(ListComprehension, "list_comprehension")                                                                 \
  X(ListPattern, "list_pattern")                                                                             \
  X(ListSplat, "list_splat")                                                                                 \
  X(ListSplatPattern, "list_splat_pattern")                                                                  \
  X(MatchStatement, "match_statement")                                                                       \
  X(MemberType, "member_type")                                                                               \
  X(Module, "module")                                                                                        \
  X(NamedExpression, "named_expression")                                                                     \
  X(None, "none")                                                                                            \
  X(NonlocalStatement, "nonlocal_statement")                                                                 \
  X(NotOperator, "not_operator")                                                                             \
  X(Pair, "pair")                                                                                            \
  X(Parameters, "parameters")                                                                                \
  X(ParenthesizedExpression, "parenthesized_expression")                                                     \
  X(PatternList, "pattern_list")                                                                             \
  X(PositionalSeparator, "positional_separator")                                                             \
  X(RaiseStatement, "raise_statement")                                                                       \
  X(RelativeImport, "relative_import")                                                                       \
  X(ReturnStatement, "return_statement")                                                                     \
  X(Set, "set")                                                                                              \
  X(SetComprehension, "set_comprehension")                                                                   \
  X(Slice, "slice")                                                                                          \
  X(SplatPattern, "splat_pattern")                                                                           \
  X(SplatType, "splat_type")                                                                                 \
  X(String, "string")                                                                                        \
  X(StringContent, "string_content")                                                                         \
  X(StringStart, "string_start")                                                                             \
  X(Subscript, "subscript")                                                                                  \
  X(True, "true")                                                                                            \
  X(TryStatement, "try_statement")                                                                           \
  X(Tuple, "tuple")                                                                                          \
  X(TuplePattern, "tuple_pattern")                                                                           \
  X(Type, "type")                                                                                            \
  X(TypeAliasStatement, "type_alias_statement")                                                              \
  X(TypeParameter, "type_parameter")                                                                         \
  X(TypedDefaultParameter, "typed_default_parameter")                                                        \
  X(TypedParameter, "typed_parameter")                                                                       \
  X(UnaryOperator, "unary_operator")                                                                         \
  X(UnionType, "union_type")                                                                                 \
  X(WhileStatement, "while_statement")                                                                       \
  X(WildcardImport, "wildcard_import")                                                                       \
  X(WithClause, "with_clause")                                                                               \
  X(WithItem, "with_item")                                                                                   \
  X(WithStatement, "with_statement")                                                                         \
  X(Yield, "yield")

enum class Kind : std::uint8_t {
  Other, ///< a node whose children are all that matters
  Error,
  Async, ///< the keyword
  Or,    ///< `|`
  And,   ///< `&`
#define NOSTALL_PYTHON_KIND(Name, Spelling) Name,
  NOSTALL_PYTHON_KINDS(NOSTALL_PYTHON_KIND)
#undef NOSTALL_PYTHON_KIND
};

/// The role that a node plays for its parent.
enum class Field : std::uint8_t {
  None,
  Alias,
  Alternative,
  Arguments,
  Attribute,
  Body,
  Condition,
  Consequence,
  Definition,
  Expression,
  Function,
  Guard,
  Key,
  Left,
  ModuleName,
  Name,
  Object,
  Parameters,
  ReturnType,
  Right,
  Subject,
  Subscript,
  Superclasses,
  Type,
  TypeParameters,
  Value,
};

/// Index of a node in its tree; 0, the root, stands for none where a child is looked for.
using NodeId = std::uint32_t;

struct Node {
  Kind kind = Kind::Other;
  Field field = Field::None;
  std::uint32_t begin = 0; ///< byte offsets
  std::uint32_t end = 0;
  NodeId after = 0; ///< the node that follows the subtree
  facts::Position first;
  facts::Position last;
};

struct CommentNode {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  facts::Position first;
  facts::Position last;
};

/// The node 0 has no children and no source: what is missing may be asked like everything else.
class Tree {
public:
  llvm::StringRef text;
  std::vector<Node> nodes; ///< nodes[0] is the module
  std::vector<CommentNode> comments;
  unsigned errors = 0;
  facts::Position firstError;

  const Node& operator[](NodeId id) const { return nodes[id]; }
  Kind kind(NodeId id) const { return nodes[id].kind; }
  /// Empty for 0.
  llvm::StringRef source(NodeId id) const {
    if (!id) return {};
    return text.slice(nodes[id].begin, nodes[id].end);
  }

  class Children {
  public:
    class Iterator {
    public:
      using difference_type = std::ptrdiff_t;
      using value_type = NodeId;
      NodeId operator*() const { return at; }
      Iterator& operator++() {
        at = tree->nodes[at].after;
        return *this;
      }
      Iterator operator++(int) {
        Iterator old = *this;
        ++*this;
        return old;
      }
      friend bool operator==(const Iterator&, const Iterator&) = default;
      const Tree* tree = nullptr;
      NodeId at = 0;
    };
    Iterator begin() const { return {tree, first}; }
    Iterator end() const { return {tree, last}; }
    bool empty() const { return first == last; }
    const Tree* tree;
    NodeId first;
    NodeId last;
  };
  Children children(NodeId id) const { return {this, id ? id + 1 : 0, id ? nodes[id].after : 0}; }
  /// The children of the root.
  Children top() const { return {this, 1, nodes[0].after}; }

  /// The first child of a role, or of a kind; 0 when there is none.
  NodeId child(NodeId id, Field field) const {
    for (NodeId child : children(id))
      if (nodes[child].field == field) return child;
    return 0;
  }
  NodeId child(NodeId id, Kind kind) const {
    for (NodeId child : children(id))
      if (nodes[child].kind == kind) return child;
    return 0;
  }
  /// The first child that is no keyword; 0 when there is none.
  NodeId firstChild(NodeId id) const {
    for (NodeId child : children(id))
      if (nodes[child].kind != Kind::Async) return child;
    return 0;
  }
};

} // namespace nostall::python
