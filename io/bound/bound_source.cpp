#include "io/bound/bound_source.h"

#include "io/binding/scalar.h"
#include "io/bound/convert.h"
#include "io/bound/staging.h"
#include "io/duckdb/cursor.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <memory>
#include <utility>

namespace zs::bound {
namespace {

using binding::Member;
using binding::Problem;
using binding::Reason;
using binding::Reject;
using binding::Value;
using readers::Pulled;

constexpr duck::Cursor::Doing kReading{"读绑定的表", "reading the tables of the binding"};

/// One staged row, copied out: its place, and its texts in the order of the table's fields in the binding.
struct Row {
  int64_t file = 0, line = 0;
  std::vector<std::optional<std::string_view>> texts;
};

/// A table of the binding at work: its query, and its rows that belong to the current record.
class TableReader {
 public:
  TableReader(const model::TableSource& table, const Staged& staged) : table(table), staged(staged) {
    for (const auto& f : table.fields) converters.emplace_back(f);
  }

  /// Columns: the number of the record, file, line, the key; then a text for each field.
  std::string columns(const std::string& alias, const std::string& record) const {
    std::string s = fmt::format("{}, CAST({}._f AS BIGINT), {}._l, {}", record, alias, alias, key(alias));
    for (const auto& f : table.fields) {
      const std::string c = f.constant ? "" : staged.sql_of(f.column);
      s += c.empty() ? std::string(", NULL::VARCHAR") : ", " + alias + "." + c;
    }
    return s;
  }
  std::string key(const std::string& alias) const { return alias + "." + staged.sql_of(table.key); }

  Status start(const duck::Database& db, const std::string& sql) {
    auto connection = db.another();
    if (!connection) return connection.error();
    connection_.emplace(std::move(*connection));
    auto rows = duck::Cursor::start(connection_->connection(), sql, kReading);
    if (!rows) return rows.error();
    rows_.emplace(std::move(*rows));
    return step();
  }
  /// Takes up the rows of record `number`, in order.
  Status collect(int64_t number, binding::Arena& arena) {
    current.clear();
    while (rows_ && more && rows_->integer(0) == number) {
      current.push_back(row(arena));
      if (auto s = step(); !s) return s;
    }
    return {};
  }
  Row row(binding::Arena& arena) const {
    Row r{rows_->integer(1), rows_->integer(2), {}};
    for (size_t i = 0; i < table.fields.size(); ++i) {
      const auto t = rows_->text(kFixed + i);
      r.texts.push_back(t ? std::optional(binding::copy(arena, *t)) : std::nullopt);
    }
    return r;
  }
  Status step() {
    auto stepped = rows_->next();
    if (!stepped) return stepped.error();
    more = *stepped;
    return {};
  }
  const duck::Cursor& rows() const { return *rows_; }
  const std::string& file_of(const Row& r) const { return staged.files[static_cast<size_t>(r.file)]; }

  static constexpr size_t kFixed = 4;
  const model::TableSource& table;
  const Staged& staged;
  std::deque<Converter> converters;
  std::vector<Row> current;
  bool more = false;

 private:
  std::optional<duck::Database> connection_;
  std::optional<duck::Cursor> rows_;
};

class BoundSource : public readers::RecordSource {
 public:
  BoundSource(const model::Models& models, const model::DataBinding& binding, Staging staging, Listeners listeners)
      : models_(models), binding_(binding), staging_(std::move(staging)), listeners_(std::move(listeners)) {}

  Status start() {
    for (size_t i = 0; i < binding_.tables.size(); ++i) tables_.emplace_back(binding_.tables[i], staging_.of(i));
    const std::string& m = main().staged.table;
    if (auto s = main().start(staging_.database(), fmt::format("SELECT {}, _z, _e, _v FROM {} m ORDER BY m._o", main().columns("m", "m._o"), m)); !s) return s;
    for (size_t i = 1; i < tables_.size(); ++i) {
      TableReader& t = tables_[i];
      if (t.staged.table.empty()) continue;
      const std::string sql = fmt::format("SELECT {} FROM {} j JOIN {} m ON {} = {} WHERE m._z IS NULL ORDER BY m._o{}, j._o", t.columns("j", "m._o"), t.staged.table, m, t.key("j"), main().key("m"), order(t));
      if (auto s = t.start(staging_.database(), sql); !s) return s;
    }
    return {};
  }

