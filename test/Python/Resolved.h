// A vocabulary for tests of the resolver: modules as text in, what the marked lines call out.
//
// A program is one text: `### app.db` begins the module of that name, `### app/` a package; a text without
// such a line is module `app.main`. `calls(text)` has one entry for each call on the lines that end in `#!`,
// in the order of evaluation, written as
//
//     name            a call: `app.db.load`, `sqlalchemy.orm.Session.execute`
//     make C          the construction of a class without an `__init__`
//     enter C.__enter__, exit …, iterate …, item …, read …, decorate …
//     $1              the function's own parameter number 1
//     ? db.execute    something on an object that is not known
//     -               something known that runs nothing that matters
//
// and behind it `virtual`, `implicit`, `awaitable` as they apply. The libraries are those of a small
// catalogue, in ResolvedCatalogue.cpp.
#pragma once

#include "Facts/Facts.h"
#include "Rules/Catalogue.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nostall::test {

using Calls = std::vector<std::string>;

/// The shards of a program, resolved, by module name.
std::map<std::string, std::shared_ptr<const facts::Shard>> resolved(std::string_view text);

Calls calls(std::string_view text);

/// The arguments of the only marked call, as `name`, `$2`, `"text"`, `12`, `None`, `<C>` for an instance,
/// `@f` for a function, `call` for the result of a call, `_` for what is not known.
Calls arguments(std::string_view text);

/// The symbol of this name, wherever it is mentioned first.
facts::Symbol symbol(std::string_view text, std::string_view name);

/// The names of the methods that a symbol overrides.
Calls overrides(std::string_view text, std::string_view name);

const rules::Catalogue& smallCatalogue();

} // namespace nostall::test
