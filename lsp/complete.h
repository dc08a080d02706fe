#pragma once
// Collecting what may be written at the cursor.
#include "lsp/cursor.h"

#include <set>

namespace zs::lsp {

/// The protocol's numbers.
enum ItemKind { kTextItem = 1, kFunctionItem = 3, kFieldItem = 5, kVariableItem = 6, kClassItem = 7, kModuleItem = 9, kUnitItem = 11, kValueItem = 12, kKeywordItem = 14, kSnippetItem = 15, kFileItem = 17, kEnumMemberItem = 20, kConstantItem = 21, kStructItem = 22, kEventItem = 23 };

class Items {
 public:
  /// What is chosen replaces the bytes [begin, end).
  Items(const View& view, int file, uint32_t begin, uint32_t end) : view_(view), range_(view.range({file, begin, end})) {}

  /// `rank`: the lower, the further up.
  void add(const std::string& label, int kind, const std::string& detail, int rank, const std::string& text = {}, const std::string& documentation = {});
  void symbol(int symbol, int rank);
  /// In the order in which they are to be shown.
  json take();

 private:
  const View& view_;
  json range_;
  json items_ = json::array();
  std::set<std::string> seen_;
};

/// Sentences of the regulation, within 「」 or with their clause in front.
void quote_items(const View& view, const Cursor& cursor, Items& items);

}  // namespace zs::lsp
