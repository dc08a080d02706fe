#pragma once
// A ledger after one run over 300 cases, and a second run with much to tell, which can be repeated: in a file, or in a database of
// the tests' server that is copied from another.
#include "tests/ledger/world.h"

namespace zs::test {

class CrashWorld : public LedgerTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override;

  bool on_server() const { return std::string(GetParam()) == "postgres"; }
  /// The file, or the address.
  std::string ledger() const;
  /// The ledger as the first run left it, and "old" in the file of changes.
  void restore() const;
  /// The second run.
  Ran second(Call call = {}) const { return judge_into(ledger(), "after.ndjson", "2024-10-25", {}, std::move(call)); }
  /// With the shim: see shim/disk_faults.cpp.
  static Call with_faults(std::map<std::string, std::string> environment);
  /// The runs of the ledger, and whether their changes were delivered. A file is left as the killed run left it: a copy is asked.
  std::vector<std::string> runs() const;
};

}  // namespace zs::test
