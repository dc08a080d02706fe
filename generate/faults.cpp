#include "generate/faults.h"

#include "io/binding/scalar.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace zs::generate {
namespace {

using model::Field;
using model::FieldType;

constexpr std::string_view kBadDates[] = {"2024-09-31 10:00:00", "2024-13-01 09:30:00", "2023-02-29", "2024-06-05 25:10:00", "昨天上午"};
constexpr std::string_view kBadNumbers[] = {"十", "12a", "3,500", "1..5", "若干"};
constexpr std::string_view kBadLabels[] = {"上报件", "?", "无此选项", "00000"};

std::string names() {
  std::string s;
  for (const auto n : kFaultNames) s += (s.empty() ? "" : "、") + std::string(n);
  return s;
}

bool is_number(FieldType t) { return t == FieldType::kInteger || t == FieldType::kDecimal || t == FieldType::kSpan; }
bool is_moment(FieldType t) { return t == FieldType::kDate || t == FieldType::kInstant || t == FieldType::kEvent; }

bool takes(FaultKind kind, const Field& f, bool is_key) {
  switch (kind) {
    case FaultKind::kBadDate: return is_moment(f.type);
    case FaultKind::kBadEnum: return f.type == FieldType::kEnum;
    case FaultKind::kBadNumber: return is_number(f.type);
    case FaultKind::kMissingField: return !f.optional && !is_key;
    case FaultKind::kUnresolvedRef: return f.type == FieldType::kText && f.reference >= 0 && f.pattern.empty();
    case FaultKind::kBadEncoding: return f.type == FieldType::kText;
    default: return is_key;
  }
}

}  // namespace

Result<FaultShare> parse_fault(const std::string& text) {
  const size_t equals = text.find('=');
  const auto it = std::find(kFaultNames.begin(), kFaultNames.end(), std::string_view(text).substr(0, equals));
  std::string_view rest = equals == std::string::npos ? std::string_view() : std::string_view(text).substr(equals + 1);
  double share = 0;
  const bool number = take_number(rest, share);
  if (number && rest == "%") share /= 100, rest = {};
  if (it == kFaultNames.end() || !number || !rest.empty() || share < 0 || share > 1)
    return Error{ErrorKind::kUsage, "--faults " + text + "：写作 bad-date=0.01 或 bad-date=1%；有 " + names(), "--faults " + text + ": write bad-date=0.01 or bad-date=1%; there are " + names()};
  return FaultShare{static_cast<FaultKind>(it - kFaultNames.begin()), share};
}

std::vector<Faults::Site> Faults::sites(FaultKind kind) const {
  const auto& m = world_.model(model_);
  std::vector<Site> own, nested;
  for (size_t i = 0; i < m.fields.size(); ++i) {
    const int field = static_cast<int>(i);
    if (takes(kind, m.fields[i], field == m.key)) own.push_back({field, -1});
    if (m.fields[i].type != FieldType::kRows) continue;
    const auto& rows = world_.model(m.fields[i].rows).fields;
    for (size_t c = 0; c < rows.size(); ++c)
      if (takes(kind, rows[c], false)) nested.push_back({field, static_cast<int>(c)});
  }
  return own.empty() ? nested : own;
}

Result<Faults> Faults::make(const World& world, int model, const std::vector<FaultShare>& shares, bool text_format) {
  const uint64_t records = world.settings().count;
  Faults f(world, model, records);
  for (const auto& s : shares) {
    const auto k = static_cast<size_t>(s.kind);
    const std::string name(name_of(s.kind));
    if (!text_format && (s.kind == FaultKind::kBrokenLine || s.kind == FaultKind::kBadEncoding))
      return Error{ErrorKind::kUsage, "--faults " + name + " 只能用于 CSV 和 NDJSON，Parquet 没有行", "--faults " + name + " is for CSV and NDJSON; Parquet has no lines"};
    if (f.counts_[k]) return Error{ErrorKind::kUsage, "--faults " + name + " 写了两次", "--faults " + name + " is given twice"};
    f.counts_[k] = static_cast<uint64_t>(std::llround(s.share * static_cast<double>(records)));
    f.faulty_ += f.counts_[k];
    if (s.kind != FaultKind::kBrokenLine) f.sites_[k] = f.sites(s.kind);
    const auto& m = world.model(model);
    if (s.kind != FaultKind::kBrokenLine && f.sites_[k].empty())
      return Error{ErrorKind::kUsage, "--faults " + name + "：" + m.name + " 没有可以这样弄错的字段", "--faults " + name + ": " + m.name + " has no field for that"};
  }
  if (f.faulty_ > (records ? records - 1 : 0))
    return Error{ErrorKind::kUsage, fmt::format("--faults 合计 {} 条，最多 {} 条：第一条总是好的", f.faulty_, records ? records - 1 : 0),
                 fmt::format("--faults come to {} records of at most {}: the first is always sound", f.faulty_, records ? records - 1 : 0)};
  return f;
}

