// Timelines of a batch become findings, undecided answers and next changes.
#include "runtime/vm/worker.h"

#include "runtime/vm/tally.h"

#include <algorithm>
#include <cstring>

namespace zs::vm {

using columns::Table;
using findings::Finding;
using findings::Report;
using findings::Scheduled;

Worker::Worker(const Image& image, int model)
    : image_(image), model_(model), lines_(*image.lines[static_cast<size_t>(image.function_of_model[static_cast<size_t>(model)])]), main_(image, lines_.function) {
  for (const Lines::Cards& c : lines_.indicators) judges_.emplace_back(c, main_, lines_.judged);
  evidence_.resize(judges_.size());
  missing_.resize(judges_.size());
  marks_.resize(judges_.size());
  told_.resize(judges_.size());
}

void Worker::start(const Table& table, const RunOptions& options) {
  table_ = &table;
  options_ = &options;
  as_of_ = options.as_of.value_or(kNever - 1);
  thread_.texts.start_run(image_.dictionary, *table.strings);
}

void Worker::judge(uint32_t first, uint32_t n) {
  thread_.texts.start_batch();
  main_.run(thread_, *table_, first, n, nullptr, as_of_);
}

/// Which records are judged at all. A record is dropped where all its events lie after T; out of force where the rule set
/// judges it at no instant.
void Worker::classify(uint32_t first, uint32_t n) {
  const Plane& judged = main_[lines_.judged].must_plane;
  uint8_t* const state = state_.reserve(n);
  for (uint32_t i = 0; i < n; ++i) state[i] = temporal::is_empty(judged.a[i], judged.b[i]) ? kOutOfForce : kJudged;
  if (!options_->as_of) return;
  int64_t* const least = least_.reserve(n);
  std::fill_n(least, n, kNever);
  least_events(image_, *table_, first, n, least);
  for (uint32_t i = 0; i < n; ++i)
    if (least[i] != kNever && least[i] > as_of_) state[i] = kUnknownYet;
}

void Worker::mark(uint32_t n) {
  const Tick latest = options_->want_schedule ? kTickNever : tick_of(as_of_, true);
  for (size_t k = 0; k < judges_.size(); ++k) {
    uint8_t* const marks = marks_[k].reserve(n);
    std::memset(marks, 0, n);
    judges_[k].mark(latest, marks, n);
  }
}

/// Room for as many findings as a table has that goes on as it began: they are large to move. `first` of its rows are told.
void Worker::make_room(uint32_t first, Report& out) const {
  const size_t told = out.findings.size();
  if (first == 0 || told < out.findings.capacity() / 2) return;
  const double a_row = static_cast<double>(told) / first;
  const auto expected = static_cast<size_t>(a_row * 1.1 * static_cast<double>(table_->size));
  out.findings.reserve(std::min(expected, told * 8));
}

/// The version that judges the record at this instant; each judges it in one span of time.
uint16_t Worker::version_at(uint32_t row, Tick t) const {
  const std::vector<bytecode::Reg>& by_version = lines_.judged_in;
  for (size_t v = 0; v < by_version.size(); ++v) {
    const Plane& judged = main_[by_version[v]].must_plane;
    if (!temporal::is_empty(judged.a[row], judged.b[row]) && instant_of(t) < instant_of(judged.b[row])) return static_cast<uint16_t>(v);
  }
  return 0;
}

void Worker::schedule(uint32_t record, uint16_t i, Tick at, Report& out) const {
  Scheduled s{record, i, at, Scheduled::To::kNothing, 0};
  if (temporal::contains(answer_.undecided, instant_of(at))) s.to = Scheduled::To::kUndecided;
  for (size_t c = 0; c < answer_.shown.size(); ++c)
    if (temporal::contains(answer_.shown[c], instant_of(at))) s.to = Scheduled::To::kCard, s.card = static_cast<uint8_t>(c);
  out.schedule.push_back(s);
}

void Worker::tell(uint32_t record, uint32_t row, size_t k, Report& out) {
  const uint16_t i = indicators()[k];
  judges_[k].answer(row, answer_);
  const Neighbours near = neighbours(answer_, as_of_);
  rests_on_unpublished_ = rests_on_unpublished_ || near.last_provisional || (near.next != kTickNever && is_provisional(near.next));
  const size_t from = out.findings.size();
  for (size_t c = 0; c < answer_.shown.size(); ++c)
    for (const Interval& x : answer_.shown[c]) {
      if (instant_of(x.a) > as_of_) continue;
      if (as_of_ < instant_of(x.b)) quiet_ = false;
      Finding& f = out.findings.emplace_back();  // in its place: a finding is large
      f.record = record;
      f.indicator = i;
      f.card = static_cast<uint8_t>(c);
      f.onset = answer_.onset(c, x);
      f.cleared = x.b;
      f.next_change = near.next;
      f.version = version_at(row, x.a);
    }
  // Higher cards mostly come later.
  const auto first = out.findings.begin() + static_cast<std::ptrdiff_t>(from);
  const auto earlier = [](const Finding& x, const Finding& y) { return x.onset < y.onset; };
  if (!std::is_sorted(first, out.findings.end(), earlier)) std::sort(first, out.findings.end(), earlier);
  const bool undecided = temporal::contains(answer_.undecided, as_of_);
  if (undecided) out.undecided.push_back({record, i, {}});
  if (options_->want_schedule && near.next != kTickNever) schedule(record, i, near.next, out);
  if (undecided || out.findings.size() > from) told_[k].push_back({row, from, out.findings.size(), undecided ? out.undecided.size() : 0});
}

/// What the findings of an indicator carry.
void Worker::describe(size_t k, uint32_t first, Report& out) {
  rows_.clear();
  for (const Told& t : told_[k])
    if (t.to > t.from) rows_.push_back(first + t.row);
  if (rows_.empty()) return;
  if (!evidence_[k]) evidence_[k] = std::make_unique<Evidence>(image_, thread_, indicator(indicators()[k]));
  evidence_[k]->run(thread_, *table_, rows_, as_of_);
  uint32_t r = 0;
  for (const Told& t : told_[k]) {
    for (size_t f = t.from; f < t.to; ++f) evidence_[k]->describe(r, out.findings[f]);
    r += t.to > t.from;
  }
}

/// What leaves an indicator undecided.
void Worker::name_missing(size_t k, uint32_t first, Report& out) {
  rows_.clear();
  for (const Told& t : told_[k])
    if (t.undecided != 0) rows_.push_back(first + t.row);
  if (rows_.empty()) return;
  const bytecode::Indicator& judged = indicator(indicators()[k]);
  if (!missing_[k]) missing_[k] = std::make_unique<Missing>(image_, judged);
  missing_[k]->run(thread_, *table_, rows_, as_of_);
  uint32_t r = 0;
  for (const Told& t : told_[k]) {
    if (t.undecided == 0) continue;
    open_cards(judges_[k], judged.own.size(), t.row, as_of_, open_);
    out.undecided[t.undecided - 1].missing = missing_[k]->names(r++, open_);
  }
}

void Worker::batch(uint32_t first, uint32_t n, Report& out) {
  make_room(first, out);
  judge(first, n);
  classify(first, n);
  mark(n);
  const uint8_t* const state = state_.data();
  for (auto& t : told_) t.clear();
  for (uint32_t row = 0; row < n; ++row) {
    if (state[row] == kUnknownYet) ++out.unknown_yet;
    if (state[row] == kOutOfForce) ++out.out_of_force;
    if (state[row] != kJudged && options_->want_unjudged) out.unjudged.push_back(first + row);
    if (state[row] != kJudged) continue;
    ++out.evaluated;
    quiet_ = true;
    rests_on_unpublished_ = false;
    for (size_t k = 0; k < judges_.size(); ++k)
      if (marks_[k].data()[row]) tell(first + row, row, k, out);
    if (quiet_ && rests_on_unpublished_) ++out.provisional_quiet;
  }
  if (!options_->want_details) return;
  for (size_t k = 0; k < told_.size(); ++k) {
    describe(k, first, out);
    name_missing(k, first, out);
  }
}

void Worker::batch(uint32_t first, uint32_t n, Counts& out) {
  judge(first, n);
  classify(first, n);
  const uint8_t* const state = state_.data();
  for (uint32_t row = 0; row < n; ++row) {
    out.unknown_yet += state[row] == kUnknownYet;
    out.out_of_force += state[row] == kOutOfForce;
    out.evaluated += state[row] == kJudged;
  }
  for (size_t k = 0; k < judges_.size(); ++k) {
    const uint16_t i = indicators()[k];
    Tally tally{out.cards[i], out.undecided[i]};
    count(thread_, judges_[k], n, as_of_, answer_, tally);
  }
}

}  // namespace zs::vm
