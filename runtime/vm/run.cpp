// Running: the table is cut into batches, worked on by a few threads, and put together again in input order.
#include "runtime/vm/standing.h"
#include "runtime/vm/worker.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace zs::vm {

namespace {

using columns::Table;
using findings::Report;

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

/// What the image keeps idle of each kind.
std::vector<std::unique_ptr<Standing>>& idle_of(const Image& image, const Standing*) { return image.idle_standings; }
std::vector<std::unique_ptr<Worker>>& idle_of(const Image& image, const Worker*) { return image.idle_workers; }

/// A Standing or a Worker that nobody uses at the moment, or a new one; given back at the end.
template <class W>
class Lent {
 public:
  Lent(const Image& image, int model) : image_(image), own_(take(image, model)) {}
  Lent(const Lent&) = delete;
  ~Lent() {
    const std::lock_guard lock(image_.idle_mutex);
    idle_of(image_, own_.get()).push_back(std::move(own_));
  }
  W& operator*() const { return *own_; }

 private:
  static std::unique_ptr<W> take(const Image& image, int model) {
    {
      const std::lock_guard lock(image.idle_mutex);
      auto& idle = idle_of(image, static_cast<const W*>(nullptr));
      const auto it = std::find_if(idle.begin(), idle.end(), [=](const std::unique_ptr<W>& w) { return w->model() == model; });
      if (it != idle.end()) {
        std::unique_ptr<W> found = std::move(*it);
        idle.erase(it);
        return found;
      }
    }
    return std::make_unique<W>(image, model);
  }

  const Image& image_;
  std::unique_ptr<W> own_;
};

/// Cuts the table, hands the pieces to threads, joins their results in input order.
template <class W, class Out>
Out spread_over_threads(const Image& image, const Table& table, const RunOptions& options, Out empty) {
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
    Out all = std::move(empty);
    const Lent<W> lent(image, table.model);
    (*lent).start(table, options);
    for (size_t b = 0; b < batches; ++b) one(*lent, b, all);
    return all;
  }
  const size_t per_piece = std::max<size_t>(1, std::min<size_t>(64, batches / (threads * 4)));
  const size_t pieces = (batches + per_piece - 1) / per_piece;
  std::vector<Out> results(pieces, empty);
  std::atomic<size_t> next{0};
  auto work = [&] {
    const Lent<W> lent(image, table.model);
    (*lent).start(table, options);
    for (size_t p; (p = next.fetch_add(1)) < pieces;)
      for (size_t b = p * per_piece; b < std::min(batches, (p + 1) * per_piece); ++b) one(*lent, b, results[p]);
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
  const auto& program = *image_->program;
  empty.cards = {program.indicators.size(), program.cards.size()};
  empty.undecided.assign(program.indicators.size(), 0);
  if (idle(*image_, table)) return empty;
  return options.want_shown ? spread_over_threads<Worker>(*image_, table, options, std::move(empty)) : spread_over_threads<Standing>(*image_, table, options, std::move(empty));
}

}  // namespace zs::vm
