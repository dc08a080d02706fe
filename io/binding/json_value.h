#pragma once
// JSON text to Values. Numbers keep their token; depth is bounded; nothing after the document is accepted.
#include "io/binding/instant_text.h"
#include "io/binding/value.h"

#include <memory>
#include <string_view>

namespace zs::binding {

/// Lists and objects inside one another, at most.
inline constexpr int kMaxJsonDepth = 32;

/// Not thread-safe. Texts of the values live until the next parse of the same parser; nodes live in the arena.
class JsonParser {
 public:
  JsonParser();
  ~JsonParser();
  /// One list or object. The reason names the place as a byte of the text, from 1, where it is known.
  Parsed<Value> parse(std::string_view text, Arena& arena);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace zs::binding
