#include "runtime/vm/aggregate.h"

#include "runtime/vm/aggregate_sums.h"
#include "runtime/vm/frame.h"
#include "runtime/vm/show.h"

#include <algorithm>
#include <map>

namespace zs::vm {

namespace {

using bytecode::Aggregate;
using bytecode::AggregateFn;
using bytecode::AggregateTerm;
using bytecode::kNoReg;
using findings::GroupAnswer;

constexpr uint32_t kBatch = 1024;

May truth_at(const Frame& f, Reg reg, uint32_t row, Instant t) {
  if (reg == kNoReg) return May::kYes;
  const Register& r = f[reg];
  if (r.info.cls == RegClass::T) return r.must[row] ? May::kYes : (r.exact ? r.must : r.may)[row] ? May::kOpen : May::kNo;
  Interval one;
  if (temporal::contains(r.must_plane.view(row, one), t)) return May::kYes;
  return temporal::contains(r.may_set().view(row, one), t) ? May::kOpen : May::kNo;
}

/// Spans are summed in seconds of the first one's kind (work or clock time); of another kind they are missing.
struct CommonKind {
  enum class Kind : uint8_t { kUnset, kWork, kClock } kind = Kind::kUnset;

  std::optional<Exact> value(const Register& q, uint32_t row, const Image& image) {
    const uint8_t unit = q.unit[row];
    if (unit == kQMissing) return std::nullopt;
    Exact v(boost::multiprecision::cpp_int(q.q[row]), boost::multiprecision::cpp_int(q.info.denominator));
    if (unit == kQNumber) return v;
    const auto u = static_cast<Unit>(unit);
    const Kind k = u == Unit::kWorkDay || u == Unit::kWorkHour || u == Unit::kWorkMinute || u == Unit::kWorkSecond ? Kind::kWork : Kind::kClock;
    if (kind == Kind::kUnset) kind = k;
    const auto* calendar = image.default_calendar();
    if (kind != k || !calendar) return std::nullopt;
    return v * (u == Unit::kOwnDay || u == Unit::kNaturalDay ? kSecondsPerDay : temporal::seconds_per(u, *calendar));
  }
};

struct Group {
  std::vector<std::string> key;
  uint64_t records = 0;
  std::string reason;
  Sums left, right;
};

/// One aggregate at one instant.
struct Question {
  Instant asked;
  std::vector<Group> groups;
  std::map<std::vector<std::string>, size_t> by_key;
  CommonKind left, right;
};

}  // namespace

struct Aggregation::State {
  struct One {
    uint16_t index;
    const Aggregate* aggregate;
    std::vector<Question> questions;
    std::unique_ptr<Frame> frame;
  };
  const Image& image;
  int model;
  std::optional<Instant> as_of;
  Thread thread;
  std::vector<One> all;
  Instant first_event = kNever, last_event = kAlways;

  State(const Image& i, int m, std::optional<Instant> t) : image(i), model(m), as_of(t) {}

