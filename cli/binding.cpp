// zs binding: what of a source becomes what of a record, and which fields have no source.
#include "cli/bindings.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/pack.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace zs::cli {
namespace {

using model::Field;
using model::FieldType;
using nlohmann::ordered_json;

/// One line of the table: a field, and where it comes from.
struct Line {
  std::string field, code, table, column, values;
  bool required = false, optional = false, bound = false;
};

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("format", po::value<std::string>()->default_value("human")->value_name("human|tsv|json"), "输出格式", "the form of the output");
}

std::string values_of(const Context& context, const model::FieldSource& f) {
  if (!f.format.empty()) return context.pick("格式 ", "format ") + f.format;
  std::string out;
  for (const auto& [code, means] : f.codes) out += (out.empty() ? "" : "、") + code + "=" + means;
  return out;
}

class Lister {
 public:
  Lister(const Context& context, const model::Models& models, const model::DataBinding& binding) : context_(context), models_(models), binding_(binding) {}

  std::vector<Line> lines() {
    const auto& m = models_.models[static_cast<size_t>(binding_.model)];
    fields(m, "", -1);
    for (size_t i = 0; i < m.fields.size(); ++i)
      if (m.fields[i].type == FieldType::kRows) list(m.fields[i], static_cast<int>(i));
    return std::move(out_);
  }

 private:
  void fields(const model::RecordModel& m, const std::string& path, int list) {
    for (size_t i = 0; i < m.fields.size(); ++i) {
      const Field& f = m.fields[i];
      if (f.type == FieldType::kRows) continue;
      const bool required = !f.optional || static_cast<int>(i) == m.key;
      line(path + f.name, f.code, static_cast<int>(i), false, required, list);
      if (f.type == FieldType::kSpan) line(path + f.unit_name, f.unit_code, static_cast<int>(i), true, required, list);
    }
  }

  void list(const Field& f, int index) {
    const bool bound = std::any_of(binding_.tables.begin(), binding_.tables.end(), [&](const auto& t) { return t.list == index; });
    if (bound) return fields(models_.models[static_cast<size_t>(f.rows)], f.name + ".", index);
    out_.push_back({f.name, f.code, "", "", "", !f.optional, false, false});
  }

  void line(const std::string& name, const std::string& code, int field, bool unit, bool required, int list) {
    Line l{name, code, "", "", "", required, false, false};
    for (const auto& t : binding_.tables)
      for (const auto& f : t.fields) {
        if (t.list != list || f.field != field || f.unit != unit) continue;
        l.bound = true, l.optional = f.optional || t.optional;
        l.table = f.constant ? "" : t.name, l.column = f.constant ? "= " + f.value : f.column, l.values = values_of(context_, f);
      }
    out_.push_back(std::move(l));
  }

  const Context& context_;
  const model::Models& models_;
  const model::DataBinding& binding_;
  std::vector<Line> out_;
};

std::string human(const Context& c, const model::Models& models, const model::DataBinding& b, const std::vector<Line>& lines) {
  const std::string& record = models.models[static_cast<size_t>(b.model)].name;
  std::string s = c.pick(fmt::format("绑定 {} 对 {}\n", b.name, record), fmt::format("binding {} for {}\n", b.name, record));
  for (const auto& v : b.views) s += c.pick("视图 ", "view ") + v.name + c.pick(" 自 ", " of ") + fmt::format("{}", fmt::join(v.tables, c.pick("、", ", "))) + "\n";
  for (size_t i = 0; i < b.tables.size(); ++i) {
    const auto& t = b.tables[i];
    const std::string list = t.list < 0 ? "" : models.models[static_cast<size_t>(b.model)].fields[static_cast<size_t>(t.list)].name + " ";
    s += fmt::format("{} {}{}{}{}\n", i == 0 ? c.pick("主表", "main table") : t.list < 0 ? c.pick("连表", "joined table") : c.pick("子表", "child table"), list, t.name,
                     t.key.empty() ? "" : c.pick(" 按 ", " by ") + t.key, t.optional ? c.pick("（可缺）", " (may be missing)") : "");
  }
  s += "\n";
  for (const auto& l : lines)
    if (l.bound) s += fmt::format("  {} ({}) ← {}{}{}{}{}\n", l.field, l.code, l.table, l.table.empty() ? "" : ".", l.column, l.optional ? c.pick("（可缺）", " (may be missing)") : "", l.values.empty() ? "" : "  " + l.values);
  std::string none;
  for (const auto& l : lines)
    if (!l.bound) none += fmt::format("  {} ({})\n", l.field, l.code);
  if (!none.empty()) s += c.pick("\n没有来源的字段，都视为缺失：\n", "\nfields without a source, which count as missing:\n") + none;
  return s;
}

