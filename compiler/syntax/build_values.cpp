// Values: literals, paths, arithmetic, aggregates.
#include "compiler/syntax/builder.h"
#include "compiler/syntax/make_expr.h"
#include "compiler/syntax/numbers.h"
#include "compiler/syntax/operators.h"

namespace zs::syntax {
using ast::ExprPtr;
using diag::Code;
using Kind = ast::Expr::Kind;

namespace {
constexpr size_t kMaxTerms = 256;
constexpr size_t kMaxSteps = 16;
constexpr size_t kMaxSigns = 16;

struct Operator {
  const ArithmeticRow* row;
  Span src;
};

/// Operands [first, last] by precedence; operators between them, all to the left.
ExprPtr climb(std::vector<ExprPtr>& terms, const std::vector<Operator>& ops, size_t& at, int binding) {
  ExprPtr left = std::move(terms[at]);
  while (at < ops.size() && ops[at].row->binding >= binding) {
    const Operator op = ops[at];
    ++at;
    ExprPtr right = climb(terms, ops, at, op.row->binding + 1);
    left = make_expr(op.row->kind, join(left->src, right->src), std::move(left), std::move(right));
    left->op_src = op.src;
  }
  return left;
}
}  // namespace

ExprPtr Builder::error(Node* c) const { return make_expr(Kind::kError, span(c)); }

ExprPtr Builder::value(Grammar::ValueContext* c) {
  if (c == nullptr || c->term().empty()) return error(c);
  std::vector<ExprPtr> terms;
  std::vector<Operator> ops;
  for (auto* child : c->children) {
    if (auto* t = dynamic_cast<Grammar::TermContext*>(child)) {
      terms.push_back(term(t));
    } else if (auto* leaf = dynamic_cast<Leaf*>(child)) {
      const ArithmeticRow* row = find_arithmetic(static_cast<int>(leaf->getSymbol()->getType()));
      if (row != nullptr) ops.push_back({row, span(leaf)});
    }
  }
  if (terms.size() > kMaxTerms) {
    report(Code::kTooLong, terms[kMaxTerms]->src, {"算式", "this formula", std::to_string(kMaxTerms) + " 项", std::to_string(kMaxTerms) + " terms"});
    return error(c);
  }
  while (terms.size() < ops.size() + 1) terms.push_back(error(c));
  if (terms.size() > ops.size() + 1) return error(c);
  size_t at = 0;
  return climb(terms, ops, at, 1);
}

ExprPtr Builder::named(Grammar::NameContext* n) {
  ast::Name name = this->name(n);
  if (name.text.empty()) return error(n);
  ExprPtr e = make_expr(Kind::kName, name.src);
  e->name = std::move(name);
  return e;
}

/// from 的 name; 办理时限的已用 is the clock's quantity.
ExprPtr Builder::step(ExprPtr from, Grammar::NameContext* n) {
  const int type = first_type(n);
  const Span src = join(from->src, span(n));
  const Kind kind = type == Grammar::K_USED ? Kind::kClockUsed : type == Grammar::K_LEFT ? Kind::kClockLeft : type == Grammar::K_DUE ? Kind::kClockDue : Kind::kPath;
  ExprPtr e = make_expr(kind, src, std::move(from));
  if (kind == Kind::kPath) e->name = name(n);
  else e->op_src = span(n);
  return e;
}

ExprPtr Builder::term(Grammar::TermContext* c) {
  if (c == nullptr || c->primary() == nullptr) return error(c);
  ExprPtr e = primary(c->primary());
  const auto steps = c->name();
  const auto signs = c->MINUS();
  if (steps.size() > kMaxSteps || signs.size() > kMaxSigns) {
    report(Code::kTooLong, span(c), {"这个值", "this value", std::to_string(kMaxSteps) + " 段", std::to_string(kMaxSteps) + " parts"});
    return error(c);
  }
  // 合计 事项的承诺时限: the steps belong to what is summed.
  const bool inner = c->primary()->name() != nullptr && first_type(c->primary()) != first_type(c->primary()->name()) && e->args.size() == 1;
  for (auto* n : steps) {
    if (inner) {
      e->args[0] = step(std::move(e->args[0]), n);
      e->src = join(e->src, e->args[0]->src);
    } else {
      e = step(std::move(e), n);
    }
  }
  Leaf* quantity = c->K_USED() != nullptr ? c->K_USED() : c->K_LEFT() != nullptr ? c->K_LEFT() : c->K_DUE();
  if (quantity != nullptr) {
    const Kind kind = c->K_USED() != nullptr ? Kind::kClockUsed : c->K_LEFT() != nullptr ? Kind::kClockLeft : Kind::kClockDue;
    e = make_expr(kind, join(e->src, span(quantity)), std::move(e));
    e->op_src = span(quantity);
  }
  if (e->kind == Kind::kClockUsed || e->kind == Kind::kClockLeft || e->kind == Kind::kClockDue) {
    const Kind of = e->args[0]->kind;
    if (of != Kind::kName && of != Kind::kPath && of != Kind::kError) report(Code::kBadClockWord, e->op_src, {std::string(sources_.text(e->op_src))});
  }
  for (size_t i = signs.size(); i-- > 0;) {
    e = make_expr(Kind::kNeg, join(span(signs[i]), e->src), std::move(e));
    e->op_src = span(signs[i]);
  }
  return e;
}

ExprPtr Builder::aggregate(Grammar::PrimaryContext* c) {
  const auto kind_of = [](int type) {
    switch (type) {
      case Grammar::K_EARLIEST: return Kind::kEarliest;
      case Grammar::K_LATEST: return Kind::kLatest;
      case Grammar::K_SUM: return Kind::kSum;
      case Grammar::K_AVERAGE: return Kind::kAverage;
      case Grammar::K_MINIMUM: return Kind::kMinimum;
      case Grammar::K_MAXIMUM: return Kind::kMaximum;
      case Grammar::K_SHARE: return Kind::kShare;
      case Grammar::K_COUNT: return Kind::kCount;
      default: return Kind::kError;
    }
  };
  ExprPtr e = make_expr(kind_of(first_type(c)), span(c));
  e->op_src = span(dynamic_cast<Leaf*>(c->children[0]));
  if (c->arguments() != nullptr)
    for (auto* v : c->arguments()->value()) e->args.push_back(value(v));
  else if (c->name() != nullptr) e->args.push_back(named(c->name()));
  else if (!c->cond().empty()) e->args.push_back(cond(c->cond(0)));
  else if (e->kind != Kind::kCount) return error(c);
  return e;
}

ExprPtr Builder::primary(Grammar::PrimaryContext* c) {
  if (c->children.empty()) return error(c);
  if (c->set() != nullptr) return set(c->set());
  if (c->literal() != nullptr) return literal(c->literal());
  if (dynamic_cast<Grammar::NameContext*>(c->children[0]) != nullptr) {
    ExprPtr e = named(c->name());
    if (c->arguments() == nullptr || e->kind == Kind::kError) return e;
    e->kind = Kind::kCall;
    e->src = span(c);
    for (auto* v : c->arguments()->value()) e->args.push_back(value(v));
    return e;
  }
  if (first_type(c) != Grammar::LPAREN) return aggregate(c);
  const auto conds = c->cond();
  if (conds.empty()) return error(c);
  ExprPtr e = cond(conds[0]);
  if (conds.size() > 1) {
    e = make_expr(Kind::kGuard, join(e->src, span(conds[1])), std::move(e), cond(conds[1]));
    e->op_src = span(c->K_WHEN());
  }
  return e;
}

ExprPtr Builder::literal(Grammar::LiteralContext* c) {
  if (c == nullptr || c->children.empty()) return error(c);
  Leaf* leaf = dynamic_cast<Leaf*>(c->children[0]);
  const Lexeme* x = lexeme(leaf);
  if (x == nullptr || (x->broken && x->type != Grammar::STR)) return error(c);
  ExprPtr e = make_expr(Kind::kError, span(leaf));
  const std::string_view written = raw(leaf);
  switch (x->type) {
    case Grammar::NUM: case Grammar::PCT:
      e->kind = x->type == Grammar::NUM ? Kind::kNumber : Kind::kPercent;
      e->number = number_value(written).value_or(Rational{});
      break;
    case Grammar::DUR:
      if (const auto d = duration_value(written)) {
        e->kind = Kind::kSpan;
        e->number = d->number;
        e->unit = d->unit;
      }
      break;
    case Grammar::DATE:
      e->kind = Kind::kDate;
      e->value = date_value(written).value_or(0);
      break;
    case Grammar::INSTANT:
      e->kind = Kind::kInstant;
      e->value = instant_value(written).value_or(0);
      break;
    case Grammar::STR:
      e->kind = Kind::kText;
      e->text = text(leaf).text;
      break;
    case Grammar::K_YES: e->kind = Kind::kYes; break;
    case Grammar::K_NO: e->kind = Kind::kNo; break;
    default: break;
  }
  return e;
}

ExprPtr Builder::set(Grammar::SetContext* c) {
  if (c == nullptr) return error(c);
  ExprPtr e = make_expr(Kind::kSet, span(c));
  for (auto* x : c->element()) e->args.push_back(x->name() != nullptr ? named(x->name()) : literal(x->literal()));
  return e;
}

ExprPtr Builder::path(Grammar::PathContext* c) {
  if (c == nullptr || c->name().empty()) return error(c);
  const auto all = c->name();
  ExprPtr e = named(all[0]);
  for (size_t i = 1; i < all.size() && i <= kMaxSteps; ++i) e = step(std::move(e), all[i]);
  return e;
}

/// 值 当 条件: where several values are joined by 缺省, the condition is that of the last one.
ExprPtr Builder::limit(Grammar::ValueContext* v, Grammar::CondContext* guard) {
  ExprPtr e = value(v);
  if (guard == nullptr) return e;
  ExprPtr when = cond(guard);
  const Span end = when->src;
  ExprPtr& guarded = e->kind == Kind::kDefault ? e->args[1] : e;
  guarded = make_expr(Kind::kGuard, join(guarded->src, end), std::move(guarded), std::move(when));
  e->src = join(e->src, end);
  return e;
}

}  // namespace zs::syntax
