// zs verify: derives old findings again from the data, or says what is different.
#include "cli/evaluator.h"
#include "cli/intake.h"
#include "cli/whatif.h"
#include "io/binding/instant_text.h"
#include "io/writers/report_writer.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace zs::cli {
namespace {

using Strings = std::vector<std::string>;
using nlohmann::json;

/// Columns that say where a row comes from; they are compared once, not row by row.
bool is_origin(const std::string& column) { return column == "ruleset" || column == "version" || column == "pack_hash" || column == "as_of"; }

void options(const Context& c, po::options_description& o) {
  add_source_options(c, o);
  o.add_options()("top", po::value<size_t>()->value_name("N")->default_value(10), c.pick("最多列出几处不同", "how many differences are listed at most").c_str());
  add_work_options(c, o);
  add_whatif_options(c, o);
}

/// A file of findings as it was written.
struct OldFindings {
  std::vector<std::string> columns;
  std::unordered_map<std::string, Strings> rows;   // by record, key, indicator, card, onset
  std::vector<std::string> order;
  std::string as_of, ruleset, version, pack_hash;
};

std::string place_of(const Strings& row) { return row[0] + '\n' + row[1] + '\n' + row[2] + '\n' + row[4] + '\n' + row[5]; }

model::Models finding_models() {
  model::RecordModel m;
  m.name = "亮牌结果", m.code = "findings";
  for (const auto& c : writers::finding_columns()) {
    model::Field f;
    f.name = f.code = c.name;
    if (c.kind == writers::ColumnSpec::Kind::kBool) f.type = model::FieldType::kBool;
    m.fields.push_back(std::move(f));
  }
  model::Models models;
  models.models.push_back(std::move(m));
  return models;
}

/// As RowWriter::row took it.
std::string cell(const columns::Table& t, const columns::Column& c, size_t i) {
  if (i < c.values.size()) return c.values[i] == kMissing ? "" : c.values[i] == kTrue ? "true" : "false";
  return i < c.codes.size() && c.codes[i] >= 0 ? std::string((*t.strings)[c.codes[i]]) : std::string();
}

Result<OldFindings> read_findings(const std::string& path) {
  const auto models = finding_models();
  OldFindings out;
  for (const auto& f : models.models[0].fields) out.columns.push_back(f.name);
  std::optional<binding::Reject> bad;
  readers::RecordReader reader(models, 0, {{path, readers::Format::kAuto, -1}}, {}, [&](const binding::Reject& r) {
    if (!bad) bad = r;
  });
  for (columns::Table t;;) {
    auto more = reader.next(t);
    if (!more) return more.error();
    if (!*more) break;
    for (size_t i = 0; i < t.size; ++i) {
      Strings row;
      for (const auto& c : t.columns) row.push_back(cell(t, c, i));
      const size_t n = row.size();
      if (out.order.empty()) out.ruleset = row[n - 4], out.version = row[n - 3], out.pack_hash = row[n - 2], out.as_of = row[n - 1];
      if (row[n - 1] != out.as_of || row[n - 2] != out.pack_hash)
        return Error{ErrorKind::kUsage, path + " 里的结果不是同一次运行的（as_of 或 pack_hash 不同）", path + " holds findings of several runs (other as_of or pack_hash)"};
      std::string place = place_of(row);
      // Two rows at one place: told apart by their number.
      for (int k = 2; out.rows.contains(place); ++k) place = place_of(row) + '\n' + std::to_string(k);
      out.order.push_back(place);
      out.rows.emplace(std::move(place), std::move(row));
    }
  }
  if (bad) return Error{ErrorKind::kInput, fmt::format("{}:{}: {} {}", path, bad->line, bad->problem.field, bad->problem.why.zh), fmt::format("{}:{}: {} {}", path, bad->line, bad->problem.field, bad->problem.why.en)};
  return out;
}

/// What FILE.provenance.json says; null where there is none.
json provenance_of(const std::string& path) {
  std::ifstream in(provenance_path(path), std::ios::binary);
  if (!in) return nullptr;
  return json::parse(in, nullptr, false);
}

std::string text(const json& j, std::initializer_list<const char*> path) {
  const json* at = &j;
  for (const char* name : path) {
    if (!at->is_object() || !at->contains(name)) return "";
    at = &(*at)[name];
  }
  return at->is_string() ? at->get<std::string>() : "";
}

/// The files of provenance as --cases or --refs takes them.
Strings specs_of(const json& provenance, const char* which) {
  Strings out;
  if (!provenance.is_object() || !provenance.contains(which)) return out;
  for (const auto& d : provenance[which]) {
    const std::string record = text(d, {"record"});
    for (const auto& f : d.value("files", json::array()))
      if (f.is_string()) out.push_back(f.get<std::string>().starts_with(record + ".") ? f.get<std::string>() : record + "=" + f.get<std::string>());
  }
  return out;
}

/// Is standard input among the files, which nobody can read again? As specs_of names them.
bool from_standard_input(const Strings& specs) {
  return std::any_of(specs.begin(), specs.end(), [](const std::string& s) { return s == "-" || s.ends_with("=-"); });
}

/// Why the data that the provenance names cannot be derived from as they stand; none where they can.
std::optional<Error> unfit(const json& provenance, const po::variables_map& given, const std::string& path) {
  if (provenance.is_object() && provenance.contains("complete") && provenance["complete"] == false)
    return Error{ErrorKind::kUsage, path + " 是中途停下的运行留下的，只有停下以前的结果（来历文件写着 \"complete\": false），无从核对；请重新运行 zs run，核对完整的结果",
                 path + " comes from a run that was stopped and holds only what was found until then (its provenance says \"complete\": false): it cannot be verified; run zs run again and verify the complete findings"};
  for (const auto& [which, option] : {std::pair{"cases", "--cases"}, {"references", "--refs"}})
    if (const Strings specs = specs_of(provenance, which); !given.count(option + 2) && from_standard_input(specs))
      return Error{ErrorKind::kUsage, fmt::format("{} 的数据来自标准输入，不能再读一次；请用 {} 重新给出同样的数据，如 {} {}", path, option, option, which[0] == 'c' ? "办件=cases.csv" : "事项=items.csv"),
                   fmt::format("the data of {} came from standard input, which cannot be read again; give the same data with {}, like {} {}", path, option, option, which[0] == 'c' ? "办件=cases.csv" : "事项=items.csv")};
  return std::nullopt;
}

/// Holds derived rows against the old ones as they come.
class Comparer : public writers::RowWriter {
 public:
  Comparer(OldFindings& old, size_t most, Strings& differences, const Context& context) : old_(old), most_(most), differences_(differences), context_(context) {}

