// Follows expressions to the values that they may stand for, on demand, with every answer kept.
//
// The program is evaluated in rounds. In a round, what a parameter is given by callers is what the round
// before found out; everything else is followed through names, attributes, calls and the catalogue's types to
// where it comes from. An expression that depends on itself sees its own answer of the round before, so
// rounds approach a fixpoint from below; a few are enough for real programs, and more are not made.
//
// The parts, by file: Evaluate.cpp expressions; Lookup.cpp names and modules; Annotations.cpp what type
// expressions of the program mean; CallResults.cpp what calls give; Builtins.cpp the standard library's
// functions that no catalogue can describe; Decorators.cpp; Members.cpp attributes; Protocols.cpp iteration,
// subscripts, `with` and `await`; Mappings.cpp dictionaries; Described.cpp the catalogue's types; Flows.cpp
// parameters, and what a round finds out about them. Groups.h makes the rounds.
#pragma once

#include "Python/Resolver/Program.h"
#include "Python/Resolver/Values.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/STLFunctionalExtras.h>

#include <optional>
#include <vector>

namespace nostall::python {

inline constexpr ValueId NoValue = ~ValueId{0};

/// A Call expression of a module.
struct Site {
  ModuleId module = 0;
  Index call = None;
  bool valid() const { return call != None; }
};

struct FunctionKey {
  ModuleId module = 0;
  Index scope = None;
};

/// The key of a function, and of a parameter of it, in tables.
inline std::uint64_t keyOf(FunctionKey function) {
  return (std::uint64_t(function.module) << 32) | function.scope;
}
inline std::uint64_t keyOf(FunctionKey function, unsigned number) {
  return (std::uint64_t(function.module) << 40) | (std::uint64_t(function.scope) << 12) | (number & 0xfff);
}

/// The functions of the program that calling a value enters, and where the call's arguments go.
struct Entered {
  FunctionKey function;
  ValueId receiver = NoValue; ///< what parameter 0 is given, before the arguments of the call
  /// Arguments that `functools.partial` put before the call's own, the first site's first.
  llvm::SmallVector<Site, 1> before;
};

/// What callers, and frameworks, give to the functions of the program; by keys that evaluators of one program
/// have in common, but for those of `stored`.
struct Given {
  using Table = llvm::DenseMap<std::uint64_t, SetId>;
  Table parameters; ///< parameter → what callers give, or TooMuch
  Table received;   ///< parameter → what a framework gives
  /// What is put into the list or dictionary that a literal makes, by value and `["key"]`; 0: any key.
  Table stored;
};
inline constexpr SetId TooMuch = ~SetId{0};

class Evaluator {
public:
  /// Knows the classes of the program with their bases; nothing is given to any parameter yet. A copy goes on
  /// by itself, with the same numbers for all that was known when it was made.
  explicit Evaluator(const Program& program);

  /// Makes `fresh`, which was appended to the modules, stand in for `old` where its own expressions are
  /// followed: what callers give to the functions of `old` is given to its functions of the same names, and
  /// its classes are those of `old`. Whoever follows expressions of other modules still comes to `old`.
  void standIn(ModuleId fresh, ModuleId old);

  /// A round over these modules: finds out what they give, starting from what is given.
  void runRound(ModuleId begin, ModuleId end);
  /// What the last round found out.
  const Given& found() const { return next; }
  /// Says what is given in the next round, in the place of what was given before. Whether it differs.
  bool give(Given all);
  /// The union of what two groups of modules give.
  void add(Given& to, const Given& more);
  /// Functions that an asynchronous wrapper of the program runs on the loop, by the wrapper.
  using Wrapping = llvm::DenseMap<std::uint64_t, std::vector<ValueId>>;
  Wrapping wrapping;

  SetId value(ModuleId module, Index expression);
  /// What a value is that is declared by this annotation.
  SetId annotated(ModuleId module, Index expression);
  SetId parameter(FunctionKey function, unsigned number);
  SetId attribute(SetId objects, NameId name);
  SetId attributeOf(ValueId object, NameId name);
  /// The values that attribute `name` of an object's class has before they are bound to the object: what a
  /// property is made of, too.
  SetId classAttribute(ClassId owner, NameId name);
  SetId callResult(ValueId callee, Site site);
  SetId awaited(ValueId value);
  SetId element(ValueId value, bool asynchronous);
  SetId item(ValueId value, std::int64_t number);
  SetId entering(ValueId value, bool asynchronous);
  SetId returned(FunctionKey function);
  SetId yielded(FunctionKey function);
  SetId describedType(const rules::TypeExpression& type, ValueId receiver, Site site);

