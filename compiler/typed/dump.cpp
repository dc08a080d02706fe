#include "compiler/typed/dump.h"

#include <fmt/format.h>

namespace zs::typed {
namespace {

constexpr const char* kOps[] = {
    "field", "ref", "text", "number", "bool", "date", "instant", "enum", "span", "texts", "labels", "coalesce", "guard",
    "add", "sub", "mul", "div", "neg", "earliest", "latest", "earliest-row", "true", "false", "unknown", "compare", "null",
    "set", "member", "subset", "intersects", "contains-any", "matches", "precedes", "first", "and", "or", "not", "occurred",
    "before", "after", "clock", "overdue", "running", "paused", "span-over", "hold", "exists", "at-least", "all-in-rows",
    "card", "named"};
static_assert(std::size(kOps) == static_cast<size_t>(Op::kNamed) + 1);
constexpr const char* kCmps[] = {"=", "≠", "<", "≤", ">", "≥"};

const char* unit_of(Unit u) {
  switch (u) {
    case Unit::kWorkDay: return "工作日";
    case Unit::kNaturalDay: return "自然日";
    case Unit::kHour: return "小时";
    case Unit::kWorkHour: return "工作小时";
    case Unit::kMinute: return "分钟";
    case Unit::kSecond: return "秒";
    case Unit::kWorkMinute: return "工作分钟";
    case Unit::kOwnDay: return "天";
    default: return "?";
  }
}

class Dumper {
 public:
  explicit Dumper(const Program& p) : p_(p) {}

  std::string expr(ExprId id) const {
    if (id == kNone) return "-";
    const Expr& e = p_[id];
    switch (e.op) {
      case Op::kField: return scope(e.scope) + "." + field(p_.scopes[static_cast<size_t>(e.scope)].model, e.index);
      case Op::kRefField: return fmt::format("{}[{}].{}", model(e.model), expr(e.args[0]), field(e.model, e.index));
      case Op::kText: return "「" + e.text + "」";
      case Op::kNumber: return text_of(e.number);
      case Op::kBool: return e.value ? "是" : "否";
      case Op::kDate: return fmt::format("day{}", e.value);
      case Op::kInstant: return fmt::format("instant{}", e.value);
      case Op::kEnum: return label(e.type.enumeration, e.index);
      case Op::kSpan: return text_of(e.number) + unit_of(e.unit);
      case Op::kTextSet: return "{" + joined(e.texts) + "}";
      case Op::kEnumSet: return labels(e);
      case Op::kCompare: return fmt::format("({} {} {})", expr(e.args[0]), cmp(e.cmp), expr(e.args[1]));
      case Op::kCard: return "card(" + p_.cards[static_cast<size_t>(e.index)] + ")";
      case Op::kIsFirst: return "first(" + scope(e.scope) + ")";
      default: return call(e);
    }
  }

  std::string clock(int i) const {
    const Clock& k = p_.clocks[static_cast<size_t>(i)];
    std::string out = fmt::format("clock {} in {} from {} to {} limit {} calendar {}", k.name.empty() ? "-" : k.name, scope(k.scope),
                                  expr(k.start), expr(k.end), expr(k.limit), calendar(k.calendar));
    if (k.exact) out += " exact";
    if (k.same_day) out += " same-day";
    if (k.roll_over) out += " roll-over";
    for (const Pause& p : k.pauses) {
      out += fmt::format(" pause {}[{}, {})", p.rows == kNone ? "" : "each " + scope(p.rows) + " ", expr(p.from), expr(p.to));
      if (p.when != kNone) out += " when " + expr(p.when);
    }
    return out;
  }

  std::string reason(const std::vector<ReasonPart>& parts) const {
    std::string out;
    for (const ReasonPart& part : parts) {
      switch (part.what) {
        case ReasonPart::What::kText: out += part.text; break;
        case ReasonPart::What::kValue: out += "{" + expr(part.value) + "}"; break;
        case ReasonPart::What::kUsed: out += "{used " + clock_name(part.clock) + "}"; break;
        case ReasonPart::What::kLeft: out += "{left " + clock_name(part.clock) + "}"; break;
        case ReasonPart::What::kDue: out += "{due " + clock_name(part.clock) + "}"; break;
      }
    }
    return out;
  }

  std::string quotes(const std::vector<Quote>& all, std::string_view indent) const {
    std::string out;
    for (const Quote& q : all) out += fmt::format("{}quote {} 「{}」 in {}\n", indent, q.clause, q.text, q.source.empty() ? "-" : q.source);
    return out;
  }

  std::string indicator(const Indicator& i) const {
    std::string out = fmt::format("indicator {} {} on {}{}\n", i.code, i.name, model(i.model), i.uses_lists ? " (lists)" : "");
    if (i.applies != kNone) out += "  applies " + expr(i.applies) + "\n";
    for (int s : i.supersedes) out += "  supersedes " + p_.indicators[static_cast<size_t>(s)].code + "\n";
    for (const Choice& c : i.choices) out += fmt::format("  choice {} = {}\n", c.name, c.chosen);
    out += quotes(i.quotes, "  ");
    if (!i.reason.empty()) out += "  reason " + reason(i.reason) + "\n";
    for (const Situation& s : i.situations) out += situation(s);
    return out;
  }