  Status put(writers::Cells views) override {
    const Strings cells(views.begin(), views.end());
    std::string place = place_of(cells);
    auto it = old_.rows.find(place);
    for (int k = 2; it != old_.rows.end() && met_.contains(place); ++k) {
      place = place_of(cells) + '\n' + std::to_string(k);
      it = old_.rows.find(place);
    }
    if (it == old_.rows.end()) {
      ++more;
      tell("结果里没有", "not in the file", cells, "");
      return {};
    }
    met_[place] = true;
    for (size_t c = 0; c < cells.size(); ++c)
      if (!is_origin(old_.columns[c]) && cells[c] != it->second[c]) {
        ++different;
        tell("不同", "differs", cells, old_.columns[c] + "：" + it->second[c] + " → " + cells[c]);
        return {};
      }
    ++same;
    return {};
  }
  Status seal() override { return {}; }
  Status commit() override { return {}; }

  /// Old rows that did not come.
  void absent() {
    for (const auto& place : old_.order)
      if (!met_.contains(place)) {
        ++fewer;
        tell("重现不出", "not derived", old_.rows.at(place), "");
      }
  }
  uint64_t same = 0, more = 0, fewer = 0, different = 0;

 private:
  void tell(const char* zh, const char* en, const Strings& row, const std::string& what) {
    if (differences_.size() >= most_) return;
    differences_.push_back(fmt::format("{} {} {} {} {} {}{}{}", context_.pick(zh, en), row[0], row[1], row[2], row[4], row[5], what.empty() ? "" : "：", what));
  }
  OldFindings& old_;
  size_t most_;
  Strings& differences_;
  const Context& context_;
  std::unordered_map<std::string, bool> met_;
};

/// What was given, what is now.
void held_against(const Context& context, const std::string& what_zh, const std::string& what_en, const std::string& was, const std::string& is, Strings& out) {
  if (was.empty() || was == is) return;
  out.push_back(context.pick(what_zh + "：原为 " + was + "，现为 " + is, what_en + ": it was " + was + ", it is " + is));
}

class Verify {
 public:
  Verify(Context& context, const Pack& pack, const DataOptions& data, OldFindings old, json provenance, size_t top)
      : context_(context), pack_(pack), data_(data), old_(std::move(old)), provenance_(std::move(provenance)), top_(top), intake_(context, *pack.program, data) {}

