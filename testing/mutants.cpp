#include "testing/mutants.h"

#include "io/binding/instant_text.h"
#include "oracle/show.h"
#include "testing/walk.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <set>

namespace zs::testing {
namespace {

using typed::Cmp;
using typed::Expr;
using typed::ExprId;
using typed::Kind;
using typed::Op;

Words becomes(const std::string& a, const std::string& b) { return {a + " 改为 " + b, a + " becomes " + b}; }

std::string sign(Cmp c) {
  switch (c) {
    case Cmp::kEq: return "=";
    case Cmp::kNe: return "≠";
    case Cmp::kLt: return "<";
    case Cmp::kLe: return "<=";
    case Cmp::kGt: return ">";
    case Cmp::kGe: return ">=";
  }
  return "?";
}

Cmp turned(Cmp c) {
  switch (c) {
    case Cmp::kEq: return Cmp::kNe;
    case Cmp::kNe: return Cmp::kEq;
    case Cmp::kLt: return Cmp::kLe;
    case Cmp::kLe: return Cmp::kLt;
    case Cmp::kGt: return Cmp::kGe;
    case Cmp::kGe: return Cmp::kGt;
  }
  return c;
}

std::string number_text(Rational n) {
  if (n.den == 1) return std::to_string(n.num);
  return fmt::format("{}", static_cast<double>(n.num) / static_cast<double>(n.den));
}

/// One unit of a threshold: 1, or a hundredth where it is a percentage or has decimals.
Rational moved(Rational n, int by) {
  if (n.den == 1) return Rational::of(n.num + by);
  const int64_t unit = 100 % n.den == 0 ? 100 : n.den;
  return Rational::of(n.num * (unit / n.den) + by, unit);
}

class Maker {
 public:
  Maker(const typed::Program& p, const std::vector<int>& files) : p_(p), files_(files.begin(), files.end()) {}

  std::vector<Mutant> run() {
    for (size_t i = 0; i < p_.indicators.size(); ++i) indicator(static_cast<int>(i));
    std::vector<Mutant> out;
    for (auto& [key, m] : made_) {
      std::sort(m.indicators.begin(), m.indicators.end());
      out.push_back(std::move(m));
    }
    std::stable_sort(out.begin(), out.end(), [](const Mutant& a, const Mutant& b) { return std::tie(a.src.file, a.src.begin) < std::tie(b.src.file, b.src.begin); });
    return out;
  }

 private:
  using Kinds = Mutant::Kind;

  void indicator(int index) {
    now_ = silenced_by(p_, index);
    const auto& i = p_.indicators[static_cast<size_t>(index)];
    const Reach all = reach(p_, index);
    for (const ExprId id : all.exprs)
      if (!idle_limit(id, all)) expr(id);
    for (const int k : all.clocks) clock(k, counts_days(k, all));
    for (size_t s = 0; s < i.situations.size(); ++s) {
      if (never(p_, i.situations[s].applies)) continue;
      for (size_t c = 0; c < i.situations[s].cards.size(); ++c)
        if (!never(p_, i.situations[s].cards[c].when)) card(index, s, c);
      if (i.situations[s].applies != typed::kNone && !settled(p_, i.situations[s].applies)) {
        auto copy = i;
        copy.situations[s].applies = typed::kNone;
        replace(index, std::move(copy), Kinds::kApplies, p_[i.situations[s].applies].src, {"去掉情形的 适用", "without the situation's 适用"}, not_applying());
      }
    }
    if (i.applies != typed::kNone && !settled(p_, i.applies)) {
      auto copy = i;
      copy.applies = typed::kNone;
      replace(index, std::move(copy), Kinds::kApplies, p_[i.applies].src, {"去掉 适用", "without 适用"}, not_applying());
    }
    if (!i.supersedes.empty()) {
      auto copy = i;
      copy.supersedes.clear();
      replace(index, std::move(copy), Kinds::kSupersedes, i.src, {"去掉 取代", "without 取代"},
              {"一个办件同时够得上 " + i.code + " 和它取代的指标，期望被取代的不亮牌", "a case that meets " + i.code + " and what it supersedes, expecting no card of the latter"});
    }
  }

