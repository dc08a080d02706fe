#include "testing/coverage.h"

#include "compiler/syntax/sources.h"
#include "oracle/oracle.h"
#include "testing/walk.h"

#include <algorithm>
#include <map>
#include <set>

namespace zs::testing {
namespace {

using oracle::B;
using typed::Cmp;
using typed::ExprId;
using typed::Kind;
using typed::Op;

bool by_clock(Op op) { return op == Op::kClockCompare || op == Op::kClockOver || op == Op::kSpanOver || op == Op::kHold; }

bool has_boundary(const typed::Program& p, const typed::Expr& e) {
  if (by_clock(e.op)) return true;
  if (e.op != Op::kCompare || e.cmp == Cmp::kEq || e.cmp == Cmp::kNe) return false;
  const Kind k = p[e.args[0]].type.kind;
  return k == Kind::kNumber || k == Kind::kSpan || k == Kind::kDate || k == Kind::kInstant;
}

/// Does the condition begin to hold at its threshold? Else it ends there.
bool begins_at_threshold(const typed::Expr& e) {
  if (e.op != Op::kClockCompare) return true;
  const bool rises = e.cmp == Cmp::kGt || e.cmp == Cmp::kGe;
  return (e.quantity == typed::Quantity::kUsed) == rises;
}

struct Place {
  int file;
  uint32_t begin, end;
  Op op;
  auto operator<=>(const Place&) const = default;
};
Place place_of(const typed::Expr& e) { return {e.src.file, e.src.begin, e.src.end, e.op}; }

class Collector : public oracle::Observer {
 public:
  Collector(const typed::Program& p, const std::set<int>& files) : p_(p) {
    out.resize(p.indicators.size());
    of_expr_.resize(p.indicators.size());
    for (size_t i = 0; i < p.indicators.size(); ++i) prepare(static_cast<int>(i), files);
  }

  void test(const Case& c) {
    test_ = &c;
    fired_.clear();
    std::vector<bool> named(p_.indicators.size());
    for (size_t i = 0; i < named.size(); ++i) named[i] = p_.indicators[i].model == c.data.records.model && c.names(static_cast<int>(i));
    until_ = c.as_of ? tick_of(*c.as_of + 1) : kTickNever;
    oracle::EvaluateOptions options{this, &named, false};
    const auto report = oracle::evaluate(p_, {&c.data.records, c.data.pointers}, c.as_of, options);
    std::set<std::pair<int, int>> shown;
    for (const auto& f : report.findings) shown.insert({f.indicator, f.card});
    for (const auto& [i, card] : shown)
      for (auto& x : out[static_cast<size_t>(i)].cards) x.shown += x.card == card;
    for (size_t i = 0; i < named.size(); ++i) {
      out[i].tests += named[i];
      std::set<int> situations;
      for (size_t r = 0; r < out[i].rules.size(); ++r)
        if (fired_.count({static_cast<int>(i), static_cast<int>(r)})) ++out[i].rules[r].fired, situations.insert(out[i].rules[r].situation);
      for (auto& s : out[i].situations) s.fired += situations.count(s.situation);
    }
  }

  void indicator(int index, Tick from) override {
    current_ = test_->names(index) ? index : -1;
    from_ = from;
  }

  void condition(ExprId id, const B& holds) override {
    ConditionCoverage* c = entry(id);
    if (!c) return;
    const oracle::Set window = oracle::between(from_, until_);
    const bool yes = oracle::overlaps(holds.must, window), no = !oracle::minus(window, holds.may).empty();
    c->yes = c->yes || (c->negated ? no : yes);
    c->no = c->no || (c->negated ? yes : no);
    c->open = c->open || oracle::overlaps(oracle::open_question(holds), window);
    const typed::Expr& e = p_[id];
    if (!by_clock(e.op)) return;
    for (const auto& x : holds.must) {
      const Tick flip = begins_at_threshold(e) ? x.from : x.until;
      if (flip > kTickAlways + 1 && flip < kTickNever && expected_at(instant_of(flip))) c->at = c->beyond = true;
    }
  }

  void compared(ExprId id, int order) override {
    ConditionCoverage* c = entry(id);
    if (!c || !c->has_boundary) return;
    const Cmp cmp = p_[id].cmp;
    c->at = c->at || order == 0;
    c->beyond = c->beyond || (cmp == Cmp::kLt || cmp == Cmp::kGe ? order < 0 : order > 0);
  }

