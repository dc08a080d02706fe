#include "oracle/judge.h"

#include <algorithm>

namespace zs::oracle {

void Judge::open(const Row& record) {
  ev_.open_record(record);
  own_.assign(ev_.program().indicators.size(), std::nullopt);
}

Set Judge::judged() const { return judged(typed::in_force(ev_.program())); }

Set Judge::judged(const std::vector<typed::Period>& periods) const {
  Set s;
  for (const typed::Period& period : periods) s = unite(s, judged(period));
  return s;
}

Set Judge::judged(const typed::Period& period) const {
  if (!period.from && !period.until) return all_time();
  const Instant from = period.from ? opening(*period.from) : kAlways;
  const Instant until = period.until ? opening(*period.until) : kNever;
  const auto in_range = [&](Instant t) { return from <= t && t < until; };
  const Reader& reader = ev_.reader();
  const model::RecordModel& model = reader.model_of(ev_.record());
  if (model.standing) return between(tick_of(from), tick_of(until));
  // The governing event as far as it has occurred: until it occurs, the earliest event speaks for the record.
  const Instant first = reader.least_event(ev_.record(), true);
  const Instant governing = model.governing >= 0 ? reader.event(ev_.record(), model.governing) : kNever;
  Set s;
  if (first != kNever && in_range(first)) s = between(tick_of(first), tick_of(governing));
  if (governing != kNever && in_range(governing)) s = unite(s, since(tick_of(governing)));
  return s;
}

int Judge::version_at(Tick t) const {
  const auto& versions = ev_.program().versions;
  for (size_t v = 0; versions.size() > 1 && v < versions.size(); ++v) {
    const Set s = judged(typed::in_force(ev_.program(), {static_cast<int>(v)}));
    if (!s.empty() && (t == kTickAlways || contains(s, instant_of(t)))) return static_cast<int>(v);
  }
  return 0;
}

B Judge::counted(const typed::Situation& s, B own) const {
  if (s.versions.empty()) return own;
  const Set mask = judged(typed::mask(ev_.program(), s.versions));
  return {meet(own.must, mask), meet(own.may, mask)};
}

const OwnSets& Judge::own(int indicator_index) {
  auto& kept = own_[static_cast<size_t>(indicator_index)];
  if (kept) return *kept;
  OwnSets sets;
  sets.by_card.assign(ev_.program().cards.size(), no());
  if (ev_.observer()) {
    const Instant first = ev_.reader().least_event(ev_.record(), true);
    ev_.observer()->indicator(indicator_index, first == kNever ? kTickAlways : tick_of(first));
  }
  each_circumstance(indicator_index, [&](int p, const typed::Situation& s, std::optional<size_t> row) {
    const B standing = ev_.standing_here();
    for (size_t c = 0; c < s.cards.size(); ++c) {
      const B b = counted(s, both(standing, ev_.truth(s.cards[c].when)));
      B& of_card = sets.by_card[static_cast<size_t>(s.cards[c].card)];
      of_card = either(of_card, b);
      sets.parts.push_back({p, row, static_cast<int>(c), b});
      if (ev_.observer()) ev_.observer()->rule(indicator_index, p, static_cast<int>(c), b);
    }
  });
  kept = std::move(sets);
  return *kept;
}

std::vector<int> Judge::silencers(int target) const {
  // Whoever supersedes the target, or supersedes one that does.
  std::vector<int> found;
  std::vector<int> open = {target};
  const auto& all = ev_.program().indicators;
  while (!open.empty()) {
    const int next = open.back();
    open.pop_back();
    for (size_t i = 0; i < all.size(); ++i) {
      const auto& s = all[i].supersedes;
      const int by = static_cast<int>(i);
      if (std::find(s.begin(), s.end(), next) == s.end() || std::find(found.begin(), found.end(), by) != found.end())
        continue;
      found.push_back(by);
      open.push_back(by);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

B Judge::silence(int indicator_index) {
  B sil = no();
  for (const int by : silencers(indicator_index)) {
    if (indicator(by).model != indicator(indicator_index).model) continue;
    for (const B& b : own(by).by_card) sil = either(sil, b);
  }
  return sil;
}

/// shown_c = own_c.M ∖ ⋃_{h>c} own_h.M ∖ sil.M
/// undecided = (⋃_c (own_c.P ∖ own_c.M ∖ ⋃_{h>c} own_h.M) ∖ sil.M) ∪ (⋃_c shown_c ∩ sil.P)
Answer Judge::answer(int indicator_index) {
  const std::vector<B> own_sets = own(indicator_index).by_card;
  const B sil = silence(indicator_index);
  const Set in_force = judged();
  Answer a;
  a.shown.resize(own_sets.size());
  Set higher;
  for (size_t c = own_sets.size(); c-- > 0;) {
    const B& b = own_sets[c];
    const Set shown = minus(minus(b.must, higher), sil.must);
    const Set open = minus(minus(open_question(b), higher), sil.must);
    a.undecided = unite(a.undecided, unite(open, meet(shown, sil.may)));
    a.shown[c] = meet(shown, in_force);
    if (!a.shown[c].empty() && shown.front().from == kTickAlways && shown.front().until > a.shown[c].front().from) a.undated = static_cast<int>(c);
    higher = unite(higher, b.must);
  }
  a.undecided = meet(a.undecided, in_force);
  return a;
}

std::vector<std::string> Judge::missing(int indicator_index, Instant t) {
  std::vector<std::string> names;
  const auto ask = [&](int index, const std::vector<bool>& cards) {
    each_circumstance(index, [&](int, const typed::Situation& s, std::optional<size_t> row) {
      if (row && !contains(ev_.visible(s.scope), t)) return;
      for (const auto& rule : s.cards) {
        if (!cards[static_cast<size_t>(rule.card)]) continue;
        if (!contains(open_question(counted(s, both(ev_.standing_here(), ev_.truth(rule.when)))), t)) continue;
        for (const auto condition : {indicator(index).applies, s.applies, rule.when})
          if (condition != typed::kNone) missing_in_condition(ev_, condition, t, names);
      }
    });
  };
  const std::vector<B> own_sets = own(indicator_index).by_card;
  const B sil = silence(indicator_index);
  std::vector<bool> undecided_cards(own_sets.size());
  bool higher = false;
  for (size_t c = own_sets.size(); c-- > 0;) {
    undecided_cards[c] = !higher && !contains(sil.must, t) && contains(open_question(own_sets[c]), t);
    higher = higher || contains(own_sets[c].must, t);
  }
  ask(indicator_index, undecided_cards);
  if (contains(open_question(sil), t))
    for (const int by : silencers(indicator_index))
      if (indicator(by).model == indicator(indicator_index).model)
        ask(by, std::vector<bool>(own_sets.size(), true));
  return names;
}

}  // namespace zs::oracle
