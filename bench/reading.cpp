// How fast records are read and bound, beside the parsers underneath: zs_bench_reading FILE.ndjson|FILE.parquet [PACK] [RECORD]
// One thread each, in turn, in one process; the least of the runs counts. Only the ratios say anything.
#include "compiler/compile.h"
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/ir/lower.h"
#include "io/duckdb/database.h"
#include "io/readers/record_reader.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <stdexcept>

namespace zs::bench {
namespace {

constexpr int kRuns = 3;

struct Contestant {
  std::string name;
  std::function<uint64_t()> run;  // records read
  double seconds = 1e300;
  uint64_t records = 0;
};

template <class T>
T must(Result<T> r) {
  if (!r) throw std::runtime_error(r.error().en);
  return std::move(*r);
}

model::Models models_of(const std::string& pack) {
  Compilation c = compile(std::string(ZS_SOURCE_DIR) + "/" + pack, {});
  if (!c.program) throw std::runtime_error(pack + " does not compile");
  auto lowered = ir::lower(*c.program);
  if (!lowered) throw std::runtime_error(lowered.error().error.en);
  return lowered->models;
}

/// Records taken and rejected, from the file to columns.
uint64_t read_records(const model::Models& models, int model, const std::string& path) {
  readers::RecordReader reader(models, model, {{path}}, {}, nullptr);
  for (columns::Table t; must(reader.next(t));) {}
  return reader.read();
}

/// Every record taken apart and every value converted to text, nothing bound.
uint64_t pull_records(const std::string& path) {
  auto lines = std::make_unique<readers::LineReader>(must(readers::open_bytes(path)), path);
  const bool parquet = readers::format_of(path) == readers::Format::kParquet;
  auto source = parquet ? must(readers::open_parquet(path, path)) : readers::open_ndjson(std::move(lines));
  uint64_t n = 0;
  while (must(source->next()).what != readers::Pulled::What::kEnd) ++n;
  return n;
}

/// simdjson alone: every document parsed to its tape, no value is looked at.
uint64_t raw_simdjson(const std::string& path) {
  static const simdjson::padded_string text = simdjson::padded_string::load(path).value();
  simdjson::dom::parser parser;
  simdjson::dom::document_stream stream;
  if (parser.parse_many(text, 1u << 20).get(stream)) throw std::runtime_error("simdjson");
  uint64_t n = 0;
  for (auto document : stream) {
    if (document.error()) throw std::runtime_error("simdjson");
    ++n;
  }
  return n;
}

/// DuckDB's reader: all columns of all rows made, and dropped.
uint64_t duckdb_reads(const std::string& path) {
  auto db = must(duck::Database::open());
  if (!db.run("SET threads=1", ErrorKind::kInternal, "", "")) throw std::runtime_error("DuckDB");
  const bool parquet = readers::format_of(path) == readers::Format::kParquet;
  const std::string sql = std::string("SELECT * FROM ") + (parquet ? "read_parquet(" : "read_json(") + duck::literal(path) + ")";
  duckdb_prepared_statement statement = nullptr;
  duckdb_pending_result pending = nullptr;
  duckdb_result result;
  if (duckdb_prepare(db.connection(), sql.c_str(), &statement) != DuckDBSuccess) throw std::runtime_error(duckdb_prepare_error(statement));
  if (duckdb_pending_prepared_streaming(statement, &pending) != DuckDBSuccess || duckdb_execute_pending(pending, &result) != DuckDBSuccess) throw std::runtime_error("DuckDB: " + sql);
  uint64_t n = 0;
  while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result)) {
    n += duckdb_data_chunk_get_size(chunk);
    duckdb_destroy_data_chunk(&chunk);
  }
  duckdb_destroy_result(&result);
  duckdb_destroy_pending(&pending);
  duckdb_destroy_prepare(&statement);
  return n;
}

int main_with(const std::string& path, const std::string& pack, const std::string& record) {
  const auto models = models_of(pack);
  const int model = models.find(record);
  if (model < 0) throw std::runtime_error("there is no record " + record);
  std::vector<Contestant> all;
  all.push_back({"read and bound to columns", [&] { return read_records(models, model, path); }});
  all.push_back({"… taken apart, not bound", [&] { return pull_records(path); }});
  all.push_back({"DuckDB's reader", [&] { return duckdb_reads(path); }});
  if (readers::format_of(path) == readers::Format::kNdjson) all.push_back({"simdjson: parsed to its tape", [&] { return raw_simdjson(path); }});
  for (int i = 0; i < kRuns; ++i)
    for (auto& c : all) {
      const auto from = std::chrono::steady_clock::now();
      c.records = c.run();
      c.seconds = std::min(c.seconds, std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
    }
  for (const auto& c : all) {
    if (c.records != all[0].records) throw std::runtime_error(fmt::format("{}: {} records, not {}", c.name, c.records, all[0].records));
    fmt::print("{:<32}{:>10.0f} ns a record {:>8.2f} million/s {:>8.2f} of DuckDB's time\n", c.name, c.seconds * 1e9 / static_cast<double>(c.records),
               static_cast<double>(c.records) / c.seconds / 1e6, c.seconds / all[2].seconds);
  }
  return 0;
}

}  // namespace
}  // namespace zs::bench

int main(int argc, char** argv) {
  if (argc < 2) return fmt::print(stderr, "zs_bench_reading FILE [PACK] [RECORD]\n"), 2;
  try {
    return zs::bench::main_with(argv[1], argc > 2 ? argv[2] : "rules/neimenggu/2024", argc > 3 ? argv[3] : "办件");
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return 1;
  }
}
