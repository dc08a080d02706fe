#pragma once
// Expressions of the typed program for one record at a time, each operation as the calculus page says it.
#include "oracle/clock.h"
#include "oracle/observer.h"
#include "oracle/record.h"
#include "oracle/truth.h"

#include <functional>
#include <map>
#include <memory>

namespace re2 {
class RE2;
}

namespace zs::oracle {

/// An event or a day or instant that is known in advance.
struct Moment {
  bool missing = false;   // a date or instant that is ⊥; an event is never ⊥
  Instant at = kNever;
};

/// A clock of the program with the values of the record at hand.
struct ClockState {
  enum class Start { kKnown, kNever, kMissing } start = Start::kKnown;
  std::vector<PauseSpan> doubtful;  // pauses of which it is unknown whether they count
  bool end_missing = false;
  bool has_limit = false;        // the clock states a limit; `limit` says whether it is known
  SpanValue limit;
  Clock clock;                   // unit and limit are set where `limit` is known
};

class Evaluator {
 public:
  /// `observer` may be null and must outlive the evaluator.
  Evaluator(const typed::Program& program, const Inputs& inputs, std::optional<Instant> as_of, Observer* observer = nullptr);
  ~Evaluator();

  const typed::Program& program() const { return program_; }
  const Reader& reader() const { return reader_; }
  std::optional<Instant> as_of() const { return as_of_; }
  Observer* observer() const { return observer_; }

  /// Binds every record scope of this table's model to the record.
  void open_record(const Row& record);
  const Row& record() const { return record_; }
  /// Binds a row scope; its owner must be bound.
  void open_row(typed::ScopeId scope, size_t index);
  void close_row(typed::ScopeId scope);
  const Row& bound(typed::ScopeId scope) const { return bound_[static_cast<size_t>(scope)]; }
  std::vector<size_t> rows(typed::ScopeId scope) const;
  /// [least event of the bound row, ∞), ℝ if it has none.
  Set visible(typed::ScopeId scope) const;

  Value value(typed::ExprId id);
  Moment moment(typed::ExprId id);
  B truth(typed::ExprId id) {
    if (substitute_)
      if (auto other = substitute_(id)) return *other;
    B b = condition(id);
    if (observer_) observer_->condition(id, b);
    return b;
  }
  ClockState clock(int index);
  /// The clock ready to count in the limit's unit, or in the threshold's where it states no limit.
  std::optional<Clock> counting_clock(const ClockState& state, const SpanValue& threshold) const;

  /// What some conditions shall be instead of what they are, for questions of “what if”; null: nothing. Called with their rows bound.
  using Substitute = std::function<std::optional<B>(typed::ExprId)>;
  void substitute(Substitute s) { substitute_ = std::move(s); }

  /// The circumstance that 当 conditions and lower cards speak of. `row` is bound by open_row before.
  struct Here {
    const typed::Indicator* indicator = nullptr;
    const typed::Situation* situation = nullptr;
    std::map<int, B> own;  // by card, filled as asked
  };
  void enter(Here* here) { here_ = here; }
  Here* here() const { return here_; }
  /// own_{p,r,c}: X ∧ 适用 ∧ vis r ∧ 适用_p ∧ the card's conditions, in the circumstance entered.
  B own(int card);
  /// X, 适用, vis and 适用_p together.
  B standing_here();

  const Calendar* calendar(int index) const;

 private:
  B condition(typed::ExprId id);
  Value plain_operation(const typed::Expr& e);
  Value arithmetic(const typed::Expr& e);
  Value coalesce(const typed::Expr& e);
  B plain_test(const typed::Expr& e);
  B list_test(const typed::Expr& e);
  B compare(const typed::Expr& e);
  B first_row(const typed::Expr& e);
  B event_order(const typed::Expr& e, bool earlier);
  B clock_test(const typed::Expr& e);
  B hold(const typed::Expr& e);
  Set hold(const Set& of, const SpanValue& d, const Calendar* calendar, bool keep_open_start) const;
  B exists(const typed::Expr& e);
  B all_in_rows(const typed::Expr& e);
  std::vector<PauseSpan> pauses(const typed::Clock& k, std::vector<PauseSpan>& doubtful);
  B clock_answer(const typed::Expr& e, typed::Cmp cmp, const ClockState& s);
  B clock_in_doubt(const typed::Expr& e, typed::Cmp cmp, const ClockState& s);
  const re2::RE2& pattern(int index);

  const typed::Program& program_;
  std::optional<Instant> as_of_;
  Reader reader_;
  Row record_;
  std::vector<Row> bound_;  // by scope
  std::vector<Calendar> calendars_;
  std::vector<std::unique_ptr<re2::RE2>> patterns_;
  Here* here_ = nullptr;
  Substitute substitute_;
  Observer* observer_ = nullptr;
};

}  // namespace zs::oracle
