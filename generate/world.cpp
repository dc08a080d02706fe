#include "generate/world.h"

#include <algorithm>
#include <cmath>

namespace zs::generate {
namespace {

constexpr int kRowsUnlessSaid = 100;

std::string year_of(Day d) { return std::to_string(calendar::civil_from_day(d).year); }

}  // namespace

World::World(const model::Models& models, calendar::WorkCalendar calendar, Profile profile, Settings settings)
    : models_(models), calendar_(std::move(calendar)), profile_(std::move(profile)), settings_(std::move(settings)),
      shop_{models_, profile_, settings_.region.empty() ? "00" : settings_.region, year_of(settings_.from), {}, {}},
      plans_(models.models.size()), tables_(models.models.size()) {
  set_up_intake();
}

void World::set_up_intake() {
  const IntakeShape& shape = profile_.intake;
  int off = 0;  // days off in a row before the day
  for (calendar::DayNo d = settings_.from; off < 30 && !calendar_.works(d - 1 - off);) ++off;
  for (calendar::DayNo d = settings_.from; d <= settings_.to; ++d) {
    const bool works = calendar_.works(d);
    double weight = works ? shape.weekday[static_cast<size_t>(calendar::weekday(d))] : shape.day_off;
    if (works && off >= 3) weight *= shape.after_break;
    days_.add(weight);
    off = works ? 0 : off + 1;
  }
  double all = 0;
  for (const double h : shape.hour) all += h;
  for (const double h : shape.hour) hours_.add(all > 0 ? h : 1);
  if (days_.total() > 0) return;
  days_ = {};
  for (Day d = settings_.from; d <= settings_.to; ++d) days_.add(1);
}

Instant World::draw_intake(Random& random, uint64_t index, uint64_t of) const {
  const double share = (static_cast<double>(index) + random.unit()) / static_cast<double>(of);
  const Instant day = start_of(settings_.from + static_cast<Day>(days_.at_share(share)));
  for (int tries = 0; tries < 100; ++tries)
    if (const Instant t = day + static_cast<Instant>(hours_.draw(random)) * 3600 + static_cast<Instant>(random.below(3600)); t <= settings_.known_until) return t;
  return std::min(day, settings_.known_until);
}

Instant World::later(Instant t, const Amount& amount) const {
  const double seconds = amount.measure == Measure::kOfficeDay ? amount.value * static_cast<double>(calendar_.office_seconds()) : amount.value;
  const auto whole = static_cast<int64_t>(std::llround(std::min(seconds, 3e9)));
  if (amount.measure == Measure::kClock || amount.measure == Measure::kPlain) return t + whole;
  return std::max(t, calendar_.end_of_second(calendar_.seconds_before(t) + std::max<int64_t>(1, whole)));
}

int World::rows_of(int model) const {
  if (const auto it = settings_.rows.find(model); it != settings_.rows.end()) return it->second;
  const auto it = profile_.sections.find(this->model(model).name);
  return it == profile_.sections.end() || it->second.rows == 0 ? kRowsUnlessSaid : it->second.rows;
}

/// The tables that the plan's references draw from, and how often each row is drawn.
Status World::bind(Plan& plan) {
  for (auto& step : plan.steps) {
    if (step.rows)
      if (auto s = bind(*step.rows); !s) return s;
    if (step.method != Method::kReference) continue;
    if (auto s = prepare_table(step.model); !s) return s;
    step.pool.weights = Weights::zipf(static_cast<size_t>(rows_of(step.model)), step.exponent);
  }
  return {};
}

Status World::prepare(int model) {
  auto& plan = plans_[static_cast<size_t>(model)];
  if (plan) return {};
  auto made = make_plan(shop_, model);
  if (!made) return made.error();
  plan = std::make_unique<Plan>(std::move(*made));
  return bind(*plan);
}

Status World::prepare_table(int model) {
  auto& table = tables_[static_cast<size_t>(model)];
  if (table) return {};
  if (this->model(model).key < 0) return Error{ErrorKind::kUsage, this->model(model).name + " 没有键，不能作参照表", this->model(model).name + " has no key and can be no reference table"};
  table = std::make_unique<ReferenceTable>();  // first, so that a kind that refers to itself comes to an end
  if (auto s = prepare(model); !s) return s;
  const int rows = rows_of(model);
  table->rows.reserve(static_cast<size_t>(rows));
  for (int i = 0; i < rows; ++i) table->rows.push_back(make_record(*this, model, static_cast<uint64_t>(i), static_cast<uint64_t>(rows), table->arena));
  return {};
}

}  // namespace zs::generate