  Instant now() const { return as_of.value_or(kNever - 1); }
  void prepare(const Aggregate& a, uint16_t index);
  void add(One& one, Question& q, const columns::Table& table);
  void row(One& one, Question& q, uint32_t row);
  void events(const columns::Table& table);
  bool asked(const Aggregate& a, Instant t) const;
  Item item(const AggregateTerm& term, const Frame& f, uint32_t row, May in_range, CommonKind& kind, Instant t);
};

namespace {

int year_of(Day day) {
  // From the civil calendar: days since 0000-03-01 in eras of 400 years.
  const int64_t z = static_cast<int64_t>(day) + 719'468;
  const int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  const int64_t doe = z - era * 146'097;
  const int64_t yoe = (doe - doe / 1'460 + doe / 36'524 - doe / 146'096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  return static_cast<int>(yoe + era * 400 + (doy >= 306 ? 1 : 0));
}
Day first_of_year(int year) {
  const int64_t y = year - 1;  // January belongs to the year that began in March before
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t yoe = y - era * 400;
  return static_cast<Day>(era * 146'097 + yoe * 365 + yoe / 4 - yoe / 100 + 306 - 719'468);
}
/// Years whose ends may be asked before the data is known; those outside the data's time fall away at the end.
constexpr int kEarliestYear = 1990, kLatestYear = 2100;

}  // namespace

void Aggregation::State::prepare(const Aggregate& a, uint16_t index) {
  std::vector<Instant> when{now()};
  for (const int32_t day : a.at)
    if (start_of(day + 1) <= now()) when.push_back(start_of(day + 1));
  if (a.every_year_end)
    for (int y = kEarliestYear; y <= kLatestYear && start_of(first_of_year(y + 1)) <= now(); ++y) when.push_back(start_of(first_of_year(y + 1)));
  std::sort(when.begin(), when.end());
  when.erase(std::unique(when.begin(), when.end()), when.end());
  One one{index, &a, {}, std::make_unique<Frame>(image, a.code_of)};
  for (const Instant t : when) one.questions.push_back({t, {}, {}, {}, {}});
  all.push_back(std::move(one));
}

/// The span of the data's own events (not its lists'), which bounds the year ends.
void Aggregation::State::events(const columns::Table& table) {
  const auto& fields = image.program->models.models[static_cast<size_t>(model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    if (fields[f].type != model::FieldType::kEvent) continue;
    for (const int64_t e : table.columns[f].values) {
      if (e == kNever || e == kMissing) continue;
      first_event = std::min(first_event, e);
      last_event = std::max(last_event, e);
    }
  }
}

Item Aggregation::State::item(const AggregateTerm& term, const Frame& f, uint32_t row, May in_range, CommonKind& kind, Instant t) {
  Item i{in_range, truth_at(f, term.when, row, t), std::nullopt};
  if (term.value != kNoReg) i.value = kind.value(f[term.value], row, image);
  return i;
}

void Aggregation::State::row(One& one, Question& q, uint32_t row) {
  const Aggregate& a = *one.aggregate;
  const Frame& f = *one.frame;
  if (truth_at(f, a.judged, row, q.asked) != May::kYes) return;
  const May in_range = truth_at(f, a.range, row, q.asked);
  if (in_range == May::kNo) return;
  std::vector<std::string> key;
  for (const auto& part : a.by) show_part(key.emplace_back(), image, thread, f, part, f.records(), row, tick_of(q.asked));
  const auto [at, fresh] = q.by_key.try_emplace(key, q.groups.size());
  if (fresh) {
    Group g{std::move(key), 0, {}, {}, {}};
    for (const auto& part : a.reason) show_part(g.reason, image, thread, f, part, f.records(), row, tick_of(q.asked));
    q.groups.push_back(std::move(g));
  }
  Group& g = q.groups[at->second];
  ++g.records;
  // 合计 ÷ 合计 of spans compares like with like.
  const bool same = a.has_right && a.left.value != kNoReg && a.right.value != kNoReg;
  g.left.add(a.left.fn, item(a.left, f, row, in_range, q.left, q.asked));
  if (a.has_right) g.right.add(a.right.fn, item(a.right, f, row, in_range, same ? q.left : q.right, q.asked));
}

void Aggregation::State::add(One& one, Question& q, const columns::Table& table) {
  std::vector<int64_t> least(kBatch);
  for (size_t first = 0; first < table.size; first += kBatch) {
    const auto n = static_cast<uint32_t>(std::min<size_t>(kBatch, table.size - first));
    thread.texts.start_batch();
    one.frame->run(thread, table, static_cast<uint32_t>(first), n, nullptr, q.asked);
    std::fill(least.begin(), least.end(), kNever);
    least_events(image, table, static_cast<uint32_t>(first), n, least.data());
    for (uint32_t i = 0; i < n; ++i)
      if (least[i] == kNever || least[i] <= q.asked) row(one, q, i);
  }
}

Aggregation::Aggregation(const Engine& engine, int model, std::optional<Instant> as_of)
    : s_(std::make_unique<State>(engine.image(), model, as_of)) {
  const auto& aggregates = engine.program().aggregates;
  for (size_t i = 0; i < aggregates.size(); ++i)
    if (aggregates[i].model == model) s_->prepare(aggregates[i], static_cast<uint16_t>(i));
}
Aggregation::~Aggregation() = default;
Aggregation::Aggregation(Aggregation&&) noexcept = default;

void Aggregation::add(const columns::Table& table) {
  if (s_->all.empty()) return;
  s_->events(table);
  s_->thread.texts.start_run(s_->image.dictionary, *table.strings);
  for (auto& one : s_->all)
    for (Question& q : one.questions) s_->add(one, q, table);
}

bool Aggregation::State::asked(const Aggregate& a, Instant t) const {
  if (t == now() || std::find(a.at.begin(), a.at.end(), day_of(t) - 1) != a.at.end()) return true;
  if (first_event == kNever) return false;
  const int year = year_of(day_of(t) - 1);
  return year >= year_of(day_of(first_event)) && year <= year_of(day_of(as_of ? *as_of : last_event));
}

std::vector<GroupAnswer> Aggregation::finish() const {
  std::vector<GroupAnswer> out;
  for (const auto& one : s_->all) {
    const Aggregate& a = *one.aggregate;
    const Exact threshold(a.threshold_num, a.threshold_den);
    for (const Question& q : one.questions) {
      if (!s_->asked(a, q.asked)) continue;
      for (const Group& g : q.groups) {
        auto measured = g.left.range(a.left.fn);
        if (a.has_right) measured = quotient(measured, g.right.range(a.right.fn));
        const May answer = decide(measured, a.cmp, threshold);
        GroupAnswer r;
        r.what = answer == May::kYes ? GroupAnswer::What::kCard : answer == May::kOpen ? GroupAnswer::What::kUndecided : GroupAnswer::What::kNothing;
        r.aggregate = one.index;
        r.key = g.key;
        r.asked = q.asked;
        r.records = g.records;
        if (answer == May::kYes) r.reason = g.reason;
        out.push_back(std::move(r));
      }
    }
  }
  return out;
}

}  // namespace zs::vm
