#include "io/readers/record_reader.h"

#include "io/binding/scalar.h"
#include "io/bound/bound_source.h"
#include "io/readers/child_join.h"
#include "io/readers/original.h"
#include "io/readers/spool.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstring>
#include <fmt/format.h>
#include <glob.h>
#include <map>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace zs::readers {
namespace {

using binding::Member;
using binding::Problem;
using binding::Reject;
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
    out += binding::is_blank(name) ? "\"" + name + "\"" : name;
  }
  return out;
}

using What = Reject::What;

/// Elements of a list on one line are told apart by their number.
Problem told(Problem p, uint64_t element) {
  if (element == 0) return p;
  p.why.zh += fmt::format("（列表第 {} 条）", element);
  p.why.en += fmt::format(" (element {} of the list)", element);
  return p;
}

/// How messages and rejects name an input.
std::string shown(const Input& input) { return input.path == "-" ? "stdin" : databases::without_password(input.path); }

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

/// Rows of list files, and what is needed to give them to their records.
struct RecordReader::Children {
  explicit Children(size_t memory) : join(memory) {}
  ChildJoin join;
  std::vector<std::string> files, record_files, headers;  // by the join's numbers; headers: of the record files
  JoinedRows rows;                                        // on disk: of the record at hand
};

/// On disk the records come back in their order, whichever files they are from, each with its rows.
class RecordReader::Parked : public RecordSource {
 public:
  Parked(Children& children, std::string& file) : children_(children), file_(file) {}
  Result<Pulled> next() override {
    auto more = children_.join.next(record_, children_.rows);
    if (!more) return more.error();
    if (!*more) return Pulled{};
    file_ = children_.record_files[record_.file];
    Pulled out = std::move(record_.pulled);
    out.origin = record_.origin ? &*record_.origin : nullptr;
    return out;
  }
  std::string_view header() const override { return children_.headers[record_.file]; }
  void locate(Reject& r) const override {
    if (record_.source.empty()) return;
    r.file = record_.source, r.line = record_.source_line;
    if (r.key.empty()) r.key = record_.key;
  }

 private:
  Children& children_;
  std::string& file_;
  ParkedRecord record_;
};

RecordReader::RecordReader(const model::Models& models, int model, std::vector<Input> inputs, ReadOptions options, OnReject on_reject)
    : models_(models), model_(model), options_(options), on_reject_(std::move(on_reject)), builder_(models, model), names_(models) {
  for (auto& i : inputs) (i.list < 0 ? parents_ : children_inputs_).push_back(std::move(i));
}
RecordReader::~RecordReader() = default;

Result<std::unique_ptr<RecordSource>> open_records(const std::string& path, Format given, Encoding encoding, Flow* flow) {
  if (is_folder(path))
    return Error{ErrorKind::kIo, path + " 是文件夹；请给出其中的文件，如 " + path + "/*.csv；文件是表的，用 --binding 说明绑定",
                 path + " is a folder; name the files in it, like " + path + "/*.csv; where they are tables, name their binding with --binding"};
  const Format format = given == Format::kAuto ? format_of(path) : given;
  if (format == Format::kAuto)
    return Error{ErrorKind::kUsage, path + "：看不出格式，请用 --cases-format 指明 csv、ndjson、json 或 parquet",
                 path + ": cannot tell the format; say --cases-format csv, ndjson, json or parquet"};
  const std::string name = path == "-" ? "stdin" : path;
  auto bytes = open_bytes(path, flow);
  if (!bytes) return bytes.error();
  if (format == Format::kParquet) return open_spooled_parquet(path, std::move(*bytes), flow);
  auto lines = std::make_unique<LineReader>(std::move(*bytes), name, encoding);
  if (format == Format::kCsv) return open_csv(std::move(lines));
  if (format == Format::kJson) return open_json(std::move(lines));
  return open_ndjson(std::move(lines));
}

