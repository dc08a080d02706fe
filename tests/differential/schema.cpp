#include "tests/differential/schema.h"

namespace zs::differential {

using model::Field;
using model::FieldType;

namespace {

Field field(const char* name, const char* code, FieldType type, int extra = -1) {
  Field f;
  f.name = name;
  f.code = code;
  f.type = type;
  if (type == FieldType::kEnum || type == FieldType::kEnumList) f.enumeration = extra;
  if (type == FieldType::kRows) f.rows = extra;
  if (type == FieldType::kSpan) {
    f.unit_name = f.name + "单位";
    f.unit_code = f.code + "_unit";
  }
  return f;
}

}  // namespace

model::Models make_models() {
  model::Models m;
  m.enumerations.push_back({{{"低", {}}, {"中", {}}, {"高", {}}}, true});
  m.models.resize(4);
  auto& c = m.models[kCase];
  c.name = "件";
  c.code = "rec";
  c.key = 0;
  c.fields = {field("编号", "id", FieldType::kText), field("项码", "item", FieldType::kText), field("文字", "txt", FieldType::kText),
              field("整数甲", "n1", FieldType::kInteger), field("小数甲", "d1", FieldType::kDecimal), field("真假", "b1", FieldType::kBool),
              field("日子", "day1", FieldType::kDate), field("级别", "lvl", FieldType::kEnum, 0), field("限甲", "s1", FieldType::kSpan),
              field("限乙", "s2", FieldType::kSpan), field("事零", "e0", FieldType::kEvent), field("事一", "e1", FieldType::kEvent),
              field("事二", "e2", FieldType::kEvent), field("事三", "e3", FieldType::kEvent), field("诸文", "ts", FieldType::kTextList),
              field("诸级", "ls", FieldType::kEnumList, 0), field("行甲", "ra", FieldType::kRows, kRowA),
              field("行乙", "rb", FieldType::kRows, kRowB), field("某刻", "i1", FieldType::kInstant)};
  c.fields[kRef].reference = kItem;
  c.governing = kEvent0;
  auto& a = m.models[kRowA];
  a.name = "件.行甲";
  a.code = "ra";
  a.is_row = true;
  a.fields = {field("甲名", "name", FieldType::kText), field("甲起", "from", FieldType::kEvent), field("甲止", "to", FieldType::kEvent),
              field("甲数", "n", FieldType::kInteger), field("甲真", "b", FieldType::kBool), field("甲文", "ts", FieldType::kTextList),
              field("甲限", "s", FieldType::kSpan)};
  auto& b = m.models[kRowB];
  b.name = "件.行乙";
  b.code = "rb";
  b.is_row = true;
  b.fields = {field("乙名", "name", FieldType::kText), field("乙起", "from", FieldType::kEvent), field("乙止", "to", FieldType::kEvent),
              field("乙日", "day", FieldType::kDate)};
  auto& i = m.models[kItem];
  i.name = "项";
  i.code = "item";
  i.key = 0;
  i.standing = true;
  i.fields = {field("项码", "code", FieldType::kText), field("项数", "n", FieldType::kInteger), field("项限", "s", FieldType::kSpan),
              field("项文", "ts", FieldType::kTextList), field("项级", "lvl", FieldType::kEnum, 0), field("项真", "b", FieldType::kBool)};
  return m;
}

std::vector<typed::Calendar> make_calendars(bool short_of_2024) {
  typed::Calendar c;
  c.name = "历";
  c.office = {{9 * 3600, 12 * 3600}, {13 * 3600, 18 * 3600}};
  c.first_year = 2024;
  c.last_year = 2024;
  for (int d = 11; d < 18; ++d) c.exceptions.push_back({kBaseDay + d, false, "国庆节"});
  c.exceptions.push_back({kBaseDay + 22, true, "调休"});
  typed::Calendar other = c;
  other.name = "短历";
  other.works[5] = true;
  other.office = {{9 * 3600, 17 * 3600}};
  other.first_year = short_of_2024 ? 2020 : 2024;
  other.last_year = short_of_2024 ? 2023 : 2024;
  other.exceptions.clear();
  return {c, other};
}

}  // namespace zs::differential
