// 在 不在 全在 不全在 超出 含任一 包含: values, lists, lists of rows' values, word lists.
#include "compiler/sema/build.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/names.h"
#include "compiler/sema/values.h"

#include <algorithm>

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Cmp;
using typed::Expr;
using typed::Op;

struct Operand {
  enum class What : uint8_t { kWrong, kValue, kList, kRows, kWords, kSeveral } what = What::kWrong;
  ExprId id = kNone;               // kValue, kList, kWords; kRows: the value in the rows' scope
  ScopeId rows = kNone;            // kRows
  std::vector<ExprId> several;     // kSeveral: a set of numbers, dates, 是/否
};
using What = Operand::What;

bool is_set(const Context& c, const ast::Expr& e, const Env& env) {
  const Env* at = &env;
  return resolved(c, e, at).kind == AK::kSet;
}

/// The type of one element of what the expression is; nullopt for sets and bare labels.
std::optional<Type> element_hint(const Context& c, const ast::Expr& e, const Env& env) {
  const auto t = hint(c, e, env);
  return t ? std::optional<Type>(element_of(*t)) : std::nullopt;
}

ExprId word_set(Context& c, const ast::WordListDecl& decl, Span src) {
  Expr e;
  e.op = Op::kTextSet, e.type = {Kind::kTextList}, e.src = src;
  for (const auto& w : decl.words) e.texts.push_back(w.text);
  std::sort(e.texts.begin(), e.texts.end());
  e.texts.erase(std::unique(e.texts.begin(), e.texts.end()), e.texts.end());
  return put(c, std::move(e));
}

Operand set_operand(Context& c, const ast::Expr& set, const Env& env, const std::optional<Type>& element) {
  Operand out;
  if (!element) {
    c.report(Code::kSetPlace, set.src);
  } else if (element->kind == Kind::kText || element->kind == Kind::kEnum) {
    out.id = set_literal(c, set, env, *element);
    if (out.id != kNone) out.what = What::kList;
  } else {
    bool failed = false;
    for (const auto& a : set.args) {
      out.several.push_back(value(c, *a, env, &*element));
      failed |= out.several.back() == kNone;
    }
    if (!failed) out.what = What::kSeveral;
  }
  return out;
}

Operand operand(Context& c, const ast::Expr& written, const Env& user, const std::optional<Type>& element) {
  Operand out;
  const Env* env = &user;
  const ast::Expr& e = resolved(c, written, env);
  if (e.kind == AK::kSet) return set_operand(c, e, *env, element);
  if (e.kind == AK::kName)
    if (const Found f = lookup(c, e.name.text, *env, kAnything); f.what == kAWordList) {
      out.what = What::kWords, out.id = word_set(c, *f.words, e.src);
      return out;
    }
  bool failed = false;
  if (const auto p = projection(c, written, user, failed)) {
    out.what = What::kRows, out.rows = p->rows, out.id = p->value;
    return out;
  }
  if (failed) return out;
  out.id = value(c, written, user, element ? &*element : nullptr);
  if (out.id != kNone) out.what = is_list(c[out.id].type) ? What::kList : What::kValue;
  return out;
}

Type element_type(const Context& c, const Operand& o) {
  return o.what == What::kSeveral ? c[o.several.at(0)].type : element_of(c[o.id].type);
}

bool same_elements(Context& c, const Operand& l, const Operand& r, Span src) {
  if (l.what == What::kWrong || r.what == What::kWrong) return false;
  const Type a = element_type(c, l), b = element_type(c, r);
  if (compatible(c, a, b)) return true;
  c.report(Code::kCannotCompare, src, {type_zh(c, a), type_zh(c, b), type_en(c, a), type_en(c, b)});
  return false;
}

bool list_like(const Operand& o) { return o.what == What::kList || o.what == What::kWords; }

/// 补正的材料: each row has a list of its own.
bool rows_of_lists(const Context& c, const Operand& o) { return o.what == What::kRows && is_list(c[o.id].type); }
Operand list_of_row(const Operand& rows) {
  Operand out;
  out.what = What::kList, out.id = rows.id;
  return out;
}

ExprId equal_any(Context& c, ExprId v, const std::vector<ExprId>& several, Span src) {
  std::vector<ExprId> parts;
  for (ExprId s : several) parts.push_back(compare_values(c, Cmp::kEq, v, s, src));
  return make_or(c, parts, src);
}

/// v 在 list.
ExprId member(Context& c, ExprId v, const Operand& list, Span src) {
  switch (list.what) {
    case What::kSeveral: return equal_any(c, v, list.several, src);
    case What::kList: case What::kWords: return make_truth_op(c, Op::kMember, {v, list.id}, src);
    case What::kRows:
      if (rows_of_lists(c, list)) return make_exists(c, list.rows, make_truth_op(c, Op::kMember, {v, list.id}, src), src);
      return make_exists(c, list.rows, compare_values(c, Cmp::kEq, list.id, v, src), src);
    default: return compare_values(c, Cmp::kEq, v, list.id, src);
  }
}

/// Every element of l is in r.
ExprId all_in(Context& c, const Operand& l, const Operand& r, Span src) {
  if (l.what == What::kValue) return member(c, l.id, r, src);
  if (rows_of_lists(c, l)) return make_not(c, make_exists(c, l.rows, make_not(c, all_in(c, list_of_row(l), r, src), src), src), src);
  if (l.what == What::kRows) return make_not(c, make_exists(c, l.rows, make_not(c, member(c, l.id, r, src), src), src), src);
  if (list_like(l) && list_like(r)) return make_truth_op(c, Op::kSubset, {l.id, r.id}, src);
  if (list_like(l) && r.what == What::kRows && !rows_of_lists(c, r)) {
    Expr e;
    e.op = Op::kAllInRows, e.args = {l.id, r.id}, e.rows = r.rows, e.src = src;
    return put(c, std::move(e));
  }
  c.report(Code::kSetOperands, src);
  return kNone;
}

