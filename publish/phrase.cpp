#include "publish/phrase.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace zs::publish {

using typed::Cmp;
using typed::Expr;
using typed::ExprId;
using typed::Op;

Phraser::Phraser(const typed::Program& program, Language language, std::function<std::string(Span)> source)
    : p_(program), zh_(language == Language::kChinese), source_(std::move(source)) {}

std::string Phraser::list(const std::vector<std::string>& items, const char* last_en) const {
  if (zh_ || items.size() < 2) return fmt::format("{}", fmt::join(items, "、"));
  const std::vector<std::string> first(items.begin(), items.end() - 1);
  return fmt::format("{} {} {}", fmt::join(first, ", "), last_en, items.back());
}

/// On one line, whatever hangs below.
std::string Phraser::one(const Phrase& p) {
  if (p.parts.empty()) return p.text;
  std::string out = p.text;
  for (size_t i = 0; i < p.parts.size(); ++i) out += (i ? "；" : "") + one(p.parts[i]);
  return out;
}

bool Phraser::same(ExprId a, ExprId b) const {
  if (a == b) return true;
  if (a == typed::kNone || b == typed::kNone) return false;
  const Expr &x = p_[a], &y = p_[b];
  if (x.op != y.op || x.scope != y.scope || x.index != y.index || x.model != y.model || x.rows != y.rows || x.args.size() != y.args.size()) return false;
  for (size_t i = 0; i < x.args.size(); ++i)
    if (!same(x.args[i], y.args[i])) return false;
  return true;
}

/// 甲 后 d 内 乙 未发生 is kept as two conditions; said as one.
bool Phraser::never_within(ExprId over, ExprId other, std::string& out) {
  const Expr &o = p_[over], &n = p_[other];
  if (o.op != Op::kSpanOver || n.op != Op::kNot || p_[n.args[0]].op != Op::kOccurred) return false;
  const auto& clock = p_.clocks[static_cast<size_t>(o.index)];
  if (!same(p_[n.args[0]].args[0], clock.end)) return false;
  const std::string from = value(clock.start), limit = value(o.args[0]), to = value(clock.end);
  out = say("自" + from + "起，超过" + limit + "仍没有" + to, "more than " + limit + " after " + from + " there is still no " + to);
  return true;
}

/// 6工作小时 ≤ 已用 ≤ 8工作小时.
bool Phraser::between(ExprId low, ExprId high, std::string& out) {
  const Expr &l = p_[low], &h = p_[high];
  if (l.op != Op::kClockCompare || h.op != Op::kClockCompare || l.index != h.index || l.quantity != h.quantity) return false;
  const bool left = l.quantity == typed::Quantity::kLeft;
  out = say(clock_name(l.index) + (left ? "剩余" : "已用") + ordering(l.cmp, value(l.args[0])) + "、" + ordering(h.cmp, value(h.args[0])),
            (left ? "what is left of " : "what is used of ") + clock_name(l.index) + " is " + ordering(l.cmp, value(l.args[0])) + " and " + ordering(h.cmp, value(h.args[0])));
  return true;
}

Phrase Phraser::joined(const Expr& e, bool is) {
  // Not (a and b) is: not a, or not b.
  const bool all = (e.op == Op::kAnd) == is;
  Phrase out;
  for (size_t i = 0; i < e.args.size(); ++i) {
    std::string two;
    if (is && e.op == Op::kAnd && i + 1 < e.args.size() && (never_within(e.args[i], e.args[i + 1], two) || between(e.args[i], e.args[i + 1], two))) {
      out.parts.push_back({two, {}});
      ++i;
      continue;
    }
    Phrase part = condition(e.args[i], is);
    const Expr& arg = p_[e.args[i]];
    // 且 within 且: one list.
    if (arg.op == e.op && !part.parts.empty()) out.parts.insert(out.parts.end(), part.parts.begin(), part.parts.end());
    else out.parts.push_back(std::move(part));
  }
  if (out.parts.size() == 1) return out.parts.front();
  out.text = all ? say("同时符合下列各项：", "all of the following:") : say("有下列情形之一：", "one of the following:");
  return out;
}

Phrase Phraser::named(const Expr& e, bool is) {
  Phrase body = condition(e.args[0], true);
  const std::string is_so = is ? say("符合“" + e.text + "”", "“" + e.text + "” holds") : say("不符合“" + e.text + "”", "“" + e.text + "” does not hold");
  if (body.parts.empty()) return {is_so + say("，即", ", that is: ") + body.text, {}};
  return {is_so + say("，即", ", that is: ") + body.text, std::move(body.parts)};
}

