#include "generate/distribution.h"

#include <charconv>
#include <string>

namespace zs::generate {
namespace {

using binding::Reason;

struct UnitRow { std::string_view name; double factor; Measure measure; };
constexpr UnitRow kUnits[] = {{"", 1, Measure::kPlain},        {"秒", 1, Measure::kClock},      {"分", 60, Measure::kClock},      {"时", 3600, Measure::kClock},
                              {"日", 86'400, Measure::kClock}, {"工分", 60, Measure::kOffice}, {"工时", 3600, Measure::kOffice}, {"工作日", 1, Measure::kOfficeDay}};

const UnitRow* unit_named(std::string_view name) {
  for (const auto& u : kUnits)
    if (u.name == name) return &u;
  return nullptr;
}

Reason wrong(std::string_view text) {
  const std::string s(text);
  return {"不懂分布「" + s + "」；写作 对数(20分,1.1)、均匀(1时,3时)、定(5分)、无，可加权合用：0.9*定(5分)|0.1*无",
          "no distribution 「" + s + "」; write 对数(20分,1.1), 均匀(1时,3时), 定(5分) or 无, several by weight: 0.9*定(5分)|0.1*无"};
}

}  // namespace

bool take_number(std::string_view& s, double& out) {
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), out, std::chars_format::fixed);
  if (error != std::errc() || end == s.data()) return false;
  s.remove_prefix(static_cast<size_t>(end - s.data()));
  return true;
}

std::vector<std::string_view> pieces(std::string_view s, std::string_view mark) {
  std::vector<std::string_view> out;
  for (;;) {
    const size_t end = s.find(mark);
    out.push_back(s.substr(0, end));
    if (end == std::string_view::npos) return out;
    s.remove_prefix(end + mark.size());
  }
}

binding::Parsed<Distribution::Part> Distribution::parse_part(std::string_view text) {
  if (text == "无") return Part{};
  const size_t open = text.find('(');
  if (open == std::string_view::npos || text.back() != ')') return wrong(text);
  const std::string_view name = text.substr(0, open);
  const auto arguments = pieces(text.substr(open + 1, text.size() - open - 2), ",");
  Part part;
  part.shape = name == "对数" ? Shape::kLogNormal : name == "均匀" ? Shape::kUniform : name == "定" ? Shape::kFixed : Shape::kNever;
  if (part.shape == Shape::kNever || arguments.size() != (part.shape == Shape::kFixed ? 1u : 2u)) return wrong(text);
  const UnitRow* first = nullptr;
  for (size_t i = 0; i < arguments.size(); ++i) {
    std::string_view rest = arguments[i];
    double value = 0;
    if (!take_number(rest, value) || value < 0) return wrong(text);
    const UnitRow* unit = unit_named(rest);
    if (!unit) return wrong(text);
    if (i == 0) part.measure = unit->measure, first = unit;
    // The sigma of a log-normal has no unit; both ends of 均匀 have the same.
    const bool sigma = i == 1 && part.shape == Shape::kLogNormal;
    if (i == 1 && (sigma ? unit->measure != Measure::kPlain : unit->measure != part.measure)) return wrong(text);
    (i ? part.b : part.a) = sigma ? value : value * unit->factor;
  }
  if (part.shape == Shape::kLogNormal && (part.a <= 0 || !first)) return wrong(text);
  return part;
}

binding::Parsed<Distribution> Distribution::parse(std::string_view text) {
  Distribution d;
  for (std::string_view piece : pieces(text, "|")) {
    double weight = 1;
    if (const size_t star = piece.find('*'); star != std::string_view::npos) {
      std::string_view number = piece.substr(0, star);
      if (!take_number(number, weight) || !number.empty() || weight < 0) return wrong(text);
      piece.remove_prefix(star + 1);
    }
    auto part = parse_part(piece);
    if (!part) return part.error();
    d.parts_.push_back(*part);
    d.weights_.add(weight);
  }
  if (d.weights_.total() <= 0) return wrong(text);
  return d;
}

bool Distribution::plain() const noexcept {
  for (const auto& p : parts_)
    if (p.shape != Shape::kNever && p.measure != Measure::kPlain) return false;
  return true;
}

Amount Distribution::draw(Random& random) const {
  const Part& p = parts_[parts_.size() == 1 ? 0 : weights_.draw(random)];
  switch (p.shape) {
    case Shape::kNever: return {0, Measure::kPlain, true};
    case Shape::kFixed: return {p.a, p.measure, false};
    case Shape::kUniform: return {p.a + (p.b - p.a) * random.unit(), p.measure, false};
    case Shape::kLogNormal: break;
  }
  return {p.a * std::exp(p.b * random.normal()), p.measure, false};
}

}  // namespace zs::generate
