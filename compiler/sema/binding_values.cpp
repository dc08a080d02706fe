#include "compiler/sema/binding_values.h"

#include "compiler/sema/names.h"
#include "compiler/syntax/numbers.h"
#include "runtime/base/time_format.h"

#include <algorithm>
#include <map>

namespace zs::sema {
namespace {

using diag::Code;
using model::Field;
using model::FieldType;

struct Words { const char *zh, *en; };

Words type_words(const Field& f, bool unit) {
  if (unit) return {"期限的单位", "the unit of a period"};
  switch (f.type) {
    case FieldType::kText: return {"文本", "a text"};
    case FieldType::kInteger: return {"整数", "a whole number"};
    case FieldType::kDecimal: return {"小数", "a decimal"};
    case FieldType::kBool: return {"布尔", "a boolean"};
    case FieldType::kDate: return {"日期", "a date"};
    case FieldType::kInstant: case FieldType::kEvent: return {"时刻", "an instant"};
    case FieldType::kEnum: return {"枚举", "an enumeration"};
    case FieldType::kSpan: return {"期限", "a period"};
    default: return {"列表", "a list"};
  }
}

/// The words that a value of this field may be: labels, 是 and 否, units. Empty: it is no matter of words.
std::vector<std::string> words_of(const model::Models& models, const Field& f, bool unit) {
  std::vector<std::string> out;
  if (f.type == FieldType::kBool) return {"是", "否"};
  if (unit && f.enumeration < 0) return {"工作日", "自然日", "小时", "工作小时", "分钟", "秒", "工作分钟"};
  if (unit || f.type == FieldType::kEnum || f.type == FieldType::kEnumList)
    for (const auto& l : models.enumerations[static_cast<size_t>(f.enumeration)].labels) out.push_back(l.label);
  return out;
}

bool is_number(const std::string& s, bool whole) {
  size_t i = !s.empty() && s[0] == '-' ? 1 : 0;
  size_t digits = 0, points = 0;
  for (; i < s.size(); ++i) {
    if (s[i] >= '0' && s[i] <= '9') ++digits;
    else if (s[i] == '.' && !whole) ++points;
    else return false;
  }
  return digits > 0 && digits <= 12 && points <= 1;
}

class Checker {
 public:
  Checker(const model::Models& models, const Field& to, bool unit, diag::Sink& sink) : words_(words_of(models, to, unit)), to_(to), unit_(unit), sink_(sink) {}

  void format(const ast::Text& t, model::FieldSource& out) {
    const bool time = to_.type == FieldType::kDate || to_.type == FieldType::kInstant || to_.type == FieldType::kEvent;
    if (!time) {
      const Words type = type_words(to_, unit_);
      sink_.report(Code::kFormatOnTime, t.src, {to_.name, type.zh, type.en});
    } else if (const auto made = TimeFormat::parse(t.text); !made) {
      sink_.report(Code::kBadTimeFormat, t.src, {t.text, made.error().zh, made.error().en});
    }
    out.format = t.text;
  }

  void codes(const ast::FieldBinding& f, model::FieldSource& out) {
    const bool fits = unit_ || to_.type == FieldType::kEnum || to_.type == FieldType::kBool || to_.type == FieldType::kText;
    if (!fits) {
      const Words type = type_words(to_, unit_);
      sink_.report(Code::kCodesOnType, f.src, {to_.name, type.zh, type.en});
      return;
    }
    out.coded = true;
    std::map<std::string, Span> seen;
    for (const auto& l : *f.codes) {
      word(l.label);
      for (const auto& code : l.codes) {
        const auto [it, fresh] = seen.emplace(code, l.label.src);
        if (!fresh) sink_.report(Code::kCodeTwice, l.label.src, {code}).also(it->second, "已在这里写过", "already written here");
        out.codes.emplace_back(code, l.label.text);
      }
    }
  }

  void constant(const ast::DatumNode& d, model::FieldSource& out) {
    out.constant = true, out.value = d.scalar;
    const auto bad = [&] {
      const Words type = type_words(to_, unit_);
      sink_.report(Code::kBadConstant, d.src, {d.scalar, unit_ ? to_.unit_name : to_.name, std::string("应是") + type.zh, std::string("it should be ") + type.en});
    };
    if (!words_.empty() && to_.type != FieldType::kEnumList) return word({d.scalar, d.src});
    switch (to_.type) {
      case FieldType::kInteger: return is_number(d.scalar, true) ? void() : bad();
      case FieldType::kDecimal: case FieldType::kSpan: return is_number(d.scalar, false) ? void() : bad();
      case FieldType::kDate: return syntax::date_value(d.scalar) ? void() : bad();
      case FieldType::kInstant: case FieldType::kEvent: return syntax::date_value(d.scalar) || syntax::instant_value(d.scalar) ? void() : bad();
      case FieldType::kEnumList: return std::find(words_.begin(), words_.end(), d.scalar) != words_.end() ? void() : bad();
      default: return d.scalar.empty() ? bad() : void();
    }
  }

 private:
  void word(const ast::Name& w) {
    if (words_.empty() || std::find(words_.begin(), words_.end(), w.text) != words_.end()) return;
    suggest_near(sink_.report(Code::kNotALabel, w.src, {w.text, unit_ ? to_.unit_name : to_.name, list_of(words_, 40)}), w, words_);
  }

  std::vector<std::string> words_;
  const Field& to_;
  bool unit_;
  diag::Sink& sink_;
};

}  // namespace

void check_values(const model::Models& models, const ast::FieldBinding& f, const Field& to, bool unit, model::FieldSource& out, diag::Sink& sink) {
  Checker check(models, to, unit, sink);
  if (f.format) check.format(*f.format, out);
  if (f.codes) check.codes(f, out);
  if (f.constant) check.constant(*f.constant, out);
}

}  // namespace zs::sema
