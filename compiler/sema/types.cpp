#include "compiler/sema/types.h"

#include <array>

namespace zs::sema {
namespace {

using typed::Op;

struct KindName { const char *zh, *en; };
constexpr std::array<KindName, 11> kKinds{{
    {"条件", "a condition"}, {"文本", "text (文本)"}, {"数", "a number (数)"}, {"布尔", "yes/no (布尔)"},
    {"日期", "a date (日期)"}, {"时刻", "an instant (时刻)"}, {"枚举", "an enumeration (枚举)"},
    {"期限", "a duration (期限)"}, {"事件", "an event (事件)"}, {"文本列表", "a list of texts (列表 文本)"},
    {"枚举列表", "a list of labels (列表 枚举)"},
}};

std::string with_labels(const Context& c, const Type& t, std::string name) {
  if (t.enumeration == kNone) return name;
  std::string some;
  const auto labels = labels_of(c, t.enumeration);
  for (size_t i = 0; i < labels.size() && i < 3; ++i) some += (i ? "、" : "") + labels[i];
  return name + "{" + some + (labels.size() > 3 ? "……}" : "}");
}

/// 0 clock time, 1 office time, 2 whichever.
int family(Unit u) {
  switch (u) {
    case Unit::kNaturalDay: case Unit::kHour: case Unit::kMinute: case Unit::kSecond: return 0;
    case Unit::kWorkDay: case Unit::kWorkHour: case Unit::kWorkMinute: case Unit::kWorkSecond: return 1;
    default: return 2;
  }
}

}  // namespace

std::string type_zh(const Context& c, const Type& t) { return with_labels(c, t, kKinds[static_cast<size_t>(t.kind)].zh); }
std::string type_en(const Context& c, const Type& t) { return with_labels(c, t, kKinds[static_cast<size_t>(t.kind)].en); }

std::string_view unit_name(Unit u) {
  switch (u) {
    case Unit::kWorkDay: return "工作日";
    case Unit::kNaturalDay: return "自然日";
    case Unit::kHour: return "小时";
    case Unit::kWorkHour: return "工作小时";
    case Unit::kMinute: return "分钟";
    case Unit::kSecond: return "秒";
    case Unit::kWorkMinute: return "工作分钟";
    case Unit::kOwnDay: return "天";
    case Unit::kWorkSecond: return "工作秒";
    case Unit::kWorkDaySecond: case Unit::kDaySecond: case Unit::kNoUnit: break;
  }
  return "";
}

std::vector<std::string> labels_of(const Context& c, int enumeration) {
  std::vector<std::string> out;
  for (const auto& l : c.program.models.enumerations[static_cast<size_t>(enumeration)].labels) out.push_back(l.label);
  return out;
}

int label_index(const Context& c, int enumeration, const std::string& label) {
  const auto& labels = c.program.models.enumerations[static_cast<size_t>(enumeration)].labels;
  for (size_t i = 0; i < labels.size(); ++i)
    if (labels[i].label == label) return static_cast<int>(i);
  return kNone;
}

bool compatible(const Context& c, const Type& a, const Type& b) {
  if (a.kind != b.kind) return false;
  if (a.enumeration == b.enumeration) return true;
  if (a.enumeration == kNone || b.enumeration == kNone) return false;
  return labels_of(c, a.enumeration) == labels_of(c, b.enumeration);
}

Type element_of(const Type& t) {
  if (t.kind == Kind::kTextList) return {Kind::kText};
  if (t.kind == Kind::kEnumList) return {Kind::kEnum, t.enumeration};
  return t;
}

Units units_of(const Context& c, ExprId span) {
  const typed::Expr& e = c[span];
  Units out;
  const auto merge = [&](ExprId id) {
    const Units u = units_of(c, id);
    out.data |= u.data, out.known |= u.known;
  };
  switch (e.op) {
    case Op::kSpan: out.known = 1u << static_cast<unsigned>(e.unit); break;
    case Op::kCoalesce: for (ExprId a : e.args) merge(a); break;
    case Op::kGuard: merge(e.args[1]); break;
    case Op::kNeg: merge(e.args[0]); break;
    case Op::kMul: case Op::kDiv:
      for (ExprId a : e.args) if (c[a].type.kind == Kind::kSpan) merge(a);
      break;
    case Op::kAdd: case Op::kSub: {
      const Units l = units_of(c, e.args[0]), r = units_of(c, e.args[1]);
      const bool own = !l.data && l.known == 1u << static_cast<unsigned>(Unit::kOwnDay);  // 天 takes the other's kind
      out = own ? r : l;
      break;
    }
    default: out.data = true;
  }
  return out;
}

std::optional<Unit> certain_unit(const Units& u) {
  if (u.data || u.known == 0 || (u.known & (u.known - 1)) != 0) return std::nullopt;
  unsigned bit = 0;
  while (!(u.known >> bit & 1u)) ++bit;
  return static_cast<Unit>(bit);
}

bool is_day(Unit u) { return u == Unit::kWorkDay || u == Unit::kNaturalDay || u == Unit::kOwnDay; }

bool convertible(Unit a, Unit b) {
  const int x = family(a), y = family(b);
  return x == 2 || y == 2 || x == y;
}

bool may_compare(const Units& a, const Units& b) {
  if (a.data || b.data) return true;
  for (unsigned i = 0; i < 16; ++i)
    for (unsigned j = 0; j < 16; ++j)
      if ((a.known >> i & 1u) && (b.known >> j & 1u) && convertible(static_cast<Unit>(i), static_cast<Unit>(j))) return true;
  return a.known == 0 || b.known == 0;
}

std::optional<int64_t> seconds_of(Unit u) {
  switch (u) {
    case Unit::kHour: case Unit::kWorkHour: return 3600;
    case Unit::kMinute: case Unit::kWorkMinute: return 60;
    case Unit::kSecond: return 1;
    default: return std::nullopt;
  }
}

}  // namespace zs::sema