Result<std::unique_ptr<RecordSource>> RecordReader::open(const Input& input) {
  const bool database = databases::is_location(input.path);
  if (database && !options_.databases) options_.databases = std::make_shared<databases::Databases>();
  if (database && !input.binding) {
    auto location = databases::parse_location(input.path);
    if (!location) return location.error();
    return options_.databases->open(*location);
  }
  if (input.format == Format::kRejects) {
    auto bytes = open_bytes(input.path, options_.flow);
    if (!bytes) return bytes.error();
    return open_rejects(std::make_unique<LineReader>(std::move(*bytes), input.path, options_.encoding), format_of(input.path) == Format::kNdjson,
                        models_.models[static_cast<size_t>(model_)].name);
  }
  if (!input.binding) return open_records(input.path, input.format, options_.encoding, options_.flow);
  auto tables = database ? bound::database_tables(input.path, options_.databases) : bound::folder_tables(input.path, options_.encoding);
  if (!tables) return tables.error();
  (*tables)->heed(options_.flow);
  bound::Listeners listeners;
  listeners.on_row = [this](binding::Reject r) { reject_row(std::move(r)); };
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
  children_->files.push_back(shown(input));
  const auto file = static_cast<uint32_t>(children_->files.size() - 1);
  const std::string kind = m.name + "." + list.name;
  if (const auto columns = (*opened)->columns())
    if (std::none_of(columns->begin(), columns->end(), [&](const auto& c) { return c == key.name || c == key.code; }))
      return Error{ErrorKind::kUsage, fmt::format("{}: 缺少键列 {}（{}），无法与 {} 对上", children_->files.back(), key.name, key.code, m.name),
                   fmt::format("{}: the key column {} ({}) that joins the rows to {} is missing", children_->files.back(), key.name, key.code, m.name)};
  for (;;) {
    auto pulled = (*opened)->next();
    if (!pulled) return pulled.error();
    if (pulled->what == Pulled::What::kEnd || stopping()) return {};
    if (pulled->what == Pulled::What::kBroken) {
      Reject r{children_->files[file], pulled->line, kind, "", std::move(pulled->problem)};
      keep_original(**opened, *pulled, r);
      reject_row(std::move(r));
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
      Reject r{children_->files[file], pulled->line, kind, "", {key.name, "", {"缺少所属记录的键", "the key of the record it belongs to is missing"}}};
      keep_original(**opened, *pulled, r);
      reject_row(std::move(r));
      continue;
    }
    Value row = v;
    row.members = rest.data();
    row.size = static_cast<uint32_t>(rest.size());
    if (auto s = children_->join.add(found->value.text, input.list, {file, pulled->line}, row); !s) return s;
  }
}

Status RecordReader::load_children() {
  if (children_inputs_.empty()) return {};
  children_ = std::make_unique<Children>(options_.join_memory);
  for (const auto& input : children_inputs_)
    if (auto s = load_child_file(input); !s) return s;
  return children_->join.on_disk() ? park_records() : Status();
}

/// Puts all records aside, to be joined with their rows on disk.
Status RecordReader::park_records() {
  bool any = false;
  for (;;) {
    auto more = open_next();
    if (!more) return more.error();
    if (!*more) break;
    children_->record_files.push_back(file_);
    children_->headers.emplace_back(source_->header());
    for (;; any = true, ++read_in_file_) {
      auto pulled = source_->next();
      if (!pulled) return pulled.error();
      if (pulled->what == Pulled::What::kEnd || stopping()) break;
      ParkedRecord record{std::move(*pulled), static_cast<uint32_t>(children_->record_files.size() - 1), std::nullopt};
      if (record.pulled.origin) record.origin = *record.pulled.origin;
      Reject place{file_, record.pulled.line, "", "", {}};
      source_->locate(place);
      if (place.file != file_) record.source = place.file, record.key = place.key, record.source_line = place.line;
      if (auto s = children_->join.park(key_text(record.pulled), record); !s) return s;
    }
  }
  if (any) source_ = std::make_unique<Parked>(*children_, file_);
  return {};
}

/// As it stands in the source; empty where there is none.
std::string_view RecordReader::key_text(const Pulled& pulled) const {
  const auto& m = models_.models[static_cast<size_t>(model_)];
  const Member* key = m.key < 0 || pulled.what != Pulled::What::kRecord ? nullptr : member_of(pulled.record, names_, model_, m.key);
  return key && key->value.size == 0 ? key->value.text : std::string_view();
}

Result<bool> RecordReader::open_next() {
  if (source_ && read_in_file_ == 0)
    notes_.push_back({file_ + " 里没有记录", file_ + " has no records"});
  source_.reset();
  if (next_parent_ == parents_.size()) return false;
  const Input& input = parents_[next_parent_++];
  file_ = shown(input);
  read_in_file_ = 0;
  auto opened = open(input);
  if (!opened) return opened.error();
  source_ = std::move(*opened);
  if (const auto columns = source_->columns())
    if (auto s = check_columns(*columns, file_); !s) return s.error();
  return true;
}

void RecordReader::reject(Reject r) {
  ++rejected_;
  for (auto* text : {&r.key, &r.problem.value})  // a file of rejects is text, too
    for (size_t at; (at = text->find('\0')) != std::string::npos;) text->replace(at, 1, "\xEF\xBF\xBD");
  if (source_ && r.file == file_) source_->locate(r);
  if (on_reject_) on_reject_(r);
}

void RecordReader::reject_row(Reject r) {
  ++rejected_rows_;
  r.what = What::kRow;
  if (on_reject_) on_reject_(r);
}

