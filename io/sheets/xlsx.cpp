// The cells of an Excel workbook (Office Open XML): a ZIP of XML parts.
#include "io/binding/instant_text.h"
#include "io/binding/scalar.h"
#include "io/sheets/office.h"
#include "io/sheets/sheet.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <map>

namespace zs::sheets {
namespace {

/// The text of <t> and of <r><t>; <rPh> holds how it is read aloud and is left out.
std::string rich_text(const pugi::xml_node& n) {
  std::string s;
  for (const auto& c : n.children()) {
    if (is(c, "t")) s += c.text().get();
    else if (is(c, "r")) s += child(c, "t").text().get();
  }
  return s;
}

Error no_workbook(const std::string& path) {
  return {ErrorKind::kUsage, path + " 不是能读的 Excel 工作簿（.xlsx）；请在 Excel 或 WPS 里另存为 .xlsx 或 CSV",
          path + " is not a readable Excel workbook (.xlsx); save it as .xlsx or CSV"};
}

/// B12 as row and column from 0; false where it is no such place.
bool place_of(std::string_view text, uint64_t& row, size_t& column) {
  size_t n = 0, i = 0;
  for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && n <= 16'384; ++i) n = n * 26 + static_cast<size_t>(text[i] - 'A' + 1);
  const auto end = std::from_chars(text.data() + i, text.data() + text.size(), row);
  column = n - 1;
  return n > 0 && n <= 16'384 && end.ec == std::errc() && row > 0;
}

class Workbook {
 public:
  Workbook(OfficeFile file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}

  Result<std::vector<Sheet>> read() {
    pugi::xml_document book, relations;
    if (!part("xl/workbook.xml", book) || !part("xl/_rels/workbook.xml.rels", relations)) return no_workbook(path_);
    const auto root = book.document_element();
    from_1904_ = child(root, "workbookPr").attribute("date1904").as_bool();
    shared_strings();
    styles();
    std::vector<Sheet> sheets;
    for (const auto& s : child(root, "sheets").children()) {
      Sheet sheet;
      sheet.name = s.attribute("name").value();
      pugi::xml_document page;
      if (!part(target(relations, s), page)) return no_workbook(path_);
      for (const auto& row : child(page.document_element(), "sheetData").children()) take_row(row, sheet);
      for (const auto& m : child(page.document_element(), "mergeCells").children()) take_merge(m.attribute("ref").value(), sheet);
      sheets.push_back(std::move(sheet));
    }
    return sheets;
  }

 private:
  bool part(const std::string& name, pugi::xml_document& out) { return file_.part(name, out); }

  static std::string target(const pugi::xml_document& relations, const pugi::xml_node& sheet) {
    std::string id;
    for (const auto& a : sheet.attributes())
      if (std::string_view(a.name()).ends_with(":id")) id = a.value();
    for (const auto& r : relations.document_element().children()) {
      if (id != r.attribute("Id").value()) continue;
      const std::string to = r.attribute("Target").value();
      return to.starts_with("/") ? to.substr(1) : "xl/" + to;
    }
    return {};
  }

  void shared_strings() {
    pugi::xml_document doc;
    if (!part("xl/sharedStrings.xml", doc)) return;
    for (const auto& si : doc.document_element().children())
      if (is(si, "si")) strings_.push_back(rich_text(si));
  }

  /// Which cell formats show a date, which a time too.
  void styles() {
    pugi::xml_document doc;
    if (!part("xl/styles.xml", doc)) return;
    std::map<int, std::string> formats;
    for (const auto& f : child(doc.document_element(), "numFmts").children()) formats[f.attribute("numFmtId").as_int()] = f.attribute("formatCode").value();
    for (const auto& xf : child(doc.document_element(), "cellXfs").children()) {
      const int id = xf.attribute("numFmtId").as_int();
      dates_.push_back(formats.count(id) ? shows_date(formats[id]) : built_in_date(id));
    }
  }

