#include "lint/thresholds.h"

namespace zs::lint {
namespace {

using ast::CompareOp;
using ast::Expr;
using Kind = Expr::Kind;

bool is_quantity(const Expr& e) { return e.number.num != 0 && (e.kind == Kind::kPercent || (e.kind == Kind::kSpan && e.unit != Unit::kNoUnit)); }

class Collector {
 public:
  Collector(const Parameters& parameters, std::vector<Threshold>& out) : parameters_(parameters), out_(out) {}

  void operator()(const Expr& e) {
    switch (e.kind) {
      case Kind::kCompare: return chain(e);
      case Kind::kWithin: return add(*e.args[1], Side::kBelow);
      case Kind::kSpanOver: return add(*e.args[2], Side::kBelow);
      case Kind::kSpanReach: return add(*e.args[2], Side::kAbove);
      case Kind::kHolds: return add(*e.args[1], Side::kBelow);
      case Kind::kAdd:
      case Kind::kSub:
      case Kind::kMul:
      case Kind::kCall:
        for (const auto& a : e.args) add(*a, Side::kUnsaid);
        return;
      default: return;
    }
  }

 private:
  void chain(const Expr& e) {
    for (size_t i = 0; i + 1 < e.args.size() && i < e.ops.size(); ++i) {
      const CompareOp op = e.ops[i];
      if (op == CompareOp::kEq || op == CompareOp::kNe) continue;
      // x > n and x ≤ n leave n below; with the number in front it is the other way round: n < x, n ≥ x.
      const bool right_below = op == CompareOp::kGt || op == CompareOp::kLe;
      add(*e.args[i + 1], right_below ? Side::kBelow : Side::kAbove);
      add(*e.args[i], op == CompareOp::kLt || op == CompareOp::kGe ? Side::kBelow : Side::kAbove);
    }
  }

  void add(const Expr& e, Side side) {
    const Expr& value = parameters_.resolved(e);
    if (is_quantity(value)) out_.push_back({e.src, &value, side});
  }

  const Parameters& parameters_;
  std::vector<Threshold>& out_;
};

void add_quotes(const std::vector<ast::QuoteClause>& quotes, std::vector<Quantity>& out) {
  for (const auto& q : quotes)
    for (auto& x : quantities(q.quote.text)) out.push_back(std::move(x));
}

}  // namespace

void each_quoted(const Pack& pack, const std::function<void(const std::vector<Threshold>&, const std::vector<Quantity>&)>& f) {
  Parameters shared;
  shared.add_shared(pack);
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    each_situation(i, [&](const ast::SituationDecl& s) {
      std::vector<Quantity> quoted;
      add_quotes(i.common.quotes, quoted);
      if (&s != &i.common) add_quotes(s.quotes, quoted);
      if (quoted.empty()) return;
      Parameters parameters = shared;
      parameters.add(i.common.parameters), parameters.add(s.parameters);
      std::vector<Threshold> out;
      Collector collect(parameters, out);
      const auto look = [&](const Expr& e) { collect(e); };
      for (const auto& a : s.applies) ast::walk(*a, look);
      for (const auto& c : s.conditions) ast::walk(c, look);
      for (const auto& c : s.cards) ast::walk(*c.when, look);
      for (const auto& k : s.clocks)
        if (k.limit && is_quantity(parameters.resolved(*k.limit))) out.push_back({k.limit->src, &parameters.resolved(*k.limit), Side::kUnsaid});
      f(out, quoted);
    });
  });
  pack.each<ast::AggregateDecl>([&](const ast::AggregateDecl& a) {
    std::vector<Quantity> quoted;
    add_quotes(a.quotes, quoted);
    if (quoted.empty()) return;
    Parameters parameters = shared;
    parameters.add(a.parameters);
    std::vector<Threshold> out;
    Collector collect(parameters, out);
    for (const auto& c : a.cards) ast::walk(*c.when, [&](const Expr& e) { collect(e); });
    f(out, quoted);
  });
}

}  // namespace zs::lint
