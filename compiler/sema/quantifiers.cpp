// 有, 没有, 每个, 至少 k 个 over rows of a list; 为首次; 先于.
#include "compiler/sema/build.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/names.h"
#include "compiler/sema/values.h"

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Expr;
using typed::Op;

ExprId at_least(Context& c, ScopeId rows, ExprId body, int64_t k, Span src) {
  if (body == kNone) return kNone;
  if (k <= 0) return make_truth(c, true, src);
  if (k == 1) return make_exists(c, rows, body, src);
  if (is_false(c, body)) return body;
  Expr e;
  e.op = Op::kAtLeast, e.args = {body}, e.rows = rows, e.count = static_cast<int>(k), e.src = src;
  return put(c, std::move(e));
}

/// The row that a name stands for: an alias, or the list of the innermost row opened without one.
ScopeId row_named(Context& c, const ast::Expr& written, const Env& user) {
  const Env* env = &user;
  const ast::Expr& e = resolved(c, written, env);
  if (e.kind == AK::kName) {
    if (const Found f = lookup(c, e.name.text, *env, kAnAlias)) return f.scope;
    for (const Env* at = env; at; at = at->parent) {
      if (at->scope == kNone || !at->opens) continue;
      const typed::Scope& s = c.program.scopes[static_cast<size_t>(at->scope)];
      if (s.owner == kNone) continue;
      const std::string list = field_at(c, c.program.scopes[static_cast<size_t>(s.owner)].model, s.field).name;
      if (list == e.name.text || e.name.text == "行" || e.name.text == "本行") return at->scope;
    }
  }
  return kNone;
}

/// A row stands for its name: the first text field of the row.
ExprId row_text(Context& c, const ast::Expr& e, const Env& env) {
  const ScopeId row = row_named(c, e, env);
  if (row == kNone) return value_of_kind(c, e, env, Kind::kText);
  const auto& fields = c.model_of(row).fields;
  for (size_t i = 0; i < fields.size(); ++i)
    if (fields[i].type == model::FieldType::kText) return field_value(c, row, static_cast<int>(i), e.src);
  c.report(Code::kRowWithoutName, e.src, {e.name.text});
  return kNone;
}

}  // namespace

ExprId quantifier(Context& c, const ast::Expr& e, const Env& env) {
  const auto list = rows_of(c, *e.args[0], env);
  if (!list) return kNone;
  const ScopeId rows = open_rows(c, env, list->owner, list->field, e.name.text);
  const Env level = row_level(env, rows, e.name.text.empty(), e.name.text);
  const bool alone = e.args.size() < 2 || !e.args[1];
  ExprId body = alone ? make_truth(c, true, e.src) : condition(c, *e.args[1], level);
  switch (e.kind) {
    case AK::kSome: return make_exists(c, rows, body, e.src);
    case AK::kNone: return make_not(c, make_exists(c, rows, body, e.src), e.src);
    case AK::kEvery: return make_not(c, make_exists(c, rows, make_not(c, body, e.src), e.src), e.src);
    default: return at_least(c, rows, body, e.value, e.src);
  }
}

ExprId rows_empty(Context& c, const ast::Expr& e, const Env& env, bool& is_rows) {
  const auto list = find_rows(c, e, env);
  is_rows = list.has_value();
  if (!list) return kNone;
  const ScopeId rows = open_rows(c, env, list->owner, list->field);
  return make_not(c, make_exists(c, rows, make_truth(c, true, e.src), e.src), e.src);
}

ExprId is_first(Context& c, const ast::Expr& e, const Env& env) {
  const ScopeId row = row_named(c, *e.args[0], env);
  if (row == kNone) {
    if (e.args[0]->kind != AK::kError) c.report(Code::kNotARow, e.args[0]->src, {e.args[0]->name.text});
    return kNone;
  }
  Expr first;
  first.op = Op::kIsFirst, first.src = e.src;
  return put(c, std::move(first), {row});
}

ExprId precedes(Context& c, const ast::Expr& e, const Env& env) {
  const ExprId l = row_text(c, *e.args[0], env), r = row_text(c, *e.args[1], env);
  const Type texts{Kind::kTextList};
  const ExprId order = value(c, *e.args[2], env, &texts);
  if (l == kNone || r == kNone || order == kNone) return kNone;
  if (c[order].type.kind != Kind::kTextList) return wrong_type(c, e.args[2]->src, texts, c[order].type);
  if (c[order].op == Op::kTextSet) {  // a constant set is kept sorted, it has no order to speak of
    c.report(Code::kOrderOfSet, e.args[2]->src);
    return kNone;
  }
  return make_truth_op(c, Op::kPrecedes, {l, r, order}, e.src);
}

}  // namespace zs::sema
