#include "io/databases/location.h"

#include "runtime/model/select.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace zs::databases {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

bool starts_with(std::string_view s, std::string_view with) { return s.substr(0, with.size()) == with; }
bool ends_with(std::string_view s, std::string_view with) { return s.size() >= with.size() && s.substr(s.size() - with.size()) == with; }

std::string lower(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  return out;
}

bool is_address(std::string_view s) { return starts_with(s, "postgres://") || starts_with(s, "postgresql://"); }

std::optional<Kind> kind_of(const std::string& database) {
  if (is_address(database)) return Kind::kPostgres;
  const std::string name = lower(database);
  for (const char* end : {".duckdb", ".ddb"})
    if (ends_with(name, end)) return Kind::kDuckdb;
  for (const char* end : {".sqlite", ".sqlite3", ".db"})
    if (ends_with(name, end)) return Kind::kSqlite;
  return std::nullopt;
}

/// The first # after which something that is a database's name has ended; npos: there is none.
size_t hash_of(const std::string& text) {
  for (size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at + 1))
    if (kind_of(text.substr(0, at))) return at;
  return std::string::npos;
}

/// a.b, "a.b"."c": false where a name is empty, a quote is not closed, or there are more than two.
bool read_names(std::string_view s, std::vector<std::string>& out) {
  for (;;) {
    std::string name;
    if (!s.empty() && s.front() == '"') {
      size_t i = 1;
      for (; i < s.size(); ++i) {
        if (s[i] == '"' && (i + 1 == s.size() || s[i + 1] != '"')) break;
        if (s[i] == '"') ++i;
        name += s[i];
      }
      if (i >= s.size()) return false;
      s.remove_prefix(i + 1);
    } else {
      const size_t end = std::min(s.find('.'), s.size());
      name = s.substr(0, end);
      s.remove_prefix(end);
    }
    if (name.empty() || name.find('\0') != std::string::npos) return false;
    out.push_back(std::move(name));
    if (s.empty()) return out.size() <= 2;
    if (s.front() != '.') return false;
    s.remove_prefix(1);
  }
}

/// PARAMETERS of an address without those that hold a secret.
std::string public_parameters(std::string_view s) {
  std::string out;
  while (!s.empty()) {
    const size_t end = std::min(s.find('&'), s.size());
    const auto one = s.substr(0, end);
    if (!starts_with(one, "password=") && !starts_with(one, "sslpassword=")) out += (out.empty() ? "?" : "&") + std::string(one);
    s.remove_prefix(std::min(end + 1, s.size()));
  }
  return out;
}

}  // namespace

bool is_location(const std::string& text) { return kind_of(text.substr(0, hash_of(text))).has_value(); }

std::string without_password(const std::string& text) {
  if (!is_address(text)) return text;
  const size_t hash = std::min(text.find('#'), text.size());
  std::string address = text.substr(0, hash);
  const size_t host = address.find("://") + 3;
  const size_t question = std::min(address.find('?', host), address.size());
  const std::string parameters = question < address.size() ? public_parameters(std::string_view(address).substr(question + 1)) : "";
  address.resize(question);
  // A password may hold an @ or a / that should have been escaped: everything up to the last @ is looked at.
  if (const size_t at = address.rfind('@'); at != std::string::npos && at > host)
    if (const size_t colon = address.find(':', host); colon < at) address.erase(colon, at - colon);
  return address + parameters + text.substr(hash);
}

Result<Location> parse_location(const std::string& text) {
  Location l;
  const size_t hash = hash_of(text);
  l.database = text.substr(0, hash);
  l.kind = kind_of(l.database).value_or(Kind::kPostgres);
  l.shown = without_password(text);
  std::string what = hash == std::string::npos ? "" : text.substr(hash + 1);
  const size_t from = what.find_first_not_of(kBlank), to = what.find_last_not_of(" \t\r\n;");
  what = from == std::string::npos || to == std::string::npos ? "" : what.substr(from, to - from + 1);
  if (what.empty())
    return Error{ErrorKind::kUsage, l.shown + " 是数据库，须写明其中的表：" + without_password(l.database) + "#表名，或 #模式.表名，或 '#SELECT …'",
                 l.shown + " is a database: name the table in it: " + without_password(l.database) + "#TABLE, or #SCHEMA.TABLE, or '#SELECT …'"};
  if (model::begins_select(what)) return l.query = what, l;
  if (ends_with(what, ":upsert")) l.upsert = true, what.resize(what.size() - 7);
  if (!read_names(what, l.table))
    return Error{ErrorKind::kUsage, l.shown + "：# 后应是 表名、模式.表名 或 SELECT 查询；名称中有点号时加双引号",
                 l.shown + ": after # there stands TABLE, SCHEMA.TABLE or a SELECT; a name with a dot is put in double quotes"};
  return l;
}

std::string quoted(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) {
    out += c;
    if (c == '"') out += c;
  }
  return out += '"';
}

std::string quoted(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& n : names) out += (out.empty() ? "" : ".") + quoted(n);
  return out;
}

std::string select_of(const Location& l) { return l.query.empty() ? "SELECT * FROM " + quoted(l.table) : l.query; }

}  // namespace zs::databases
