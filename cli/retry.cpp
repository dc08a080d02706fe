// zs retry: a file of rejects, corrected, judged again.
#include "cli/data_options.h"
#include "cli/run.h"
#include "io/databases/location.h"
#include "io/readers/record_source.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>

namespace zs::cli {
namespace {

using Pulled = readers::Pulled;

void options(const Context& c, po::options_description& o) {
  add_reference_options(c, o);
  add_run_options(c, o);
}

std::string cell(const binding::Value& row, std::string_view name) {
  for (uint32_t i = 0; i < row.size; ++i)
    if (row.members[i].name == name) return std::string(row.members[i].value.text);
  return {};
}

/// A row of a list's own file or of a reference table: what hangs on it was judged without it.
binding::Reject carried(const binding::Value& row, bool reference) {
  binding::Reject r;
  r.file = cell(row, "file"), r.record = cell(row, "record"), r.key = cell(row, "key");
  const std::string line = cell(row, "line");
  std::from_chars(line.data(), line.data() + line.size(), r.line);
  r.problem = {cell(row, "field"), cell(row, "value"),
               reference ? binding::Reason{"参照表的行不能单独重判：请改正参照表，再运行一次 zs run", "a row of a reference table cannot be judged by itself: correct the table and run zs run again"}
                         : binding::Reason{"列表文件的行不能单独重判：请改正该文件，再运行一次 zs run", "a row of a list's file cannot be judged by itself: correct the file and run zs run again"}};
  r.what = reference ? binding::Reject::What::kReference : binding::Reject::What::kRow;
  r.format = cell(row, "format"), r.header = cell(row, "header"), r.original = cell(row, "original");
  return r;
}

/// Which kinds of records the file holds, and what of it cannot be judged.
Status scan(const std::string& path, const bytecode::Program& program, Retried& out) {
  auto bytes = readers::open_bytes(path);
  if (!bytes) return bytes.error();
  auto lines = std::make_unique<readers::LineReader>(std::move(*bytes), path);
  const bool is_ndjson = readers::format_of(path) == readers::Format::kNdjson;
  auto rows = is_ndjson ? Result<std::unique_ptr<readers::RecordSource>>(readers::open_ndjson(std::move(lines))) : readers::open_csv(std::move(lines));
  if (!rows) return rows.error();
  if (const auto columns = (*rows)->columns(); columns && std::find(columns->begin(), columns->end(), "original") == columns->end())
    return Error{ErrorKind::kUsage, path + " 不是 --rejects 写出的文件：缺少列 original", path + " was not written by --rejects: the column original is missing"};
  std::vector<int> here;
  for (;;) {
    auto row = (*rows)->next();
    if (!row) return row.error();
    if (row->what == Pulled::What::kEnd) break;
    const std::string what = row->what == Pulled::What::kRecord ? cell(row->record, "what") : "";
    if (what == "row" || what == "reference") {
      out.carried.push_back(carried(row->record, what == "reference"));
      continue;
    }
    // A row that is broken itself is told by whoever reads the first kind.
    auto kind = row->what == Pulled::What::kBroken ? default_kind(program, "") : kind_named(program.models, cell(row->record, "record"));
    if (!kind) return Error{kind.error().kind, fmt::format("{}:{}: {}", path, row->line, kind.error().zh), fmt::format("{}:{}: {}", path, row->line, kind.error().en)};
    if (*kind < 0 || (row->what == Pulled::What::kBroken && !here.empty()) || std::find(here.begin(), here.end(), *kind) != here.end()) continue;
    here.push_back(*kind);
    auto it = std::find_if(out.kinds.begin(), out.kinds.end(), [&](const KindInputs& k) { return k.model == *kind; });
    if (it == out.kinds.end()) it = out.kinds.insert(out.kinds.end(), KindInputs{*kind, {}});
    it->inputs.push_back({path, readers::Format::kRejects, -1});
  }
  return {};
}

/// Gone when it has been read: standard input, pipes, devices.
bool is_stream(const std::string& path) {
  std::error_code ignored;
  return path == "-" || (std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored) && !std::filesystem::is_directory(path, ignored));
}

bool is_text(const std::string& path) {
  if (databases::is_location(path) || databases::is_location(path + "#t")) return false;
  const auto format = readers::format_of(path);
  return format != readers::Format::kParquet && format != readers::Format::kJson;
}

int retry(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包；如 zs retry rules/henan/2019 bad.csv", "the pack is missing; like zs retry rules/henan/2019 bad.csv");
  const auto files = texts_of(given, "file");
  if (files.empty()) return context.usage("缺少 --rejects 写出的文件；如 zs retry rules/henan/2019 bad.csv", "the file written by --rejects is missing; like zs retry rules/henan/2019 bad.csv");
  for (const auto& f : files)
    if (is_stream(f))
      return context.usage(f + " 是流，只能读一遍，而重判要读两遍；请先存成文件，如 cat > bad.csv", f + " is a stream, which can be read but once, and retry reads it twice; save it to a file first, like cat > bad.csv");
  for (const auto& f : files)
    if (!is_text(f))
      return context.usage(databases::without_password(f) + "：重判只读 --rejects 写出的 CSV 或 NDJSON 文件；表和别的格式请先导出为 CSV", databases::without_password(f) + ": retry reads the CSV or NDJSON that --rejects writes; export tables and other formats to CSV first");
  return run_pack(context, given, [&](const bytecode::Program& program) -> Result<Retried> {
    Retried out;
    for (const auto& f : files)
      if (auto s = scan(f, program, out); !s) return s.error();
    return out;
  });
}

}  // namespace

Verb retry_verb() {
  return {"retry",
          "zs retry PACK REJECTS.csv... [--refs RECORD=FILE]...",
          {"重判已改正的拒收记录", "judge corrected rejects"},
          {"zs run rules/henan/2019 --cases cases.csv --rejects bad.csv --out findings.csv",
           "zs retry rules/henan/2019 bad.csv --rejects still-bad.csv --out more.csv"},
          options,
          {"pack", "file..."},
          retry};
}

}  // namespace zs::cli