Status RecordReader::take(const Pulled& pulled) {
  ++read_;
  ++read_in_file_;
  const auto& m = models_.models[static_cast<size_t>(model_)];
  Reject bad{pulled.origin ? pulled.origin->file : file_, pulled.origin ? pulled.origin->line : pulled.line, m.name, "", {}};
  const std::string_view text = key_text(pulled);
  static const JoinedRows kNone;
  const JoinedRows& rows = !children_ ? kNone : children_->join.on_disk() ? children_->rows : text.empty() ? kNone : children_->join.find(text);
  const auto refuse = [&](std::string_view key, Problem problem) {
    bad.key = key;
    bad.problem = std::move(problem);
    if (rows.lists.empty()) keep_original(*source_, pulled, bad);
    else keep_original(pulled, rows.lists, m.fields, bad);
    reject(std::move(bad));
    return Status();
  };
  if (pulled.garbled) bad.what = What::kGarbled;
  if (pulled.what == Pulled::What::kBroken) return refuse("", told(pulled.problem, pulled.element));
  const bool keyed = !binding::is_blank(text);
  auto taken = keyed ? keys_.contains(text) : Result<bool>(false);
  if (!taken) return taken.error();
  if (*taken || (keyed && pulled.origin && pulled.origin->taken == text)) {
    bad.what = What::kDuplicate;
    return refuse(text, told({m.fields[static_cast<size_t>(m.key)].name, std::string(text), {"键重复：前面已有同键的记录", "duplicate key: an earlier record has it"}}, pulled.element));
  }
  if (auto refused = builder_.add(pulled.record, rows.lists)) {
    if (refused->child_list >= 0) {
      const auto& place = rows.places[static_cast<size_t>(refused->child_list)][refused->child_row];
      bad.file = children_->files[place.file];
      bad.line = place.line;
    } else {
      refused->problem = told(std::move(refused->problem), pulled.element);
    }
    return refuse(builder_.last_key(), std::move(refused->problem));
  }
  next_ordinals_.push_back(read_ - 1);
  return keyed ? keys_.insert(text) : Status();
}

Status RecordReader::finish() {
  finished_ = true;
  const auto& m = models_.models[static_cast<size_t>(model_)];
  std::set<std::string> unknown = builder_.unknown_names();
  if (queue_) unknown.merge(queue_->unknown_names());
  if (!unknown.empty())
    notes_.push_back({fmt::format("{} 的这些列没有对应的字段，未读取：{}", m.name, joined(unknown, "、")),
                      fmt::format("{} has no field for these columns, which were not read: {}", m.name, joined(unknown, ", "))});
  if (!children_ || stopped_) return {};  // the record of a row may be yet to come
  return children_->join.each_orphan([&](std::string_view key, int field, RowPlace place, const Value& row) {
    reject_row({children_->files[place.file], place.line, m.name + "." + m.fields[static_cast<size_t>(field)].name, std::string(key),
                {m.fields[static_cast<size_t>(m.key)].name, std::string(key), {"没有这个键的" + m.name, "there is no " + m.name + " with this key"}},
                What::kRow, "json", "", binding::show(row, SIZE_MAX)});
  });
}

Result<bool> RecordReader::turn_page() {
  auto more = open_next();
  if (!more || *more) return more;
  if (auto s = finish(); !s) return s.error();
  return false;
}

bool RecordReader::give(columns::Table& out) {
  if (builder_.size() == 0) return false;
  out = builder_.take();
  ordinals_ = std::exchange(next_ordinals_, {});
  return true;
}

Result<bool> RecordReader::next(columns::Table& out) {
  if (finished_) return false;
  auto more = next_batch(out);
  if (more || !stopping()) return more;
  // A source that was told to stop says that it did not come to its end: no fault of the input.
  stopped_ = true;
  if (auto s = finish(); !s) return s.error();
  return give(out);
}

Result<bool> RecordReader::next_batch(columns::Table& out) {
  if (!started_) {
    started_ = true;
    if (auto s = load_children(); !s) return s.error();
  }
  bool more = true;
  while (more && builder_.size() < options_.batch) {
    if (!source_) {
      auto opened = turn_page();
      if (!opened) return opened.error();
      more = *opened;
      continue;
    }
    BlockSource* const block = blocks();
    if (block && builder_.size() > 0) break;  // of the file before
    if (block) {
      auto more = next_block(*block, out);
      if (!more) return more.error();
      if (out.size > 0) {
        ordinals_ = std::exchange(next_ordinals_, {});
        return true;
      }
      if (*more) continue;
    }
    auto pulled = block ? Result<Pulled>(Pulled{}) : source_->next();
    if (stopping()) {
      stopped_ = true;
      if (auto s = finish(); !s) return s.error();
      break;
    }
    if (!pulled) return pulled.error();
    if (pulled->what != Pulled::What::kEnd) {
      if (auto s = take(*pulled); !s) return s.error();
      continue;
    }
    auto turned = turn_page();
    if (!turned) return turned.error();
    more = *turned;
  }
  return give(out);
}

}  // namespace zs::readers
