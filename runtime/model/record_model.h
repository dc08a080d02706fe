#pragma once
// Record models as the machine and the data binding see them: plain data, made from 记录 declarations by
// the compiler and stored in the bytecode pack.
#include "runtime/model/data_binding.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zs::model {

enum class FieldType : uint8_t {
  kText = 0,       // 文本; blank text is missing
  kInteger = 1,    // 整数, int64, |v| < 10^18
  kDecimal = 2,    // 小数 and 百分比, scale 6 (50% is 0.5)
  kBool = 3,       // 布尔: 是/否, true/false, 1/0
  kDate = 4,       // 日期: Day, zone-free, known in advance
  kInstant = 5,    // 时刻 that is no event: known throughout
  kEvent = 6,      // 时刻*: not known before it happens
  kEnum = 7,       // 枚举: index into Enumeration::labels
  kSpan = 8,       // 期限: two columns, number (name, code) and unit (unit_name, unit_code); PackedSpan
  kTextList = 9,   // 列表 文本
  kEnumList = 10,  // 列表 枚举
  kRows = 11,      // 列表 of records
};

struct EnumLabel {
  std::string label;
  std::vector<std::string> codes;  // all spellings accepted beside the label
};
struct Enumeration {
  std::vector<EnumLabel> labels;
  bool ordered = false;  // labels rise in the order written
};

struct RecordModel;

struct Field {
  std::string name;       // Chinese, e.g. 受理时间
  std::string code;       // ASCII, e.g. accept_date
  FieldType type = FieldType::kText;
  bool optional = true;   // false: a record without it is rejected (keys and the fields written without ?)
  std::string unit_name;  // kSpan only
  std::string unit_code;
  int enumeration = -1;   // index into Models::enumerations (kEnum, kEnumList)
  int reference = -1;     // kText: index of the model this key refers to
  int rows = -1;          // kRows: index into Models::models of the row's model
  std::string pattern;    // kText: RE2 that a value must match whole, else the record is rejected; empty: none
};

/// A record kind, a reference table's row, or the row of a nested list.
struct RecordModel {
  std::string name;  // 办件; for rows 办件.环节
  std::string code;
  std::vector<Field> fields;
  int key = -1;             // field index; rows have none
  bool is_row = false;      // row of a nested list
  bool standing = false;    // 常态: judged by the version in force at each instant
  int governing = -1;       // event field that decides the version; until it occurs, and where -1, the earliest event
};

struct Models {
  std::vector<RecordModel> models;
  std::vector<Enumeration> enumerations;
  std::vector<DataBinding> bindings;  // no two of one name and model

  int find(std::string_view name_or_code) const noexcept {
    for (size_t i = 0; i < models.size(); ++i)
      if (models[i].name == name_or_code || models[i].code == name_or_code) return static_cast<int>(i);
    return -1;
  }
};

}  // namespace zs::model
