#pragma once
// Every name that the pack's own files give to something.
#include "lint/uses.h"

namespace zs::lint {

/// f(name): of declarations of every kind, codes and titles of indicators, situations, cards, labels, options, actions.
void each_declared_name(const Pack& pack, const std::function<void(const ast::Name&)>& f);

/// What a name looks like: full width as half width, look-alike letters and characters as one of them, capitals as small letters.
std::string skeleton(std::string_view name);

/// The Latin letter that a Greek or Cyrillic one is taken for; 0 for others.
char32_t latin_twin(char32_t c);

}  // namespace zs::lint
