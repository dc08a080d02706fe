#include "bench/contestants.h"
#include "io/duckdb/database.h"

#include <fmt/format.h>

namespace zs::bench {

struct DuckSql::State {
  duck::Database db;
  Instant t;
  explicit State(duck::Database d) : db(std::move(d)) {}
};

namespace {

/// Appends columns of int64 (NULL where missing or never by T) and text to one table.
class Appender {
 public:
  Appender(duck::Database& db, const char* table, Instant t) : t_(t) { ok_ = duckdb_appender_create(db.connection(), nullptr, table, &a_) == DuckDBSuccess; }
  ~Appender() { duckdb_appender_destroy(&a_); }
  void number(int64_t v) { v == kMissing ? duckdb_append_null(a_) : duckdb_append_int64(a_, v); }
  void event(int64_t v) { v > t_ ? duckdb_append_null(a_) : duckdb_append_int64(a_, v); }
  void text(const columns::Table& t, int32_t code) {
    if (code < 0) return void(duckdb_append_null(a_));
    const std::string_view s = (*t.strings)[code];
    duckdb_append_varchar_length(a_, s.data(), s.size());
  }
  void end() { duckdb_appender_end_row(a_); }

 private:
  duckdb_appender a_ = nullptr;
  Instant t_;
  bool ok_ = false;
};

const char* const kTables =
    "create table items(item varchar, lim bigint, licence bigint);"
    "create table flow(item varchar, name varchar, place bigint);"
    "create table fee_items(item varchar, fee varchar);"
    "create table cases(id bigint, item varchar, accepted bigint, done bigint, accepted_in bigint, done_in bigint, uploaded bigint);"
    "create table steps(id bigint, name varchar, s bigint, e bigint, si bigint, ei bigint);"
    "create table pauses(id bigint, a bigint, b bigint);"
    "create table fees(id bigint, fee varchar, amount bigint, due bigint, reduced bigint, basis varchar, reduce_basis varchar, charged bigint);"
    "create table days(day bigint, upto bigint, works bigint);"
    "create table nth(n bigint, day bigint);";

void load_days(duck::Database& db, const bytecode::Calendar& c, Instant t) {
  Appender days(db, "days", t), nth(db, "nth", t);
  size_t x = 0;
  int64_t upto = 0;
  for (Day d = 19'000; d < 23'000; ++d) {
    bool works = (c.works >> ((d + 3) % 7) & 1) != 0;
    while (x < c.exceptions.size() && c.exceptions[x].first < d) ++x;
    if (x < c.exceptions.size() && c.exceptions[x].first == d) works = c.exceptions[x].second != 0;
    days.number(d);
    days.number(upto);
    days.number(works);
    days.end();
    if (!works) continue;
    nth.number(upto++);
    nth.number(d);
    nth.end();
  }
}

struct Field {
  const model::Models& models;
  const columns::Column& operator()(const columns::Table& t, const char* name) const { return t.columns[static_cast<size_t>(field_of(models, t.model, name))]; }
};

void load_items(duck::Database& db, const bytecode::Program& p, const columns::Table& t, Instant at) {
  const Field f{p.models};
  Appender items(db, "items", at), flow(db, "flow", at), fees(db, "fee_items", at);
  const auto& labels = p.models.enumerations[static_cast<size_t>(p.models.models[static_cast<size_t>(t.model)].fields[static_cast<size_t>(field_of(p.models, t.model, "结果类型"))].enumeration)].labels;
  const auto &keys = f(t, "实施编码"), &limits = f(t, "承诺时限"), &kinds = f(t, "结果类型"), &steps = f(t, "流程环节"), &fee_items = f(t, "收费项目");
  for (size_t i = 0; i < t.size; ++i) {
    items.text(t, keys.codes[i]);
    items.number(span_number(limits.values[i]) / kDecimalOne);
    items.number(labels[static_cast<size_t>(kinds.values[i])].label == "证照");
    items.end();
    for (uint32_t k = steps.offsets[i]; k < steps.offsets[i + 1]; ++k) {
      flow.text(t, keys.codes[i]);
      flow.text(t, steps.codes[k]);
      flow.number(k - steps.offsets[i]);
      flow.end();
    }
    for (uint32_t k = fee_items.offsets[i]; k < fee_items.offsets[i + 1]; ++k) {
      fees.text(t, keys.codes[i]);
      fees.text(t, fee_items.codes[k]);
      fees.end();
    }
  }
}

void load_cases(duck::Database& db, const bytecode::Program& p, const columns::Table& t, Instant at) {
  const Field f{p.models};
  Appender cases(db, "cases", at);
  const auto& item = f(t, "实施编码").codes;
  std::vector<const columns::Column*> events;
  for (const char* name : {"受理时间", "办结时间", "受理数据接收时间", "办结数据接收时间", "证照上传时间"}) events.push_back(&f(t, name));
  for (size_t i = 0; i < t.size; ++i) {
    cases.number(static_cast<int64_t>(i));
    cases.text(t, item[i]);
    for (const auto* c : events) cases.event(c->values[i]);
    cases.end();
  }
}

/// One table of child rows: texts, numbers and events in the order of the SQL columns.
void load_rows(duck::Database& db, const char* table, const bytecode::Program& p, const columns::Table& t, const char* list,
               const std::vector<std::pair<char, const char*>>& fields, Instant at) {
  const Field f{p.models};
  const auto& c = f(t, list);
  Appender out(db, table, at);
  for (size_t i = 0; i < t.size; ++i)
    for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) {
      out.number(static_cast<int64_t>(i));
      for (const auto& [kind, name] : fields) {
        const auto& column = f(*c.rows, name);
        if (kind == 't') out.text(*c.rows, column.codes[k]);
        else if (kind == 'e') out.event(column.values[k]);
        else out.number(column.values[k]);
      }
      out.end();
    }
}

/// Runs a query of one row and adds its numbers to the counts from `at` on.
Status counts(duck::Database& db, const std::string& sql, size_t at, size_t n, Counts& out) {
  duckdb_result r;
  if (duckdb_query(db.connection(), sql.c_str(), &r) != DuckDBSuccess) {
    const std::string why = duckdb_result_error(&r) ? duckdb_result_error(&r) : "";
    duckdb_destroy_result(&r);
    return Error{ErrorKind::kInternal, "DuckDB：" + why, "DuckDB: " + why};
  }
  for (size_t i = 0; i < n; ++i) out[at + i] = static_cast<uint64_t>(duckdb_value_int64(&r, i, 0));
  duckdb_destroy_result(&r);
  return {};
}

constexpr const char* kDay = "(({} - (({} % 86400) + 86400) % 86400) // 86400)";
std::string day(const std::string& x) { return fmt::format(fmt::runtime(kDay), x, x); }

/// S1 and S2: working days used by min(T, done) and by T, less those that a pause touches.
std::string limits_sql(Instant t) {
  const int64_t today = day_of(t);
  const std::string far = std::to_string(22'900);
  return fmt::format(
      "with c as (select id, i.lim lim, {0} + 1 f, done, least(coalesce({1}, {3}), {3}) l from cases join items i using (item) where accepted is not null),"
      "p as (select id, greatest({4}, f) pf, coalesce({5} + 1, {6}) pt, l from pauses join c using (id) where a is not null and (b is null or a < b)),"
      "pd as (select id,"
      " sum(greatest(0, dl.upto - df.upto)) by_end, sum(greatest(0, dt.upto - df.upto)) by_today,"
      " max((pf <= {3} and {3} < pt)::int) touched"
      " from p join days df on df.day = pf join days dl on dl.day = greatest(least(pt, l), pf) join days dt on dt.day = greatest(least(pt, {3}), pf) group by id),"
      "u as (select c.id, lim, done, f, dl.upto - df.upto - coalesce(by_end, 0) used_end, dt.upto - df.upto - coalesce(by_today, 0)"
      " + (f <= {3} and dt.works = 1 and coalesce(touched, 0) = 0)::int standing"
      " from c left join pd using (id) join days df on df.day = least(c.f, {3}) join days dt on dt.day = {3} join days dl on dl.day = greatest(c.l, least(c.f, {3})))"
      "select count(*) filter (used_end >= lim), count(*) filter (used_end < lim and done is null and standing >= lim - 2), count(*) filter (used_end >= lim) from u",
      day("accepted"), day("done"), 0, today, day("a"), day("(b - 1)"), far);
}

std::string licences_sql(Instant t) {
  return fmt::format(
      "with w as (select (n1.day + 1) wd from cases join items i using (item) join days d on d.day = {0} + 1 join nth n1 on n1.n = d.upto + 2"
      " where licence = 1 and done is not null and uploaded is null),"
      "r as (select wd, n2.day + 1 rd from w join days d on d.day = wd + 1 join nth n2 on n2.n = d.upto + 2)"
      "select count(*) filter (wd * 86400 <= {1} and {1} < rd * 86400), count(*) filter (rd * 86400 <= {1}) from r",
      day("done"), t);
}

std::string lag_sql(Instant t) {
  auto late = [&](const char* at, const char* in) { return fmt::format("(coalesce({}, {}) > {} + 86400)", in, t, at); };
  return fmt::format(
      "select count(*) from (select id from cases where coalesce({}, false) or coalesce({}, false)"
      " union select id from steps where coalesce({}, false) or coalesce({}, false))",
      late("accepted", "accepted_in"), late("done", "done_in"), late("s", "si"), late("e", "ei"));
}

const char* const kFlowSql =
    "with p as (select s.id, s.s, f.place from steps s join cases c using (id) join flow f on f.item = c.item and f.name = s.name where s.s is not null)"
    "select count(distinct a.id) from p a join p b on a.id = b.id and a.place < b.place and a.s > b.s";

const char* const kFeeSql =
    "select count(distinct f.id) from fees f join cases c using (id) left join fee_items k on k.item = c.item and k.fee = f.fee"
    " where f.charged is not null and (f.basis is null or k.fee is null or f.amount > f.due or (coalesce(f.reduced, 0) > 0 and f.reduce_basis is null))";

}  // namespace

Result<DuckSql> DuckSql::load(const bytecode::Program& p, const Office& o) {
  auto db = duck::Database::open();
  if (!db) return db.error();
  DuckSql out;
  out.s_ = std::make_shared<State>(std::move(*db));
  out.s_->t = o.as_of;
  duck::Database& d = out.s_->db;
  const auto run = [&](const std::string& sql) { return d.run(sql, ErrorKind::kInternal, sql, sql); };
  for (const std::string& sql : {std::string("set threads = 1"), std::string(kTables)})
    if (auto s = run(sql); !s) return s.error();
  load_days(d, p.calendars[0], INT64_MAX);
  load_items(d, p, o.items, INT64_MAX);
  load_cases(d, p, o.cases, o.as_of);
  load_rows(d, "steps", p, o.cases, "环节", {{'t', "环节名称"}, {'e', "开始时间"}, {'e', "结束时间"}, {'e', "开始数据接收时间"}, {'e', "结束数据接收时间"}}, o.as_of);
  load_rows(d, "pauses", p, o.cases, "补正", {{'e', "告知时间"}, {'e', "补齐确认时间"}}, o.as_of);
  load_rows(d, "pauses", p, o.cases, "特别程序", {{'e', "开始时间"}, {'e', "结束时间"}}, o.as_of);
  load_rows(d, "fees", p, o.cases, "收费", {{'t', "收费项目"}, {'n', "收费金额"}, {'n', "应收金额"}, {'n', "减免金额"}, {'t', "收费依据"}, {'t', "减免依据"}, {'e', "收费时间"}}, o.as_of);
  return out;
}

Result<Counts> DuckSql::run() {
  Counts n{};
  struct Query { std::string sql; size_t at, count; };
  for (const Query& q : {Query{limits_sql(s_->t), 0, 3}, Query{licences_sql(s_->t), 3, 2}, Query{lag_sql(s_->t), 5, 1}, Query{kFlowSql, 6, 1}, Query{kFeeSql, 7, 1}})
    if (auto s = counts(s_->db, q.sql, q.at, q.count, n); !s) return s.error();
  return n;
}

}  // namespace zs::bench
