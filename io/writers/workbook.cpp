#include "io/writers/workbook.h"

#include <algorithm>
#include <fmt/format.h>
#include <xlsxwriter.h>

namespace zs::writers {
namespace {

/// Digits that a double holds exactly, without leading zeros: everything else (codes of regions, keys) stays a text.
bool is_number(const std::string& s) {
  return !s.empty() && s.size() <= 9 && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; }) && (s.size() == 1 || s[0] != '0');
}

}  // namespace

struct Workbook::State {
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* bold = nullptr;
  uint32_t next = 0;
};

Workbook::Workbook(std::string path, std::unique_ptr<OutputFile> file) : path_(std::move(path)), file_(std::move(file)), state_(std::make_unique<State>()) {}

Result<std::unique_ptr<Workbook>> Workbook::create(const std::string& path) {
  auto file = OutputFile::create(path);
  if (!file) return file.error();
  if ((*file)->temporary().empty()) return Error{ErrorKind::kUsage, path + "：Excel 文件不能写到标准输出或设备；请给一个文件名", path + ": a file of Excel cannot go to standard output or a device; give a file name"};
  std::unique_ptr<Workbook> w(new Workbook(path, std::move(*file)));
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  w->state_->book = workbook_new_opt(w->file_->temporary().c_str(), &options);
  if (!w->state_->book) return w->failed(LXW_ERROR_CREATING_XLSX_FILE);
  w->state_->bold = workbook_add_format(w->state_->book);
  format_set_bold(w->state_->bold);
  return w;
}

Workbook::~Workbook() {
  if (state_->book) workbook_close(state_->book);
}

Error Workbook::failed(int code) const {
  if (code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED || code == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
    return {ErrorKind::kLimit, path_ + "：Excel 至多 1,048,576 行，每格 32,767 字；请改用 .csv", path_ + ": Excel takes at most 1,048,576 rows and 32,767 characters a cell; use .csv"};
  const char* why = lxw_strerror(static_cast<lxw_error>(code));
  return {ErrorKind::kIo, fmt::format("写不了 {}：{}", path_, why), fmt::format("cannot write {}: {}", path_, why)};
}

Status Workbook::sheet(const std::string& name, const std::vector<std::string>& heading) {
  auto& s = *state_;
  s.sheet = workbook_add_worksheet(s.book, name.c_str());
  if (!s.sheet) return failed(LXW_ERROR_SHEETNAME_ALREADY_USED);
  s.next = 0;
  for (size_t c = 0; c < heading.size(); ++c)
    if (const auto e = worksheet_write_string(s.sheet, 0, static_cast<lxw_col_t>(c), heading[c].c_str(), s.bold); e != LXW_NO_ERROR) return failed(e);
  worksheet_freeze_panes(s.sheet, 1, 0);
  return {};
}

Status Workbook::row(const std::vector<std::string>& cells) {
  auto& s = *state_;
  ++s.next;
  for (size_t c = 0; c < cells.size(); ++c) {
    if (cells[c].empty()) continue;
    const auto column = static_cast<lxw_col_t>(c);
    const auto e = is_number(cells[c]) ? worksheet_write_number(s.sheet, s.next, column, std::stod(cells[c]), nullptr) : worksheet_write_string(s.sheet, s.next, column, cells[c].c_str(), nullptr);
    if (e != LXW_NO_ERROR) return failed(e);
  }
  return {};
}

Status Workbook::seal() {
  if (!state_->book) return {};
  const auto e = workbook_close(std::exchange(state_->book, nullptr));
  return e == LXW_NO_ERROR ? file_->seal() : Status(failed(e));
}

Status Workbook::commit() {
  if (auto s = seal(); !s) return s;
  return file_->commit();
}

}  // namespace zs::writers
