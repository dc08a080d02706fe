#include "io/bound/staging.h"

#include "io/bound/stage_table.h"
#include "io/temporary/work.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace zs::bound {
namespace {

constexpr const char* kMemory = "400MB";  // what does not fit goes to the spill folder

std::string listed(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& n : all) out += (out.empty() ? "" : "、") + n;
  return out.empty() ? "—" : out;
}

/// Every column that the binding takes from a table, each once.
std::vector<std::string> wanted(const model::DataBinding& binding, const std::string& table) {
  std::vector<std::string> out;
  const auto want = [&](const std::string& c) {
    if (!c.empty() && std::find(out.begin(), out.end(), c) == out.end()) out.push_back(c);
  };
  for (const auto& t : binding.tables) {
    if (t.name != table) continue;
    want(t.key);
    for (const auto& c : t.order) want(c);
    for (const auto& f : t.fields)
      if (!f.constant) want(f.column);
  }
  return out;
}

/// Those of them that every source must have.
std::set<std::string> needed(const model::DataBinding& binding, const std::string& table) {
  std::set<std::string> out;
  for (const auto& t : binding.tables) {
    if (t.name != table) continue;
    out.insert(t.key);
    out.insert(t.order.begin(), t.order.end());
    for (const auto& f : t.fields)
      if (!f.constant && !f.optional) out.insert(f.column);
  }
  out.erase("");
  return out;
}

}  // namespace

std::string Staged::sql_of(const std::string& column) const {
  for (const bool exactly : {true, false})
    for (size_t i = 0; i < columns.size(); ++i)
      if (exactly ? columns[i] == column : same_name(columns[i], column)) return fmt::format("c{}", i);
  return "";
}

class Staging::Work {
 public:
  Work(const model::DataBinding& binding, const Tables& source, const OnBroken& on_broken, const OnNote& on_note) : binding_(binding), source_(source), on_broken_(on_broken), on_note_(on_note) {}

  Result<Staging> run() {
    if (auto s = open(); !s) return s.error();
    for (const auto& v : binding_.views)
      for (const auto& t : v.tables)
        if (auto s = table(t, true, false); !s) return s.error();
    for (const auto& t : binding_.tables)
      if (!is_view(t.name))
        if (auto s = table(t.name, false, t.optional); !s) return s.error();
    // The SQL of a binding reads what was staged and nothing else of this machine.
    if (auto s = sql("SET enable_external_access=false"); !s) return s.error();
    for (const auto& v : binding_.views)
      if (auto s = view(v); !s) return s.error();
    for (const auto& t : binding_.tables) out_.of_.push_back(static_cast<size_t>(find(t.name)));
    for (const auto& s : out_.staged_)
      if (auto ok = check_columns(s); !ok) return ok.error();
    return std::move(out_);
  }

 private:
  Status sql(const std::string& text) { return out_.database_->run(text, ErrorKind::kInternal, "准备绑定的表", "preparing the tables of the binding"); }

  Status open() {
    auto spill = temporary::make_work(temporary::Name::What::kFolder);
    if (!spill) return spill.error();
    out_.spill_.emplace(std::move(*spill));
    auto db = duck::Database::open();
    if (!db) return db.error();
    out_.database_ = std::make_unique<duck::Database>(std::move(*db));
    for (const std::string& s : {"SET temp_directory=" + duck::literal(out_.spill_->path()), std::string("SET memory_limit='") + kMemory + "'", std::string("SET threads=1"), std::string("SET TimeZone='Asia/Shanghai'")})
      if (auto ok = sql(s); !ok) return ok;
    return {};
  }

  bool is_view(const std::string& name) const {
    return std::any_of(binding_.views.begin(), binding_.views.end(), [&](const auto& v) { return v.name == name; });
  }
  int find(const std::string& name) const {
    for (size_t i = 0; i < out_.staged_.size(); ++i)
      if (out_.staged_[i].name == name) return static_cast<int>(i);
    return -1;
  }

  Error no_table(const std::string& name) const {
    const std::string there = listed(source_.names());
    return {ErrorKind::kUsage, fmt::format("绑定“{}”要读表 {}，来源里没有；有：{}", binding_.name, name, there),
            fmt::format("the binding “{}” reads the table {}, which the source does not have; it has {}", binding_.name, name, there)};
  }

