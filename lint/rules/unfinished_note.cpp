// TODO, 待定 and the like in comments.
#include "compiler/syntax/remarks.h"
#include "lint/pack.h"

namespace zs::lint::found {

void unfinished_note(const Pack& pack, Report& report) {
  for (const ast::File* file : pack.own)
    for (const syntax::Remark& r : syntax::remarks(pack.sources, file->file)) {
      const std::string_view text = pack.sources.text(r.src);
      for (const std::string_view word : {"TODO", "FIXME", "XXX", "待定", "待确认", "待核实", "待补充", "待完善"}) {
        const size_t at = text.find(word);
        if (at == std::string_view::npos) continue;
        const auto from = static_cast<uint32_t>(r.src.begin + at);
        report({r.src.file, from, from + static_cast<uint32_t>(word.size())}, {std::string(word)});
        break;
      }
    }
}

}  // namespace zs::lint::found
