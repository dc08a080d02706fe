#include "prove/search.h"

#include <algorithm>

namespace zs::prove {
namespace {

using typed::Datum;

/// Less is better: parts first, then how odd the values look.
int64_t cost(const Datum& d, const std::string& plain_day) {
  int64_t n = 0;
  for (const auto& f : d.fields) n += 1000 + cost(f.value, plain_day);
  for (const auto& x : d.items) n += 500 + cost(x, plain_day);
  if (d.what != Datum::What::kScalar) return n;
  const std::string& s = d.scalar;
  if (s.size() >= 10 && s[4] == '-' && s[7] == '-') {
    if (s.substr(0, 10) != plain_day) n += 5;
    if (s.size() >= 19) {
      const std::string clock = s.substr(11);
      if (!clock.ends_with(":00")) n += 200;
      if (!clock.ends_with("00:00")) n += 50;
      if (clock != "09:00:00") n += clock > "09:00:00" && clock < "18:00:00" ? 10 : 20;
    }
    return n;
  }
  if (s.find('.') != std::string::npos) n += 30;
  if (!s.empty() && s[0] == '-') n += 40;
  return n + static_cast<int64_t>(s.size());
}

int64_t cost(const Sample& s, const std::string& plain_day) {
  int64_t n = cost(s.record, plain_day);
  for (const auto& [model, d] : s.tables) n += 2000 + cost(d, plain_day);
  return n;
}

class Steps {
 public:
  Steps(Sampler& sampler, std::string model) : sampler_(sampler), model_(std::move(model)) {}

  std::vector<Sample> operator()(const Sample& of) {
    of_ = of;
    out_.clear();
    for (size_t i = 0; i < of_.tables.size(); ++i) {
      Sample s = of_;
      s.tables.erase(s.tables.begin() + static_cast<long>(i));
      out_.push_back(std::move(s));
    }
    inside(of_.record, model_, [](Sample& s) -> Datum& { return s.record; });
    for (size_t i = 0; i < of_.tables.size(); ++i)
      inside(of_.tables[i].second, of_.tables[i].first, [i](Sample& s) -> Datum& { return s.tables[i].second; });
    return std::move(out_);
  }

 private:
  using Path = std::function<Datum&(Sample&)>;

  void edit(const Path& path, const std::function<void(Datum&)>& change) {
    Sample s = of_;
    change(path(s));
    out_.push_back(std::move(s));
  }

  void inside(const Datum& record, const std::string& model, const Path& path) {
    for (size_t i = 0; i < record.fields.size(); ++i) {
      edit(path, [i](Datum& d) { d.fields.erase(d.fields.begin() + static_cast<long>(i)); });
      const auto& [name, value] = record.fields[i];
      const Path here = [path, i](Sample& s) -> Datum& { return path(s).fields[i].value; };
      const model::Field* f = sampler_.field(model, name);
      if (value.what == Datum::What::kList) {
        for (size_t k = 0; k < value.items.size(); ++k) {
          edit(here, [k](Datum& d) { d.items.erase(d.items.begin() + static_cast<long>(k)); });
          if (value.items[k].what == Datum::What::kRecord && f)
            inside(value.items[k], rows_of(model, name), [here, k](Sample& s) -> Datum& { return here(s).items[k]; });
        }
        continue;
      }
      if (f) values(value.scalar, *f, here);
      const bool unit_follows = f && f->type == model::FieldType::kSpan && i + 1 < record.fields.size() && record.fields[i + 1].name == f->unit_name;
      if (!unit_follows) continue;
      for (const char* number : {"5", "10", "1", "2", "3", "20"})
        for (const char* unit : {"工作日", "小时"})
          edit(path, [i, number, unit](Datum& d) { d.fields[i].value.scalar = number, d.fields[i + 1].value.scalar = unit; });
    }
    together(record, path);
  }

  void values(const std::string& now, const model::Field& f, const Path& here) {
    auto tries = sampler_.plain_values(f);
    if (now.size() >= 19 && now[4] == '-')
      for (const char* clock : {"09:00:00", "10:00:00", "00:00:00"}) tries.push_back(now.substr(0, 11) + clock);
    if (now.size() >= 19 && now[4] == '-') tries.push_back(now.substr(0, 17) + "00");
    for (const auto& v : tries)
      if (v != now) edit(here, [&v](Datum& d) { d.scalar = v; });
  }

  /// All events of one record moved to the plain beginning: their distances stay.
  void together(const Datum& record, const Path& path) {
    std::string first;
    for (const auto& f : record.fields)
      if (is_instant(f.value.scalar) && (first.empty() || f.value.scalar < first)) first = f.value.scalar;
    if (first.empty()) return;
    for (const auto& f : record.fields)  // two events at once
      for (size_t j = 0; j < record.fields.size(); ++j)
        if (is_instant(f.value.scalar) && is_instant(record.fields[j].value.scalar) && f.value.scalar != record.fields[j].value.scalar)
          edit(path, [j, v = f.value.scalar](Datum& d) { d.fields[j].value.scalar = v; });
  }
  static bool is_instant(const std::string& s) { return s.size() >= 19 && s[4] == '-' && s[13] == ':'; }

  std::string rows_of(const std::string& model, const std::string& name) const { return sampler_.row_model(model, name); }

  Sampler& sampler_;
  std::string model_;
  Sample of_;
  std::vector<Sample> out_;
};

}  // namespace

Sample smallest(Sample sample, const Wanted& wanted, const Judged& judged, Sampler& sampler, const std::string& model) {
  const std::string plain_day = instant_text(sampler.base()).substr(0, 10);
  Steps steps(sampler, model);
  for (int round = 0; round < 60; ++round) {
    auto tries = steps(sample);
    const int64_t now = cost(sample, plain_day);
    std::erase_if(tries, [&](const Sample& s) { return cost(s, plain_day) >= now; });
    std::stable_sort(tries.begin(), tries.end(), [&](const Sample& x, const Sample& y) { return cost(x, plain_day) < cost(y, plain_day); });
    const auto outcomes = judged(tries);
    const auto it = std::find_if(outcomes.begin(), outcomes.end(), wanted);
    if (it == outcomes.end()) return sample;
    sample = std::move(tries[static_cast<size_t>(it - outcomes.begin())]);
  }
  return sample;
}

}  // namespace zs::prove
