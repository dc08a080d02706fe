// Running: the table is cut into batches, worked on by a few threads, and put together again in input order.
#include "runtime/vm/evidence.h"
#include "runtime/vm/standing.h"
#include "runtime/vm/tally.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

namespace zs::vm {

namespace {

using columns::Table;
using findings::Finding;
using findings::Report;
using findings::Scheduled;
using findings::Undecided;

/// One thread's frames and what it needs for a table.
class Worker {
 public:
  Worker(const Image& image, const Table& table, const RunOptions& options)
      : image_(image), table_(table), options_(options), as_of_(options.as_of.value_or(kNever - 1)),
        function_(static_cast<size_t>(image.function_of_model[static_cast<size_t>(table.model)])),
        main_(image, image.program->functions[function_]) {
    thread_.texts.start_run(image.dictionary, *table.strings);
    for (const uint16_t i : indicators()) judges_.emplace_back(indicator(i), main_, image.program->judged[function_]);
  }

  void batch(uint32_t first, uint32_t n, Report& out);
  void batch(uint32_t first, uint32_t n, Counts& out);

 private:
  /// A row of the batch and where its findings and undecided answers stand in the report.
  struct Told {
    uint32_t row;
    size_t from, to;        // findings
    size_t undecided;       // index + 1, 0: none
  };

  const std::vector<uint16_t>& indicators() const { return image_.indicators_of_model[static_cast<size_t>(table_.model)]; }
  const bytecode::Indicator& indicator(uint16_t i) const { return image_.program->indicators[i]; }
  void start(uint32_t first, uint32_t n);
  void classify(uint32_t first, uint32_t n);
  void mark(uint32_t n);
  void tell(uint32_t record, uint32_t row, size_t k, Report& out);
  void schedule(uint32_t record, uint16_t i, Tick at, Report& out) const;
  void details(uint32_t first, Report& out);
  uint16_t version_at(uint32_t row, Tick t) const;

  enum State : uint8_t { kJudged, kOutOfForce, kUnknownYet };