  void rule(int indicator, int situation, int rule, const B& own) override {
    if (current_ < 0 || !oracle::overlaps(own.must, oracle::between(kTickAlways, until_))) return;
    const auto& rules = out[static_cast<size_t>(indicator)].rules;
    for (size_t r = 0; r < rules.size(); ++r)
      if (rules[r].situation == situation && rules[r].rule == rule) fired_.insert({indicator, static_cast<int>(r)});
  }

  std::vector<IndicatorCoverage> out;

 private:
  void prepare(int index, const std::set<int>& files) {
    const auto& i = p_.indicators[static_cast<size_t>(index)];
    auto& c = out[static_cast<size_t>(index)];
    c.indicator = index;
    std::set<int> cards;
    for (size_t s = 0; s < i.situations.size(); ++s) {
      const bool dead = never(p_, i.situations[s].applies) || std::all_of(i.situations[s].cards.begin(), i.situations[s].cards.end(), [&](const auto& r) { return never(p_, r.when); });
      if (!i.situations[s].name.empty() && !dead) c.situations.push_back({i.situations[s].name, i.situations[s].src, static_cast<int>(s), 0});
      for (size_t r = 0; r < i.situations[s].cards.size(); ++r)
        if (const auto& rule = i.situations[s].cards[r]; !dead && !never(p_, rule.when)) c.rules.push_back({rule.src, static_cast<int>(s), static_cast<int>(r), rule.card, 0}), cards.insert(rule.card);
    }
    for (const int card : cards) c.cards.push_back({card, 0});
    std::map<Place, size_t> at;
    for (const ExprId id : reach(p_, index).exprs) {
      const typed::Expr& e = p_[id];
      if (is_condition(e) && files.count(e.src.file)) at.emplace(place_of(e), 0);
    }
    for (auto& [place, n] : at) {
      n = c.conditions.size();
      ConditionCoverage condition;
      condition.src = {place.file, place.begin, place.end};
      condition.op = place.op;
      c.conditions.push_back(condition);
    }
    auto& of_expr = of_expr_[static_cast<size_t>(index)];
    const Reach all = reach(p_, index);
    for (const ExprId id : all.exprs) {
      const typed::Expr& e = p_[id];
      if (e.op != Op::kNot) continue;
      const typed::Expr& inner = p_[e.args[0]];
      const auto it = at.find(place_of(inner));
      if (it != at.end() && inner.src.begin == e.src.begin && inner.src.end == e.src.end) c.conditions[it->second].negated = true;
    }
    for (const ExprId id : all.exprs) {
      const typed::Expr& e = p_[id];
      const auto it = is_condition(e) ? at.find(place_of(e)) : at.end();
      if (it == at.end()) continue;
      of_expr[id] = it->second;
      auto& condition = c.conditions[it->second];
      condition.has_boundary = has_boundary(p_, e);
      condition.by_clock = by_clock(e.op);
    }
  }

  ConditionCoverage* entry(ExprId id) {
    if (current_ < 0) return nullptr;
    const auto& of_expr = of_expr_[static_cast<size_t>(current_)];
    const auto it = of_expr.find(id);
    return it == of_expr.end() ? nullptr : &out[static_cast<size_t>(current_)].conditions[it->second];
  }

  bool expected_at(Instant t) const {
    return std::any_of(test_->expect.begin(), test_->expect.end(), [&](const auto& e) { return e.indicator == current_ && ((e.from && *e.from == t) || (e.until && *e.until == t)); });
  }

  const typed::Program& p_;
  std::vector<std::map<ExprId, size_t>> of_expr_;
  const Case* test_ = nullptr;
  Tick from_ = kTickAlways, until_ = kTickNever;
  int current_ = -1;
  std::set<std::pair<int, int>> fired_;   // indicator, rule
};

/// All that is to be tested at one place of the text, whatever indicators it serves.
class Lines {
 public:
  Lines(const typed::Program& p, const syntax::Sources& sources, const std::set<int>& files) : p_(p), sources_(sources), files_(files) {}