  Status table(const std::string& name, bool all_columns, bool optional) {
    if (find(name) >= 0) return {};
    Staged out{name, "", {}, source_.places(name)};
    if (out.files.empty()) {
      if (!optional) return no_table(name);
      on_note_(fmt::format("来源里没有表 {}，按没有行计", name), fmt::format("the source has no table {}; it counts as empty", name));
      out_.staged_.push_back(std::move(out));
      return {};
    }
    out.table = fmt::format("t{}", out_.staged_.size());
    const bool main = binding_.tables[0].name == name;
    if (!all_columns) out.columns = wanted(binding_, name);
    StageTable stage(*out_.database_, source_, out, main ? OnBroken() : on_broken_, on_note_);
    if (auto s = stage.run(all_columns, needed(binding_, name)); !s) return s;
    out_.staged_.push_back(std::move(out));
    return {};
  }

  /// A scan gives rows in the order in which they were staged; sorting them again would hold the whole table beside what the view's SQL holds.
  Status view(const model::ViewSource& v) {
    for (const auto& t : v.tables) {
      const Staged& s = out_.staged_[static_cast<size_t>(find(t))];
      std::string columns;
      for (size_t i = 0; i < s.columns.size(); ++i) columns += fmt::format("{}c{} AS {}", i ? ", " : "", i, duck::quoted_name(s.columns[i]));
      if (auto ok = sql(fmt::format("CREATE OR REPLACE VIEW {} AS SELECT {} FROM {} WHERE _z IS NULL", duck::quoted_name(t), columns, s.table)); !ok) return ok;
    }
    Staged out{v.name, fmt::format("t{}", out_.staged_.size()), {}, {v.name}};
    auto columns = columns_of(v);
    if (!columns) return columns.error();
    out.columns = std::move(*columns);
    std::string list;
    for (size_t i = 0; i < out.columns.size(); ++i) list += fmt::format(", CAST({} AS VARCHAR) AS c{}", duck::quoted_name(out.columns[i]), i);
    const std::string make = fmt::format(
        "CREATE TABLE {} AS SELECT row_number() OVER () - 1 AS _o, 0 AS _f, row_number() OVER () AS _l, NULL::VARCHAR AS _z, NULL::VARCHAR AS _e, NULL::VARCHAR AS _v{} FROM ({}\n) AS v", out.table,
        list, v.sql);
    if (auto s = out_.database_->run(make, ErrorKind::kUsage, "视图“" + v.name + "”", "the view “" + v.name + "”"); !s) return s;
    out_.staged_.push_back(std::move(out));
    return {};
  }

  /// What a view gives. One statement only: preparing two is an error.
  Result<std::vector<std::string>> columns_of(const model::ViewSource& v) {
    duckdb_prepared_statement statement = nullptr;
    const auto state = duckdb_prepare(out_.database_->connection(), fmt::format("SELECT * FROM ({}\n) AS v", v.sql).c_str(), &statement);
    std::vector<std::string> out;
    Status ok;
    if (state != DuckDBSuccess) {
      std::string why = duckdb_prepare_error(statement);
      why.resize(std::min(why.find('\n'), why.size()));
      ok = Error{ErrorKind::kUsage, fmt::format("绑定“{}”的视图“{}”：{}。来源的表与这个绑定不合；zs binding 列出绑定要的表和列，也可换一个绑定", binding_.name, v.name, why),
                 fmt::format("the view “{}” of the binding “{}”: {}. The source's tables do not fit this binding; zs binding lists the tables and columns that it wants; another binding may fit", v.name, binding_.name, why)};
    } else {
      for (idx_t i = 0; i < duckdb_prepared_statement_column_count(statement); ++i) {
        const char* name = duckdb_prepared_statement_column_name(statement, i);
        out.emplace_back(name ? name : "");
        duckdb_free(const_cast<char*>(name));
      }
    }
    duckdb_destroy_prepare(&statement);
    if (!ok) return ok.error();
    return out;
  }

  /// Of views and of tables taken whole; the others were asked while they were read.
  Status check_columns(const Staged& s) const {
    if (s.table.empty()) return {};
    for (const auto& c : needed(binding_, s.name))
      if (s.sql_of(c).empty())
        return Error{ErrorKind::kUsage, fmt::format("“{}”没有列 {}；有：{}", s.name, c, listed(s.columns)), fmt::format("“{}” has no column {}; it has {}", s.name, c, listed(s.columns))};
    return {};
  }

  const model::DataBinding& binding_;
  const Tables& source_;
  const OnBroken& on_broken_;
  const OnNote& on_note_;
  Staging out_;
};

Result<Staging> Staging::make(const model::DataBinding& binding, const Tables& source, const OnBroken& on_broken, const OnNote& on_note) {
  return Work(binding, source, on_broken, on_note).run();
}

}  // namespace zs::bound
