// Values → facts: the shard of one module with callees.
//
// What a call may reach becomes one call for each target: the one that is written, and behind it calls with
// CF_Implicit for what runs although nobody wrote it (a wrapped function, a generator's body, `__next__`).
// Reads of attributes, subscripts and iterations that run no code that matters are left out. By file:
// Writer.cpp entities; Symbols.cpp symbols and types; Targets.cpp what values make calls reach; Arguments.cpp
// what is handed over; ImplicitCalls.cpp what runs without being called.
#pragma once

#include "Python/Detectors.h"
#include "Python/Resolver/Evaluator.h"

namespace nostall::python {

class Writer {
public:
  Writer(Evaluator& evaluator, ModuleId module, Marks marks);

  std::shared_ptr<const facts::Shard> write();

private:
  /// What one value makes a call do.
  struct Target {
    Index symbol = None;
    facts::CallKind kind = facts::CallKind::Function;
    std::uint32_t flags = 0;
    ValueId receiver = NoValue;
    std::optional<FunctionKey> function; ///< its arguments stand in the order of this function's parameters
    std::optional<Site> handedBefore;    ///< arguments that `functools.partial` kept
    bool awaitable = false;
    bool doubtful = false; ///< when it is awaited although it is not awaitable
  };
  struct Targets {
    llvm::SmallVector<Target, 4> found;
    bool silent = false; ///< known to run nothing that matters
    bool hidden = false; ///< a function that was not followed to its definition
  };

  // Writer.cpp
  void writeEntity(const facts::Entity& from, facts::Entity& written);
  void mark(const facts::Call& call, std::size_t first, std::vector<facts::Call>& into);
  void writeCall(const facts::Call& call, std::vector<facts::Call>& into);
  void writeWritten(const facts::Call& call, std::vector<facts::Call>& into);
  void writeApplied(const facts::Call& call, std::vector<facts::Call>& into);
  void writeDecorator(const facts::Call& call, std::vector<facts::Call>& into);
  void emit(facts::Call call, Targets targets, std::vector<facts::Call>& into);

  // Symbols.cpp
  Index symbolOf(FunctionKey function);
  Index symbolOf(ModuleId module, Index scope) { return symbolOf(FunctionKey{module, scope}); }
  Index classSymbol(ClassId type);
  Index librarySymbol(std::string name, std::optional<ClassId> owner, std::uint32_t flags);
  Index methodSymbol(ClassId owner, llvm::StringRef method) {
    return librarySymbol(
        (llvm::Twine(evaluator.names.text(evaluator.classes[owner].name)) + "." + method).str(), owner, 0);
  }
  void complete(Index symbol, FunctionKey function);
  std::vector<std::string> basesOf(ClassId type) const;
  Index typeOf(ValueId value);
  Index typeOfAny(SetId set);

  // Targets.cpp
  void targetsOf(ValueId callee, Site site, Targets& targets);
  void functionTarget(FunctionKey function, ValueId receiver, Targets& targets);
  std::uint32_t dispatch(ValueId receiver) const;
  void classTargets(ValueId type, Targets& targets);
  bool methodTargets(ValueId object, llvm::StringRef name, facts::CallKind kind, Targets& targets);
  bool callableParameter(const facts::Call& call, Index callee, SetId set, Targets& targets,
                         facts::Callable& parameter);
  static void choose(Targets& targets, bool awaited);

  // Arguments.cpp
  void describe(facts::Value& value, Index expression);
  facts::Callable callableOf(SetId set);
  std::vector<facts::Value> ordered(const facts::Call& call, const Target& target);

  // ImplicitCalls.cpp
  void writeAttribute(const facts::Call& call, std::vector<facts::Call>& into);
  void writeOperator(const facts::Call& call, std::vector<facts::Call>& into);
  void writeSubscript(const facts::Call& call, std::vector<facts::Call>& into);
  void writeTruth(const facts::Call& call, std::vector<facts::Call>& into);
  void writeContainment(const facts::Call& call, std::vector<facts::Call>& into);
  bool protocolTarget(ValueId object, llvm::ArrayRef<llvm::StringLiteral> methods, Targets& targets);
  void measure(const facts::Call& call, bool truth, std::vector<facts::Call>& into);
  void emitImplicit(const facts::Call& call, const facts::Value& receiver, Targets targets,
                    std::vector<facts::Call>& into);
  void writeIteration(const facts::Call& call, std::vector<facts::Call>& into);
  void writeEntering(const facts::Call& call, std::vector<facts::Call>& into);
  void enter(ValueId value, facts::CallKind kind, bool asynchronous, Targets& targets);
  void enterOnStack(const facts::Call& call, ValueId callee, std::vector<facts::Call>& into);
  void iterate(ValueId value, bool asynchronous, Targets& targets);
  enum class Reads : std::uint8_t { All, First };
  bool runsAfterFirstYield(ValueId value) const;
  void consume(const facts::Call& call, Index iterable, bool asynchronous, Reads reads,
               std::vector<facts::Call>& into);
  void consumeArguments(const facts::Call& call, SetId callees, std::vector<facts::Call>& into);

  const facts::Expression& expression(Index index) const { return info.expression(index); }

  Evaluator& evaluator;
  ValueTable& values;
  const ModuleId module;
  const ModuleInfo& info;
  const Marks marks;
  facts::Shard shard;
  Index entity = 0; ///< the one that is written
  llvm::StringMap<Index> symbols;
  llvm::DenseMap<ClassId, Index> types;
  llvm::DenseMap<Index, Index> callsByExpression; ///< of the entity, before calls were added
};

} // namespace nostall::python
