// Which missing fields leave a condition undecided: down from the condition, through every operand that is itself
// undecided at the instant asked, to the fields that are ⊥.
#include "oracle/judge.h"

#include <algorithm>

namespace zs::oracle {

using typed::ExprId;
using typed::Op;

namespace {

class Walk {
 public:
  Walk(Evaluator& ev, std::vector<std::string>& names) : ev_(ev), p_(ev.program()), names_(names) {}

  void condition(ExprId id, Instant t) {
    const B b = ev_.truth(id);
    if (!contains(open_question(b), t)) return;
    const typed::Expr& e = p_[id];
    switch (e.op) {
      case Op::kAnd:
      case Op::kOr:
      case Op::kNot:
      case Op::kNamed:
        for (const ExprId arg : e.args) condition(arg, t);
        break;
      case Op::kHold: held(e, t); break;
      case Op::kExists:
      case Op::kAtLeast:
        for (const size_t r : ev_.rows(e.rows)) {
          ev_.open_row(e.rows, r);
          if (!e.args.empty() && contains(ev_.visible(e.rows), t)) condition(e.args[0], t);
        }
        ev_.close_row(e.rows);
        break;
      case Op::kAllInRows:
        operand(e.args[0], t);
        for (const size_t r : ev_.rows(e.rows)) {
          ev_.open_row(e.rows, r);
          if (contains(ev_.visible(e.rows), t)) operand(e.args[1], t);
        }
        ev_.close_row(e.rows);
        break;
      case Op::kCard: card(e.index, t); break;
      case Op::kClockCompare:
      case Op::kClockOver:
      case Op::kClockRunning:
      case Op::kClockPaused:
      case Op::kSpanOver: clock(e, t); break;
      case Op::kIsFirst: break;
      case Op::kField:
      case Op::kRefField:
      case Op::kCoalesce:
      case Op::kGuard: operand(id, t); break;
      default:
        for (const ExprId arg : e.args) operand(arg, t);
    }
  }

 private:
  void add(const std::string& name) {
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(name);
  }

  /// φ may be decided at t and still leave open since when it has held: then what was undecided before is named.
  void held(const typed::Expr& e, Instant t) {
    const size_t before = names_.size();
    condition(e.args[0], t);
    if (names_.size() > before) return;
    for (const Stretch& x : open_question(ev_.truth(e.args[0])))
      if (instant_of(x.from) <= t) condition(e.args[0], std::min(t, instant_of(x.until) - 1));
  }

  void card(int card, Instant t) {
    const auto& here = *ev_.here();
    for (const auto& rule : here.situation->cards) {
      if (rule.card != card) continue;
      for (const ExprId id : {here.indicator->applies, here.situation->applies, rule.when})
        if (id != typed::kNone) condition(id, t);
    }
  }

  void clock(const typed::Expr& e, Instant t) {
    const typed::Clock& k = p_.clocks[static_cast<size_t>(e.index)];
    operand(k.start, t);
    if (k.end != typed::kNone) operand(k.end, t);
    const bool counts = e.op != Op::kClockRunning && e.op != Op::kClockPaused;
    if (counts && k.limit != typed::kNone) operand(k.limit, t);
    if (counts)
      for (const ExprId arg : e.args) operand(arg, t);
    for (const typed::Pause& pause : k.pauses) {
      if (pause.when == typed::kNone) continue;
      if (pause.rows == typed::kNone) {
        condition(pause.when, t);
        continue;
      }
      for (const size_t r : ev_.rows(pause.rows)) {
        ev_.open_row(pause.rows, r);
        if (contains(ev_.visible(pause.rows), t)) condition(pause.when, t);
      }
      ev_.close_row(pause.rows);
    }
  }

  void operand(ExprId id, Instant t) {
    const typed::Expr& e = p_[id];
    if (e.type.kind == typed::Kind::kEvent) return;  // an event is never missing
    const Value v = ev_.value(id);
    switch (e.op) {
      case Op::kField: {
        const auto& model = p_.models.models[static_cast<size_t>(p_.scopes[static_cast<size_t>(e.scope)].model)];
        field(model.fields[static_cast<size_t>(e.index)], v, "");
        break;
      }
      case Op::kRefField: reference(e, v, t); break;
      case Op::kCoalesce:
        if (!v.missing) break;  // what was missing has been replaced
        for (const ExprId arg : e.args) {
          operand(arg, t);
          const Value of_arg = ev_.value(arg);
          if (of_arg.span.number || of_arg.span.unit) break;  // half given: it gives way to nothing
        }
        break;
      case Op::kGuard:
        if (!v.missing) break;
        condition(e.args[0], t);
        if (ev_.truth(e.args[0]).must == all_time()) operand(e.args[1], t);
        break;
      default:
        for (const ExprId arg : e.args) operand(arg, t);
    }
  }

  void field(const model::Field& f, const Value& v, const std::string& prefix) {
    if (f.type == model::FieldType::kSpan) {
      if (!v.span.number) add(prefix + f.name);
      if (!v.span.unit) add(prefix + f.unit_name);
    } else if (v.missing) {
      add(prefix + f.name);
    }
  }

  /// The key, where it is missing itself, and the field: of a row that is not there, every field is missing.
  void reference(const typed::Expr& e, const Value& v, Instant t) {
    for (const ExprId key : e.args) operand(key, t);
    const auto& model = p_.models.models[static_cast<size_t>(e.model)];
    field(model.fields[static_cast<size_t>(e.index)], v, model.name + "的");
  }

  Evaluator& ev_;
  const typed::Program& p_;
  std::vector<std::string>& names_;
};

}  // namespace

void missing_in_condition(Evaluator& ev, ExprId condition, Instant t, std::vector<std::string>& names) {
  Walk(ev, names).condition(condition, t);
}

}  // namespace zs::oracle