  const Image& image_;
  const Table& table_;
  const RunOptions& options_;
  Instant as_of_;
  size_t function_;
  Thread thread_;
  Frame main_;
  std::vector<Judge> judges_;                   // parallel to indicators()
  std::map<uint16_t, std::unique_ptr<Frame>> detail_frames_;
  std::vector<uint8_t> state_;                  // by row
  std::vector<std::vector<uint8_t>> marks_;     // by indicator, by row
  std::vector<std::vector<Told>> told_;         // by indicator
  Answer answer_;
  bool quiet_ = true, rests_on_unpublished_ = false;  // of the record at hand
};

void Worker::start(uint32_t first, uint32_t n) {
  thread_.texts.start_batch();
  main_.run(thread_, table_, first, n, nullptr, as_of_);
}

/// Which records are judged at all. A record is dropped where all its events lie after T; out of force where the rule set
/// judges it at no instant.
void Worker::classify(uint32_t first, uint32_t n) {
  const Plane& judged = main_[image_.program->judged[function_]].must_plane;
  state_.assign(n, kJudged);
  for (uint32_t i = 0; i < n; ++i)
    if (temporal::is_empty(judged.a[i], judged.b[i])) state_[i] = kOutOfForce;
  if (!options_.as_of) return;
  std::vector<int64_t> least(n, kNever);
  least_events(image_, table_, first, n, least.data());
  for (uint32_t i = 0; i < n; ++i)
    if (least[i] != kNever && least[i] > as_of_) state_[i] = kUnknownYet;
}

void Worker::mark(uint32_t n) {
  marks_.resize(judges_.size());
  const Tick latest = options_.want_schedule ? kTickNever : tick_of(as_of_, true);
  for (size_t k = 0; k < judges_.size(); ++k) {
    marks_[k].assign(n, 0);
    judges_[k].mark(latest, marks_[k].data(), n);
  }
}

/// The version that judges the record at this instant; each judges it in one span of time.
uint16_t Worker::version_at(uint32_t row, Tick t) const {
  const std::vector<bytecode::Reg>& by_version = image_.program->judged_in[function_];
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
      out.findings.push_back({record, i, static_cast<uint8_t>(c), answer_.onset(c, x), x.b, near.next, {}, {}, {}, version_at(row, x.a)});
    }
  std::sort(out.findings.begin() + static_cast<std::ptrdiff_t>(from), out.findings.end(),
            [](const Finding& x, const Finding& y) { return x.onset < y.onset; });
  const bool undecided = temporal::contains(answer_.undecided, as_of_);
  if (undecided) out.undecided.push_back({record, i, {}});
  if (options_.want_schedule && near.next != kTickNever) schedule(record, i, near.next, out);
  if (undecided || out.findings.size() > from) told_[k].push_back({row, from, out.findings.size(), undecided ? out.undecided.size() : 0});
}

/// Runs each indicator's detail function over the rows that have something to tell.
void Worker::details(uint32_t first, Report& out) {
  std::vector<uint32_t> rows;
  for (size_t k = 0; k < told_.size(); ++k) {
    if (told_[k].empty()) continue;
    const uint16_t i = indicators()[k];
    auto& frame = detail_frames_[i];
    if (!frame) frame = std::make_unique<Frame>(image_, indicator(i).detail.code);
    rows.clear();
    for (const Told& t : told_[k]) rows.push_back(first + t.row);
    frame->run(thread_, table_, 0, static_cast<uint32_t>(rows.size()), rows.data(), as_of_);
    const Evidence evidence(image_, thread_, indicator(i), *frame, as_of_);
    for (uint32_t r = 0; r < rows.size(); ++r) {
      const Told& t = told_[k][r];
      for (size_t f = t.from; f < t.to; ++f) evidence.describe(r, out.findings[f]);
      if (t.undecided != 0)
        out.undecided[t.undecided - 1].missing = evidence.missing(r, open_cards(judges_[k], indicator(i).own.size(), t.row, as_of_));
    }
  }
}

void Worker::batch(uint32_t first, uint32_t n, Report& out) {
  start(first, n);
  classify(first, n);
  mark(n);
  told_.resize(judges_.size());
  for (auto& t : told_) t.clear();
  for (uint32_t row = 0; row < n; ++row) {
    if (state_[row] == kUnknownYet) ++out.unknown_yet;
    if (state_[row] == kOutOfForce) ++out.out_of_force;
    if (state_[row] != kJudged && options_.want_unjudged) out.unjudged.push_back(first + row);
    if (state_[row] != kJudged) continue;
    ++out.evaluated;
    quiet_ = true;
    rests_on_unpublished_ = false;
    for (size_t k = 0; k < judges_.size(); ++k)
      if (marks_[k][row]) tell(first + row, row, k, out);
    if (quiet_ && rests_on_unpublished_) ++out.provisional_quiet;
  }
  if (options_.want_details) details(first, out);
}

void Worker::batch(uint32_t first, uint32_t n, Counts& out) {
  start(first, n);
  classify(first, n);
  for (uint32_t row = 0; row < n; ++row) {
    out.unknown_yet += state_[row] == kUnknownYet;
    out.out_of_force += state_[row] == kOutOfForce;
    out.evaluated += state_[row] == kJudged;
  }
  for (size_t k = 0; k < judges_.size(); ++k) {
    const uint16_t i = indicators()[k];
    Tally tally{out.cards[i], out.undecided[i]};
    count(thread_, judges_[k], n, as_of_, answer_, tally);
  }
}

void append(Report& all, Report&& part) {
  std::move(part.findings.begin(), part.findings.end(), std::back_inserter(all.findings));
  std::move(part.undecided.begin(), part.undecided.end(), std::back_inserter(all.undecided));
  all.schedule.insert(all.schedule.end(), part.schedule.begin(), part.schedule.end());
  all.unjudged.insert(all.unjudged.end(), part.unjudged.begin(), part.unjudged.end());
  all.evaluated += part.evaluated;
  all.out_of_force += part.out_of_force;
  all.unknown_yet += part.unknown_yet;
  all.provisional_quiet += part.provisional_quiet;
}

void append(Counts& all, Counts&& part) {
  for (size_t i = 0; i < all.cards.size(); ++i) {
    for (size_t c = 0; c < all.cards[i].size(); ++c) {
      all.cards[i][c].shown += part.cards[i][c].shown;
      all.cards[i][c].on_table += part.cards[i][c].on_table;
    }
    all.undecided[i] += part.undecided[i];
  }
  all.evaluated += part.evaluated;
  all.out_of_force += part.out_of_force;
  all.unknown_yet += part.unknown_yet;
}

/// A counter of the image that nobody uses at the moment, or a new one; given back at the end.
class Counter {
 public:
  Counter(const Image& image, const Table& table, const RunOptions& options) : image_(image), standing_(take(image, table.model)) {
    standing_->start(table, options.as_of);
  }
  Counter(const Counter&) = delete;
  ~Counter() {
    const std::lock_guard lock(image_.idle_mutex);
    image_.idle.push_back(std::move(standing_));
  }
  void batch(uint32_t first, uint32_t n, Counts& out) { standing_->batch(first, n, out); }

