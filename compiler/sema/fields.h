#pragma once
// Fields of records, rows and reference rows as values; paths (事项的承诺时限, 先的告知时间, 补正的告知时间).
#include "compiler/sema/context.h"

#include <memory>

namespace zs::sema {

/// The field of this name or code, or kNone.
int find_field(const Context& c, int model, const std::string& name);
const model::Field& field_at(const Context& c, int model, int field);
/// The type of the field's value; nullopt for lists of rows.
std::optional<typed::Type> type_of_field(const model::Field& f);

/// What stands before 的.
struct Base {
  enum class What : uint8_t { kNothing, kAmbiguous, kScope, kRows, kReference } what = What::kNothing;
  int model = kNone;                 // whose fields follow
  ScopeId scope = kNone;             // kScope: it; kRows: the owner; kReference: where the key stands
  int field = kNone;                 // kRows: the list; kReference: the key's field
  std::shared_ptr<Base> through;     // kReference: the reference row that holds the key, where it is not a scope
  const Env* row = nullptr;          // kReference in a field default: the level of the reference row
};
Base base_of(const Context& c, const ast::Expr& e, const Env& env);

/// The field's value with its 缺省, as every rule that names it sees it.
ExprId field_value(Context& c, ScopeId scope, int field, Span src);
ExprId reference_value(Context& c, const Base& base, int field, Span src);
/// `name` in the level of a reference row (field defaults of reference tables).
ExprId reference_field(Context& c, ExprId key, int model, int field, Span src);

/// A path as a value; reports what cannot be one.
ExprId path_value(Context& c, const ast::Expr& e, const Env& env);

/// A new scope for rows of the list `field` of `owner`, nested in env's innermost scope.
ScopeId open_rows(Context& c, const Env& env, ScopeId owner, int field, std::string alias = {});
/// The level that opens such a scope.
Env row_level(const Env& env, ScopeId rows, bool opens = true, std::string alias = {});
/// The scope of all records of a model, made once.
ScopeId root_of(Context& c, int model);
Env record_env(Context& c, int model);

/// A list of rows named by an expression: its owner and field.
struct Rows {
  ScopeId owner = kNone;
  int field = kNone;
};
/// nullopt where it names no list of rows; nothing is reported.
std::optional<Rows> find_rows(const Context& c, const ast::Expr& e, const Env& env);
/// The same, reported.
std::optional<Rows> rows_of(Context& c, const ast::Expr& e, const Env& env);
std::optional<Rows> rows_named(Context& c, const ast::Name& name, const Env& env);

}  // namespace zs::sema
