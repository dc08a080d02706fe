#pragma once
// A chunk of a result as a node of columns (io/arrow/node.h), so that what reads Arrow batches reads DuckDB's chunks, where they lie.
#include "io/arrow/node.h"
#include "io/duckdb/database.h"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace zs::duck {

/// How to select a column so that a ChunkNode can read it: CAST("金额" AS VARCHAR). Instants, dates, integers, booleans, lists and structs stay what they
/// are; everything else becomes DuckDB's text for it.
std::string readable(const std::string& name, duckdb_logical_type type);

class ChunkNode {
 public:
  /// The columns of a result that were made readable. Without rows until it is attached.
  explicit ChunkNode(duckdb_result& result);
  ChunkNode(const ChunkNode&) = delete;
  void name(size_t column, std::string name) { root_.children[column].name = std::move(name); }
  /// The chunk must live as long as the node is read.
  void attach(duckdb_data_chunk chunk);
  /// A struct. kTimestamp in microseconds, zoned where the column is TIMESTAMP WITH TIME ZONE.
  const arrow::Node& node() const noexcept { return root_; }

 private:
  struct Held {
    ArrowArray array{};
    const void* buffers[2] = {};
    std::vector<int64_t> offsets;
  };
  void shape(arrow::Node& n, duckdb_logical_type type);
  void attach(arrow::Node& n, duckdb_vector vector, int64_t length);
  void attach_list(arrow::Node& n, Held& held, duckdb_vector vector);
  void hold(arrow::Node& n);

  std::deque<Held> held_;  // by node, each before its children; nodes point into it
  size_t next_ = 0;        // of those, while attaching
  arrow::Node root_;
};

}  // namespace zs::duck