  static Words not_applying() { return {"一个办件满足发牌条件而不满足 适用，期望不亮牌", "a case that meets the card's condition but not 适用, expecting no card"}; }

  /// The mutant of a place and a change; made when first met.
  Mutant* at(Kinds kind, Span src, Words change, Words advice) {
    if (!files_.count(src.file)) return nullptr;
    auto [it, fresh] = made_.try_emplace({src.file, src.begin, src.end, static_cast<int>(kind), change.zh});
    Mutant& m = it->second;
    if (fresh) m.kind = kind, m.src = src, m.change = std::move(change), m.advice = std::move(advice);
    for (const int i : now_)
      if (std::find(m.indicators.begin(), m.indicators.end(), i) == m.indicators.end()) m.indicators.push_back(i);
    return &m;
  }

  void replace(ExprId id, Expr by, Kinds kind, Words change, Words advice) { replace(id, std::move(by), kind, p_[id].src, std::move(change), std::move(advice)); }
  void replace(ExprId id, Expr by, Kinds kind, Span src, Words change, Words advice) {
    Mutant* m = at(kind, src, std::move(change), std::move(advice));
    if (m && std::none_of(m->edit.exprs.begin(), m->edit.exprs.end(), [&](const auto& e) { return e.first == id; })) m->edit.exprs.emplace_back(id, std::move(by));
  }
  void replace(int index, typed::Indicator by, Kinds kind, Span src, Words change, Words advice) {
    Mutant* m = at(kind, src, std::move(change), std::move(advice));
    if (!m) return;
    const auto it = std::find_if(m->edit.indicators.begin(), m->edit.indicators.end(), [&](const auto& e) { return e.first == index; });
    if (it == m->edit.indicators.end()) m->edit.indicators.emplace_back(index, std::move(by));
  }
  void replace_clock(int index, typed::Clock by, Kinds kind, Span src, Words change, Words advice) {
    Mutant* m = at(kind, src, std::move(change), std::move(advice));
    if (m && std::none_of(m->edit.clocks.begin(), m->edit.clocks.end(), [&](const auto& e) { return e.first == index; })) m->edit.clocks.emplace_back(index, std::move(by));
  }

  void expr(ExprId id) {
    const Expr& e = p_[id];
    switch (e.op) {
      case Op::kNumber:
      case Op::kSpan:
      case Op::kDate:
      case Op::kInstant: constant(id); break;
      case Op::kCompare:
      case Op::kClockCompare: comparison(id); break;
      case Op::kClockOver: overdue(id); break;
      case Op::kAnd:
      case Op::kOr: {
        Expr by = e;
        by.op = e.op == Op::kAnd ? Op::kOr : Op::kAnd;
        replace(id, by, Kinds::kJoin, e.op == Op::kAnd ? becomes("且", "或") : becomes("或", "且"),
                {"只满足其中一个条件的办件", "a case that meets only one of the conditions"});
        without_one(id);
        break;
      }
      case Op::kNot: {
        Expr by = e;
        by.op = Op::kNamed;  // stands for its operand
        replace(id, by, Kinds::kNot, {"去掉 非", "without 非 (not)"}, {"这个条件成立和不成立的办件各一个", "one case where the condition holds and one where it does not"});
        break;
      }
      case Op::kTextSet:
      case Op::kEnumSet: without_word(id); break;
      case Op::kAtLeast:
        for (const int by : {-1, 1}) {
          Expr x = e;
          x.count += by;
          replace(id, x, Kinds::kThreshold, becomes(fmt::format("至少 {} 个", e.count), fmt::format("至少 {} 个", x.count)),
                  {fmt::format("正好 {} 个和 {} 个的办件", e.count, e.count - 1), fmt::format("cases with exactly {} and with {}", e.count, e.count - 1)});
        }
        break;
      default: break;
    }
  }

