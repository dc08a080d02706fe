#include "io/readers/record_reader.h"

#include "io/binding/scalar.h"
#include "io/bound/bound_source.h"
#include "io/readers/spool.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstring>
#include <deque>
#include <fmt/format.h>
#include <glob.h>
#include <map>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace zs::readers {
namespace {

using binding::ChildRows;
using binding::Member;
using binding::Problem;
using binding::Value;

bool ends_with(std::string_view s, std::string_view end) { return s.size() >= end.size() && s.substr(s.size() - end.size()) == end; }

/// A value at the top of a record, by position.
const Member* member_of(const Value& record, const binding::Names& names, int model, int field) {
  if (record.kind != Value::Kind::kObject) return nullptr;
  for (uint32_t i = 0; i < record.size; ++i)
    if (const auto slot = names.find(model, record.members[i].name); slot.field == field && !slot.unit) return &record.members[i];
  return nullptr;
}

std::string joined(const std::set<std::string>& names, const char* between) {
  std::string out;
  size_t n = 0;
  for (const auto& name : names) {
    if (n == 20) return out + fmt::format(" … ({})", names.size());
    if (n++) out += between;
    out += name;
  }
  return out;
}

/// Elements of a list on one line are told apart by their number.
Problem told(Problem p, uint64_t element) {
  if (element == 0) return p;
  p.why.zh += fmt::format("（列表第 {} 条）", element);
  p.why.en += fmt::format(" (element {} of the list)", element);
  return p;
}

bool is_folder(const std::string& path) {
  struct stat st {};
  return path != "-" && ::stat(path.c_str(), &st) == 0 && S_ISDIR(st.st_mode);
}

}  // namespace

Format format_named(const std::string& name) {
  if (name == "csv" || name == "tsv") return Format::kCsv;
  if (name == "ndjson" || name == "jsonl") return Format::kNdjson;
  if (name == "json") return Format::kJson;
  if (name == "parquet") return Format::kParquet;
  return Format::kAuto;
}

