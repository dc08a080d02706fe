#pragma once
// How long, how many, how much: the distributions that a profile may write.
//
//   对数(20分,1.1)            log-normal: median and sigma
//   均匀(25时,47时)           uniform between
//   定(5分)                   always the same
//   无                        never (an event that does not come)
//   0.9*对数(20分,1)|0.1*无   one of several, by weight
//
// Units: 秒 分 时 日 of the clock; 工分 工时 工作日 of office hours; none: a plain number.
#include "generate/random.h"
#include "io/binding/instant_text.h"

#include <string_view>
#include <vector>

namespace zs::generate {

enum class Measure : uint8_t {
  kPlain,
  kClock,      // seconds
  kOffice,     // seconds of office hours
  kOfficeDay,  // working days of office hours
};
struct Amount {
  double value = 0;
  Measure measure = Measure::kPlain;
  bool never = false;
};

class Distribution {
 public:
  static binding::Parsed<Distribution> parse(std::string_view text);
  Amount draw(Random& random) const;
  /// Plain numbers only?
  bool plain() const noexcept;

 private:
  enum class Shape : uint8_t { kNever, kFixed, kUniform, kLogNormal };
  struct Part {
    Shape shape = Shape::kNever;
    double a = 0, b = 0;
    Measure measure = Measure::kPlain;
  };
  static binding::Parsed<Part> parse_part(std::string_view text);
  std::vector<Part> parts_;
  Weights weights_;
};

/// A number with digits, perhaps a point; the rest of the text is left in `s`. False where there is none.
bool take_number(std::string_view& s, double& out);
/// The pieces between occurrences of `mark`.
std::vector<std::string_view> pieces(std::string_view s, std::string_view mark);

}  // namespace zs::generate