  std::string aggregate(const Aggregate& a) const {
    std::string out = fmt::format("aggregate {} {} on {}\n", a.code, a.name, model(a.model));
    for (ExprId by : a.by) out += "  by " + expr(by) + "\n";
    if (a.range != kNone) out += "  range " + expr(a.range) + "\n";
    for (int32_t day : a.at) out += fmt::format("  at day{}\n", day);
    if (a.every_year_end) out += "  at every year's end\n";
    out += "  " + card(a.card) + " when " + term(a.left);
    if (a.right) out += " ÷ " + term(*a.right);
    return out + fmt::format(" {} {}\n", cmp(a.cmp), text_of(a.threshold)) + quotes(a.quotes, "  ");
  }

  std::string header() const {
    std::string out = fmt::format("rules {} {} calendar {} cards {}\n", p_.code, p_.version, calendar(p_.calendar), joined(p_.cards));
    for (const auto& c : p_.choices) out += fmt::format("choice {} = {}\n", c.name, c.chosen);
    return out;
  }

 private:
  std::string situation(const Situation& s) const {
    std::string out = fmt::format("  situation {} in {}\n", s.name.empty() ? "-" : s.name, scope(s.scope));
    if (s.applies != kNone) out += "    applies " + expr(s.applies) + "\n";
    out += quotes(s.quotes, "    ");
    for (const CardRule& c : s.cards) {
      out += "    " + card(c.card) + " when " + expr(c.when);
      if (!c.actions.empty()) out += " do " + joined(c.actions);
      out += "\n";
    }
    if (!s.reason.empty()) out += "    reason " + reason(s.reason) + "\n";
    return out;
  }

  std::string call(const Expr& e) const {
    std::string args;
    if (e.rows != kNone) args = "each " + scope(e.rows);
    if (uses_clock(e)) args = (args.empty() ? "" : args + ", ") + clock_name(e.index);
    if (e.op == Op::kClockCompare) args += fmt::format(" {} {}", e.quantity == Quantity::kUsed ? "used" : "left", cmp(e.cmp));
    if (e.op == Op::kNamed) args = e.text;
    if (e.op == Op::kAtLeast) args += fmt::format(", {}", e.count);
    if (e.op == Op::kMatches) args += p_.patterns[static_cast<size_t>(e.index)];
    if (e.op == Op::kHold) args += calendar(e.calendar);
    for (ExprId a : e.args) args += (args.empty() ? "" : ", ") + expr(a);
    return std::string(kOps[static_cast<size_t>(e.op)]) + (e.args.empty() && args.empty() ? "" : "(" + args + ")");
  }

  static bool uses_clock(const Expr& e) { return e.op >= Op::kClockCompare && e.op <= Op::kSpanOver; }
  static std::string cmp(Cmp c) { return kCmps[static_cast<size_t>(c)]; }
  std::string card(int i) const { return p_.cards[static_cast<size_t>(i)]; }
  std::string calendar(int i) const { return i == kNone ? "-" : p_.calendars[static_cast<size_t>(i)].name; }
  std::string model(int i) const { return p_.models.models[static_cast<size_t>(i)].name; }
  std::string field(int m, int f) const { return p_.models.models[static_cast<size_t>(m)].fields[static_cast<size_t>(f)].name; }
  std::string clock_name(int i) const {
    const Clock& k = p_.clocks[static_cast<size_t>(i)];
    return k.name.empty() ? fmt::format("[{}, {})", expr(k.start), expr(k.end)) : k.name;
  }
  std::string scope(ScopeId s) const {
    if (s == kNone) return "-";
    const Scope& at = p_.scopes[static_cast<size_t>(s)];
    if (at.owner == kNone) return model(at.model);
    return at.alias.empty() ? fmt::format("{}#{}", model(at.model), s) : at.alias;
  }
  std::string label(int enumeration, int i) const {
    return p_.models.enumerations[static_cast<size_t>(enumeration)].labels[static_cast<size_t>(i)].label;
  }
  std::string labels(const Expr& e) const {
    std::vector<std::string> names;
    for (int i : e.indices) names.push_back(label(e.type.enumeration, i));
    return "{" + joined(names) + "}";
  }
  static std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& p : parts) out += (out.empty() ? "" : "、") + p;
    return out;
  }
  std::string term(const Aggregate::Term& t) const {
    constexpr const char* kFns[] = {"count", "share", "sum", "average", "min", "max"};
    return fmt::format("{}({})", kFns[static_cast<size_t>(t.fn)], t.value != kNone ? expr(t.value) : expr(t.when));
  }

  const Program& p_;
};

}  // namespace

std::string text_of(const Rational& n) { return n.den == 1 ? fmt::format("{}", n.num) : fmt::format("{}/{}", n.num, n.den); }

std::string dump(const Program& p, ExprId id) { return Dumper(p).expr(id); }
std::string dump_clock(const Program& p, int clock) { return Dumper(p).clock(clock); }
std::string dump(const Program& p, const Indicator& i) { return Dumper(p).indicator(i); }
std::string dump(const Program& p, const Aggregate& a) { return Dumper(p).aggregate(a); }

std::string dump(const Program& p) {
  const Dumper d(p);
  std::string out = d.header();
  for (size_t i = 0; i < p.clocks.size(); ++i) out += d.clock(static_cast<int>(i)) + "\n";
  for (const auto& i : p.indicators) out += d.indicator(i);
  for (const auto& a : p.aggregates) out += d.aggregate(a);
  for (const auto& u : p.unwritten) out += fmt::format("unwritten {} {}\n", u.code, u.name);
  return out;
}

}  // namespace zs::typed