  /// 甲 且 乙 without 甲, at the place of 甲.
  void without_one(ExprId id) {
    const Expr& e = p_[id];
    for (size_t n = 0; n < e.args.size(); ++n) {
      if (settled(p_, e.args[n])) continue;
      Expr by = e;
      by.args.erase(by.args.begin() + static_cast<long>(n));
      const bool all = e.op == Op::kAnd;
      replace(id, by, Kinds::kDropped, p_[e.args[n]].src, all ? Words{"去掉这个条件（且）", "without this condition (and)"} : Words{"去掉这种情形（或）", "without this alternative (or)"},
              all ? Words{"只差这一个条件的办件，期望不亮牌", "a case that lacks only this condition, expecting no card"} : Words{"只满足这一种情形的办件，期望亮牌", "a case that meets this alternative only, expecting the card"});
    }
  }

  /// A list of words, one short.
  void without_word(ExprId id) {
    const Expr& e = p_[id];
    const size_t size = e.op == Op::kTextSet ? e.texts.size() : e.indices.size();
    for (size_t n = 0; n < size; ++n) {
      Expr by = e;
      std::string word;
      if (e.op == Op::kTextSet) word = e.texts[n], by.texts.erase(by.texts.begin() + static_cast<long>(n));
      else word = p_.models.enumerations[static_cast<size_t>(e.type.enumeration)].labels[static_cast<size_t>(e.indices[n])].label, by.indices.erase(by.indices.begin() + static_cast<long>(n));
      replace(id, by, Kinds::kWord, e.src, {"去掉「" + word + "」", "without 「" + word + "」"}, {"值正是「" + word + "」的办件", "a case whose value is 「" + word + "」"});
    }
  }

  /// A limit that nothing is held against: its clock is asked for what is used only.
  bool idle_limit(ExprId id, const Reach& all) const {
    const auto of = [&](int k) { return p_.clocks[static_cast<size_t>(k)].limit == id; };
    if (p_[id].op != Op::kSpan || std::none_of(all.clocks.begin(), all.clocks.end(), of)) return false;
    return std::none_of(all.exprs.begin(), all.exprs.end(), [&](ExprId x) {
      const Expr& e = p_[x];
      const bool left = e.op == Op::kClockOver || (e.op == Op::kClockCompare && e.quantity == typed::Quantity::kLeft);
      const bool operand = std::find(e.args.begin(), e.args.end(), id) != e.args.end();
      return operand || (left && of(e.index));
    });
  }

  /// Does the clock count days, so that its first day matters? Only what is written says no: 8工作小时.
  bool counts_days(int index, const Reach& all) const {
    const typed::Clock& k = p_.clocks[static_cast<size_t>(index)];
    if (k.exact) return false;
    const auto days = [&](ExprId id) {
      const Unit u = p_[id].unit;
      return p_[id].op != Op::kSpan || u == Unit::kWorkDay || u == Unit::kNaturalDay || u == Unit::kOwnDay;
    };
    if (k.limit != typed::kNone) return days(k.limit);
    return std::any_of(all.exprs.begin(), all.exprs.end(), [&](ExprId id) {
      const Expr& e = p_[id];
      const bool clock = e.op == Op::kClockCompare || e.op == Op::kSpanOver;
      return clock && e.index == index && !e.args.empty() && days(e.args[0]);
    });
  }