  void take(const Coverage& c, Totals& totals) {
    for (const auto& i : c.indicators) {
      const auto& indicator = p_.indicators[static_cast<size_t>(i.indicator)];
      note(indicator.src, i.tests ? Mark::kFull : Mark::kNever, {indicator.code + " 没有测试", indicator.code + " has no test"});
      totals.indicators.add(i.tests ? Mark::kFull : Mark::kNever);
      for (const auto& card : i.cards) totals.cards.add(card.shown ? Mark::kFull : Mark::kNever);
      for (const auto& s : i.situations) {
        totals.situations.add(s.fired ? Mark::kFull : Mark::kNever);
        note(s.src, s.fired ? Mark::kFull : Mark::kNever, {"情形 " + s.name + " 没有测试亮过牌", "situation " + s.name + ": no test shows a card"});
      }
      for (const auto& r : i.rules) {
        const std::string& card = p_.cards[static_cast<size_t>(r.card)];
        note(r.src, r.fired ? Mark::kFull : Mark::kNever, {"没有测试从这里亮 " + card, "no test shows " + card + " from here"});
      }
      for (const auto& x : i.conditions) merge(x);
    }
    for (const auto& [place, x] : conditions_) {
      totals.conditions.add(x.mark());
      totals.open += x.open;
      const std::string text = text_of(x, sources_);
      note(x.src, x.mark(), !x.yes && !x.no ? Words{"「" + text + "」从未判定过", "“" + text + "” was never decided"}
                            : x.yes         ? Words{"「" + text + "」没有测试不成立", "“" + text + "” never fails to hold"}
                                            : Words{"「" + text + "」没有测试成立", "“" + text + "” never holds"});
      if (!x.has_boundary) continue;
      totals.boundaries.add(x.boundary());
      note(x.src, x.boundary(), x.by_clock ? Words{"「" + text + "」的界限：没有测试期望牌恰在这一刻变化", "the boundary of “" + text + "”: no test expects a card to change at that instant"}
                                : x.at     ? Words{"「" + text + "」的界限：没有测试落在另一侧", "the boundary of “" + text + "”: no test on its other side"}
                                           : Words{"「" + text + "」的界限：没有测试正好等于界限", "the boundary of “" + text + "”: no test with the threshold itself"});
    }
  }

  /// 待编写: nothing of it can be tested.
  void take(const typed::Unwritten& u, Totals& totals) {
    note(u.src, Mark::kNever, {u.code + " 待编写", u.code + " is not written yet"});
    totals.indicators.add(Mark::kNever);
  }

  std::vector<FileCoverage> files() const {
    std::vector<FileCoverage> out;
    for (const auto& [file, lines] : lines_) {
      FileCoverage f;
      f.file = file;
      for (const auto& [line, notes] : lines) {
        LineCoverage l;
        l.line = line;
        l.mark = notes.all_full ? Mark::kFull : notes.any ? Mark::kHalf : Mark::kNever;
        l.gaps = notes.gaps;
        f.lines.push_back(std::move(l));
      }
      out.push_back(std::move(f));
    }
    return out;
  }

 private:
  struct Notes {
    bool all_full = true, any = false;
    std::vector<Words> gaps;
  };

  void merge(const ConditionCoverage& x) {
    auto& kept = conditions_[{x.src.file, x.src.begin, x.src.end, x.op}];
    kept.src = x.src, kept.op = x.op;
    kept.has_boundary = kept.has_boundary || x.has_boundary, kept.by_clock = x.by_clock;
    kept.yes = kept.yes || x.yes, kept.no = kept.no || x.no, kept.open = kept.open || x.open, kept.at = kept.at || x.at, kept.beyond = kept.beyond || x.beyond;
  }

  void note(Span src, Mark mark, Words gap) {
    if (!files_.count(src.file)) return;
    Notes& n = lines_[src.file][sources_.position(src.file, src.begin).line];
    n.all_full = n.all_full && mark == Mark::kFull;
    n.any = n.any || mark != Mark::kNever;
    if (mark != Mark::kFull) n.gaps.push_back(std::move(gap));
  }

  const typed::Program& p_;
  const syntax::Sources& sources_;
  const std::set<int>& files_;
  std::map<Place, ConditionCoverage> conditions_;
  std::map<int, std::map<int, Notes>> lines_;
};

}  // namespace

std::string text_of(const ConditionCoverage& c, const syntax::Sources& sources) {
  std::string out;
  for (const char x : sources.text(c.src))
    if (const bool blank = x == '\n' || x == '\r' || x == '\t' || x == ' '; !blank) out += x;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  const bool says = out.find("发生") != std::string::npos || out.find("occur") != std::string::npos || out.find("happen") != std::string::npos;
  return c.op == Op::kOccurred && !says ? out + " 已发生" : out;
}

Coverage coverage(const typed::Program& program, const std::vector<Case>& cases, const syntax::Sources& sources, const std::vector<int>& files) {
  const std::set<int> own(files.begin(), files.end());
  Collector collector(program, own);
  for (const Case& c : cases)
    if (!c.broken && c.from != Case::From::kFrozen) collector.test(c);
  Coverage out;
  out.indicators = std::move(collector.out);
  Lines lines(program, sources, own);
  lines.take(out, out.totals);
  for (const auto& u : program.unwritten) lines.take(u, out.totals);
  out.files = lines.files();
  return out;
}

}  // namespace zs::testing