  Result<int> operator()() {
    if (auto s = intake_.load_references(); !s) return s.error();
    auto evaluator = machine_evaluator(pack_, intake_.references(), {data_.as_of, data_.threads, false, true});
    if (!evaluator) return evaluator.error();
    auto comparer = std::make_unique<Comparer>(old_, top_, rows_, context_);
    Comparer& compared = *comparer;
    const auto writer = writers::ReportWriter::into(info_of(pack_), pack_.program->models, std::move(comparer), data_.as_of);
    for (const auto& kind : data_.cases) {
      const auto statistics = (*evaluator)->statistics(kind.model);
      const auto on_batch = [&](const CaseBatch& b) {
        statistics->add(b.table);
        return writer->add(b.table, (*evaluator)->evaluate(b.table));
      };
      if (auto s = intake_.each(kind, on_batch); !s) return s.error();
      if (auto s = writer->add(kind.model, statistics->finish()); !s) return s.error();
    }
    intake_.finish();
    compared.absent();
    return verdict(compared);
  }

 private:
  int verdict(const Comparer& c) {
    Strings origins;
    held_against(context_, "规则包", "the pack", old_.pack_hash.substr(0, 12), pack_.hash.substr(0, old_.pack_hash.empty() ? 0 : 12), origins);
    const auto& versions = pack_.program->versions;  // the findings name the one that judged, the pack may hold several
    const bool known = std::any_of(versions.begin(), versions.end(), [&](const bytecode::Version& v) { return v.version == old_.version; });
    held_against(context_, "版本", "the version", old_.version, known ? old_.version : pack_.program->version, origins);
    held_against(context_, "引擎", "the engine", text(provenance_, {"engine"}), kEngineVersion, origins);
    held_against(context_, "来历文件写的规则包", "the pack named by the provenance", text(provenance_, {"pack", "hash"}).substr(0, 12), pack_.hash.substr(0, 12), origins);
    held_against(context_, "来历文件写的截至时刻", "the instant named by the provenance", text(provenance_, {"as_of"}), binding::format_instant(data_.as_of), origins);
    held_against(context_, "结果里写的截至时刻", "the instant in the findings", old_.as_of, binding::format_instant(data_.as_of), origins);
    calendars(origins);
    data(origins, "cases", intake_.provenance().cases);
    data(origins, "references", intake_.provenance().references);
    const bool rows_hold = c.more + c.fewer + c.different == 0, holds = rows_hold && origins.empty();
    for (const auto& o : origins) context_.print(o + "\n");
    for (const auto& r : rows_) context_.print("  " + r + "\n");
    context_.print(conclusion(c, rows_hold, origins.size()) + "\n");
    if (provenance_.is_null()) context_.info("没有来历文件，数据指纹无从核对", "no provenance file: the data's fingerprint cannot be checked");
    const int exit = intake_.verdict(c.same, "");
    return exit != Exit::kDone ? exit : holds ? Exit::kDone : Exit::kFound;
  }

  /// The last line, which says what the exit code says.
  std::string conclusion(const Comparer& c, bool rows_hold, size_t origins) const {
    if (!rows_hold)
      return context_.pick(fmt::format("不一致：相同 {}，不同 {}，结果里没有 {}，重现不出 {}", c.same, c.different, c.more, c.fewer),
                           fmt::format("not the same: {} same, {} different, {} not in the file, {} not derived", c.same, c.different, c.more, c.fewer));
    if (origins == 0) return context_.pick(fmt::format("{} 条结果逐条重现，一条不差", c.same), fmt::format("all {} findings derived again, exactly", c.same));
    return context_.pick(fmt::format("核对不过：{} 条结果都能重现，但来历有 {} 处不同（见上），结果不是由现在给出的这些得来的", c.same, origins),
                         fmt::format("not verified: all {} findings derived again, but their origin differs in {} (above): they do not come from what is given now", c.same,
                                     origins == 1 ? "one point" : fmt::format("{} points", origins)));
  }

  void calendars(Strings& out) const {
    if (!provenance_.is_object() || !provenance_.contains("pack")) return;
    for (const auto& c : provenance_["pack"].value("calendars", json::array()))
      for (const auto& now : pack_.program->calendars)
        if (text(c, {"name"}) == now.name) held_against(context_, "日历 " + now.name, "the calendar " + now.name, text(c, {"version"}), now.version, out);
  }

