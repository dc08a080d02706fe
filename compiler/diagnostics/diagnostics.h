#pragma once
// What the compiler has to say about rule files: a stable code, a place, words in both languages.
// A diagnostic is one row of a .def file; nothing else has to be changed to add one.
#include "compiler/diagnostics/span.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::diag {

enum class Severity : uint8_t { kError, kWarning, kHint };  // hint: worth a look, often meant

/// E01xx syntax, E02xx-E05xx names, types and meaning, Lxxx lints. Codes are never reused.
enum class Code : uint16_t {
#define ZS_DIAGNOSTIC(name, id, severity, zh, en, help_zh, help_en) name,
#include "compiler/diagnostics/diagnostics.def"
#undef ZS_DIAGNOSTIC
  kCount_,
  kFirstLint_ = 10'000,  // the codes of lints (lints.h) begin here: a new lint does not rebuild the compiler
};

/// One row: `zh` and `en` hold {0}, {1} … for the arguments, the helps too (empty: no help).
struct Row {
  std::string_view name, id;
  Severity severity;
  std::string_view zh, en, help_zh, help_en;
};
const Row& row(Code code);
/// All rows in the order of the .def files (for generated documentation).
const std::vector<Row>& rows();
/// The row with this id ("E0201"), or nullptr.
const Row* find_row(std::string_view id);

struct Secondary {           // another place that matters, with a word about it
  Span src;
  std::string zh, en;
};
struct Fix {                 // a change that would mend it; an empty span inserts
  Span src;
  std::string replacement;
};

struct Diagnostic {
  Code code;
  Span src;
  std::vector<std::string> args;
  std::vector<Secondary> others;
  std::optional<Fix> fix;

  Diagnostic& also(Span at, std::string zh, std::string en) {
    others.push_back({at, std::move(zh), std::move(en)});
    return *this;
  }
  Diagnostic& suggest(Span at, std::string replacement) {
    fix = Fix{at, std::move(replacement)};
    return *this;
  }
};

/// Collects diagnostics. Not thread-safe: one sink a compilation.
class Sink {
 public:
  /// The reference stays valid for the sink's life.
  Diagnostic& report(Code code, Span src, std::vector<std::string> args = {});
  bool has_errors() const { return errors_ > 0; }
  size_t error_count() const { return errors_; }
  /// In the order reported; renderers sort by place.
  const std::deque<Diagnostic>& all() const { return all_; }

 private:
  std::deque<Diagnostic> all_;
  size_t errors_ = 0;
};

/// Replaces {0}, {1} … by the arguments; a missing argument becomes empty.
std::string fill(std::string_view pattern, const std::vector<std::string>& args);

}  // namespace zs::diag
