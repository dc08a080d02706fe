// Codes of one file that do not ascend: 8-2 before 8-10, a before b.
#include "lint/pack.h"

namespace zs::lint::found {
namespace {

/// Runs of digits by their value, the rest by character.
int natural(std::string_view a, std::string_view b) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      int64_t x = 0, y = 0;
      for (; i < a.size() && digit(a[i]) && x < 1'000'000'000; ++i) x = x * 10 + (a[i] - '0');
      for (; j < b.size() && digit(b[j]) && y < 1'000'000'000; ++j) y = y * 10 + (b[j] - '0');
      if (x != y) return x < y ? -1 : 1;
    } else if (a[i] != b[j]) {
      return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]) ? -1 : 1;
    } else {
      ++i, ++j;
    }
  }
  return static_cast<int>(i < a.size()) - static_cast<int>(j < b.size());
}

std::string_view letters(std::string_view code) { return code.substr(0, code.find_first_of("0123456789")); }

}  // namespace

void code_order(const Pack& pack, Report& report) {
  for (const ast::File* file : pack.own) {
    const ast::Name* last = nullptr;
    for (const ast::Item& item : file->items) {
      const auto* i = std::get_if<ast::IndicatorDecl>(&item);
      const auto* a = std::get_if<ast::AggregateDecl>(&item);
      const ast::Name* code = i ? &i->code : a ? &a->code : nullptr;
      if (!code) continue;
      if (last && letters(last->text) == letters(code->text) && natural(last->text, code->text) > 0) report(code->src, {code->text, last->text}).also(last->src, "在它后面", "behind this one");
      last = code;
    }
  }
}

}  // namespace zs::lint::found
