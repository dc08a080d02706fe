// 绑定: what it becomes, and what is wrong with it.
#include "pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

Compilation bound(const std::string& body) { return pack("绑定 库 对 办件 { " + body + " }"); }

TEST(Bindings, BecomeTablesAndFields) {
  const Compilation c = bound(
      "主表 cases  连表 ends 按 no ?  视图 v 自 cases、ends 「SELECT 1」  字段 编号 自 「case no」  字段 收件、名称 ?  字段 结果 自 ends的kind 代码 { 听证 = A、01；其他 = 9 }  "
      "字段 受理时间 自 at 格式 「yyyyMMddHHmmss」  字段 意见 = 同意  字段 承诺时限 = 5  字段 承诺单位 自 u 代码 { 工作日 = w }  "
      "子表 环节 自 v 按 no 排序 b、c { 字段 环节名称 自 s  字段 开始时间 }");
  ASSERT_TRUE(c.program) << errors(c) << first_message(c);
  ASSERT_EQ(c.program->models.bindings.size(), 1u);
  const auto& b = c.program->models.bindings[0];
  EXPECT_EQ(b.name, "库");
  ASSERT_EQ(b.tables.size(), 3u);
  EXPECT_EQ(b.tables[0].name, "cases");
  EXPECT_EQ(b.tables[0].key, "case no");
  ASSERT_EQ(b.tables[0].fields.size(), 7u);
  EXPECT_EQ(b.tables[0].fields[1].column, "received");  // the field's code
  EXPECT_TRUE(b.tables[0].fields[1].optional);
  EXPECT_EQ(b.tables[0].fields[3].format, "yyyyMMddHHmmss");
  EXPECT_TRUE(b.tables[0].fields[4].constant);
  EXPECT_EQ(b.tables[0].fields[4].value, "同意");
  EXPECT_TRUE(b.tables[0].fields[6].unit);
  EXPECT_TRUE(b.tables[1].optional);
  EXPECT_THAT(b.tables[1].fields[0].codes, ElementsAre(Pair("A", "听证"), Pair("01", "听证"), Pair("9", "其他")));
  EXPECT_EQ(b.tables[2].key, "no");
  EXPECT_THAT(b.tables[2].order, ElementsAre("b", "c"));
  EXPECT_EQ(b.tables[2].fields[1].column, "begun");
  EXPECT_THAT(b.views[0].tables, ElementsAre("cases", "ends"));
}

struct Row { const char *text, *ids, *says; };
class WrongBindings : public testing::TestWithParam<Row> {};

TEST_P(WrongBindings, AreExplained) {
  const Compilation c = bound(GetParam().text);
  EXPECT_FALSE(c.program);
  EXPECT_EQ(errors(c), GetParam().ids) << GetParam().text;
  EXPECT_THAT(first_message(c), HasSubstr(GetParam().says)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Tables, WrongBindings, testing::Values(
    Row{"字段 编号", "E0602", "没有主表"},
    Row{"主表 a  主表 b  字段 编号", "E0603", "已经有主表"},
    Row{"主表 a  连表 a 按 k  字段 编号", "E0604", "“a”在这个绑定里已经写过"},
    Row{"主表 cases  字段 编号  字段 名称 自 casse的n", "E0605", "“casse”"},
    Row{"主表 a  字段 编号  子表 环结 自 b 按 k { 字段 环节名称 }", "E0614", "→ 环节"},
    Row{"主表 a  字段 编号  子表 环节 自 b 按 k { 视图 v 自 a 「SELECT 1」 }", "E0617", "子表里只写"},
    Row{"视图 v 自 a 「SELECT 1」  视图 w 自 v 「SELECT 1」  主表 w  字段 编号", "E0618", "“v”也是视图"},
    Row{"视图 v 自 a 「DROP TABLE a」  主表 v  字段 编号", "E0619", "SELECT"},
    Row{"视图 v 自 a 「WITHDRAW a」  主表 v  字段 编号", "E0619", "WITH"},
    Row{"视图 v 自 a 「SELECT 1; DROP TABLE a」  主表 v  字段 编号", "E0619", "分号"}));

INSTANTIATE_TEST_SUITE_P(Fields, WrongBindings, testing::Values(
    Row{"主表 a  字段 编号  字段 名字子 自 n", "E0212", "没有字段“名字子”"},
    Row{"主表 a  字段 编号  字段 名称 自 n  字段 name 自 m", "E0606", "绑定了两次"},
    Row{"主表 a  字段 名称", "E0607", "编号"},
    Row{"主表 a  连表 b 按 k  字段 编号 自 b的k", "E0608", "主表的一列"},
    Row{"主表 a  字段 编号 ?", "E0608", "主表的一列"},
    Row{"主表 a  字段 编号  字段 次数 格式 「yyyy」", "E0609", "“次数”是整数"},
    Row{"主表 a  字段 编号  字段 收件 格式 「yyyy-DD-mm」", "E0610", "DD"},
    Row{"主表 a  字段 编号  字段 次数 代码 { 一 = 1 }", "E0611", "“次数”是整数"},
    Row{"主表 a  字段 编号  字段 意见 代码 { 同义 = 1 }", "E0612", "→ 同意"},
    Row{"主表 a  字段 编号  字段 已核 代码 { 真 = 1 }", "E0612", "“真”不是“已核”的取值"},
    Row{"主表 a  字段 编号  字段 意见 代码 { 同意 = 1；不同意 = 1 }", "E0613", "“1”写了两次"},
    Row{"主表 a  字段 编号  字段 环节 自 x", "E0615", "列表"},
    Row{"主表 a  字段 编号  字段 次数 = 几次", "E0616", "应是整数"},
    Row{"主表 a  字段 编号  字段 意见 = 通过", "E0612", "“通过”不是“意见”的取值"},
    Row{"主表 a  字段 编号  字段 名称、次数 自 x", "E0620", "几个字段"}));

TEST(Bindings, OfTheSameNameAreForOtherRecords) {
  EXPECT_EQ(errors(pack("绑定 库 对 办件 { 主表 a  字段 编号 }\n绑定 库 对 评价 { 主表 b  字段 评价编号 }")), "");
  EXPECT_EQ(errors(pack("绑定 库 对 办件 { 主表 a  字段 编号 }\n绑定 库 对 办件 { 主表 b  字段 编号 }")), "E0601");
  EXPECT_EQ(errors(pack("绑定 库 对 力件 { 主表 a  字段 编号 }")), "E0224");
}

TEST(Bindings, OfTheLibraryFitTheLibrary) {
  const Compilation c = compile(std::string(ZS_SOURCE_DIR) + "/stdlib", {.library = true});
  ASSERT_TRUE(c.program);
  EXPECT_GE(c.program->models.bindings.size(), 2u);
  const BindingFile file = compile_bindings("标准库/绑定/全国交换库.zs", c.program->models);
  EXPECT_FALSE(file.diagnostics.has_errors());
  EXPECT_EQ(file.bindings.size(), 1u);
  EXPECT_TRUE(compile_bindings("标准库/绑定/没有.zs", c.program->models).diagnostics.has_errors());
}

}  // namespace
}  // namespace zs::test
