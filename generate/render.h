#pragma once
// Cells as lines of NDJSON or CSV.
#include "generate/cell.h"
#include "runtime/model/record_model.h"

#include <string>
#include <vector>

namespace zs::generate {

enum class Format : uint8_t { kNdjson, kCsv, kParquet };
enum class Naming : uint8_t { kName, kCode };  // 受理时间 or accept_date

class Renderer {
 public:
  Renderer(const model::Models& models, int model, Naming naming);

  /// CSV's first line, with its end; empty for NDJSON.
  std::string header(Format format) const;
  /// Appends the record's line with its end.
  void line(Format format, const Cell* cells, std::string& out) const;
  /// SQL types of the columns for DuckDB: {'受理时间': 'TIMESTAMP', …}; `as_text`: all of the kind that can hold anything.
  std::string sql_columns(bool moments_as_text, bool numbers_as_text) const;

 private:
  struct Column {
    std::string json, unit_json;  // "受理时间":
    std::string name, unit_name;
    model::FieldType type;
    int enumeration = -1, rows = -1;
  };
  void object(const std::vector<Column>& columns, const Cell* cells, std::string& out) const;
  void json(const Column& column, const Cell& cell, std::string& out) const;
  void csv(const Column& column, const Cell& cell, std::string& out) const;
  std::string sql_type(const Column& column, bool moments_as_text, bool numbers_as_text) const;
  std::string sql_fields(const std::vector<Column>& columns, bool moments_as_text, bool numbers_as_text, const char* between) const;

  const model::Models& models_;
  std::vector<std::vector<Column>> columns_;        // by model
  std::vector<std::vector<std::string>> labels_;    // by enumeration, as JSON strings
  int model_;
};

}  // namespace zs::generate
