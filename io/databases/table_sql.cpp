#include "io/databases/table_sql.h"

#include <algorithm>
#include <cctype>

namespace zs::databases {
namespace {

const char* type_of(Kind database, ValueKind kind) {
  switch (kind) {
    case ValueKind::kBool: return "BOOLEAN";
    case ValueKind::kInteger: return "BIGINT";
    case ValueKind::kInstant: return database == Kind::kSqlite ? "TEXT" : "TIMESTAMPTZ";
    default: return "TEXT";
  }
}

bool has(const std::string& type, std::initializer_list<const char*> words) {
  std::string low;
  for (const char c : type) low += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return low.find(w) != std::string::npos; });
}

bool fits(Kind database, ValueKind kind, const std::string& type) {
  const bool text = type.empty() || has(type, {"char", "text", "string", "clob"});
  switch (kind) {
    case ValueKind::kBool: return has(type, {"bool"}) || (database == Kind::kSqlite && has(type, {"int", "numeric"}));
    case ValueKind::kInteger: return has(type, {"int", "numeric", "decimal"});
    case ValueKind::kInstant: return text || has(type, {"timestamp", "datetime"});
    default: return text;
  }
}

const Present* find(const Target& t, const std::string& name) {
  if (!t.present) return nullptr;
  const auto it = std::find_if(t.present->begin(), t.present->end(), [&](const Present& p) { return p.name == name; });
  return it == t.present->end() ? nullptr : &*it;
}

/// A staged text as a value of the table's column.
std::string value(const Target& t, const Column& c) {
  const std::string name = "s." + quoted(c.name);
  if (t.kind == Kind::kSqlite) {  // has no types of values but its own
    if (c.kind == ValueKind::kBool) return "CASE " + name + " WHEN 'true' THEN 1 WHEN 'false' THEN 0 END";
    if (c.kind == ValueKind::kInteger) return "CAST(" + name + " AS INTEGER)";
    return name;
  }
  const Present* p = find(t, c.name);
  const std::string type = p ? p->type : type_of(t.kind, c.kind);
  return has(type, {"char", "text", "string"}) ? name : "CAST(" + name + " AS " + type + ")";
}

/// Equal, and null equal to null, in the form by which each database can join.
std::string same(const Target& t, const Column& c) {
  const std::string ours = value(t, c), theirs = "t." + quoted(c.name);
  if (t.kind == Kind::kSqlite) return ours + " IS " + theirs;
  if (t.kind == Kind::kDuckdb) return ours + " IS NOT DISTINCT FROM " + theirs;
  if (c.kind == ValueKind::kText) return "coalesce(" + ours + ", '') = coalesce(" + theirs + ", '')";
  return "(" + ours + " = " + theirs + " OR (s." + quoted(c.name) + " IS NULL AND " + theirs + " IS NULL))";
}

std::string listed(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const auto& p : parts) out += (out.empty() ? "" : between) + p;
  return out;
}

}  // namespace

Status check(const Target& t) {
  if (!t.present) return {};
  std::vector<std::string> missing, wrong_zh, wrong_en;
  for (const auto& c : t.columns) {
    const Present* p = find(t, c.name);
    if (!p) missing.push_back(c.name);
    else if (!fits(t.kind, c.kind, p->type))
      wrong_zh.push_back(c.name + " 是 " + p->type + "，应为 " + type_of(t.kind, c.kind)), wrong_en.push_back(c.name + " is " + p->type + " and should be " + type_of(t.kind, c.kind));
  }
  if (missing.empty() && wrong_zh.empty()) return {};
  std::string zh = t.shown + " 已有这张表，但列对不上", en = t.shown + ": the table is there, but its columns do not fit";
  if (!missing.empty()) zh += "；缺少 " + listed(missing, "、"), en += "; missing: " + listed(missing, ", ");
  if (!wrong_zh.empty()) zh += "；" + listed(wrong_zh, "；"), en += "; " + listed(wrong_en, "; ");
  return Error{ErrorKind::kUsage, zh + "；请改表，或换一个表名（没有的表会自动建）", en + "; change the table, or name another one (a table that is not there is made)"};
}

std::string create_table(const Target& t) {
  std::vector<std::string> columns;
  for (const auto& c : t.columns) columns.push_back(quoted(c.name) + " " + type_of(t.kind, c.kind));
  return "CREATE TABLE IF NOT EXISTS " + t.table + " (" + listed(columns, ", ") + ")";
}

std::string create_staging(const Target& t, const std::string& staging, const std::string& words, const std::string& end) {
  std::vector<std::string> columns;
  for (const auto& c : t.columns) columns.push_back(quoted(c.name) + " TEXT");
  return "CREATE " + words + " TABLE " + staging + " (" + listed(columns, ", ") + ")" + end;
}

std::vector<std::string> put(const Target& t, const std::string& staging) {
  std::vector<std::string> statements, names, values, identity, identity_names;
  for (const auto& c : t.columns) {
    names.push_back(quoted(c.name)), values.push_back(value(t, c));
    if (c.identity) identity.push_back(same(t, c)), identity_names.push_back(quoted(c.name));
  }
  std::string remove = "DELETE FROM " + t.table;
  if (t.upsert && !identity.empty()) {
    if (t.kind == Kind::kSqlite) statements.push_back("CREATE INDEX main.by_identity_" + staging + " ON " + staging + " (" + listed(identity_names, ", ") + ")");
    remove += " AS t WHERE EXISTS (SELECT 1 FROM " + staging + " AS s WHERE " + listed(identity, " AND ") + ")";
  }
  statements.push_back(remove);
  statements.push_back("INSERT INTO " + t.table + " (" + listed(names, ", ") + ") SELECT " + listed(values, ", ") + " FROM " + staging + " AS s");
  return statements;
}

}  // namespace zs::databases