Phrase Phraser::rows(const Expr& e, bool is) {
  const std::string list = list_name(e.rows), owner = p_.scopes[static_cast<size_t>(e.rows)].alias;
  const std::string as = owner.empty() ? "" : say("（记作“" + owner + "”）", " (called “" + owner + "”)");
  rows_.push_back(e.rows);
  const bool every = !is && e.op == Op::kExists && p_[e.args[0]].op == Op::kNot;
  Phrase body = every ? condition(p_[e.args[0]].args[0], true) : condition(e.args[0], true);
  rows_.pop_back();
  const bool bare = p_[e.args[0]].op == Op::kTrue;
  std::string head;
  if (every) head = say("每一条" + list + as + "都符合：", "every row of " + list + as + " fits: ");
  else if (e.op == Op::kAtLeast)
    head = is ? say(fmt::format("至少有{}条{}{}", e.count, list, as), fmt::format("at least {} rows of {}{}", e.count, list, as)) : say(fmt::format("不到{}条{}{}", e.count, list, as), fmt::format("fewer than {} rows of {}{}", e.count, list, as));
  else head = is ? say("有一条" + list + as, "some row of " + list + as) : say("没有一条" + list + as, "no row of " + list + as);
  if (bare && e.op == Op::kExists) return {is ? say("有" + list, "there is a row of " + list) : say("没有" + list, "there is no row of " + list), {}};
  if (bare) return {head, {}};
  if (!every) head += say("符合：", " fits: ");
  if (body.parts.empty()) return {head + body.text, {}};
  return {head + body.text, std::move(body.parts)};
}

Phrase Phraser::hold(const Expr& e, bool is) {
  const std::string limit = value(e.args[1]);
  Phrase what = condition(e.args[0], true);
  const std::string more = is ? say("，连续超过" + limit, ", for more than " + limit + " without a break") : say("，但没有连续超过" + limit, ", but not for more than " + limit + " without a break");
  if (p_[e.args[0]].op == Op::kCard) {
    const std::string card = p_.cards[static_cast<size_t>(p_[e.args[0]].index)];
    return {is ? say(card + "的条件连续成立超过" + limit, "the conditions of " + card + " have held for more than " + limit) : say(card + "的条件连续成立没有超过" + limit, "the conditions of " + card + " have not held for more than " + limit), {}};
  }
  if (what.parts.empty()) return {what.text + more, {}};
  return {say("下列情况", "the following") + more + say("：", ": ") + what.text, std::move(what.parts)};
}

Phrase Phraser::condition(ExprId id, bool is) {
  const Expr& e = p_[id];
  switch (e.op) {
    case Op::kAnd:
    case Op::kOr: return joined(e, is);
    case Op::kNot: return condition(e.args[0], !is);
    case Op::kNamed: return named(e, is);
    case Op::kExists:
    case Op::kAtLeast: return rows(e, is);
    case Op::kHold: return hold(e, is);
    default: return {plain(e, is), {}};
  }
}

std::string Phraser::clock_name(int index) {
  const auto& k = p_.clocks[static_cast<size_t>(index)];
  return k.name.empty() ? reach(k) + say("的时间", "") : say("“" + k.name + "”", "the clock “" + k.name + "”");
}

std::string Phraser::reach(const typed::Clock& k) {
  std::string out = say("自" + value(k.start), "from " + value(k.start));
  if (k.end != typed::kNone) out += say("至" + value(k.end), " to " + value(k.end));
  return out;
}

std::string Phraser::clock_test(const Expr& e, bool is) {
  const auto& k = p_.clocks[static_cast<size_t>(e.index)];
  switch (e.op) {
    case Op::kClockOver: return is ? say(clock_name(e.index) + "超期", clock_name(e.index) + " has run over") : say(clock_name(e.index) + "没有超期", clock_name(e.index) + " has not run over");
    case Op::kClockRunning: return is ? say(clock_name(e.index) + "正在进行", clock_name(e.index) + " is running") : say(clock_name(e.index) + "不在进行", clock_name(e.index) + " is not running");
    case Op::kClockPaused: return is ? say(clock_name(e.index) + "停着", clock_name(e.index) + " is paused") : say(clock_name(e.index) + "没有停着", clock_name(e.index) + " is not paused");
    case Op::kSpanOver: {
      const std::string limit = value(e.args[0]);
      return is ? say(reach(k) + "，超过" + limit, reach(k) + " took more than " + limit) : say(reach(k) + "，没有超过" + limit, reach(k) + " took no more than " + limit);
    }
    default: break;
  }
  static constexpr Cmp kOther[] = {Cmp::kNe, Cmp::kEq, Cmp::kGe, Cmp::kGt, Cmp::kLe, Cmp::kLt};
  const Cmp cmp = is ? e.cmp : kOther[static_cast<size_t>(e.cmp)];
  const bool left = e.quantity == typed::Quantity::kLeft;
  const std::string than = ordering(cmp, value(e.args[0]));
  if (k.name.empty()) return say(reach(k) + "，所用" + than, reach(k) + " took " + than);
  return say(clock_name(e.index) + (left ? "剩余" : "已用") + than, (left ? "what is left of " : "what is used of ") + clock_name(e.index) + " is " + than);
}

}  // namespace zs::publish