std::optional<FaultKind> Faults::of(uint64_t index) const noexcept {
  if (faulty_ == 0 || index == 0) return std::nullopt;
  uint64_t place = order_(index - 1);
  if (place >= faulty_) return std::nullopt;
  for (size_t k = 0; k < counts_.size(); ++k) {
    if (place < counts_[k]) return static_cast<FaultKind>(k);
    place -= counts_[k];
  }
  return std::nullopt;
}

std::string Faults::path_of(const Site& site) const {
  const Field& f = world_.model(model_).fields[static_cast<size_t>(site.field)];
  return site.column < 0 ? f.name : f.name + "[1]." + world_.model(f.rows).fields[static_cast<size_t>(site.column)].name;
}

/// The label itself where the enumeration has no such label or code, else something longer.
std::string_view Faults::label_beyond(const Site& site, std::string_view label, binding::Arena& arena) const {
  const Field* f = &world_.model(model_).fields[static_cast<size_t>(site.field)];
  if (site.column >= 0) f = &world_.model(f->rows).fields[static_cast<size_t>(site.column)];
  const auto& e = world_.models().enumerations[static_cast<size_t>(f->enumeration)];
  std::string s(label);
  while (binding::parse_enum(e, s)) s += "？";
  return binding::copy(arena, s);
}

void Faults::put(const Site& site, const Cell& cell, Cell* cells, binding::Arena& arena) const {
  Cell& own = cells[site.field];
  if (site.column < 0) {
    own = cell;
    return;
  }
  // In the list's first row, on a copy; a list without rows gets one.
  const auto width = world_.model(world_.model(model_).fields[static_cast<size_t>(site.field)].rows).fields.size();
  const uint32_t size = own.kind == Cell::Kind::kRows ? own.size : 0;
  auto* items = static_cast<Cell*>(arena.allocate(std::max<size_t>(1, size) * width * sizeof(Cell), alignof(Cell)));
  for (size_t i = 0; i < std::max<size_t>(1, size) * width; ++i) new (items + i) Cell(size ? own.items[i] : Cell());
  items[site.column] = cell;
  own = Cell::of(Cell::Kind::kRows, 0);
  own.size = std::max<uint32_t>(1, size);
  own.width = static_cast<uint32_t>(width);
  own.items = items;
}

Fault Faults::apply(FaultKind kind, uint64_t index, Cell* cells, binding::Arena& arena) const {
  const auto& m = world_.model(model_);
  Fault out{kind, index, m.key < 0 ? "" : std::string(cells[m.key].text), ""};
  if (kind == FaultKind::kBrokenLine) return out;
  Random random(scatter(world_.settings().seed ^ 0xBADu) ^ scatter(index));
  const auto& all = sites_[static_cast<size_t>(kind)];
  Site site = all[random.below(all.size())];
  Cell cell;
  cell.kind = Cell::Kind::kRaw;
  switch (kind) {
    case FaultKind::kBadDate: cell.text = kBadDates[random.below(std::size(kBadDates))]; break;
    case FaultKind::kBadNumber: cell.text = kBadNumbers[random.below(std::size(kBadNumbers))]; break;
    case FaultKind::kBadEnum: cell.text = label_beyond(site, kBadLabels[random.below(std::size(kBadLabels))], arena); break;
    case FaultKind::kMissingKey:
    case FaultKind::kMissingField: cell = {}; break;
    case FaultKind::kUnresolvedRef: cell.text = binding::copy(arena, fmt::format("NONE{:012}", random.below(1'000'000'000'000))); break;
    case FaultKind::kBadEncoding: {
      site = all[m.key >= 0 ? random.below(all.size()) : 0];
      const Cell& old = cells[site.field];
      cell.text = binding::copy(arena, (site.column < 0 ? std::string(old.text) : std::string()) + "\xFF\xFE");
      break;
    }
    case FaultKind::kDuplicateKey: {
      uint64_t earlier = random.below(index);
      while (earlier > 0 && of(earlier)) --earlier;
      binding::Arena own;
      out.key = std::string(make_record(world_, model_, earlier, world_.settings().count, own)[m.key].text);
      cell = Cell::of_text(binding::copy(arena, out.key));
      break;
    }
    case FaultKind::kBrokenLine: break;
  }
  put(site, cell, cells, arena);
  out.field = path_of(site);
  return out;
}

}  // namespace zs::generate
