// A 理由 without any value where spans, clocks or numbers are compared: whoever gets the card cannot check it.
#include "lint/expr.h"

namespace zs::lint::found {
namespace {

using ast::Expr;
using Kind = Expr::Kind;

bool measures(const Expr& condition) {
  bool any = false;
  ast::walk(condition, [&](const Expr& e) {
    switch (e.kind) {
      case Kind::kSpanOver:
      case Kind::kSpanReach:
      case Kind::kWithin:
      case Kind::kOverdue:
      case Kind::kClockUsed:
      case Kind::kClockLeft: any = true; break;
      case Kind::kCompare: any = any || std::any_of(e.ops.begin(), e.ops.end(), [](ast::CompareOp op) { return op != ast::CompareOp::kEq && op != ast::CompareOp::kNe; }); break;
      default: break;
    }
  });
  return any;
}

bool shows_values(const ast::ReasonClause& r) {
  return std::any_of(r.pieces.begin(), r.pieces.end(), [](const ast::TemplatePiece& p) { return p.value != nullptr; });
}

}  // namespace

void reason_without_values(const Pack& pack, Report& report) {
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    each_situation(i, [&](const ast::SituationDecl& s) {
      const auto& reason = s.reason ? s.reason : i.common.reason;
      const bool compares = std::any_of(s.cards.begin(), s.cards.end(), [](const ast::CardClause& c) { return measures(*c.when); });
      if (compares && reason && !shows_values(*reason)) report(reason->src, {i.code.text + (s.name.text.empty() ? "" : " " + s.name.text)});
    });
  });
}

}  // namespace zs::lint::found
