#pragma once
// What a binding does to the texts of one column: codes to what they mean, dates of a format to the usual form.
#include "io/binding/value.h"
#include "io/binding/instant_text.h"
#include "runtime/base/time_format.h"
#include "runtime/model/data_binding.h"

#include <optional>

namespace zs::bound {

class Converter {
 public:
  /// The source must outlive it; its format is one that TimeFormat reads.
  explicit Converter(const model::FieldSource& source);
  /// Blank texts are missing; a text to which nothing is to be done is the same text. Texts made here live in the arena or the source.
  binding::Parsed<binding::Value> operator()(std::string_view text, binding::Arena& arena) const;

 private:
  const model::FieldSource& source_;
  std::optional<TimeFormat> format_;
};

}  // namespace zs::bound
