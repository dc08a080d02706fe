#pragma once
// The work behind columns.h: one object fills one table of one batch. Private to io/arrow.
#include "io/arrow/node.h"
#include "io/binding/table_builder.h"
#include "runtime/columns/table.h"

#include <memory>
#include <re2/re2.h>
#include <vector>

namespace zs::arrow {

/// By model, by field; null where the field has no pattern.
using PatternTable = std::vector<std::vector<std::unique_ptr<RE2>>>;

struct Filling {
  const model::Models& models;
  const binding::Names& names;
  const PatternTable& patterns;
  std::shared_ptr<const void> owner;
  bool possible = true;   // false: something here only the row's way can read
};

/// Rows [first, first + n) of a column; counted after the column's own offset.
struct Slice {
  const Node* node;
  int64_t first, n;
  bool valid(int64_t i) const noexcept { return node->valid(first + i); }
};

/// Marks, by row of the table that is filled.
using Marks = std::vector<uint8_t>;

/// Fills a table of its model from rows of a struct. Rows in doubt are marked.
void fill_table(Filling& f, Slice record, columns::Table& table, Marks& doubtful);

// By family. `patterns[i]`: see PatternTable.
void fill_text(Filling& f, Slice s, const RE2* pattern, bool is_key, columns::Column& c, columns::StringPool& pool, Marks& doubtful);
void fill_scalar(Filling& f, Slice s, const model::Field& field, columns::Column& c, Marks& doubtful);
void fill_list(Filling& f, Slice s, const model::Field& field, columns::Column& c, columns::StringPool& pool, Marks& doubtful);
void fill_rows(Filling& f, Slice s, columns::Column& c, Marks& doubtful);
/// A span's two parts, either of which may be null.
void fill_span(Filling& f, const Slice* number, const Slice* unit, const model::Field& field, columns::Column& c, size_t n, Marks& doubtful);

/// Texts of a column as pool codes without copying: -1 where missing or blank. Equal texts mostly share a code, except keys.
/// Texts that are no UTF-8 or hold a NUL are marked. Integers are written out.
class TextCodes {
 public:
  /// Can it read the column?
  static bool reads(const Node& n) noexcept {
    return n.dictionary ? n.dictionary->kind == Node::Kind::kText : n.kind == Node::Kind::kText || n.kind == Node::Kind::kInt;
  }
  TextCodes(Slice s, columns::StringPool& pool, bool share, Marks& doubtful);
  int32_t operator()(int64_t i);

 private:
  int32_t& remembered(std::string_view s);
  int32_t code_of(std::string_view s, int64_t i);
  int32_t code_of_number(int64_t row);
  const Node& node_;
  const Node& texts_;   // the dictionary's, or the column itself
  int64_t first_;
  columns::StringPool& pool_;
  Marks& doubtful_;
  bool share_, nul_met_ = false;
  std::vector<int32_t> memo_;   // by dictionary index: kUnknown, or a code
  std::vector<int32_t> cache_;  // by hash
};

/// Marks the rows whose text is no UTF-8. A dictionary with such a text marks every row that uses it.
void mark_broken_texts(Slice s, Marks& doubtful);

}  // namespace zs::arrow
