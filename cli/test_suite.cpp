#include "cli/test_suite.h"

#include "testing/table.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace zs::cli {
namespace {

namespace fs = std::filesystem;
using testing::Case;

std::vector<std::string> files_in(const fs::path& folder, std::initializer_list<const char*> endings) {
  std::vector<std::string> out;
  std::error_code ec;
  for (const auto& entry : fs::directory_iterator(folder, ec)) {
    const std::string name = entry.path().filename().string();
    // Excel keeps ~$name beside a workbook that is open.
    const bool wanted = std::any_of(endings.begin(), endings.end(), [&](const char* e) { return entry.path().extension() == e; });
    if (wanted && !name.starts_with("~$") && !name.starts_with(".") && entry.is_regular_file(ec)) out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

void add_rule_tests(const Pack& pack, std::vector<Case>& cases) {
  const auto& sources = pack.compilation->sources;
  for (const auto& test : pack.typed()->tests)
    cases.push_back(testing::case_of(*pack.typed(), test, sources.name(test.src.file), sources.position(test.src.file, test.src.begin).line));
}

/// `named`: by the user, who means it to be a table of tests.
Result<bool> add_table(const Context& context, const Pack& pack, const std::string& file, bool named, std::vector<Case>& cases) {
  auto sheets = sheets::read(file);
  if (!sheets) {
    if (!named && sheets.error().kind == ErrorKind::kUsage && !sheets::is_xlsx(file)) return true;  // some other CSV
    return sheets.error();
  }
  bool good = true, any = false;
  for (const auto& sheet : *sheets) {
    const bool wanted = testing::is_test_table(sheet);
    if (!wanted && !(named && sheets->size() == 1)) continue;
    any = true;
    auto table = testing::read_table(*pack.typed(), sheet, file);
    for (const auto& p : table.problems) {
      context.usage(fmt::format("{} 第 {} 行：{}", p.file, p.row, p.what.zh), fmt::format("{} row {}: {}", p.file, p.row, p.what.en));
      good = false;
    }
    std::move(table.cases.begin(), table.cases.end(), std::back_inserter(cases));
  }
  if (named && !any) return Error{ErrorKind::kUsage, file + " 里没有测试表：工作表的第一行要有“测试”一列", file + " holds no table of tests: a sheet's first row needs a column 测试 (test)"};
  return good;
}

}  // namespace

testing::Language language_of(const Context& context) { return context.lang == Lang::kZh ? testing::Language::kChinese : testing::Language::kEnglish; }

std::string frozen_folder(const std::string& pack) {
  std::error_code ec;
  const fs::path p(pack);
  return (fs::is_directory(p, ec) ? p / "tests" / "frozen" : p.parent_path() / "frozen").string();
}

std::vector<std::string> frozen_files(const std::string& pack, const std::vector<std::string>& named) {
  std::error_code ec;
  std::vector<std::string> all;
  if (fs::is_directory(pack, ec)) all = files_in(frozen_folder(pack), {".json"});
  for (const auto& n : named) {
    const auto more = fs::is_directory(n, ec) ? files_in(n, {".json"}) : std::vector<std::string>{n};
    for (const auto& f : more)
      if (std::find(all.begin(), all.end(), f) == all.end()) all.push_back(f);
  }
  return all;
}


std::optional<Suite> load_suite(const Context& context, const std::string& path, const TestFiles& files, int& exit) {
  auto pack = load_pack(context, path, Need::kBytecode, exit);
  if (!pack) return std::nullopt;
  if (!pack->typed()) {
    exit = context.usage(path + " 是字节码包，测试在规则文件里", path + " is bytecode; tests stand in rule files");
    return std::nullopt;
  }
  Suite suite{std::move(*pack), {}};
  add_rule_tests(suite.pack, suite.cases);
  std::error_code ec;
  bool good = true;
  const auto tables = [&](const std::vector<std::string>& paths, bool named) {
    for (const auto& t : paths) {
      auto added = add_table(context, suite.pack, t, named, suite.cases);
      if (!added) exit = context.fail(added.error()), good = false;
      else if (!*added) exit = Exit::kUsage, good = false;
    }
  };
  auto own = fs::is_directory(path, ec) ? files_in(fs::path(path) / "tests", {".csv", ".xlsx"}) : std::vector<std::string>();
  std::erase_if(own, [&](const auto& f) { return std::any_of(files.tables.begin(), files.tables.end(), [&](const auto& t) { return fs::equivalent(f, t, ec); }); });
  tables(own, false);
  tables(files.tables, true);
  for (const auto& f : frozen_files(path, files.frozen)) {
    auto frozen = testing::read_frozen(f);
    auto loaded = frozen ? testing::load_frozen(*suite.pack.typed(), *frozen, false) : Result<Case>(frozen.error());
    if (loaded) suite.cases.push_back(std::move(*loaded));
    else exit = context.fail(loaded.error()), good = false;
  }
  if (!good) return std::nullopt;
  std::erase_if(suite.cases, [&](const Case& c) { return c.name.find(files.filter) == std::string::npos; });
  return suite;
}

}  // namespace zs::cli
