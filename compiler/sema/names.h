#pragma once
// Looking names up, innermost level first, and saying what was probably meant where nothing is found.
#include "compiler/sema/context.h"

namespace zs::sema {

/// The innermost thing of one of these meanings that carries the name.
Found lookup(const Context& c, const std::string& name, const Env& env, unsigned meanings);

/// The level from which a found declaration's own names are looked up.
const Env& body_of(const Found& found, const Env& user);

/// The outermost level: the record that is judged (or the reference row of a field default).
const Env& record_level(const Env& env);

/// Follows arguments and parameters to the expression that stands for a bare name; `env` becomes the level in
/// which to read it. The same expression where it is no such name. `hops` parameters are entered silently: use
/// it only to see what shape stands there, never to check a value (a circle ends the walk).
const ast::Expr& resolved(const Context& c, const ast::Expr& e, const Env*& env);

/// Edits (insert, delete, replace, swap) that turn one text into the other, in code points.
size_t edit_distance(const std::u32string& a, const std::u32string& b);
/// The nearest of the candidates, if near enough to be a slip of the pen; empty otherwise.
std::string nearest(const std::string& name, const std::vector<std::string>& candidates);
/// All names of these meanings that could be written here.
std::vector<std::string> names_in_scope(const Context& c, const Env& env, unsigned meanings);

/// Adds 「是否想写 …」 with a fix, if some candidate is near.
void suggest_near(diag::Diagnostic& d, const ast::Name& name, const std::vector<std::string>& candidates);
/// Reports E0201 with a suggestion.
void undefined(Context& c, const ast::Name& name, const Env& env, unsigned meanings);

/// a、b、c, at most n of them.
std::string list_of(const std::vector<std::string>& names, size_t n = 12);

}  // namespace zs::sema
