// zs ledger: what a ledger holds, and what people decide about it.
#include "cli/instant_option.h"
#include "cli/ledger_report.h"
#include "cli/ledger_rows.h"
#include "cli/places.h"
#include "io/binding/instant_text.h"

namespace zs::cli {
namespace {

using Strings = std::vector<std::string>;

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("case", one_text("KEY"), "哪一件（history、withdraw、appeal）", "which case (history, withdraw, appeal)");
  add("record", one_text("RECORD"), "哪种记录，默认不限", "which record kind, by default any");
  add("indicator", one_text("CODE"), "哪个指标（withdraw、appeal）", "which indicator (withdraw, appeal)");
  add("card", one_text("CARD"), "哪张牌", "which card");
  add("onset", one_text("T"), "自何时起的那张牌", "the card since when");
  add("by", many_texts("WHO | region department level item indicator month"), "由谁撤销或申诉；或 summary 按什么汇总：区划 部门 层级 事项 指标 月",
      "who withdraws or appeals; or what summary groups by: region department level item indicator month");
  add("reason", one_text("TEXT"), "撤销或申诉的理由", "why it is withdrawn or appealed against");
  add("time", one_text("T"), "何时撤销或申诉，默认现在", "when it was withdrawn or appealed against, by default now");
  add("table", one_text("findings|changes|decisions"), "export 到一张表时导出什么，默认 findings；.xlsx 则都在内", "what export writes to a single table, findings by default; .xlsx has them all");
  add("out,o", one_text("FILE"), "写到哪里：.csv、.ndjson、.parquet、.xlsx，默认以 CSV 写到标准输出", "where to: .csv, .ndjson, .parquet, .xlsx; CSV on standard output by default");
}

int ask(const Context& context, ledger::Connection& db, const ledger::Query& query, const po::variables_map& given) {
  const auto done = write_query(db, query, text_of(given, "out", "-"));
  return done ? Exit::kDone : context.fail(done.error());
}

int history(const Context& context, ledger::Connection& db, const po::variables_map& given) {
  if (!given.count("case")) return context.usage("缺少 --case 办件编号", "--case KEY is missing");
  const std::string record = text_of(given, "record"), key = text_of(given, "case");
  const auto known = ledger::has_case(db, record, key);
  if (!known) return context.fail(known.error());
  if (!*known) return context.usage("账本 " + db.name() + " 里没有" + (record.empty() ? "办件" : record) + " " + key, "the ledger " + db.name() + " has no " + (record.empty() ? "case" : record) + " " + key);
  return ask(context, db, ledger::history(record, key), given);
}

int decide(const Context& context, ledger::Connection& db, const po::variables_map& given, ledger::Decision decision) {
  const auto who = texts_of(given, "by");
  for (const auto& [name, there] : {std::pair{"--case", given.count("case") > 0}, {"--by", who.size() == 1}, {"--reason", !text_of(given, "reason").empty()}})
    if (!there) return context.usage(std::string("缺少 ") + name + "；撤销、申诉都要写明哪一件（--case）、由谁（--by）、为何（--reason）", std::string(name) + " is missing; a withdrawal or appeal says which case (--case), by whom (--by) and why (--reason)");
  const auto at = instant_option(given, "time");
  if (!at) return context.fail(at.error());
  ledger::Target target{text_of(given, "record"), text_of(given, "case"), text_of(given, "indicator"), text_of(given, "card"), ""};
  if (given.count("onset")) {
    const auto onset = instant_option(given, "onset");
    if (!onset) return context.fail(onset.error());
    target.onset = binding::format_instant(*onset);
  }
  const auto done = ledger::decide(db, decision, target, who[0], text_of(given, "reason"), binding::format_instant(*at), binding::format_instant(now()));
  return done ? ask(context, db, ledger::decision(*done), given) : context.fail(done.error());
}

int summary(const Context& context, ledger::Connection& db, const po::variables_map& given) {
  const auto by = groups_named(texts_of(given, "by"));
  if (!by) return context.fail(by.error());
  const auto done = write_summary(context, db, *by, text_of(given, "out", "-"));
  return done ? Exit::kDone : context.fail(done.error());
}

int export_all(const Context& context, ledger::Connection& db, const po::variables_map& given) {
  const std::string out = text_of(given, "out", "-"), table = text_of(given, "table");
  if (out.ends_with(".xlsx") && table.empty()) {
    const auto done = write_workbook(context, db, out);
    return done ? Exit::kDone : context.fail(done.error());
  }
  if (table.empty() || table == "findings") return ask(context, db, ledger::all_findings(), given);
  if (table == "changes") return ask(context, db, ledger::all_changes(), given);
  if (table == "decisions") return ask(context, db, ledger::all_decisions(), given);
  return context.usage("--table 是 findings、changes 或 decisions", "--table is findings, changes or decisions");
}

int run(Context& context, const po::variables_map& given) {
  const std::string what = text_of(given, "what");
  const char* const zh = "有 runs、history、summary、export、withdraw、appeal";
  const char* const en = "there are runs, history, summary, export, withdraw, appeal";
  if (what.empty()) return context.usage(std::string("如 zs ledger findings.db summary；") + zh, std::string("like zs ledger findings.db summary; ") + en);
  if (const auto s = spare_ledger(text_of(given, "file"), {text_of(given, "out")}); !s) return context.fail(s.error());
  auto db = ledger::open_connection(text_of(given, "file"), ledger::Opening::kExisting);
  if (!db) return context.fail(db.error());
  (*db)->on_wait([&context, told = false]() mutable { return tell_waiting(context, told), true; });
  if (what == "runs") return ask(context, **db, ledger::runs(), given);
  if (what == "history") return history(context, **db, given);
  if (what == "summary") return summary(context, **db, given);
  if (what == "export") return export_all(context, **db, given);
  if (what == "withdraw") return decide(context, **db, given, ledger::Decision::kWithdrawal);
  if (what == "appeal") return decide(context, **db, given, ledger::Decision::kAppeal);
  return context.usage("没有 " + what + "；" + zh, "there is no " + what + "; " + en);
}

}  // namespace

Verb ledger_verb() {
  return {"ledger",
          "zs ledger F runs | history --case KEY | summary [--by …] | export --out FILE | withdraw … | appeal …",
          {"查账本、汇总、导出，记下人工的撤销和申诉", "look into a ledger, sum it up, export it, record withdrawals and appeals by people"},
          {"zs ledger findings.db summary --by 部门 月", "zs ledger findings.db history --case 41040325000001", "zs ledger findings.db export --out findings.xlsx",
           "zs ledger findings.db withdraw --case 41040325000001 --indicator HN8-1 --by 张三 --reason 停电，系统未能上传", "zs ledger findings.db appeal --case 41040325000001 --indicator HN8-1 --by 李四 --reason 已按时办结"},
          options,
          {"file", "what"},
          run};
}

}  // namespace zs::cli
