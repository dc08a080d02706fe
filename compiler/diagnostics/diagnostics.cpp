#include "compiler/diagnostics/diagnostics.h"

namespace zs::diag {
namespace {
using enum Severity;
const std::vector<Row> kRows = {
#define ZS_DIAGNOSTIC(name, id, severity, zh, en, help_zh, help_en) Row{#name, id, severity, zh, en, help_zh, help_en},
#include "compiler/diagnostics/diagnostics.def"
#undef ZS_DIAGNOSTIC
#define ZS_LINT(Name, function, id, severity, speed, title_zh, title_en, zh, en, help_zh, help_en) Row{"k" #Name, id, severity, zh, en, help_zh, help_en},
#include "compiler/diagnostics/lints.def"
#undef ZS_LINT
};
constexpr size_t kMostKept = 500;
constexpr size_t kLongestPart = 2000;  // bytes of a name or a list in a message

std::string_view clipped(std::string_view s) {
  if (s.size() <= kLongestPart) return s;
  size_t end = kLongestPart;
  while ((static_cast<unsigned char>(s[end]) & 0xC0) == 0x80) --end;
  return s.substr(0, end);
}
}  // namespace

const std::vector<Row>& rows() { return kRows; }

const Row& row(Code code) {
  const auto n = static_cast<size_t>(code), lints = static_cast<size_t>(Code::kFirstLint_);
  return kRows[n < lints ? n : static_cast<size_t>(Code::kCount_) + n - lints];
}

const Row* find_row(std::string_view id) {
  for (const Row& r : kRows)
    if (r.id == id) return &r;
  return nullptr;
}

Diagnostic& Sink::report(Code code, Span src, std::vector<std::string> args) {
  if (row(code).severity == Severity::kError) ++errors_;
  // Hostile input can be wrong a million times: count all, keep the first.
  if (all_.size() >= kMostKept) {
    static thread_local Diagnostic dropped;
    dropped = Diagnostic{code, src, std::move(args), {}, std::nullopt};
    return dropped;
  }
  return all_.emplace_back(Diagnostic{code, src, std::move(args), {}, std::nullopt});
}

std::string fill(std::string_view pattern, const std::vector<std::string>& args) {
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const bool slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    if (!slot) {
      out += pattern[i];
      continue;
    }
    const size_t k = static_cast<size_t>(pattern[i + 1] - '0');
    if (k < args.size()) {
      const std::string_view part = clipped(args[k]);
      out += part;
      if (part.size() < args[k].size()) out += "…";
    }
    i += 2;
  }
  return out;
}

}  // namespace zs::diag
