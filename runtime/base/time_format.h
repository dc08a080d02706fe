#pragma once
// How a source writes its dates and instants: yyyyMMddHHmmss and the like, in the letters that most systems use.
#include "runtime/base/instant.h"
#include "runtime/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs {

/// yyyy year; MM or M month, dd or d day, HH or H hour (0 to 23), mm or m minute, ss or s second: two letters are two digits, one
/// is one or two. S… so many digits of a fraction, which are dropped. XXX an offset: Z, +08, +0800 or +08:00. Letters between
/// single quotes, and every other sign, stand for themselves. Immutable.
class TimeFormat {
 public:
  /// Year, month and day are needed, nothing stands twice. The error names what is wrong.
  static Result<TimeFormat> parse(std::string_view pattern);
  /// The instant; without an offset it is China Standard Time. Nothing where the text is not of this form, there is no such day
  /// or time, or the year is not from 1000 to 9999. The whole text must match.
  std::optional<Instant> read(std::string_view text) const;

 private:
  struct Part {
    char letter = 0;      // 0: `literal`
    size_t least = 0, most = 0;
    std::string literal;
  };
  std::vector<Part> parts_;
};

}  // namespace zs
