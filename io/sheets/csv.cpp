#include "io/binding/scalar.h"
#include "io/readers/record_source.h"
#include "io/sheets/sheet.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::sheets {
namespace {

void push(Sheet& sheet, uint64_t number, std::vector<std::string> cells) {
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  if (!cells.empty()) sheet.rows.push_back({number, std::move(cells)});
}

}  // namespace

Result<Sheet> read_csv(const std::string& path) {
  auto bytes = readers::open_bytes(path);
  if (!bytes) return bytes.error();
  auto source = readers::open_csv(std::make_unique<readers::LineReader>(std::move(*bytes), path));
  if (!source) return source.error();
  Sheet sheet;
  push(sheet, 1, *(*source)->columns());
  for (;;) {
    auto pulled = (*source)->next();
    if (!pulled) return pulled.error();
    using What = readers::Pulled::What;
    if (pulled->what == What::kEnd) return sheet;
    if (pulled->what == What::kBroken)
      return Error{ErrorKind::kUsage, fmt::format("{} 第 {} 行：{}", path, pulled->line, pulled->problem.why.zh),
                   fmt::format("{} row {}: {}", path, pulled->line, pulled->problem.why.en)};
    std::vector<std::string> cells;
    for (uint32_t i = 0; i < pulled->record.size; ++i) cells.emplace_back(binding::trim(pulled->record.members[i].value.text));
    push(sheet, pulled->line, std::move(cells));
  }
}

Result<std::vector<Sheet>> read(const std::string& path) {
  if (is_xlsx(path)) return read_xlsx(path);
  auto sheet = read_csv(path);
  if (!sheet) return sheet.error();
  std::vector<Sheet> all;
  all.push_back(std::move(*sheet));
  return all;
}

bool is_xlsx(const std::string& path) {
  if (path.size() < 5) return false;
  std::string end = path.substr(path.size() - 5);
  std::transform(end.begin(), end.end(), end.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return end == ".xlsx" || end == ".xlsm";
}

std::string column_letters(size_t column) {
  std::string s;
  for (++column; column > 0; column = (column - 1) / 26) s.insert(s.begin(), static_cast<char>('A' + (column - 1) % 26));
  return s;
}

}  // namespace zs::sheets
