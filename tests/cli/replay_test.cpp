// zs replay and zs verify as their users call them.
#include "io/duckdb/database.h"
#include "tests/cli/cli_test.h"

#include <nlohmann/json.hpp>

namespace zs::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// One of the two regions with its examples.
struct Region {
  std::string pack, as_of;
  std::vector<std::string> data;
  std::string set, other;   // two what-ifs
};
const Region kInnerMongolia{kRoot + "/rules/neimenggu/2024", "2024-12-31",
                            {"--cases", kRoot + "/examples/neimenggu/cases.ndjson", "--refs", "事项=" + kRoot + "/examples/neimenggu/items.ndjson", "--max-rejects", "10"},
                            "NM1-1/24小时=12小时", "NM1-1/24小时=36小时"};
const Region kHenan{kRoot + "/rules/henan/2019", "2026-06-30",
                    {"--cases", kRoot + "/examples/henan/cases.ndjson", "--refs", "事项=" + kRoot + "/examples/henan/items.ndjson", "--max-rejects", "10"},
                    "及时=1个工作日", "及时=3个工作日"};

/// The real log: its steps are a child table.
const Region kPermits{kRoot + "/examples/permit-log/rules", "2012-01-20T18:00:00+01:00",
                      {"--cases", "许可=" + kRoot + "/examples/permit-log/cases.csv", "许可.步骤=" + kRoot + "/examples/permit-log/steps.csv"}, "PL-1/10个工作日=5个工作日", "PL-1/10个工作日=15个工作日"};

class ReplayTest : public CliTest {
 protected:
  Ran replay(const Region& r, std::vector<std::string> more) const { return call({"replay", "--old", r.pack}, r, std::move(more)); }
  Ran run(const Region& r, std::vector<std::string> more) const { return call({"run", r.pack}, r, std::move(more)); }
  json summary(const std::string& folder) const { return json::parse(text(folder + "/summary.json")); }

 private:
  Ran call(std::vector<std::string> all, const Region& r, std::vector<std::string> more) const {
    all.insert(all.end(), {"--as-of", r.as_of});
    all.insert(all.end(), r.data.begin(), r.data.end());
    all.insert(all.end(), more.begin(), more.end());
    return zs(all);
  }
};

