// The standard record models against models.tsv: every name, code, type and what may be absent.
#include "compiler/compile.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace {

using zs::model::FieldType;

const std::vector<std::string> kRecords = {"办件", "事项", "评价", "申诉", "一件事", "工程办件", "大厅巡查", "证照类型", "存量证照",
                                           "基本目录", "办事指南", "权责事项", "指南检查",
                                           "政务大厅", "政务辖区", "平台事项", "业务系统", "政策信息", "投诉", "证明调整", "延时预约", "服务记录", "整改"};

struct Row {
  std::string model, name, code, type, need, unit;
};

std::vector<Row> table() {
  std::ifstream in(ZS_SOURCE_DIR "/tests/stdlib/models.tsv");
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    Row r;
    for (std::string* cell : {&r.model, &r.name, &r.code, &r.type, &r.need, &r.unit}) std::getline(cells, *cell, '\t');
    rows.push_back(r);
  }
  return rows;
}

std::string written(FieldType t) {
  switch (t) {
    case FieldType::kText: return "文本";
    case FieldType::kInteger: return "整数";
    case FieldType::kDecimal: return "小数";
    case FieldType::kBool: return "布尔";
    case FieldType::kDate: return "日期";
    case FieldType::kInstant: return "时刻";
    case FieldType::kEvent: return "时刻*";
    case FieldType::kEnum: return "枚举";
    case FieldType::kSpan: return "期限";
    case FieldType::kTextList: return "列表 文本";
    case FieldType::kEnumList: return "列表 枚举";
    case FieldType::kRows: return "列表";
  }
  return "";
}

/// A pack that uses every record of the standard library.
zs::Compilation whole_library() {
  std::string text;
  for (const auto& name : kRecords) text += "导入 「标准库/" + name + ".zs」\n";
  text += "导入 「标准库/国务院办公日历.zs」\n导入 「标准库/通用条件.zs」\n";
  text += "规则集 test.all 版本 1 { 施行 2019-01-01 牌 红牌 日历 国务院办公日历 }\n";
  int number = 0;
  for (const auto& name : kRecords) {
    const std::string key = name == "证照类型" ? "证照类型代码" : "";
    ++number;
    text += "指标 T-" + std::to_string(number) + " 试 对 " + name + " { 当 下列情形之一 { 1 = 1 }，发 红牌 }\n";
  }
  zs::CompileOptions options;
  options.stdlib_dir = ZS_SOURCE_DIR "/stdlib";
  return zs::compile_text("all.zs", text, options);
}

std::string complaints(const zs::Compilation& c) {
  std::string out;
  for (const auto& d : c.diagnostics.all()) {
    out += std::to_string(static_cast<int>(d.code));
    for (const auto& a : d.args) out += " " + a;
    out += "\n";
  }
  return out;
}

TEST(RecordModels, AreTheContract) {
  const auto c = whole_library();
  ASSERT_TRUE(c.program.has_value()) << complaints(c);
  const auto& models = c.program->models;
  std::map<std::string, size_t> expected;
  for (const Row& r : table()) {
    SCOPED_TRACE(r.model + "." + r.name);
    ++expected[r.model];
    const int m = models.find(r.model);
    ASSERT_GE(m, 0);
    const auto& fields = models.models[static_cast<size_t>(m)].fields;
    const auto at = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == r.name; });
    ASSERT_NE(at, fields.end());
    EXPECT_EQ(at->code, r.code);
    EXPECT_EQ(written(at->type), r.type);
    EXPECT_EQ(at->optional, r.need == "?");
    if (r.need == "键") EXPECT_EQ(models.models[static_cast<size_t>(m)].key, at - fields.begin());
    const std::string unit = at->unit_name.empty() ? "" : at->unit_name + " " + at->unit_code;
    EXPECT_EQ(unit, r.unit);
  }
  for (const auto& [name, count] : expected)
    EXPECT_EQ(models.models[static_cast<size_t>(models.find(name))].fields.size(), count) << name;
}

