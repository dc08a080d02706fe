#pragma once
// The keywords of grammar/keywords.tsv.
#include <cstdint>
#include <string_view>
#include <vector>

namespace zs::syntax {

enum class WordClass : uint8_t { kReserved, kDecl, kClause, kWord, kType, kOperator, kUnit };

struct Keyword {
  int type = 0;                  // token type, as in the grammar
  std::string_view zh, en;
  WordClass word_class = WordClass::kWord;
};

/// In the order of the table.
const std::vector<Keyword>& keywords();
/// The keyword with this Chinese or English spelling, or nullptr.
const Keyword* find_keyword(std::string_view word);
/// The keyword of this token type, or nullptr.
const Keyword* keyword_of(int type);
/// True for words that are never a name unless written 〔…〕.
bool is_reserved(std::string_view word);

}  // namespace zs::syntax