  /// The functions of the program that a call of the value enters by itself.
  void enteredBy(ValueId callee, llvm::SmallVectorImpl<Entered>& into);
  /// The expressions given to each parameter: None where there is none or it cannot be known.
  /// The first `taken` parameters are given already; `skipped` positional arguments are not meant.
  std::vector<Index> argumentsOf(const facts::Scope& scope, Site site, unsigned taken,
                                 unsigned skipped = 0) const;
  /// The first method of this name in the class's ancestors, and whose it is.
  std::optional<std::pair<FunctionKey, ClassId>> method(ClassId owner, NameId name);
  /// The rules that say what becomes of callables handed to this library function.
  llvm::ArrayRef<HandingRule> handingRules(ValueId callee, bool decorator);
  /// The name of a library's function or method as rules use it; empty for anything else.
  std::string libraryName(ValueId callee) const;
  /// The argument at this position of a call; None when it has none.
  Index argumentAt(Site site, const rules::Position& position) const;
  /// What the decorator of a decoration is, its own call left out.
  SetId decoratorOf(Site decoration);
  bool appliesDecorator(Site site);
  /// Functions that run on the loop, because an asynchronous wrapper around them does.
  llvm::ArrayRef<ValueId> wrappedBy(FunctionKey wrapper) const;
  /// The parameter of an enclosing function that a name stands for, and that function.
  std::optional<std::pair<FunctionKey, unsigned>> parameterNamed(ModuleId module, Index name) const;

  const facts::Scope& scope(FunctionKey function) const {
    return modules[function.module].scope(function.scope);
  }
  const facts::Expression& expression(ModuleId module, Index index) const {
    return modules[module].expression(index);
  }
  bool isMethod(FunctionKey function) const;
  Site site(SiteId number) const { return sites[number]; }
  SiteId numberOf(Site site);
  /// The expression whose value a name has, when it can be only one.
  Index singleSource(ModuleId module, Index name);
  /// The expressions whose values a name may have where it is used, None for one that is not modelled.
  llvm::SmallVector<Index, 4> sources(ModuleId module, Index name);

  const Modules& modules;
  const Stubs& stubs;
  NameTable names;
  ValueTable values;
  Classes classes;

private:
  /// An answer. A settled one rests on nothing that another round may find out: neither on what callers give
  /// nor on an answer of the round before.
  struct Kept {
    SetId set = Nothing;
    bool settled = false;
  };
  using Memo = llvm::DenseMap<std::uint64_t, Kept>;
  enum MemoKind {
    Annotation,
    Parameters,
    Returned,
    Yielded,
    ClassAttributes,
    Assigned,
    Members,
    ModuleMembers,
    Elements,
    Protocols,
    Items,
    MemoKinds
  };
  /// The kept answer, or `compute`'s, which sees the last round's when it asks for itself.
  SetId remember(MemoKind kind, std::uint64_t key, llvm::function_ref<SetId()> compute);

  // Evaluate.cpp
  SetId compute(ModuleId module, Index expression);
  template <typename Each>
  SetId forEach(SetId set, Each each);
  SetId call(ModuleId module, Index expression);

  // Lookup.cpp
  SetId lookUp(ModuleId module, Index expression);
  SetId lookUp(ModuleId module, Index scope, NameId name);
  SetId moduleMember(ModuleId module, NameId name);
  SetId memberOf(ModuleId module, NameId name);
  SetId starMember(ModuleId module, NameId name);
  SetId bindingValue(ModuleId module, Index binding);
  SetId declaredOr(SetId given, SetId declared);
  SetId bindingsValue(ModuleId module, llvm::ArrayRef<Index> bindings);
  /// The function's own bindings that a use of a name may see.
  llvm::SmallVector<Index, 4> bindingsOf(ModuleId module, Index name);
  llvm::SmallVector<Index, 4> reaching(ModuleId module, llvm::ArrayRef<BindingKey> bindings,
                                       Index expression);
  llvm::SmallVector<Index, 4> lasting(ModuleId module, llvm::ArrayRef<BindingKey> bindings) const;
  SetId imported(ModuleId module, Index expression);
  SetId external(ModuleId from, NameId dotted);

  // LazyExports.cpp
  SetId lazyMember(ModuleId module, NameId name);
  SetId listedExport(ModuleId module, llvm::StringRef name);
  SetId listedAs(ModuleId module, Index entry, llvm::StringRef name);
  SetId returnedExport(ModuleId module, Index scope, llvm::StringRef name);
  SetId memberIn(ModuleId from, llvm::StringRef where, llvm::StringRef name);

  // Narrowing.cpp
  SetId narrowed(ModuleId module, Index use, SetId set, std::uint32_t bound);
  SetId narrowedIn(Index innermost, ModuleId module, Index use, SetId set, std::uint32_t bound);
  /// Callees of a call, and the block that decided on them; None: nothing is known of it.
  struct Way {
    SetId callees = Nothing;
    Index block = None;
  };
  llvm::SmallVector<Way, 2> waysTo(Site site);
  SetId givenOn(const Way& way, ModuleId module, Index argument);
  SetId alreadyRead(ModuleId module, Index use, SetId set, llvm::ArrayRef<BindingKey> bindings);
  SetId narrowedTo(SetId set, ModuleId module, Index asked, bool holds);

