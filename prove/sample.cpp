#include "prove/sample.h"

#include "generate/guess.h"
#include "oracle/clock.h"
#include "oracle/show.h"

#include <algorithm>
#include <cmath>

namespace zs::prove {

using model::Field;
using model::FieldType;
using typed::Datum;

std::string instant_text(Instant t) { return oracle::show_instant(t); }
std::string unit_name(Unit unit) { return std::string(oracle::unit_name(unit)); }

Unit unit_named(const std::string& name) {
  for (int u = 0; u <= 7; ++u)
    if (oracle::unit_name(static_cast<Unit>(u)) == name) return static_cast<Unit>(u);
  return Unit::kNoUnit;
}

std::string number_text(Rational r) {
  const int64_t micro = static_cast<int64_t>(static_cast<__int128>(r.num) * kDecimalOne / r.den);
  std::string out = (micro < 0 ? "-" : "") + std::to_string(std::abs(micro / kDecimalOne));
  std::string part = std::to_string(std::abs(micro % kDecimalOne));
  part = "." + std::string(6 - part.size(), '0') + part;
  while (part.back() == '0') part.pop_back();
  return part == "." ? out : out + part;
}

namespace {
Datum scalar_of(std::string s) {
  Datum d;
  d.scalar = std::move(s);
  return d;
}
Datum list_of(std::vector<std::string> items) {
  Datum d;
  d.what = Datum::What::kList;
  for (auto& s : items) d.items.push_back(scalar_of(std::move(s)));
  return d;
}
const Field* find(const typed::Program& p, const std::string& model, const std::string& name) {
  const int m = p.models.find(model);
  if (m < 0) return nullptr;
  for (const auto& f : p.models.models[static_cast<size_t>(m)].fields)
    if (f.name == name) return &f;
  return nullptr;
}
}  // namespace

namespace {
void rename(Datum& d, const std::map<std::string, std::string>& names) {
  if (d.what == Datum::What::kScalar) {
    if (const auto it = names.find(d.scalar); it != names.end()) d.scalar = it->second;
    return;
  }
  for (auto& x : d.items) rename(x, names);
  for (auto& f : d.fields) rename(f.value, names);
}
}  // namespace

Sample rekeyed(Sample s, const model::Models& models, const std::string& suffix) {
  std::map<std::string, std::string> names;
  for (const auto& [model, row] : s.tables) {
    const int m = models.find(model);
    if (m < 0 || models.models[static_cast<size_t>(m)].key < 0) continue;
    const auto& key = models.models[static_cast<size_t>(m)].fields[static_cast<size_t>(models.models[static_cast<size_t>(m)].key)].name;
    for (const auto& f : row.fields)
      if (f.name == key) names[f.value.scalar] = f.value.scalar + suffix;
  }
  if (names.empty()) return s;
  rename(s.record, names);
  for (auto& [model, row] : s.tables) rename(row, names);
  return s;
}

Sampler::Sampler(const typed::Program& a, const typed::Program& b, std::string model, const Uses& uses, std::optional<int32_t> not_before)
    : a_(a), b_(b), model_(std::move(model)), uses_(uses) {
  for (const auto* c : uses.calendars) calendars_.push_back(std::make_unique<oracle::Calendar>(*c));
  int first = 2024;
  if (!uses.calendars.empty()) first = std::clamp(first, uses.calendars[0]->first_year, std::max(uses.calendars[0]->first_year, uses.calendars[0]->last_year));
  int64_t day = oracle::first_of_year(first) + 63;  // early in March: nothing but plain weeks
  if (not_before) day = std::max<int64_t>(day, *not_before);
  while (oracle::weekday(day) != 0) ++day;
  base_ = oracle::opening(day) + 9 * 3600;
  days_ = {oracle::opening(day), oracle::opening(day), oracle::opening(day + 1), oracle::opening(day + 3), oracle::opening(day + 4), oracle::opening(day + 5)};
  for (const auto* c : uses.calendars)
    for (const auto& e : c->exceptions)
      if (e.day >= day && e.day < day + 400)
        for (const int64_t d : {e.day - 3, e.day - 1, e.day, e.day + 1}) days_.push_back(oracle::opening(d));
  for (const int64_t t : uses.instants) days_.push_back(t), days_.push_back(t - kSecondsPerDay);
}
Sampler::~Sampler() = default;

const Field* Sampler::field(const std::string& model, const std::string& name) const {
  const Field* f = find(b_, model, name);
  return f ? f : find(a_, model, name);
}

std::string Sampler::row_model(const std::string& model, const std::string& list) const {
  for (const auto* p : {&b_, &a_})
    if (const Field* f = find(*p, model, list); f && f->rows >= 0) return p->models.models[static_cast<size_t>(f->rows)].name;
  return "";
}

/// What is looked at, and what no record may lack.
std::vector<const Field*> Sampler::fields(const std::string& model) const {
  std::vector<const Field*> out;
  const auto used = uses_.fields.find(model);
  for (const auto* p : {&b_, &a_}) {
    const int m = p->models.find(model);
    if (m < 0) continue;
    for (const auto& f : p->models.models[static_cast<size_t>(m)].fields) {
      if (std::any_of(out.begin(), out.end(), [&](const Field* g) { return g->name == f.name; })) continue;
      if (!f.optional || (used != uses_.fields.end() && used->second.contains(f.name))) out.push_back(&f);
    }
  }
  return out;
}

Instant Sampler::after(Instant t, Rational q, Unit unit) {
  oracle::Clock k;
  k.start = t;
  k.unit = oracle::own_day(unit, Unit::kNaturalDay);
  k.calendar = calendars_.empty() ? nullptr : calendars_[pick(calendars_.size())].get();
  if (oracle::is_work(k.unit) && !k.calendar) return t + kSecondsPerDay;
  const auto over = k.over(oracle::number_of(q));
  return over.empty() ? t : instant_of(over.front().from);
}

/// A moment that says something: at, just before or just after the end of a span from one there is, or any other.
Instant Sampler::moment() {
  static constexpr int64_t kHours[] = {9 * 3600, 10 * 3600, 14 * 3600, 16 * 3600 + 1800, 0, 23 * 3600};
  Instant t = days_[pick(days_.size())] + kHours[pick(chance(0.8) ? 4 : 6)];
  if (!anchors_.empty() && chance(0.9)) {
    const Instant from = anchors_[pick(anchors_.size())];
    auto spans = uses_.spans;
    if (limit_) spans.push_back(*limit_), spans.push_back(*limit_);
    if (!spans.empty() && chance(0.65)) {
      auto [q, unit] = spans[pick(spans.size())];
      if (unit == Unit::kOwnDay && limit_) unit = oracle::own_day(unit, limit_->second);
      if (chance(0.3)) q = Rational::of(q.num + q.den * (chance(0.5) ? 1 : -1), q.den);
      if (q.num < 0) q = {0, 1};
      t = after(from, q, unit) + static_cast<int64_t>(pick(3)) - 1;
      if (chance(0.2)) t += chance(0.5) ? 5 * 3600 : -5 * 3600;
    } else {
      static constexpr int64_t kSteps[] = {0, 1, -1, 3600, -3600, kSecondsPerDay, -kSecondsPerDay, 3 * kSecondsPerDay, 10 * kSecondsPerDay, 40 * kSecondsPerDay};
      t = from + kSteps[pick(std::size(kSteps))];
    }
  }
  anchors_.push_back(t);
  return t;
}

std::string Sampler::number() {
  std::vector<Rational> pool{{0, 1}, {1, 1}, {5, 1}, {10, 1}};
  for (int twice = 0; twice < 3; ++twice) {
    pool.insert(pool.end(), uses_.numbers.begin(), uses_.numbers.end());
    for (const auto& [q, unit] : uses_.spans) pool.push_back(q);
  }
  Rational r = pool[pick(pool.size())];
  const double p = random_.unit();
  if (p < 0.2) r = Rational::of(r.num + r.den, r.den);
  else if (p < 0.4) r = Rational::of(r.num - r.den, r.den);
  else if (p < 0.45) r = Rational::of(2 * r.num + r.den, 2 * r.den);
  return number_text(r);
}

std::string Sampler::label(const Field& f) {
  for (const auto* p : {&b_, &a_})
    for (const auto& m : p->models.models)
      for (const auto& g : m.fields)
        if (&g == &f) {
          const auto& labels = p->models.enumerations[static_cast<size_t>(f.enumeration)].labels;
          const auto named = labels.empty() ? uses_.labels.end() : uses_.labels.find(labels[0].label);
          if (named != uses_.labels.end() && chance(0.75)) return *std::next(named->second.begin(), static_cast<long>(pick(named->second.size())));
          return labels[pick(labels.size())].label;
        }
  return "";
}

std::string Sampler::text(const Field& f) {
  if (!f.pattern.empty())
    if (auto s = generate::sample_pattern(f.pattern, random_)) return *s;
  if (!uses_.texts.empty() && chance(0.8)) return uses_.texts[pick(uses_.texts.size())];
  return chance(0.5) ? "甲" : "乙";
}

/// A row of a reference table, or a key that has none.
std::string Sampler::reference(const std::string& model) {
  if (!uses_.tables.contains(model)) return "甲";
  const std::string key = "引" + std::to_string(++serial_);
  if (chance(0.1)) return key;
  const int m = b_.models.find(model);
  if (m < 0) return key;
  const auto& k = b_.models.models[static_cast<size_t>(m)];
  const double before = missing_;
  Datum d = row(model, "ref:" + model, nullptr, 2);
  missing_ = before;
  if (k.key >= 0) {
    const std::string& name = k.fields[static_cast<size_t>(k.key)].name;
    std::erase_if(d.fields, [&](const auto& x) { return x.name == name; });
    d.fields.insert(d.fields.begin(), {name, scalar_of(key)});
  }
  sample_->tables.emplace_back(model, std::move(d));
  return key;
}

void Sampler::scalar(const Field& f, const std::string& path, const Hint* hint, Datum& into) {
  const auto put = [&](const std::string& name, std::string value) { into.fields.push_back({name, scalar_of(std::move(value))}); };
  if (hint && hint->values.contains(path) && f.type != FieldType::kText) {
    const auto& value = hint->values.at(path);
    if (value) put(f.name, *value);
    if (f.type == FieldType::kSpan) {
      const auto unit = hint->units.find(path);
      if (unit != hint->units.end()) put(f.unit_name, unit->second);
      if (value && unit != hint->units.end()) {
        try {
          limit_ = {Rational::of(std::llround(std::stod(*value) * 1000), 1000), unit_named(unit->second)};
        } catch (const std::exception&) {}
      }
    }
    return;
  }
  if (f.optional && chance(missing_)) return;
  switch (f.type) {
    case FieldType::kText: put(f.name, hint && hint->values.contains(path) && hint->values.at(path) && f.reference < 0 ? *hint->values.at(path) : text(f)); break;
    case FieldType::kInteger: {
      std::string n = number();
      put(f.name, n.substr(0, n.find('.')));
      break;
    }
    case FieldType::kDecimal: put(f.name, number()); break;
    case FieldType::kBool: put(f.name, chance(0.5) ? "是" : "否"); break;
    case FieldType::kDate: put(f.name, instant_text(moment()).substr(0, 10)); break;
    case FieldType::kInstant: put(f.name, instant_text(moment())); break;
    case FieldType::kEnum: put(f.name, label(f)); break;
    case FieldType::kSpan: {
      static constexpr Unit kUnits[] = {Unit::kWorkDay, Unit::kNaturalDay, Unit::kHour, Unit::kWorkHour};
      const std::string n = number();
      const Unit unit = kUnits[chance(0.6) ? 0 : pick(4)];
      limit_ = {Rational::of(std::llround(std::stod(n) * 1000), 1000), unit};
      if (!chance(missing_)) put(f.name, n);
      if (!chance(missing_)) put(f.unit_name, unit_name(unit));
      break;
    }
    case FieldType::kTextList: case FieldType::kEnumList: {
      std::vector<std::string> items;
      for (size_t n = pick(4); n > 0; --n) {
        std::string s = f.type == FieldType::kEnumList ? label(f) : text(f);
        if (std::find(items.begin(), items.end(), s) == items.end()) items.push_back(std::move(s));
      }
      into.fields.push_back({f.name, list_of(std::move(items))});
      break;
    }
    default: break;
  }
}

void Sampler::rows(const std::string& model, const Field& f, const std::string& path, const Hint* hint, int depth, Datum& into) {
  const std::string row_model = this->row_model(model, f.name);
  if (row_model.empty() || depth > 2) return;
  size_t n = pick(static_cast<size_t>(uses_.most_rows) + 2);
  if (hint && hint->rows.contains(path)) n = hint->rows.at(path);
  Datum d;
  d.what = Datum::What::kList;
  for (size_t i = 0; i < n; ++i) d.items.push_back(row(row_model, path + "[" + std::to_string(i) + "]", hint, depth + 1));
  if (n > 0) into.fields.push_back({f.name, std::move(d)});
}

Datum Sampler::row(const std::string& model, const std::string& path, const Hint* hint, int depth) {
  Datum d;
  d.what = Datum::What::kRecord;
  const auto& models = b_.models.find(model) < 0 ? a_.models : b_.models;   // rules that know such records
  const int m = models.find(model);
  const int key = m < 0 ? -1 : models.models[static_cast<size_t>(m)].key;
  // Plain values first: limits decide where events are worth having.
  const auto all = fields(model);
  for (const Field* f : all) {
    if (f->type == FieldType::kEvent || f->type == FieldType::kRows) continue;
    const bool is_key = key >= 0 && models.models[static_cast<size_t>(m)].fields[static_cast<size_t>(key)].name == f->name;
    if (is_key) d.fields.push_back({f->name, scalar_of("W1")});
    else if (f->type == FieldType::kText && f->reference >= 0) {
      if (!f->optional || !chance(missing_)) {
        const auto* p = &b_;
        for (const auto& rm : a_.models.models)
          for (const auto& g : rm.fields)
            if (&g == f) p = &a_;
        d.fields.push_back({f->name, scalar_of(reference(p->models.models[static_cast<size_t>(f->reference)].name))});
      }
    } else scalar(*f, path + "." + f->name, hint, d);
  }
  const bool early = anchors_.empty();
  for (const Field* f : all) {
    if (f->type != FieldType::kEvent) continue;
    const auto says = hint ? hint->happens.find(path + "." + f->name) : decltype(hint->happens.find(path)){};
    const bool happens = hint && says != hint->happens.end() && !chance(0.1) ? says->second : chance(early ? 0.7 : 0.6);
    if (!f->optional || happens) d.fields.push_back({f->name, scalar_of(instant_text(moment()))});
  }
  for (const Field* f : all)
    if (f->type == FieldType::kRows) rows(model, *f, path + "." + f->name, hint, depth, d);
  return d;
}

Sample Sampler::next(const Hint* hint) {
  Sample s;
  sample_ = &s;
  anchors_.clear();
  limit_.reset();
  missing_ = chance(0.6) ? 0 : 0.3;
  s.record = row(model_, "R", hint, 0);
  sample_ = nullptr;
  return s;
}

std::vector<std::string> Sampler::plain_values(const Field& f) {
  switch (f.type) {
    case FieldType::kEvent: case FieldType::kInstant: return {instant_text(base_), instant_text(base_ + 3600), instant_text(base_ + kSecondsPerDay)};
    case FieldType::kDate: return {instant_text(base_).substr(0, 10)};
    case FieldType::kInteger: case FieldType::kDecimal: case FieldType::kSpan: {
      std::vector<std::string> out;
      for (const int n : {10, 5, 1, 2, 3}) out.push_back(std::to_string(n));
      return out;
    }
    default: return {};
  }
}

}  // namespace zs::prove