  void constant(ExprId id) {
    const Expr& e = p_[id];
    for (const int by : {-1, 1}) {
      Expr x = e;
      std::string before, after;
      if (e.op == Op::kNumber || e.op == Op::kSpan) {
        x.number = moved(e.number, by);
        const std::string unit = e.op == Op::kSpan ? std::string(oracle::unit_name(e.unit)) : "";
        before = number_text(e.number) + unit, after = number_text(x.number) + unit;
      } else {
        x.value += by;
        const auto text = [&](int64_t v) { return e.op == Op::kDate ? binding::format_day(static_cast<Day>(v)) : show_instant(v); };
        before = text(e.value), after = text(x.value);
      }
      const bool clock = e.op == Op::kSpan;
      replace(id, x, Kinds::kThreshold, becomes(before, after),
              clock ? Words{"恰好到 " + before + " 的办件，期望写明牌自何时起", "a case that just reaches " + before + ", with the instant from which the card is expected"}
                    : Words{"取值正好是 " + before + " 的办件，和差一点的办件", "a case with exactly " + before + " and one just beside it"});
    }
    if (e.op == Op::kSpan && (e.unit == Unit::kWorkDay || e.unit == Unit::kNaturalDay)) {
      Expr x = e;
      x.unit = e.unit == Unit::kWorkDay ? Unit::kNaturalDay : Unit::kWorkDay;
      const std::string n = number_text(e.number);
      replace(id, x, Kinds::kUnit, becomes(n + std::string(oracle::unit_name(e.unit)), n + std::string(oracle::unit_name(x.unit))),
              {"期间含周末的办件，期望写明牌自何时起", "a case that runs over a weekend, with the instant from which the card is expected"});
    }
  }

  void comparison(ExprId id) {
    const Expr& e = p_[id];
    Expr x = e;
    x.cmp = turned(e.cmp);
    const bool equality = e.cmp == Cmp::kEq || e.cmp == Cmp::kNe;
    const Words advice = equality                     ? Words{"相等和不相等的办件各一个", "one case that is equal and one that is not"}
                         : e.op == Op::kClockCompare ? Words{"期望写明牌恰在哪一刻起、至哪一刻止", "the instant at which the card appears or goes"}
                                                      : Words{"两边正好相等的办件", "a case where both sides are equal"};
    replace(id, x, Kinds::kComparison, becomes(sign(e.cmp), sign(x.cmp)), advice);
  }

  /// 超期 is “used more than the limit”; one day early is “used the limit”.
  void overdue(ExprId id) {
    const Expr& e = p_[id];
    const ExprId limit = p_.clocks[static_cast<size_t>(e.index)].limit;
    if (limit == typed::kNone) return;
    Expr x = e;
    x.op = Op::kClockCompare, x.quantity = typed::Quantity::kUsed, x.cmp = Cmp::kGe, x.args = {limit};
    replace(id, x, Kinds::kOverdue, {"超期 改为 已用 >= 时限", "超期 (overdue) becomes used >= limit"}, {"期望写明超期的牌自何时起，或最后一日办结不亮牌", "the instant from which the overdue card is expected, or a case closed on the last day"});
  }

  void clock(int index, bool days) {
    const typed::Clock& k = p_.clocks[static_cast<size_t>(index)];
    const std::string name = k.name.empty() ? "" : "时限 " + k.name + "：";
    for (size_t i = 0; i < k.pauses.size(); ++i) {
      if (never(p_, k.pauses[i].when)) continue;
      typed::Clock x = k;
      x.pauses.erase(x.pauses.begin() + static_cast<long>(i));
      replace_clock(index, std::move(x), Kinds::kPause, k.src, {name + "去掉暂停「" + k.pauses[i].name + "」", name + "without the pause 「" + k.pauses[i].name + "」"},
                    {"时限内有「" + k.pauses[i].name + "」的办件，期望写明牌自何时起", "a case with 「" + k.pauses[i].name + "」 within the limit, with the instant of its card"});
    }
    if (k.roll_over) {
      typed::Clock x = k;
      x.roll_over = false;
      replace_clock(index, std::move(x), Kinds::kRollOver, k.src, {name + "去掉 顺延", name + "without 顺延"}, {"最后一日是节假日或周末的办件", "a case whose last day is a holiday or weekend"});
    }
    typed::Clock day = k;
    day.same_day = !k.same_day;
    if (days) replace_clock(index, std::move(day), Kinds::kFirstDay, k.src, k.same_day ? Words{name + "起算当日 改为 次日", name + "counting from the day itself becomes from the next"} : Words{name + "起算次日 改为 当日", name + "counting from the next day becomes from the day itself"},
                  {"期望写明牌自何时起", "the instant from which the card is expected"});
    if (k.exact) {
      typed::Clock x = k;
      x.exact = false;
      replace_clock(index, std::move(x), Kinds::kExact, k.src, {name + "去掉 计法 精确", name + "days are not counted to the second"}, {"期望写明牌自何时起（时分秒）", "the second from which the card is expected"});
    }
  }

