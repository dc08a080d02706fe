#include "oracle/explain.h"

#include "oracle/derive.h"
#include "oracle/judge.h"
#include "oracle/show.h"

#include <algorithm>

namespace zs::oracle {

namespace {

std::string place(Tick t) {
  return t == kTickAlways || t == kTickNever ? "" : show_instant(instant_of(t)) + (is_provisional(t) ? "?" : "");
}

class Explainer {
 public:
  Explainer(Judge& judge, Deriver& derive, Drafter& drafter, Instant now) : judge_(judge), derive_(derive), drafter_(drafter), now_(now) {}

  ExplainedIndicator indicator(int index) {
    const typed::Indicator& i = judge_.indicator(index);
    ExplainedIndicator out;
    out.code = i.code;
    out.name = i.name;
    out.quotes = i.quotes;
    for (const auto& s : i.situations)
      if (concerned(s)) out.quotes.insert(out.quotes.end(), s.quotes.begin(), s.quotes.end());
    const Answer a = judge_.answer(index);
    drafter_.begin(index);
    drafter_.cards(a);
    cards(index, a, out);
    if (!a.undecided.empty()) out.undecided = words_of(a.undecided);
    if (contains(a.undecided, now_)) out.missing = judge_.missing(index, now_);
    derivation(index, out.derivation);
    return out;
  }

 private:
  void cards(int index, const Answer& a, ExplainedIndicator& out) {
    std::vector<std::pair<Stretch, int>> shown;
    Tick next = kTickNever;
    const auto look = [&](const Set& s) {
      for (const Stretch& x : s)
        for (const Tick b : {x.from, x.until})
          if (b != kTickAlways && instant_of(b) > now_) next = std::min(next, b);
    };
    look(a.undecided);
    for (size_t c = 0; c < a.shown.size(); ++c) {
      look(a.shown[c]);
      for (size_t n = 0; n < a.shown[c].size(); ++n)
        if (instant_of(a.shown[c][n].from) <= now_) shown.emplace_back(a.stretch(c, n), static_cast<int>(c));
    }
    std::sort(shown.begin(), shown.end(), [](const auto& x, const auto& y) { return x.first.from < y.first.from; });
    for (const auto& [x, card] : shown) {
      const Judge::Evidence e = judge_.evidence(index, card, {x.from, std::min(x.until, tick_of(now_ + 1))});
      const bool on_table = contains({x}, now_);
      out.cards.push_back({judge_.evaluator().program().cards[static_cast<size_t>(card)], place(x.from),
                           on_table ? "" : place(x.until), e.reason, e.clause, e.actions,
                           is_provisional(x.from) || (!on_table && is_provisional(x.until)), on_table});
    }
    out.next_change = place(next);
  }

  void derivation(int index, std::vector<Node>& out) {
    const typed::Indicator& i = judge_.indicator(index);
    bool never_applies = false;
    for (const int by : judge_.silencers(index)) {
      B sil = no();
      if (judge_.indicator(by).model == i.model)
        for (const B& b : judge_.own(by).by_card) sil = either(sil, b);
      out.push_back(derive_.plain({"被 " + judge_.indicator(by).code + " 取代", "superseded by " + judge_.indicator(by).code}, sil));
    }
    if (i.applies != typed::kNone) {
      Node n = derive_.condition(i.applies);
      n.label = {"适用：" + n.label.zh, "applies: " + n.label.en};
      never_applies = judge_.evaluator().truth(i.applies).may.empty();
      n.decided = never_applies;
      out.push_back(std::move(n));
    }
    judge_.each_circumstance(index, [&](int, const typed::Situation& s, std::optional<size_t> row) {
      if (concerned(s)) out.push_back(circumstance(s, row, never_applies));
    });
  }

  /// What only other versions of the rules say is no part of this record's story.
  bool concerned(const typed::Situation& s) const {
    return s.versions.empty() || !judge_.judged(typed::in_force(judge_.evaluator().program(), s.versions)).empty();
  }

  Node circumstance(const typed::Situation& s, std::optional<size_t> row, bool never_applies) {
    Node n;
    n.kind = Node::Kind::kRow;
    n.label = {s.name.empty() ? "条件" : "情形 " + s.name, s.name.empty() ? "conditions" : "situation " + s.name};
    n.src = s.src;
    if (row) derive_.name_row(s.scope, n);
    bool reached = !never_applies;
    if (s.applies != typed::kNone) {
      Node a = reached ? derive_.condition(s.applies) : derive_.not_reached(s.applies);
      a.label = {"适用：" + a.label.zh, "applies: " + a.label.en};
      const bool never = reached && judge_.evaluator().truth(s.applies).may.empty();
      a.decided = never;
      reached = reached && !never;
      n.children.push_back(std::move(a));
    }
    for (const auto& rule : s.cards) {
      Node when = reached ? derive_.condition(rule.when) : derive_.not_reached(rule.when);
      const std::string card = judge_.evaluator().program().cards[static_cast<size_t>(rule.card)];
      when.label = {"发 " + card + "：" + when.label.zh, card + " when: " + when.label.en};
      n.children.push_back(std::move(when));
    }
    return n;
  }

  Judge& judge_;
  Deriver& derive_;
  Drafter& drafter_;
  Instant now_;
};

}  // namespace

Explanation explain(const typed::Program& program, const Inputs& inputs, size_t record, std::optional<Instant> as_of,
                    const ExplainOptions& options) {
  Evaluator evaluator(program, inputs, as_of);
  Judge judge(evaluator);
  const Row row{inputs.records, record};
  const model::RecordModel& model = evaluator.reader().model_of(row);
  Explanation e;
  e.record = model.name;
  e.ruleset = program.code;
  e.version = program.version;
  e.title = program.title;
  const auto judged_by = [&](const typed::Version& v) { e.ruleset = v.code, e.version = v.version, e.title = v.title; };
  e.origin = options.origin;
  for (const auto& c : program.calendars) e.origin.calendars.emplace_back(c.name, c.version);
  if (model.key >= 0) e.key = std::string(evaluator.reader().plain(row, model.key, false).text);
  if (as_of) e.as_of = show_instant(*as_of);
  e.unknown_yet = evaluator.reader().still_to_come(row, true);
  if (e.unknown_yet) return e;
  judge.open(row);
  e.judged = words_of(judge.judged());
  const Instant now = as_of.value_or(kNever - 1);
  if (program.versions.size() > 1 && !judge.judged().empty()) judged_by(program.versions[static_cast<size_t>(judge.version_at(tick_of(now)))]);
  Drafter drafter(evaluator, now);
  Deriver derive(evaluator, now, options.source, drafter);
  Explainer explainer(judge, derive, drafter, now);
  for (size_t i = 0; i < program.indicators.size(); ++i)
    if (program.indicators[i].model == row.table->model && (!options.indicator || *options.indicator == static_cast<int>(i)))
      e.indicators.push_back(explainer.indicator(static_cast<int>(i)));
  e.drawing = drafter.finish();
  return e;
}

}  // namespace zs::oracle
