// What frameworks take a function for: a route, a dependency, code of the startup. Told by the hand-over that
// the catalogue knows; for people, and for advice that depends on the framework.
#pragma once

#include "Link/Analysis.h"

#include <llvm/ADT/StringRef.h>

#include <string>

namespace nostall::linker {

/// The hand-over that says most about the function (an index into Uses::all), or Nowhere.
std::uint32_t introduction(const Analysis& analysis, Node node);

/// Whether a decorator of this name makes an HTTP endpoint of what it is applied to: `get`, `api_route`.
bool isHttpRoute(llvm::StringRef decorator);

/// Whether a use makes its target a route: `@app.get("/")`, `app.add_api_route("/", f)`.
bool isRoute(const Analysis& analysis, const Use& use);

/// `route of FastAPI`, `dependency of FastAPI`, `` `middleware` of Starlette ``, `` run by `asyncio.run` ``;
/// empty when the use says nothing of the kind.
std::string roleOf(const Analysis& analysis, const Use& use);

/// The framework that runs the context, or null.
const rules::Framework* frameworkOf(const Analysis& analysis, Node context);

/// Its title, or else its name.
const std::string& titleOf(const rules::Framework& framework);

} // namespace nostall::linker
