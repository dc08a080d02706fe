// A record as text and back: the same record.
#include "ledger/case_text.h"

#include "runtime/columns/fingerprint.h"
#include "tests/io/models.h"

#include <gtest/gtest.h>

namespace zs::ledger {
namespace {

TEST(CaseText, KeepsEveryKindOfValue) {
  const auto models = testing::case_models();
  const std::vector<std::string> given{
      R"({"办件编号":"A1"})",
      R"({"办件编号":"甲\"\\\n二","行政区划":"411000","办件类型":"2","受理时间":"2024-10-09T04:00:00Z","金额":"-12.5","跑动次数":-42,"证照信息部委确定":"是","公示到期日":"2024/10/9"})",
      R"({"办件编号":"A3","承诺时限":"2.5","承诺时限单位":"1","数据问题":["甲","乙 丙"],"评价详情":[],"金额":0.000001})",
      R"({"办件编号":"A4","承诺时限单位":"Z","数据问题":[]})",
      R"({"办件编号":"A5","承诺时限":3,"环节":[{"环节名称":"受理","开始时间":"1000-01-01"},{"环节名称":"审查","材料":["x;y"]}]})",
      R"({"办件编号":" 6 ","受理时间":"9999-12-31 23:59:59"})",
  };
  std::vector<size_t> refused;
  const auto table = table_of(models, 0, given, refused);
  EXPECT_TRUE(refused.empty());
  ASSERT_EQ(table.size, given.size());
  const CaseWriter writer(models, 0);
  std::vector<std::string> texts;
  for (size_t i = 0; i < table.size; ++i) texts.push_back(writer.text(table, i));
  const auto again = table_of(models, 0, texts, refused);
  EXPECT_TRUE(refused.empty());
  EXPECT_EQ(columns::record_hashes(models, again), columns::record_hashes(models, table));
  for (size_t i = 0; i < table.size; ++i) EXPECT_EQ(writer.text(again, i), texts[i]);
  EXPECT_EQ(texts[1], R"({"办件编号":"甲\"\\\n二","行政区划":"411000","办件类型":"承诺件","受理时间":"2024-10-09T12:00:00+08:00","金额":-12.5,"跑动次数":-42,"证照信息部委确定":true,"公示到期日":"2024-10-09"})");
  EXPECT_EQ(texts[2], R"({"办件编号":"A3","金额":0.000001,"承诺时限":2.5,"承诺时限单位":"工作日","数据问题":["甲","乙 丙"],"评价详情":[]})");
}

TEST(CaseText, WhatTheModelDoesNotTakeIsTold) {
  const auto models = testing::case_models();
  std::vector<size_t> refused;
  const auto table = table_of(models, 0, {R"({"办件编号":"A1"})", R"({"办件编号":"A2","办件类型":"没有这种"})", "不是 JSON"}, refused);
  EXPECT_EQ(table.size, 1u);
  EXPECT_EQ(refused, (std::vector<size_t>{1, 2}));
}

}  // namespace
}  // namespace zs::ledger
