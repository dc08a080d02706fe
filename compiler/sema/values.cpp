#include "compiler/sema/values.h"

#include "compiler/sema/build.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/meant.h"
#include "compiler/sema/names.h"
#include "compiler/sema/regions.h"

#include <algorithm>

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Expr;
using typed::Op;

constexpr unsigned kValues = kAField | kAnArgument | kAParameter;

ExprId unknown_label(Context& c, const ast::Name& name, int enumeration) {
  const auto labels = labels_of(c, enumeration);
  suggest_near(c.report(Code::kUnknownLabel, name.src, {name.text, list_of(labels, 20)}), name, labels);
  return kNone;
}

/// A name that means something, but no value.
ExprId not_a_value(Context& c, const ast::Name& name, const Found& f, const Env& env) {
  const auto say = [&](const char* zh, const char* en) {
    c.report(Code::kNotAValue, name.src, {name.text, zh, en, f.what == kACard ? "要说它亮了多久，写“" + name.text + " 持续 超过 3个工作日”" : "写一个字段、参数或数",
                                          f.what == kACard ? "to say for how long it stands: " + name.text + " 持续 超过 3个工作日" : "write a field, a parameter or a number"});
    return kNone;
  };
  switch (f.what) {
    case kAnAlias: return say("是列表的一行，应写“" "行的字段”", "is a row of a list: write one of its fields");
    case kAChoice: return say("是口径，只能写“名 = 选项”", "is a choice of reading: write “name = option”");
    case kACondition: return say("是条件", "is a condition");
    case kAClock: return say("是时限，应写它的已用或剩余", "is a clock: write its 已用 or 剩余");
    case kAWordList: return say("是词表，只能用于“含任一”“在”", "is a word list: use it with 含任一 or 在");
    case kAPattern: return say("是句式，只能用于“合”“不合”", "is a pattern: use it with 合 or 不合");
    case kACard: return say("是牌", "is a card");
    default: break;
  }
  undefined(c, name, env, kAnything);
  return kNone;
}

ExprId parameter_value(Context& c, const Found& f, const Env& env, Span use, const Type* expected) {
  const ast::ParameterDecl* p = f.parameter;
  if (c.broken.contains(p)) return kNone;
  if (std::find(c.active.begin(), c.active.end(), p) != c.active.end()) {
    c.report(Code::kDefinitionCircle, use, {p->name.text}).also(p->name.src, "在这里定义", "defined here");
    c.broken.insert(p);
    return kNone;
  }
  const Active on(c, p);
  const Env& body = body_of(f, env);
  const ExprId id = p->by_region.empty() ? value(c, *p->value, body, expected) : regional_value(c, *p, body, use, expected);
  if (id == kNone) c.broken.insert(p);
  return id;
}

ExprId field_of_level(Context& c, const Found& f, const ast::Name& name) {
  const int model = f.scope != kNone ? c.program.scopes[static_cast<size_t>(f.scope)].model : f.env->model;
  if (field_at(c, model, f.field).type == model::FieldType::kRows) {
    c.report(Code::kListAsValue, name.src, {name.text});
    return kNone;
  }
  return f.scope != kNone ? field_value(c, f.scope, f.field, name.src)
                          : reference_field(c, f.env->key, model, f.field, name.src);
}

ExprId named_value(Context& c, const ast::Name& name, const Env& env, const Type* expected) {
  const bool label_wanted = expected && expected->kind == Kind::kEnum && expected->enumeration != kNone;
  const Found argument = lookup(c, name.text, env, kValues);
  if (argument.what == kAnArgument) return value(c, *argument.actual, *argument.env->caller, expected);
  if (label_wanted)
    if (const int label = label_index(c, expected->enumeration, name.text); label != kNone)
      return make_label(c, expected->enumeration, label, name.src);
  if (argument.what == kAField) return field_of_level(c, argument, name);
  if (argument.what == kAParameter) return parameter_value(c, argument, env, name.src, expected);
  if (label_wanted && !lookup(c, name.text, env, kAnything)) return unknown_label(c, name, expected->enumeration);
  const Found other = lookup(c, name.text, env, kAnything);
  if (!other && expected && expected->kind == Kind::kText) {
    if (explain_unknown(c, name, env, kValues)) return kNone;
    auto& d = c.report(Code::kTextNeedsQuotes, name.src, {name.text});
    suggest_near(d, name, names_in_scope(c, env, kValues));
    if (!d.fix) d.suggest(name.src, "「" + name.text + "」");
    return kNone;
  }
  return not_a_value(c, name, other, env);
}

ExprId text_value(Context& c, const ast::Expr& e, const Type* expected) {
  if (!expected || expected->kind != Kind::kEnum) return make_text(c, e.text, e.src);
  const int label = label_index(c, expected->enumeration, e.text);
  if (label == kNone) return unknown_label(c, {e.text, e.src}, expected->enumeration);
  return make_label(c, expected->enumeration, label, e.src);
}