TEST_F(ReplayTest, AgainstItselfNothingChanges) {
  for (const auto& r : {kInnerMongolia, kHenan, kPermits}) {
    const auto ran = replay(r, {"--new", r.pack, "--out", "same"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("0 件有变化"));
    EXPECT_EQ(lines_of(text("same/changes.csv")).size(), 1u);
    EXPECT_EQ(text("same/changes.ndjson"), "");
    EXPECT_EQ(summary("same")["totals"]["changed"], 0);
  }
}

TEST_F(ReplayTest, WritesTheSameChangesInEveryForm) {
  const auto ran = replay(kInnerMongolia, {"--set", kInnerMongolia.set, "--out", "out"});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  const auto j = summary("out");
  size_t changed = 0;
  for (const auto& i : j["indicators"]) changed += i["changed"].get<size_t>();
  EXPECT_GT(changed, 10u);
  const auto lines = lines_of(text("out/changes.ndjson"));
  EXPECT_EQ(lines.size(), changed);
  EXPECT_EQ(lines_of(text("out/changes.csv")).size(), changed + 1);
  const auto first = json::parse(lines[0]);
  EXPECT_EQ(first["indicator"], "NM1-1");
  EXPECT_THAT(first["condition"].get<std::string>(), HasSubstr("（24小时） → "));
  EXPECT_THAT(text("out/report.html"), StartsWith("<!doctype html>"));
  EXPECT_EQ(j["provenance"]["new"]["settings"], json::array({kInnerMongolia.set}));
  EXPECT_NE(j["provenance"]["new"]["hash"], j["provenance"]["old"]["hash"]);
}

/// One value by DuckDB.
std::string query(const duck::Database& db, const std::string& sql) {
  duckdb_result result;
  std::string out;
  if (duckdb_query(db.connection(), sql.c_str(), &result) == DuckDBError) {
    out = std::string("error: ") + duckdb_result_error(&result);
  } else if (char* v = duckdb_value_varchar(&result, 0, 0)) {
    out = v;
    duckdb_free(v);
  }
  duckdb_destroy_result(&result);
  return out;
}

// Every headline figure once more, by SQL over the findings of two ordinary runs.
TEST_F(ReplayTest, HeadlineFiguresAreWhatDuckDBCounts) {
  for (const auto& r : {kInnerMongolia, kHenan, kPermits}) {
    SCOPED_TRACE(r.pack);
    ASSERT_EQ(run(r, {"--out", at("old.csv"), "--indeterminate", at("old-open.csv")}).exit, 0);
    ASSERT_EQ(run(r, {"--set", r.set, "--out", at("new.csv"), "--indeterminate", at("new-open.csv")}).exit, 0);
    ASSERT_EQ(replay(r, {"--set", r.set, "--out", "out"}).exit, 1);
    const auto j = summary("out");
    auto db = duck::Database::open();
    ASSERT_TRUE(db);
    for (const char* side : {"old", "new"}) {
      const auto csv = [&](const std::string& name) { return "read_csv(" + duck::literal(at(name)) + ", all_varchar = true)"; };
      const std::string s = side;
      ASSERT_EQ(query(*db, "CREATE TABLE " + s + " AS SELECT * FROM " + csv(s + ".csv")).substr(0, 5), std::to_string(lines_of(text(s + ".csv")).size() - 1));
      query(*db, "CREATE TABLE " + s + "_open AS SELECT * FROM " + csv(s + "-open.csv"));
      // What an indicator says of a record, as one text.
      query(*db, "CREATE VIEW " + s + "_said AS SELECT key, indicator, string_agg(t, ';' ORDER BY t) AS t FROM (SELECT key, indicator, card || ' ' || coalesce(onset, '') || '-' || coalesce(cleared, '') AS t FROM " + s +
                     " UNION ALL SELECT key, indicator, '?' FROM " + s + "_open) GROUP BY ALL");
    }
    const std::string changes = "SELECT coalesce(a.key, b.key) AS key, coalesce(a.indicator, b.indicator) AS indicator FROM old_said a FULL JOIN new_said b ON a.key = b.key AND a.indicator = b.indicator WHERE a.t IS DISTINCT FROM b.t";
    EXPECT_EQ(query(*db, "SELECT count(DISTINCT key) FROM (" + changes + ")"), std::to_string(j["totals"]["changed"].get<int>()));
    for (const auto& c : j["totals"]["cards"]) {
      const std::string card = duck::literal(j["cards"][c["card"].get<size_t>()]);
      const auto count = [&](const std::string& from) { return query(*db, "SELECT count(*) FROM (" + from + ")"); };
      const auto keys = [&](const char* side) { return "SELECT DISTINCT key FROM " + std::string(side) + " WHERE card = " + card; };
      EXPECT_EQ(count(keys("old")), c["old"].dump());
      EXPECT_EQ(count(keys("new")), c["new"].dump());
      EXPECT_EQ(count(keys("new") + " EXCEPT " + keys("old")), c["gained"].dump());
      EXPECT_EQ(count(keys("old") + " EXCEPT " + keys("new")), c["lost"].dump());
    }
    for (const auto& i : j["indicators"]) {
      const std::string code = duck::literal(i["code"]);
      EXPECT_EQ(query(*db, "SELECT count(*) FROM (" + changes + ") WHERE indicator = " + code), i["changed"].dump()) << i["code"];
      for (const auto& c : i["cards"]) {
        const auto count = [&](const char* side) { return query(*db, "SELECT count(DISTINCT key) FROM " + std::string(side) + " WHERE indicator = " + code + " AND card = " + duck::literal(j["cards"][c["card"].get<size_t>()])); };
        EXPECT_EQ(count("old"), c["old"].dump()) << i["code"];
        EXPECT_EQ(count("new"), c["new"].dump()) << i["code"];
      }
    }
    uint64_t cases = 0, changed = 0;
    for (const auto& row : j["groups"].back()["rows"]) cases += row["cases"].get<uint64_t>(), changed += row["changed"].get<uint64_t>();
    EXPECT_EQ(cases, j["totals"]["cases"].get<uint64_t>());
    EXPECT_EQ(changed, j["totals"]["changed"].get<uint64_t>());
    for (const auto& d : j["days"]["cards"]) {
      uint64_t was = 0;
      for (const auto& n : d["old"]) was += n.get<uint64_t>();
      EXPECT_EQ(query(*db, "SELECT count(*) FROM old WHERE onset IS NOT NULL AND card = " + duck::literal(j["cards"][d["card"].get<size_t>()])), std::to_string(was));
    }
  }
}

TEST_F(ReplayTest, AnApprovedImpactIsACheck) {
  const auto& r = kHenan;
  ASSERT_EQ(replay(r, {"--set", r.set, "--approve", "approved.json"}).exit, 0);
  const auto again = replay(r, {"--set", r.set, "--expect", "approved.json"});
  EXPECT_EQ(again.exit, 0) << again.out;
  EXPECT_THAT(again.out, HasSubstr("与审定的影响一致"));
  const auto other = replay(r, {"--set", r.other, "--expect", "approved.json"});
  EXPECT_EQ(other.exit, 1);
  EXPECT_THAT(other.out, HasSubstr("与审定的影响不符"));
  EXPECT_THAT(other.out, HasSubstr("〔审定："));
  const auto none = replay(r, {"--new", r.pack, "--expect", "approved.json"});
  EXPECT_EQ(none.exit, 1);
  EXPECT_THAT(none.out, HasSubstr("缺少"));
  file("broken.json", "{\"approved_changes\": 3}");
  EXPECT_EQ(replay(r, {"--set", r.set, "--expect", "broken.json"}).exit, 2);
  EXPECT_EQ(replay(r, {"--set", r.set, "--expect", "absent.json"}).exit, 5);
}

// The new rules read records that the old ones reject, and the other way round: what both read is compared.
TEST_F(ReplayTest, RulesWithOtherRecordModels) {
  file("old.zs", kTinyRules);
  file("new.zs", with(with(with(kTinyRules, "准予 = 1；不予 = 2", "准予 = 1；不予 = 2；撤回 = 3"), "  费用 fee 小数 ?\n", "  备注 note 文本 ?\n  费用 fee 整数 ?\n"), "后 3个工作日内", "后 2个工作日内"));
  file("c.ndjson", kTinyRecords + "{\"编号\":\"A5\",\"受理时间\":\"2024-09-27 15:00\",\"结果\":\"撤回\"}\n{\"编号\":\"A6\",\"受理时间\":\"2024-10-10 15:00\",\"办结时间\":\"2024-10-15 15:00\"}\n");
  const auto ran = zs({"replay", "--old", "old.zs", "--new", "new.zs", "--cases", "c.ndjson", "--as-of", "2024-12-01", "--out", "out", "--max-rejects", "9"});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("1 条记录只有现行规则能读，1 条只有新规则能读"));  // A2 has a fee of 12.5, A5 is withdrawn
  const auto j = summary("out");
  EXPECT_EQ(j["totals"]["cases"], 4);
  std::vector<std::string> keys;
  for (const auto& line : lines_of(text("out/changes.ndjson"))) keys.push_back(json::parse(line)["key"].get<std::string>() + " " + json::parse(line)["change"].get<std::string>());
  EXPECT_THAT(keys, ElementsAre("A1 moved", "A6 gained"));
  EXPECT_THAT(zs_with({"replay", "--old", "old.zs", "--new", "new.zs", "--cases", "-", "--cases-format", "ndjson"}, {.arguments = {}, .input = at("c.ndjson")}).err, HasSubstr("不能来自标准输入"));
}

