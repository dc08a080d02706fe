// A Greek or Cyrillic letter in a name that looks like a Latin one: nobody who types the name will hit it.
#include "compiler/syntax/utf8.h"
#include "lint/declared.h"

namespace zs::lint::found {

void foreign_letters(const Pack& pack, Report& report) {
  each_declared_name(pack, [&](const ast::Name& n) {
    for (size_t i = 0; i < n.text.size();) {
      const auto d = syntax::decode_utf8(n.text, i);
      i += d.size;
      const char32_t latin = latin_twin(d.c);
      if (!latin) continue;
      std::string letter, twin;
      syntax::append_utf8(letter, d.c), syntax::append_utf8(twin, latin);
      report(n.src, {n.text, letter, twin});
      return;
    }
  });
}

}  // namespace zs::lint::found
