// zs due: which cases of a ledger can have changed by themselves.
#include "cli/instant_option.h"
#include "cli/ledger_rows.h"
#include "cli/places.h"
#include "io/binding/instant_text.h"

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("ledger", one_text("FILE|postgres://…"), "账本", "the ledger");
  add("at", one_text("T"), "到什么时刻，默认现在", "by which instant, by default now");
  add("out,o", one_text("FILE"), "写到哪里：.csv、.ndjson、.parquet、.xlsx，默认以 CSV 写到标准输出", "where to: .csv, .ndjson, .parquet, .xlsx; CSV on standard output by default");
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("ledger")) return context.usage("缺少 --ledger；如 zs due --ledger findings.db --at 2024-10-09", "--ledger is missing; like zs due --ledger findings.db --at 2024-10-09");
  const auto at = instant_option(given, "at");
  if (!at) return context.fail(at.error());
  if (const auto s = spare_ledger(text_of(given, "ledger"), {text_of(given, "out")}); !s) return context.fail(s.error());
  auto db = ledger::open_connection(text_of(given, "ledger"), ledger::Opening::kExisting);
  if (!db) return context.fail(db.error());
  const auto done = write_query(**db, ledger::due(binding::format_instant(*at)), text_of(given, "out", "-"));
  return done ? Exit::kDone : context.fail(done.error());
}

}  // namespace

Verb due_verb() {
  return {"due",
          "zs due --ledger F [--at T]",
          {"账本里哪些办件的牌到时可能已经变化", "which cases of a ledger can show another card by then"},
          {"zs due --ledger findings.db --at 2024-10-09", "zs due --ledger postgres://office@db/supervision"},
          options,
          {},
          run};
}

}  // namespace zs::cli
