// What annotations declare. Only the forms that tell what a value is are read; the rest declares nothing.
#include "Python/Resolver/Evaluator.h"
#include "Rules/Names.h"

#include <llvm/ADT/StringSwitch.h>

namespace nostall::python {

using facts::Expression;
using facts::Scope;

namespace {

enum class Form {
  None,
  Transparent, ///< `Optional[X]`, `Final[X]`: one of the arguments
  Annotated,
  Type,
  Container,
  Mapping,
  Tuple,
  Iterator,
  AsyncIterator,
  Awaitable,
  Callable,
  Manager,
  Self,
};

Form formOf(llvm::StringRef name) {
  return llvm::StringSwitch<Form>(name)
      .Cases("Optional", "Union", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly",
             Form::Transparent)
      .Case("Annotated", Form::Annotated)
      .Cases("Type", "type", Form::Type)
      .Cases("list", "List", "set", "Set", "frozenset", "FrozenSet", "deque", "Deque", Form::Container)
      .Cases("Sequence", "MutableSequence", "Collection", "Iterable", "AbstractSet", "Reversible",
             Form::Container)
      .Cases("dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict",
             Form::Mapping)
      .Cases("tuple", "Tuple", Form::Tuple)
      .Cases("Iterator", "Generator", Form::Iterator)
      .Cases("AsyncIterator", "AsyncGenerator", "AsyncIterable", Form::AsyncIterator)
      .Cases("Awaitable", "Coroutine", "Future", "Task", Form::Awaitable)
      .Case("Callable", Form::Callable)
      .Cases("ContextManager", "AbstractContextManager", "AsyncContextManager", "AbstractAsyncContextManager",
             Form::Manager)
      .Case("Self", Form::Self)
      .Default(Form::None);
}

} // namespace

SetId Evaluator::annotated(ModuleId module, Index expression) {
  if (expression == None) return Nothing;
  return remember(Annotation, (std::uint64_t(module) << 32) | expression,
                  [&] { return declared(module, expression); });
}

SetId Evaluator::declared(ModuleId module, Index index) {
  const Expression& expression = modules[module].expression(index);
  switch (expression.kind) {
  case Expression::Kind::Either: {
    SetId result = Nothing;
    for (Index option : expression.operands)
      result = values.unite(result, annotated(module, option));
    return result;
  }
  case Expression::Kind::Name:
  case Expression::Kind::Attribute:
  case Expression::Kind::Subscript:
    return instancesOf(value(module, index), module, index);
  default:
    return Nothing;
  }
}

/// Instances of what an annotation names.
SetId Evaluator::instancesOf(SetId named, ModuleId module, Index index) {
  return forEach(named, [&](ValueId id) -> SetId {
    const Value type = values[id];
    switch (type.kind) {
    case Value::Kind::Class: {
      if (classes[type.a].project) return values.single({Value::Kind::Instance, type.a, type.b});
      const llvm::StringRef name = names.text(classes[type.a].name);
      if (name == "builtins.object") return Nothing;
      if (name.starts_with("builtins.")) switch (formOf(name.drop_front(9))) {
        case Form::Container:
        case Form::Tuple:
          return values.single({Value::Kind::Container});
        case Form::Mapping:
          return values.single({Value::Kind::Container, Nothing, 0, 0, 1});
        default:
          break;
        }
      if (name.starts_with("typing") || name.starts_with("collections.abc.")) {
        if (formOf(rules::unqualified(name)) != Form::Self) return Nothing;
        for (Index at = modules[module].expression(index).scope; at != None;
             at = modules[module].scope(at).parent)
          if (modules[module].scope(at).kind == Scope::Kind::Class)
            return values.single({Value::Kind::Instance, classes.project(module, at)});
        return Nothing;
      }
      return values.single({Value::Kind::Instance, type.a, type.b});
    }
    case Value::Kind::External: {
      const llvm::StringRef name = names.text(type.a);
      if (name.starts_with("typing") || name.starts_with("builtins.") ||
          name.starts_with("collections.abc.") || stubs.function(type.a))
        return Nothing;
      return values.single({Value::Kind::Instance, classes.library(type.a)});
    }
    case Value::Kind::Alias:
      return aliased(type.a, type.b);
    case Value::Kind::Instance: // a type parameter stands for its bound
      return values.single(id);
    case Value::Kind::Literal:
    case Value::Kind::Provided:
      return type.kind == Value::Kind::Provided ? type.a : Nothing;
    default:
      return Nothing;
    }
  });
}

/// The form that a subscript's object is, when it is one of the standard library's generic types.
std::optional<llvm::StringRef> Evaluator::specialForm(ModuleId module, Index object) {
  for (ValueId id : values.members(value(module, object))) {
    const Value type = values[id];
    NameId name = 0;
    if (type.kind == Value::Kind::External) name = type.a;
    if (type.kind == Value::Kind::Class && !classes[type.a].project) name = classes[type.a].name;
    if (!name) continue;
    const llvm::StringRef text = names.text(name);
    for (llvm::StringRef home : {"typing.", "typing_extensions.", "collections.abc.", "collections.",
                                 "builtins.", "contextlib.", "asyncio."})
      if (text.starts_with(home) && formOf(text.drop_front(home.size())) != Form::None)
        return text.drop_front(home.size());
  }
  return std::nullopt;
}

SetId Evaluator::subscript(ModuleId module, Index index) {
  const Expression& expression = modules[module].expression(index);
  if (expression.operands.size() < 2) return Nothing;
  const Index object = expression.operands[0];
  const Index key = expression.operands[1];
  if (specialForm(module, object)) return values.single({Value::Kind::Alias, module, index});
  return forEach(value(module, object), [&](ValueId id) { return subscripted(id, module, key); });
}

SetId Evaluator::aliased(ModuleId module, Index index) {
  const Expression& expression = modules[module].expression(index);
  if (expression.kind != Expression::Kind::Subscript) return annotated(module, index);
  const Expression& key = modules[module].expression(expression.operands[1]);
  llvm::SmallVector<Index, 4> arguments = {expression.operands[1]};
  if (key.kind == Expression::Kind::Sequence) arguments.assign(key.operands.begin(), key.operands.end());
  const auto name = specialForm(module, expression.operands[0]);
  if (!name || arguments.empty()) return Nothing;
  auto argument = [&](std::size_t number) { return annotated(module, arguments[number]); };
  switch (formOf(*name)) {
  case Form::None:
  case Form::Self:
    return Nothing;
  case Form::Transparent: {
    SetId result = Nothing;
    for (Index one : arguments)
      result = values.unite(result, annotated(module, one));
    return result;
  }
  case Form::Annotated: {
    for (Index metadata : llvm::ArrayRef<Index>(arguments).drop_front())
      for (ValueId id : values.members(value(module, metadata)))
        if (values[id].kind == Value::Kind::Provided && values[id].a != Nothing) return values[id].a;
    return argument(0);
  }
  case Form::Type:
    return forEach(value(module, arguments[0]), [&](ValueId id) {
      return values[id].kind == Value::Kind::Class ? values.single(id) : Nothing;
    });
  case Form::Container:
    return values.single({Value::Kind::Container, argument(0)});
  case Form::Mapping:
    return values.single({Value::Kind::Container, argument(arguments.size() - 1), 0, 0, 1});
  case Form::Tuple: {
    const Expression& last = modules[module].expression(arguments.back());
    if (arguments.size() == 2 && last.kind == Expression::Kind::Unknown)
      return values.single({Value::Kind::Container, argument(0)});
    llvm::SmallVector<SetId, 4> items;
    for (Index one : arguments)
      items.push_back(annotated(module, one));
    return values.single({Value::Kind::Tuple, values.list(items)});
  }
  case Form::Iterator:
    return values.single({Value::Kind::Iterator, argument(0), NoValue});
  case Form::AsyncIterator:
    return values.single({Value::Kind::Iterator, argument(0), NoValue, 0, 1});
  case Form::Awaitable:
    return values.single({Value::Kind::Coroutine, argument(arguments.size() - 1)});
  case Form::Callable:
    return values.single({Value::Kind::Callable, argument(arguments.size() - 1)});
  case Form::Manager:
    return values.single({Value::Kind::Manager, argument(0)});
  }
  return Nothing;
}

} // namespace nostall::python
