// Values and tests of values as sentences.
#include "publish/phrase.h"

#include "oracle/show.h"

#include <fmt/format.h>

#include <algorithm>

namespace zs::publish {

using typed::Cmp;
using typed::Expr;
using typed::ExprId;
using typed::Kind;
using typed::Op;

namespace {

std::string number_text(const Rational& n) {
  if (n.den == 1) return std::to_string(n.num);
  std::string s = fmt::format("{:.6f}", static_cast<double>(n.num) / static_cast<double>(n.den));
  while (s.back() == '0') s.pop_back();
  return s;
}

}  // namespace

std::string Phraser::field(int model, int index) const {
  const auto& f = p_.models.models[static_cast<size_t>(model)].fields[static_cast<size_t>(index)];
  return zh_ || f.code.empty() ? f.name : f.name + " (" + f.code + ")";
}

std::string Phraser::list_name(typed::ScopeId rows) const {
  const auto& s = p_.scopes[static_cast<size_t>(rows)];
  return field(p_.scopes[static_cast<size_t>(s.owner)].model, s.field);
}

/// 受理时间; 先的告知时间 for a row with a name; 补正的告知时间 for a row that is not the one spoken of.
std::string Phraser::field_of(const Expr& e) {
  const auto& s = p_.scopes[static_cast<size_t>(e.scope)];
  const std::string name = field(s.model, e.index);
  if (!s.alias.empty()) return say("“" + s.alias + "”的", "“" + s.alias + "”’s ") + name;
  if (s.owner == typed::kNone) {
    // A field of the record whose name the row has, too.
    const auto& own = p_.models.models[static_cast<size_t>(s.model)];
    for (const typed::ScopeId r : rows_)
      for (const auto& f : p_.models.models[static_cast<size_t>(p_.scopes[static_cast<size_t>(r)].model)].fields)
        if (f.name == own.fields[static_cast<size_t>(e.index)].name) return own.name + say("的", "’s ") + name;
    return name;
  }
  if (rows_.empty() || rows_.back() == e.scope) return name;
  return list_name(e.scope) + say("的", "’s ") + name;
}

std::string Phraser::number(const Rational& n, bool share) const {
  return share && 100 % n.den == 0 ? std::to_string(n.num * (100 / n.den)) + "%" : number_text(n);
}

std::string Phraser::span(const Rational& number, Unit unit) const {
  static const std::pair<const char*, const char*> kUnits[] = {{"个工作日", "working day"}, {"个自然日", "calendar day"}, {"小时", "hour"},    {"个工作小时", "working hour"},
                                                              {"分钟", "minute"},         {"秒", "second"},             {"工作分钟", "working minute"}, {"天（按期限自己的日子）", "day of the limit’s own kind"}};
  const std::string n = number_text(number);
  if (static_cast<size_t>(unit) >= std::size(kUnits)) return n;
  const auto& [zh, en] = kUnits[static_cast<size_t>(unit)];
  if (zh_) return n + zh;
  if (unit == Unit::kOwnDay) return n + (n == "1" ? " day" : " days") + " of the limit’s own kind";
  return n + " " + en + (n == "1" ? "" : "s");
}

std::string Phraser::ordering(Cmp cmp, const std::string& than) const {
  static const std::pair<const char*, const char*> kWords[] = {{"等于", "exactly "}, {"不等于", "other than "}, {"少于", "less than "}, {"不超过", "at most "}, {"超过", "more than "}, {"达到", "at least "}};
  const auto& [zh, en] = kWords[static_cast<size_t>(cmp)];
  return (zh_ ? zh : en) + than;
}

std::string Phraser::constant(const Expr& e) {
  const auto label = [&](int index) { return p_.models.enumerations[static_cast<size_t>(e.type.enumeration)].labels[static_cast<size_t>(index)].label; };
  switch (e.op) {
    case Op::kText: return "「" + e.text + "」";
    case Op::kNumber: {
      const std::string written = source_ && e.src.file >= 0 ? source_(e.src) : "";
      return number(e.number, written.ends_with("%") || written.ends_with("％"));
    }
    case Op::kBool: return e.value ? say("“是”", "yes") : say("“否”", "no");
    case Op::kDate: return oracle::show_date(e.value);
    case Op::kInstant: return oracle::show_instant(e.value);
    case Op::kEnum: return label(e.index);
    case Op::kSpan: return span(e.number, e.unit);
    case Op::kTextSet: {
      std::vector<std::string> all;
      for (const auto& t : e.texts) all.push_back("「" + t + "」");
      return list(all);
    }
    case Op::kEnumSet: {
      std::vector<std::string> all;
      for (const int i : e.indices) all.push_back(label(i));
      return list(all);
    }
    default: return "";
  }
}

std::string Phraser::arithmetic(const Expr& e) {
  const auto side = [&](ExprId id) {
    const Op op = p_[id].op;
    const std::string v = value(id);
    return op == Op::kAdd || op == Op::kSub ? say("（" + v + "）", "(" + v + ")") : v;
  };
  // 50% as people write it, where it multiplies.
  const auto factor = [&](ExprId id) {
    const Expr& x = p_[id];
    return x.op == Op::kNumber && x.number.den != 1 ? number(x.number, true) : side(id);
  };
  switch (e.op) {
    case Op::kAdd: return value(e.args[0]) + " + " + value(e.args[1]);
    case Op::kSub: return value(e.args[0]) + " − " + side(e.args[1]);
    case Op::kMul: return factor(e.args[0]) + " × " + factor(e.args[1]);
    case Op::kDiv: return side(e.args[0]) + " ÷ " + side(e.args[1]);
    default: return "−" + side(e.args[0]);
  }
}

std::string Phraser::value(ExprId id) {
  const Expr& e = p_[id];
  switch (e.op) {
    case Op::kField: return field_of(e);
    case Op::kRefField: {
      const auto& m = p_.models.models[static_cast<size_t>(e.model)];
      return say(m.name + "的", m.name + "’s ") + field(e.model, e.index);
    }
    case Op::kCoalesce: {
      const std::string bare = value(e.args[0]);
      std::string out = bare;
      for (size_t i = 1; i < e.args.size(); ++i) {
        const Expr& other = p_[e.args[i]];
        if (other.op == Op::kGuard) out += say("（没有填写、并且" + one(condition(other.args[0])) + "的，取" + value(other.args[1]) + "）", " (where it is missing and " + one(condition(other.args[0])) + ": " + value(other.args[1]) + ")");
        else out += say("（没有填写的，取" + value(e.args[i]) + "）", " (where it is missing: " + value(e.args[i]) + ")");
      }
      return told_.insert(out).second ? out : bare;
    }
    case Op::kGuard: return value(e.args[1]) + say("（只在" + one(condition(e.args[0])) + "时）", " (only where " + one(condition(e.args[0])) + ")");
    case Op::kAdd: case Op::kSub: case Op::kMul: case Op::kDiv: case Op::kNeg: return arithmetic(e);
    case Op::kEventMin:
    case Op::kEventMax: {
      std::vector<std::string> all;
      for (const ExprId a : e.args) all.push_back(value(a));
      const bool first = e.op == Op::kEventMin;
      return zh_ ? list(all) + (first ? "中最早的" : "中最晚的") : (first ? "the earliest of " : "the latest of ") + list(all, "and");
    }
    case Op::kEventMinRows: {
      rows_.push_back(e.rows);
      const std::string what = value(e.args[0]);
      rows_.pop_back();
      return say("各条" + list_name(e.rows) + "的" + what + "中最早的", "the earliest " + what + " of all rows of " + list_name(e.rows));
    }
    default:
      if (e.type.kind == Kind::kTruth) return one(condition(id));
      return constant(e);
  }
}

std::string Phraser::compare(const Expr& e, bool is) {
  static constexpr Cmp kOther[] = {Cmp::kNe, Cmp::kEq, Cmp::kGe, Cmp::kGt, Cmp::kLe, Cmp::kLt};
  const Cmp cmp = is ? e.cmp : kOther[static_cast<size_t>(e.cmp)];
  const std::string l = value(e.args[0]), r = value(e.args[1]);
  const Kind kind = p_[e.args[0]].type.kind;
  if (kind == Kind::kText || kind == Kind::kEnum || kind == Kind::kBool) {
    if (kind == Kind::kBool && zh_) return l + (cmp == Cmp::kEq ? "为" : "不为") + r;
    if (cmp == Cmp::kEq) return say(l + "是" + r, l + " is " + r);
    if (cmp == Cmp::kNe) return say(l + "不是" + r, l + " is not " + r);
  }
  if (kind == Kind::kEnum) {
    static const std::pair<const char*, const char*> kWords[] = {{}, {}, {"低于", " is below "}, {"不高于", " is at most "}, {"高于", " is above "}, {"不低于", " is at least "}};
    return l + (zh_ ? kWords[static_cast<size_t>(cmp)].first : kWords[static_cast<size_t>(cmp)].second) + r;
  }
  return say(l + ordering(cmp, r), l + " is " + ordering(cmp, r));
}

std::string Phraser::among(const Expr& e, bool is) {
  const std::string l = value(e.args[0]), r = value(e.args[1]);
  const Expr& set = p_[e.args[1]];
  const bool constant_set = set.op == Op::kTextSet || set.op == Op::kEnumSet;
  const size_t size = set.op == Op::kTextSet ? set.texts.size() : set.indices.size();
  switch (e.op) {
    case Op::kMember:
      if (constant_set && size == 1) return is ? say(l + "是" + r, l + " is " + r) : say(l + "不是" + r, l + " is not " + r);
      if (constant_set) return is ? say(l + "是" + r + "之一", l + " is one of " + r) : say(l + "不是" + r + "中的任何一个", l + " is none of " + r);
      return is ? say(l + "在" + r + "之中", l + " is among " + r) : say(l + "不在" + r + "之中", l + " is not among " + r);
    case Op::kSubset: return is ? say(l + "全部在" + r + "之中", "all of " + l + " are among " + r) : say(l + "中有不在" + r + "之中的", "some of " + l + " is not among " + r);
    case Op::kIntersects: return is ? say(l + "中有" + r + (size > 1 || !constant_set ? "之一" : ""), l + " holds " + (size > 1 || !constant_set ? "one of " : "") + r) : say(l + "中没有" + r + (size > 1 ? "中的任何一个" : ""), l + " holds " + (size > 1 ? "none of " : "no ") + r);
    case Op::kContainsAny: return is ? say(l + "里有" + r + "的字样", l + " contains the words " + r) : say(l + "里没有" + r + "的字样", l + " does not contain the words " + r);
    default: return "";
  }
}

std::string Phraser::plain(const Expr& e, bool is) {
  const auto arg = [&](size_t i) { return value(e.args[i]); };
  switch (e.op) {
    case Op::kTrue:
    case Op::kFalse:
      // What a 口径 that was not chosen leaves of its condition.
      return (e.op == Op::kTrue) == is ? say("任何情况都是", "always") : say("不会成立（现在所取的口径不用这一条）", "never (the reading chosen leaves this out)");
    case Op::kUnknown: return say("无法判定", "undecided");
    case Op::kCompare: return compare(e, is);
    case Op::kIsNull: return is ? say("没有填写" + arg(0), arg(0) + " is missing") : say("填写了" + arg(0), arg(0) + " is given");
    case Op::kIsSet: return is ? say("填写了" + arg(0), arg(0) + " is given") : say("没有填写" + arg(0), arg(0) + " is missing");
    case Op::kMember: case Op::kSubset: case Op::kIntersects: case Op::kContainsAny: return among(e, is);
    case Op::kMatches: {
      const std::string written = source_ ? source_(e.src) : "";
      const size_t at = written.rfind("合 ");
      const std::string form = at == std::string::npos ? written : written.substr(at + std::string("合 ").size());
      return is ? say(arg(0) + "的写法合“" + form + "”", arg(0) + " has the form “" + form + "”") : say(arg(0) + "的写法不合“" + form + "”", arg(0) + " has not the form “" + form + "”");
    }
    case Op::kPrecedes: return is ? say("依" + arg(2) + "，" + arg(0) + "排在" + arg(1) + "前面", "in " + arg(2) + ", " + arg(0) + " stands before " + arg(1)) : say("依" + arg(2) + "，" + arg(0) + "不排在" + arg(1) + "前面", "in " + arg(2) + ", " + arg(0) + " does not stand before " + arg(1));
    case Op::kIsFirst: {
      const auto& s = p_.scopes[static_cast<size_t>(e.scope)];
      const std::string row = s.alias.empty() ? say("这一条", "this row") : "“" + s.alias + "”";
      return is ? say(row + "是其中最早的", row + " is the earliest") : say(row + "不是其中最早的", row + " is not the earliest");
    }
    case Op::kOccurred: return is ? say("已有" + arg(0), "there is a " + arg(0)) : say("尚无" + arg(0), "there is no " + arg(0) + " yet");
    case Op::kBefore: return is ? say(arg(0) + "早于" + arg(1), arg(0) + " is before " + arg(1)) : say(arg(0) + "不早于" + arg(1), arg(0) + " is not before " + arg(1));
    case Op::kAfter: return is ? say(arg(0) + "晚于" + arg(1), arg(0) + " is after " + arg(1)) : say(arg(0) + "不晚于" + arg(1), arg(0) + " is not after " + arg(1));
    case Op::kClockCompare: case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: case Op::kSpanOver: return clock_test(e, is);
    case Op::kAllInRows: {
      rows_.push_back(e.rows);
      const std::string what = arg(1);
      rows_.pop_back();
      const std::string in = list_name(e.rows) + say("的", "’s ") + what;
      return is ? say(arg(0) + "每一个都见于" + in, "every one of " + arg(0) + " is found in " + in) : say(arg(0) + "中有不见于" + in + "的", "some of " + arg(0) + " is not found in " + in);
    }
    case Op::kCard: {
      const std::string card = p_.cards[static_cast<size_t>(e.index)];
      return is ? say(card + "的条件成立", "the conditions of " + card + " hold") : say(card + "的条件不成立", "the conditions of " + card + " do not hold");
    }
    default: return "";
  }
}

}  // namespace zs::publish
