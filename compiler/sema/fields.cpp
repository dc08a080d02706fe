#include "compiler/sema/fields.h"

#include "compiler/sema/build.h"
#include "compiler/sema/names.h"
#include "compiler/sema/types.h"
#include "compiler/sema/values.h"

#include <algorithm>
#include <deque>

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using What = Base::What;
using model::FieldType;
using typed::Expr;
using typed::Op;

/// All fields of one level that refer to this model.
int reference_in(const Context& c, int from, int to, bool& twice) {
  int found = kNone;
  const auto& fields = c.program.models.models[static_cast<size_t>(from)].fields;
  for (size_t i = 0; i < fields.size(); ++i)
    if (fields[i].reference == to) {
      if (found != kNone) twice = true;
      found = static_cast<int>(i);
    }
  return found;
}

/// 事项 in 事项的承诺时限: the innermost level with a field that refers to it.
bool base_by_reference(const Context& c, const std::string& name, const Env& env, Base& b) {
  const int to = c.program.models.find(name);
  if (to == kNone) return false;
  for (const Env* e = &env; e; e = e->parent) {
    if (!e->opens || (e->scope == kNone && e->key == kNone)) continue;
    const int from = e->scope != kNone ? c.program.scopes[static_cast<size_t>(e->scope)].model : e->model;
    bool twice = false;
    const int field = reference_in(c, from, to, twice);
    if (field == kNone) {
      if (e->scope != kNone && from == to && !e->parent) {  // 办件的受理时间 inside a row
        b.what = What::kScope, b.model = to, b.scope = e->scope;
        return true;
      }
      continue;
    }
    b.what = twice ? What::kAmbiguous : What::kReference;
    b.model = to, b.scope = e->scope, b.field = field;
    if (e->scope == kNone) b.row = e;
    return true;
  }
  return false;
}

Base base_by_name(const Context& c, const ast::Expr& e, const Env& env) {
  Base b;
  const Found f = lookup(c, e.name.text, env, kAField | kAnAlias);
  if (f.what == kAnAlias) {
    b.what = What::kScope, b.scope = f.scope;
    b.model = c.program.scopes[static_cast<size_t>(f.scope)].model;
    return b;
  }
  if (f.what == kAField) {
    const int model = f.scope != kNone ? c.program.scopes[static_cast<size_t>(f.scope)].model : f.env->model;
    const model::Field& field = field_at(c, model, f.field);
    if (field.type == FieldType::kRows && f.scope != kNone) {
      b.what = What::kRows, b.model = field.rows, b.scope = f.scope, b.field = f.field;
      return b;
    }
    if (field.reference != kNone) {
      b.what = What::kReference, b.model = field.reference, b.scope = f.scope, b.field = f.field;
      if (f.scope == kNone) b.row = f.env;
      return b;
    }
  }
  base_by_reference(c, e.name.text, env, b);
  return b;
}

/// 先的环节, 事项的主管部门 as the base of a longer path.
Base base_by_path(const Context& c, const ast::Expr& e, const Env& env) {
  Base b;
  const Base inner = base_of(c, *e.args[0], env);
  if (inner.what != What::kScope && inner.what != What::kReference) return b;
  const int field = find_field(c, inner.model, e.name.text);
  if (field == kNone) return b;
  const model::Field& f = field_at(c, inner.model, field);
  if (f.type == FieldType::kRows && inner.what == What::kScope) {
    b.what = What::kRows, b.model = f.rows, b.scope = inner.scope, b.field = field;
  } else if (f.reference != kNone) {
    b.what = What::kReference, b.model = f.reference, b.field = field;
    if (inner.what == What::kScope) b.scope = inner.scope;
    else b.through = std::make_shared<Base>(inner);
  }
  return b;
}

ExprId make_reference(Context& c, ExprId key, int model, int field, typed::Type type, Span src) {
  Expr e;
  e.op = Op::kRefField, e.type = type, e.args = {key}, e.index = field, e.model = model, e.src = src;
  return put(c, std::move(e));
}

ExprId key_of(Context& c, const Base& b, Span src) {
  const typed::Type text{typed::Kind::kText};
  if (b.through) return make_reference(c, key_of(c, *b.through, src), b.through->model, b.field, text, src);
  if (b.row) return make_reference(c, b.row->key, b.row->model, b.field, text, src);
  return make_field(c, b.scope, b.field, text, src);
}

/// The levels of a scope's own record, for reading a 缺省; the deque owns them.
const Env* levels_of(const Context& c, ScopeId scope, std::deque<Env>& levels) {
  const typed::Scope& s = c.program.scopes[static_cast<size_t>(scope)];
  const Env* outer = s.owner == kNone ? nullptr : levels_of(c, s.owner, levels);
  Env e;
  e.parent = outer, e.scope = scope, e.innermost = scope;
  levels.push_back(std::move(e));
  return &levels.back();
}

