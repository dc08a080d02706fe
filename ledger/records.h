#pragma once
// The records of cases in a ledger: texts in (case_text.h), packed bytes on the disk, texts out.
#include "ledger/connection.h"
#include "ledger/packing.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zs::ledger {

class Records {
 public:
  /// `db` must outlive it.
  explicit Records(Connection& db) : db_(db) {}

  /// Reads the dictionaries; once, and before anything else.
  Status load();
  /// New records of one kind: the id of the case, and its text. The first few hundred make the kind's dictionary.
  Status write(const std::string& record, const std::vector<std::pair<std::string, std::string>>& texts);
  /// The text of a cell of zs_data.data.
  Result<std::string> read(std::string_view cell) { return packing_.unpack(db_.bytes_of(cell)); }

 private:
  Status learn(const std::string& record, const std::vector<std::pair<std::string, std::string>>& texts);

  Connection& db_;
  Packing packing_;
  int64_t dictionaries_ = 0;
};

}  // namespace zs::ledger