ExprId constant(Context& c, Op op, Kind kind, int64_t v, Span src) {
  Expr e;
  e.op = op, e.type = {kind}, e.value = v, e.src = src;
  return put(c, std::move(e));
}

ExprId default_value(Context& c, const ast::Expr& e, const Env& env, const Type* expected) {
  const auto own = hint(c, *e.args[0], env);
  const auto other = hint(c, *e.args[1], env);
  const Type* wanted = own ? &*own : other ? &*other : expected;
  const ExprId l = value(c, *e.args[0], env, wanted), r = value(c, *e.args[1], env, wanted);
  if (l == kNone || r == kNone) return kNone;
  if (c[l].type.kind == Kind::kEvent) {
    c.report(Code::kEventDefault, e.src);
    return kNone;
  }
  if (!compatible(c, c[l].type, c[r].type)) return wrong_type(c, e.args[1]->src, c[l].type, c[r].type);
  std::vector<ExprId> args;
  for (ExprId side : {l, r}) {
    if (c[side].op == Op::kCoalesce) args.insert(args.end(), c[side].args.begin(), c[side].args.end());
    else args.push_back(side);
  }
  // A value whose guard is certainly false is never there.
  std::erase_if(args, [&](ExprId a) { return c[a].op == Op::kGuard && is_false(c, c[a].args[0]); });
  if (args.empty()) return r;
  for (size_t i = 0; i + 1 < args.size(); ++i)
    if (is_constant(c, args[i])) args.resize(i + 1);  // what stands behind a constant is never read
  return args.size() == 1 ? args[0] : make_op(c, Op::kCoalesce, c[l].type, std::move(args), e.src);
}

ExprId guarded_value(Context& c, const ast::Expr& e, const Env& env, const Type* expected) {
  const ExprId v = value(c, *e.args[0], env, expected), when = condition(c, *e.args[1], env);
  if (v == kNone || when == kNone) return kNone;
  if (c[v].type.kind == Kind::kEvent) {
    c.report(Code::kEventDefault, e.src);
    return kNone;
  }
  if (!is_plain(c, when)) {
    c.report(Code::kNotPlain, e.args[1]->src);
    return kNone;
  }
  if (is_true(c, when)) return v;
  return make_op(c, Op::kGuard, c[v].type, {when, v}, e.src);
}

ExprId set_value(Context& c, const ast::Expr& e, const Env& env, const Type* expected) {
  if (expected && is_list(*expected)) return set_literal(c, e, env, element_of(*expected));
  c.report(Code::kSetPlace, e.src);
  return kNone;
}

ExprId misplaced(Context& c, const ast::Expr& e) {
  switch (e.kind) {
    case AK::kClockUsed: case AK::kClockLeft: c.report(Code::kClockQuantityPlace, e.src); break;
    case AK::kClockDue: c.report(Code::kDueInCondition, e.src); break;
    case AK::kSum: case AK::kAverage: case AK::kMinimum: case AK::kMaximum: case AK::kCount: case AK::kShare:
      c.report(Code::kAggregateOutside, e.src);
      break;
    case AK::kError: break;
    default: c.report(Code::kConditionAsValue, e.src);
  }
  return kNone;
}

/// A call may stand where a value does only by mistake.
std::optional<Type> hint_name(const Context& c, const ast::Expr& e, const Env& env) {
  const Found f = lookup(c, e.name.text, env, kValues);
  if (f.what != kAField) return std::nullopt;
  const int model = f.scope != kNone ? c.program.scopes[static_cast<size_t>(f.scope)].model : f.env->model;
  return type_of_field(field_at(c, model, f.field));
}

std::optional<Type> hint_path(const Context& c, const ast::Expr& e, const Env& env) {
  const Base b = base_of(c, *e.args[0], env);
  if (b.what == Base::What::kNothing || b.what == Base::What::kAmbiguous) return std::nullopt;
  const int field = find_field(c, b.model, e.name.text);
  return field == kNone ? std::nullopt : type_of_field(field_at(c, b.model, field));
}

std::optional<Type> hint_arithmetic(const Context& c, const ast::Expr& e, const Env& env) {
  const auto l = hint(c, *e.args[0], env);
  const auto r = e.args.size() > 1 ? hint(c, *e.args[1], env) : l;
  const bool span_l = l && l->kind == Kind::kSpan, span_r = r && r->kind == Kind::kSpan;
  if (e.kind == AK::kDiv) return span_l && span_r ? Type{Kind::kNumber} : l;
  return span_l || span_r ? std::optional<Type>(Type{Kind::kSpan}) : l;
}

}  // namespace

ExprId wrong_type(Context& c, Span src, const Type& wanted, const Type& found) {
  c.report(Code::kWrongType, src, {type_zh(c, wanted), type_zh(c, found), type_en(c, wanted), type_en(c, found)});
  return kNone;
}

