#include "compiler/ir/indicator.h"

#include "compiler/typed/silencers.h"

#include <algorithm>
#include <numeric>

namespace zs::ir {

using bytecode::Opcode;
using typed::ScopeId;

namespace {

/// own = known ∧ visible ∧ 适用 ∧ 适用ₚ ∧ φ. What already lies within the record's known time needs no cut by it.
NodeId own_set(Lowerer& l, std::vector<Val> conditions, ScopeId scope) {
  const bool inside = std::any_of(conditions.begin(), conditions.end(), [&](const Val& v) { return l.graph()[v.node].inside & 1; });
  if (!inside) conditions.push_back(l.known());
  const NodeId n = l.all(std::move(conditions), scope);
  return l.temporal({n, scope}, scope);
}

LoweredSituation lower_situation(Lowerer& l, const typed::Indicator& indicator, const typed::Situation& s, ScopeId scope) {
  std::vector<size_t> order(s.cards.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return s.cards[a].card < s.cards[b].card; });
  LoweredSituation out;
  l.clear_cards();
  for (size_t k = 0; k < order.size(); ++k) {
    const typed::CardRule& rule = s.cards[order[k]];
    std::vector<Val> conditions;
    if (indicator.applies != typed::kNone) conditions.push_back(l.truth(indicator.applies));
    if (s.applies != typed::kNone) conditions.push_back(l.truth(s.applies));
    conditions.push_back(l.truth(rule.when));
    if (scope != indicator.scope) conditions.push_back(l.visible(scope));
    out.cards.push_back({rule.card, order[k], {own_set(l, std::move(conditions), scope), scope}});
    const bool last_of_card = k + 1 == order.size() || s.cards[order[k + 1]].card != rule.card;
    if (!last_of_card) continue;
    std::vector<NodeId> same;
    for (const LoweredCard& c : out.cards)
      if (c.card == rule.card) same.push_back(c.own.node);
    l.set_card(rule.card, {l.any(same, scope), scope});
  }
  l.clear_cards();
  const NodeId mask = s.versions.empty() ? kNoNode : judged_set(l, typed::mask(l.program(), s.versions), indicator.model);
  for (LoweredCard& c : out.cards) c.counted = mask == kNoNode ? c.own.node : l.all({c.own, {mask, typed::kNone}}, scope);
  return out;
}

}  // namespace

LoweredIndicator lower_indicator(Lowerer& l, const typed::Program& p, const typed::Indicator& indicator) {
  LoweredIndicator out;
  std::vector<std::vector<NodeId>> own(p.cards.size());
  for (const typed::Situation& s : indicator.situations) {
    const ScopeId scope = s.scope == typed::kNone ? indicator.scope : s.scope;
    out.situations.push_back(lower_situation(l, indicator, s, scope));
    for (const LoweredCard& c : out.situations.back().cards) {
      const NodeId at_record = scope == indicator.scope ? c.counted : l.over_rows(c.counted, scope, indicator.scope);
      own[static_cast<size_t>(c.card)].push_back(at_record);
    }
  }
  for (const auto& nodes : own) {
    const NodeId n = nodes.empty() ? kNoNode : l.any(nodes, indicator.scope);
    out.own.push_back(n == kNoNode || l.graph().is_const_truth(n, 0) ? kNoNode : n);
  }
  return out;
}

std::vector<std::vector<int>> superseders(const typed::Program& p) {
  std::vector<std::vector<int>> out;
  for (size_t i = 0; i < p.indicators.size(); ++i) out.push_back(typed::silencers(p, static_cast<int>(i)));
  return out;
}

}  // namespace zs::ir
