#pragma once
// Types, units and their names in messages; what can be compared with what.
#include "compiler/sema/context.h"

namespace zs::sema {

using typed::Kind;
using typed::Type;

std::string type_zh(const Context& c, const Type& t);
std::string type_en(const Context& c, const Type& t);
std::string_view unit_name(Unit u);

/// The same kind; enumerations with the same labels in the same order.
bool compatible(const Context& c, const Type& a, const Type& b);
int label_index(const Context& c, int enumeration, const std::string& label);
std::vector<std::string> labels_of(const Context& c, int enumeration);
inline bool is_list(const Type& t) { return t.kind == Kind::kTextList || t.kind == Kind::kEnumList; }
/// The type of a list's elements.
Type element_of(const Type& t);

/// The units that a span may turn out to have.
struct Units {
  bool data = false;        // read from the data
  unsigned known = 0;       // bit u: may be Unit u for certain reasons of the rule
};
Units units_of(const Context& c, ExprId span);
/// The one unit it certainly has, if so.
std::optional<Unit> certain_unit(const Units& u);
bool is_day(Unit u);
/// Exact conversion exists: 秒 分钟 小时 自然日 among themselves, 工作分钟 工作小时 工作日 among themselves, 天 with all.
bool convertible(Unit a, Unit b);
bool may_compare(const Units& a, const Units& b);
/// Seconds of the smallest common measure for units that convert by a fixed factor (小时 and finer).
std::optional<int64_t> seconds_of(Unit u);

}  // namespace zs::sema
