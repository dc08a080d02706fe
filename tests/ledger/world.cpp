#include "tests/ledger/world.h"

#include <algorithm>

namespace zs::test {

const std::string kLedgerRules = R"(规则集 t.ledger 版本 1 {
  名称 「账本」
  施行 2020-01-01
  牌 预警 < 红牌
  日历 甲历
}
日历 甲历 {
  工作 周一、周二、周三、周四、周五
  办公 09:00-17:00
  覆盖 2024 至 2024
  休 2024-10-01 至 2024-10-07 国庆节
  班 2024-09-29 国庆节
}
枚举 结果类型 { 准予 = 1；不予 = 2 }
记录 事项 item 常态 {
  键 实施编码 task_code 文本
  事项名称 task_name 文本 ?
  宽限 grace 布尔 ?
}
记录 办件 case {
  键 编号 no 文本
  行政区划 region_code 文本 ?
  受理部门 org_name 文本 ?
  实施编码 task_code 文本 引用 事项 ?
  受理时间 accept_date 时刻 事件 ?
  办结时间 result_date 时刻 事件 ?
  承诺时限 promise_day 期限 单位 承诺时限单位 promise_type ?
  结果 result 枚举 结果类型 ?
  费用 fee 小数 ?
  治理 受理时间
}
指标 T-1 超时 对 办件 {
  当 受理时间 后 3个工作日内 办结时间 未发生，发 预警
  当 预警 持续 超过 3个工作日，发 红牌
  理由 「{受理时间}受理」
}
指标 T-2 不予而收费 对 办件 {
  当 结果 = 不予 且 费用 > 0，发 预警
}
)";

std::string case_line(const std::string& key, int accepted, int done, const std::string& more) {
  std::string s = fmt::format(R"({{"编号":"{}","受理时间":"2024-10-{:02} 10:00")", key, accepted);
  if (done) s += fmt::format(R"(,"办结时间":"2024-10-{:02} 10:00")", done);
  return s + (more.empty() ? "" : "," + more) + "}\n";
}

void LedgerTest::SetUp() {
  CliTest::SetUp();
  file("rules.zs", kLedgerRules);
}

Ran LedgerTest::judge_into(const std::string& ledger, const std::string& cases, const std::string& as_of, std::vector<std::string> more, Call call) const {
  std::vector<std::string> arguments{"run", "rules.zs", "--ledger", ledger, "--as-of", as_of, "--out", "out.csv"};
  if (std::find(more.begin(), more.end(), "--threads") == more.end()) more.insert(more.end(), {"--threads", "1"});
  if (!cases.empty()) arguments.insert(arguments.end(), {"--cases", cases});
  arguments.insert(arguments.end(), more.begin(), more.end());
  return zs_with(arguments, std::move(call));
}

std::vector<std::string> LedgerTest::told(const std::string& out) const {
  std::vector<std::string> rows;
  for (const auto& line : lines_of(text(out))) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    if (cells.size() < 13 || cells[0] == "run") continue;
    const auto day = [](const std::string& s) { return s.substr(0, 10); };
    std::string row = cells[2] + " " + cells[3] + " " + cells[5] + " " + cells[6] + " " + cells[8] + " " + day(cells[10]);
    if (!cells[11].empty()) row += " 至 " + day(cells[11]);
    if (!cells[9].empty()) row += " 原 " + day(cells[9]);
    rows.push_back(row);
  }
  return rows;
}

std::vector<std::string> LedgerTest::rows(const std::string& ledger, const std::string& sql) const {
  std::vector<std::string> out;
  auto db = ledger::open_connection(ledger::is_server(ledger) ? ledger : at(ledger), ledger::Opening::kExisting);
  EXPECT_TRUE(db.has_value()) << (db ? "" : db.error().en);
  if (!db) return out;
  const auto take = [&](ledger::Row r) -> Status { return out.push_back(fmt::format("{}", fmt::join(r, "|"))), Status(); };
  const auto done = (*db)->query(sql, {}, take);
  EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().en);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> LedgerTest::records(const std::string& ledger) const {
  std::vector<std::string> out;
  auto db = ledger::open_connection(ledger::is_server(ledger) ? ledger : at(ledger), ledger::Opening::kExisting);
  EXPECT_TRUE(db.has_value());
  if (!db) return out;
  ledger::Records records(**db);
  EXPECT_TRUE(records.load());
  const auto take = [&](ledger::Row r) -> Status {
    auto text = records.read(r[1]);
    EXPECT_TRUE(text.has_value());
    return out.push_back(std::string(r[0]) + " " + (text ? *text : "")), Status();
  };
  EXPECT_TRUE((*db)->query("SELECT c.key, d.data FROM zs_cases c JOIN zs_data d ON d.case_id = c.id ORDER BY c.key", {}, take));
  return out;
}

std::vector<std::string> LedgerTest::state(const std::string& ledger) const {
  auto out = rows(ledger, "SELECT c.record, c.key, c.fingerprint, c.next_change, c.region, c.department, c.item, c.received, c.done, c.promised_limit, c.promised_used FROM zs_cases c");
  for (const auto& data : records(ledger)) out.push_back(data);
  const auto findings = rows(ledger, "SELECT c.key, f.n, f.indicator, f.card, f.onset, f.rank, f.cleared, f.ending, f.provisional, f.reason, f.version FROM zs_findings f JOIN zs_cases c ON c.id = f.case_id");
  out.insert(out.end(), findings.begin(), findings.end());
  return out;
}

std::vector<std::string> LedgerTest::log(const std::string& ledger) const {
  return rows(ledger, "SELECT change, key, indicator, card, was, onset, CASE WHEN change = '消除' THEN cleared ELSE '' END, at FROM zs_changes");
}

std::string ledger_on(const Server& server, const std::string& schema) {
  server.psql("CREATE SCHEMA " + schema);
  return server.address() + "&options=-csearch_path%3D" + schema;
}

}  // namespace zs::test
