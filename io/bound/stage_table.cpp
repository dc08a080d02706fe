#include "io/bound/stage_table.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::bound {
namespace {

using binding::Value;
using readers::Pulled;

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return same_name(n, name); });
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& n : names) out += (out.empty() ? "" : "、") + n;
  return out;
}

}  // namespace

StageTable::StageTable(duck::Database& database, const Tables& source, Staged& table, Staging::OnBroken on_broken, const Staging::OnNote& on_note)
    : database_(database), source_(source), table_(table), on_broken_(std::move(on_broken)), on_note_(on_note) {}

StageTable::~StageTable() {
  if (appender_) duckdb_appender_destroy(&appender_);
}

Status StageTable::run(bool all_columns, const std::set<std::string>& needed) {
  if (all_columns)
    if (auto s = find_columns(); !s) return s;
  if (auto s = create(); !s) return s;
  for (size_t f = 0; f < table_.files.size(); ++f) {
    auto rows = source_.open(table_.files[f]);
    if (!rows) return rows.error();
    const auto declared = (*rows)->columns();
    rows->reset();
    if (declared)
      if (auto s = check(*declared, table_.files[f], needed); !s) return s;
    if (auto s = fill(f); !s) return s;
  }
  return duckdb_appender_close(appender_) == DuckDBSuccess ? Status() : failed();
}

/// Those declared; where rows name their own, those of any row.
Status StageTable::find_columns() {
  const auto add = [&](std::string_view name) {
    if (!has(table_.columns, name)) table_.columns.emplace_back(name);
  };
  for (const auto& place : table_.files) {
    auto rows = source_.open(place);
    if (!rows) return rows.error();
    if (const auto declared = (*rows)->columns()) {
      for (const auto& c : *declared) add(c);
      continue;
    }
    for (;;) {
      auto row = (*rows)->next();
      if (source_.told_to_stop()) return readers::told_to_stop();
      if (!row) return row.error();
      if (row->what == Pulled::What::kEnd) break;
      if (row->what == Pulled::What::kRecord && row->record.kind == Value::Kind::kObject)
        for (uint32_t i = 0; i < row->record.size; ++i) add(row->record.members[i].name);
    }
  }
  return {};
}

Status StageTable::check(const std::vector<std::string>& declared, const std::string& place, const std::set<std::string>& needed) {
  for (const auto& c : needed)
    if (!has(declared, c))
      return Error{ErrorKind::kUsage, fmt::format("{}：没有列 {}；有：{}。可缺的列在绑定里写“?”", place, c, joined(declared)),
                   fmt::format("{}: there is no column {}; it has {}. A column that may be missing has ? in the binding", place, c, joined(declared))};
  for (const auto& c : table_.columns)
    if (!has(declared, c) && noted_.insert(c).second)
      on_note_(fmt::format("{} 没有列 {}，取自它的字段都视为缺失", place, c), fmt::format("{} has no column {}; the fields that come from it count as missing", place, c));
  return {};
}

Status StageTable::create() {
  std::string columns;
  for (size_t i = 0; i < table_.columns.size(); ++i) columns += fmt::format(", c{} VARCHAR", i);
  if (auto s = database_.run(fmt::format("CREATE TABLE {} (_o BIGINT, _f INTEGER, _l BIGINT, _z VARCHAR, _e VARCHAR, _v VARCHAR{})", table_.table, columns), ErrorKind::kInternal, "建临时表", "making a temporary table"); !s)
    return s;
  if (duckdb_appender_create(database_.connection(), nullptr, table_.table.c_str(), &appender_) != DuckDBSuccess) return failed();
  values_.resize(table_.columns.size());
  return {};
}

Status StageTable::failed() {
  const char* why = appender_ ? duckdb_appender_error(appender_) : nullptr;
  const std::string text = why ? why : "";
  return Error{ErrorKind::kIo, "存不下表 " + table_.name + " 的临时副本：" + text, "cannot keep a temporary copy of the table " + table_.name + ": " + text};
}

Status StageTable::fill(size_t file) {
  auto rows = source_.open(table_.files[file]);
  if (!rows) return rows.error();
  hints_.clear();
  for (;;) {
    auto row = (*rows)->next();
    if (source_.told_to_stop()) return readers::told_to_stop();
    if (!row) return row.error();
    if (row->what == Pulled::What::kEnd) return {};
    if (row->what == Pulled::What::kRecord && row->record.kind != Value::Kind::kObject) {
      row->what = Pulled::What::kBroken;
      row->problem = {"", binding::show(row->record), {"应是一行（JSON 对象）", "expected a row (a JSON object)"}};
    }
    if (row->what == Pulled::What::kBroken && on_broken_) {
      on_broken_(table_.name, {table_.files[file], row->line}, std::move(row->problem));
      continue;
    }
    take(*row, file);
    if (duckdb_appender_end_row(appender_) != DuckDBSuccess) return failed();
  }
}

int StageTable::column_of(size_t position, std::string_view name) {
  if (position < hints_.size() && hints_[position].name == name) return hints_[position].column;
  int column = -1;
  for (const bool exactly : {true, false})
    for (size_t i = 0; i < table_.columns.size() && column < 0; ++i)
      if (exactly ? table_.columns[i] == name : same_name(table_.columns[i], name)) column = static_cast<int>(i);
  if (position >= hints_.size()) hints_.resize(position + 1, {"", -1});
  hints_[position] = {std::string(name), column};
  return column;
}

void StageTable::append(std::string_view text) { duckdb_append_varchar_length(appender_, text.data(), text.size()); }

void StageTable::append(const Value& v) {
  switch (v.kind) {
    case Value::Kind::kMissing: duckdb_append_null(appender_); return;
    case Value::Kind::kList: case Value::Kind::kObject: append(binding::show(v, SIZE_MAX - 1)); return;
    default: append(v.text);
  }
}

void StageTable::take(const Pulled& row, size_t file) {
  duckdb_append_int64(appender_, order_++);
  duckdb_append_int32(appender_, static_cast<int32_t>(file));
  duckdb_append_int64(appender_, static_cast<int64_t>(row.line));
  std::fill(values_.begin(), values_.end(), nullptr);
  if (row.what == Pulled::What::kBroken) {
    append(row.problem.why.zh), append(row.problem.why.en), append(row.problem.value);
  } else {
    for (int i = 0; i < 3; ++i) duckdb_append_null(appender_);
    for (uint32_t i = 0; i < row.record.size; ++i)
      if (const int c = column_of(i, row.record.members[i].name); c >= 0 && !values_[static_cast<size_t>(c)]) values_[static_cast<size_t>(c)] = &row.record.members[i].value;
  }
  for (const Value* v : values_)
    if (v) append(*v);
    else duckdb_append_null(appender_);
}

}  // namespace zs::bound
