// In one 情形 the lesser card is written to last and the graver one to clear: when the thing is done after all, the lesser comes back.
#include "lint/expr.h"

namespace zs::lint::found {
namespace {

using ast::Expr;
using Kind = Expr::Kind;

/// The event of the form, over 且: 自 … 至 事件 超过, or … 后 … 内 事件 未发生.
std::optional<std::string> event_of(const Expr& e, bool lasting) {
  const Expr* event = nullptr;
  if (lasting && (e.kind == Kind::kSpanOver || e.kind == Kind::kSpanReach)) event = e.args[1].get();
  if (!lasting && e.kind == Kind::kWithin) event = e.args[2].get();
  if (event) return event->kind == Kind::kName ? std::optional(event->name.text) : std::nullopt;
  if (e.kind == Kind::kAnd)
    for (const auto& a : e.args)
      if (auto found = event_of(*a, lasting)) return found;
  return std::nullopt;
}

bool demands_absence(const Expr& e, const std::string& event) {
  if (e.kind == Kind::kNotHappened) return e.args[0]->kind == Kind::kName && e.args[0]->name.text == event;
  return e.kind == Kind::kAnd && std::any_of(e.args.begin(), e.args.end(), [&](const auto& a) { return demands_absence(*a, event); });
}

}  // namespace

void higher_card_clears(const Pack& pack, Report& report) {
  const auto& cards = pack.program.cards;
  const auto rank = [&](const std::string& card) { return std::find(cards.begin(), cards.end(), card) - cards.begin(); };
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    each_situation(i, [&](const ast::SituationDecl& s) {
      for (const auto& low : s.cards)
        for (const auto& high : s.cards) {
          const auto stays = event_of(*low.when, true), clears = event_of(*high.when, false);
          if (!stays || !clears || *stays != *clears || rank(low.card.text) >= rank(high.card.text) || demands_absence(*low.when, *stays)) continue;
          report(low.src, {*stays, high.card.text, low.card.text}).also(high.src, "这张会消除", "this one clears");
        }
    });
  });
}

}  // namespace zs::lint::found