ExprId check_default(Context& c, const ast::FieldDecl& decl, const typed::Type& type, const Env& env) {
  if (c.broken.contains(&decl)) return kNone;
  if (std::find(c.active.begin(), c.active.end(), &decl) != c.active.end()) {
    c.report(Code::kDefinitionCircle, decl.fallback->src, {decl.name.text});
    c.broken.insert(&decl);
    return kNone;
  }
  const Active on(c, &decl);
  const ExprId id = value(c, *decl.fallback, env, &type);
  if (id == kNone) {
    c.broken.insert(&decl);
    return kNone;
  }
  if (!compatible(c, c[id].type, type)) {
    c.report(Code::kDefaultType, decl.fallback->src,
             {decl.name.text, type_zh(c, type), type_zh(c, c[id].type), type_en(c, type), type_en(c, c[id].type)});
    c.broken.insert(&decl);
    return kNone;
  }
  return id;
}

ExprId with_default(Context& c, ExprId raw, ExprId fallback, Span src) {
  if (fallback == kNone) return kNone;
  std::vector<ExprId> args{raw};
  if (c[fallback].op == Op::kCoalesce) args.insert(args.end(), c[fallback].args.begin(), c[fallback].args.end());
  else args.push_back(fallback);
  return make_op(c, Op::kCoalesce, c[raw].type, std::move(args), src);
}

const ast::FieldDecl* default_decl(const Context& c, int model, int field) {
  const auto it = c.fields.find({model, field});
  return it != c.fields.end() && it->second->fallback ? it->second : nullptr;
}

}  // namespace

int find_field(const Context& c, int model, const std::string& name) {
  const auto& fields = c.program.models.models[static_cast<size_t>(model)].fields;
  for (size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == name || fields[i].code == name) return static_cast<int>(i);
  return kNone;
}

const model::Field& field_at(const Context& c, int model, int field) {
  return c.program.models.models[static_cast<size_t>(model)].fields[static_cast<size_t>(field)];
}

std::optional<typed::Type> type_of_field(const model::Field& f) {
  switch (f.type) {
    case FieldType::kText: return Type{Kind::kText};
    case FieldType::kInteger: case FieldType::kDecimal: return Type{Kind::kNumber};
    case FieldType::kBool: return Type{Kind::kBool};
    case FieldType::kDate: return Type{Kind::kDate};
    case FieldType::kInstant: return Type{Kind::kInstant};
    case FieldType::kEvent: return Type{Kind::kEvent};
    case FieldType::kEnum: return Type{Kind::kEnum, f.enumeration};
    case FieldType::kSpan: return Type{Kind::kSpan};
    case FieldType::kTextList: return Type{Kind::kTextList};
    case FieldType::kEnumList: return Type{Kind::kEnumList, f.enumeration};
    case FieldType::kRows: break;
  }
  return std::nullopt;
}

Base base_of(const Context& c, const ast::Expr& written, const Env& user) {
  const Env* env = &user;
  const ast::Expr& e = resolved(c, written, env);
  if (e.kind == AK::kName) return base_by_name(c, e, *env);
  if (e.kind == AK::kPath) return base_by_path(c, e, *env);
  return {};
}

ExprId field_value(Context& c, ScopeId scope, int field, Span src) {
  const int model = c.program.scopes[static_cast<size_t>(scope)].model;
  const auto type = type_of_field(field_at(c, model, field));
  if (!type) return kNone;
  const ExprId raw = make_field(c, scope, field, *type, src);
  const ast::FieldDecl* decl = default_decl(c, model, field);
  if (!decl || type->kind == Kind::kEvent) return raw;
  const auto known = c.defaults.find({scope, field});
  if (known != c.defaults.end()) return with_default(c, raw, known->second, src);
  std::deque<Env> levels;
  const ExprId fallback = check_default(c, *decl, *type, *levels_of(c, scope, levels));
  if (fallback != kNone) c.defaults[{scope, field}] = fallback;
  return with_default(c, raw, fallback, src);
}

ExprId reference_field(Context& c, ExprId key, int model, int field, Span src) {
  const model::Field& f = field_at(c, model, field);
  const auto type = type_of_field(f);
  if (!type || key == kNone) return kNone;
  const ExprId raw = make_reference(c, key, model, field, *type, src);
  const ast::FieldDecl* decl = default_decl(c, model, field);
  if (!decl || type->kind == Kind::kEvent) return raw;
  Env row;
  row.key = key, row.model = model;
  return with_default(c, raw, check_default(c, *decl, *type, row), src);
}

