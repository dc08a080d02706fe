#include "publish/coverage.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace zs::publish {
namespace {

constexpr std::string_view kHeader = "row\tindicators\treason_zh\treason_en\ttext";

Error wrong(const std::string& path, size_t line, const std::string& zh, const std::string& en) {
  const std::string at = path + ":" + std::to_string(line);
  return {ErrorKind::kUsage, at + "：" + zh, at + ": " + en};
}

}  // namespace

std::vector<std::string> split(std::string_view text, std::string_view mark) {
  std::vector<std::string> out;
  size_t from = 0;
  for (size_t at; (at = text.find(mark, from)) != std::string_view::npos; from = at + mark.size()) out.emplace_back(text.substr(from, at - from));
  out.emplace_back(text.substr(from));
  return out;
}

Result<std::vector<CoverageRow>> parse_coverage(std::string_view tsv, const std::string& path) {
  std::vector<CoverageRow> out;
  std::set<std::string> ids;
  auto lines = split(tsv, "\n");
  if (lines.back().empty()) lines.pop_back();
  for (size_t n = 0; n < lines.size(); ++n) {
    std::string& line = lines[n];
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (n == 0) {
      if (line != kHeader)
        return wrong(path, 1, "表头应当是 row、indicators、reason_zh、reason_en、text（以制表符分隔）", "the header must be row, indicators, reason_zh, reason_en, text, divided by tabs");
      continue;
    }
    auto cells = split(line, "\t");
    if (cells.size() != 5) return wrong(path, n + 1, "应当有5列，这里有" + std::to_string(cells.size()) + "列；没有内容的列也要写制表符", "5 columns are needed, here are " + std::to_string(cells.size()) + "; empty ones need their tab, too");
    if (cells[0].empty() || !ids.insert(cells[0]).second) return wrong(path, n + 1, "编号「" + cells[0] + "」重复或者没有写；每行一个编号", "the id “" + cells[0] + "” is missing or stands twice; each row needs its own");
    if (cells[2].empty() != cells[3].empty()) return wrong(path, n + 1, "说明要中英文都写，或者都不写", "write the remark in both languages, or in neither");
    CoverageRow row{cells[0], {}, cells[2], cells[3], cells[4]};
    if (!cells[1].empty()) row.indicators = split(cells[1], "、");
    if (row.indicators.empty() && row.zh.empty()) return wrong(path, n + 1, row.id + " 没有指标，请写明为什么不判定", row.id + " has no indicator: say why it is not judged");
    out.push_back(std::move(row));
  }
  return out;
}

Result<std::vector<CoverageRow>> read_coverage(const std::string& pack) {
  const std::string path = pack + "/coverage.tsv";
  std::error_code ec;
  if (!std::filesystem::exists(path, ec)) return std::vector<CoverageRow>{};
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in.good() && !in.eof()) return Error{ErrorKind::kIo, "读不了 " + path, "cannot read " + path};
  return parse_coverage(text, path);
}

}  // namespace zs::publish
