#include "replay/tally.h"

#include "io/binding/instant_text.h"

#include <algorithm>

namespace zs::replay {
namespace {

using model::FieldType;

/// By ASCII code: what offices group cases by.
constexpr const char* kUsual[] = {"region_code", "org_name", "center_name", "dept_name", "task_code", "certificate_type_code"};

std::string month_of(Instant t) { return binding::format_day(day_of(t)).substr(0, 7); }

/// The earliest event of each record's own fields.
std::vector<Instant> beginnings(const model::RecordModel& m, const columns::Table& t) {
  std::vector<Instant> out(t.size, kNever);
  for (size_t f = 0; f < m.fields.size(); ++f)
    if (m.fields[f].type == FieldType::kEvent)
      for (size_t i = 0; i < t.columns[f].values.size(); ++i) out[i] = std::min(out[i], t.columns[f].values[i]);
  return out;
}

std::string plain_value(const model::Models& models, const model::Field& f, int64_t v) {
  if (v == kMissing || (f.type == FieldType::kEvent && v == kNever)) return "（空）";
  switch (f.type) {
    case FieldType::kEnum: return models.enumerations[static_cast<size_t>(f.enumeration)].labels[static_cast<size_t>(v)].label;
    case FieldType::kBool: return v == kTrue ? "是" : "否";
    case FieldType::kDate: return binding::format_day(static_cast<Day>(v)).substr(0, 7);
    case FieldType::kEvent: case FieldType::kInstant: return month_of(v);
    default: return std::to_string(v);
  }
}

}  // namespace

bool groupable(FieldType t) { return t == FieldType::kText || t == FieldType::kEnum || t == FieldType::kBool || t == FieldType::kDate || t == FieldType::kEvent || t == FieldType::kInstant || t == FieldType::kInteger; }

void Grouper::add(const std::string& name, bool month, int field) {
  auto it = std::find_if(dimensions_.begin(), dimensions_.end(), [&](const Dimension& d) { return d.name == name; });
  if (it == dimensions_.end()) {
    it = dimensions_.insert(dimensions_.end(), Dimension{name, month, {}, {}});
    known_.emplace_back(), codes_.emplace_back(), sources_.emplace_back();
  }
  sources_[static_cast<size_t>(it - dimensions_.begin())] = Source{field, {}};
}

void Grouper::name_rows(Source& source, const model::Field& field, const std::vector<const columns::Table*>& references) const {
  const auto to = static_cast<size_t>(field.reference);
  if (field.reference < 0 || to >= references.size() || !references[to]) return;
  const auto& row = models_->models[to];
  const auto& table = *references[to];
  // The row is called by its field 某某名称.
  const auto name = std::find_if(row.fields.begin(), row.fields.end(), [](const model::Field& f) { return f.type == FieldType::kText && f.name.ends_with("名称"); });
  if (name == row.fields.end() || row.key < 0) return;
  const auto& keys = table.columns[static_cast<size_t>(row.key)].codes;
  const auto& texts = table.columns[static_cast<size_t>(name - row.fields.begin())].codes;
  for (size_t i = 0; i < keys.size() && i < texts.size(); ++i)
    if (keys[i] >= 0 && texts[i] >= 0) source.names.emplace((*table.strings)[keys[i]], (*table.strings)[texts[i]]);
}

void Grouper::open(const model::Models& models, int model, const std::vector<const columns::Table*>& references) {
  models_ = &models, model_ = model;
  for (auto& s : sources_) s.reset();
  const auto& m = models.models[static_cast<size_t>(model)];
  const auto field = [&](const std::string& name, bool usual) {
    const auto it = std::find_if(m.fields.begin(), m.fields.end(), [&](const model::Field& f) { return (f.code == name || (!usual && f.name == name)) && groupable(f.type); });
    return it == m.fields.end() ? -1 : static_cast<int>(it - m.fields.begin());
  };
  const auto is_month = [](const std::string& name) { return name == "月" || name == "month"; };
  if (asked_.empty())
    for (const char* name : kUsual)
      if (const int f = field(name, true); f >= 0) add(m.fields[static_cast<size_t>(f)].name, false, f);
  for (const auto& name : asked_) {
    const int f = is_month(name) ? -1 : field(name, false);
    if (f < 0 && !is_month(name)) continue;
    found_.insert(name);
    add(f < 0 ? "月" : m.fields[static_cast<size_t>(f)].name, f < 0, f);
  }
  if (asked_.empty()) add("月", true, -1);
  for (auto& s : sources_)
    if (s && s->field >= 0) name_rows(*s, m.fields[static_cast<size_t>(s->field)], references);
}

std::vector<std::string> Grouper::unknown() const {
  std::vector<std::string> out;
  for (const auto& name : asked_)
    if (!found_.contains(name)) out.push_back(name);
  return out;
}

uint32_t Grouper::code_of(size_t dimension, const std::string& value) {
  auto& d = dimensions_[dimension];
  const auto [it, fresh] = known_[dimension].emplace(value, static_cast<uint32_t>(d.values.size()));
  if (fresh) d.values.push_back(value), d.groups.emplace_back();
  return it->second;
}

void Grouper::texts(size_t dimension, const columns::Table& t) {
  const auto& codes = t.columns[static_cast<size_t>(sources_[dimension]->field)].codes;
  std::vector<int64_t> known(t.strings->size(), -1);  // by pool code
  int64_t missing = -1;
  auto& out = codes_[dimension];
  for (size_t i = 0; i < t.size; ++i) {
    const int32_t code = i < codes.size() ? codes[i] : -1;
    int64_t& group = code < 0 ? missing : known[static_cast<size_t>(code)];
    if (group < 0) {
      std::string text = code < 0 ? "（空）" : std::string((*t.strings)[code]);
      if (const auto name = sources_[dimension]->names.find(text); name != sources_[dimension]->names.end()) text = name->second + " " + text;
      group = code_of(dimension, text);
    }
    out[i] = static_cast<uint32_t>(group);
  }
}

void Grouper::others(size_t dimension, const columns::Table& t) {
  const auto& field = models_->models[static_cast<size_t>(model_)].fields[static_cast<size_t>(sources_[dimension]->field)];
  const auto& values = t.columns[static_cast<size_t>(sources_[dimension]->field)].values;
  for (size_t i = 0; i < t.size; ++i) codes_[dimension][i] = code_of(dimension, plain_value(*models_, field, i < values.size() ? values[i] : kMissing));
}

void Grouper::months(size_t dimension, const columns::Table& t) {
  const auto from = beginnings(models_->models[static_cast<size_t>(model_)], t);
  std::unordered_map<int64_t, uint32_t> by_day;  // a month's text is made once a day
  for (size_t i = 0; i < t.size; ++i) {
    const int64_t day = from[i] == kNever ? INT64_MAX : day_of(from[i]);
    const auto known = by_day.find(day);
    codes_[dimension][i] = known != by_day.end() ? known->second : (by_day[day] = code_of(dimension, from[i] == kNever ? "（空）" : month_of(from[i])));
  }
}

const std::vector<std::vector<uint32_t>>& Grouper::codes(const columns::Table& t) {
  const auto& m = models_->models[static_cast<size_t>(model_)];
  for (size_t d = 0; d < dimensions_.size(); ++d) {
    codes_[d].assign(t.size, kNoGroup);
    if (!sources_[d]) continue;
    if (dimensions_[d].month) months(d, t);
    else if (m.fields[static_cast<size_t>(sources_[d]->field)].type == FieldType::kText) texts(d, t);
    else others(d, t);
  }
  return codes_;
}

Tally::Tally(const Pairing& pairing) : pairing_(pairing) {
  const size_t n = pairing.cards.size();
  totals.cards.resize(n), totals.days.resize(n);
  for (const auto& p : pairing.pairs) {
    auto& t = pairs.emplace_back();
    t.cards.resize(n);
    t.decided_by.assign(p.differences.size(), 0);
  }
  any_was_.resize(n), any_is_.resize(n), any_moved_.resize(n);
}

void Tally::card_sides(const Side& was, const Side& is, std::vector<CardTally>& cards) {
  const auto shows = [](const Side& s, int card) { return std::any_of(s.bars.begin(), s.bars.end(), [&](const Bar& b) { return b.card == card; }); };
  const auto bars = [](const Side& s, int card) {
    std::vector<Bar> out;
    for (const auto& b : s.bars)
      if (b.card == card) out.push_back(b);
    return out;
  };
  for (size_t c = 0; c < cards.size(); ++c) {
    const int card = static_cast<int>(c);
    const bool x = shows(was, card), y = shows(is, card);
    if (!x && !y) continue;
    const bool moved = x && y && &was != &is && bars(was, card) != bars(is, card);
    auto& t = cards[c];
    t.was += x, t.is += y, t.gained += !x && y, t.lost += x && !y, t.moved += moved;
    any_was_[c] |= static_cast<char>(x), any_is_[c] |= static_cast<char>(y), any_moved_[c] |= static_cast<char>(moved);
  }
}

void Tally::days(const Side& was, const Side& is) {
  for (const auto& b : was.bars)
    if (b.onset > kTickAlways) ++totals.days[static_cast<size_t>(b.card)][day_of(instant_of(b.onset))].first;
  for (const auto& b : is.bars)
    if (b.onset > kTickAlways) ++totals.days[static_cast<size_t>(b.card)][day_of(instant_of(b.onset))].second;
}

void Tally::add(const Sides& sides, const std::vector<Change>& changes, size_t first_change, const std::vector<uint32_t>& groups, std::vector<Dimension>& dimensions) {
  const size_t n = any_was_.size();
  any_was_.assign(n, 0), any_is_.assign(n, 0), any_moved_.assign(n, 0);
  for (const int p : sides.touched()) {
    auto& t = pairs[static_cast<size_t>(p)];
    const Side &was = sides.was(p), &is = sides.is(p);
    card_sides(was, is, t.cards);
    days(was, is);
    t.undecided.was += was.undecided, t.undecided.is += is.undecided;
    t.undecided.gained += !was.undecided && is.undecided, t.undecided.lost += was.undecided && !is.undecided;
  }
  ++totals.cases;
  const bool changed = first_change < changes.size();
  Kind kind = Kind::kDropped;
  for (size_t i = first_change; i < changes.size(); ++i) {
    ++pairs[static_cast<size_t>(changes[i].pair)].changed;
    kind = std::min(kind, changes[i].kind);
  }
  totals.changed += changed;
  if (changed) ++totals.kinds[static_cast<size_t>(kind)];
  const auto count = [&](std::vector<CardTally>& cards) {
    cards.resize(n);
    for (size_t c = 0; c < n; ++c) {
      cards[c].was += any_was_[c] != 0, cards[c].is += any_is_[c] != 0, cards[c].gained += !any_was_[c] && any_is_[c], cards[c].lost += any_was_[c] && !any_is_[c];
      cards[c].moved += any_was_[c] && any_is_[c] && any_moved_[c];
    }
  };
  count(totals.cards);
  for (size_t d = 0; d < dimensions.size(); ++d) {
    if (groups[d] == Grouper::kNoGroup) continue;
    auto& g = dimensions[d].groups[groups[d]];
    ++g.cases;
    g.changed += changed;
    count(g.cards);
  }
}

void Tally::decided(const Change& c) {
  if (c.difference >= 0) ++pairs[static_cast<size_t>(c.pair)].decided_by[static_cast<size_t>(c.difference)];
}

}  // namespace zs::replay
