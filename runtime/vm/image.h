#pragma once
// A pack made ready to run: what Engine::load prepares once and every thread reads.
#include "runtime/bytecode/program.h"
#include "runtime/calendar/work_calendar.h"
#include "runtime/columns/table.h"
#include "runtime/temporal/clock.h"
#include "runtime/vm/engine.h"
#include "runtime/vm/lines.h"
#include "runtime/vm/moment.h"
#include "runtime/vm/texts.h"

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace re2 {
class RE2;
}

namespace zs::vm {

/// A reference table by column, its texts as ids of the dictionary.
struct Reference {
  struct Field {
    std::vector<int64_t> values;     // plain values, texts as ids, events (kNever)
    std::vector<uint32_t> offsets;   // lists
    std::vector<int32_t> ids;
    std::vector<uint8_t> absent;     // lists that are ⊥
  };
  uint32_t size = 0;
  std::vector<Field> fields;
  std::vector<int32_t> row_of_text;  // by dictionary id: the row with this key, -1
};

class Standing;
class Worker;

struct Engine::Image {
  Image();
  ~Image();
  std::shared_ptr<const bytecode::Program> program;
  std::vector<calendar::WorkCalendar> calendars;
  std::vector<temporal::ClockRules> clocks;    // parallel to program->clock_tests
  TextTable dictionary;
  std::deque<std::string> dictionary_text;
  std::vector<Reference> references;           // by model; size 0 where none was given
  std::vector<int64_t> text_ids;               // parallel to program->texts
  std::vector<std::vector<int64_t>> sets;      // parallel to program->sets, texts as ids, sorted
  std::vector<std::vector<int32_t>> lists;     // the same as lists, in the order of the pack
  std::vector<std::unique_ptr<re2::RE2>> patterns;
  std::vector<int> function_of_model;          // -1: no indicator judges it
  std::vector<std::vector<uint16_t>> indicators_of_model;
  std::vector<std::unique_ptr<const Moment>> moments;  // parallel to program->functions
  std::vector<std::unique_ptr<const Lines>> lines;     // likewise

  /// What waits for the next count() or run(), so that a few records need not make registers anew.
  mutable std::mutex idle_mutex;
  mutable std::vector<std::unique_ptr<Standing>> idle_standings;
  mutable std::vector<std::unique_ptr<Worker>> idle_workers;

  /// The calendar that converts 工作小时 and 工作日 in plain comparisons, null where the pack has none.
  const calendar::WorkCalendar* default_calendar() const noexcept {
    const auto i = static_cast<size_t>(program->calendar);
    return i < calendars.size() ? &calendars[i] : nullptr;
  }
};
using Image = Engine::Image;

/// Verifies a pack and makes it ready; what Engine::load does.
Result<std::unique_ptr<Image>> make_image(std::shared_ptr<const bytecode::Program> program, const std::vector<const columns::Table*>& references);

}  // namespace zs::vm
