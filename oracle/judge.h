#pragma once
// Indicators for one record: own sets, what is shown, what is undecided, and why.
#include "compiler/typed/in_force.h"
#include "oracle/evaluator.h"

#include <optional>
#include <string>
#include <vector>

namespace zs::oracle {

/// own_{p,r} of one 当 clause, kept for actions, clauses and reasons.
struct OwnPart {
  int situation = 0;
  std::optional<size_t> row;  // of the situation's list
  int rule = 0;               // index into Situation::cards
  B own;
};

struct OwnSets {
  std::vector<OwnPart> parts;
  std::vector<B> by_card;     // own_c, by card, lowest first
};

/// The answer of one indicator for one record, for all time.
struct Answer {
  std::vector<Set> shown;     // by card
  Set undecided;
  int undated = -1;           // the card whose first stretch had no beginning of its own before the rule set's force cut it

  /// The nth stretch of a card as a finding: from kTickAlways where it has no beginning of its own.
  Stretch stretch(size_t card, size_t n) const {
    Stretch x = shown[card][n];
    if (static_cast<int>(card) == undated && n == 0) x.from = kTickAlways;
    return x;
  }
};

class Judge {
 public:
  explicit Judge(Evaluator& evaluator) : ev_(evaluator) {}

  /// Takes up a record; forgets the one before.
  void open(const Row& record);
  /// The instants at which the rule set judges the record.
  Set judged() const;
  Set judged(const std::vector<typed::Period>& periods) const;
  /// The version of the rules that judges it at t; the first that ever does, where t is before all time. 0 where none does.
  int version_at(Tick t) const;

  const OwnSets& own(int indicator);
  /// Union of the own sets of every indicator that supersedes this one, through others too.
  B silence(int indicator);
  std::vector<int> silencers(int indicator) const;
  Answer answer(int indicator);

  /// What the finding of `card` over `within` carries.
  struct Evidence {
    std::vector<std::string> actions;
    std::string reason, clause;
  };
  Evidence evidence(int indicator, int card, const Stretch& within);
  /// Names of the missing fields on which the answer at t hangs, by first appearance.
  std::vector<std::string> missing(int indicator, Instant t);

  Evaluator& evaluator() { return ev_; }
  const typed::Indicator& indicator(int i) const { return ev_.program().indicators[static_cast<size_t>(i)]; }
  /// Calls `visit` with the circumstance entered (and its row bound) for each situation and row, in order.
  template <class Visit>
  void each_circumstance(int indicator, Visit visit);

 private:
  Set judged(const typed::Period& period) const;
  /// Cut to where a version that has the situation judges; all of it where every version has.
  B counted(const typed::Situation& s, B own) const;
  std::vector<std::string> clauses(const typed::Indicator& i, const std::vector<const OwnPart*>& parts) const;

  Evaluator& ev_;
  std::vector<std::optional<OwnSets>> own_;
};

template <class Visit>
void Judge::each_circumstance(int indicator_index, Visit visit) {
  const typed::Indicator& i = indicator(indicator_index);
  Evaluator::Here* outer = ev_.here();
  for (size_t p = 0; p < i.situations.size(); ++p) {
    const typed::Situation& s = i.situations[p];
    const bool by_row =
        s.scope != typed::kNone && ev_.program().scopes[static_cast<size_t>(s.scope)].owner != typed::kNone;
    const std::vector<size_t> rows = by_row ? ev_.rows(s.scope) : std::vector<size_t>{0};
    for (const size_t r : rows) {
      if (by_row) ev_.open_row(s.scope, r);
      Evaluator::Here here{&i, &s, {}};
      ev_.enter(&here);
      visit(static_cast<int>(p), s, by_row ? std::optional<size_t>(r) : std::nullopt);
      ev_.enter(outer);
    }
    if (by_row) ev_.close_row(s.scope);
  }
}

/// Prints a 理由; `onset` is when the finding begins. The circumstance's row is bound where it has one.
std::string fill_reason(Evaluator& ev, const std::vector<typed::ReasonPart>& parts, Tick onset);
/// The ⊥ fields that an undecided condition hangs on at t, appended to `names` unless there already.
void missing_in_condition(Evaluator& ev, typed::ExprId condition, Instant t, std::vector<std::string>& names);

}  // namespace zs::oracle
