// Events: 最早, 最晚, and the moments of 早于, 晚于 and of clocks; projections over rows.
#include "compiler/sema/build.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/names.h"
#include "compiler/sema/values.h"

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Expr;
using typed::Op;

ExprId event_of_rows(Context& c, const Projection& p, Span src) {
  if (c[p.value].type.kind != Kind::kEvent) return wrong_type(c, src, {Kind::kEvent}, c[p.value].type);
  Expr e;
  e.op = Op::kEventMinRows, e.type = {Kind::kEvent}, e.args = {p.value}, e.rows = p.rows, e.src = src;
  return put(c, std::move(e));
}

ExprId operand(Context& c, const ast::Expr& e, const Env& env, bool latest) {
  bool failed = false;
  const auto rows = projection(c, e, env, failed);
  if (failed) return kNone;
  if (!rows) return event(c, e, env);
  if (latest) {
    c.report(Code::kLatestOfRows, e.src);
    return kNone;
  }
  return event_of_rows(c, *rows, e.src);
}

}  // namespace

std::optional<Projection> projection(Context& c, const ast::Expr& written, const Env& user, bool& failed) {
  failed = false;
  const Env* env = &user;
  const ast::Expr& e = resolved(c, written, env);
  if (e.kind != AK::kPath) return std::nullopt;
  const Base b = base_of(c, *e.args[0], *env);
  if (b.what != Base::What::kRows) return std::nullopt;
  const int field = find_field(c, b.model, e.name.text);
  if (field == kNone) {
    std::vector<std::string> names;
    for (const auto& f : c.program.models.models[static_cast<size_t>(b.model)].fields) names.push_back(f.name);
    const std::string& model = c.program.models.models[static_cast<size_t>(b.model)].name;
    suggest_near(c.report(Code::kNoSuchField, e.name.src, {model, e.name.text, list_of(names)}), e.name, names);
    failed = true;
    return std::nullopt;
  }
  const ScopeId rows = open_rows(c, user, b.scope, b.field);
  const ExprId v = field_value(c, rows, field, e.src);
  if (v == kNone) {
    if (!type_of_field(field_at(c, b.model, field))) c.report(Code::kListAsValue, e.src, {e.name.text});
    failed = true;
    return std::nullopt;
  }
  return Projection{rows, v};
}

ExprId extreme_event(Context& c, const ast::Expr& e, const Env& env) {
  const bool latest = e.kind == AK::kLatest;
  std::vector<ExprId> events;
  bool failed = false;
  for (const auto& a : e.args) {
    events.push_back(operand(c, *a, env, latest));
    failed |= events.back() == kNone;
  }
  if (failed || events.empty()) return kNone;
  if (events.size() == 1) return events[0];
  return make_op(c, latest ? Op::kEventMax : Op::kEventMin, {Kind::kEvent}, std::move(events), e.src);
}

ExprId event(Context& c, const ast::Expr& e, const Env& env) {
  const ExprId id = value(c, e, env);
  if (id == kNone || c[id].type.kind == Kind::kEvent) return id;
  c.report(Code::kEventWanted, e.src, {type_zh(c, c[id].type), type_en(c, c[id].type)});
  return kNone;
}

ExprId moment(Context& c, const ast::Expr& e, const Env& env, bool instants) {
  const ExprId id = value(c, e, env);
  if (id == kNone) return kNone;
  const Kind k = c[id].type.kind;
  if (k == Kind::kEvent || k == Kind::kDate || (instants && k == Kind::kInstant)) return id;
  c.report(Code::kEventWanted, e.src, {type_zh(c, c[id].type), type_en(c, c[id].type)});
  return kNone;
}

}  // namespace zs::sema