TEST(RecordModels, SayWhoGoverns) {
  const auto c = whole_library();
  ASSERT_TRUE(c.program.has_value()) << complaints(c);
  const std::set<std::string> standing = {"事项", "证照类型", "存量证照", "基本目录", "办事指南", "权责事项", "政务大厅", "政务辖区", "平台事项", "业务系统"};
  for (const auto& name : kRecords) {
    const auto& m = c.program->models.models[static_cast<size_t>(c.program->models.find(name))];
    EXPECT_EQ(m.standing, standing.count(name) == 1) << name;
    const bool governed = name == "办件" || name == "工程办件";
    ASSERT_EQ(m.governing >= 0, governed) << name;
    if (governed) EXPECT_EQ(m.fields[static_cast<size_t>(m.governing)].name, "受理时间");
  }
}

TEST(RecordModels, EnumerationsTakeTheCodesOfTheStandards) {
  const auto c = whole_library();
  ASSERT_TRUE(c.program.has_value()) << complaints(c);
  const auto label_of = [&](std::string model, std::string field, std::string code) -> std::string {
    const auto& models = c.program->models;
    for (const auto& f : models.models[static_cast<size_t>(models.find(model))].fields) {
      if (f.name != field) continue;
      for (const auto& l : models.enumerations[static_cast<size_t>(f.enumeration)].labels)
        for (const auto& k : l.codes)
          if (k == code) return l.label;
    }
    return "";
  };
  EXPECT_EQ(label_of("办件", "办件类型", "1"), "即办件");
  EXPECT_EQ(label_of("办件", "办件类型", "9"), "其他");
  EXPECT_EQ(label_of("办件", "申报来源", "4"), "快递");
  EXPECT_EQ(label_of("事项", "行使层级", "6"), "村");
  EXPECT_EQ(label_of("评价", "满意度", "1"), "非常不满意");
  EXPECT_EQ(label_of("评价", "满意度", "5"), "非常满意");
  EXPECT_EQ(label_of("评价", "评价详情", "207"), "没有提供材料样本");
  EXPECT_EQ(label_of("评价", "评价详情", "208"), "没有提供材料清单");
  EXPECT_EQ(label_of("评价", "评价详情", "209"), "未在承诺时间内办结");
  EXPECT_EQ(label_of("评价", "评价详情", "108"), "在办事指南之外增加新的审批条件");
  EXPECT_EQ(label_of("评价", "评价详情", "109"), "需提供办事指南之外的申报材料");
  EXPECT_EQ(label_of("评价", "评价详情", "110"), "无理由超过法定办理时间");
  EXPECT_EQ(label_of("办事指南", "事项类型", "01"), "行政许可");
  EXPECT_EQ(label_of("办事指南", "事项类型", "10"), "其他行政权力");
  EXPECT_EQ(label_of("权责事项", "事项类型", "20"), "公共服务");
}

TEST(Calendar, HasEveryDayOfTheTable) {
  const auto c = whole_library();
  ASSERT_TRUE(c.program.has_value()) << complaints(c);
  ASSERT_GE(c.program->calendar, 0);
  const auto& calendar = c.program->calendars[static_cast<size_t>(c.program->calendar)];
  EXPECT_EQ(calendar.first_year, 2013);
  EXPECT_EQ(calendar.last_year, 2026);
  std::ifstream in(ZS_SOURCE_DIR "/stdlib/data/holidays.csv");
  std::string line;
  std::getline(in, line);
  size_t days = 0;
  for (; std::getline(in, line); ++days) {
    ASSERT_LT(days, calendar.exceptions.size());
    const auto& e = calendar.exceptions[days];
    EXPECT_EQ(e.work, line.substr(11, 4) == "work") << line;
    EXPECT_EQ(e.name, line.substr(line.find(',', 11) + 1)) << line;
  }
  EXPECT_EQ(days, calendar.exceptions.size());
}

}  // namespace
