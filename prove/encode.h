#pragma once
// Conditions of a typed program written over a ground: what each comes to at the instant asked of.
#include "prove/ground.h"
#include "runtime/base/instant.h"

#include <memory>
#include <optional>

namespace zs::prove {

class Encoder;

/// Row scopes bound to rows of the ground.
using Rows = std::map<typed::ScopeId, std::string>;

/// Where a condition stands: lower cards and what must hold anyway are meant of this circumstance.
struct Place {
  int indicator = typed::kNone, situation = typed::kNone;
  Rows rows;
};

/// φ 持续 超过 d: what is known of it follows from what is known of φ.
struct Held {
  Encoder* by = nullptr;
  Place place;
  typed::ExprId of = typed::kNone;
  std::string key;                  // of φ
  Plain span;
  int calendar = -1;
  Truth truth, inner;               // of the whole, and of φ, at the instant
  std::string record;
};

/// Everything written so far, by either program.
struct Written {
  std::vector<Held> held;
  struct Many {                     // 至少 k 个
    std::string list, key;
    int count = 0;
    Truth truth;
  };
  std::vector<Many> many;
};

class Encoder {
 public:
  /// All must outlive the encoder, the ground's facts call back to it until they are closed.
  Encoder(Ground& ground, Written& written, const typed::Program& program) : g_(ground), t_(ground.terms), written_(written), p_(program) {}

  const typed::Program& program() const { return p_; }
  void open(int model) { record_ = g_.record(p_.models, model); }

  /// Goes to a circumstance; back to nowhere with {}.
  void at(Place place) { place_ = std::move(place); }
  const Place& place() const { return place_; }

  Truth truth(typed::ExprId id);
  Plain plain(typed::ExprId id);
  Happening event(typed::ExprId id);
  std::string canon(typed::ExprId id);

  /// In the place: everything that is asked before the card's conditions, rows aside; and one card's own condition.
  Truth standing();
  Truth own(int card);
  /// Of one 当 of the place.
  Truth rule(const typed::CardRule& rule) { return both(standing(), truth(rule.when)); }

  /// Of an indicator: own conditions by card (of its program), and what silences it.
  std::vector<Truth> own_cards(int indicator);
  Truth silence(int indicator);
  /// One 情形 alone; rows joined.
  std::vector<Truth> own_cards(int indicator, int situation);

  /// X: something of the record has happened, or nothing ever does.
  Term existing() { return g_.existing(record_); }
  /// Of a comparison: are its two sides equal?
  Truth equal(typed::ExprId comparison);

  Truth certain(Term t) { return {t, t}; }
  Truth unknown() { return {t_.no(), t_.yes()}; }
  Truth both(const Truth& a, const Truth& b) { return {t_.both(a.must, b.must), t_.both(a.may, b.may)}; }
  Truth either(const Truth& a, const Truth& b) { return {t_.either(a.must, b.must), t_.either(a.may, b.may)}; }
  Truth negate(const Truth& a) { return {t_.negate(a.may), t_.negate(a.must)}; }
  /// `holds` where nothing is missing, else unknown.
  Truth unless(Term missing, Term holds) { return {t_.both(t_.negate(missing), holds), t_.either(missing, holds)}; }

 private:
  Plain constant(int64_t n) { return {t_.no(), t_.number(n)}; }
  Plain absent(bool span);
  Plain choose(Term when, const Plain& a, const Plain& b);
  Plain arithmetic(const typed::Expr& e);
  Plain coalesce(const typed::Expr& e);
  Plain own_days(Plain span, Term other);
  /// A number in `from` as one in `to`; `possible`: where an exact conversion exists.
  Term converted(Term number, Term from, Term to, const typed::Calendar* calendar, Term& possible);
  Happening moment(typed::ExprId id);

  Truth compare(const typed::Expr& e);
  Term compared(typed::Cmp cmp, Term a, Term b);
  Term position(const typed::Expr& e, Term label);
  Truth list_test(const typed::Expr& e, typed::ExprId id);
  Truth has(typed::ExprId list, const std::string& element);
  std::vector<std::string> elements(typed::ExprId id, bool& constant);
  Truth text_test(const typed::Expr& e, typed::ExprId id);
  Truth opaque_test(typed::ExprId id);
  Term missing_in(typed::ExprId id);
  Truth order(const typed::Expr& e, bool earlier);
  Truth quantified(const typed::Expr& e, typed::ExprId id);
  Truth all_in_rows(const typed::Expr& e);
  Truth hold(const typed::Expr& e);
  Term judged(int model, const std::vector<int>& versions);

  Truth clock_test(const typed::Expr& e);
  Truth clock_answer(const typed::Expr& e, const typed::Clock& k, const Geometry& g, const Happening& end);
  Geometry geometry(const typed::Clock& k, bool with_doubtful);
  const typed::Calendar* calendar_of(int index) const;

  std::string instance(typed::ScopeId scope) const;
  std::string list_of(typed::ScopeId rows) const;
  const model::RecordModel& model_of(typed::ScopeId scope) const { return p_.models.models[static_cast<size_t>(p_.scopes[static_cast<size_t>(scope)].model)]; }

  Ground& g_;
  Terms& t_;
  Written& written_;
  const typed::Program& p_;
  std::string record_;
  Place place_;
};

}  // namespace zs::prove
