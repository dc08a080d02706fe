#include "cli/data_options.h"

#include "cli/instant_option.h"
#include "cli/places.h"
#include "io/binding/instant_text.h"
#include "io/binding/scalar.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <set>

namespace zs::cli {
namespace {

using Strings = std::vector<std::string>;

constexpr unsigned kMostThreads = 1024;

bool any_bound(const DataOptions& data) {
  for (const auto* kinds : {&data.cases, &data.refs})
    for (const auto& k : *kinds)
      if (std::any_of(k.inputs.begin(), k.inputs.end(), [](const auto& i) { return i.binding != nullptr; })) return true;
  return false;
}

Error unused_binding(const model::Models& models, const std::string& asked, const Bindings& bindings) {
  std::string records;
  for (const auto& b : bindings) records += (records.empty() ? "" : "、") + models.models[static_cast<size_t>(b->model)].name;
  return {ErrorKind::kUsage, "--binding " + asked + " 没有用上：它是对 " + records + " 的，给出的记录里没有这一种", "--binding " + asked + " is not used: it is for " + records + ", and no such records were given"};
}

bool is_stdin(const std::string& path) { return path == "-" || path == "/dev/stdin" || path == "/dev/fd/0" || path == "/proc/self/fd/0"; }

Status read_stdin_once(const DataOptions& data) {
  size_t times = 0;
  for (const auto* kinds : {&data.cases, &data.refs})
    for (const auto& k : *kinds) times += static_cast<size_t>(std::count_if(k.inputs.begin(), k.inputs.end(), [](const auto& i) { return is_stdin(i.path); }));
  if (times < 2) return {};
  return Error{ErrorKind::kUsage, "标准输入（-）只能读一遍，这里用了不止一次；其余的请存成文件", "standard input (-) can be read but once, and is named more than once; save the others to files"};
}

Status read_sources(const Context& context, const po::variables_map& given, const model::Models& models, const Result<int>& kind, DataOptions& out) {
  auto format = format_option(text_of(given, "cases-format"));
  if (!format) return format.error();
  if (!kind) return kind.error();
  out.binding = text_of(given, "binding");
  auto bindings = bindings_named(context, out.binding, models);
  if (!bindings) return bindings.error();
  auto cases = parse_inputs(models, *kind, texts_of(given, "cases"), *format, *bindings);
  if (!cases) return cases.error();
  out.cases = std::move(*cases);
  auto refs = parse_inputs(models, -1, texts_of(given, "refs"), *format, *bindings);
  if (!refs) return refs.error();
  out.refs = std::move(*refs);
  if (auto s = read_stdin_once(out); !s) return s.error();
  if (!bindings->empty() && !any_bound(out)) return unused_binding(models, out.binding, *bindings);
  auto encoding = encoding_named(text_of(given, "encoding", "auto"));
  if (!encoding) return encoding.error();
  out.read.encoding = *encoding;
  if (given.count("join-memory")) {
    const auto mebibytes = binding::parse_integer(text_of(given, "join-memory"));
    if (!mebibytes || *mebibytes < 0 || *mebibytes > (1 << 20))
      return Error{ErrorKind::kUsage, "--join-memory 应为 0 至 1048576 的整数（MiB）", "--join-memory is an integer from 0 to 1048576 (MiB)"};
    out.read.join_memory = static_cast<size_t>(*mebibytes) << 20;
  }
  out.read.databases = std::make_shared<databases::Databases>();
  return {};
}

}  // namespace

void add_source_options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("cases", many_texts("SOURCE|RECORD=SOURCE|RECORD.LIST=SOURCE ..."),
      "要判定的记录：.csv .ndjson .jsonl .json .parquet，可再压缩为 .gz .zst；可用通配符；- 为标准输入；数据库写作 postgres://用户@主机/库#表、文件.duckdb#表、文件.sqlite#表，# 后也可写 SELECT 查询",
      "the records to judge: .csv .ndjson .jsonl .json .parquet, each also .gz .zst; globs; - is standard input; databases as postgres://USER@HOST/DATABASE#TABLE, FILE.duckdb#TABLE, "
      "FILE.sqlite#TABLE, with a SELECT after # too");
  add("cases-format", one_text("csv|ndjson|json|parquet"), "标准输入或看不出格式的文件的格式，--refs 也一样", "the format of standard input and of files whose name does not tell, those of --refs too");
  add("record", one_text("RECORD"), "未注明种类的 --cases 文件里是哪种记录（默认 办件）", "the record kind of --cases files that name none (办件)");
  add_reference_options(c, o);
}

