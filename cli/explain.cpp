// zs explain: why a record has the cards it has.
#include "cli/data_options.h"
#include "cli/provenance.h"
#include "cli/whatif.h"
#include "oracle/explain.h"
#include "runtime/columns/select.h"


namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  const auto add = [&](const char* name, const char* shown, const char* zh, const char* en) { o.add_options()(name, po::value<std::string>()->value_name(shown), c.pick(zh, en).c_str()); };
  add_source_options(c, o);
  add("case", "ID", "哪一条记录（键）", "which record (its key)");
  add("indicator", "CODE", "只解释这个指标", "this indicator only");
  add("format", "human|json|html", "输出格式", "the form of the output");
  add_whatif_options(c, o);
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
  for (const auto& u : program.unwritten)
    if (u.code == name || u.name == name) return Error{ErrorKind::kUsage, "指标 " + name + " 待编写，还不作判断", "the indicator " + name + " is not written yet (待编写) and judges nothing"};
  return Error{ErrorKind::kUsage, "没有指标 " + name + "；有：" + all, "there is no indicator " + name + "; there are: " + all};
}

Result<std::string> explained(const Context& context, const Pack& pack, const po::variables_map& given) {
  const typed::Program& program = *pack.typed();
  oracle::ExplainOptions how;
  const auto& sources = pack.compilation->sources;
  how.source = [&](Span s) { return s.file >= 0 ? std::string(sources.text(s)) : std::string(); };
  how.origin.pack_hash = pack.hash;
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
  auto data = data_options(context, given, program.models, kind);
  if (!data) return data.error();
  auto found = find_record(program.models, data->cases, *kind, text_of(given, "case"), data->read);
  if (!found) return found.error();
  auto tables = load_references(context, program.models, data->refs, data->read, [&](const binding::Reject& r) {
    const std::string at = r.file + ":" + std::to_string(r.line) + ": " + r.record + " " + r.key;
    context.warn(at + " 被拒收：" + r.problem.field + " " + r.problem.why.zh, at + " was rejected: " + r.problem.field + " " + r.problem.why.en);
  });
  if (!tables) return tables.error();
  columns::Fingerprint fingerprint;
  fingerprint.add(program.models, columns::select(program.models, found->table, {static_cast<uint32_t>(found->record)}));
  how.origin.engine = kEngineVersion, how.origin.settings = pack.settings, how.origin.fingerprint = fingerprint.text();
  const auto e = oracle::explain(program, {&found->table, tables->pointers}, found->record, data->as_of, how);
  const std::string format = text_of(given, "format", "human");
  const auto language = context.lang == Lang::kZh ? oracle::Language::kChinese : oracle::Language::kEnglish;
  if (format == "json") return oracle::render_json(e);
  if (format == "html") return oracle::render_html(e, language);
  if (format == "human") return oracle::render_human(e, language, {terminal_width(80), context.color_out});
  return Error{ErrorKind::kUsage, "--format 只能是 human、json 或 html", "--format is human, json or html"};
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包", "the pack is missing");
  if (!given.count("cases")) return context.usage("缺少 --cases FILE", "--cases FILE is missing");
  if (!given.count("case")) return context.usage("缺少 --case 编号", "--case ID is missing");
  int exit = Exit::kDone;
  const auto whatif = whatif_options(given);
  if (!whatif) return context.fail(whatif.error());
  const auto pack = load_pack(context, given["pack"].as<std::string>(), Need::kRulesAndBytecode, exit, *whatif);
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