 private:
  static std::unique_ptr<Standing> take(const Image& image, int model) {
    const std::lock_guard lock(image.idle_mutex);
    const auto fits = [=](const std::unique_ptr<Standing>& s) { return s->model() == model; };
    const auto it = std::find_if(image.idle.begin(), image.idle.end(), fits);
    if (it == image.idle.end()) return std::make_unique<Standing>(image, model);
    std::unique_ptr<Standing> found = std::move(*it);
    image.idle.erase(it);
    return found;
  }

  const Image& image_;
  std::unique_ptr<Standing> standing_;
};

/// Cuts the table, hands the pieces to threads, joins their results in input order.
template <class W, class Out>
Out spread_over_threads(const Image& image, const Table& table, const RunOptions& options, const Out& empty) {
  const uint32_t size = std::max<uint32_t>(options.batch_size, 1);
  // A piece is several batches, so that joining costs little.
  const size_t batches = (table.size + size - 1) / size;
  const unsigned wanted = options.threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : options.threads;
  const size_t threads = std::max<size_t>(1, std::min<size_t>(wanted, batches));
  const auto one = [&](W& worker, size_t batch, Out& out) {
    const auto first = static_cast<uint32_t>(batch * size);
    worker.batch(first, static_cast<uint32_t>(std::min<size_t>(size, table.size - first)), out);
  };
  if (threads == 1) {
    Out all = empty;
    W worker(image, table, options);
    for (size_t b = 0; b < batches; ++b) one(worker, b, all);
    return all;
  }
  const size_t per_piece = std::max<size_t>(1, std::min<size_t>(64, batches / (threads * 4)));
  const size_t pieces = (batches + per_piece - 1) / per_piece;
  std::vector<Out> results(pieces, empty);
  std::atomic<size_t> next{0};
  auto work = [&] {
    W worker(image, table, options);
    for (size_t p; (p = next.fetch_add(1)) < pieces;)
      for (size_t b = p * per_piece; b < std::min(batches, (p + 1) * per_piece); ++b) one(worker, b, results[p]);
  };
  std::vector<std::thread> pool;
  for (size_t t = 1; t < threads; ++t) pool.emplace_back(work);
  work();
  for (auto& t : pool) t.join();
  Out all = empty;
  for (Out& r : results) append(all, std::move(r));
  return all;
}

/// Nothing to do: no indicator judges these records.
bool idle(const Image& image, const Table& table) {
  const auto m = static_cast<size_t>(table.model);
  return table.model < 0 || m >= image.function_of_model.size() || image.function_of_model[m] < 0 || table.size == 0;
}

}  // namespace

Report Engine::run(const columns::Table& table, const RunOptions& options) const {
  if (idle(*image_, table)) return {};
  return spread_over_threads<Worker>(*image_, table, options, Report{});
}

Counts Engine::count(const columns::Table& table, const RunOptions& options) const {
  Counts empty;
  for (const auto& i : image_->program->indicators) empty.cards.emplace_back(i.own.size());
  empty.undecided.assign(empty.cards.size(), 0);
  if (idle(*image_, table)) return empty;
  return options.want_shown ? spread_over_threads<Worker>(*image_, table, options, empty) : spread_over_threads<Counter>(*image_, table, options, empty);
}

}  // namespace zs::vm
