#include "oracle/oracle.h"

#include "oracle/judge.h"

#include <algorithm>

namespace zs::oracle {

namespace {

/// The boundaries of a set on either side of t.
struct Neighbours {
  Tick next = kTickNever;         // the least after t
  bool last_provisional = false;  // of the greatest at or before t
};

Neighbours neighbours(const Answer& a, Instant t) {
  Neighbours n;
  Tick last = kTickAlways;
  const auto look = [&](const Set& s) {
    for (const Stretch& x : s)
      for (const Tick b : {x.from, x.until}) {
        if (b == kTickAlways || b == kTickNever) continue;
        if (instant_of(b) > t) n.next = std::min(n.next, b);
        else last = std::max(last, b);
      }
  };
  for (const Set& s : a.shown) look(s);
  look(a.undecided);
  n.last_provisional = is_provisional(last) && last != kTickAlways;
  return n;
}

findings::Scheduled scheduled(const Answer& a, uint32_t record, int indicator, Tick at) {
  using To = findings::Scheduled::To;
  findings::Scheduled s{record, static_cast<uint16_t>(indicator), at, To::kNothing, 0};
  if (contains(a.undecided, instant_of(at))) s.to = To::kUndecided;
  for (size_t c = 0; c < a.shown.size(); ++c)
    if (contains(a.shown[c], instant_of(at))) {
      s.to = To::kCard;
      s.card = static_cast<uint8_t>(c);
    }
  return s;
}

class Reporter {
 public:
  Reporter(Judge& judge, std::optional<Instant> as_of, const EvaluateOptions& options, findings::Report& out)
      : judge_(judge), now_(as_of.value_or(kNever - 1)), options_(options), out_(out) {}

  void record(const Row& row) {
    const Reader& reader = judge_.evaluator().reader();
    if (reader.still_to_come(row, true)) {
      ++out_.unknown_yet;
      return;
    }
    judge_.open(row);
    if (judge_.judged().empty()) {
      ++out_.out_of_force;
      return;
    }
    ++out_.evaluated;
    quiet_ = true;
    rests_on_unpublished_ = false;
    const auto& indicators = judge_.evaluator().program().indicators;
    for (size_t i = 0; i < indicators.size(); ++i)
      if (indicators[i].model == row.table->model && (!options_.indicators || (*options_.indicators)[i])) indicator(static_cast<uint32_t>(row.index), static_cast<int>(i));
    if (quiet_ && rests_on_unpublished_) ++out_.provisional_quiet;
  }

 private:
  void indicator(uint32_t record, int index) {
    const Answer a = judge_.answer(index);
    const Neighbours near = neighbours(a, now_);
    rests_on_unpublished_ = rests_on_unpublished_ || near.last_provisional ||
                            (near.next != kTickNever && is_provisional(near.next));
    std::vector<findings::Finding> found;
    for (size_t c = 0; c < a.shown.size(); ++c)
      for (size_t n = 0; n < a.shown[c].size(); ++n)
        if (instant_of(a.shown[c][n].from) <= now_) found.push_back(finding(record, index, static_cast<int>(c), a.stretch(c, n), near.next));
    std::sort(found.begin(), found.end(), [](const auto& x, const auto& y) { return x.onset < y.onset; });
    std::move(found.begin(), found.end(), std::back_inserter(out_.findings));
    if (contains(a.undecided, now_))
      out_.undecided.push_back({record, static_cast<uint16_t>(index), options_.evidence ? judge_.missing(index, now_) : std::vector<std::string>{}});
    if (options_.evidence && near.next != kTickNever) out_.schedule.push_back(scheduled(a, record, index, near.next));
  }

  findings::Finding finding(uint32_t record, int index, int card, const Stretch& x, Tick next) {
    if (contains({x}, now_)) quiet_ = false;
    const auto version = static_cast<uint16_t>(judge_.version_at(x.from));
    if (!options_.evidence) return {record, static_cast<uint16_t>(index), static_cast<uint8_t>(card), x.from, x.until, next, {}, {}, {}, version};
    // Up to T: what the row would come to carry by itself is not part of it yet.
    Judge::Evidence e = judge_.evidence(index, card, {x.from, std::min(x.until, tick_of(now_ + 1))});
    return {record,   static_cast<uint16_t>(index), static_cast<uint8_t>(card), x.from, x.until, next,
            e.actions, e.reason, e.clause, version};
  }

  Judge& judge_;
  Instant now_;
  const EvaluateOptions& options_;
  findings::Report& out_;
  bool quiet_ = true, rests_on_unpublished_ = false;
};

}  // namespace

findings::Report evaluate(const typed::Program& program, const Inputs& inputs, std::optional<Instant> as_of, const EvaluateOptions& options) {
  findings::Report report;
  Evaluator evaluator(program, inputs, as_of, options.observer);
  Judge judge(evaluator);
  Reporter reporter(judge, as_of, options, report);
  for (size_t i = 0; i < inputs.records->size; ++i) reporter.record({inputs.records, i});
  return report;
}

Timeline timeline(const typed::Program& program, const Inputs& inputs, size_t record, int indicator,
                  std::optional<Instant> as_of) {
  Evaluator evaluator(program, inputs, as_of);
  Judge judge(evaluator);
  const Row row{inputs.records, record};
  Timeline t;
  t.shown.resize(program.cards.size());
  if (evaluator.reader().still_to_come(row, true)) return t;
  judge.open(row);
  Answer a = judge.answer(indicator);
  return {std::move(a.shown), std::move(a.undecided)};
}

}  // namespace zs::oracle
