#include "compiler/syntax/keywords.h"

#include "compiler/syntax/tokens.h"

#include <unordered_map>

namespace zs::syntax {
namespace {

std::vector<Keyword> make_table() {
  constexpr WordClass k_reserved = WordClass::kReserved, k_decl = WordClass::kDecl, k_clause = WordClass::kClause,
                      k_word = WordClass::kWord, k_type = WordClass::kType, k_operator = WordClass::kOperator, k_unit = WordClass::kUnit;
  return {
#define ZS_KEYWORD(token, zh, en, word_class) Keyword{grammar::Zhunsheng::token, zh, en, word_class},
#include "keywords.inc"
#undef ZS_KEYWORD
  };
}

struct Index {
  std::unordered_map<std::string_view, const Keyword*> by_word;
  std::vector<const Keyword*> by_type;
  Index() {
    for (const Keyword& k : keywords()) {
      by_word.emplace(k.zh, &k);
      by_word.emplace(k.en, &k);
      if (by_type.size() <= static_cast<size_t>(k.type)) by_type.resize(static_cast<size_t>(k.type) + 1);
      by_type[static_cast<size_t>(k.type)] = &k;
    }
  }
};
const Index& index() {
  static const Index kIndex;
  return kIndex;
}

}  // namespace

const std::vector<Keyword>& keywords() {
  static const std::vector<Keyword> kTable = make_table();
  return kTable;
}

const Keyword* find_keyword(std::string_view word) {
  const auto it = index().by_word.find(word);
  return it == index().by_word.end() ? nullptr : it->second;
}

const Keyword* keyword_of(int type) {
  const auto& all = index().by_type;
  return type >= 0 && static_cast<size_t>(type) < all.size() ? all[static_cast<size_t>(type)] : nullptr;
}

bool is_reserved(std::string_view word) {
  const Keyword* k = find_keyword(word);
  return k != nullptr && k->word_class == WordClass::kReserved;
}

}  // namespace zs::syntax
