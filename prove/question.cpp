#include "prove/question.h"

#include <set>

namespace zs::prove {

using typed::kNone;
using typed::Op;

namespace {
constexpr unsigned kInnerMilliseconds = 300;
constexpr size_t kMostHeld = 12;

/// Does what the condition comes to hang on days or instants that are no events?
bool reads_dates(const typed::Program& p, typed::ExprId id);

bool clock_reads_dates(const typed::Program& p, int index) {
  const auto& k = p.clocks[static_cast<size_t>(index)];
  for (const auto id : {k.start, k.end})
    if (id != kNone && (p[id].type.kind != typed::Kind::kEvent || reads_dates(p, id))) return true;
  return false;
}

bool reads_dates(const typed::Program& p, typed::ExprId id) {
  if (id == kNone) return false;
  const auto& e = p[id];
  switch (e.op) {
    case Op::kClockCompare: case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: case Op::kSpanOver:
      if (clock_reads_dates(p, e.index)) return true;
      break;
    case Op::kBefore: case Op::kAfter: case Op::kOccurred:
      for (const auto a : e.args)
        if (p[a].type.kind != typed::Kind::kEvent) return true;
      break;
    case Op::kRefField: return e.type.kind == typed::Kind::kEvent;  // of the table, not of the record
    default: break;
  }
  for (const auto a : e.args)
    if (reads_dates(p, a)) return true;
  return false;
}

bool reads_dates(const Held& h) {
  const auto& p = h.by->program();
  if (p[h.of].op != Op::kCard) return reads_dates(p, h.of);
  const auto& i = p.indicators[static_cast<size_t>(h.place.indicator)];
  const auto& s = i.situations[static_cast<size_t>(h.place.situation)];
  if (reads_dates(p, i.applies) || reads_dates(p, s.applies)) return true;
  for (const auto& r : s.cards)
    if (reads_dates(p, r.when)) return true;
  return false;
}

}  // namespace

Reply Question::possible(Term holds, unsigned milliseconds) {
  if (holds == terms().no()) return {Reply::Kind::kNever, {}};
  close();
  auto all = ground_.facts();
  all.push_back(holds);
  return ask(terms(), all, milliseconds);
}

void Question::close() {
  if (closed_) return;
  closed_ = true;
  ground_.instantiate();
  relate_held();
  ground_.relate_counters();
}

void Question::relate_held() {
  // Relating writes nothing new about rows: inner conditions were written when they were met.
  const auto held = written_.held;
  for (size_t i = 0; i < held.size() && i < kMostHeld; ++i) {
    // Of a record without events, what holds has always held, unless it reads dates: no stretch begins.
    if (!reads_dates(held[i])) ground_.fact(terms().implies(ground_.eventless(held[i].record), terms().negate(held[i].truth.must)));
    for (size_t j = 0; j < held.size() && j < kMostHeld; ++j)
      if (i != j) relate(held[i], held[j]);
  }
}

/// Where φ ⇒ ψ for every record at every instant, every stretch of φ lies in one of ψ that began no later: so φ 持续 d ⇒ ψ 持续 d′
/// for d ≥ d′. Stretches from −∞ count in `may` only: where ψ has one and φ has not, nothing is known of `must`.
void Question::relate(const Held& x, const Held& y) {
  Terms& t = terms();
  const auto unit = [&](Unit u) { return t.number(static_cast<int>(u)); };
  const auto plain_day = [&](Term u) { return t.ite(t.eq(u, unit(Unit::kOwnDay)), unit(Unit::kNaturalDay), u); };
  const Term ux = plain_day(x.span.unit), uy = plain_day(y.span.unit);
  std::vector<Term> longer;
  const bool calendars = x.calendar == y.calendar || (x.calendar >= 0 && y.calendar >= 0 && works_within(ground_.calendar(x.calendar), ground_.calendar(y.calendar)));
  const Term clock_unit = t.either({t.eq(ux, unit(Unit::kNaturalDay)), t.eq(ux, unit(Unit::kHour)), t.eq(ux, unit(Unit::kMinute)), t.eq(ux, unit(Unit::kSecond))});
  longer.push_back(t.both({t.eq(ux, uy), t.le(y.span.value, x.span.value), calendars ? t.yes() : clock_unit}));
  longer.push_back(t.both({t.eq(ux, unit(Unit::kWorkDay)), t.eq(uy, unit(Unit::kNaturalDay)), t.le(y.span.value, x.span.value)}));
  const Term days = t.either(t.eq(ux, unit(Unit::kWorkDay)), t.eq(ux, unit(Unit::kNaturalDay)));
  longer.push_back(t.both({days, t.eq(uy, unit(Unit::kHour)), t.is_whole(x.span.value), t.le(y.span.value, t.mul(t.number(24), x.span.value))}));
  const Term guard = t.either(std::move(longer));
  if (guard == t.no()) return;
  if (x.key == y.key) {
    ground_.fact(t.implies(t.both(guard, x.truth.must), y.truth.must));
    ground_.fact(t.implies(t.both(guard, x.truth.may), y.truth.may));
    return;
  }
  std::set<std::string> rows_x, rows_y;
  for (const auto& [scope, row] : x.place.rows) rows_x.insert(row);
  for (const auto& [scope, row] : y.place.rows) rows_y.insert(row);
  if (depth_ >= 2 || (rows_x != rows_y && !rows_x.empty() && !rows_y.empty())) return;
  Question inner(x.by->program(), y.by->program());
  inner.depth_ = depth_ + 1;
  const auto enter = [&](Encoder& by, const Held& h) {
    by.open(h.by->program().indicators[static_cast<size_t>(h.place.indicator)].model);
    by.at(h.place);
    return by.truth(h.of);
  };
  const Truth a = enter(inner.first(), x), b = enter(inner.second(), y);
  Terms& s = inner.terms();
  if (inner.possible(s.both(a.may, s.negate(b.may)), kInnerMilliseconds).kind == Reply::Kind::kNever)
    ground_.fact(t.implies(t.both(guard, x.truth.may), y.truth.may));
  const bool card = y.by->program()[y.of].op == Op::kCard;  // X is in it: nothing before the first event
  if (card && x.record == y.record && inner.possible(s.both(a.must, s.negate(b.must)), kInnerMilliseconds).kind == Reply::Kind::kNever)
    ground_.fact(t.implies(t.both({guard, x.truth.must, t.negate(ground_.eventless(y.record))}), y.truth.must));
}

Term Question::rank(Encoder& by, int indicator, const std::vector<int>& place) {
  Terms& t = terms();
  if (indicator == kNone) return t.number(0);
  const std::vector<Truth> own = by.own_cards(indicator);
  const Truth silenced = by.silence(indicator);
  // Cards hide each other by their own rule set's order; what is shown is placed in the common one.
  Term shown = t.no(), card = t.number(0), raised = t.no();
  for (size_t c = own.size(); c-- > 0;) {
    raised = t.either(raised, t.both(t.negate(shown), t.both(own[c].may, t.negate(own[c].must))));
    card = t.ite(t.both(own[c].must, t.negate(shown)), t.number(place[c]), card);
    shown = t.either(shown, own[c].must);
  }
  const Term doubted = t.both({shown, silenced.may, t.negate(silenced.must)});
  const Term change = t.ite(raised, t.number(1), t.ite(doubted, t.number(-1), t.number(0)));
  const Term value = t.add(t.mul(t.number(2 * kRankOf + 1), card), t.mul(t.number(kRankOf), change));
  return t.ite(silenced.must, t.number(0), value);
}

}  // namespace zs::prove
