#pragma once
// Brackets are balanced before the grammar sees the file, so that a forgotten one costs one message and no more.
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"
#include "compiler/syntax/tokens.h"

namespace zs::syntax {

inline constexpr int kMaxDepth = 200;

/// Pairs all brackets (Lexeme::match), inserting what is missing and dropping what closes nothing, each reported with
/// the place of its partner. False where they are nested deeper than kMaxDepth: reported, and not to be parsed.
bool balance(const Sources& sources, int file, Scan& scan, diag::Sink& sink);

}  // namespace zs::syntax