  Result<Pulled> next() override {
    arena_.release();
    joined_twice_ = -1;
    if (!main().more) {
      if (auto s = orphans(); !s) return s.error();
      return Pulled{};
    }
    const duck::Cursor& at = main().rows();
    const int64_t number = at.integer(0);
    const auto key = at.text(3);
    key_ = key ? std::string(*key) : "";
    main().current.assign(1, main().row(arena_));
    const size_t last = TableReader::kFixed + main().table.fields.size();
    Pulled p;
    p.line = static_cast<uint64_t>(main().current[0].line);
    std::optional<Problem> problem;
    if (const auto zh = at.text(last)) problem = Problem{"", std::string(at.text(last + 2).value_or("")), {std::string(*zh), std::string(at.text(last + 1).value_or(""))}};
    for (size_t i = 1; i < tables_.size(); ++i)
      if (auto s = tables_[i].collect(number, arena_); !s) return s.error();
    if (!problem) problem = make(p.record);
    p.what = problem ? Pulled::What::kBroken : Pulled::What::kRecord;
    p.cut = problem.has_value();   // it is made of several rows: there is no one text of it to correct
    if (problem) p.problem = std::move(*problem);
    if (auto s = main().step(); !s) return s.error();
    return p;
  }

  /// Rejects name the row and the column of the source, with the value as it stands there.
  void locate(Reject& r) const override {
    const Row& row = tables_[0].current[0];
    r.file = tables_[0].file_of(row), r.line = static_cast<uint64_t>(row.line);
    if (r.key.empty()) r.key = key_;
    if (joined_twice_ >= 0) return place(r, tables_[static_cast<size_t>(joined_twice_)], 1, nullptr, -1);
    const std::string& path = r.problem.field;
    if (path.empty()) return;
    for (const TableReader& t : tables_) {
      const model::RecordModel& m = model_of(t);
      std::string name = path;
      size_t number = 0;
      if (t.table.list >= 0) {
        const std::string& list = record().fields[static_cast<size_t>(t.table.list)].name;
        if (!path.starts_with(list + "[")) continue;
        number = static_cast<size_t>(std::strtoull(path.c_str() + list.size() + 1, nullptr, 10)) - 1;
        const size_t dot = path.find("].");
        name = dot == std::string::npos ? "" : path.substr(dot + 2);
      }
      name = name.substr(0, name.find('['));
      for (size_t f = 0; f < t.table.fields.size(); ++f)
        if (name_of(m, t.table.fields[f]) == name) return place(r, t, number, &t.table.fields[f], static_cast<int>(f));
      if (t.table.list >= 0) return place(r, t, number, nullptr, -1);
    }
  }

 private:
  TableReader& main() { return tables_[0]; }
  const model::RecordModel& record() const { return models_.models[static_cast<size_t>(binding_.model)]; }
  const model::RecordModel& model_of(const TableReader& t) const {
    return t.table.list < 0 ? record() : models_.models[static_cast<size_t>(record().fields[static_cast<size_t>(t.table.list)].rows)];
  }
  static const std::string& name_of(const model::RecordModel& m, const model::FieldSource& f) {
    const auto& to = m.fields[static_cast<size_t>(f.field)];
    return f.unit ? to.unit_name : to.name;
  }

  /// As numbers where they all are, as texts otherwise.
  static std::string order(const TableReader& t) {
    std::string s;
    for (const auto& c : t.table.order) {
      const std::string column = "j." + t.staged.sql_of(c);
      s += fmt::format(", TRY_CAST({} AS DECIMAL(38,9)) NULLS LAST, {} NULLS LAST", column, column);
    }
    return s;
  }

  void place(Reject& r, const TableReader& t, size_t number, const model::FieldSource* f, int column) const {
    if (number >= t.current.size()) {
      if (f && f->constant) r.problem.why.zh += "（绑定里的固定值）", r.problem.why.en += " (a fixed value of the binding)";
      return;
    }
    const Row& row = t.current[number];
    r.file = t.file_of(row), r.line = static_cast<uint64_t>(row.line);
    if (!f) return;
    if (f->constant) {
      r.problem.why.zh += "（绑定里的固定值）", r.problem.why.en += " (a fixed value of the binding)";
      return;
    }
    if (const auto& text = row.texts[static_cast<size_t>(column)]) {
      const std::string made = std::exchange(r.problem.value, binding::show(Value::of_text(*text)));
      if (made != r.problem.value && !made.empty()) {
        r.problem.why.zh += "，绑定换算为“" + made + "”";
        r.problem.why.en += "; the binding makes “" + made + "” of it";
      }
    }
    r.problem.why.zh += fmt::format("（表 {} 的列 {}）", t.table.name, f->column);
    r.problem.why.en += fmt::format(" (column {} of the table {})", f->column, t.table.name);
  }

  /// The members that a row gives; what is missing in it is left out.
  std::optional<Problem> members(const TableReader& t, const Row& row, const std::string& path, std::vector<Member>& out) {
    const model::RecordModel& m = model_of(t);
    for (size_t i = 0; i < t.table.fields.size(); ++i) {
      const auto& f = t.table.fields[i];
      const std::string& name = name_of(m, f);
      if (f.constant) {
        out.push_back({name, Value::of_text(f.value)});
        continue;
      }
      if (!row.texts[i]) continue;
      auto value = t.converters[i](*row.texts[i], arena_);
      if (!value) return Problem{path + name, std::string(*row.texts[i]), value.error()};
      out.push_back({name, *value});
    }
    return std::nullopt;
  }

