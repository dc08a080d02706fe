#include "tests/lint/examples.h"

#include "runtime/calendar/civil.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace zs::lint::test {
namespace {

namespace fs = std::filesystem;

/// The text of the first block with this fence behind `heading`.
std::string block(const std::string& page, const std::string& heading, const std::string& fence) {
  const size_t section = heading.empty() ? 0 : page.find("## " + heading + "\n");
  if (section == std::string::npos) return {};
  const std::string open = "```" + fence + "\n";
  const size_t at = page.find(open, section);
  if (at == std::string::npos) return {};
  const size_t from = at + open.size();
  return page.substr(from, page.find("```", from) - from);
}

/// A folder that is gone when the test ends.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("zs-lint-" + std::to_string(::getpid()))) { fs::create_directories(path_); }
  ~Folder() { fs::remove_all(path_); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }

 private:
  fs::path path_;
};

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Example example_of(const std::string& page) {
  return {block(page, "不好的写法", "规则"), block(page, "好的写法", "规则"), block(page, "", "原文"), page.substr(2, page.find('\n') - 2)};
}

std::string whole(const std::string& rules, const std::string& regulation) {
  if (rules.find("规则集 ") != std::string::npos) return rules;
  const bool red = rules.find("红牌") != std::string::npos, yellow = rules.find("发 预警") != std::string::npos;
  const std::string cards = red && yellow ? "预警 < 红牌" : red ? "红牌" : "预警";
  return "导入 「标准库/国务院办公日历.zs」\n导入 「标准库/办件.zs」\n规则集 docs.lint 版本 1 {\n  名称 「例」\n" + std::string(regulation.empty() ? "" : "  原文 「原文.txt」\n") +
         "  施行 2024-01-01\n  牌 " + cards + "\n  日历 国务院办公日历\n}\n" + rules;
}

std::vector<Found> findings(const Compilation& compiled, const Options& options) {
  diag::Sink sink;
  run(compiled, options, sink);
  std::vector<Found> out;
  for (const diag::Sink* s : {&compiled.diagnostics, static_cast<const diag::Sink*>(&sink)})
    for (const auto& d : s->all()) {
      const auto& row = diag::row(d.code);
      out.push_back({std::string(row.id), diag::fill(row.zh, d.args), d.src.file < 0 ? 0 : compiled.sources.position(d.src.file, d.src.begin).line});
    }
  return out;
}

std::vector<Found> lint(const std::string& rules, const std::string& regulation, const Options& given) {
  const Folder folder;
  if (!regulation.empty()) folder.write("原文.txt", regulation);
  Options options = given;
  if (!options.today) options.today = static_cast<Day>(calendar::day_from_civil(2025, 6, 1));
  return findings(compile(folder.write("rules.zs", whole(rules, regulation))), options);
}

std::string codes_of(const std::vector<Found>& found, const std::string& leave_out) {
  std::string out;
  for (const Found& f : found)
    if (leave_out.find(f.code) == std::string::npos && out.find(f.code) == std::string::npos) out += (out.empty() ? "" : " ") + f.code;
  return out;
}

}  // namespace zs::lint::test
