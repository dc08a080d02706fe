// zs diff as its users call it.
#include "tests/cli/cli_test.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace zs::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string kInnerMongolia = kRoot + "/rules/neimenggu/2024", kHenan = kRoot + "/rules/henan/2019";

class DiffTest : public CliTest {};

TEST_F(DiffTest, AgainstItselfNothingDiffers) {
  for (const auto& pack : {kInnerMongolia, kHenan}) {
    const auto ran = zs({"diff", pack, pack});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("个指标：相同"));
    EXPECT_THAT(ran.out, Not(HasSubstr("更")));
  }
}

TEST_F(DiffTest, AShorterTermIsStricterWithItsSmallestExample) {
  const auto ran = zs({"diff", kInnerMongolia, "--set", "NM3-2/上传期限=2个工作日", "--witness", "examples", "--budget", "20"});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("更严 1"));
  EXPECT_THAT(ran.out, HasSubstr("NM3-2 汇聚数量情况 [更严]"));
  EXPECT_THAT(ran.out, HasSubstr("更严的例：办件（结果类型 证照、办结时间 2024-05-13 09:00）\n      旧规则 2024-05-17 00:00 起黄牌\n      新规则 2024-05-16 00:00 起黄牌"));
  // The example is a record like any other.
  const auto explained = zs({"explain", kInnerMongolia, "--cases", at("examples/办件.ndjson"), "--case", "NM3-2-更严", "--as-of", "2024-05-18", "--indicator", "NM3-2"});
  EXPECT_EQ(explained.exit, 0) << explained.err;
  EXPECT_THAT(explained.out, HasSubstr("2024-05-17 00:00:00"));
}

TEST_F(DiffTest, SaysItInEnglishAndAsJson) {
  Call english;
  english.environment["LANG"] = "en_US.UTF-8";
  EXPECT_THAT(zs_with({"diff", kInnerMongolia, "--set", "NM3-2/上传期限=4个工作日", "--budget", "20"}, english).out, HasSubstr("NM3-2 汇聚数量情况 [laxer]"));
  const auto ran = zs({"diff", kInnerMongolia, "--set", "NM3-2/上传期限=4个工作日", "--format", "json", "--out", at("d.json"), "--budget", "20"});
  EXPECT_EQ(ran.exit, 1);
  const auto j = json::parse(text("d.json"));
  EXPECT_EQ(j["summary"]["laxer"], 1);
  for (const auto& i : j["indicators"])
    if (i["code"] == "NM3-2") {
      EXPECT_EQ(i["verdict"], "laxer");
      EXPECT_EQ(i["higher"]["state"], "never");
      EXPECT_EQ(i["lower"]["witness"]["data"]["结果类型"], "证照");
    }
}

TEST_F(DiffTest, AnEditedCopyOfAWholeRuleSet) {
  std::filesystem::copy(kInnerMongolia, at("copy"), std::filesystem::copy_options::recursive);
  const std::string name = "copy/2-事项办理.zs";
  file(name, with(text(name), "承诺时限 - 3天 ≤", "承诺时限 - 2天 ≤"));
  const auto ran = zs({"diff", kInnerMongolia, at("copy"), "--budget", "20"});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("NM2-1 业务办理预警 [更宽]"));
  EXPECT_THAT(ran.out, HasSubstr("承诺时限 - 3天 ≤ 办理时限 已用 → 承诺时限 - 2天 ≤ 办理时限 已用"));
}

// Rule sets of two provinces have record kinds that the other does not know.
TEST_F(DiffTest, RuleSetsThatShareLittle) {
  const std::string procedure = kRoot + "/rules/neimenggu/2024-procedure";
  for (const auto& [old_pack, new_pack] : {std::pair{kHenan, procedure}, {procedure, kHenan}, {kInnerMongolia, kHenan}}) {
    const auto ran = zs({"diff", old_pack, new_pack, "--budget", "0.02", "--witness", "examples"});
    EXPECT_EQ(ran.exit, 1) << ran.err;
    EXPECT_THAT(ran.err, Not(HasSubstr("内部错误")));
    EXPECT_THAT(ran.out, HasSubstr("新增"));
  }
}

TEST_F(DiffTest, RefusesWhatMakesNoSense) {
  EXPECT_EQ(zs({"diff"}).exit, 2);
  EXPECT_EQ(zs({"diff", kInnerMongolia}).exit, 2);
  EXPECT_EQ(zs({"diff", kInnerMongolia, kInnerMongolia, "--format", "xml"}).exit, 2);
  EXPECT_EQ(zs({"diff", kInnerMongolia, kInnerMongolia, "--budget", "0"}).exit, 2);
  EXPECT_EQ(zs({"diff", kInnerMongolia, at("nowhere")}).exit, 5);
}

}  // namespace
}  // namespace zs::test