// The example that docs/replay.md points to.
TEST_F(ReplayTest, TheExampleHoldsItsApproval) {
  const auto ran = shell("ZS=" + kZs + " OUT=" + at("impact") + " " + kRoot + "/examples/approval/impact.sh");
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  EXPECT_TRUE(exists("impact/report.html"));
}

// The packs import other record kinds, so that they number the same models otherwise: one table, relabelled. Also from standard input.
TEST_F(ReplayTest, RulesThatImportOtherRecords) {
  file("old.zs", "记录 登记 note { 键 编号 n 文本 }\n" + kTinyRules);
  file("new.zs", with(kTinyRules, "后 3个工作日内", "后 2个工作日内"));
  file("c.ndjson", kTinyRecords);
  const auto ran = zs_with({"replay", "--old", "old.zs", "--new", "new.zs", "--cases", "-", "--cases-format", "ndjson", "--as-of", "2024-12-01", "--out", "out"}, {.arguments = {}, .input = at("c.ndjson")});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_EQ(lines_of(text("out/changes.ndjson")).size(), 1u);
  EXPECT_THAT(text("out/changes.csv"), HasSubstr("办件,A1,T-1,超时,moved,预警 2024-10-09 00:00 至 2024-10-15 00:00"));
  // Two regions' rules have little in common; nothing is compared that cannot be, nothing breaks.
  EXPECT_EQ(replay(kHenan, {"--new", kInnerMongolia.pack}).exit, 1);
}

