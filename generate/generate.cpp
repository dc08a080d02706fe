#include "generate/generate.h"

#include "io/duckdb/database.h"
#include "io/writers/output_file.h"

#include <algorithm>
#include <future>
#include <thread>

namespace zs::generate {
namespace {

constexpr uint64_t kChunk = 2048;  // records that one thread makes at a time

struct Chunk {
  std::string text;
  std::vector<Fault> faults;
};

bool ends_with(std::string_view s, std::string_view end) { return s.size() >= end.size() && s.substr(s.size() - end.size()) == end; }

/// A line that cannot be taken apart: JSON cut short, CSV with a cell too many or too few.
void break_line(Format format, uint64_t index, size_t begin, std::string& out) {
  Random random(scatter(index ^ 0xB40Eu));
  if (format == Format::kCsv) {
    out.pop_back();
    const size_t last = out.rfind(',');
    // The last column must not be a list in quotes, whose commas are no columns.
    if (random.chance(0.5) || last == std::string::npos || last < begin || out.back() == '"') out += ",多";
    else out.resize(last);
    out += '\n';
    return;
  }
  const size_t whole = out.size() - begin - 1;
  size_t keep = 1 + random.below(whole - 1);
  while (keep > 1 && (static_cast<unsigned char>(out[begin + keep]) & 0xC0) == 0x80) --keep;
  out.resize(begin + keep);
  out += '\n';
}

class Writer {
 public:
  Writer(const World& world, int model, const Faults& faults, const Target& target)
      : world_(world), model_(model), faults_(faults), format_(target.format), renderer_(world.models(), model, target.naming) {}

  const Renderer& renderer() const { return renderer_; }
  Format lines() const { return format_ == Format::kCsv ? Format::kCsv : Format::kNdjson; }

  Chunk make(uint64_t first, uint64_t last) const {
    Chunk chunk;
    binding::Arena arena(1 << 18);
    for (uint64_t i = first; i < last; ++i) {
      Cell* cells = make_record(world_, model_, i, world_.settings().count, arena);
      bool broken = false;
      if (const auto kind = faults_.of(i)) {
        chunk.faults.push_back(faults_.apply(*kind, i, cells, arena));
        broken = *kind == FaultKind::kBrokenLine;
      }
      const size_t begin = chunk.text.size();
      renderer_.line(lines(), cells, chunk.text);
      if (broken) break_line(lines(), i, begin, chunk.text);
      arena.release();
    }
    return chunk;
  }

 private:
  const World& world_;
  int model_;
  const Faults& faults_;
  Format format_;
  Renderer renderer_;
};

/// As many chunks at once as there are threads; no more are in memory.
Status stream(const Writer& writer, uint64_t count, unsigned threads, writers::OutputFile& out, const std::function<Status(Chunk&, uint64_t)>& sink) {
  if (auto s = out.write(writer.renderer().header(writer.lines())); !s) return s;
  const unsigned n = std::max(1u, threads ? threads : std::thread::hardware_concurrency());
  for (uint64_t first = 0; first < count;) {
    std::vector<std::future<Chunk>> ahead;
    for (unsigned t = 0; t < n && first < count; ++t, first += kChunk) {
      const uint64_t last = std::min(count, first + kChunk);
      ahead.push_back(std::async(n == 1 ? std::launch::deferred : std::launch::async, [&writer, first, last] { return writer.make(first, last); }));
    }
    for (auto& f : ahead) {
      Chunk chunk = f.get();
      if (auto s = out.write(chunk.text); !s) return s;
      if (auto s = sink(chunk, first); !s) return s;
    }
  }
  return {};
}

/// Text formats straight into the file; Parquet by DuckDB from NDJSON beside it, which disappears.
Status into(const Target& target, const Renderer& renderer, bool moments_as_text, bool numbers_as_text, const std::function<Status(writers::OutputFile&)>& fill) {
  auto out = writers::OutputFile::create(target.path);
  if (!out) return out.error();
  if (target.format != Format::kParquet) {
    if (auto s = fill(**out); !s) return s;
    return (*out)->commit();
  }
  if ((*out)->temporary().empty()) return Error{ErrorKind::kUsage, "Parquet 要写到文件，不能写到 " + target.path, "Parquet needs a file, not " + target.path};
  auto lines = writers::OutputFile::create(target.path + ".ndjson");
  if (!lines) return lines.error();
  if (auto s = fill(**lines); !s) return s;
  if (auto s = (*lines)->seal(); !s) return s;
  auto db = duck::Database::open();
  if (!db) return db.error();
  const std::string zh = "写 " + target.path, en = "writing " + target.path;
  // One thread and the order of the input: the same bytes every time.
  for (const char* setting : {"SET threads=1", "SET preserve_insertion_order=true", "SET memory_limit='1GB'"})
    if (auto s = db->run(setting, ErrorKind::kInternal, zh, en); !s) return s;
  const std::string sql = "COPY (SELECT * FROM read_json(" + duck::literal((*lines)->temporary()) + ", format='newline_delimited', maximum_object_size=67108864, columns=" +
                          renderer.sql_columns(moments_as_text, numbers_as_text) + ")) TO " + duck::literal((*out)->temporary()) + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)";
  if (auto s = db->run(sql, ErrorKind::kIo, zh, en); !s) return s;
  return (*out)->commit();
}

}  // namespace

Result<Format> format_of(const std::string& path) {
  if (ends_with(path, ".ndjson") || ends_with(path, ".jsonl") || path == "-") return Format::kNdjson;
  if (ends_with(path, ".csv")) return Format::kCsv;
  if (ends_with(path, ".parquet")) return Format::kParquet;
  return Error{ErrorKind::kUsage, path + "：文件名应以 .ndjson、.jsonl、.csv 或 .parquet 结尾，或用 --format 指明", path + ": the name should end in .ndjson, .jsonl, .csv or .parquet, or say --format"};
}

Status write_records(const World& world, int model, const Faults& faults, const Target& target, unsigned threads, const OnFault& on_fault, const OnProgress& on_progress) {
  const Writer writer(world, model, faults, target);
  const uint64_t header = target.format == Format::kCsv ? 1 : 0, count = world.settings().count;
  const auto sink = [&](Chunk& chunk, uint64_t) -> Status {
    for (const auto& f : chunk.faults) on_fault(f, f.index + 1 + header);
    return {};
  };
  uint64_t written = 0;
  return into(target, writer.renderer(), faults.count(FaultKind::kBadDate) > 0, faults.count(FaultKind::kBadNumber) > 0, [&](writers::OutputFile& out) {
    return stream(writer, count, threads, out, [&](Chunk& chunk, uint64_t at) {
      written = std::min(count, written + kChunk);
      if (on_progress) on_progress(written);
      return sink(chunk, at);
    });
  });
}

Status write_table(const World& world, int model, const Target& target) {
  const Renderer renderer(world.models(), model, target.naming);
  const Format lines = target.format == Format::kCsv ? Format::kCsv : Format::kNdjson;
  return into(target, renderer, false, false, [&](writers::OutputFile& out) -> Status {
    if (auto s = out.write(renderer.header(lines)); !s) return s;
    std::string line;
    for (const Cell* row : world.table(model)->rows) {
      line.clear();
      renderer.line(lines, row, line);
      if (auto s = out.write(line); !s) return s;
    }
    return {};
  });
}

}  // namespace zs::generate