ExprId contains_word(Context& c, ExprId text, ExprId words, Span src) {
  if (c[text].type.kind != Kind::kText) return wrong_type(c, c[text].src, {Kind::kText}, c[text].type);
  return make_truth_op(c, Op::kContainsAny, {text, words}, src);
}

/// 含任一: lists meet; a text holds a word.
ExprId any_of(Context& c, const Operand& l, const Operand& r, Span src) {
  const bool constant_texts = r.id != kNone && c[r.id].op == Op::kTextSet;
  if (l.what == What::kValue && constant_texts && c[l.id].type.kind == Kind::kText) return contains_word(c, l.id, r.id, src);
  if (rows_of_lists(c, l)) return make_exists(c, l.rows, any_of(c, list_of_row(l), r, src), src);
  if (list_like(l) && rows_of_lists(c, r)) return make_exists(c, r.rows, any_of(c, list_of_row(r), l, src), src);
  if (l.what == What::kRows && r.what == What::kWords) return make_exists(c, l.rows, contains_word(c, l.id, r.id, src), src);
  if (l.what == What::kRows) return make_exists(c, l.rows, member(c, l.id, r, src), src);
  if (list_like(l) && list_like(r)) return make_truth_op(c, Op::kIntersects, {l.id, r.id}, src);
  if (list_like(l) && r.what == What::kRows) return make_exists(c, r.rows, member(c, r.id, l, src), src);
  c.report(Code::kSetOperands, src);
  return kNone;
}

/// 文本 包含 「…」; a list holds an element.
ExprId contains(Context& c, const ast::Expr& e, const Env& env) {
  const Operand l = operand(c, *e.args[0], env, std::nullopt);
  if (l.what == What::kWrong) return kNone;
  const Type element = element_type(c, l);
  const ExprId r = value(c, *e.args[1], env, &element);
  if (r == kNone) return kNone;
  if (!compatible(c, element, c[r].type)) return wrong_type(c, e.args[1]->src, element, c[r].type);
  if (l.what != What::kValue) return member(c, r, l, e.src);
  if (element.kind != Kind::kText) return wrong_type(c, e.args[0]->src, {Kind::kText}, element);
  if (c[r].op != Op::kText) {
    c.report(Code::kNotConstant, e.args[1]->src);
    return kNone;
  }
  Expr words;
  words.op = Op::kTextSet, words.type = {Kind::kTextList}, words.texts = {c[r].text}, words.src = e.args[1]->src;
  return contains_word(c, l.id, put(c, std::move(words)), e.src);
}

}  // namespace

ExprId set_literal(Context& c, const ast::Expr& set, const Env& env, const Type& element) {
  Expr e;
  const bool labels = element.kind == Kind::kEnum;
  e.op = labels ? Op::kEnumSet : Op::kTextSet;
  e.type = labels ? Type{Kind::kEnumList, element.enumeration} : Type{Kind::kTextList};
  e.src = set.src;
  bool failed = false;
  for (const auto& a : set.args) {
    if (!labels && a->kind == AK::kName && !lookup(c, a->name.text, env, kAParameter | kAnArgument)) {
      e.texts.push_back(a->name.text);  // {受理、办结}: bare names are texts
      continue;
    }
    const ExprId v = value(c, *a, env, &element);
    failed |= v == kNone;
    if (v == kNone) continue;
    if (c[v].op == Op::kText && !labels) e.texts.push_back(c[v].text);
    else if (c[v].op == Op::kEnum && labels) e.indices.push_back(c[v].index);
    else failed = true, compatible(c, c[v].type, element) ? (void)c.report(Code::kNotConstant, a->src) : (void)wrong_type(c, a->src, element, c[v].type);
  }
  if (failed) return kNone;
  const auto tidy = [](auto& v) { std::sort(v.begin(), v.end()), v.erase(std::unique(v.begin(), v.end()), v.end()); };
  tidy(e.texts), tidy(e.indices);
  return put(c, std::move(e));
}

ExprId set_condition(Context& c, const ast::Expr& e, const Env& env) {
  if (e.kind == AK::kContains) return contains(c, e, env);
  const ast::Expr &left = *e.args[0], &right = *e.args[1];
  if (left.kind == AK::kError || right.kind == AK::kError) return kNone;
  auto element = element_hint(c, left, env);
  if (!element) element = element_hint(c, right, env);
  if (!element)
    for (const ast::Expr* side : {&left, &right})
      if (!is_set(c, *side, env)) element = Type{Kind::kText};  // a 词表 beside a set
  const Operand l = operand(c, left, env, element), r = operand(c, right, env, element);
  if (!same_elements(c, l, r, e.src)) return kNone;
  if (l.what == What::kRows && r.what == What::kRows)  // read one for each row of the other: scopes are a chain
    c.program.scopes[static_cast<size_t>(r.rows)].parent = l.rows;
  const auto with = [&](bool negated, ExprId id) { return negated ? make_not(c, id, e.src) : id; };
  switch (e.kind) {
    case AK::kIn: case AK::kAllIn: return all_in(c, l, r, e.src);
    case AK::kNotIn:
      if (l.what != What::kValue) {
        c.report(Code::kListNotIn, e.src);
        return kNone;
      }
      return with(true, all_in(c, l, r, e.src));
    case AK::kNotAllIn: case AK::kExceeds: return with(true, all_in(c, l, r, e.src));
    default: return any_of(c, l, r, e.src);
  }
}

}  // namespace zs::sema
