#include "replay/differences.h"

#include "compiler/typed/in_force.h"
#include "compiler/typed/silencers.h"
#include "replay/smallest.h"
#include "io/binding/instant_text.h"

#include <algorithm>

namespace zs::replay {

using typed::ExprId;
using typed::kNone;
using typed::Op;
using typed::Situation;
using What = Difference::What;

namespace {

/// Conditions whose operands can be laid side by side.
bool transparent(Op op) {
  switch (op) {
    case Op::kAnd: case Op::kOr: case Op::kNot: case Op::kExists: case Op::kAtLeast: case Op::kHold: return true;
    default: return false;
  }
}

ExprId without_name(const typed::Program& p, ExprId id) {
  while (id != kNone && p[id].op == Op::kNamed) id = p[id].args[0];
  return id;
}

std::string day(std::optional<int32_t> d) { return d ? binding::format_day(*d) : "未写"; }

std::string force(const typed::Program& p, const std::vector<int>& versions = {}) {
  std::string out;
  for (const typed::Period& x : typed::in_force(p, versions)) out += (out.empty() ? "" : "；") + ("施行 " + day(x.from)) + (x.until ? "，废止 " + day(x.until) : "");
  return out;
}

/// The events of a record and its lists: the earliest of them is when a record begins to be known.
std::vector<std::string> events(const model::Models& models, int model) {
  std::vector<std::string> out;
  for (const auto& f : models.models[static_cast<size_t>(model)].fields) {
    if (f.type == model::FieldType::kEvent) out.push_back(f.name);
    if (f.type == model::FieldType::kRows)
      for (const auto& inner : events(models, f.rows)) out.push_back(f.name + "." + inner);
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// The name of the governing event; 常态 for standing records.
std::string governing(const model::Models& models, int model) {
  const auto& m = models.models[static_cast<size_t>(model)];
  return m.standing ? "常态" : m.governing < 0 ? "最早发生" : m.fields[static_cast<size_t>(m.governing)].name;
}

/// Cards that the indicator can show, lowest first.
std::vector<std::string> ladder(const typed::Program& p, const typed::Indicator& i) {
  std::vector<int> cards;
  for (const auto& s : i.situations)
    for (const auto& r : s.cards) cards.push_back(r.card);
  std::sort(cards.begin(), cards.end());
  cards.erase(std::unique(cards.begin(), cards.end()), cards.end());
  std::vector<std::string> out;
  for (const int c : cards) out.push_back(p.cards[static_cast<size_t>(c)]);
  return out;
}

std::string joined(const std::vector<std::string>& all, const char* between) {
  std::string out;
  for (const auto& s : all) out += (out.empty() ? "" : between) + s;
  return out;
}

std::string office_hours(const typed::Program& p) {
  if (p.calendar == kNone) return "";
  std::string out;
  for (const auto& [from, to] : p.calendars[static_cast<size_t>(p.calendar)].office) out += std::to_string(from) + "-" + std::to_string(to) + " ";
  return out;
}

/// Pairs of the longest common subsequence by `equal`, then the gaps between them.
template <class Equal, class Gap>
void align(size_t n, size_t m, Equal equal, Gap gap) {
  std::vector<std::vector<size_t>> longest(n + 1, std::vector<size_t>(m + 1, 0));
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;) longest[i][j] = equal(i, j) ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
  size_t i = 0, j = 0, from_i = 0, from_j = 0;
  while (i < n && j < m) {
    if (equal(i, j)) {
      gap(from_i, i, from_j, j);
      from_i = ++i, from_j = ++j;
    } else if (longest[i + 1][j] >= longest[i][j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  gap(from_i, n, from_j, m);
}

}  // namespace

void Differ::leaf(ExprId x, ExprId y, What what, std::vector<Difference>& out) {
  Difference d;
  d.what = what, d.old_expr = x, d.new_expr = y;
  if (x != kNone) d.old_src = a_[x].src, d.old_text = old_text_(d.old_src);
  if (y != kNone) d.new_src = b_[y].src, d.new_text = new_text_(d.new_src);
  const auto part = x != kNone && y != kNone ? smallest(same_, x, y) : std::nullopt;
  if (part) {
    const std::string was = part->old_words.empty() ? old_text_(part->old_src) : part->old_words;
    const std::string is = part->new_words.empty() ? new_text_(part->new_src) : part->new_words;
    // The text may be the same where it goes by a name.
    if (d.old_text == d.new_text) d.old_text += "（" + was + "）", d.new_text += "（" + is + "）";
    if (part->old_src.file >= 0) d.old_src = part->old_src;
    if (part->new_src.file >= 0) d.new_src = part->new_src;
  }
  out.push_back(std::move(d));
}

void Differ::operands(const std::vector<ExprId>& x, const std::vector<ExprId>& y, bool alternatives, What what, std::vector<Difference>& out) {
  align(
      x.size(), y.size(), [&](size_t i, size_t j) { return same_.expr(x[i], y[j]); },
      [&](size_t from_i, size_t i, size_t from_j, size_t j) {
        std::vector<ExprId> left(x.begin() + static_cast<long>(from_i), x.begin() + static_cast<long>(i)), right(y.begin() + static_cast<long>(from_j), y.begin() + static_cast<long>(j));
        // A condition is laid beside the one that asks the same of something else; then beside one of its form.
        for (const bool strictly : {true, false})
          for (auto& p : left)
            for (auto& q : right)
              if (p != kNone && q != kNone && alike(p, q, strictly)) conditions(p, q, what, out), p = q = kNone;
        std::erase(left, kNone), std::erase(right, kNone);
        if (left.size() == 1 && right.size() == 1) return conditions(left[0], right[0], what, out);
        for (const ExprId p : left) leaf(p, kNone, what, out), out.back().alternative = alternatives;
        for (const ExprId q : right) leaf(kNone, q, what, out), out.back().alternative = alternatives;
      });
}

/// Of the same form; strictly: and about the same thing.
bool Differ::alike(ExprId x, ExprId y, bool strictly) {
  const auto& e = a_[without_name(a_, x)];
  const auto& f = b_[without_name(b_, y)];
  if (e.op != f.op || e.args.size() != f.args.size()) return false;
  if (!strictly) return true;
  if (e.op == Op::kClockCompare || e.op == Op::kClockOver || e.op == Op::kSpanOver) {
    const auto &c = a_.clocks[static_cast<size_t>(e.index)], &d = b_.clocks[static_cast<size_t>(f.index)];
    return same_.expr(c.start, d.start) && same_.expr(c.end, d.end);
  }
  return !e.args.empty() && same_.expr(e.args[0], f.args[0]);
}

void Differ::conditions(ExprId x, ExprId y, What what, std::vector<Difference>& out) {
  if (same_.expr(x, y)) return;
  const ExprId p = without_name(a_, x), q = without_name(b_, y);
  if (p == kNone || q == kNone) return leaf(p, q, what, out);
  const auto& e = a_[p];
  const auto& f = b_[q];
  // A clause that got one more condition: the old one is an operand of the new.
  const auto is_junction = [](Op op) { return op == Op::kAnd || op == Op::kOr; };
  if (is_junction(f.op) && e.op != f.op) {
    if (std::any_of(f.args.begin(), f.args.end(), [&](ExprId g) { return same_.expr(p, g); })) return operands({p}, f.args, f.op == Op::kOr, what, out);
  } else if (is_junction(e.op) && e.op != f.op) {
    if (std::any_of(e.args.begin(), e.args.end(), [&](ExprId g) { return same_.expr(g, q); })) return operands(e.args, {q}, e.op == Op::kOr, what, out);
  }
  const size_t before = out.size();
  if (e.op == f.op && transparent(e.op) && same_.scope(e.rows, f.rows) && e.count == f.count) {
    const bool held = e.op == Op::kHold && (!same_.expr(e.args[1], f.args[1]) || !same_.calendar(e.calendar, f.calendar));
    if (!held) operands(e.args, f.args, e.op == Op::kOr, what, out);
  }
  if (out.size() == before) leaf(p, q, what, out);
}

bool Differ::same_situation(const Situation& x, const Situation& y) {
  if (!same_.scope(x.scope, y.scope) || !same_.expr(x.applies, y.applies) || x.cards.size() != y.cards.size()) return false;
  if (typed::in_force(a_, x.versions) != typed::in_force(b_, y.versions)) return false;
  for (size_t i = 0; i < x.cards.size(); ++i)
    if (!same_.expr(x.cards[i].when, y.cards[i].when) || a_.cards[static_cast<size_t>(x.cards[i].card)] != b_.cards[static_cast<size_t>(y.cards[i].card)]) return false;
  return true;
}

void Differ::rules(const Situation& x, const Situation& y, std::vector<Difference>& out) {
  const auto card = [](const typed::Program& p, const typed::CardRule& r) { return p.cards[static_cast<size_t>(r.card)]; };
  const auto one = [&](const typed::CardRule* r, const typed::CardRule* s) {
    if (r && s && same_.expr(r->when, s->when)) {  // the card alone differs
      Difference d{What::kCard, r->when, s->when, kNone, kNone, kNone, kNone, false, "发 " + card(a_, *r), "发 " + card(b_, *s), r->src, s->src};
      return out.push_back(std::move(d));
    }
    if (r && s) {
      conditions(r->when, s->when, What::kCondition, out);
      if (card(a_, *r) != card(b_, *s)) out.push_back({What::kCard, r->when, s->when, kNone, kNone, kNone, kNone, false, "发 " + card(a_, *r), "发 " + card(b_, *s), r->src, s->src});
      return;
    }
    leaf(r ? r->when : kNone, s ? s->when : kNone, What::kCondition, out);
    out.back().alternative = true;
  };
  const auto same_card = [&](size_t i, size_t j) { return card(a_, x.cards[i]) == card(b_, y.cards[j]); };
  // Clauses of one card are laid side by side first: 黄牌 beside 黄牌.
  align(x.cards.size(), y.cards.size(), [&](size_t i, size_t j) { return same_card(i, j) && same_.expr(x.cards[i].when, y.cards[j].when); },
        [&](size_t from_i, size_t i, size_t from_j, size_t j) {
          std::vector<char> taken(j - from_j, 0);
          std::vector<const typed::CardRule*> left;
          for (size_t k = from_i; k < i; ++k) {
            size_t partner = from_j;
            while (partner < j && (taken[partner - from_j] || !same_card(k, partner))) ++partner;
            if (partner == j) { left.push_back(&x.cards[k]); continue; }
            taken[partner - from_j] = 1;
            one(&x.cards[k], &y.cards[partner]);
          }
          size_t next = 0;
          for (size_t k = from_j; k < j; ++k) {
            if (taken[k - from_j]) continue;
            one(next < left.size() ? left[next] : nullptr, &y.cards[k]);
            ++next;
          }
          for (; next < left.size(); ++next) one(left[next], nullptr);
        });
}

void Differ::situations(const Situation& x, const Situation& y, std::vector<Difference>& out) {
  if (!same_.scope(x.scope, y.scope)) {
    out.push_back({What::kSituation, kNone, kNone, kNone, kNone, kNone, kNone, false, old_text_(x.src), new_text_(y.src), x.src, y.src});  // own() says which
    return;
  }
  if (typed::in_force(a_, x.versions) != typed::in_force(b_, y.versions))
    out.push_back({What::kSituation, kNone, kNone, kNone, kNone, kNone, kNone, false, force(a_, x.versions), force(b_, y.versions), x.src, y.src});
  conditions(x.applies, y.applies, What::kApplies, out);
  rules(x, y, out);
}

void Differ::own(int old_indicator, int new_indicator, std::vector<Difference>& out) {
  const auto& x = a_.indicators[static_cast<size_t>(old_indicator)];
  const auto& y = b_.indicators[static_cast<size_t>(new_indicator)];
  const size_t before = out.size();
  conditions(x.applies, y.applies, What::kApplies, out);
  align(x.situations.size(), y.situations.size(), [&](size_t i, size_t j) { return same_situation(x.situations[i], y.situations[j]); },
        [&](size_t from_i, size_t i, size_t from_j, size_t j) {
          const size_t both = std::min(i - from_i, j - from_j);
          for (size_t k = 0; k < both; ++k) {
            const size_t first = out.size();
            situations(x.situations[from_i + k], y.situations[from_j + k], out);
            for (size_t d = first; d < out.size(); ++d) out[d].old_situation = static_cast<int>(from_i + k), out[d].new_situation = static_cast<int>(from_j + k);
          }
          for (size_t k = from_i + both; k < i; ++k)
            out.push_back({What::kSituation, kNone, kNone, kNone, kNone, static_cast<int>(k), kNone, false, old_text_(x.situations[k].src), "", x.situations[k].src, {}});
          for (size_t k = from_j + both; k < j; ++k)
            out.push_back({What::kSituation, kNone, kNone, kNone, kNone, kNone, static_cast<int>(k), false, "", new_text_(y.situations[k].src), {}, y.situations[k].src});
        });
  for (size_t k = before; k < out.size(); ++k) out[k].old_indicator = old_indicator, out[k].new_indicator = new_indicator;
}

/// What stands around the conditions: 施行, the record model, the order of cards.
void Differ::frame(int old_indicator, int new_indicator, std::vector<Difference>& out) {
  const auto& x = a_.indicators[static_cast<size_t>(old_indicator)];
  const auto& y = b_.indicators[static_cast<size_t>(new_indicator)];
  const auto differs = [&](What what, std::string was, std::string is) {
    if (was != is) out.push_back({what, kNone, kNone, old_indicator, new_indicator, kNone, kNone, false, std::move(was), std::move(is), {}, {}});
  };
  const auto cards_old = ladder(a_, x), cards_new = ladder(b_, y);
  auto sorted_old = cards_old, sorted_new = cards_new;
  std::sort(sorted_old.begin(), sorted_old.end()), std::sort(sorted_new.begin(), sorted_new.end());
  if (sorted_old == sorted_new) differs(What::kCard, "牌 " + joined(cards_old, " < "), "牌 " + joined(cards_new, " < "));
  differs(What::kForce, force(a_), force(b_));
  differs(What::kForce, "治理 " + governing(a_.models, x.model), "治理 " + governing(b_.models, y.model));
  differs(What::kForce, "记录的时刻：" + joined(events(a_.models, x.model), "、"), "记录的时刻：" + joined(events(b_.models, y.model), "、"));
  if (office_hours(a_) != office_hours(b_)) differs(What::kForce, "办公时间 " + office_hours(a_), "办公时间 " + office_hours(b_));
}

std::vector<Difference> Differ::indicators(int old_indicator, int new_indicator) {
  std::vector<Difference> out;
  const auto& x = a_.indicators[static_cast<size_t>(old_indicator)];
  const auto& y = b_.indicators[static_cast<size_t>(new_indicator)];
  own(old_indicator, new_indicator, out);
  const auto over_old = typed::silencers(a_, old_indicator), over_new = typed::silencers(b_, new_indicator);
  const auto code = [](const typed::Program& p, int i) { return p.indicators[static_cast<size_t>(i)].code; };
  const auto twin = [&](const std::vector<int>& all, const typed::Program& p, const std::string& name) {
    const auto it = std::find_if(all.begin(), all.end(), [&](int i) { return code(p, i) == name; });
    return it == all.end() ? kNone : *it;
  };
  for (const int i : over_old) {
    const int j = twin(over_new, b_, code(a_, i));
    if (j != kNone) {
      const size_t first = out.size();
      own(i, j, out);
      // It works through the indicator that silences this one.
      for (size_t d = first; d < out.size(); ++d)
        for (auto* text : {&out[d].old_text, &out[d].new_text})
          if (!text->empty()) *text = code(a_, i) + "：" + *text;
    }
    else out.push_back({What::kSupersedes, kNone, kNone, i, kNone, kNone, kNone, false, code(a_, i) + " 取代 " + x.code, "", a_.indicators[static_cast<size_t>(i)].src, {}});
  }
  for (const int j : over_new)
    if (twin(over_old, a_, code(b_, j)) == kNone)
      out.push_back({What::kSupersedes, kNone, kNone, kNone, j, kNone, kNone, false, "", code(b_, j) + " 取代 " + y.code, {}, b_.indicators[static_cast<size_t>(j)].src});
  frame(old_indicator, new_indicator, out);
  return out;
}

}  // namespace zs::replay
