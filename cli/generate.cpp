// zs generate: records made up from a pack's models, with their reference tables, and with faults where they are asked for.
#include "generate/generate.h"

#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/pack.h"
#include "generate/profile_text.h"
#include "io/binding/scalar.h"
#include "io/writers/row_writer.h"

#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <set>

namespace zs::cli {
namespace {

using Strings = std::vector<std::string>;
using generate::Fault;
using generate::FaultKind;

constexpr unsigned kMostThreads = 1024;
constexpr uint64_t kMostRecords = 10'000'000'000;

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("count,n", po::value<uint64_t>()->value_name("N"), "产生多少条，默认 1000", "how many records, 1000 by default");
  add("record", one_text("RECORD"), "产生哪种记录（默认 办件）", "the record kind (办件)");
  add("seed", po::value<uint64_t>()->value_name("S"), "种子，默认 1；种子和选项相同，产生的字节就相同", "the seed, 1 by default; the same seed and options give the same bytes");
  add("from", one_text("DATE"), "到件的第一天，默认 2024-01-01", "the first day of intake, 2024-01-01 by default");
  add("to", one_text("DATE"), "到件的最后一天，默认 2024-12-31", "the last day of intake, 2024-12-31 by default");
  add("as-of", one_text("T"), "数据截至的时刻，默认 --to 那天的24时；此后的事还没有发生", "when the data were exported, by default the end of --to; later events are not in them");
  add("out,o", one_text("FILE"), "写到哪里：.ndjson、.csv 或 .parquet，默认以 NDJSON 写到标准输出", "where to: .ndjson, .csv or .parquet; NDJSON on standard output by default");
  add("format", one_text("ndjson|csv|parquet"), "文件名看不出格式时的格式", "the format where the name does not tell");
  add("names", one_text("zh|code"), "字段用中文名（默认）或代码", "fields by their Chinese names (default) or their codes");
  add("refs-out", many_texts("RECORD=FILE ..."), "也写出参照表，如 事项=items.ndjson", "write reference tables too, like 事项=items.ndjson");
  add("rows", many_texts("RECORD=N ..."), "参照表的行数，如 事项=500", "rows of reference tables, like 事项=500");
  add("faults", many_texts("KIND=SHARE ..."), "有意弄错，如 bad-date=0.5%；种类：bad-date bad-enum bad-number missing-key duplicate-key missing-field broken-line bad-encoding unresolved-ref",
      "make records wrong, like bad-date=0.5%; kinds: bad-date bad-enum bad-number missing-key duplicate-key missing-field broken-line bad-encoding unresolved-ref");
  add("manifest", one_text("FILE"), "弄错了哪些（JSON）：种类、行号、键、字段", "which records were made wrong (JSON): kind, line, key, field");
  add("profile", many_texts("FILE ..."), "概貌文件：各字段怎样产生，代替自带的", "profiles: how the fields are made, in place of the built-in ones");
  o.add_options()("print-profile", c.pick("不产生记录，输出所用的概貌，可改了再用 --profile", "make nothing, print the profile in use, to be changed and used with --profile").c_str());
  add("threads", po::value<unsigned>()->value_name("N"), "线程数，默认与处理器数相同；结果与它无关", "threads, by default as many as processors; results do not depend on it");
}

Error usage(std::string zh, std::string en) { return {ErrorKind::kUsage, std::move(zh), std::move(en)}; }

struct Plan {
  int model = -1;
  generate::Settings settings;
  generate::Profile profile;
  generate::Target target;
  std::vector<std::pair<int, generate::Target>> tables;
  std::vector<generate::FaultShare> faults;
  std::string manifest;
  unsigned threads = 0;
};

Result<Day> day_option(const po::variables_map& given, const char* name, const char* otherwise) {
  const std::string text = text_of(given, name, otherwise);
  auto d = binding::parse_day(text);
  if (!d) return usage(fmt::format("--{} {}：{}", name, text, d.error().zh), fmt::format("--{} {}: {}", name, text, d.error().en));
  return *d;
}

Status period_of(const po::variables_map& given, generate::Settings& s) {
  auto from = day_option(given, "from", "2024-01-01");
  if (!from) return from.error();
  const std::string year_end = given.count("from") ? binding::format_day(*from).substr(0, 4) + "-12-31" : "2024-12-31";
  auto to = day_option(given, "to", year_end.c_str());
  if (!to) return to.error();
  if (*to < *from) return usage("--to 早于 --from", "--to is before --from");
  if (*to - *from > 36'600) return usage("--from 至 --to 最长一百年", "--from to --to is a hundred years at most");
  s.from = *from;
  s.to = *to;
  s.known_until = start_of(*to + 1) - 1;
  if (!given.count("as-of")) return {};
  auto t = binding::parse_instant(text_of(given, "as-of"));
  if (!t) return usage("--as-of " + text_of(given, "as-of") + "：" + t.error().zh, "--as-of " + text_of(given, "as-of") + ": " + t.error().en);
  if (*t < start_of(s.from)) return usage("--as-of 早于 --from：那时还没有记录", "--as-of is before --from: there were no records yet");
  s.known_until = *t;
  s.to = std::min(s.to, day_of(*t));  // what comes in later is not in the data
  return {};
}

/// RECORD=REST.
Result<std::pair<int, std::string>> kind_and_rest(const model::Models& models, const char* option, const std::string& spec) {
  const size_t equals = spec.find('=');
  if (equals == std::string::npos || equals + 1 == spec.size())
    return usage(fmt::format("--{} {}：写作 种类=…，如 事项=…", option, spec), fmt::format("--{} {}: write RECORD=…, like 事项=…", option, spec));
  auto kind = kind_named(models, spec.substr(0, equals));
  if (!kind) return kind.error();
  return std::pair(*kind, spec.substr(equals + 1));
}

Result<generate::Profile> profiles_of(const Strings& files) {
  auto all = generate::standard_profile();
  if (!all) return all;
  for (const auto& path : files) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{ErrorKind::kIo, "读不了概貌文件 " + path, "cannot read the profile " + path};
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto one = generate::parse_profile(path, text, true);
    if (!one) return one.error();
    generate::override_with(*all, std::move(*one));
  }
  return all;
}

Result<generate::Format> format_option(const po::variables_map& given, const std::string& path) {
  if (!given.count("format")) return generate::format_of(path);
  const std::string name = text_of(given, "format");
  if (name == "ndjson" || name == "jsonl") return generate::Format::kNdjson;
  if (name == "csv") return generate::Format::kCsv;
  if (name == "parquet") return generate::Format::kParquet;
  return usage("--format 只能是 ndjson、csv 或 parquet", "--format is ndjson, csv or parquet");
}

Status outputs_of(const po::variables_map& given, const model::Models& models, Plan& plan) {
  const std::string names = text_of(given, "names", "zh");
  if (names != "zh" && names != "code") return usage("--names 只能是 zh 或 code", "--names is zh or code");
  const auto naming = names == "zh" ? generate::Naming::kName : generate::Naming::kCode;
  const std::string path = text_of(given, "out", "-");
  auto format = format_option(given, path);
  if (!format) return format.error();
  plan.target = {path, *format, naming};
  for (const auto& spec : texts_of(given, "refs-out")) {
    auto table = kind_and_rest(models, "refs-out", spec);
    if (!table) return table.error();
    auto by_name = generate::format_of(table->second);
    if (!by_name) return by_name.error();
    plan.tables.push_back({table->first, {table->second, *by_name, naming}});
  }
  plan.manifest = text_of(given, "manifest");
  std::set<std::string> places;
  Strings paths{plan.target.path, plan.manifest};
  for (const auto& t : plan.tables) paths.push_back(t.second.path);
  for (const auto& p : paths)
    if (!p.empty() && p.rfind("/dev/", 0) != 0 && !places.insert(p == "-" ? p : std::filesystem::weakly_canonical(std::filesystem::absolute(p)).string()).second)
      return usage("两个输出写到了同一处：" + p, "two outputs go to the same place: " + p);
  return {};
}

Result<Plan> plan_of(const po::variables_map& given, const bytecode::Program& program) {
  Plan plan;
  auto kind = default_kind(program, text_of(given, "record"));
  if (!kind) return kind.error();
  if (*kind < 0) {
    const auto none = kind_named(program.models, "");
    return usage("请用 --record 指明产生哪种记录；" + none.error().zh, "say with --record which records to make; " + none.error().en);
  }
  plan.model = *kind;
  auto& s = plan.settings;
  if (given.count("count")) s.count = given["count"].as<uint64_t>();
  if (s.count < 1 || s.count > kMostRecords) return usage(fmt::format("--count 应为 1 至 {}", kMostRecords), fmt::format("--count is 1 to {}", kMostRecords));
  if (given.count("seed")) s.seed = given["seed"].as<uint64_t>();
  s.region = program.region;
  if (auto ok = period_of(given, s); !ok) return ok.error();
  for (const auto& spec : texts_of(given, "rows")) {
    auto rows = kind_and_rest(program.models, "rows", spec);
    if (!rows) return rows.error();
    const auto n = binding::parse_integer(rows->second);
    if (!n || *n < 1 || *n > 10'000'000) return usage("--rows " + spec + "：应为 1 至 10000000", "--rows " + spec + ": 1 to 10000000");
    s.rows[rows->first] = static_cast<int>(*n);
  }
  for (const auto& f : texts_of(given, "faults")) {
    auto share = generate::parse_fault(f);
    if (!share) return share.error();
    plan.faults.push_back(*share);
  }
  if (auto ok = outputs_of(given, program.models, plan); !ok) return ok.error();
  auto profile = profiles_of(texts_of(given, "profile"));
  if (!profile) return profile.error();
  plan.profile = std::move(*profile);
  if (given.count("threads")) plan.threads = given["threads"].as<unsigned>();
  if (given.count("threads") && (plan.threads < 1 || plan.threads > kMostThreads))
    return usage(fmt::format("--threads 应为 1 至 {}", kMostThreads), fmt::format("--threads is 1 to {}", kMostThreads));
  return plan;
}

calendar::WorkCalendar calendar_of(const bytecode::Program& program) {
  if (program.calendars.empty()) return calendar::WorkCalendar({0x1F, {{9 * 3600, 17 * 3600}}, 0, 0, {}});
  const auto& c = program.calendars[static_cast<size_t>(std::max(program.calendar, 0))];
  return calendar::WorkCalendar({c.works, c.office, c.first_year, c.last_year, c.exceptions});
}

/// What was made wrong: for the manifest all of it, for the summary the first few.
class FaultLog {
 public:
  explicit FaultLog(bool keep_all) : keep_all_(keep_all) {}

