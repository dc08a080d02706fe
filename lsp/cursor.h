#pragma once
// Where the cursor stands: the declaration around it, the names known there, the word begun.
#include "lsp/expect.h"
#include "lsp/names.h"
#include "lsp/view.h"

#include <deque>

namespace zs::lsp {

struct Cursor {
  int file = -1;
  uint32_t begin = 0;                          // of the word that is being written
  std::string word;                            // as far as it is written
  bool in_comment = false;
  std::optional<std::string> quote;            // within 「…」: what stands there so far
  std::vector<syntax::Lexeme> before;          // from the head of the declaration on, places within the file
  std::vector<Expected> expected;
  const Level* level = nullptr;                // names known here
  int datum = kNothing;                        // in the data of a test: the record or list whose fields stand here
  std::deque<Level> levels;                    // holds them

  int type(size_t back) const { return back < before.size() ? before[before.size() - 1 - back].type : 0; }
};

Cursor cursor_at(const View& view, int file, uint32_t offset);
/// The path that ends at lexeme `last`: 事项的承诺时限; null where none does.
ast::ExprPtr path_before(const View& view, int file, const std::vector<syntax::Lexeme>& lexemes, size_t last);
/// The bare text of a lexeme, 〔〕 stripped.
std::string name_of(const View& view, int file, const syntax::Lexeme& l);

}  // namespace zs::lsp
