#include "ledger/sql.h"

#include <charconv>
#include <fmt/format.h>

namespace zs::ledger {

std::string withdrawn(std::string_view of_case, std::string_view of_finding) {
  return fmt::format("EXISTS (SELECT 1 FROM zs_decisions d WHERE d.what = '撤销' AND d.key = {0}.key AND d.record = {0}.record AND d.indicator = {1}.indicator AND d.card = {1}.card AND d.onset = {1}.onset)", of_case, of_finding);
}

int64_t number(std::string_view cell) {
  int64_t n = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), n);
  return n;
}

}  // namespace zs::ledger
