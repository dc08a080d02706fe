// The text and the tables of a Word document (Office Open XML).
#include "io/binding/scalar.h"
#include "io/sheets/office.h"
#include "io/sheets/sheet.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

namespace zs::sheets {
namespace {

constexpr int kMaxDepth = 64;                  // of elements: content controls, nested tables
constexpr size_t kMaxCells = 1'000'000, kMaxColumns = 256;

Error no_document(const std::string& path) {
  return {ErrorKind::kUsage, path + " 不是能读的 Word 文档（.docx）；请在 Word 或 WPS 里另存为 .docx", path + " is not a readable Word document (.docx); save it as .docx"};
}

/// A limit was reached: the only way out of the recursion.
struct TooMuch {};

class Reader {
 public:
  Document read(const pugi::xml_node& body) {
    blocks(body, 0);
    return std::move(out_);
  }

 private:
  static void deeper(int depth) {
    if (depth > kMaxDepth) throw TooMuch{};
  }

  /// Of what is shown in one of several forms, the first.
  static bool skipped(const pugi::xml_node& n) { return is(n, "Fallback") || is(n, "del") || is(n, "moveFrom"); }

  /// Text of runs: what hangs on a paragraph, in order.
  void runs(const pugi::xml_node& n, std::string& text, int depth) {
    deeper(depth);
    for (const auto& c : n.children()) {
      if (skipped(c)) continue;
      if (is(c, "t")) text += c.text().get();
      else if (is(c, "tab")) text += "\t";
      else if (is(c, "br") || is(c, "cr")) text += '\n';
      else if (is(c, "noBreakHyphen")) text += '-';
      else if (is(c, "p")) paragraph_below(c, text, depth + 1);
      else if (!is(c, "pPr") && !is(c, "rPr") && !is(c, "instrText")) runs(c, text, depth + 1);
    }
  }
  /// A paragraph inside of one (a text box) stands on its own line.
  void paragraph_below(const pugi::xml_node& p, std::string& text, int depth) {
    if (!text.empty() && text.back() != '\n') text += '\n';
    runs(p, text, depth);
  }

  void blocks(const pugi::xml_node& n, int depth) {
    deeper(depth);
    for (const auto& c : n.children()) {
      if (skipped(c)) continue;
      if (is(c, "p")) {
        Document::Block b;
        runs(c, b.text, depth + 1);
        out_.blocks.push_back(std::move(b));
      } else if (is(c, "tbl")) {
        Document::Block b;
        Sheet sheet = table(c, depth + 1);
        b.text = lines_of(sheet);
        b.table = static_cast<int>(out_.tables.size());
        out_.tables.push_back(std::move(sheet));
        out_.blocks.push_back(std::move(b));
      } else if (!is(c, "sectPr")) {
        blocks(c, depth + 1);  // content controls and what else wraps blocks
      }
    }
  }

  static std::string lines_of(const Sheet& sheet) {
    std::string s;
    for (const auto& row : sheet.rows) s += (s.empty() ? "" : "\n") + fmt::format("{}", fmt::join(row.cells, "\t"));
    return s;
  }

  struct Open { uint64_t top = 0; size_t right = 0; };   // a cell that goes on in the rows below

  Sheet table(const pugi::xml_node& t, int depth) {
    Sheet sheet;
    std::vector<Open> open(kMaxColumns);
    uint64_t number = 0;
    rows(t, sheet, open, number, depth);
    for (size_t c = 0; c < open.size(); ++c) close(sheet, open[c], c, number);
    return sheet;
  }

  void rows(const pugi::xml_node& n, Sheet& sheet, std::vector<Open>& open, uint64_t& number, int depth) {
    deeper(depth);
    for (const auto& c : n.children()) {
      if (skipped(c)) continue;
      if (!is(c, "tr")) {
        if (is(c, "sdt") || is(c, "sdtContent") || is(c, "ins") || is(c, "customXml")) rows(c, sheet, open, number, depth + 1);
        continue;
      }
      ++number;
      Sheet::Row row;
      row.number = number;
      size_t column = std::min<size_t>(std::strtoul(std::string(attribute(child(child(c, "trPr"), "gridBefore"), "val")).c_str(), nullptr, 10), kMaxColumns - 1);
      cells(c, sheet, open, row, column, depth + 1);
      for (size_t k = column; k < open.size(); ++k) close(sheet, open[k], k, number - 1);
      while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
      if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
    }
  }

  void cells(const pugi::xml_node& n, Sheet& sheet, std::vector<Open>& open, Sheet::Row& row, size_t& column, int depth) {
    deeper(depth);
    for (const auto& c : n.children()) {
      if (skipped(c)) continue;
      if (!is(c, "tc")) {
        if (is(c, "sdt") || is(c, "sdtContent") || is(c, "customXml")) cells(c, sheet, open, row, column, depth + 1);
        continue;
      }
      if (++cells_ > kMaxCells || column >= kMaxColumns) throw TooMuch{};
      const auto properties = child(c, "tcPr");
      const size_t span = std::clamp<size_t>(std::strtoul(std::string(attribute(child(properties, "gridSpan"), "val")).c_str(), nullptr, 10), 1, kMaxColumns - column);
      const auto merge = child(properties, "vMerge");
      const bool goes_on = merge && attribute(merge, "val") != "restart";
      const size_t right = column + span - 1;
      if (!goes_on || open[column].top == 0) {
        for (size_t k = column; k <= right; ++k) close(sheet, open[k], k, row.number - 1);
        if (merge) open[column] = {row.number, right};
        else if (span > 1) sheet.merges.push_back({row.number, row.number, column, right});
      }
      row.cells.resize(right + 1);
      row.cells[column] = cell_text(c, depth + 1);
      column = right + 1;
    }
  }

  static void close(Sheet& sheet, Open& o, size_t left, uint64_t bottom) {
    if (o.top != 0 && (bottom > o.top || o.right > left)) sheet.merges.push_back({o.top, bottom, left, o.right});
    o = {};
  }

  std::string cell_text(const pugi::xml_node& cell, int depth) {
    std::string text;
    const size_t kept_blocks = out_.blocks.size(), kept_tables = out_.tables.size();
    blocks(cell, depth);
    for (size_t i = kept_blocks; i < out_.blocks.size(); ++i) text += (i > kept_blocks ? "\n" : "") + out_.blocks[i].text;
    out_.blocks.resize(kept_blocks), out_.tables.resize(kept_tables);
    return std::string(binding::trim(text));
  }

  Document out_;
  size_t cells_ = 0;
};

}  // namespace

Result<Document> read_docx(const std::string& path) {
  auto file = OfficeFile::open(path, no_document(path));
  if (!file) return file.error();
  pugi::xml_document main;
  if (!file->part("word/document.xml", main)) return no_document(path);
  try {
    return Reader().read(child(main.document_element(), "body"));
  } catch (const TooMuch&) {
    return Error{ErrorKind::kLimit, fmt::format("{} 太大或嵌套太深（至多 {} 格、{} 列、{} 层）", path, kMaxCells, kMaxColumns, kMaxDepth),
                 fmt::format("{} is too large or nested too deeply ({} cells, {} columns, {} levels at most)", path, kMaxCells, kMaxColumns, kMaxDepth)};
  }
}

}  // namespace zs::sheets