  void add(const Fault& f, uint64_t line) {
    auto& one = by_kind_[static_cast<size_t>(f.kind)];
    ++one.count;
    if (one.count <= 5) one.first += fmt::format("{}{}", one.first.empty() ? "" : ", ", line);
    if (!keep_all_) return;
    one.records += fmt::format("{}\n        {{\"line\": {}, \"key\": {}, \"field\": {}}}", one.records.empty() ? "" : ",", line, writers::json_string(f.key), writers::json_string(f.field));
  }

  std::string summary(const Context& context, const std::string& record) const {
    std::string out;
    for (size_t k = 0; k < by_kind_.size(); ++k) {
      const auto& one = by_kind_[k];
      if (one.count == 0) continue;
      const bool bad = generate::rejected(static_cast<FaultKind>(k));
      const std::string more = one.count > 5 ? " …" : "";
      out += context.pick(fmt::format("zs: {}：{} {} 条{}，行 {}{}\n", record, generate::kFaultNames[k], one.count, bad ? "" : "（不会被拒收）", one.first, more),
                          fmt::format("zs: {}: {} in {} records{}, lines {}{}\n", record, generate::kFaultNames[k], one.count, bad ? "" : " (not rejected)", one.first, more));
    }
    return out;
  }

  std::string manifest(const std::string& record, const Plan& plan) const {
    std::string out = fmt::format("{{\n  \"record\": {},\n  \"file\": {},\n  \"count\": {},\n  \"seed\": {},\n  \"faults\": {{", writers::json_string(record), writers::json_string(plan.target.path),
                                  plan.settings.count, plan.settings.seed);
    bool first = true;
    for (size_t k = 0; k < by_kind_.size(); ++k) {
      const auto& one = by_kind_[k];
      if (one.count == 0) continue;
      out += fmt::format("{}\n    \"{}\": {{\n      \"count\": {},\n      \"rejected\": {},\n      \"records\": [{}\n      ]\n    }}", first ? "" : ",", generate::kFaultNames[k], one.count,
                         generate::rejected(static_cast<FaultKind>(k)), one.records);
      first = false;
    }
    return out + (first ? "}\n}\n" : "\n  }\n}\n");
  }

