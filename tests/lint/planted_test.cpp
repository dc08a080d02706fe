// A slip planted in a shipped pack gives its lint, and no other one speaks up.
#include "tests/lint/examples.h"

#include "runtime/calendar/civil.h"

#include <gtest/gtest.h>

namespace zs::lint::test {
namespace {

struct Slip {
  std::string file, from, to;   // the first `from` of the file is replaced
  std::string code;
};

const std::string kHenan = "rules/henan/2019/";
const std::string kNeimenggu = "rules/neimenggu/2024/";

const std::vector<Slip> kSlips = {
    {kHenan + "04-收费与证照.zs", "办结时间 后 3个工作日内", "办结时间 后 3个自然日内", "L016"},
    {kHenan + "04-收费与证照.zs", "部委信息确定时间 后 3个工作日内", "部委信息确定时间 后 5个工作日内", "L016"},
    {kHenan + "02-办理时限.zs", "剩余 不超过 2个工作日", "剩余 少于 2个工作日", "L017"},
    {kHenan + "03-补正与特别程序.zs", "超过 2个工作日", "达到 2个工作日", "L017"},
    {kHenan + "03-补正与特别程序.zs", "依据 第八条（三）「当有其他", "依据 第八条（二）「当有其他", "L012"},
    {kHenan + "08-申诉.zs", "当 申诉时间 后 10个工作日内 二次评价时间 未发生", "适用 二次评价时间 未发生\n    当 自 申诉时间 至 二次评价时间 超过 10个工作日", "L045"},
    {kHenan + "05-办件数据.zs", "申请人信息不全 或 不受理原因 为空", "申请人信息不全 或 不受理原因 为空 或 申请人信息不全", "L037"},
    {kHenan + "01-规则集.zs", "  施行 2019-03-21\n", "", "L043"},
    {kHenan + "01-规则集.zs", "牌 预警 < 异常 < 红牌", "牌 预警 < 异常 < 黄牌 < 红牌", "L010"},
    {kHenan + "01-规则集.zs", "导入 「标准库/申诉.zs」", "导入 「标准库/申诉.zs」\n导入 「标准库/投诉.zs」", "L008"},
    {kHenan + "03-补正与特别程序.zs", "处置 人工监察", "处置 人工监查", "L032"},
    {kNeimenggu + "2-事项办理.zs", "当 小时 = 工作小时 且 6工作小时 ≤", "当 小时 = 工作小时 且 6工作小时 <", "L017"},
    {kNeimenggu + "1-数据推送.zs", "数据迟收（24小时）", "数据迟收（36小时）", "L016"},
    {kNeimenggu + "5-一件事.zs", "止点 = 仅办结 且 只看办结 超期", "止点 = 仅办结 且 子事项时限 超期", "L005"},
    {kNeimenggu + "6-工程建设.zs", "  取代 NM6-3、NM6-4  // 两样都缺，一张红牌代替两张黄牌\n", "  // 待确认：要不要取代 NM6-3、NM6-4\n", "L044"},
    {kNeimenggu + "4-好差评.zs", "不满 或（差评范围 = 满意度与六项 且 选了差评项）", "不满 或（差评范围 = 满意度与六项 且 评价详情 已填）", "L004"},
    {kNeimenggu + "0-规则集.zs", "  // 容许 L013（第五条、第八条、第九条） 因为 由 rules/neimenggu/2024-procedure 判断\n", "", "L013"},
};

std::string pack_of(const std::string& file) { return ZS_SOURCE_DIR "/" + file.substr(0, file.rfind('/')); }

TEST(PlantedSlips, AreFound) {
  Options options;
  options.today = static_cast<Day>(calendar::day_from_civil(2025, 6, 1));
  options.slow = false;
  for (const Slip& slip : kSlips) {
    SCOPED_TRACE(slip.file + ": " + slip.from + " -> " + slip.to);
    const std::string path = ZS_SOURCE_DIR "/" + slip.file;
    std::string text = read_file(path);
    const size_t at = text.find(slip.from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, slip.from.size(), slip.to);
    CompileOptions edited;
    edited.texts[path] = text;
    const auto found = findings(compile(pack_of(slip.file), edited), options);
    EXPECT_EQ(codes_of(found), slip.code) << (found.empty() ? "" : found.front().code + " " + found.front().text);
  }
}

}  // namespace
}  // namespace zs::lint::test
