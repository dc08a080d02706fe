#include "io/arrow/batch_reader.h"

#include "io/arrow/row.h"
#include "io/binding/scalar.h"
#include "runtime/columns/key.h"
#include "runtime/columns/select.h"

#include <boost/unordered/unordered_flat_set.hpp>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <simdjson.h>

namespace zs::arrow {
namespace {

using binding::Problem;
using binding::Value;
using Kind = Node::Kind;

/// The first text of the record that is no UTF-8, with its path. What no field reads is not looked at.
std::optional<Problem> broken_text(const model::Models& models, const binding::Names& names, int model, const Value& v, const std::string& path) {
  if (v.kind == Value::Kind::kText && !simdjson::validate_utf8(v.text.data(), v.text.size()))
    return Problem{path, "", {"不是有效的 UTF-8 文字", "not valid UTF-8"}};
  for (uint32_t i = 0; v.kind == Value::Kind::kList && i < v.size; ++i)
    if (auto p = broken_text(models, names, model, v.items[i], fmt::format("{}[{}]", path, i + 1))) return p;
  for (uint32_t i = 0; v.kind == Value::Kind::kObject && i < v.size; ++i) {
    const int field = model < 0 ? -1 : names.find(model, v.members[i].name).field;
    if (field < 0) continue;
    const auto& f = models.models[static_cast<size_t>(model)].fields[static_cast<size_t>(field)];
    if (auto p = broken_text(models, names, f.rows, v.members[i].value, (path.empty() ? "" : path + ".") + f.name)) return p;
  }
  return std::nullopt;
}

std::shared_ptr<ArrowArray> owned(ArrowArray& array) {
  return {new ArrowArray(taken(array)), [](ArrowArray* a) {
            if (a->release) a->release(a);
            delete a;
          }};
}

}  // namespace

struct BatchReader::Keys {
  columns::StringPool texts;
  boost::unordered_flat_set<std::string_view> taken;  // half of the time goes here with a set of nodes
  void add(std::string_view key) { taken.insert(texts[texts.add(key)]); }
};

BatchReader::BatchReader(std::shared_ptr<const ColumnReader> columns, int model)
    : columns_(std::move(columns)), models_(columns_->models()), names_(columns_->names()), model_(model), keys_(std::make_unique<Keys>()) {}
BatchReader::~BatchReader() = default;

binding::TableBuilder& BatchReader::builder() {
  if (!builder_) builder_.emplace(models_, model_);
  return *builder_;
}

Status BatchReader::check_columns(const Node& batch) {
  const auto& m = models_.models[static_cast<size_t>(model_)];
  std::map<std::pair<int, bool>, std::string> had;
  for (const Node& c : batch.children) {
    const auto slot = names_.find(model_, c.name);
    if (slot.field < 0) continue;
    const auto [it, fresh] = had.emplace(std::pair{slot.field, slot.unit}, c.name);
    if (!fresh)
      return Error{ErrorKind::kUsage, fmt::format("{}：列 {} 与列 {} 是同一个字段，请去掉一列", m.name, it->second, c.name),
                   fmt::format("{}: the columns {} and {} are the same field; remove one", m.name, it->second, c.name)};
  }
  if (m.key < 0 || had.count({m.key, false})) return {};
  const auto& key = m.fields[static_cast<size_t>(m.key)];
  return Error{ErrorKind::kUsage, fmt::format("缺少 {} 的键列 {}（{}）", m.name, key.name, key.code), fmt::format("the key column {} ({}) of {} is missing", key.name, key.code, m.name)};
}

/// Every column that a field reads must be of a type that can be read; the others are only remembered.
Status BatchReader::check_types(const Node& node, int model, const std::string& path) {
  for (const Node& c : node.children) {
    const auto slot = names_.find(model, c.name);
    if (slot.field < 0) {
      if (unknown_.size() < 1000) unknown_.insert(path + c.name);
      continue;
    }
    const Node& inner = c.kind == Kind::kList ? c.children[0] : c;
    if (c.kind == Kind::kUnsupported || inner.kind == Kind::kUnsupported)
      return Error{ErrorKind::kUsage, fmt::format("Arrow 列 {}{} 的类型（{}）读不了；请转为文本、数、日期、时间戳、布尔、列表或结构", path, c.name, inner.format),
                   fmt::format("the type ({}) of the Arrow column {}{} cannot be read; cast it to text, a number, a date, a timestamp, a boolean, a list or a struct", inner.format, path, c.name)};
    const auto& field = models_.models[static_cast<size_t>(model)].fields[static_cast<size_t>(slot.field)];
    if (field.type == model::FieldType::kRows && inner.kind == Kind::kStruct)
      if (auto s = check_types(inner, field.rows, path + c.name + "."); !s) return s;
  }
  return {};
}

void BatchReader::refuse(Batch& out, uint32_t row, std::string key, Problem problem) const {
  if (!simdjson::validate_utf8(key.data(), key.size())) key.clear();  // a reject is told in UTF-8
  out.rejected.push_back({row, {"", rows_read_ + row + 1, models_.models[static_cast<size_t>(model_)].name, std::move(key), std::move(problem)}});
}

std::string_view BatchReader::key_of(const Value& record) const {
  const int key = models_.models[static_cast<size_t>(model_)].key;
  for (uint32_t i = 0; key >= 0 && record.kind == Value::Kind::kObject && i < record.size; ++i)
    if (names_.find(model_, record.members[i].name).field == key && record.members[i].value.size == 0) return record.members[i].value.text;
  return {};
}

bool BatchReader::duplicate(Batch& out, uint32_t row, std::string_view key) const {
  if (binding::is_blank(key) || !keys_->taken.contains(key)) return false;
  const auto& m = models_.models[static_cast<size_t>(model_)];
  refuse(out, row, std::string(key), {m.fields[static_cast<size_t>(m.key)].name, std::string(key), {"键重复：前面已有同键的记录", "duplicate key: an earlier record has it"}});
  return true;
}

/// False where a record in doubt turns out to be good: then the columns hold no value for it, and the rows' way reads all.
bool BatchReader::by_columns(const Node& node, const std::shared_ptr<const void>& owner, Batch& out) {
  auto filled = columns_->read(model_, node, owner);
  if (!filled) return false;
  struct Refused { std::string key; Problem problem; };
  std::map<uint32_t, Refused> refused;
  for (uint32_t i = 0; i < filled->doubtful.size(); ++i) {
    if (!filled->doubtful[i]) continue;
    binding::Arena arena;
    const Value v = value_at(node, i, arena);
    auto why = broken_text(models_, names_, model_, v, "");
    if (!why)
      if (auto r = builder().add(v)) why = std::move(r->problem);
    if (!why) {
      builder().take();
      return false;
    }
    refused.emplace(i, Refused{std::string(key_of(v)), std::move(*why)});
  }
  for (uint32_t i = 0; i < filled->doubtful.size(); ++i) {
    const auto bad = refused.find(i);
    const std::string_view key = bad == refused.end() ? columns::key_of(models_, filled->table, i) : std::string_view(bad->second.key);
    if (duplicate(out, i, key)) continue;
    if (bad != refused.end()) {
      refuse(out, i, bad->second.key, std::move(bad->second.problem));
      continue;
    }
    if (!key.empty()) keys_->add(key);
    out.rows.push_back(i);
  }
  out.table = out.rejected.empty() ? std::move(filled->table) : columns::select(models_, filled->table, out.rows);
  return true;
}

void BatchReader::by_rows(const Node& node, Batch& out) {
  for (uint32_t i = 0; i < static_cast<uint32_t>(node.length); ++i) {
    binding::Arena arena;
    const Value v = value_at(node, i, arena);
    const std::string_view key = key_of(v);
    if (duplicate(out, i, key)) continue;
    if (auto broken = broken_text(models_, names_, model_, v, "")) {
      refuse(out, i, std::string(key), std::move(*broken));
      continue;
    }
    if (auto refused = builder().add(v)) {
      refuse(out, i, std::string(key), std::move(refused->problem));
      continue;
    }
    if (!key.empty()) keys_->add(key);
    out.rows.push_back(i);
  }
  out.table = builder().take();
}

Result<Batch> BatchReader::read(const ArrowSchema& schema, ArrowArray& array) {
  const std::shared_ptr<ArrowArray> owner = owned(array);
  if (!owner->release) return Error{ErrorKind::kUsage, "这一批已经释放或已交出", "the batch is released, or was handed over before"};
  auto node = read_node(schema, *owner);
  if (!node) return node.error();
  if (node->kind != Kind::kStruct || node->dictionary)
    return Error{ErrorKind::kUsage, "一批记录应是 Arrow 结构数组（格式 +s），得到 " + node->format, "a batch of records is an Arrow struct array (format +s), not " + node->format};
  if (node->length > INT32_MAX) return Error{ErrorKind::kLimit, "一批至多 2147483647 行，请分批", "a batch has at most 2147483647 rows; cut it"};
  if (auto s = check_columns(*node); !s) return s.error();
  if (auto s = check_types(*node, model_, ""); !s) return s.error();
  Batch out;
  const bool fast = by_columns(*node, owner, out);
  if (!fast) by_rows(*node, out);
  ++(fast ? ways_.by_columns : ways_.by_rows);
  rows_read_ += static_cast<uint64_t>(node->length);
  return out;
}

}  // namespace zs::arrow
