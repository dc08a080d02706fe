#pragma once
// Tables that a first run filled, and a second run with other rows for them, which can be repeated: in PostgreSQL, a SQLite file or a DuckDB
// file. Four tables of one database: findings, schedule, rejects, unresolved. The parameter is DATABASE_FORM, where FORM is plain (tables
// that are replaced), upsert, or new (nothing is there before the run).
#include "tests/cli/cli_test.h"

namespace zs::test {

class SinkWorld : public CliTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override;

  std::string kind() const;
  bool on_server() const { return kind() == "postgres"; }
  bool is_new() const { return std::string(GetParam()).ends_with("_new"); }
  /// out.sqlite, out.duckdb; the address.
  std::string database() const;
  /// The tables as the first run left them, or none.
  void restore() const;
  /// The arguments of the second run; `database`: another place of the same kind.
  std::vector<std::string> arguments(const std::string& database, std::vector<std::string> more = {}) const;
  /// The same as one line for a shell, beginning with $ZS.
  std::string line(const std::string& database, const std::vector<std::string>& more = {}) const;
  Ran second(Call call = {}, std::vector<std::string> more = {}) const { return zs_with(arguments(database(), std::move(more)), std::move(call)); }
  /// With the shim: see tests/ledger/shim/disk_faults.cpp.
  static Call with_faults(std::map<std::string, std::string> environment);
  /// What another program finds in the tables, sorted; "nothing" where no table is there. Files are looked at in a copy: what a killed
  /// run left is left to the next one. `folder`: where the file stands, in the test's folder.
  std::string state(const std::string& folder = ".") const;

 private:
  void run_into(const std::string& database, const char* cases) const;
};

/// PLAIN, UPSERT and NEW of the databases.
std::string name_of(const testing::TestParamInfo<const char*>& info);

}  // namespace zs::test
