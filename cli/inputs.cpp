#include "cli/inputs.h"

#include <algorithm>
#include <unistd.h>

namespace zs::cli {
namespace {

std::string kinds_of(const model::Models& models) {
  std::string s;
  for (const auto& m : models.models)
    if (!m.is_row) s += (s.empty() ? "" : "、") + m.name + "=" + m.code;
  return s;
}

std::string lists_of(const model::RecordModel& m) {
  std::string s;
  for (const auto& f : m.fields)
    if (f.type == model::FieldType::kRows) s += (s.empty() ? "" : "、") + f.name + "=" + f.code;
  return s;
}

struct Target { int model = -1, list = -1; };

/// RECORD or RECORD.LIST.
Result<Target> target_named(const model::Models& models, const std::string& name) {
  const size_t dot = name.find('.');
  auto kind = kind_named(models, name.substr(0, dot));
  if (!kind) return kind.error();
  Target t{*kind, -1};
  if (dot == std::string::npos) return t;
  const std::string list = name.substr(dot + 1);
  const auto& m = models.models[static_cast<size_t>(*kind)];
  for (size_t i = 0; i < m.fields.size(); ++i)
    if (m.fields[i].type == model::FieldType::kRows && (m.fields[i].name == list || m.fields[i].code == list)) t.list = static_cast<int>(i);
  if (t.list < 0) return Error{ErrorKind::kUsage, m.name + " 没有列表 " + list + "；有：" + lists_of(m), m.name + " has no list " + list + "; there are: " + lists_of(m)};
  return t;
}

/// The = of NAME=FILE; npos where there is none. One inside a database's address or query is none.
size_t end_of_name(const std::string& spec) {
  const size_t equals = spec.find('=');
  return equals < std::min(spec.find("://"), spec.find('#')) ? equals : std::string::npos;
}

/// A table of a database is read for its form here, so that a slip is told before anything is opened.
Result<std::vector<std::string>> files_of(const std::string& pattern) {
  if (!databases::is_location(pattern)) return readers::expand(pattern);
  if (auto location = databases::parse_location(pattern); !location) return location.error();
  return std::vector<std::string>{pattern};
}

}  // namespace

Result<int> kind_named(const model::Models& models, const std::string& name) {
  for (size_t i = 0; i < models.models.size(); ++i)
    if (const auto& m = models.models[i]; !m.is_row && (m.name == name || m.code == name)) return static_cast<int>(i);
  return Error{ErrorKind::kUsage, "没有记录种类 " + name + "；有：" + kinds_of(models), "there is no record kind " + name + "; there are: " + kinds_of(models)};
}

Result<int> default_kind(const bytecode::Program& program, const std::string& asked) {
  if (!asked.empty()) return kind_named(program.models, asked);
  if (auto usual = kind_named(program.models, "办件")) return *usual;
  return program.functions.size() == 1 ? program.functions[0].model : -1;
}

Result<std::vector<KindInputs>> parse_inputs(const model::Models& models, int default_model, const std::vector<std::string>& specs, readers::Format format,
                                             const Bindings& bindings) {
  std::vector<KindInputs> kinds;
  for (const auto& spec : specs) {
    Target target{default_model, -1};
    std::string pattern = spec;
    const size_t equals = end_of_name(spec);
    if (equals != std::string::npos && ::access(spec.c_str(), F_OK) != 0) {
      auto named = target_named(models, spec.substr(0, equals));
      if (!named) return named.error();
      target = *named;
      pattern = spec.substr(equals + 1);
    }
    if (target.model < 0)
      return Error{ErrorKind::kUsage, "不知道 " + databases::without_password(spec) + " 里是哪种记录；请写 种类=文件 或用 --record；有：" + kinds_of(models),
                   "cannot tell which records " + databases::without_password(spec) + " holds; write KIND=FILE or use --record; there are: " + kinds_of(models)};
    auto it = std::find_if(kinds.begin(), kinds.end(), [&](const KindInputs& k) { return k.model == target.model; });
    if (it == kinds.end()) it = kinds.insert(kinds.end(), KindInputs{target.model, {}});
    if (const auto binding = target.list < 0 ? binding_for(bindings, target.model) : nullptr) {
      if (pattern == "-") return Error{ErrorKind::kUsage, "绑定“" + binding->name + "”要读几个表，不能从标准输入读", "the binding “" + binding->name + "” reads several tables, not standard input"};
      it->inputs.push_back({pattern, readers::Format::kAuto, -1, binding});
      continue;
    }
    auto files = files_of(pattern);
    if (!files) return files.error();
    for (auto& f : *files) {
      const auto by_name = readers::format_of(f);
      it->inputs.push_back({f, by_name == readers::Format::kAuto || f == "-" ? format : by_name, target.list, nullptr});
    }
  }
  for (const auto& k : kinds)
    if (std::none_of(k.inputs.begin(), k.inputs.end(), [](const auto& i) { return i.list < 0; })) {
      const auto& name = models.models[static_cast<size_t>(k.model)].name;
      return Error{ErrorKind::kUsage, "只给了 " + name + " 的子文件，没有 " + name + " 本身", "only list files of " + name + " were given, not " + name + " itself"};
    }
  return kinds;
}

DataOrigin origin_of(const model::Models& models, const KindInputs& inputs, const readers::RecordReader& reader, const columns::Fingerprint& fingerprint) {
  DataOrigin o;
  o.record = models.models[static_cast<size_t>(inputs.model)].name;
  const auto& m = models.models[static_cast<size_t>(inputs.model)];
  for (const auto& i : inputs.inputs)
    o.files.push_back((i.list < 0 ? "" : o.record + "." + m.fields[static_cast<size_t>(i.list)].name + "=") + databases::without_password(i.path));
  o.read = reader.read();
  o.rejected = reader.rejected();
  o.fingerprint = fingerprint.text();
  return o;
}

Result<References> load_references(const Context& context, const model::Models& models, const std::vector<KindInputs>& kinds, readers::ReadOptions options,
                                   const readers::OnReject& on_reject) {
  References refs;
  refs.tables.resize(models.models.size());
  options.batch = SIZE_MAX;
  for (const auto& k : kinds) {
    readers::RecordReader reader(models, k.model, k.inputs, options, [&](binding::Reject r) {
      r.what = binding::Reject::What::kReference;
      if (on_reject) on_reject(r);
    });
    auto table = std::make_unique<columns::Table>(columns::make_table(models, k.model));
    auto more = reader.next(*table);
    if (!more) return more.error();
    if (*more) {
      columns::Table none;
      if (auto end = reader.next(none); !end) return end.error();
    }
    refs.read += reader.read();
    refs.rejected += reader.rejected();
    for (const auto& n : reader.notes()) context.warn(n.zh, n.en);
    columns::Fingerprint fingerprint;
    fingerprint.add(models, *table);
    refs.origins.push_back(origin_of(models, k, reader, fingerprint));
    refs.tables[static_cast<size_t>(k.model)] = std::move(table);
  }
  for (const auto& t : refs.tables) refs.pointers.push_back(t.get());
  return refs;
}

Result<readers::Format> format_option(const std::string& given) {
  const auto format = readers::format_named(given);
  if (format == readers::Format::kAuto && !given.empty())
    return Error{ErrorKind::kUsage, "--cases-format 只能是 csv、ndjson、jsonl、json 或 parquet", "--cases-format is csv, ndjson, jsonl, json or parquet"};
  return format;
}

Result<readers::Encoding> encoding_named(const std::string& name) {
  if (name == "auto") return readers::Encoding::kAuto;
  if (name == "utf-8" || name == "utf8") return readers::Encoding::kUtf8;
  if (name == "gb18030" || name == "gbk" || name == "gb2312") return readers::Encoding::kGb18030;
  return Error{ErrorKind::kUsage, "--encoding 只能是 auto、utf-8 或 gb18030", "--encoding is auto, utf-8 or gb18030"};
}

}  // namespace zs::cli
