#include "io/bound/convert.h"

#include "io/binding/scalar.h"

#include <algorithm>

namespace zs::bound {
namespace {

using binding::Reason;
using binding::Value;

Reason not_listed(const model::FieldSource& f) {
  std::string all;
  for (const auto& [code, means] : f.codes) all += (all.empty() ? "" : "、") + code + "=" + means;
  return {"绑定的代码里没有它，有：" + all, "the binding lists no such code; it has " + all};
}

}  // namespace

Converter::Converter(const model::FieldSource& source) : source_(source) {
  if (source.format.empty()) return;
  if (auto made = TimeFormat::parse(source.format)) format_ = std::move(*made);
}

binding::Parsed<Value> Converter::operator()(std::string_view text, binding::Arena& arena) const {
  const std::string_view plain = binding::trim(text);
  if (plain.empty()) return Value{};
  if (source_.coded) {
    const auto it = std::find_if(source_.codes.begin(), source_.codes.end(), [&](const auto& c) { return c.first == plain; });
    if (it == source_.codes.end()) return not_listed(source_);
    return Value::of_text(it->second);
  }
  if (!format_) return Value::of_text(text);
  const auto t = format_->read(plain);
  if (!t) return Reason{"不合绑定的格式「" + source_.format + "」，或没有这个时刻", "not of the binding's format 「" + source_.format + "」, or there is no such time"};
  return Value::of_text(binding::copy(arena, binding::format_instant(*t)));
}

}  // namespace zs::bound
