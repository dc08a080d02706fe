// A Parquet file of records many times over, each time under other keys: large inputs without making each record anew.
//   zs_bench_multiply FROM TO TIMES KEY
#include "io/duckdb/database.h"

#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>

int main(int argc, char** argv) {
  if (argc != 5 || std::atoi(argv[3]) < 1) {
    fmt::print(stderr, "usage: zs_bench_multiply FROM.parquet TO.parquet TIMES KEY_COLUMN\n");
    return 2;
  }
  auto db = zs::duck::Database::open();
  if (!db) {
    fmt::print(stderr, "{}\n", db.error().en);
    return 1;
  }
  // Rows may come in any order: DuckDB need not keep those that came too early.
  for (const char* setting : {"SET memory_limit = '2GB'", "SET preserve_insertion_order = false", "SET temp_directory = ''"})
    if (!db->run(setting, zs::ErrorKind::kInternal, "", "")) return 1;
  const std::string key = zs::duck::quoted_name(argv[4]);
  std::string all;   // one copy behind the other: neighbours differ as in the original
  for (int i = 0; i < std::atoi(argv[3]); ++i)
    all += fmt::format("{}SELECT * REPLACE ({} || '-{}' AS {}) FROM read_parquet({})", i ? " UNION ALL " : "", key, i, key, zs::duck::literal(argv[1]));
  const auto done = db->run(fmt::format("COPY ({}) TO {} (FORMAT parquet, COMPRESSION zstd)", all, zs::duck::literal(argv[2])), zs::ErrorKind::kIo, "复制", "multiplying");
  if (!done) fmt::print(stderr, "{}\n", done.error().en);
  return done ? 0 : 1;
}