std::optional<Type> hint(const Context& c, const ast::Expr& written, const Env& user) {
  const Env* env = &user;
  const ast::Expr& e = resolved(c, written, env);
  switch (e.kind) {
    case AK::kName: return hint_name(c, e, *env);
    case AK::kPath: return hint_path(c, e, *env);
    case AK::kNumber: case AK::kPercent: return Type{Kind::kNumber};
    case AK::kSpan: case AK::kClockUsed: case AK::kClockLeft: return Type{Kind::kSpan};
    case AK::kDate: return Type{Kind::kDate};
    case AK::kInstant: return Type{Kind::kInstant};
    case AK::kYes: case AK::kNo: return Type{Kind::kBool};
    case AK::kAdd: case AK::kSub: case AK::kMul: case AK::kDiv: case AK::kNeg: return hint_arithmetic(c, e, *env);
    case AK::kDefault: {
      const auto l = hint(c, *e.args[0], *env);
      return l ? l : hint(c, *e.args[1], *env);
    }
    case AK::kGuard: return hint(c, *e.args[0], *env);
    case AK::kEarliest: case AK::kLatest: return Type{Kind::kEvent};
    default: return std::nullopt;
  }
}

ExprId value(Context& c, const ast::Expr& e, const Env& env, const Type* expected) {
  const bool quotient = std::exchange(c.quotient_allowed, false);
  switch (e.kind) {
    case AK::kName: c.quotient_allowed = quotient; return named_value(c, e.name, env, expected);
    case AK::kPath: return path_value(c, e, env);
    case AK::kNumber: case AK::kPercent: return make_number(c, e.number, e.src);
    case AK::kSpan: return make_span(c, e.number, e.unit, e.src);
    case AK::kText: return text_value(c, e, expected);
    case AK::kDate: return constant(c, Op::kDate, Kind::kDate, e.value, e.src);
    case AK::kInstant: return constant(c, Op::kInstant, Kind::kInstant, e.value, e.src);
    case AK::kYes: case AK::kNo: return make_bool(c, e.kind == AK::kYes, e.src);
    case AK::kSet: return set_value(c, e, env, expected);
    case AK::kDiv: c.quotient_allowed = quotient; return arithmetic(c, e, env);
    case AK::kAdd: case AK::kSub: case AK::kMul: case AK::kNeg: return arithmetic(c, e, env);
    case AK::kDefault: return default_value(c, e, env, expected);
    case AK::kGuard: return guarded_value(c, e, env, expected);
    case AK::kEarliest: case AK::kLatest: return extreme_event(c, e, env);
    default: return misplaced(c, e);
  }
}

ExprId value_of_kind(Context& c, const ast::Expr& e, const Env& env, Kind kind, const Type* expected) {
  const Type wanted{kind};
  const ExprId id = value(c, e, env, expected ? expected : &wanted);
  if (id == kNone || c[id].type.kind == kind) return id;
  if (kind == Kind::kSpan && c[id].op == Op::kNumber) {
    // Where the number is written, which may be a 参数 far from here.
    const Span number = c[id].src;
    auto& d = c.report(Code::kMissingUnit, number, {std::string(c.sources.text(number))});
    if (number.file != e.src.file || number.begin != e.src.begin) d.also(e.src, "在这里用作期限", "used as a duration here");
    return kNone;
  }
  return wrong_type(c, e.src, wanted, c[id].type);
}

namespace {

/// A duration whose unit the text says and which is not negative.
bool written_span(Context& c, const Expr& s, Span src) {
  const bool working = s.unit == Unit::kWorkDay || s.unit == Unit::kWorkHour || s.unit == Unit::kWorkMinute;
  if (s.unit == Unit::kOwnDay) c.report(Code::kWhichDay, src);
  else if (s.number.num < 0) c.report(Code::kNegativeSpan, src);
  else if (!working || c.program.calendar != kNone) return true;
  else if (!c.calendar_unknown) c.report(Code::kNoCalendar, src);
  return false;
}

/// Every value that it can have is written in the text: a constant, or one for each region.
bool written_spans(Context& c, ExprId id, Span src) {
  const Expr& s = c[id];
  if (s.op == Op::kSpan) return written_span(c, s, src);
  if (s.op == Op::kGuard) return written_spans(c, s.args[1], src);
  if (s.op != Op::kCoalesce) return c.report(Code::kNotConstant, src), false;
  const std::vector<ExprId> args = s.args;
  return std::all_of(args.begin(), args.end(), [&](ExprId a) { return written_spans(c, a, src); });
}

}  // namespace

ExprId constant_span(Context& c, const ast::Expr& e, const Env& env) {
  const ExprId id = value_of_kind(c, e, env, Kind::kSpan);
  if (id == kNone) return kNone;
  if (c[id].op != Op::kSpan) {
    c.report(Code::kNotConstant, e.src);
    return kNone;
  }
  return written_span(c, c[id], e.src) ? id : kNone;
}

ExprId threshold_span(Context& c, const ast::Expr& e, const Env& env) {
  const ExprId id = value_of_kind(c, e, env, Kind::kSpan);
  return id != kNone && written_spans(c, id, e.src) ? id : kNone;
}

}  // namespace zs::sema