// The ratios of 统计指标 belong to the impact: an approval holds them too.
TEST_F(ReplayTest, StatisticsAreApprovedToo) {
  const Region tasks{kRoot + "/rules/neimenggu/2021-tasks", "2022-03-01", {"--cases", "事项=" + kRoot + "/examples/neimenggu-tasks/items.ndjson"}, "Ⅱ级占比=95%", "Ⅱ级占比=99%"};
  const auto changed = replay(tasks, {"--set", tasks.other, "--set", "Ⅳ级占比=10%", "--out", "out"});
  EXPECT_EQ(changed.exit, 1) << changed.err;
  EXPECT_THAT(changed.out, HasSubstr("统计指标有 "));
  EXPECT_THAT(text("out/changes.ndjson"), HasSubstr("\"change\":\"statistic\""));
  EXPECT_EQ(replay(tasks, {"--set", tasks.other, "--set", "Ⅳ级占比=10%", "--approve", "a.json"}).exit, 0);
  EXPECT_EQ(replay(tasks, {"--set", tasks.other, "--set", "Ⅳ级占比=10%", "--expect", "a.json"}).exit, 0);
  EXPECT_EQ(replay(tasks, {"--new", tasks.pack, "--expect", "a.json"}).exit, 1);
}

TEST_F(ReplayTest, SaysWhatIsMissing) {
  EXPECT_THAT(zs({"replay", "--cases", "c.ndjson"}).err, HasSubstr("--old"));
  EXPECT_THAT(zs({"replay", "--old", kHenan.pack}).err, HasSubstr("--cases"));
  EXPECT_THAT(zs({"replay", "--old", kHenan.pack, "--cases", "c.ndjson"}).err, HasSubstr("--new"));
  EXPECT_THAT(replay(kHenan, {"--set", kHenan.set, "--by", "无此"}).err, HasSubstr("--by 无此"));
  file("in/the/way", "");
  EXPECT_EQ(replay(kHenan, {"--set", kHenan.set, "--out", "in/the/way"}).exit, 5);
}

// ---- verify ----------------------------------------------------------------------------------------------------------

TEST_F(ReplayTest, VerifyDerivesAgain) {
  for (const char* name : {"f.csv", "f.ndjson", "f.parquet"}) {
    ASSERT_EQ(run(kHenan, {"--set", kHenan.set, "--out", name}).exit, 0);
    const auto ran = zs({"verify", name, "--max-rejects", "10"});  // pack, data, T and setting are in the provenance
    EXPECT_EQ(ran.exit, 0) << name << ran.out << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("一条不差"));
  }
}

TEST_F(ReplayTest, VerifySaysWhatIsDifferent) {
  ASSERT_EQ(run(kHenan, {"--out", "f.csv"}).exit, 0);
  const auto rules = zs({"verify", "f.csv", "--set", kHenan.set, "--max-rejects", "10"});
  EXPECT_EQ(rules.exit, 1);
  EXPECT_THAT(rules.out, HasSubstr("规则包：原为"));
  EXPECT_THAT(rules.out, HasSubstr("结果里没有 办件"));
  // One row edited, one taken out.
  const auto rows = lines_of(text("f.csv"));
  std::string edited;
  for (size_t i = 0; i < rows.size(); ++i)
    if (i != 5) edited += (i == 3 ? with(rows[i], "预警", "红牌") : rows[i]) + "\n";
  file("g.csv", edited);
  file("g.csv.provenance.json", text("f.csv.provenance.json"));
  const auto forged = zs({"verify", "g.csv", "--max-rejects", "10"});
  EXPECT_EQ(forged.exit, 1);
  EXPECT_THAT(forged.out, HasSubstr("不一致"));
  EXPECT_THAT(forged.out, Not(HasSubstr("规则包：原为")));
  EXPECT_THAT(forged.out, HasSubstr("结果里没有 2，重现不出 1"));
  // Other data.
  file("cases.ndjson", with(read_file(kRoot + "/examples/henan/cases.ndjson"), "2025-09", "2025-08"));
  const auto data = zs({"verify", "f.csv", "--cases", "cases.ndjson", "--refs", kHenan.data[3], "--max-rejects", "10"});
  EXPECT_THAT(data.out, HasSubstr("办件 的数据指纹：原为"));
}

