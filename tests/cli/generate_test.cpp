// zs generate as users call it: what it writes is what zs run reads.
#include "tests/cli/cli_test.h"

#include <algorithm>
#include <regex>
#include <set>

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kHenan = kRoot + "/rules/henan/2019";
const std::string kNeimenggu = kRoot + "/rules/neimenggu/2024";

class GenerateTest : public CliTest {
 protected:
  /// The indicators that show a card in a file of findings.
  std::set<std::string> fired(const std::string& name) const {
    std::set<std::string> out;
    const std::string all = text(name);
    const std::regex code("(HN|NM)[0-9]+-[0-9]+");
    for (std::sregex_iterator it(all.begin(), all.end(), code), end; it != end; ++it) out.insert(it->str());
    return out;
  }
  std::set<std::string> numbers(const std::string& text, const std::string& before) const {
    std::set<std::string> out;
    const std::regex pattern(before + "([0-9]+)");
    for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) out.insert((*it)[1]);
    return out;
  }
  std::set<std::string> judged(const std::string& pack, const std::string& record, const std::string& count) {
    const auto made = zs({"generate", pack, "--record", record, "--count", count, "--out", "r.ndjson", "--refs-out", "事项=items.ndjson"});
    EXPECT_EQ(made.exit, 0) << made.err;
    EXPECT_EQ(made.out + made.err, "");
    const auto ran = zs({"run", pack, "--record", record, "--cases", "r.ndjson", "--refs", "事项=items.ndjson", "--as-of", "2025-01-01", "--out", "f.csv"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return fired("f.csv");
  }
};

TEST_F(GenerateTest, EveryIndicatorThatCasesCanTriggerIsTriggeredInHenan) {
  std::set<std::string> all = judged(kHenan, "办件", "20000");
  for (int i = 1; i <= 10; ++i) EXPECT_EQ(all.count("HN8-" + std::to_string(i)), 1u) << i;
  all = judged(kHenan, "评价", "20000");
  for (int i = 1; i <= 9; ++i) EXPECT_EQ(all.count("HN9-" + std::to_string(i)), 1u) << i;
  EXPECT_EQ(judged(kHenan, "申诉", "2000").count("HN9-10"), 1u);
}

TEST_F(GenerateTest, EveryIndicatorThatCasesCanTriggerIsTriggeredInNeimenggu) {
  const auto has = [](const std::set<std::string>& all, const std::vector<std::string>& wanted) {
    for (const auto& w : wanted) EXPECT_EQ(all.count(w), 1u) << w;
  };
  has(judged(kNeimenggu, "办件", "20000"), {"NM1-1", "NM1-2", "NM1-3", "NM2-1", "NM2-4", "NM2-5", "NM2-6", "NM2-7", "NM3-2"});
  has(judged(kNeimenggu, "评价", "20000"), {"NM4-1", "NM4-2", "NM4-3", "NM4-4", "NM4-5", "NM4-6", "NM4-7"});
  has(judged(kNeimenggu, "一件事", "3000"), {"NM5-1", "NM5-2"});
  has(judged(kNeimenggu, "工程办件", "5000"), {"NM6-1", "NM6-2", "NM6-3", "NM6-4", "NM6-5", "NM6-6", "NM6-7"});
  has(judged(kNeimenggu, "大厅巡查", "1000"), {"NM7-1", "NM7-2", "NM7-3", "NM7-4"});
  has(judged(kNeimenggu, "事项", "300"), {"NM7-1"});
  has(judged(kNeimenggu, "证照类型", "300"), {"NM3-1", "NM3-3"});
  has(judged(kNeimenggu, "存量证照", "300"), {"NM3-4"});
}

TEST_F(GenerateTest, EveryKindIsReadBack) {
  for (const auto& [pack, kinds] : std::map<std::string, std::vector<std::string>>{{kHenan, {"办件", "评价", "申诉"}},
                                                                                   {kNeimenggu, {"办件", "评价", "一件事", "工程办件", "大厅巡查", "证照类型", "存量证照", "事项"}},
                                                                                   {kRoot + "/examples/permit-log/rules", {"许可"}}})
    for (const auto& kind : kinds)
      for (const char* format : {"csv", "parquet"}) {
        const std::string name = std::string("r.") + format;
        ASSERT_EQ(zs({"generate", pack, "--record", kind, "--count", "300", "--out", name}).exit, 0) << kind;
        const auto ran = zs({"run", pack, "--record", kind, "--cases", name, "--as-of", "2025-01-01", "--out", "f.csv"});
        EXPECT_EQ(ran.exit, 0) << kind << ran.err;
      }
}

TEST_F(GenerateTest, FaultsAreTheRejects) {
  const std::vector<std::string> kinds{"bad-date=1%", "bad-enum=1%", "bad-number=0.5%", "missing-key=0.5%", "duplicate-key=1%", "broken-line=0.5%", "bad-encoding=0.5%", "missing-field=0.5%", "unresolved-ref=2%"};
  for (const char* name : {"a.ndjson", "a.csv"}) {
    std::vector<std::string> call{"generate", kHenan, "--count", "2000", "--out", name, "--manifest", "m.json", "--faults"};
    call.insert(call.end(), kinds.begin(), kinds.end());
    const auto made = zs(call);
    ASSERT_EQ(made.exit, 0) << made.err;
    EXPECT_THAT(made.err, HasSubstr("bad-date 20 条，行 "));
    EXPECT_THAT(made.err, HasSubstr("unresolved-ref 40 条（不会被拒收），行 "));
    const auto ran = zs({"run", kHenan, "--cases", name, "--as-of", "2025-01-01", "--out", "f.csv", "--rejects", "bad.csv", "--max-rejects", "100%"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    std::string manifest = text("m.json");
    manifest.resize(manifest.find("\"unresolved-ref\""));  // the last of them
    const auto wanted = numbers(manifest, "\"line\": ");
    EXPECT_EQ(wanted.size(), 20u + 20 + 10 + 10 + 20 + 10 + 10 + 10);
    EXPECT_EQ(numbers(text("bad.csv"), std::string("\n") + name + ","), wanted);
  }
}

TEST_F(GenerateTest, SameSeedSameBytes) {
  const auto bytes = [&](const std::string& seed, const std::string& threads) { return zs({"generate", kHenan, "--count", "3000", "--seed", seed, "--threads", threads}).out; };
  const std::string one = bytes("5", "1");
  EXPECT_THAT(one, StartsWith("{\"办件编号\":\"41202400000001\""));
  EXPECT_EQ(bytes("5", "4"), one);
  EXPECT_NE(bytes("6", "1"), one);
}

TEST_F(GenerateTest, PeriodAndExportAreKept) {
  const auto ran = zs({"generate", kHenan, "--count", "500", "--from", "2023-03-01", "--to", "2023-03-31", "--as-of", "2023-03-20 12:00"});
  EXPECT_EQ(ran.exit, 0);
  size_t received = 0;
  for (size_t at = ran.out.find("\"收件时间\":\"2023-03-"); at != std::string::npos; at = ran.out.find("\"收件时间\":\"2023-03-", at + 1)) ++received;
  EXPECT_EQ(received, 500u);
  EXPECT_EQ(ran.out.find("2023-03-20 12:00:01"), std::string::npos);
  EXPECT_EQ(ran.out.find("时间\":\"2023-03-21"), std::string::npos);
}

TEST_F(GenerateTest, OwnModelsWorkByTypesAndNames) {
  file("tiny.zs", kTinyRules);
  const auto made = zs({"generate", "tiny.zs", "--count", "400", "--out", "c.ndjson", "--names", "code"});
  EXPECT_EQ(made.exit, 0) << made.err;
  EXPECT_THAT(text("c.ndjson"), HasSubstr("\"accepted\":\"2024-"));
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", "f.csv"}).exit, 0);
  EXPECT_THAT(text("f.csv"), HasSubstr("T-1"));
}

TEST_F(GenerateTest, ThePrintedProfileGivesTheSame) {
  const auto printed = zs({"generate", kHenan, "--record", "申诉", "--print-profile"});
  EXPECT_EQ(printed.exit, 0);
  EXPECT_THAT(printed.out, HasSubstr("[申诉]\n申诉编号 号 SS{年}{序:6}\n"));
  file("own.profile", printed.out);
  const std::vector<std::string> call{"generate", kHenan, "--record", "申诉", "--count", "200"};
  auto own = call;
  own.insert(own.end(), {"--profile", "own.profile"});
  EXPECT_EQ(zs(own).out, zs(call).out);
  file("own.profile", with(printed.out, "申诉时间 后", "申诉时间 在"));
  const auto bad = zs(own);
  EXPECT_EQ(bad.exit, 2);
  EXPECT_THAT(bad.err, HasSubstr("own.profile:5: 没有产生方法「在」"));
}

TEST_F(GenerateTest, UsageErrorsTeach) {
  struct Misuse { std::vector<std::string> more; std::string zh; };
  for (const auto& m : std::vector<Misuse>{{{"--out", "a.xls"}, "应以 .ndjson"},
                                           {{"--count", "0"}, "--count 应为 1 至"},
                                           {{"--from", "昨天"}, "--from 昨天"},
                                           {{"--from", "2024-05-01", "--to", "2024-04-01"}, "--to 早于 --from"},
                                           {{"--from", "2024-05-01", "--as-of", "2024-04-30 12:00"}, "--as-of 早于 --from"},
                                           {{"--faults", "bad-day=1%"}, "有 bad-date、bad-enum"},
                                           {{"--faults", "bad-date=110%"}, "写作 bad-date=0.01"},
                                           {{"--refs-out", "items.csv"}, "写作 种类="},
                                           {{"--refs-out", "事件=items.csv"}, "没有记录种类 事件"},
                                           {{"--out", "a.csv", "--manifest", "./a.csv"}, "两个输出写到了同一处"},
                                           {{"--format", "xml"}, "--format 只能是"},
                                           {{"--names", "en"}, "--names 只能是"},
                                           {{"--format", "parquet"}, "Parquet 要写到文件"},
                                           {{"--rows", "事项=0"}, "--rows 事项=0"}}) {
    std::vector<std::string> call{"generate", kHenan};
    call.insert(call.end(), m.more.begin(), m.more.end());
    const auto ran = zs(call);
    EXPECT_EQ(ran.exit, 2) << m.zh;
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, HasSubstr(m.zh));
  }
  EXPECT_EQ(zs({"generate", kHenan, "--profile", "none.profile"}).exit, 5);
  EXPECT_THAT(names(), IsEmpty());
}

}  // namespace
}  // namespace zs::test