  /// The next card up, else one down; never one that the clause itself asks for, which would hang on itself. kNone: there is none.
  int another_card(const typed::Situation& s, const typed::CardRule& rule) const {
    std::set<int> asked;
    std::vector<ExprId> open = {rule.when};
    std::set<ExprId> seen;
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (!seen.insert(id).second) continue;
      const Expr& e = p_[id];
      open.insert(open.end(), e.args.begin(), e.args.end());
      if (e.op != Op::kCard || !asked.insert(e.index).second) continue;
      for (const auto& r : s.cards)
        if (r.card == e.index) open.push_back(r.when);
    }
    const int count = static_cast<int>(p_.cards.size());
    for (int c = rule.card + 1; c < count; ++c)
      if (!asked.count(c)) return c;
    for (int c = rule.card - 1; c >= 0; --c)
      if (!asked.count(c)) return c;
    return typed::kNone;
  }

  void card(int index, size_t situation, size_t rule) {
    const auto& i = p_.indicators[static_cast<size_t>(index)];
    const auto& r = i.situations[situation].cards[rule];
    if (!r.actions.empty()) {
      auto idle = i;
      idle.situations[situation].cards[rule].actions.clear();
      const std::string all = fmt::format("{}", fmt::join(r.actions, "、"));
      replace(index, std::move(idle), Kinds::kAction, r.src, {"去掉 处置 " + all, "without 处置 " + all}, {"期望里写明 处置 " + all, "an expectation that states 处置 " + all});
    }
    const int other = another_card(i.situations[situation], r);
    if (other == typed::kNone) return;
    auto copy = i;
    copy.situations[situation].cards[rule].card = other;
    const std::string& name = p_.cards[static_cast<size_t>(r.card)];
    replace(index, std::move(copy), Kinds::kCard, r.src, becomes(name, p_.cards[static_cast<size_t>(other)]), {"期望 " + i.code + " 亮 " + name + " 的办件", "a case that expects " + name + " of " + i.code});
  }

  static std::string show_instant(int64_t t) { return binding::format_instant(t).substr(0, 19); }

  const typed::Program& p_;
  std::set<int> files_;
  std::vector<int> now_;
  std::map<std::tuple<int, uint32_t, uint32_t, int, std::string>, Mutant> made_;
};

}  // namespace

void Edit::swap_into(typed::Program& program) {
  for (auto& [id, e] : exprs) std::swap(program.exprs[static_cast<size_t>(id)], e);
  for (auto& [i, k] : clocks) std::swap(program.clocks[static_cast<size_t>(i)], k);
  for (auto& [i, x] : indicators) std::swap(program.indicators[static_cast<size_t>(i)], x);
}

std::vector<Mutant> mutants(const typed::Program& program, const std::vector<int>& files) { return Maker(program, files).run(); }

std::string_view name_of(Mutant::Kind kind) {
  switch (kind) {
    case Mutant::Kind::kThreshold: return "threshold";
    case Mutant::Kind::kUnit: return "unit";
    case Mutant::Kind::kComparison: return "comparison";
    case Mutant::Kind::kOverdue: return "overdue";
    case Mutant::Kind::kJoin: return "and-or";
    case Mutant::Kind::kNot: return "not";
    case Mutant::Kind::kDropped: return "dropped";
    case Mutant::Kind::kWord: return "word";
    case Mutant::Kind::kCard: return "card";
    case Mutant::Kind::kPause: return "pause";
    case Mutant::Kind::kAction: return "action";
    case Mutant::Kind::kRollOver: return "roll-over";
    case Mutant::Kind::kFirstDay: return "first-day";
    case Mutant::Kind::kExact: return "exact";
    case Mutant::Kind::kApplies: return "applies";
    case Mutant::Kind::kSupersedes: return "supersedes";
  }
  return "";
}

}  // namespace zs::testing
