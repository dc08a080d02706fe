#include "compiler/sema/regions.h"

#include "compiler/sema/build.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/names.h"
#include "compiler/sema/values.h"

namespace zs::sema {
namespace {

using typed::Expr;
using typed::Kind;
using typed::Op;

struct Regional {
  std::string code;
  ExprId value = kNone;
};

bool is_code(const std::string& s) {
  return s.size() >= 2 && s.size() <= 12 && std::all_of(s.begin(), s.end(), [](char ch) { return ch >= '0' && ch <= '9'; });
}

/// Longest codes first. False where something is wrong; it is reported.
bool read_regions(Context& c, const ast::ParameterDecl& p, const Env& env, const Type& type, std::vector<Regional>& out) {
  std::map<std::string, Span> seen;
  bool ok = true;
  for (const auto& v : p.by_region) {
    const ExprId id = value(c, *v.value, env, &type);
    if (id == kNone) ok = false;
    else if (!compatible(c, type, c[id].type)) wrong_type(c, v.value->src, type, c[id].type), ok = false;
    for (const ast::Name& region : v.regions) {
      const auto [it, fresh] = seen.emplace(region.text, region.src);
      if (!is_code(region.text)) c.report(Code::kRegionCode, region.src, {region.text}), ok = false;
      else if (!fresh) c.report(Code::kRegionTwice, region.src, {region.text}).also(it->second, "已在这里写过", "already written here"), ok = false;
      out.push_back({region.text, id});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Regional& a, const Regional& b) { return a.code.size() > b.code.size(); });
  return ok;
}

int pattern_for(Context& c, const std::string& code) {
  const std::string pattern = code + "[0-9]*";
  auto& all = c.program.patterns;
  const auto it = std::find(all.begin(), all.end(), pattern);
  if (it != all.end()) return static_cast<int>(it - all.begin());
  all.push_back(pattern);
  return static_cast<int>(all.size() - 1);
}

ExprId guarded(Context& c, ExprId when, ExprId v, Span src) { return make_op(c, Op::kGuard, c[v].type, {when, v}, src); }

}  // namespace

ExprId regional_value(Context& c, const ast::ParameterDecl& p, const Env& env, Span use, const Type* expected) {
  const Env& record = record_level(env);
  const int model = record.scope != kNone ? c.program.scopes[static_cast<size_t>(record.scope)].model : kNone;
  const int field = model == kNone ? kNone : find_field(c, model, kRegionField);
  if (field == kNone || field_at(c, model, field).type != model::FieldType::kText) {
    c.report(Code::kNoRegionField, use, {p.name.text, model == kNone ? "" : c.model_of(record.scope).name, kRegionField});
    return kNone;
  }
  const ExprId own = value(c, *p.value, env, expected);
  if (own == kNone) return kNone;
  const Type type = c[own].type;
  std::vector<Regional> regions;
  if (type.kind == Kind::kEvent) c.report(Code::kEventDefault, p.src);
  if (!read_regions(c, p, env, type, regions) || type.kind == Kind::kEvent) return kNone;
  const ExprId region = field_value(c, record.scope, field, use);
  if (region == kNone) return kNone;
  std::vector<ExprId> args;
  for (const Regional& r : regions) {
    Expr m;
    m.op = Op::kMatches, m.args = {region}, m.index = pattern_for(c, r.code), m.src = use;
    args.push_back(guarded(c, put(c, std::move(m)), r.value, use));
  }
  args.push_back(guarded(c, make_truth_op(c, Op::kIsSet, {region}, use), own, use));
  return make_op(c, Op::kCoalesce, type, std::move(args), use);
}

}  // namespace zs::sema
