#include "tests/sources/sink_world.h"

#include "tests/sources/server.h"
#include "tests/sources/tables.h"

#include <algorithm>
#include <filesystem>
#include <unistd.h>

namespace zs::test {
namespace {

namespace fs = std::filesystem;

const std::string kRules = R"(规则集 t.sinks 版本 1 {
  名称 「表」
  施行 2020-01-01
  牌 预警 < 红牌
  日历 甲历
}
日历 甲历 {
  工作 周一、周二、周三、周四、周五
  办公 09:00-17:00
  覆盖 2024 至 2024
}
记录 事项 item 常态 {
  键 实施编码 task_code 文本
  宽限 grace 布尔 ?
}
记录 办件 case {
  键 编号 no 文本
  实施编码 task_code 文本 引用 事项 ?
  受理时间 accepted 时刻 事件 ?
  办结时间 done 时刻 事件 ?
  治理 受理时间
}
指标 T-1 超时 对 办件 {
  当 受理时间 后 3个工作日内 办结时间 未发生，发 预警
  当 预警 持续 超过 3个工作日，发 红牌
  理由 「{受理时间}受理」
}
)";

constexpr int kCases = 600;

/// Cases accepted on five days; every seventh is done early, every fiftieth is broken, every eleventh names an item that is not there.
std::string cases(int first, int day) {
  std::string out;
  for (int i = first; i < first + kCases; ++i) {
    const std::string accepted = i % 50 == 49 ? "2024-13-01" : fmt::format("2024-10-{:02} 10:00", day + i % 5);
    const std::string done = i % 7 ? "" : fmt::format(R"(,"办结时间":"2024-10-{:02} 16:00")", day + i % 5);
    out += fmt::format(R"({{"编号":"K{:04}","实施编码":"{}","受理时间":"{}"{}}})", i, i % 11 ? "S1" : "S9", accepted, done) + "\n";
  }
  return out;
}

constexpr const char* kTables[] = {"f", "next", "r", "u"};
/// What may stand beside a database's file.
constexpr const char* kBeside[] = {"", "-journal", "-wal", "-shm", ".wal"};

std::string sorted(const std::string& text) {
  auto lines = lines_of(text);
  std::sort(lines.begin(), lines.end());
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

}  // namespace

std::string name_of(const testing::TestParamInfo<const char*>& info) { return info.param; }

std::string SinkWorld::kind() const { return std::string(GetParam()).substr(0, std::string(GetParam()).find('_')); }

std::string SinkWorld::database() const { return on_server() ? server().address() + "&options=-csearch_path%3Dsink" : "out." + kind(); }

void SinkWorld::SetUp() {
  CliTest::SetUp();
  file("rules.zs", kRules);
  file("items.csv", "实施编码,宽限\nS1,false\n");
  file("before.ndjson", cases(0, 8)), file("after.ndjson", cases(300, 14));
  if (on_server()) server().psql("DROP SCHEMA IF EXISTS base CASCADE; CREATE SCHEMA base");
  const std::string base = on_server() ? server().address() + "&options=-csearch_path%3Dbase" : "base." + kind();
  run_into(base, "before.ndjson");
}

void SinkWorld::run_into(const std::string& database, const char* cases) const {
  auto a = arguments(database);
  std::replace(a.begin(), a.end(), std::string("after.ndjson"), std::string(cases));
  const auto ran = zs_with(a, {});
  ASSERT_EQ(ran.exit, 0) << ran.err;
}

void SinkWorld::restore() const {
  if (on_server()) {
    std::string sql = "DROP SCHEMA IF EXISTS sink CASCADE; CREATE SCHEMA sink;";
    if (!is_new())
      for (const char* t : kTables) sql += fmt::format(" CREATE TABLE sink.{} AS TABLE base.{};", t, t);
    return void(server().psql(sql));
  }
  for (const char* end : kBeside) fs::remove(at(database() + end));
  if (!is_new()) fs::copy_file(at("base." + kind()), at(database()));
}

std::vector<std::string> SinkWorld::arguments(const std::string& database, std::vector<std::string> more) const {
  const std::string upsert = std::string(GetParam()).ends_with("_upsert") ? ":upsert" : "";
  std::vector<std::string> a{"run", "rules.zs", "--refs", "事项=items.csv", "--as-of", "2024-10-25", "--threads", "1", "--max-rejects", "100", "--cases", "after.ndjson"};
  if (std::find(more.begin(), more.end(), "--summary") == more.end()) a.insert(a.end(), {"--summary", "s.json"});
  a.insert(a.end(), {"--out", database + "#f" + upsert, "--schedule", database + "#next" + upsert, "--rejects", database + "#r", "--unresolved", database + "#u" + upsert});
  a.insert(a.end(), more.begin(), more.end());
  return a;
}

std::string SinkWorld::line(const std::string& database, const std::vector<std::string>& more) const {
  std::string out = "\"$ZS\"";
  for (const auto& a : arguments(database, more)) out += " '" + a + "'";
  return out;
}

Call SinkWorld::with_faults(std::map<std::string, std::string> environment) {
  Call call;
  call.environment = std::move(environment);
  call.environment["LD_PRELOAD"] = ZS_DISK_FAULTS;
  return call;
}

std::string SinkWorld::state(const std::string& folder) const {
  std::string out;
  if (on_server()) {
    // The server may still be doing what the killed run asked for.
    for (int tenths = 0; tenths < 200 && server().psql("SELECT 1 FROM pg_stat_activity WHERE application_name = 'zs'") != ""; ++tenths) ::usleep(50'000);
    if (server().psql("SELECT count(*) FROM pg_tables WHERE schemaname = 'sink'") == "0\n") return "nothing";
    std::string sql;
    for (const char* t : kTables) sql += fmt::format("SELECT '{0}', t::text FROM sink.{0} AS t ORDER BY 2;", t);
    return server().psql(sql);
  }
  const std::string name = "out." + kind(), copy = at("copy." + kind());
  if (!exists(folder + "/" + name)) return "nothing";
  for (const char* end : kBeside) {
    fs::remove(copy + end);
    if (exists(folder + "/" + name + end)) fs::copy_file(at(folder + "/" + name + end), copy + end);
  }
  if (kind() == "sqlite") sqlite(copy, "PRAGMA quick_check");   // any program that opens the file mends it first, where it may write
  for (const char* t : kTables) out += std::string(t) + "\n" + sorted(kind() == "sqlite" ? sqlite_rows(copy, std::string("SELECT * FROM ") + t) : duckdb_rows(copy, std::string("SELECT * FROM ") + t));
  for (const char* end : kBeside) fs::remove(copy + end);
  return out;
}

}  // namespace zs::test
