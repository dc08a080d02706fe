#pragma once
// The machine: judges records by a compiled pack. An Engine is immutable once loaded; run() may be called from
// several threads at once.
#include "runtime/base/instant.h"
#include "runtime/base/result.h"
#include "runtime/bytecode/program.h"
#include "runtime/columns/table.h"
#include "runtime/findings/finding.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace zs::vm {

struct RunOptions {
  std::optional<Instant> as_of;   // T; absent: for ever, nothing is pruned
  unsigned threads = 1;           // 0: as many as the machine has
  uint32_t batch_size = 1024;     // records worked on at a time, at least 1; results do not depend on it
  bool want_schedule = false;     // fill Report::schedule
  bool want_unjudged = false;     // fill Report::unjudged
  bool want_details = true;       // fill actions, reason, clause and the names of missing fields
  bool want_shown = false;        // count(): fill Card::shown, which takes the whole time up to T instead of T alone
};

/// How often each card was shown, for benches and summaries: no details are built.
struct Counts {
  struct Card {
    uint64_t shown = 0;     // records that show (or showed) the card at some instant up to T; 0 unless want_shown
    uint64_t on_table = 0;  // records that show it at T
  };
  /// A row of cards for each indicator, all rows of one length: a table of its own would cost more than to judge a case.
  class Cards {
   public:
    Cards() = default;
    Cards(size_t indicators, size_t width) : indicators_(indicators), width_(width), cards_(indicators * width) {}
    size_t size() const noexcept { return indicators_; }
    bool empty() const noexcept { return indicators_ == 0; }
    std::span<Card> operator[](size_t indicator) noexcept { return {cards_.data() + indicator * width_, width_}; }
    std::span<const Card> operator[](size_t indicator) const noexcept { return {cards_.data() + indicator * width_, width_}; }

   private:
    size_t indicators_ = 0, width_ = 0;
    std::vector<Card> cards_;
  };
  Cards cards;                           // by indicator, by card of the pack
  std::vector<uint64_t> undecided;       // by indicator: records without an answer at T
  uint64_t evaluated = 0, out_of_force = 0, unknown_yet = 0;
};

class Engine {
 public:
  /// Verifies the program and prepares it: reference tables are indexed, texts become ids, calendars tables.
  /// `references` runs parallel to program->models.models; null or missing: the table was not given (every key
  /// is then without a row). The tables are only read during load(). Error: the program is refused (kUsage), or a limit is exceeded.
  static Result<Engine> load(std::shared_ptr<const bytecode::Program> program,
                             std::vector<const columns::Table*> references);

  /// Judges every record of the table (table.model says which functions and indicators apply; a model that no
  /// indicator judges gives an empty report). Rows of the report are in the order record, indicator, onset.
  findings::Report run(const columns::Table& table, const RunOptions& options) const;
  /// How many records have each card on the table at T (and, with want_shown, ever had), without a report.
  Counts count(const columns::Table& table, const RunOptions& options) const;

  const bytecode::Program& program() const noexcept;

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();
  struct Image;  // the prepared program; private to runtime/vm
  const Image& image() const noexcept { return *image_; }

 private:
  explicit Engine(std::unique_ptr<const Image> image);
  std::unique_ptr<const Image> image_;
};

}  // namespace zs::vm
