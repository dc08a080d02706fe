#include "compiler/ir/detail.h"

#include "compiler/emit/emit.h"
#include "compiler/ir/indicator.h"
#include "compiler/ir/reason.h"
#include "compiler/ir/why.h"

#include <algorithm>
#include <map>

namespace zs::ir {

using typed::ScopeId;

namespace {

class DetailBuilder {
 public:
  DetailBuilder(const typed::Program& p, Pools& pools, const typed::Indicator& indicator) : p_(p), l_(p, pools), indicator_(indicator), why_(l_) {}

  bytecode::Detail build(const std::vector<int>& silencers);

 private:
  void whys(const typed::Indicator& of, const LoweredIndicator& lowered);
  void finish(bytecode::Detail& out);
  bytecode::Reg reg(NodeId n) const { return n == kNoNode ? bytecode::kNoReg : emitted_.reg_of[static_cast<size_t>(n)]; }

  const typed::Program& p_;
  Lowerer l_;
  const typed::Indicator& indicator_;
  WhyBuilder why_;
  std::vector<NodeId> outputs_;
  std::vector<uint32_t> roots_;
  std::vector<std::vector<PartNodes>> situation_reasons_;
  std::vector<PartNodes> reason_;
  LoweredIndicator lowered_;
  emit::Emitted emitted_;
};

/// One root for each clause that carries a card. Lower cards are known to the conditions of higher ones.
void DetailBuilder::whys(const typed::Indicator& of, const LoweredIndicator& lowered) {
  for (size_t i = 0; i < of.situations.size(); ++i) {
    const typed::Situation& s = of.situations[i];
    why_.clear_cards();
    l_.clear_cards();
    const ScopeId scope = s.scope == typed::kNone ? of.scope : s.scope;
    std::map<int, std::pair<std::vector<NodeId>, std::vector<uint32_t>>> by_card;
    for (const LoweredCard& c : lowered.situations[i].cards) {
      std::vector<uint32_t> children;
      for (typed::ExprId id : {of.applies, s.applies, s.cards[c.rule].when})
        if (id != typed::kNone) children.push_back(why_.condition(id));
      roots_.push_back(why_.joined(c.counted, children));
      const uint32_t root = c.counted == c.own.node ? roots_.back() : why_.joined(c.own.node, std::move(children));
      auto& [sets, reasons] = by_card[c.card];
      sets.push_back(c.own.node);
      reasons.push_back(root);
      const NodeId card = l_.any(sets, scope);
      l_.set_card(c.card, {card, scope});
      why_.set_card(c.card, sets.size() == 1 ? root : why_.joined(card, reasons));
    }
  }
  why_.clear_cards();
  l_.clear_cards();
}

bytecode::Detail DetailBuilder::build(const std::vector<int>& silencers) {
  lowered_ = lower_indicator(l_, p_, indicator_);
  whys(indicator_, lowered_);
  for (int j : silencers) {
    const typed::Indicator& other = p_.indicators[static_cast<size_t>(j)];
    // Its scopes are its own; both stand for the same record.
    const LoweredIndicator lowered = lower_indicator(l_, p_, other);
    whys(other, lowered);
  }
  for (const typed::Situation& s : indicator_.situations)
    situation_reasons_.push_back(lower_reason(l_, s.reason, s.scope == typed::kNone ? indicator_.scope : s.scope, outputs_));
  reason_ = lower_reason(l_, indicator_.reason, indicator_.scope, outputs_);
  for (const LoweredSituation& s : lowered_.situations)
    for (const LoweredCard& c : s.cards) outputs_.push_back(c.counted);
  for (const WhyNode& w : why_.nodes()) outputs_.push_back(w.node);
  bytecode::Detail out;
  finish(out);
  return out;
}

void DetailBuilder::finish(bytecode::Detail& out) {
  emitted_ = emit::emit(l_.graph(), indicator_.model, outputs_, false);
  out.code = emitted_.function;
  out.reason = with_registers(reason_, emitted_);
  for (size_t i = 0; i < indicator_.situations.size(); ++i) {
    const typed::Situation& s = indicator_.situations[i];
    bytecode::DetailSituation d;
    d.name = s.name;
    d.domain = reg(l_.domain(s.scope == typed::kNone ? indicator_.scope : s.scope));
    std::vector<LoweredCard> cards = lowered_.situations[i].cards;
    std::sort(cards.begin(), cards.end(), [](const LoweredCard& a, const LoweredCard& b) { return a.rule < b.rule; });
    for (const LoweredCard& c : cards) d.cards.push_back({static_cast<uint8_t>(c.card), reg(c.counted), s.cards[c.rule].actions});
    for (const typed::Quote& q : s.quotes) d.clauses.push_back(q.clause);
    d.reason = with_registers(situation_reasons_[i], emitted_);
    out.situations.push_back(std::move(d));
  }
  for (const WhyNode& w : why_.nodes()) out.whys.push_back({w.ask, reg(w.node), w.children, w.name});
  out.roots = roots_;
}

}  // namespace

bytecode::Detail lower_detail(const typed::Program& program, Pools& pools, const typed::Indicator& indicator, const std::vector<int>& silencers) {
  return DetailBuilder(program, pools, indicator).build(silencers);
}

}  // namespace zs::ir
