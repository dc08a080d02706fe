// 统计指标: one test over a group of records.
#include "compiler/sema/aggregates.h"

#include "compiler/sema/build.h"
#include "compiler/sema/clocks.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/indicators.h"
#include "compiler/sema/names.h"
#include "compiler/sema/values.h"

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Aggregate;
using typed::Cmp;
using typed::Op;
using Fn = Aggregate::Fn;

std::optional<Fn> function_of(AK kind) {
  switch (kind) {
    case AK::kSum: return Fn::kSum;
    case AK::kAverage: return Fn::kAverage;
    case AK::kMinimum: return Fn::kMin;
    case AK::kMaximum: return Fn::kMax;
    case AK::kCount: return Fn::kCount;
    case AK::kShare: return Fn::kShare;
    default: return std::nullopt;
  }
}

Cmp mirrored(Cmp cmp) {
  switch (cmp) {
    case Cmp::kLt: return Cmp::kGt;
    case Cmp::kLe: return Cmp::kGe;
    case Cmp::kGt: return Cmp::kLt;
    case Cmp::kGe: return Cmp::kLe;
    default: return cmp;
  }
}

class Checker {
 public:
  Checker(Context& c, const Env& env, Aggregate& out) : c_(c), env_(env), out_(out) {}

  bool test(const ast::Expr& e) {
    if (e.kind == AK::kError) return false;
    if (e.kind != AK::kCompare || e.args.size() != 2) return refuse(e.src);
    const bool first = holds_term(*e.args[0]);
    const ast::Expr &terms = *e.args[first ? 0 : 1], &limit = *e.args[first ? 1 : 0];
    const Cmp cmp = static_cast<Cmp>(e.ops[0]);
    out_.cmp = first ? cmp : mirrored(cmp);
    return quotient(terms) && threshold(limit);
  }

 private:
  bool refuse(Span src) {
    c_.report(Code::kAggregateTest, src);
    return false;
  }

  static bool holds_term(const ast::Expr& e) {
    if (function_of(e.kind)) return true;
    return e.kind == AK::kDiv && holds_term(*e.args[0]);
  }

  bool quotient(const ast::Expr& e) {
    Kind left{}, right{};
    if (e.kind != AK::kDiv) {
      if (!term(e, out_.left, left)) return false;
      if (left != Kind::kSpan) return true;
      c_.report(Code::kAggregateSpan, e.src);
      return false;
    }
    typed::Aggregate::Term divisor;
    const bool ok = term(*e.args[0], out_.left, left) & term(*e.args[1], divisor, right);
    if (!ok) return false;
    if (left != right) {
      c_.report(Code::kAggregateSpan, e.src);
      return false;
    }
    out_.right = divisor;
    return true;
  }

  bool term(const ast::Expr& e, Aggregate::Term& out, Kind& kind) {
    kind = Kind::kNumber;
    const auto fn = function_of(e.kind);
    if (!fn) return e.kind == AK::kError ? false : refuse(e.src);
    out.fn = *fn;
    if (*fn == Fn::kCount || *fn == Fn::kShare) {
      if (e.args.empty() || !e.args[0]) return *fn == Fn::kCount || refuse(e.src);
      out.when = condition(c_, *e.args[0], env_);
      return out.when != kNone;
    }
    if (e.args.empty()) return refuse(e.src);
    out.value = value(c_, *e.args[0], env_);
    if (out.value == kNone) return false;
    kind = c_[out.value].type.kind;
    if (kind == Kind::kNumber || kind == Kind::kSpan) return true;
    c_.report(Code::kNotANumber, e.args[0]->src, {type_zh(c_, c_[out.value].type), type_en(c_, c_[out.value].type)});
    return false;
  }

  bool threshold(const ast::Expr& e) {
    const ExprId id = value_of_kind(c_, e, env_, Kind::kNumber);
    if (id == kNone) return false;
    if (c_[id].op != Op::kNumber) {
      c_.report(Code::kNotConstant, e.src);
      return false;
    }
    out_.threshold = c_[id].number;
    return true;
  }

  Context& c_;
  const Env& env_;
  Aggregate& out_;
};

bool group_keys(Context& c, const ast::AggregateDecl& d, const Env& env, Aggregate& out) {
  for (const auto& by : d.by) {
    const ExprId id = value(c, *by, env);
    if (id == kNone) return false;
    const Kind k = c[id].type.kind;
    if (k != Kind::kText && k != Kind::kEnum) {
      c.report(Code::kGroupKey, by->src, {type_zh(c, c[id].type), type_en(c, c[id].type)});
      return false;
    }
    out.by.push_back(id);
  }
  return true;
}

void check_one(Context& c, const ast::AggregateDecl& d) {
  Aggregate out;
  out.model = model_named(c, d.record);
  if (out.model == kNone) return;
  out.code = d.code.text, out.name = d.title.text, out.src = d.src, out.quotes = quotes_of(d.quotes);
  for (const auto& part : d.category) out.category.push_back(part.text);
  const Env record = record_env(c, out.model);
  out.scope = record.scope;
  Env level;
  level.parent = &record, level.innermost = record.innermost, level.owner = d.code.text;
  level.parameters = &d.parameters, level.choices = &d.choices;
  std::map<std::string, Span> seen;
  no_twins(c, d.parameters, seen), no_twins(c, d.choices, seen);
  for (const auto& choice : d.choices) c.program.choices.push_back(describe_choice(c, choice, d.code.text));
  bool ok = group_keys(c, d, level, out);
  if (d.range) {
    out.range = condition(c, *d.range, level);
    ok &= out.range != kNone;
    if (is_true(c, out.range)) out.range = kNone;
  }
  for (const auto& at : d.at) at.year_end ? (void)(out.every_year_end = true) : out.at.push_back(at.day);
  if (d.reason) out.reason = reason_of(c, *d.reason, level);
  if (d.cards.size() != 1) {
    c.report(Code::kOneTest, d.cards.empty() ? d.code.src : d.cards[1].src, {d.code.text});
    return;
  }
  const ast::CardClause& clause = d.cards[0];
  out.card = card_named(c, clause.card);
  for (const auto& a : clause.actions) out.actions.push_back(a.text);
  ok &= Checker(c, level, out).test(*clause.when) && out.card != kNone;
  if (ok) c.program.aggregates.push_back(std::move(out));
}

}  // namespace

void check_aggregates(Context& c) {
  std::map<std::pair<std::string, std::string>, Span> seen;
  for (const ast::AggregateDecl* d : c.top.aggregates) {
    const auto [it, fresh] = seen.emplace(std::pair{d->code.text, d->record.text}, d->code.src);
    if (!fresh) c.report(Code::kDuplicateIndicator, d->code.src, {d->code.text}).also(it->second, "已在这里定义", "already defined here");
    check_one(c, *d);
  }
}

}  // namespace zs::sema
