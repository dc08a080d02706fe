// Tables and views of a database, those of one schema.
#include "io/bound/tables.h"
#include "io/databases/databases.h"

#include <algorithm>

namespace zs::bound {
namespace {

using databases::Kind;
using databases::Location;

/// The tables of a schema by name; of the ones that are found without naming a schema where it is empty.
std::string catalogue(Kind kind, const std::string& schema) {
  std::string literal = "'";
  for (const char c : schema) literal += c == '\'' ? "''" : std::string(1, c);
  literal += '\'';
  switch (kind) {
    case Kind::kSqlite: return "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name";
    case Kind::kDuckdb: return "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = " + (schema.empty() ? "current_schema()" : literal) + " ORDER BY 1";
    case Kind::kPostgres: break;
  }
  return "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema " + (schema.empty() ? "= ANY (current_schemas(false))" : "= " + literal) + " ORDER BY 1";
}

class DatabaseTables : public Tables {
 public:
  DatabaseTables(Location database, std::string schema, std::shared_ptr<databases::Databases> databases)
      : database_(std::move(database)), schema_(std::move(schema)), databases_(std::move(databases)) {}

  Status list() {
    Location l = database_;
    l.query = catalogue(l.kind, schema_);
    auto rows = databases_->open(l);
    if (!rows) return rows.error();
    for (;;) {
      auto row = (*rows)->next();
      if (!row) return row.error();
      if (row->what == readers::Pulled::What::kEnd) break;
      names_.emplace_back(row->record.members[0].value.text);
    }
    if (!names_.empty()) return {};
    if (schema_.empty()) return Error{ErrorKind::kUsage, database_.shown + " 里没有表；表在别的模式里时写作 …#模式", database_.shown + " has no tables; where they are in another schema, write …#SCHEMA"};
    return Error{ErrorKind::kUsage, database_.shown + " 里没有模式 " + schema_ + "，或者其中没有表", database_.shown + " has no schema " + schema_ + ", or no tables in it"};
  }

  std::vector<std::string> places(const std::string& table) const override {
    // The very name before one that differs in case.
    std::vector<std::string> found;
    for (const auto& n : names_)
      if (same_name(n, table)) found.push_back(n);
    if (found.empty()) return {};
    const auto exact = std::find(found.begin(), found.end(), table);
    return {place_of(exact == found.end() ? found[0] : *exact)};
  }

  Result<std::unique_ptr<readers::RecordSource>> open(const std::string& place) const override {
    Location l = database_;
    const auto name = std::find_if(names_.begin(), names_.end(), [&](const std::string& n) { return place_of(n) == place; });
    l.table = schema_.empty() ? std::vector<std::string>{*name} : std::vector<std::string>{schema_, *name};
    l.shown = place;
    return databases_->open(l);
  }

  std::vector<std::string> names() const override { return names_; }

 private:
  std::string place_of(const std::string& name) const { return database_.shown + "#" + (schema_.empty() ? "" : schema_ + ".") + name; }

  Location database_;
  std::string schema_;
  std::shared_ptr<databases::Databases> databases_;
  std::vector<std::string> names_;
};

}  // namespace

Result<std::unique_ptr<Tables>> database_tables(const std::string& text, std::shared_ptr<databases::Databases> databases) {
  const size_t mark = text.find('#');
  const std::string address = text.substr(0, mark), schema = mark == std::string::npos ? "" : text.substr(mark + 1);
  if (mark != std::string::npos && (schema.empty() || schema.find_first_of(" .:") != std::string::npos))
    return Error{ErrorKind::kUsage, databases::without_password(text) + "：绑定自己知道要读哪些表；# 后面只能是它们所在的模式，或者不写",
                 databases::without_password(text) + ": the binding knows which tables it reads; after # stands their schema, or nothing"};
  auto location = databases::parse_location(address + "#t");
  if (!location) return location.error();
  if (location->kind == Kind::kSqlite && !schema.empty())
    return Error{ErrorKind::kUsage, text + "：SQLite 文件没有模式；# 和后面的不要写", text + ": a SQLite file has no schemas; leave out # and what follows"};
  location->table.clear();
  location->shown = databases::without_password(address);
  auto tables = std::make_unique<DatabaseTables>(std::move(*location), schema, std::move(databases));
  if (auto s = tables->list(); !s) return s.error();
  return std::unique_ptr<Tables>(std::move(tables));
}

}  // namespace zs::bound