  // Annotations.cpp
  SetId declared(ModuleId module, Index expression);
  SetId instancesOf(SetId classes, ModuleId module, Index expression);
  SetId aliased(ModuleId module, Index expression);
  std::optional<llvm::StringRef> specialForm(ModuleId module, Index expression);
  SetId subscript(ModuleId module, Index expression);

  // CallResults.cpp
  SetId functionResult(FunctionKey function, ValueId self, Site site, unsigned taken);
  SetId instanceOf(ValueId classValue, Site site);
  SetId libraryMethodResult(const Value& method, Site site);
  SetId delayed(SetId result, ValueId callee);
  SetId provided(SetId callees);

  // Builtins.cpp
  std::optional<SetId> builtinResult(llvm::StringRef name, Site site);
  SetId containerResult(ValueId container, llvm::StringRef method, Site site);
  SetId superOf(Site site);
  SetId partialOf(Site site);

  // Decorators.cpp
  SetId decorated(ModuleId module, Index expression);
  bool isKnown(SetId decorators);
  SetId behindUnknown(SetId functions);
  SetId applied(ValueId decorator, SetId inner, Site site);
  SetId wrapped(FunctionKey decorator, SetId inner);
  bool runsInline(FunctionKey wrapper, FunctionKey decorator, unsigned parameter);

  // Members.cpp
  SetId instanceMember(ValueId object, NameId name);
  SetId classMember(ValueId object, NameId name);
  SetId superMember(const Value& super, NameId name);
  SetId assigned(ClassId owner, NameId name);
  SetId bindTo(ValueId object, SetId raw);
  SetId libraryMember(ValueId object, ClassId owner, NameId name, bool certain);
  SetId attributeBindingValue(ModuleId module, Index binding);
  void indexAttributes();

  // Protocols.cpp
  SetId elementOf(ValueId value, bool asynchronous);
  SetId subscripted(ValueId value, ModuleId module, Index key);
  std::optional<SetId> projectMethodResult(ValueId object, llvm::StringRef name);
  bool isTypedMapping(ClassId type) const;
  bool isDictionary(ClassId type) const;
  SetId heldByLiteral(const Value& literal);
  SetId protocolType(ValueId object, rules::TypeExpression rules::TypeDescription::* member);

  // Mappings.cpp
  NameId itemName(llvm::StringRef key);
  SetId held(ValueId mapping, std::optional<llvm::StringRef> key);
  SetId writtenIn(const Value& mapping, std::optional<llvm::StringRef> key);
  void storeKeywords(ValueId mapping, Site site);
  void collectUpdate(ValueId mapping, Site site);
  void collectKeywords(ValueId callee, Site site);
  void collectHandedClass(ModuleId module, Index expression);

  // Described.cpp
  SetId siteArgument(Site site, int number, llvm::StringRef keyword);
  SetId newInstances(SetId classes, Site site);

  // Flows.cpp
  SetId matching(SetId set, SetId types, bool wanted);
  SetId fromDeclaration(FunctionKey function, unsigned number);
  void linkClasses();
  void collect(ModuleId module);
  void collectCall(Site site);
  void collectPutting(ValueId callee, Site site);
  void collectArguments(const Entered& one, const Way& way, Site site);
  void collectHanding(ValueId callee, Site site, bool decorator);
  void flowInto(FunctionKey function, unsigned number, SetId set);
  void flow(Given::Table& table, std::uint64_t key, SetId set);
  void collectStores(ModuleId begin, ModuleId end);
  void store(SetId containers, NameId key, SetId set);
  SetId storedIn(ValueId container, NameId key);
  /// Forgets the answers that are not settled, or all of them.
  void startRound(bool keepSettled);

  struct AttributePlace {
    ModuleId module;
    Index binding;
  };

  static constexpr SetId NotYet = ~SetId{0};
  std::vector<std::vector<SetId>> memo, lastMemo; ///< by module, expression
  Memo memos[MemoKinds], lastMemos[MemoKinds];
  std::vector<llvm::BitVector> settledExpressions; ///< of `memo`
  bool settled = true;                             ///< so far, of what is being computed
  unsigned depth = 0;

  Given given, next;
  bool first = true; ///< round

  std::vector<Site> sites{{}}; ///< of instances that remember who made them
  llvm::DenseMap<std::pair<ModuleId, Index>, SiteId> siteNumbers;
  llvm::DenseMap<std::pair<ClassId, NameId>, std::vector<AttributePlace>> selfAttributes;
  llvm::DenseMap<NameId, std::vector<AttributePlace>> otherAttributes;
  std::vector<std::pair<AttributePlace, NameId>> itemStores;
  llvm::DenseMap<std::pair<ValueId, unsigned>, std::vector<HandingRule>> handings;
};

template <typename Each>
SetId Evaluator::forEach(SetId set, Each each) {
  SetId result = Nothing;
  for (ValueId id : values.members(set))
    result = values.unite(result, each(id));
  return result;
}

} // namespace nostall::python