 private:
  struct OfKind { uint64_t count = 0; std::string first, records; };
  bool keep_all_;
  std::array<OfKind, generate::kFaultNames.size()> by_kind_;
};

Status write_all(const Context& context, const generate::World& world, const Plan& plan) {
  auto faults = generate::Faults::make(world, plan.model, plan.faults, plan.target.format != generate::Format::kParquet);
  if (!faults) return faults.error();
  FaultLog log(!plan.manifest.empty());
  for (const auto& [model, target] : plan.tables)
    if (auto s = generate::write_table(world, model, target); !s) return s;
  if (auto s = generate::write_records(world, plan.model, *faults, plan.target, plan.threads, [&](const Fault& f, uint64_t line) { log.add(f, line); }, {}); !s) return s;
  const std::string& name = world.model(plan.model).name;
  if (!plan.manifest.empty()) {
    auto out = writers::OutputFile::create(plan.manifest);
    if (!out) return out.error();
    if (auto s = (*out)->write(log.manifest(name, plan)); !s) return s;
    if (auto s = (*out)->commit(); !s) return s;
  }
  const std::string summary = log.summary(context, name);
  std::fwrite(summary.data(), 1, summary.size(), stderr);
  context.info(fmt::format("写了 {} {} 条", name, plan.settings.count), fmt::format("{} records of {} written", plan.settings.count, name));
  return {};
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包；如 zs generate rules/henan/2019 --count 1000 --out cases.ndjson", "the pack is missing; like zs generate rules/henan/2019 --count 1000 --out cases.ndjson");
  int exit = Exit::kDone;
  const auto pack = load_pack(context, given["pack"].as<std::string>(), Need::kBytecode, exit);
  if (!pack) return exit;
  auto plan = plan_of(given, *pack->program);
  if (!plan) return context.fail(plan.error());
  if (given.count("print-profile")) {
    auto text = generate::profile_text(pack->program->models, plan->model, plan->profile);
    if (!text) return context.fail(text.error());
    context.print(*text);
    return Exit::kDone;
  }
  generate::World world(pack->program->models, calendar_of(*pack->program), std::move(plan->profile), plan->settings);
  if (auto s = world.prepare(plan->model); !s) return context.fail(s.error());
  for (const auto& [model, target] : plan->tables)
    if (auto s = world.prepare_table(model); !s) return context.fail(s.error());
  if (auto s = write_all(context, world, *plan); !s) return context.fail(s.error());
  return Exit::kDone;
}

}  // namespace

Verb generate_verb() {
  return {"generate",
          "zs generate PACK [--record RECORD] [--count N] [--out FILE] [--refs-out RECORD=FILE]... [--faults KIND=SHARE]...",
          {"产生逼真的记录，供试用规则、测试和测速", "make realistic records, to try rules, to test and to measure"},
          {"zs generate rules/henan/2019 --count 20000 --out cases.ndjson --refs-out 事项=items.ndjson",
           "zs generate rules/neimenggu/2024 --record 评价 --count 500 --seed 7 --out reviews.csv",
           "zs generate rules/henan/2019 --count 1000 --faults bad-date=1% duplicate-key=0.5% --manifest faults.json --out cases.csv",
           "zs generate my-rules --record 许可 --print-profile > 许可.profile"},
          options,
          {"pack"},
          run};
}

}  // namespace zs::cli