std::string tsv(const model::Models& models, const model::DataBinding& b, const std::vector<Line>& lines) {
  std::string s;
  for (const auto& l : lines)
    s += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", models.models[static_cast<size_t>(b.model)].name, l.field, l.code, l.required ? "required" : "", l.table, l.column, l.optional ? "?" : "", l.values);
  return s;
}

ordered_json json_of(const model::Models& models, const model::DataBinding& b, const std::vector<Line>& lines) {
  ordered_json out = {{"binding", b.name}, {"record", models.models[static_cast<size_t>(b.model)].name}, {"tables", ordered_json::array()}, {"fields", ordered_json::array()}, {"unbound", ordered_json::array()}};
  for (const auto& t : b.tables)
    out["tables"].push_back({{"name", t.name}, {"key", t.key}, {"list", t.list < 0 ? "" : models.models[static_cast<size_t>(b.model)].fields[static_cast<size_t>(t.list)].name}, {"optional", t.optional}});
  for (const auto& l : lines)
    if (l.bound) out["fields"].push_back({{"field", l.field}, {"code", l.code}, {"required", l.required}, {"table", l.table}, {"column", l.column}, {"optional", l.optional}, {"values", l.values}});
    else out["unbound"].push_back({{"field", l.field}, {"code", l.code}});
  return out;
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包；如 zs binding rules/henan/2019 全国交换库", "the pack is missing; like zs binding rules/henan/2019 全国交换库");
  const std::string format = text_of(given, "format", "human");
  if (format != "human" && format != "tsv" && format != "json") return context.usage("--format 只能是 human、tsv 或 json", "--format is human, tsv or json");
  int exit = Exit::kDone;
  const auto pack = load_pack(context, text_of(given, "pack"), Need::kBytecode, exit);
  if (!pack) return exit;
  const auto& models = pack->program->models;
  if (!given.count("binding")) {
    context.print(known_bindings(models) + "\n");
    return Exit::kDone;
  }
  const auto bindings = bindings_named(context, text_of(given, "binding"), models);
  if (!bindings) return context.fail(bindings.error());
  ordered_json all = ordered_json::array();
  std::string text = format == "tsv" ? "record\tfield\tcode\trequired\ttable\tcolumn\toptional\tvalues\n" : "";
  for (const auto& b : *bindings) {
    const auto lines = Lister(context, models, *b).lines();
    if (format == "json") all.push_back(json_of(models, *b, lines));
    else text += format == "tsv" ? tsv(models, *b, lines) : (text.empty() ? "" : "\n") + human(context, models, *b, lines);
  }
  context.print(format == "json" ? all.dump(2) + "\n" : text);
  return Exit::kDone;
}

}  // namespace

Verb binding_verb() {
  return {"binding",
          "zs binding PACK [NAME|FILE]",
          {"列出绑定：哪个字段取自哪张表的哪一列，哪些字段没有来源", "list a binding: which field comes from which column, and which have no source"},
          {"zs binding rules/henan/2019", "zs binding rules/henan/2019 全国交换库", "zs binding rules/henan/2019 市平台.zs --format tsv"},
          options,
          {"pack", "binding"},
          run};
}

}  // namespace zs::cli
