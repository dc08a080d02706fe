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
  const std::string key = zs::duck::quoted_name(argv[4]);
  const auto done = db->run(fmt::format("COPY (SELECT c.* REPLACE (c.{0} || '-' || r AS {0}) FROM range({1}) t(r), read_parquet({2}) c) TO {3} (FORMAT parquet, COMPRESSION zstd)", key,
                                        argv[3], zs::duck::literal(argv[1]), zs::duck::literal(argv[2])),
                            zs::ErrorKind::kIo, "复制", "multiplying");
  if (!done) fmt::print(stderr, "{}\n", done.error().en);
  return done ? 0 : 1;
}