  Value object(const std::vector<Member>& members) {
    auto* copy = static_cast<Member*>(arena_.allocate(members.size() * sizeof(Member) + 1, alignof(Member)));
    std::uninitialized_copy(members.begin(), members.end(), copy);
    return {Value::Kind::kObject, static_cast<uint32_t>(members.size()), {}, nullptr, copy};
  }

  std::optional<Problem> make(Value& out) {
    std::vector<Member> all;
    for (size_t i = 0; i < tables_.size(); ++i) {
      TableReader& t = tables_[i];
      if (t.table.list >= 0) {
        if (auto bad = list(t, all)) return bad;
        continue;
      }
      if (t.current.size() > 1) {
        joined_twice_ = static_cast<int>(i);
        return Problem{"", key_, {fmt::format("连表 {} 里有不止一行", t.table.name), fmt::format("the joined table {} has more than one row for it", t.table.name)}};
      }
      if (!t.current.empty())
        if (auto bad = members(t, t.current[0], "", all)) return bad;
    }
    out = object(all);
    return std::nullopt;
  }

  std::optional<Problem> list(const TableReader& t, std::vector<Member>& all) {
    if (t.current.empty()) return std::nullopt;
    const std::string& name = record().fields[static_cast<size_t>(t.table.list)].name;
    auto* items = static_cast<Value*>(arena_.allocate(t.current.size() * sizeof(Value), alignof(Value)));
    for (size_t r = 0; r < t.current.size(); ++r) {
      std::vector<Member> row;
      if (auto bad = members(t, t.current[r], fmt::format("{}[{}].", name, r + 1), row)) return bad;
      new (items + r) Value(object(row));
    }
    all.push_back({name, {Value::Kind::kList, static_cast<uint32_t>(t.current.size()), {}, items, nullptr}});
    return std::nullopt;
  }

  /// Rows of the other tables that no record has.
  Status orphans() {
    for (size_t i = 1; i < tables_.size(); ++i) {
      TableReader& t = tables_[i];
      if (t.staged.table.empty()) continue;
      auto connection = staging_.database().another();
      if (!connection) return connection.error();
      const std::string key = t.key("j");
      const std::string sql = fmt::format("SELECT CAST(j._f AS BIGINT), j._l, {} FROM {} j ANTI JOIN {} m ON {} = {} ORDER BY j._o", key, t.staged.table, main().staged.table, key, main().key("m"));
      auto rows = duck::Cursor::start(connection->connection(), sql, kReading);
      if (!rows) return rows.error();
      for (;;) {
        auto more = rows->next();
        if (!more) return more.error();
        if (!*more) break;
        listeners_.on_row(orphan(t, *rows));
      }
    }
    return {};
  }

  Reject orphan(const TableReader& t, const duck::Cursor& at) const {
    const std::string kind = t.table.list < 0 ? record().name : record().name + "." + record().fields[static_cast<size_t>(t.table.list)].name;
    const std::string key(at.text(2).value_or(""));
    const std::string& name = record().fields[static_cast<size_t>(record().key)].name;
    const Reason why = binding::is_blank(key) ? Reason{"缺少所属记录的键", "the key of the record it belongs to is missing"}
                                              : Reason{"主表 " + binding_.tables[0].name + " 里没有这个键", "the main table " + binding_.tables[0].name + " has no such key"};
    Reject r{t.staged.files[static_cast<size_t>(at.integer(0))], static_cast<uint64_t>(at.integer(1)), kind, key, {name, key, why}};
    r.problem.why.zh += fmt::format("（表 {} 的列 {}）", t.table.name, t.table.key);
    r.problem.why.en += fmt::format(" (column {} of the table {})", t.table.key, t.table.name);
    return r;
  }

  const model::Models& models_;
  const model::DataBinding& binding_;
  Staging staging_;
  Listeners listeners_;
  std::deque<TableReader> tables_;
  std::string key_;
  int joined_twice_ = -1;
  binding::Arena arena_;
};

}  // namespace

Result<std::unique_ptr<readers::RecordSource>> open_bound(const model::Models& models, const model::DataBinding& binding, const Tables& source, Listeners listeners) {
  const auto& record = models.models[static_cast<size_t>(binding.model)];
  const auto on_broken = [&](const std::string& table, Place place, Problem problem) {
    const auto it = std::find_if(binding.tables.begin(), binding.tables.end(), [&](const auto& t) { return t.name == table; });
    const int list = it == binding.tables.end() ? -1 : it->list;
    const std::string kind = list < 0 ? record.name : record.name + "." + record.fields[static_cast<size_t>(list)].name;
    listeners.on_row({place.file, place.line, kind, "", std::move(problem)});
  };
  auto staging = Staging::make(binding, source, on_broken, listeners.on_note);
  if (!staging) return staging.error();
  auto out = std::make_unique<BoundSource>(models, binding, std::move(*staging), std::move(listeners));
  if (auto s = out->start(); !s) return s.error();
  return std::unique_ptr<readers::RecordSource>(std::move(out));
}

}  // namespace zs::bound