  /// 14–22, 27–36, 45–47, 50–58 of the formats that need no code are dates and times in Chinese and other Excels.
  static bool built_in_date(int id) { return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58); }

  static bool shows_date(const std::string& code) {
    bool quoted = false, bracket = false;
    for (size_t i = 0; i < code.size(); ++i) {
      const char c = code[i];
      if (c == '"') quoted = !quoted;
      else if (c == '\\' || c == '_' || c == '*') ++i;
      else if (c == '[') bracket = true;
      else if (c == ']') bracket = false;
      else if (!quoted && !bracket && std::strchr("ymdhsYMDHS", c)) return true;
    }
    return false;
  }

  std::string date_text(double serial) const {
    // Day 60 of Excel is 29 February 1900, which never was; tests speak of later days.
    const int64_t seconds = std::llround(serial * 86'400);
    const Day epoch = from_1904_ ? binding::days_from_civil(1904, 1, 1) : binding::days_from_civil(1899, 12, 30);
    const Instant t = start_of(epoch) + seconds;
    if (t < kMinInstant || t > kMaxInstant) return {};
    std::string s = binding::format_instant(t).substr(0, 19);
    s[10] = ' ';
    return s.ends_with(" 00:00:00") ? s.substr(0, 10) : s;
  }

  std::string number_text(const pugi::xml_node& cell) const {
    const std::string written = child(cell, "v").text().get();
    double number = 0;
    const auto end = std::from_chars(written.data(), written.data() + written.size(), number);
    if (end.ec != std::errc() || end.ptr != written.data() + written.size()) return written;
    const size_t style = cell.attribute("s").as_uint();
    if (style < dates_.size() && dates_[style])
      if (auto text = date_text(number); !text.empty()) return text;
    return fmt::format("{}", number);  // the shortest that reads back: 10, not 10.0; 0.1, not 0.1000…
  }

  std::string text_of(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return rich_text(child(cell, "is"));
    if (type == "s") {
      const unsigned i = child(cell, "v").text().as_uint(UINT32_MAX);
      return i < strings_.size() ? strings_[i] : "";
    }
    if (type == "b") return child(cell, "v").text().as_bool() ? "是" : "否";
    if (type == "str" || type == "e" || type == "d") return child(cell, "v").text().get();
    return number_text(cell);
  }

  void take_row(const pugi::xml_node& row, Sheet& sheet) const {
    if (!is(row, "row")) return;
    Sheet::Row out;
    out.number = row.attribute("r").as_ullong(sheet.rows.empty() ? 1 : sheet.rows.back().number + 1);
    size_t column = 0;
    for (const auto& cell : row.children()) {
      if (!is(cell, "c")) continue;
      uint64_t row_of = 0;
      if (size_t at = 0; place_of(cell.attribute("r").value(), row_of, at)) column = at;
      std::string text(binding::trim(text_of(cell)));
      if (!text.empty()) {
        out.cells.resize(std::max(out.cells.size(), column + 1));
        out.cells[column] = std::move(text);
      }
      ++column;
    }
    if (!out.cells.empty()) sheet.rows.push_back(std::move(out));
  }

  static void take_merge(std::string_view ref, Sheet& sheet) {
    const size_t colon = ref.find(':');
    Sheet::Merge m;
    if (colon == std::string_view::npos || !place_of(ref.substr(0, colon), m.top, m.left) || !place_of(ref.substr(colon + 1), m.bottom, m.right)) return;
    if (m.top <= m.bottom && m.left <= m.right) sheet.merges.push_back(m);
  }

  OfficeFile file_;
  std::string path_;
  bool from_1904_ = false;
  std::vector<std::string> strings_;
  std::vector<bool> dates_;   // by cell format
};

}  // namespace

Result<std::vector<Sheet>> read_xlsx(const std::string& path) {
  auto file = OfficeFile::open(path, no_workbook(path));
  if (!file) return file.error();
  return Workbook(std::move(*file), path).read();
}

}  // namespace zs::sheets
