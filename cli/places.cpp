#include "cli/places.h"

#include "io/databases/location.h"
#include "ledger/connection.h"

#include <filesystem>

namespace zs::cli {
namespace {

namespace fs = std::filesystem;

bool is_stream(const std::string& path) { return path.empty() || path == "-" || path.starts_with("/dev/"); }

std::string canonical(const std::string& path) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(path, ignored), ignored).string();
}

std::string absolute(const std::string& path) {
  std::error_code ignored;
  return fs::absolute(path, ignored).lexically_normal().string();
}

/// The file that is read or written: of a table in SQLite or DuckDB, the database. Empty for servers, streams and devices.
std::string file_of(const std::string& path) {
  if (is_stream(path) || ledger::is_server(path)) return "";
  if (!databases::is_location(path)) return canonical(path);
  const auto l = databases::parse_location(path);
  return canonical(l ? l->database : path);
}

}  // namespace

std::string place_of(const std::string& path) {
  if (databases::is_location(path)) {
    const auto l = databases::parse_location(path);
    if (!l || l->table.empty()) return "";
    return (l->kind == databases::Kind::kPostgres ? databases::without_password(l->database) : canonical(l->database)) + "#" + databases::quoted(l->table);
  }
  if (is_stream(path)) return path == "-" ? path : "";
  return canonical(path);
}

std::string lasting_place(const std::string& out) {
  if (out == "-" || ledger::is_server(out)) return databases::without_password(out);
  if (!databases::is_location(out)) return absolute(out);
  const auto l = databases::parse_location(out);
  return l ? absolute(l->database) + out.substr(l->database.size()) : out;
}

Status spare_ledger(const std::string& ledger, const std::vector<std::string>& outputs) {
  const std::string file = file_of(ledger);
  for (const auto& out : outputs)
    if (!file.empty() && file_of(out) == file)
      return Error{ErrorKind::kUsage, "不能写到账本自己的文件里：" + out + "；请换一个文件名", "the file of the ledger itself cannot be written to: " + out + "; choose another name"};
  return {};
}

}  // namespace zs::cli