ExprId reference_value(Context& c, const Base& base, int field, Span src) {
  return reference_field(c, key_of(c, base, src), base.model, field, src);
}

ExprId path_value(Context& c, const ast::Expr& e, const Env& env) {
  const Base b = base_of(c, *e.args[0], env);
  const std::string whole(e.src.file >= 0 ? std::string(c.sources.text(e.src)) : e.name.text);
  if (b.what == What::kAmbiguous) {
    c.report(Code::kAmbiguousReference, e.args[0]->src, {e.args[0]->name.text});
    return kNone;
  }
  if (b.what == What::kNothing) {
    auto candidates = names_in_scope(c, env, kAnAlias | kAField);
    for (const auto& m : c.program.models.models)
      if (!m.is_row) candidates.push_back(m.name);
    suggest_near(c.report(Code::kNoSuchBase, e.args[0]->src, {e.args[0]->name.text}), e.args[0]->name, candidates);
    return kNone;
  }
  const int field = find_field(c, b.model, e.name.text);
  const auto& model = c.program.models.models[static_cast<size_t>(b.model)];
  if (field == kNone) {
    std::vector<std::string> names;
    for (const auto& f : model.fields) names.push_back(f.name);
    suggest_near(c.report(Code::kNoSuchField, e.name.src, {model.name, e.name.text, list_of(names)}), e.name, names);
    return kNone;
  }
  if (b.what == What::kRows) {
    c.report(Code::kManyRows, e.src, {whole, field_at(c, c.program.scopes[static_cast<size_t>(b.scope)].model, b.field).name});
    return kNone;
  }
  if (field_at(c, b.model, field).type == FieldType::kRows) {
    c.report(Code::kListAsValue, e.src, {whole});
    return kNone;
  }
  return b.what == What::kScope ? field_value(c, b.scope, field, e.src) : reference_value(c, b, field, e.src);
}

ScopeId open_rows(Context& c, const Env& env, ScopeId owner, int field, std::string alias) {
  typed::Scope s;
  s.parent = env.innermost, s.owner = owner, s.field = field, s.alias = std::move(alias);
  s.model = field_at(c, c.program.scopes[static_cast<size_t>(owner)].model, field).rows;
  c.program.scopes.push_back(std::move(s));
  return static_cast<ScopeId>(c.program.scopes.size() - 1);
}

Env row_level(const Env& env, ScopeId rows, bool opens, std::string alias) {
  Env e;
  e.parent = &env, e.scope = rows, e.opens = opens, e.alias = std::move(alias), e.innermost = rows;
  return e;
}

ScopeId root_of(Context& c, int model) {
  const auto [it, fresh] = c.roots.try_emplace(model, kNone);
  if (fresh) {
    typed::Scope s;
    s.model = model;
    c.program.scopes.push_back(s);
    it->second = static_cast<ScopeId>(c.program.scopes.size() - 1);
  }
  return it->second;
}

Env record_env(Context& c, int model) {
  Env e;
  e.scope = e.innermost = root_of(c, model);
  return e;
}

std::optional<Rows> find_rows(const Context& c, const ast::Expr& e, const Env& env) {
  const Base b = base_of(c, e, env);
  if (b.what != What::kRows) return std::nullopt;
  return Rows{b.scope, b.field};
}

std::optional<Rows> rows_of(Context& c, const ast::Expr& e, const Env& env) {
  if (e.kind == AK::kError) return std::nullopt;
  if (auto rows = find_rows(c, e, env)) return rows;
  std::vector<std::string> lists;
  for (const Env* at = &env; at; at = at->parent)
    if (at->scope != kNone)
      for (const auto& f : c.model_of(at->scope).fields)
        if (f.type == FieldType::kRows) lists.push_back(f.name);
  const std::string name = e.name.text.empty() ? "…" : e.name.text;
  auto& d = c.report(Code::kNotAListOfRows, e.src, {name, list_of(lists)});
  const Found other = lookup(c, name, env, kACondition | kAField);
  if (other.what == kACondition) d.also(e.src, "“" + name + "”是条件：成立写“" + name + "”，不成立写“非 " + name + "”", "“" + name + "” is a condition: write it alone, or 非 " + name);
  else if (other.what == kAField) d.also(e.src, "“" + name + "”是字段：时刻写“" + name + " 已发生”或“未发生”，其他写“已填”或“为空”", "“" + name + "” is a field: write " + name + " 已发生 or 未发生 of an event, 已填 or 为空 of others");
  else suggest_near(d, e.name, lists);
  return std::nullopt;
}

std::optional<Rows> rows_named(Context& c, const ast::Name& name, const Env& env) {
  ast::Expr e;
  e.kind = AK::kName, e.name = name, e.src = name.src;
  return rows_of(c, e, env);
}

}  // namespace zs::sema
