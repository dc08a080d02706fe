#pragma once
// Where a name is looked up: rows, 情形, 指标, record, file; the same order as the checker's.
#include "lsp/index.h"

namespace zs::lsp {

struct Level {
  const Level* parent = nullptr;
  int fields = kNothing;           // the record or list whose fields may be named bare
  std::string alias;               // 为 先
  int alias_symbol = kNothing;
  int alias_rows = kNothing;       // the list whose row it is
  int locals = kNothing;           // the indicator, 情形, clock or condition whose members are known here
};

/// kNothing where the name means nothing here.
int look_up(const Index& index, const std::string& name, const Level& level);
/// The record at the bottom.
int record_of(const Level& level);
/// Whose fields stand behind 的: a row, a list, the row that a reference names; kNothing where it is none of these.
int base_of(const Index& index, const ast::Expr& e, const Level& level);
/// The labels that values of the expression have; kNothing where they have none.
int labels_of(const Index& index, const ast::Expr& e, const Level& level);
/// What a name or a path comes to: a field, a parameter, …
int meaning_of(const Index& index, const ast::Expr& e, const Level& level);

}  // namespace zs::lsp
