#pragma once
// Everything that records are made from, prepared once: plans, reference tables, the calendar, the days and hours of intake.
#include "generate/plan.h"
#include "io/binding/value.h"
#include "runtime/base/instant.h"
#include "runtime/calendar/work_calendar.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::generate {

struct Settings {
  uint64_t seed = 1;
  uint64_t count = 1000;      // records of the kind asked for
  Day from = 0, to = 0;       // records come in from `from` to `to`, both included
  Instant known_until = 0;    // what happens later is not in the data
  std::string region;         // {地区}
  std::map<int, int> rows;    // of reference tables, by model, where the profile's number is not wanted
};

/// Rows of a record kind that others refer to.
struct ReferenceTable {
  std::vector<const Cell*> rows;  // each with a cell for every field
  binding::Arena arena;
};

class World {
 public:
  World(const model::Models& models, calendar::WorkCalendar calendar, Profile profile, Settings settings);

  /// Makes the plan of a record kind and the tables of all kinds it refers to.
  Status prepare(int model);
  const Plan& plan(int model) const { return *plans_[static_cast<size_t>(model)]; }
  /// Null where no prepared kind refers to it.
  const ReferenceTable* table(int model) const { return tables_[static_cast<size_t>(model)].get(); }
  /// Makes the table of a kind even if nothing refers to it.
  Status prepare_table(int model);

  const model::Models& models() const noexcept { return models_; }
  const model::RecordModel& model(int m) const { return models_.models[static_cast<size_t>(m)]; }
  const Settings& settings() const noexcept { return settings_; }
  const calendar::WorkCalendar& calendar() const noexcept { return calendar_; }

  /// Records come in day by day as they are numbered, as exports have them: the record of this index of so many. Not after
  /// the export.
  Instant draw_intake(Random& random, uint64_t index, uint64_t of) const;
  /// So many rows has a kind's reference table.
  int rows_of(int model) const;
  /// So much later; of office hours where the amount is one of them, and then within them. Never before t.
  Instant later(Instant t, const Amount& amount) const;

 private:
  Status bind(Plan& plan);
  void set_up_intake();

  const model::Models& models_;
  calendar::WorkCalendar calendar_;
  Profile profile_;
  Settings settings_;
  Workshop shop_;
  std::vector<std::unique_ptr<Plan>> plans_;
  std::vector<std::unique_ptr<ReferenceTable>> tables_;
  Weights days_, hours_;
};

/// The record of this index of so many: an array of a cell for each field, in the arena.
Cell* make_record(const World& world, int model, uint64_t index, uint64_t of, binding::Arena& arena);

}  // namespace zs::generate
