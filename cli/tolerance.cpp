#include "cli/tolerance.h"

#include "io/binding/scalar.h"

namespace zs::cli {

Result<Tolerance> Tolerance::parse(const std::string& text) {
  Tolerance t;
  t.share_ = !text.empty() && (text.back() == '%' || binding::trim(text).find("％") != std::string_view::npos);
  const auto value = t.share_ ? binding::parse_decimal(text) : binding::parse_integer(text);
  if (!value || *value < 0 || (t.share_ && *value > kDecimalOne))
    return Error{ErrorKind::kUsage, "--max-rejects 应为条数（如 10）或百分比（如 1%）", "--max-rejects is a count (like 10) or a share (like 1%)"};
  t.value_ = *value;
  return t;
}

bool Tolerance::allows(uint64_t bad, uint64_t all) const noexcept {
  if (!share_) return bad <= static_cast<uint64_t>(value_);
  return static_cast<unsigned __int128>(bad) * static_cast<uint64_t>(kDecimalOne) <= static_cast<unsigned __int128>(all) * static_cast<uint64_t>(value_);
}

}  // namespace zs::cli
