#include "scaffold/source.h"

#include "io/binding/scalar.h"
#include "io/readers/byte_source.h"
#include "io/readers/encoding.h"
#include "io/sheets/sheet.h"
#include "scaffold/words.h"

#include <filesystem>
#include <fmt/format.h>
#include <map>

namespace zs::scaffold {
namespace {

constexpr size_t kMaxBytes = 64u << 20, kMaxColumns = 256;

/// Merges as flags of the cells; the text of a cell merged with the one above is that one's.
Grid grid_of(const sheets::Sheet& sheet, std::string name) {
  Grid grid;
  grid.name = std::move(name);
  grid.shows_merges = true;
  std::map<uint64_t, size_t> at;
  for (const auto& r : sheet.rows) {
    Grid::Row row;
    row.number = r.number;
    for (size_t c = 0; c < std::min(r.cells.size(), kMaxColumns); ++c) row.cells.push_back({r.cells[c]});
    at[r.number] = grid.rows.size();
    grid.rows.push_back(std::move(row));
  }
  for (const auto& m : sheet.merges) {
    if (m.left >= kMaxColumns) continue;
    const auto top = at.find(m.top);
    const std::string text = top != at.end() && m.left < grid.rows[top->second].cells.size() ? grid.rows[top->second].cells[m.left].text : "";
    for (auto row = at.lower_bound(m.top); row != at.end() && row->first <= m.bottom; ++row) {
      auto& cells = grid.rows[row->second].cells;
      if (cells.size() <= m.right) cells.resize(std::min(m.right + 1, kMaxColumns));
      for (size_t c = m.left; c < cells.size() && c <= m.right; ++c) {
        if (c > m.left) cells[c] = {"", false, true};
        else if (row->first > m.top) cells[c] = {text, true, false};
      }
    }
  }
  return grid;
}

void add_above(Source& out, const std::string& text) {
  for (const auto& line : lines_of(text))
    if (!binding::is_blank(line)) out.above.push_back(one_line(line));
}

Result<Source> of_document(const std::string& path) {
  auto document = sheets::read_docx(path);
  if (!document) return document.error();
  Source out;
  bool close = false;  // nothing but blank paragraphs since the last table
  for (const auto& b : document->blocks) {
    out.text += b.text + "\n";
    if (b.table < 0) {
      if (out.grids.empty()) add_above(out, b.text);
      close = close && binding::is_blank(b.text);
      continue;
    }
    out.grids.push_back(grid_of(document->tables[static_cast<size_t>(b.table)], fmt::format("表 {}", b.table + 1)));
    out.grids.back().follows = close;
    close = true;
  }
  return out;
}

Result<Source> of_workbook(const std::string& path) {
  auto sheets = sheets::read_xlsx(path);
  if (!sheets) return sheets.error();
  Source out;
  for (const auto& s : *sheets) {
    if (s.rows.empty()) continue;
    for (const auto& row : s.rows) out.text += fmt::format("{}\n", fmt::join(row.cells, "\t"));
    out.grids.push_back(grid_of(s, s.name));
  }
  return out;
}

Error unreadable(const std::string& path, const std::string& what_zh, const std::string& what_en) {
  return {ErrorKind::kUsage, fmt::format("{} 是{}，读不了；请在 Word、Excel 或 WPS 里另存为 .docx、.xlsx 或 .csv，或复制表格，用 --from - 粘贴", path, what_zh),
          fmt::format("{} is {}, which cannot be read; save it as .docx, .xlsx or .csv, or copy the table and paste it to --from -", path, what_en)};
}

Result<std::string> utf8_of(const std::string& path, std::string bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return unreadable(path, "旧格式的 Office 文件（.doc、.xls、.wps）", "an old Office file (.doc, .xls, .wps)");
  if (bytes.starts_with("%PDF")) return unreadable(path, " PDF", "a PDF");
  if (readers::has_nul(bytes)) return unreadable(path, "图片、程序或别的文件，不是文本", "no text (a picture, a program or UTF-16)");
  if (readers::is_utf8(bytes)) return bytes;
  std::string text;
  if (readers::Gb18030().to_utf8(bytes, text)) return text;
  return unreadable(path, "既非 UTF-8 又非 GB18030 的文本", "text in neither UTF-8 nor GB18030");
}

Result<Source> of_text(const std::string& path, std::string bytes) {
  auto text = utf8_of(path, std::move(bytes));
  if (!text) return text.error();
  Source out;
  out.text = std::move(*text);
  out.grids = grids_of(out.text);
  const auto lines = lines_of(out.text);
  const uint64_t until = out.grids.empty() || out.grids[0].rows.empty() ? 0 : out.grids[0].rows[0].number;
  for (size_t i = 0; i + 1 < until && i < lines.size(); ++i) add_above(out, lines[i]);
  return out;
}

}  // namespace

Result<Source> read_source(const std::string& path) {
  if (std::error_code ec; path != "-" && std::filesystem::is_directory(path, ec)) return Error{ErrorKind::kUsage, path + " 是文件夹，要一份文件", path + " is a folder; a file is wanted"};
  if (std::error_code ec; path != "-" && std::filesystem::file_size(path, ec) > kMaxBytes && !ec) return Error{ErrorKind::kLimit, path + " 超过 64 MB", path + " is larger than 64 MB"};
  auto bytes = readers::open_bytes(path);
  if (!bytes) return bytes.error();
  std::string start(kMaxBytes + 1, '\0');
  size_t size = 0;
  while (size < start.size()) {
    auto n = (*bytes)->read(start.data() + size, start.size() - size);
    if (!n) return n.error();
    if (*n == 0) break;
    size += *n;
  }
  if (size > kMaxBytes) return Error{ErrorKind::kLimit, path + " 超过 64 MB", path + " is larger than 64 MB"};
  start.resize(size);
  Result<Source> out = Source();
  if (!start.starts_with("PK\x03\x04")) out = of_text(path, std::move(start));
  else if (path == "-") return Error{ErrorKind::kUsage, "Word 和 Excel 文件请给文件名，不从标准输入读", "give Word and Excel files by name, not on standard input"};
  else if (sheets::is_xlsx(path)) out = of_workbook(path);
  else out = of_document(path);
  if (!out) return out.error();
  out->stem = path == "-" ? "粘贴的表" : std::filesystem::path(path).stem().string();
  if (out->text.empty() || out->text.back() != '\n') out->text += '\n';
  return out;
}

}  // namespace zs::scaffold
