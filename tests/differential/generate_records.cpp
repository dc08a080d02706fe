#include "tests/differential/generate_records.h"

#include "tests/differential/generate_program.h"
#include "tests/differential/schema.h"

namespace zs::differential {

using columns::Column;
using columns::Table;
using model::FieldType;

Instant some_instant(Random& r) {
  const Instant day = start_of(kBaseDay + (r.chance(85) ? r.below(34) : r.below(130)));
  const int second = r.pick({0, 0, 1, 86'399, 9 * 3600, 9 * 3600 + 1, 12 * 3600, 13 * 3600, 17 * 3600, 18 * 3600, -1});
  return day + (second >= 0 ? second : r.below(86'400));
}

namespace {

class Filler {
 public:
  Filler(Random& r, const model::Models& models) : r_(r), models_(models), missing_(r.pick({0, 10, 35})) {}

  void row(Table& t, const std::string& key) {
    const auto& fields = models_.models[static_cast<size_t>(t.model)].fields;
    const bool reference = t.model == kItem;
    for (size_t i = 0; i < fields.size(); ++i) {
      const bool is_key = static_cast<int>(i) == models_.models[static_cast<size_t>(t.model)].key;
      cell(t, t.columns[i], fields[i].type, is_key ? &key : nullptr, reference);
    }
    ++t.size;
  }
  /// The record's reference: often an item that exists.
  void refer(Table& t, int items) {
    auto& codes = t.columns[kRef].codes;
    codes.back() = r_.chance(missing_) ? -1 : t.strings->add("X" + std::to_string(r_.below(items + 1)));
  }

 private:
  bool missing() { return r_.chance(missing_); }

  int64_t span() {
    if (missing()) return r_.pick({kMissing, pack_span(3 * kDecimalOne, Unit::kNoUnit), kSpanNoNumber + static_cast<int64_t>(Unit::kWorkDay)});
    const Unit u = r_.pick({Unit::kWorkDay, Unit::kWorkDay, Unit::kNaturalDay, Unit::kHour, Unit::kWorkHour});
    const bool days = u == Unit::kWorkDay || u == Unit::kNaturalDay;
    const int64_t n = days ? r_.pick({0, 1, 2, 3, 5, 8, 10}) * kDecimalOne + (r_.chance(20) ? kDecimalOne / 2 : 0) : r_.pick({0, 4, 8, 24, 40}) * kDecimalOne;
    return pack_span(n, u);
  }

  int64_t scalar(FieldType type) {
    switch (type) {
      case FieldType::kInteger: return missing() ? kMissing : r_.below(6) - 1;
      case FieldType::kDecimal: return missing() ? kMissing : (r_.below(12) - 2) * kDecimalOne / 2;
      case FieldType::kBool: return missing() ? kMissing : r_.below(2);
      case FieldType::kDate: return missing() ? kMissing : kBaseDay + r_.below(20);
      case FieldType::kEnum: return missing() ? kMissing : r_.below(3);
      case FieldType::kInstant: return missing() ? kMissing : some_instant(r_);
      case FieldType::kEvent: return r_.chance(30) ? kNever : some_instant(r_);
      case FieldType::kSpan: return span();
      default: return kMissing;
    }
  }

  void cell(Table& t, Column& c, FieldType type, const std::string* key, bool reference) {
    switch (type) {
      case FieldType::kText:
        c.codes.push_back(key ? t.strings->add(*key) : missing() ? -1 : t.strings->add(r_.pick(words())));
        break;
      case FieldType::kTextList: case FieldType::kEnumList: {
        if (c.offsets.empty()) c.offsets.push_back(0);
        const bool absent = r_.chance(reference ? 25 : missing_);
        c.absent.push_back(absent ? 1 : 0);
        for (int n = absent ? 0 : r_.below(4); n > 0; --n) {
          if (type == FieldType::kTextList) c.codes.push_back(t.strings->add(r_.pick(words())));
          else c.values.push_back(r_.below(3));
        }
        c.offsets.push_back(static_cast<uint32_t>(type == FieldType::kTextList ? c.codes.size() : c.values.size()));
        break;
      }
      case FieldType::kRows: {
        if (c.offsets.empty()) c.offsets.push_back(0);
        const bool absent = r_.chance(15);
        c.absent.push_back(absent ? 1 : 0);
        for (int n = absent ? 0 : r_.pick({0, 0, 1, 1, 2, 3}); n > 0; --n) row(*c.rows, "");
        c.offsets.push_back(static_cast<uint32_t>(c.rows->size));
        break;
      }
      default: c.values.push_back(scalar(type));
    }
  }

  Random& r_;
  const model::Models& models_;
  int missing_;
};

}  // namespace

Data generate_records(Random& r, const model::Models& models, int records) {
  Data d{columns::make_table(models, kCase), columns::make_table(models, kItem)};
  Filler fill(r, models);
  const int items = 3;
  for (int i = 0; i < items; ++i) fill.row(d.items, "X" + std::to_string(i));
  for (int i = 0; i < records; ++i) {
    fill.row(d.records, "R" + std::to_string(i));
    fill.refer(d.records, items);
  }
  return d;
}

}  // namespace zs::differential
