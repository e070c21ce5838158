#include "Cxx/Flow.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <clang/Frontend/ASTUnit.h>
#include <clang/Tooling/Tooling.h>

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace nostall::cxx {
namespace {

using namespace clang;

constexpr const char* Prelude = R"cpp(
namespace std {
template <class R, class...> struct coroutine_traits { using promise_type = typename R::promise_type; };
template <class P = void> struct coroutine_handle {
  static coroutine_handle from_address(void*) noexcept;
  coroutine_handle() = default;
  template <class Q> coroutine_handle(coroutine_handle<Q>) noexcept;
};
}
struct Ready {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume();
};
struct Quiet {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
struct task {
  struct promise_type {
    task get_return_object();
    Quiet initial_suspend() noexcept;
    Quiet final_suspend() noexcept;
    Ready yield_value(int);
    void return_void();
    void unhandled_exception();
  };
};
struct Row { explicit operator bool() const; bool empty() const; };
struct Again : Ready { Again await_resume(); };
struct Switch : Ready { Switch(int = 0); };
enum State { Idle, Busy };
Ready a(), b(), c();
Again again();
struct Held { Held(); ~Held(); };
Ready held(const Held&, int);
int f(int = 0), g(int = 0), h(int = 0), x(int = 0), y(int = 0), z(int = 0);
int* next(); State state(); Row row();
[[noreturn]] void fail();
struct Range { int* begin(); int* end(); };
Range range();
extern int n;
)cpp";

/// A function `void test()` or `task test()` with the given body, parsed, with its flow.
struct Function {
  explicit Function(const std::string& body, const std::string& head = "task test()") {
    unit = tooling::buildASTFromCodeWithArgs(Prelude + head + " " + body,
                                             {"-std=c++20", "-w", "-fcxx-exceptions"});
    EXPECT_FALSE(unit->getDiagnostics().hasErrorOccurred()) << body;
    ASTContext& context = unit->getASTContext();
    for (Decl* declaration : context.getTranslationUnitDecl()->decls())
      if (FunctionDecl* candidate = declaration->getAsFunction();
          candidate && candidate->getNameAsString() == "test")
        function = candidate;
    flow = computeFlow(context, *function);
  }

  std::string source(const Stmt* statement) const {
    if (!statement) return "?";
    if (const auto* call = dyn_cast<CallExpr>(statement))
      if (const auto* callee = dyn_cast_if_present<NamedDecl>(call->getCalleeDecl()))
        return callee->getNameAsString();
    if (const auto* call = dyn_cast<CallExpr>(statement))
      if (const auto* callee = dyn_cast<OverloadExpr>(call->getCallee()->IgnoreImpCasts()))
        return callee->getName().getAsString();
    if (const auto* construction = dyn_cast<CXXConstructExpr>(statement))
      return construction->getConstructor()->getNameAsString();
    return statement->getStmtClassName();
  }

  const Stmt* call(const std::string& name) const {
    auto isCalled = [&](const Stmt* statement) {
      return isa<CallExpr>(statement) && source(statement) == name;
    };
    llvm::SmallVector<const Stmt*> stack{function->getBody()};
    while (!stack.empty()) {
      const Stmt* statement = stack.pop_back_val();
      if (isCalled(statement)) return statement;
      for (const Stmt* child : statement->children())
        if (child) stack.push_back(child);
    }
    ADD_FAILURE() << "no call of " << name;
    return nullptr;
  }

  std::string text(const BlockDraft& block) const {
    if (block.loop) return "loop";
    if (!block.guard) return "?";
    static const char* const signs[] = {"==", "!=", "<", "<=", ">", ">="};
    return (block.holds ? "" : "not ") + source(block.guard) + signs[static_cast<int>(block.comparison)] +
           std::to_string(block.operand);
  }

  /// The conditions that a call stands under, outermost first: `loop, next!=0, not f==1`.
  std::string where(const std::string& name) const {
    std::string result;
    for (Index block = flow.blockOf(call(name)); flow.blocks[block].parent != facts::None;
         block = flow.blocks[block].parent)
      result = text(flow.blocks[block]) + (result.empty() ? "" : ", " + result);
    return result;
  }

  /// What the awaits await that can be the last before a call: `start a b`.
  std::string after(const std::string& name) const { return names(flow.afterOf(call(name))); }
  std::string names(const std::vector<Index>& set) const {
    std::string result = set.empty() || set.back() == facts::None ? "start" : "";
    for (Index await : set)
      if (await != facts::None)
        result += (result.empty() ? "" : " ") + source(flow.awaits[await].operandCall);
    return result;
  }

  std::unique_ptr<ASTUnit> unit;
  const FunctionDecl* function = nullptr;
  BodyFlow flow;
};

/// The conditions around the call of `x` in a plain function with this body.
std::string where(const std::string& body) { return Function(body, "int test(int p)").where("x"); }
/// The awaits before the call of `x` in a coroutine with this body.
std::string after(const std::string& body) { return Function(body).after("x"); }

TEST(FlowBlocks, TheBodyIsUnconditional) { EXPECT_EQ(where("{ x(); }"), ""); }
TEST(FlowBlocks, IfAndElse) {
  EXPECT_EQ(where("{ if (f()) x(); }"), "f!=0");
  EXPECT_EQ(where("{ if (f()) y(); else x(); }"), "not f!=0");
  EXPECT_EQ(where("{ if (!f()) x(); }"), "not f!=0");
  EXPECT_EQ(where("{ if (!!f()) x(); }"), "f!=0");
  EXPECT_EQ(where("{ if (n) x(); }"), "?");
}
TEST(FlowBlocks, TheConditionItselfIsOutside) { EXPECT_EQ(where("{ if (x()) f(); }"), ""); }
TEST(FlowBlocks, Comparisons) {
  EXPECT_EQ(where("{ if (f() == 3) x(); }"), "f==3");
  EXPECT_EQ(where("{ if (-3 < f()) x(); }"), "f>-3");
  EXPECT_EQ(where("{ if (1 >= f()) x(); }"), "f<=1");
  EXPECT_EQ(where("{ if (state() != Busy) x(); }"), "state!=1");
  EXPECT_EQ(where("{ if (next() == nullptr) x(); }"), "next==0");
  EXPECT_EQ(where("{ constexpr int limit = 7; if (f() > limit) x(); }"), "f>7");
  EXPECT_EQ(where("{ if (f() == n) x(); }"), "?");
  EXPECT_EQ(where("{ if (__builtin_expect(!!(f() == 3), 1)) x(); }"), "f==3");
}
TEST(FlowBlocks, AssignmentInTheCondition) {
  EXPECT_EQ(where("{ int* r; if ((r = next()) != nullptr) x(); }"), "next!=0");
  EXPECT_EQ(where("{ if (int* r = next()) x(); }"), "next!=0");
  EXPECT_EQ(where("{ if (int r = f(); r == 2) x(); }"), "f==2");
}
TEST(FlowBlocks, AVariableStandsForItsOnlyValue) {
  EXPECT_EQ(where("{ int r = f(); if (r) x(); }"), "f!=0");
  EXPECT_EQ(where("{ int r; r = f(); if (r == 1) x(); }"), "f==1");
  EXPECT_EQ(where("{ int r = f(); r = g(); if (r) x(); }"), "?");
  EXPECT_EQ(where("{ int r = f(); ++r; if (r) x(); }"), "?");
  EXPECT_EQ(where("{ int r = f(); int* q = &r; if (r) x(); }"), "?");
  EXPECT_EQ(where("{ int r = f(); auto l = [&] { r = 0; }; if (r) x(); }"), "?");
  EXPECT_EQ(where("{ if (p) x(); }"), "?");
  EXPECT_EQ(where("{ int r = r; if (r) x(); }"), "?");
}
TEST(FlowBlocks, ConversionToBoolSpeaksOfWhatIsConverted) {
  EXPECT_EQ(where("{ if (row()) x(); }"), "row!=0");
  EXPECT_EQ(where("{ auto r = row(); if (!r) x(); }"), "not row!=0");
  EXPECT_EQ(where("{ auto r = row(); if (r.empty()) x(); }"), "empty!=0");
  EXPECT_EQ(where("{ extern Row given; if (given) x(); }"), "operator bool!=0");
}
TEST(FlowBlocks, ConjunctionsNest) {
  EXPECT_EQ(where("{ if (f() && g() == 2) x(); }"), "f!=0, g==2");
  EXPECT_EQ(where("{ if (f() && x()) y(); }"), "f!=0");
  EXPECT_EQ(where("{ if (f() || x()) y(); }"), "not f!=0");
  EXPECT_EQ(where("{ if (f() || g()) x(); }"), "?");
  EXPECT_EQ(where("{ if (f() || g()) y(); else x(); }"), "not f!=0, not g!=0");
  EXPECT_EQ(where("{ if (!(f() || g())) x(); }"), "not f!=0, not g!=0");
  EXPECT_EQ(where("{ if (f() && g()) y(); else x(); }"), "?");
  EXPECT_EQ(where("{ return f() && x(); }"), "f!=0");
  EXPECT_EQ(where("{ if (f() && (g() && h())) x(); }"), "f!=0, g!=0, h!=0");
}
TEST(FlowBlocks, OneBlockForOneConjunct) {
  Function function("{ if (f() && x()) y(); }", "int test()");
  EXPECT_EQ(function.where("y"), "f!=0, x!=0");
  EXPECT_EQ(function.flow.blocks[function.flow.blockOf(function.call("y"))].parent,
            function.flow.blockOf(function.call("x")));
}
TEST(FlowBlocks, ConditionalExpressions) {
  EXPECT_EQ(where("{ return f() ? x() : y(); }"), "f!=0");
  EXPECT_EQ(where("{ return f() ? y() : x(); }"), "not f!=0");
  EXPECT_EQ(where("{ return f() ?: x(); }"), "not f!=0");
}
TEST(FlowBlocks, Loops) {
  EXPECT_EQ(where("{ while (f()) x(); }"), "loop, f!=0");
  EXPECT_EQ(where("{ while (x()) f(); }"), "loop");
  EXPECT_EQ(where("{ while (true) x(); }"), "loop");
  EXPECT_EQ(where("{ do x(); while (f()); }"), "loop");
  EXPECT_EQ(where("{ for (x(); f(); g()) h(); }"), "");
  EXPECT_EQ(where("{ for (g(); f() < 4; x()) h(); }"), "loop, f<4");
  EXPECT_EQ(where("{ for (int i : range()) x(); }"), "loop");
  EXPECT_EQ(where("{ for (int i; x(), true;) ; }"), "loop");
  EXPECT_EQ(where("{ while (int* r = next()) x(); }"), "loop, next!=0");
}
TEST(FlowBlocks, AfterAnEarlyExit) {
  EXPECT_EQ(where("{ if (f()) return 0; x(); }"), "not f!=0");
  EXPECT_EQ(where("{ if (f()) { y(); throw 1; } x(); }"), "not f!=0");
  EXPECT_EQ(where("{ if (f()) fail(); x(); }"), "not f!=0");
  EXPECT_EQ(where("{ if (f()) y(); else return 0; x(); }"), "f!=0");
  EXPECT_EQ(where("{ if (f()) y(); x(); }"), "");
  EXPECT_EQ(where("{ if (f() || g()) return 0; x(); }"), "not f!=0, not g!=0");
  EXPECT_EQ(where("{ while (n) { if (f()) continue; x(); } }"), "loop, ?, not f!=0");
  EXPECT_EQ(where("{ while (n) { if (f()) break; x(); } }"), "loop, ?, not f!=0");
  EXPECT_EQ(where("{ if (f()) { if (g()) return 1; else return 2; } x(); }"), "not f!=0");
  EXPECT_EQ(where("{ { if (f()) return 0; } x(); }"), "");
}
TEST(FlowBlocks, AfterALoop) {
  EXPECT_EQ(where("{ while (f()) g(); x(); }"), "not f!=0");
  EXPECT_EQ(where("{ while (f()) if (g()) break; x(); }"), "");
  EXPECT_EQ(where("{ do g(); while (f()); x(); }"), "not f!=0");
  EXPECT_EQ(where("{ for (;;) { if (!f()) break; g(); } x(); }"), "not f!=0");
  EXPECT_EQ(where("{ for (;;) { if (!f()) break; if (g()) break; } x(); }"), "");
  EXPECT_EQ(where("{ while (f()) { switch (n) { case 1: break; } } x(); }"), "not f!=0");
}
TEST(FlowBlocks, Switch) {
  EXPECT_EQ(where("{ switch (f()) { case 1: x(); break; case 2: y(); } }"), "f==1");
  EXPECT_EQ(where("{ switch (f()) { case 1: y(); case 2: x(); } }"), "?");
  EXPECT_EQ(where("{ switch (f()) { case 1: case 2: x(); } }"), "?");
  EXPECT_EQ(where("{ switch (f()) { case 1: y(); break; default: x(); } }"), "?");
  EXPECT_EQ(where("{ switch (state()) { case Busy: y(); x(); } }"), "state==1");
  EXPECT_EQ(where("{ switch (x()) { case 1: y(); } }"), "");
  EXPECT_EQ(where("{ switch (f()) { case 1: if (g()) break; x(); break; } }"), "f==1, not g!=0");
}
TEST(FlowBlocks, HandlersAreConditional) {
  EXPECT_EQ(where("{ try { y(); } catch (...) { x(); } }"), "?");
  EXPECT_EQ(where("{ try { x(); } catch (...) { y(); } }"), "");
  EXPECT_EQ(where("try { x(); } catch (...) { }"), "");
}
TEST(FlowBlocks, ALabelForgetsWhatWasKnown) {
  EXPECT_EQ(where("{ if (n) goto out; if (f()) return 0; out: x(); }"), "");
}
TEST(FlowBlocks, LambdasAreBodiesOfTheirOwn) {
  Function function("{ if (f()) { auto l = [] { return x(); }; y(); } }", "void test()");
  EXPECT_EQ(function.where("y"), "f!=0");
  EXPECT_EQ(function.flow.block.count(function.call("x")), 0u);
}
TEST(FlowBlocks, UninstantiatedTemplates) {
  auto inTemplate = [](const std::string& body) {
    return Function(body, "template <class T> int test(T t)").where("x");
  };
  EXPECT_EQ(inTemplate("{ if (t() == 3) x(); }"), "t==3");
  EXPECT_EQ(inTemplate("{ if (!f(t)) return 0; x(); }"), "f!=0");
  EXPECT_EQ(inTemplate("{ for (auto&& e : t) if (f(e)) x(); }"), "loop, f!=0");
}
TEST(FlowBlocks, ConstantsDecide) {
  EXPECT_EQ(where("{ if constexpr (true) x(); }"), "");
  EXPECT_EQ(where("{ if (true) x(); }"), "");
}
TEST(FlowBlocks, ParentsComeFirst) {
  Function function("{ while (f()) { if (g() && h()) { for (;;) x(); } else y(); } z(); }", "void test()");
  for (Index block = 1; block != function.flow.blocks.size(); ++block)
    EXPECT_LT(function.flow.blocks[block].parent, block);
}

TEST(FlowAwaits, InSequence) {
  EXPECT_EQ(after("{ x(); co_await a(); }"), "start");
  EXPECT_EQ(after("{ co_await a(); x(); }"), "a");
  EXPECT_EQ(after("{ co_await a(); co_await b(); x(); }"), "b");
}
TEST(FlowAwaits, OperandsComeBefore) {
  EXPECT_EQ(after("{ co_await (x(), a()); }"), "start");
  EXPECT_EQ(after("{ x(co_await a()); }"), "a");
  EXPECT_EQ(after("{ int v = co_await a() + x(); }"), "a");
}
TEST(FlowAwaits, BranchesJoin) {
  EXPECT_EQ(after("{ if (n) co_await a(); x(); }"), "start a");
  EXPECT_EQ(after("{ if (n) co_await a(); else co_await b(); x(); }"), "a b");
  EXPECT_EQ(after("{ if (n) { co_await a(); co_return; } x(); }"), "start");
  EXPECT_EQ(after("{ n && co_await a(); x(); }"), "start a");
  EXPECT_EQ(after("{ n ? co_await a() : co_await b(); x(); }"), "a b");
  EXPECT_EQ(after("{ switch (n) { case 1: co_await a(); break; case 2: co_await b(); } x(); }"), "start a b");
  EXPECT_EQ(after("{ switch (n) { case 1: co_await a(); break; case 2: x(); } }"), "start");
}
TEST(FlowAwaits, LoopsComeAround) {
  EXPECT_EQ(after("{ while (n) { x(); co_await a(); } }"), "start a");
  EXPECT_EQ(after("{ while (n) { co_await a(); } x(); }"), "start a");
  EXPECT_EQ(after("{ do co_await a(); while (n); x(); }"), "a");
  EXPECT_EQ(after("{ for (;;) { co_await a(); if (n) break; co_await b(); } x(); }"), "a");
  EXPECT_EQ(after("{ while (n) { while (n) { x(); } co_await a(); } }"), "start a");
  EXPECT_EQ(after("{ for (int i : range()) { co_await a(); x(i); } }"), "a");
}
TEST(FlowAwaits, HandlersSeeEveryAwaitOfTheirBlock) {
  EXPECT_EQ(after("{ try { f(); co_await a(); g(); co_await b(); } catch (...) { x(); } }"), "start a b");
  EXPECT_EQ(after("{ try { co_await a(); } catch (...) { } x(); }"), "start a");
}
/// The awaits before the variables of the innermost scope around the call of `x` are destroyed.
std::string atEnd(const std::string& body) {
  Function function(body);
  llvm::SmallVector<std::pair<const Stmt*, const Stmt*>> stack{{function.function->getBody(), nullptr}};
  const Stmt* call = function.call("x");
  while (!stack.empty()) {
    auto [statement, scope] = stack.pop_back_val();
    if (statement == call) return function.names(function.flow.afterOf(scope));
    if (isa<CompoundStmt, ForStmt, IfStmt, ExprWithCleanups>(statement)) scope = statement;
    for (const Stmt* child : statement->children())
      if (child) stack.push_back({child, scope});
  }
  return "no call";
}
TEST(FlowAwaits, VariablesDieAtTheEndOfTheirScope) {
  EXPECT_EQ(atEnd("{ Held h; x(); co_await a(); }"), "a");
  EXPECT_EQ(atEnd("{ co_await a(); { Held h; x(); } co_await b(); }"), "a");
  EXPECT_EQ(atEnd("{ Held h; x(); if (n) co_return; co_await a(); }"), "start a");
  EXPECT_EQ(atEnd("{ while (n) { Held h; x(); co_await a(); if (n) break; co_await b(); } }"), "a b");
  EXPECT_EQ(atEnd("{ if (Held h; x()) co_await a(); else co_await b(); }"), "a b");
  EXPECT_EQ(atEnd("{ for (Held h; x();) co_await a(); }"), "start a");
}
TEST(FlowAwaits, TemporariesDieAtTheEndOfTheirFullExpression) {
  EXPECT_EQ(atEnd("{ co_await held(Held(), x()); co_await b(); }"), "held");
  EXPECT_EQ(atEnd("{ co_await a(); n = co_await held(Held(), x()); }"), "held");
  EXPECT_EQ(atEnd("{ co_await a(); held(Held(), x()); co_await b(); }"), "a");
}
TEST(FlowAwaits, FunctionTryBlocks) {
  EXPECT_EQ(after("try { co_await a(); x(); } catch (...) { }"), "a");
  EXPECT_EQ(after("try { co_await a(); } catch (...) { x(); }"), "start a");
}
TEST(FlowAwaits, Goto) { EXPECT_EQ(after("{ again: x(); co_await a(); if (n) goto again; }"), "start a"); }
TEST(FlowAwaits, YieldSuspendsToo) { EXPECT_EQ(after("{ co_yield 1; x(); }"), "?"); }
TEST(FlowAwaits, ALambdaAwaitsForItself) {
  EXPECT_EQ(after("{ auto l = []() -> task { co_await a(); }; co_await b(); x(); }"), "b");
  EXPECT_EQ(Function("{ auto l = []() -> task { co_await a(); }; co_return; }").flow.awaits.size(), 0u);
}
TEST(FlowAwaits, AwaitsKnowTheirPredecessorsAndCalls) {
  Function function(
      "{ co_await a(); if (n) co_await b(); co_await c(); Ready r; co_await r; co_await Switch(1); }");
  const BodyFlow& flow = function.flow;
  ASSERT_EQ(flow.awaits.size(), 5u);
  EXPECT_EQ(function.names(flow.awaits[0].after), "start");
  EXPECT_EQ(function.names(flow.awaits[1].after), "a");
  EXPECT_EQ(function.names(flow.awaits[2].after), "a b");
  EXPECT_EQ(flow.awaits[3].operandCall, nullptr);
  EXPECT_EQ(function.source(flow.awaits[4].operandCall), "Switch");
}
TEST(FlowAwaits, NestedAwaitsAreInSourceOrder) {
  Function function("{ co_await (co_await a(), b()); }");
  ASSERT_EQ(function.flow.awaits.size(), 2u);
  EXPECT_EQ(function.source(function.flow.awaits[1].operandCall), "a");
  EXPECT_EQ(function.names(function.flow.awaits[0].after), "a");
}
TEST(FlowAwaits, PlainFunctionsHaveNone) {
  EXPECT_TRUE(Function("{ f(); }", "void test()").flow.awaits.empty());
}

/// As `after`, in a template whose range-for Clang cannot build a graph for.
std::string afterInTemplate(const std::string& body) {
  return Function("{ for (auto&& e : t) co_await e; co_await c(); " + body + " }",
                  "template <class T> task test(T t)")
      .after("x");
}
TEST(FlowAwaits, WithoutAGraphTheSourceOrderStandsIn) {
  EXPECT_EQ(afterInTemplate("x();"), "c");
  EXPECT_EQ(afterInTemplate("co_await a(); x();"), "a");
  EXPECT_EQ(afterInTemplate("co_await (x(), a());"), "c");
  EXPECT_EQ(afterInTemplate("if (n) co_await a(); x();"), "c a");
  EXPECT_EQ(afterInTemplate("if (n) co_await a(); else x();"), "c a");
  EXPECT_EQ(afterInTemplate("switch (n) { case 1: co_await a(); break; case 2: x(); }"), "c a");
  EXPECT_EQ(afterInTemplate("try { co_await a(); } catch (...) { x(); }"), "c a");
  Function function("{ for (auto&& e : t) co_await e; { Held h; co_await c(); } }",
                    "template <class T> task test(T t)");
  const auto* body = cast<CompoundStmt>(cast<CoroutineBodyStmt>(function.function->getBody())->getBody());
  EXPECT_EQ(function.names(function.flow.afterOf(body->body_back())), "c");
}

std::string repeated(unsigned times, const std::string& text) {
  std::string result;
  for (unsigned index = 0; index != times; ++index)
    result += text;
  return result;
}
TEST(Flow, AnAwaitNestedInAwaitsIsLookedAtOnce) {
  Function function("{ " + repeated(40, "co_await ") + "again(); }");
  EXPECT_EQ(function.flow.awaits.size(), 40u);
}
TEST(Flow, ManyCasesWithAnAwaitEach) {
  std::string cases;
  for (int index = 0; index != 3000; ++index)
    cases += "case " + std::to_string(index) + ": co_await a(); break;\n";
  EXPECT_EQ(after("{ for (;;) { switch (f()) {" + cases + "} x(); } }"), "start");
}
TEST(Flow, LongConditions) {
  EXPECT_EQ(Function("{ if (f()" + repeated(2000, " && g()") + ") x(); }", "void test()").flow.blocks.size(),
            2002u);
  EXPECT_EQ(where("{ if (f()" + repeated(2000, " && g()") + ") y(); else x(); }"), "?");
}

} // namespace
} // namespace nostall::cxx