void add_reference_options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("refs", many_texts("RECORD=SOURCE ..."), "参照表，如 事项=items.csv，写法同 --cases", "reference tables, like 事项=items.csv, written as in --cases");
  add("binding", one_text("NAME|FILE"), "用哪个绑定把来源的表变成记录；这时 种类= 后面是表所在的文件夹、通配符或数据库（postgres://…、文件.duckdb、文件.sqlite，可加 #模式）", "the binding (绑定) that makes records of a source's tables; RECORD= then names the folder of the tables, a glob, or a database (postgres://…, FILE.duckdb, FILE.sqlite, perhaps #SCHEMA)");
  add("encoding", one_text("auto|utf-8|gb18030"), "文本文件的编码，默认自动识别", "the encoding of text files, by default told by their bytes");
  add("join-memory", one_text("MIB"), "子表（种类.列表=…）在内存中最多占多少 MiB，默认 256；超出则在磁盘（TMPDIR）上连接，结果相同",
      "how many MiB the rows of lists (RECORD.LIST=…) may take in memory, 256 by default; beyond it they are joined on disk (TMPDIR), with the same results");
  add("as-of", one_text("T"), "截至时刻，默认现在", "the instant to answer for, by default now");
}

void add_work_options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("max-rejects", one_text("N|P%"), "容许读不了的条数或百分比，默认 0；超过则以 3 退出", "how many rejects are tolerated, or which share; 0 by default; beyond it the exit code is 3");
  add("threads", po::value<unsigned>()->value_name("N"), "线程数，默认与处理器数相同；结果与它无关", "threads, by default as many as processors; results do not depend on it");
  add("progress", one_text("auto|never|json"), "进度，默认仅在终端上显示", "progress, by default on a terminal only");
}

Instant now() { return static_cast<Instant>(std::time(nullptr)) + kCstOffset; }

Result<Instant> instant_option(const po::variables_map& given, const char* name) {
  if (!given.count(name)) return now();
  const std::string t = text_of(given, name), option = std::string("--") + name + " " + t;
  auto parsed = binding::parse_instant(t);
  if (!parsed) return Error{ErrorKind::kUsage, option + "：" + parsed.error().zh, option + ": " + parsed.error().en};
  return *parsed;
}

Result<Instant> as_of_option(const po::variables_map& given) { return instant_option(given, "as-of"); }

Result<DataOptions> data_options(const Context& context, const po::variables_map& given, const model::Models& models, const Result<int>& kind) {
  DataOptions out;
  auto t = as_of_option(given);
  if (!t) return t.error();
  out.as_of = *t;
  if (auto s = read_sources(context, given, models, kind, out); !s) return s.error();
  auto tolerance = Tolerance::parse(text_of(given, "max-rejects", "0"));
  if (!tolerance) return tolerance.error();
  out.tolerance = *tolerance;
  auto progress = Progress::mode_named(context, text_of(given, "progress", "auto"));
  if (!progress) return progress.error();
  out.progress = *progress;
  if (given.count("threads")) {
    out.threads = given["threads"].as<unsigned>();
    if (out.threads < 1 || out.threads > kMostThreads)
      return Error{ErrorKind::kUsage, "--threads 应为 1 至 " + std::to_string(kMostThreads), "--threads is 1 to " + std::to_string(kMostThreads)};
  }
  out.read.threads = out.threads;
  return out;
}

uint64_t total_bytes(const DataOptions& data) {
  uint64_t total = 0;
  for (const auto* kinds : {&data.cases, &data.refs})
    for (const auto& k : *kinds)
      for (const auto& i : k.inputs) {
        std::error_code none;
        if (i.path == "-" || !std::filesystem::is_regular_file(i.path, none)) return 0;
        total += std::filesystem::file_size(i.path, none);
      }
  return total;
}

Status refuse_clashes(const Strings& outputs, const DataOptions& data) {
  std::set<std::string> names;
  for (const auto& path : outputs)
    if (const auto place = place_of(path); !path.empty() && !place.empty() && !names.insert(place).second)
      return Error{ErrorKind::kUsage, "两个输出写到了同一处：" + databases::without_password(path), "two outputs go to the same place: " + databases::without_password(path)};
  for (const auto* kinds : {&data.cases, &data.refs})
    for (const auto& k : *kinds)
      for (const auto& i : k.inputs)
        if (const auto place = place_of(i.path); i.path != "-" && !place.empty() && names.count(place))
          return Error{ErrorKind::kUsage, "输出会覆盖输入 " + databases::without_password(i.path) + "；请换一个文件名", "the output would overwrite the input " + databases::without_password(i.path) + "; choose another name"};
  return {};
}

}  // namespace zs::cli
