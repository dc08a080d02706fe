// 适用 乙 未发生 beside 自 甲 至 乙 超过 …: the form says that late is late, the scope clears the card when 乙 comes after all.
#include "compiler/syntax/sources.h"
#include "lint/uses.h"

namespace zs::lint::found {
namespace {

using ast::Expr;
using Kind = Expr::Kind;

/// The events whose absence 适用 demands, through 且.
void absent(const Expr& e, std::map<std::string, Span>& out) {
  if (e.kind == Kind::kNotHappened && e.args[0]->kind == Kind::kName) out.emplace(e.args[0]->name.text, e.src);
  if (e.kind == Kind::kAnd)
    for (const auto& a : e.args) absent(*a, out);
}

/// The event that ends a lasting form; null where this is none.
const Expr* lasting_end(const Expr& e, const std::map<std::string, const ast::ClockDecl*>& clocks) {
  if (e.kind == Kind::kSpanOver || e.kind == Kind::kSpanReach) return e.args[1].get();
  if (e.kind != Kind::kOverdue || e.args[0]->kind != Kind::kName) return nullptr;
  const auto it = clocks.find(e.args[0]->name.text);
  return it == clocks.end() ? nullptr : it->second->end.get();
}

}  // namespace

void applies_ends_final_card(const Pack& pack, Report& report) {
  std::map<std::string, const ast::ClockDecl*> shared;
  pack.each<ast::ClockDecl>([&](const ast::ClockDecl& k) { shared[k.name.text] = &k; });
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    each_situation(i, [&](const ast::SituationDecl& s) {
      std::map<std::string, Span> gone;
      for (const auto& a : i.common.applies) absent(*a, gone);
      for (const auto& a : s.applies) absent(*a, gone);
      if (gone.empty()) return;
      auto clocks = shared;
      for (const auto& k : i.common.clocks) clocks[k.name.text] = &k;
      for (const auto& k : s.clocks) clocks[k.name.text] = &k;
      for (const auto& card : s.cards)
        ast::walk(*card.when, [&](const Expr& e) {
          const Expr* end = lasting_end(e, clocks);
          if (!end || end->kind != Kind::kName || !gone.contains(end->name.text)) return;
          report(e.src, {std::string(pack.sources.text(e.src)), end->name.text}).also(gone[end->name.text], "适用到它发生为止", "applies until it happens");
        });
    });
  });
}

}  // namespace zs::lint::found
