// A vocabulary for tests of the front end: one module's text in, what was extracted from it as short lines.
//
// Expressions are written as in Python, with `$name` for a parameter, `each(x)` for an element, `x#1` for an
// unpacked item, `entered(x)` for what `with` gives, `module.name` of an import as `<module>.name`, `?` for
// what is not modelled.
#pragma once

#include "Python/Analyse.h"

#include <string>
#include <string_view>
#include <vector>

namespace nostall::test {

/// The unit of module `app.main` with this text; the facts have to be valid.
facts::Unit pythonUnit(std::string_view text);

/// `scope.name = value : annotation` of each binding; the module's scope goes without saying.
std::vector<std::string> bindings(std::string_view text);

/// `object.name = value : annotation` of each binding of an attribute.
std::vector<std::string> attributeBindings(std::string_view text);

/// `kind spelling(arguments) flags` of each call of the entity that is called `app.main` and this; attribute
/// reads are left out unless asked for.
std::vector<std::string> calls(std::string_view text, std::string_view entity = "", bool attributes = false);

/// `kind name flags` of each entity.
std::vector<std::string> entities(std::string_view text);

/// The scope of this name.
facts::Scope scope(std::string_view text, std::string_view name);

/// What an expression of a module looks like.
std::string show(const facts::Module& module, facts::Index expression);

} // namespace nostall::test
