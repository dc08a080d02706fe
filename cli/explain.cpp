// zs explain: why a record has the cards it has.
#include "cli/inputs.h"
#include "cli/pack.h"
#include "cli/verb.h"
#include "io/binding/instant_text.h"
#include "oracle/explain.h"

#include <ctime>
#include <sys/ioctl.h>
#include <unistd.h>

namespace zs::cli {
namespace {

using Strings = std::vector<std::string>;

void options(const Context& c, po::options_description& o) {
  const auto add = [&](const char* name, const po::value_semantic* value, const char* zh, const char* en) { o.add_options()(name, value, c.pick(zh, en).c_str()); };
  const auto text = [](const char* shown) { return po::value<std::string>()->value_name(shown); };
  add("cases", po::value<Strings>()->multitoken()->composing()->value_name("FILE|RECORD=FILE|RECORD.LIST=FILE ..."), "记录所在的文件，同 zs run", "the files with the records, as for zs run");
  add("cases-format", text("csv|ndjson|json|parquet"), "标准输入的格式", "the format of standard input");
  add("refs", po::value<Strings>()->multitoken()->composing()->value_name("RECORD=FILE ..."), "参照表", "reference tables");
  add("record", text("RECORD"), "记录种类，默认 办件", "the record kind (办件)");
  add("encoding", text("auto|utf-8|gb18030"), "文本文件的编码", "the encoding of text files");
  add("case", text("ID"), "哪一条记录（键）", "which record (its key)");
  add("indicator", text("CODE"), "只解释这个指标", "this indicator only");
  add("as-of", text("T"), "截至时刻，默认现在", "the instant to answer for, by default now");
  add("format", text("human|json|html"), "输出格式", "the form of the output");
}

std::string text_of(const po::variables_map& given, const char* name, std::string otherwise = "") {
  return given.count(name) ? given[name].as<std::string>() : std::move(otherwise);
}

/// The terminal's width; 80 where standard output is none.
int columns_out() {
  winsize size{};
  return ::isatty(1) && ::ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

struct Found {
  columns::Table table;
  size_t record = 0;
};

/// The record with this key, or what was said about it when it was rejected.
Result<Found> find_record(const model::Models& models, const std::vector<KindInputs>& kinds, int kind, const std::string& key, readers::ReadOptions options) {
  const auto& m = models.models[static_cast<size_t>(kind)];
  std::optional<binding::Reject> rejected;
  for (const auto& k : kinds) {
    if (k.model != kind) continue;
    readers::RecordReader reader(models, k.model, k.inputs, options, [&](const binding::Reject& r) {
      if (r.key == key && !rejected) rejected = r;
    });
    for (;;) {
      Found f;
      auto more = reader.next(f.table);
      if (!more) return more.error();
      if (!*more) break;
      const auto& codes = f.table.columns[static_cast<size_t>(m.key)].codes;
      for (f.record = 0; f.record < codes.size(); ++f.record)
        if ((*f.table.strings)[codes[f.record]] == key) return f;
    }
  }
  if (rejected)
    return Error{ErrorKind::kInput, rejected->file + ":" + std::to_string(rejected->line) + ": " + key + " 被拒收：" + rejected->problem.field + " " + rejected->problem.why.zh,
                 rejected->file + ":" + std::to_string(rejected->line) + ": " + key + " was rejected: " + rejected->problem.field + " " + rejected->problem.why.en};
  return Error{ErrorKind::kUsage, "输入中没有 " + m.name + " " + key, "the input has no " + m.name + " " + key};
}

Result<int> indicator_named(const typed::Program& program, const std::string& name) {
  std::string all;
  for (size_t i = 0; i < program.indicators.size(); ++i) {
    if (program.indicators[i].code == name || program.indicators[i].name == name) return static_cast<int>(i);
    all += (all.empty() ? "" : "、") + program.indicators[i].code;
  }
  return Error{ErrorKind::kUsage, "没有指标 " + name + "；有：" + all, "there is no indicator " + name + "; there are: " + all};
}

Result<std::string> explained(const Context& context, const Pack& pack, const po::variables_map& given) {
  const typed::Program& program = *pack.typed();
  Instant as_of = static_cast<Instant>(std::time(nullptr)) + kCstOffset;
  if (given.count("as-of")) {
    auto t = binding::parse_instant(text_of(given, "as-of"));
    if (!t) return Error{ErrorKind::kUsage, "--as-of " + text_of(given, "as-of") + "：" + t.error().zh, "--as-of " + text_of(given, "as-of") + ": " + t.error().en};
    as_of = *t;
  }
  oracle::ExplainOptions how;
  const auto& sources = pack.compilation->sources;
  how.source = [&](Span s) { return s.file >= 0 ? std::string(sources.text(s)) : std::string(); };
  how.pack_hash = hash_of_rules(pack);
  std::string record = text_of(given, "record");
  if (given.count("indicator")) {
    auto i = indicator_named(program, text_of(given, "indicator"));
    if (!i) return i.error();
    how.indicator = *i;
    // The indicator tells the kind where nothing else does.
    if (record.empty()) record = program.models.models[static_cast<size_t>(program.indicators[static_cast<size_t>(*i)].model)].name;
  }
  auto kind = kind_named(program.models, record.empty() ? "办件" : record);
  if (!kind) return kind.error();
  if (program.models.models[static_cast<size_t>(*kind)].key < 0) return Error{ErrorKind::kUsage, "这种记录没有键", "records of this kind have no key"};
  const auto form = format_option(text_of(given, "cases-format"));
  if (!form) return form.error();
  auto cases = parse_inputs(program.models, *kind, given["cases"].as<Strings>(), *form);
  if (!cases) return cases.error();
  auto refs = parse_inputs(program.models, -1, given.count("refs") ? given["refs"].as<Strings>() : Strings(), readers::Format::kAuto);
  if (!refs) return refs.error();
  auto encoding = encoding_named(text_of(given, "encoding", "auto"));
  if (!encoding) return encoding.error();
  const readers::ReadOptions read{*encoding, 65'536};
  auto found = find_record(program.models, *cases, *kind, text_of(given, "case"), read);
  if (!found) return found.error();
  auto tables = load_references(context, program.models, *refs, read, [&](const binding::Reject& r) {
    const std::string at = r.file + ":" + std::to_string(r.line) + ": " + r.record + " " + r.key;
    context.warn(at + " 被拒收：" + r.problem.field + " " + r.problem.why.zh, at + " was rejected: " + r.problem.field + " " + r.problem.why.en);
  });
  if (!tables) return tables.error();
  const auto e = oracle::explain(program, {&found->table, tables->pointers}, found->record, as_of, how);
  const std::string format = text_of(given, "format", "human");
  const auto language = context.lang == Lang::kZh ? oracle::Language::kChinese : oracle::Language::kEnglish;
  if (format == "json") return oracle::render_json(e);
  if (format == "html") return oracle::render_html(e, language);
  if (format == "human") return oracle::render_human(e, language, {columns_out(), context.color_out});
  return Error{ErrorKind::kUsage, "--format 只能是 human、json 或 html", "--format is human, json or html"};
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包", "the pack is missing");
  if (!given.count("cases")) return context.usage("缺少 --cases FILE", "--cases FILE is missing");
  if (!given.count("case")) return context.usage("缺少 --case 编号", "--case ID is missing");
  int exit = Exit::kDone;
  const auto pack = load_pack(context, given["pack"].as<std::string>(), Need::kTyped, exit);
  if (!pack) return exit;
  auto text = explained(context, *pack, given);
  if (!text) return context.fail(text.error());
  context.print(*text);
  return Exit::kDone;
}

}  // namespace

Verb explain_verb() {
  return {"explain", "zs explain PACK --cases FILE --case ID [--indicator CODE] [--as-of T]", {"解释一条记录为何亮牌或不亮", "explain why a record shows a card, or none"},
          {"zs explain rules/henan/2019 --cases cases.ndjson --refs 事项=items.ndjson --case A1 --indicator HN8-1",
           "zs explain rules/henan/2019 --cases cases.ndjson --case A1 --as-of 2024-10-09 --format html > A1.html"},
          options, {"pack"}, run};
}

}  // namespace zs::cli
