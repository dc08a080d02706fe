#include "io/duckdb/chunk.h"

#include <fmt/format.h>

namespace zs::duck {
namespace {

using arrow::Node;
using Kind = Node::Kind;

/// A logical type, destroyed at the end.
class Type {
 public:
  explicit Type(duckdb_logical_type type) : type_(type) {}
  Type(const Type&) = delete;
  ~Type() { duckdb_destroy_logical_type(&type_); }
  operator duckdb_logical_type() const { return type_; }  // NOLINT: it is one

 private:
  duckdb_logical_type type_;
};

std::string member_name(duckdb_logical_type type, idx_t i) {
  char* name = duckdb_struct_type_child_name(type, i);
  std::string s = name;
  duckdb_free(name);
  return s;
}

std::string readable_type(duckdb_logical_type type) {
  switch (duckdb_get_type_id(type)) {
    case DUCKDB_TYPE_LIST: return readable_type(Type(duckdb_list_type_child_type(type))) + "[]";
    case DUCKDB_TYPE_ARRAY: return readable_type(Type(duckdb_array_type_child_type(type))) + "[]";
    case DUCKDB_TYPE_STRUCT: {
      std::string s = "STRUCT(";
      for (idx_t i = 0; i < duckdb_struct_type_child_count(type); ++i)
        s += fmt::format("{}{} {}", i ? ", " : "", quoted_name(member_name(type, i)), readable_type(Type(duckdb_struct_type_child_type(type, i))));
      return s + ")";
    }
    case DUCKDB_TYPE_TIMESTAMP: return "TIMESTAMP";
    case DUCKDB_TYPE_TIMESTAMP_TZ: return "TIMESTAMPTZ";
    case DUCKDB_TYPE_DATE: return "DATE";
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_BIGINT: return "BIGINT";
    case DUCKDB_TYPE_BOOLEAN: return "BOOLEAN";
    default: return "VARCHAR";
  }
}

void typed(Node& n, Kind kind, uint8_t bytes, int64_t per_unit = 1) { n.kind = kind, n.bytes = bytes, n.per_unit = per_unit; }

}  // namespace

std::string readable(const std::string& name, duckdb_logical_type type) { return fmt::format("CAST({} AS {})", quoted_name(name), readable_type(type)); }

ChunkNode::ChunkNode(duckdb_result& result) {
  root_.kind = Kind::kStruct;
  hold(root_);
  for (idx_t i = 0; i < duckdb_column_count(&result); ++i) {
    root_.children.emplace_back().name = duckdb_column_name(&result, i);
    shape(root_.children.back(), Type(duckdb_column_logical_type(&result, i)));
  }
}

void ChunkNode::hold(Node& n) {
  Held& held = held_.emplace_back();
  held.array.buffers = held.buffers;
  n.array = &held.array;
}

void ChunkNode::shape(Node& n, duckdb_logical_type type) {
  hold(n);
  switch (duckdb_get_type_id(type)) {
    case DUCKDB_TYPE_LIST:
      typed(n, Kind::kList, 8);
      shape(n.children.emplace_back(), Type(duckdb_list_type_child_type(type)));
      return;
    case DUCKDB_TYPE_STRUCT:
      typed(n, Kind::kStruct, 0);
      for (idx_t i = 0; i < duckdb_struct_type_child_count(type); ++i) {
        n.children.emplace_back().name = member_name(type, i);
        shape(n.children.back(), Type(duckdb_struct_type_child_type(type, i)));
      }
      return;
    case DUCKDB_TYPE_TIMESTAMP_TZ: n.zoned = true; [[fallthrough]];
    case DUCKDB_TYPE_TIMESTAMP: return typed(n, Kind::kTimestamp, 8, 1'000'000);
    case DUCKDB_TYPE_DATE: return typed(n, Kind::kDate, 4);
    case DUCKDB_TYPE_BIGINT: return typed(n, Kind::kInt, 8);
    case DUCKDB_TYPE_BOOLEAN: return typed(n, Kind::kBool, 1);
    default: return typed(n, Kind::kText, 16);
  }
}

void ChunkNode::attach(duckdb_data_chunk chunk) {
  root_.length = static_cast<int64_t>(duckdb_data_chunk_get_size(chunk));
  next_ = 1;  // the root's own has nothing in it
  for (size_t i = 0; i < root_.children.size(); ++i) attach(root_.children[i], duckdb_data_chunk_get_vector(chunk, i), root_.length);
}

void ChunkNode::attach(Node& n, duckdb_vector vector, int64_t length) {
  Held& held = held_[next_++];
  n.length = length;
  n.validity = reinterpret_cast<const uint8_t*>(duckdb_vector_get_validity(vector));
  held.buffers[1] = duckdb_vector_get_data(vector);
  if (n.kind == Kind::kList) attach_list(n, held, vector);
  for (size_t i = 0; n.kind == Kind::kStruct && i < n.children.size(); ++i) attach(n.children[i], duckdb_struct_vector_get_child(vector, i), length);
}

/// Lists that lie one behind the other become offsets, as Arrow has them; what stands where a list is missing means nothing.
void ChunkNode::attach_list(Node& n, Held& held, duckdb_vector vector) {
  attach(n.children[0], duckdb_list_vector_get_child(vector), static_cast<int64_t>(duckdb_list_vector_get_size(vector)));
  const auto* entries = static_cast<const duckdb_list_entry*>(held.buffers[1]);
  n.bytes = 16;
  held.offsets.assign(1, 0);
  held.offsets.reserve(static_cast<size_t>(n.length) + 1);
  bool begun = false;
  for (int64_t i = 0; i < n.length; ++i) {
    const auto entry = n.valid(i) ? entries[i] : duckdb_list_entry{0, 0};
    if (entry.length > 0 && !begun) held.offsets.assign(static_cast<size_t>(i) + 1, static_cast<int64_t>(entry.offset)), begun = true;
    if (entry.length > 0 && static_cast<int64_t>(entry.offset) != held.offsets.back()) return;
    held.offsets.push_back(held.offsets.back() + static_cast<int64_t>(entry.length));
  }
  n.bytes = 8;
  held.buffers[1] = held.offsets.data();
}

}  // namespace zs::duck
