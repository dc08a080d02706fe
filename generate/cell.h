#pragma once
// A made value. A record is an array of cells, one for each field of its model; texts and lists live in the arena it was
// made in, in the plan, or in a reference table.
#include "runtime/base/value.h"

#include <cstdint>
#include <string_view>

namespace zs::generate {

struct Cell {
  enum class Kind : uint8_t {
    kNone,
    kText,     // text; of a reference also n: the row's index in the table, -1 where it has none
    kInteger,  // n
    kDecimal,  // n at scale 6
    kBool,     // n
    kEnum,     // n: index of the label
    kDay,      // n
    kInstant,  // n
    kSpan,     // n at scale 6, unit
    kList,     // items[0, size)
    kRows,     // size rows of `width` cells each
    kRaw,      // text, to be written as it is whatever the field's type: a fault
  };
  Kind kind = Kind::kNone;
  Unit unit = Unit::kNoUnit;
  bool hidden = false;  // an event after the export: it counts when later ones are made, but is not written
  uint32_t size = 0, width = 0;
  int64_t n = -1;
  std::string_view text;
  const Cell* items = nullptr;

  bool there() const noexcept { return kind != Kind::kNone; }
  bool shown() const noexcept { return there() && !hidden; }
  static Cell of(Kind kind, int64_t n) { Cell c; c.kind = kind, c.n = n; return c; }
  static Cell of_text(std::string_view s, int64_t n = -1) { Cell c = of(Kind::kText, n); c.text = s; return c; }
};

}  // namespace zs::generate