  void data(Strings& out, const char* which, const std::vector<DataOrigin>& now) const {
    if (!provenance_.is_object() || !provenance_.contains(which)) return;
    for (const auto& d : provenance_[which]) {
      const std::string record = text(d, {"record"});
      const auto it = std::find_if(now.begin(), now.end(), [&](const DataOrigin& o) { return o.record == record; });
      const std::string fingerprint = it == now.end() ? context_.pick("未给出", "not given") : it->fingerprint;
      const auto count = [](const json& j) { return j.is_number() ? j.dump() : std::string(); };
      if (it != now.end()) held_against(context_, record + " 的记录数", "the number of " + record, count(d.value("read", json())), std::to_string(it->read), out);
      held_against(context_, record + " 的数据指纹", "the fingerprint of " + record, text(d, {"fingerprint"}), fingerprint, out);
    }
  }

  Context& context_;
  const Pack& pack_;
  const DataOptions& data_;
  OldFindings old_;
  json provenance_;
  size_t top_;
  Intake intake_;
  Strings rows_;
};

/// The settings that the old run had, unless the command line gives its own.
Result<CompileOptions> settings_of(const po::variables_map& given, const json& provenance) {
  auto options = whatif_options(given);
  if (!options || !options->settings.empty() || !options->readings.empty() || !provenance.is_object() || !provenance.contains("pack")) return options;
  for (const auto& s : provenance["pack"].value("settings", json::array())) {
    std::string line = s.is_string() ? s.get<std::string>() : "";
    const std::string choice = "口径 ";
    const bool reading = line.starts_with(choice);
    if (reading) line = line.substr(choice.size());
    auto setting = setting_of(line);
    if (!setting) return setting.error();
    if (reading) options->readings[setting->target] = setting->value;
    else options->settings.push_back(std::move(*setting));
  }
  return options;
}

int run(Context& context, const po::variables_map& given_first) {
  po::variables_map given = given_first;
  if (!given.count("findings")) return context.usage("缺少结果文件；如 zs verify findings.csv --cases cases.ndjson", "the findings are missing; like zs verify findings.csv --cases cases.ndjson");
  const std::string path = text_of(given, "findings");
  auto old = read_findings(path);
  if (!old) return context.fail(old.error());
  const json provenance = provenance_of(path);
  if (!provenance.is_null() && !provenance.is_object())
    return context.usage(provenance_path(path) + " 不是合法的 JSON；请恢复它，或移走它再给出规则包和数据", provenance_path(path) + " is no valid JSON; restore it, or move it away and name the pack and the data");
  const std::string pack_path = text_of(given, "pack", text(provenance, {"pack", "path"}));
  if (pack_path.empty()) return context.usage("没有来历文件，请给出规则包：zs verify findings.csv PACK --cases …", "there is no provenance file: name the pack, zs verify findings.csv PACK --cases …");
  if (auto why = unfit(provenance, given, path)) return context.fail(*why);
  const auto put = [&](const char* name, boost::any value) {
    if (!given.count(name)) given.insert({name, po::variable_value(std::move(value), false)});
  };
  bool of_provenance = false;   // is any of the data as the old run was given it?
  for (const char* which : {"cases", "refs"})
    if (const auto specs = specs_of(provenance, which[0] == 'c' ? "cases" : "references"); !specs.empty() && !given.count(which)) put(which, specs), of_provenance = true;
  if (const std::string binding = text(provenance, {"binding"}); of_provenance && !binding.empty()) put("binding", binding);
  if (!given.count("cases")) return context.usage("缺少 --cases FILE", "--cases FILE is missing");
  const std::string as_of = !old->as_of.empty() ? old->as_of : text(provenance, {"as_of"});
  if (!as_of.empty()) put("as-of", as_of);
  if (!given.count("as-of")) return context.usage("结果里没有时刻，请用 --as-of 给出", "the findings name no instant: say --as-of");
  const auto settings = settings_of(given, provenance);
  if (!settings) return context.fail(settings.error());
  int exit = Exit::kDone;
  const auto pack = load_pack(context, pack_path, Need::kBytecode, exit, *settings);
  if (!pack) return exit;
  auto data = data_options(context, given, pack->program->models, default_kind(*pack->program, text_of(given, "record")));
  if (!data) return context.fail(data.error());
  auto done = Verify(context, *pack, *data, std::move(*old), provenance, given["top"].as<size_t>())();
  return done ? *done : context.fail(done.error());
}

}  // namespace

Verb verify_verb() {
  return {"verify",
          "zs verify FINDINGS [PACK] [--cases FILE...]",
          {"由数据重新得出以前的结果，不一致则说明何处不同", "derive old findings again, or say what is different"},
          {"zs verify findings.csv", "zs verify findings.parquet rules/henan/2019 --cases cases.ndjson --refs 事项=items.csv"},
          options,
          {"findings", "pack"},
          run};
}

}  // namespace zs::cli