// Every finding is derived, but not from these data: the last line says so, as the exit code does.
TEST_F(ReplayTest, VerifySaysWhatHoldsAndWhatDoesNot) {
  file("tiny.zs", kTinyRules);
  file("c.ndjson", kTinyRecords);
  ASSERT_EQ(zs({"run", "tiny.zs", "--cases", "c.ndjson", "--as-of", "2024-12-01", "--out", "f.csv"}).exit, 0);
  file("c.ndjson", kTinyRecords + "{\"编号\":\"A9\"}\n");
  const auto ran = zs({"verify", "f.csv"});
  EXPECT_EQ(ran.exit, 1);
  const auto lines = lines_of(ran.out);
  EXPECT_THAT(lines.back(), HasSubstr("核对不过"));
  EXPECT_THAT(lines.back(), HasSubstr("来历有 2 处不同"));  // how many, and the fingerprint
  EXPECT_THAT(zs({"verify", "f.csv", "--lang", "en"}).out, HasSubstr("not verified: all"));
}

TEST_F(ReplayTest, VerifyCannotReadStandardInputAgain) {
  file("tiny.zs", kTinyRules);
  file("c.ndjson", kTinyRecords);
  ASSERT_EQ(zs_with({"run", "tiny.zs", "--cases", "-", "--cases-format", "ndjson", "--as-of", "2024-12-01", "--out", "f.csv"}, {.arguments = {}, .input = at("c.ndjson")}).exit, 0);
  const auto ran = zs({"verify", "f.csv"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, HasSubstr("来自标准输入"));
  EXPECT_THAT(ran.err, HasSubstr("--cases"));
  EXPECT_EQ(zs({"verify", "f.csv", "--cases", "c.ndjson"}).exit, 0);
}

TEST_F(ReplayTest, VerifyRefusesTheFindingsOfAStoppedRun) {
  file("tiny.zs", kTinyRules);
  file("c.ndjson", kTinyRecords);
  ASSERT_EQ(zs({"run", "tiny.zs", "--cases", "c.ndjson", "--as-of", "2024-12-01", "--out", "f.csv"}).exit, 0);
  file("f.partial.csv", text("f.csv"));
  file("f.partial.csv.provenance.json", with(text("f.csv.provenance.json"), "\"complete\": true", "\"complete\": false"));
  const auto ran = zs({"verify", "f.partial.csv"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("中途停下"));
}

TEST_F(ReplayTest, VerifyWithoutProvenanceNeedsThePackAndTheData) {
  ASSERT_EQ(run(kHenan, {"--out", "f.csv"}).exit, 0);
  file("g.csv", text("f.csv"));
  EXPECT_THAT(zs({"verify", "g.csv"}).err, HasSubstr("请给出规则包"));
  EXPECT_THAT(zs({"verify", "g.csv", kHenan.pack}).err, HasSubstr("--cases"));
  std::vector<std::string> all{"verify", "g.csv", kHenan.pack};
  all.insert(all.end(), kHenan.data.begin(), kHenan.data.end());
  EXPECT_EQ(zs(all).exit, 0);
  EXPECT_EQ(zs({"verify", "absent.csv"}).exit, 5);
  // A provenance that says something else than the findings and the data is told, and is no success.
  for (const auto& [from, to] : {std::pair{"2026-06-30T00", "2026-06-29T00"}, {"\"read\": 304", "\"read\": 300"}, {"\"hash\": \"", "\"hash\": \"0"}, {"\"fingerprint\": \"", "\"fingerprint\": \"0"}}) {
    file("g.csv.provenance.json", with(text("f.csv.provenance.json"), from, to));
    const auto ran = zs({"verify", "g.csv", "--max-rejects", "10"});
    EXPECT_EQ(ran.exit, 1) << to << ran.out;
    EXPECT_THAT(ran.out, HasSubstr("：原为 ")) << to;
  }
  file("g.csv.provenance.json", "{\"pack\": ");
  EXPECT_THAT(zs({"verify", "g.csv", "--max-rejects", "10"}).err, HasSubstr("不是合法的 JSON"));
}

}  // namespace
}  // namespace zs::test
