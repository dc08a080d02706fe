#include "io/bound/tables.h"
#include "io/readers/record_reader.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <set>

namespace zs::bound {
namespace {

namespace fs = std::filesystem;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// up_pro_accept of up_pro_accept-2024-01.csv.gz: the file's name without what tells its format.
std::string stem_of(const std::string& path) {
  std::string name = fs::path(path).filename().string();
  for (const char* packed : {".gz", ".zst"})
    if (name.ends_with(packed)) name.resize(name.size() - std::strlen(packed));
  return name.substr(0, name.rfind('.'));
}

bool is_part_mark(char c) { return c == '-' || c == '_' || c == '.' || (c >= '0' && c <= '9'); }

/// Whether a file of this stem holds the table, whole or in part.
bool holds(const std::string& stem, const std::string& table) {
  if (stem.size() < table.size() || !same_name(std::string_view(stem).substr(0, table.size()), table)) return false;
  const std::string_view rest = std::string_view(stem).substr(table.size());
  if (rest.empty()) return true;
  return !(rest[0] >= '0' && rest[0] <= '9') && rest.size() > 1 && std::all_of(rest.begin(), rest.end(), is_part_mark);
}

class FolderTables : public Tables {
 public:
  FolderTables(std::vector<std::string> files, readers::Encoding encoding) : files_(std::move(files)), encoding_(encoding) {}

  std::vector<std::string> places(const std::string& table) const override {
    std::vector<std::string> out;
    for (const auto& f : files_)
      if (holds(stem_of(f), table)) out.push_back(f);
    return out;
  }
  Result<std::unique_ptr<readers::RecordSource>> open(const std::string& place) const override {
    return readers::open_records(place, readers::format_of(place), encoding_);
  }
  std::vector<std::string> names() const override {
    std::set<std::string> out;
    for (const auto& f : files_) out.insert(stem_of(f));
    return {out.begin(), out.end()};
  }

 private:
  std::vector<std::string> files_;
  readers::Encoding encoding_;
};

}  // namespace

bool same_name(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

Result<std::unique_ptr<Tables>> folder_tables(const std::string& path, readers::Encoding encoding) {
  std::vector<std::string> files;
  std::error_code ec;
  if (fs::is_directory(path, ec)) {
    for (const auto& e : fs::directory_iterator(path, ec))
      if (std::error_code ignored; e.is_regular_file(ignored)) files.push_back(e.path().string());
    if (ec) return Error{ErrorKind::kIo, "读不了文件夹 " + path + "：" + ec.message(), "cannot read the folder " + path + ": " + ec.message()};
  } else {
    auto found = readers::expand(path);
    if (!found) return found.error();
    files = std::move(*found);
    for (const auto& f : files)
      if (!fs::exists(f, ec)) return Error{ErrorKind::kIo, "没有 " + f, "there is no " + f};
  }
  std::erase_if(files, [](const std::string& f) { return readers::format_of(f) == readers::Format::kAuto; });
  std::sort(files.begin(), files.end());
  if (files.empty())
    return Error{ErrorKind::kIo, path + " 里没有 .csv、.ndjson、.json 或 .parquet 文件；文件名应是表名，如 up_pro_accept.csv",
                 path + " has no .csv, .ndjson, .json or .parquet files; a file is called as its table, like up_pro_accept.csv"};
  return std::unique_ptr<Tables>(std::make_unique<FolderTables>(std::move(files), encoding));
}

}  // namespace zs::bound
