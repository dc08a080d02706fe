#pragma once
// A value as bytes, for what is put aside on disk and read back by the same process.
#include "io/binding/value.h"

#include <string>
#include <string_view>

namespace zs::binding {

void append_number(std::string& to, uint64_t n);
void append_text(std::string& to, std::string_view s);
void append_value(std::string& to, const Value& v);

/// Take what was appended off the beginning of `from`, in the same order. Texts are views into it; items and members stand in
/// the arena.
uint64_t take_number(std::string_view& from);
std::string_view take_text(std::string_view& from);
Value take_value(std::string_view& from, Arena& arena);

/// About how much memory a copy of v takes.
size_t memory_of(const Value& v);

}  // namespace zs::binding
