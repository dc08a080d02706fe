// What a finding carries: 处置, 依据, 理由. It is gathered from the circumstances whose condition for the card holds
// somewhere within the finding.
#include "oracle/judge.h"
#include "oracle/show.h"

#include <algorithm>

namespace zs::oracle {

using typed::ReasonPart;

namespace {

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

std::string join(const std::vector<std::string>& parts, const char* by) {
  std::string out;
  for (const auto& p : parts) out += (out.empty() ? "" : by) + p;
  return out;
}

std::string show_used(const Clock& k, Instant t) {
  const Integer n = k.used_at(t);
  if (k.counting() == Clock::Counting::kDays) return n.str() + std::string(unit_name(k.unit));
  return show_seconds(n, is_work(k.unit));
}

std::string show_left(const Clock& k, Instant t) {
  if (k.counting() == Clock::Counting::kDays) return show_span({*k.limit - Number(k.used_at(t)), k.unit});
  const Number seconds = *k.limit * Number(seconds_of(k.unit, k.calendar)) - Number(k.used_at(t));
  return show_seconds(floor_of(seconds), is_work(k.unit));
}

std::string show_due(const Clock& k, Instant t) {
  const auto due = k.foreseen(t);
  if (!due) return "未知";
  if (k.counting() != Clock::Counting::kDays) return show_instant(due->at);
  return show_date(due->day);
}

std::string show_quantity(Evaluator& ev, const ReasonPart& part, Tick onset) {
  const ClockState s = ev.clock(part.clock);
  if (s.start != ClockState::Start::kKnown || !s.doubtful.empty() || onset == kTickAlways) return "未知";
  const auto k = ev.counting_clock(s, {});
  if (!k || !k->limit) return "未知";
  const Instant t = instant_of(onset);
  if (part.what == ReasonPart::What::kUsed) return show_used(*k, t);
  return part.what == ReasonPart::What::kLeft ? show_left(*k, t) : show_due(*k, t);
}

}  // namespace

std::string fill_reason(Evaluator& ev, const std::vector<ReasonPart>& parts, Tick onset) {
  std::string out;
  for (const ReasonPart& part : parts) {
    if (part.what == ReasonPart::What::kText) out += part.text;
    else if (part.what == ReasonPart::What::kValue) out += show_value(ev, part.value);
    else out += show_quantity(ev, part, onset);
  }
  return out;
}

Judge::Evidence Judge::evidence(int indicator_index, int card, const Stretch& within) {
  const typed::Indicator& i = indicator(indicator_index);
  const Set finding = {within};
  Evidence out;
  std::vector<std::string> clauses;
  for (const auto& q : i.quotes) add_once(clauses, q.clause);
  const OwnPart* reasoned = nullptr;
  bool lit = false;  // does the row that gives the reason hold at the onset?
  // In the order written: 情形, its 当 clauses, its rows. The action of a clause counts where that clause holds.
  for (size_t s = 0; s < i.situations.size(); ++s) {
    const typed::Situation& situation = i.situations[s];
    for (size_t rule = 0; rule < situation.cards.size(); ++rule)
      for (const OwnPart& part : own(indicator_index).parts) {
        if (part.situation != static_cast<int>(s) || part.rule != static_cast<int>(rule)) continue;
        if (situation.cards[rule].card != card || !overlaps(part.own.must, finding)) continue;
        for (const auto& action : situation.cards[rule].actions) add_once(out.actions, action);
        for (const auto& q : situation.quotes) add_once(clauses, q.clause);
        if (situation.reason.empty()) continue;
        const bool here = std::any_of(part.own.must.begin(), part.own.must.end(),
                                      [&](const Stretch& x) { return x.from <= within.from && within.from < x.until; });
        const bool earlier_row = reasoned && here == lit && reasoned->situation == part.situation && reasoned->row > part.row;
        if (!reasoned || (here && !lit) || earlier_row) reasoned = &part, lit = here;
      }
  }
  out.clause = join(clauses, "；");
  if (!reasoned) {
    out.reason = fill_reason(ev_, i.reason, within.from);
    return out;
  }
  const typed::Situation& situation = i.situations[static_cast<size_t>(reasoned->situation)];
  if (reasoned->row) ev_.open_row(situation.scope, *reasoned->row);
  out.reason = fill_reason(ev_, situation.reason, within.from);
  if (reasoned->row) ev_.close_row(situation.scope);
  return out;
}

}  // namespace zs::oracle
