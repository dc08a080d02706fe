#include "runtime/vm/evidence.h"

#include "runtime/vm/detail_parts.h"
#include "runtime/vm/rows_of.h"
#include "runtime/vm/show.h"

#include <algorithm>

namespace zs::vm {

using bytecode::DetailCard;
using bytecode::DetailSituation;

namespace {

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

}  // namespace

Evidence::Evidence(const Image& image, const Thread& thread, const bytecode::Indicator& indicator)
    : image_(image), thread_(thread), indicator_(indicator), detail_(carrying_part(indicator.detail)), frame_(image, detail_.code) {
  for (const DetailSituation& s : detail_.situations)
    for (const DetailCard& c : s.cards) clauses_.push_back({&s, &c, &frame_[s.domain].domain, &frame_[c.reg].must_plane});
  alone_.resize(clauses_.size());
}

void Evidence::run(Thread& thread, const columns::Table& table, const std::vector<uint32_t>& rows, Instant as_of) {
  as_of_ = as_of;
  frame_.run(thread, table, 0, static_cast<uint32_t>(rows.size()), rows.data(), as_of);
}

void Evidence::reason(const std::vector<bytecode::ReasonPart>& parts, const Domain& domain, uint32_t row, findings::Finding& f) {
  text_.clear();
  for (const auto& part : parts) {
    if (part.what == bytecode::ReasonPart::What::kText) text_ += part.text;
    else show_part(text_, image_, thread_, frame_, part, domain, row, f.onset);
  }
  f.reason = text_;
}

Evidence::Carried Evidence::carried(const std::vector<uint32_t>& held) const {
  std::vector<std::string> actions, clauses;
  for (const std::string& c : indicator_.clauses) add_once(clauses, c);
  for (const uint32_t at : held) {
    const Clause& here = clauses_[at];
    for (const std::string& a : here.card->actions) add_once(actions, a);
    for (const std::string& c : here.situation->clauses) add_once(clauses, c);
  }
  std::string clause;
  for (const std::string& c : clauses) clause += (clause.empty() ? "" : "；") + c;
  return {std::move(actions), std::move(clause)};
}

/// Does a clause hold for the record while the finding stands? Up to T: what it would come to carry by itself is not part of it yet.
bool Evidence::clause_held(const Clause& c, uint32_t i, const findings::Finding& f, Reasoned& out) const {
  const Interval within{f.onset, std::min(f.cleared, tick_of(as_of_ + 1))};
  const auto [from, to] = rows_of(*c.domain, frame_.records(), i);
  Interval one;
  bool held = false;
  for (uint32_t row = from; row < to; ++row) {
    const SetView own = c.set->view(row, one);
    if (own.empty() || !temporal::overlaps(own, {&within, 1})) continue;
    held = true;
    if (c.situation->reason.empty()) continue;
    const bool lit = std::any_of(own.begin(), own.end(), [&](const Interval& x) { return x.a <= f.onset && f.onset < x.b; });
    const bool earlier = lit == out.lit && out.clause && out.clause->situation == c.situation && row < out.row;
    if (!out.clause || lit > out.lit || earlier) out = {&c, row, lit};
  }
  return held;
}

void Evidence::describe(uint32_t i, findings::Finding& f) {
  Reasoned reasoned;
  held_.clear();
  // In the order written: 情形, its 当 clauses, its rows. The action of a clause counts where that clause holds.
  for (uint32_t n = 0; n < clauses_.size(); ++n)
    if (clauses_[n].card->card == f.card && clause_held(clauses_[n], i, f, reasoned)) held_.push_back(n);
  const Carried& texts = (held_.size() == 1 ? alone_[held_[0]] : carried_)(held_, [&] { return carried(held_); });
  f.actions = texts.actions;
  f.clause = texts.clause;
  if (reasoned.clause) reason(reasoned.clause->situation->reason, *reasoned.clause->domain, reasoned.row, f);
  else reason(detail_.reason, frame_.records(), i, f);
}

}  // namespace zs::vm