Format format_of(const std::string& path) {
  std::string p = path;
  for (const char* packed : {".gz", ".zst"})
    if (ends_with(p, packed)) p.resize(p.size() - std::strlen(packed));
  const size_t dot = p.rfind('.');
  if (dot == std::string::npos) return Format::kAuto;
  std::string ext = p.substr(dot + 1);
  std::transform(ext.begin(), ext.end(), ext.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return ext == "txt" ? Format::kCsv : format_named(ext);
}

Result<std::vector<std::string>> expand(const std::string& pattern) {
  if (pattern == "-" || pattern.find_first_of("*?[") == std::string::npos || ::access(pattern.c_str(), F_OK) == 0) return std::vector<std::string>{pattern};
  glob_t found{};
  std::vector<std::string> out;
  if (::glob(pattern.c_str(), 0, nullptr, &found) == 0)
    for (size_t i = 0; i < found.gl_pathc; ++i) out.emplace_back(found.gl_pathv[i]);
  ::globfree(&found);
  if (out.empty()) return Error{ErrorKind::kIo, "没有符合 " + pattern + " 的文件", "no file matches " + pattern};
  std::sort(out.begin(), out.end());
  return out;
}

/// Keys seen among the records taken, so that a later record with the same key is refused.
struct RecordReader::Keys {
  boost::unordered_flat_set<std::string_view> taken;
  columns::StringPool texts;
};

/// Rows of child files by their parent's key.
struct RecordReader::Children {
  struct Row { uint64_t line; uint32_t file; };
  struct Group {
    std::vector<Value> rows;
    std::vector<Row> places;
  };
  struct List {
    int field = -1;
    boost::unordered_flat_map<std::string_view, Group> groups;
  };
  binding::Arena arena;
  std::vector<List> lists;
  std::vector<std::string> files;
  boost::unordered_flat_set<std::string_view> parents;  // keys of records looked at, the rejected ones too
  columns::StringPool parent_texts;
};

RecordReader::RecordReader(const model::Models& models, int model, std::vector<Input> inputs, ReadOptions options, OnReject on_reject)
    : models_(models), model_(model), options_(options), on_reject_(std::move(on_reject)), builder_(models, model), names_(models), keys_(std::make_unique<Keys>()) {
  for (auto& i : inputs) (i.list < 0 ? parents_ : children_inputs_).push_back(std::move(i));
}
RecordReader::~RecordReader() = default;

Result<std::unique_ptr<RecordSource>> open_records(const std::string& path, Format given, Encoding encoding) {
  if (is_folder(path))
    return Error{ErrorKind::kIo, path + " 是文件夹；请给出其中的文件，如 " + path + "/*.csv；文件是表的，用 --binding 说明绑定",
                 path + " is a folder; name the files in it, like " + path + "/*.csv; where they are tables, name their binding with --binding"};
  const Format format = given == Format::kAuto ? format_of(path) : given;
  if (format == Format::kAuto)
    return Error{ErrorKind::kUsage, path + "：看不出格式，请用 --cases-format 指明 csv、ndjson、json 或 parquet",
                 path + ": cannot tell the format; say --cases-format csv, ndjson, json or parquet"};
  const std::string name = path == "-" ? "stdin" : path;
  auto bytes = open_bytes(path);
  if (!bytes) return bytes.error();
  if (format == Format::kParquet) return open_spooled_parquet(path, std::move(*bytes));
  auto lines = std::make_unique<LineReader>(std::move(*bytes), name, encoding);
  if (format == Format::kCsv) return open_csv(std::move(lines));
  if (format == Format::kJson) return open_json(std::move(lines));
  return open_ndjson(std::move(lines));
}

Result<std::unique_ptr<RecordSource>> RecordReader::open(const Input& input) {
  if (!input.binding) return open_records(input.path, input.format, options_.encoding);
  auto tables = bound::folder_tables(input.path, options_.encoding);
  if (!tables) return tables.error();
  bound::Listeners listeners;
  listeners.on_row = [this](binding::Reject r) { reject_row(r.file, r.line, r.record, r.key, std::move(r.problem)); };
  listeners.on_note = [this](std::string zh, std::string en) { notes_.push_back({std::move(zh), std::move(en)}); };
  return bound::open_bound(models_, *input.binding, **tables, std::move(listeners));
}

Status RecordReader::check_columns(const std::vector<std::string>& columns, const std::string& file) {
  const auto& m = models_.models[static_cast<size_t>(model_)];
  std::map<std::pair<int, bool>, std::string> had;
  for (const auto& c : columns) {
    const auto slot = names_.find(model_, c);
    if (slot.field < 0) continue;
    const auto [it, fresh] = had.emplace(std::pair{slot.field, slot.unit}, c);
    if (!fresh)
      return Error{ErrorKind::kUsage, fmt::format("{}: 列 {} 与列 {} 是同一个字段，请去掉一列", file, it->second, c),
                   fmt::format("{}: the columns {} and {} are the same field; remove one", file, it->second, c)};
  }
  const auto& key = m.fields[static_cast<size_t>(std::max(m.key, 0))];
  if (m.key >= 0 && !had.count({m.key, false}))
    return Error{ErrorKind::kUsage, fmt::format("{}: 缺少 {} 的键列 {}（{}）", file, m.name, key.name, key.code),
                 fmt::format("{}: the key column {} ({}) of {} is missing", file, key.name, key.code, m.name)};
  return {};
}

Status RecordReader::load_child_file(const Input& input) {
  auto opened = open(input);
  if (!opened) return opened.error();
  const auto& m = models_.models[static_cast<size_t>(model_)];
  if (m.key < 0) return Error{ErrorKind::kUsage, m.name + " 没有键，不能用子文件", m.name + " has no key, so its rows cannot stand in a file of their own"};
  const auto& key = m.fields[static_cast<size_t>(m.key)];
  const auto& list = m.fields[static_cast<size_t>(input.list)];
  auto& lists = children_->lists;
  auto it = std::find_if(lists.begin(), lists.end(), [&](const auto& l) { return l.field == input.list; });
  if (it == lists.end()) it = lists.insert(lists.end(), Children::List{input.list, {}});
  children_->files.push_back(input.path == "-" ? "stdin" : input.path);
  const auto file = static_cast<uint32_t>(children_->files.size() - 1);
  const std::string kind = m.name + "." + list.name;
  if (const auto columns = (*opened)->columns())
    if (std::none_of(columns->begin(), columns->end(), [&](const auto& c) { return c == key.name || c == key.code; }))
      return Error{ErrorKind::kUsage, fmt::format("{}: 缺少键列 {}（{}），无法与 {} 对上", children_->files.back(), key.name, key.code, m.name),
                   fmt::format("{}: the key column {} ({}) that joins the rows to {} is missing", children_->files.back(), key.name, key.code, m.name)};
  for (;;) {
    auto pulled = (*opened)->next();
    if (!pulled) return pulled.error();
    if (pulled->what == Pulled::What::kEnd) return {};
    if (pulled->what == Pulled::What::kBroken) {
      reject_row(children_->files[file], pulled->line, kind, "", std::move(pulled->problem));
      continue;
    }
    // The parent's key is a column of the child file only: it is taken out unless the row has a field of that name.
    const Value& v = pulled->record;
    const Member* found = nullptr;
    std::vector<Member> rest;
    for (uint32_t i = 0; v.kind == Value::Kind::kObject && i < v.size; ++i) {
      const bool is_key = v.members[i].name == key.name || v.members[i].name == key.code;
      if (is_key && !found) found = &v.members[i];
      if (!is_key || names_.find(list.rows, v.members[i].name).field >= 0) rest.push_back(v.members[i]);
    }
    if (!found || found->value.size || binding::is_blank(found->value.text)) {
      reject_row(children_->files[file], pulled->line, kind, "", {key.name, "", {"缺少所属记录的键", "the key of the record it belongs to is missing"}});
      continue;
    }
    Value row = v;
    row.members = rest.data();
    row.size = static_cast<uint32_t>(rest.size());
    auto group = it->groups.find(found->value.text);
    if (group == it->groups.end()) group = it->groups.emplace(binding::copy(children_->arena, found->value.text), Children::Group{}).first;
    group->second.rows.push_back(binding::copy(children_->arena, row));
    group->second.places.push_back({pulled->line, file});
  }
}

Status RecordReader::load_children() {
  if (children_inputs_.empty()) return {};
  children_ = std::make_unique<Children>();
  for (const auto& input : children_inputs_)
    if (auto s = load_child_file(input); !s) return s;
  return {};
}

Result<bool> RecordReader::open_next() {
  if (source_ && read_in_file_ == 0)
    notes_.push_back({file_ + " 里没有记录", file_ + " has no records"});
  source_.reset();
  if (next_parent_ == parents_.size()) return false;
  const Input& input = parents_[next_parent_++];
  file_ = input.path == "-" ? "stdin" : input.path;
  read_in_file_ = 0;
  auto opened = open(input);
  if (!opened) return opened.error();
  source_ = std::move(*opened);
  if (const auto columns = source_->columns())
    if (auto s = check_columns(*columns, file_); !s) return s.error();
  return true;
}

void RecordReader::reject(const std::string& file, uint64_t line, const std::string& record, const std::string& key, Problem problem) {
  ++rejected_;
  binding::Reject r{file, line, record, key, std::move(problem)};
  if (source_ && file == file_) source_->locate(r);
  if (on_reject_) on_reject_(r);
}

void RecordReader::reject_row(const std::string& file, uint64_t line, const std::string& list, const std::string& key, Problem problem) {
  ++rejected_rows_;
  if (on_reject_) on_reject_({file, line, list, key, std::move(problem)});
}

void RecordReader::take(const Pulled& pulled) {
  ++read_;
  ++read_in_file_;
  const auto& m = models_.models[static_cast<size_t>(model_)];
  if (pulled.what == Pulled::What::kBroken) return reject(file_, pulled.line, m.name, "", told(pulled.problem, pulled.element));
  const Member* key = m.key < 0 ? nullptr : member_of(pulled.record, names_, model_, m.key);
  const std::string_view text = key && key->value.size == 0 ? key->value.text : std::string_view();
  std::vector<ChildRows> children;
  std::vector<const Children::Group*> groups;
  if (children_ && !text.empty()) {
    if (!children_->parents.contains(text)) children_->parents.insert(children_->parent_texts[children_->parent_texts.add(text)]);
    for (auto& list : children_->lists)
      if (auto it = list.groups.find(text); it != list.groups.end()) {
        children.push_back({list.field, it->second.rows.data(), it->second.rows.size()});
        groups.push_back(&it->second);
      }
  }
  if (!binding::is_blank(text) && keys_->taken.contains(text))
    return reject(file_, pulled.line, m.name, std::string(text),
                  told({m.fields[static_cast<size_t>(m.key)].name, std::string(text), {"键重复：前面已有同键的记录", "duplicate key: an earlier record has it"}}, pulled.element));
  if (auto refused = builder_.add(pulled.record, children)) {
    std::string file = file_;
    uint64_t line = pulled.line;
    if (refused->child_list >= 0) {
      const auto& place = groups[static_cast<size_t>(refused->child_list)]->places[refused->child_row];
      file = children_->files[place.file];
      line = place.line;
    } else {
      refused->problem = told(std::move(refused->problem), pulled.element);
    }
    return reject(file, line, m.name, std::string(builder_.last_key()), std::move(refused->problem));
  }
  next_ordinals_.push_back(read_ - 1);
  if (!text.empty()) keys_->taken.insert(keys_->texts[keys_->texts.add(text)]);
}

void RecordReader::finish() {
  finished_ = true;
  const auto& m = models_.models[static_cast<size_t>(model_)];
  if (const auto& unknown = builder_.unknown_names(); !unknown.empty())
    notes_.push_back({fmt::format("{} 的这些列没有对应的字段，未读取：{}", m.name, joined(unknown, "、")),
                      fmt::format("{} has no field for these columns, which were not read: {}", m.name, joined(unknown, ", "))});
  if (!children_) return;
  struct Orphan { uint32_t file; uint64_t line; std::string kind, key; const Value* row; };
  std::vector<Orphan> orphans;
  for (const auto& list : children_->lists)
    for (const auto& [key, group] : list.groups)
      if (!children_->parents.contains(key))
        for (size_t i = 0; i < group.rows.size(); ++i)
          orphans.push_back({group.places[i].file, group.places[i].line, m.name + "." + m.fields[static_cast<size_t>(list.field)].name, std::string(key), &group.rows[i]});
  std::sort(orphans.begin(), orphans.end(), [](const Orphan& a, const Orphan& b) { return std::pair(a.file, a.line) < std::pair(b.file, b.line); });
  for (const auto& o : orphans)
    reject_row(children_->files[o.file], o.line, o.kind, o.key,
           {m.fields[static_cast<size_t>(m.key)].name, o.key, {"没有这个键的" + m.name, "there is no " + m.name + " with this key"}});
}

Result<bool> RecordReader::next(columns::Table& out) {
  if (finished_) return false;
  if (!started_) {
    started_ = true;
    if (auto s = load_children(); !s) return s.error();
  }
  while (builder_.size() < options_.batch) {
    if (!source_) {
      auto more = open_next();
      if (!more) return more.error();
      if (!*more) { finish(); break; }
    }
    auto pulled = source_->next();
    if (!pulled) return pulled.error();
    if (pulled->what != Pulled::What::kEnd) { take(*pulled); continue; }
    auto more = open_next();
    if (!more) return more.error();
    if (!*more) { finish(); break; }
  }
  if (builder_.size() == 0) return false;
  out = builder_.take();
  ordinals_ = std::exchange(next_ordinals_, {});
  return true;
}

}  // namespace zs::readers
