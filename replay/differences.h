#pragma once
// What differs in the rules of one indicator between two rule sets: the smallest conditions that are not the same, in the
// order of the text.
#include "replay/same.h"

#include <functional>
#include <string>
#include <vector>

namespace zs::replay {

struct Difference {
  enum class What : uint8_t {
    kCondition,   // a condition that is not the same, or stands in one of the two only
    kApplies,     // 适用, likewise
    kCard,        // the clause's card
    kSituation,   // a 情形 of one of the two only
    kSupersedes,  // 取代
    kForce,       // 施行, 废止, 治理, and what else stands around all rules
  } what = What::kCondition;
  typed::ExprId old_expr = typed::kNone, new_expr = typed::kNone;  // truths in the indicator's own scopes; kNone: none there
  int old_indicator = typed::kNone, new_indicator = typed::kNone;  // where it stands: the indicator, or one that silences it
  int old_situation = typed::kNone, new_situation = typed::kNone;  // of the indicator, where it stands in one
  bool alternative = false;        // stands in one of the two only, as one of several that suffice (else as one more that is required)
  std::string old_text, new_text;  // as the rules say it; empty: not there
  Span old_src, new_src;           // of the smallest part that differs
};

/// Text of a place in the rule files.
using TextOf = std::function<std::string(Span)>;

class Differ {
 public:
  Differ(const typed::Program& old_program, const typed::Program& new_program, TextOf old_text, TextOf new_text)
      : same_(old_program, new_program), a_(old_program), b_(new_program), old_text_(std::move(old_text)), new_text_(std::move(new_text)) {}

  /// Everything on which the two indicators' timelines can differ: their own rules, those of their silencers, 施行. Empty only
  /// where the timelines are the same for every record.
  std::vector<Difference> indicators(int old_indicator, int new_indicator);
  Same& same() { return same_; }

 private:
  void frame(int old_indicator, int new_indicator, std::vector<Difference>& out);
  void own(int old_indicator, int new_indicator, std::vector<Difference>& out);
  void situations(const typed::Situation& x, const typed::Situation& y, std::vector<Difference>& out);
  void rules(const typed::Situation& x, const typed::Situation& y, std::vector<Difference>& out);
  bool same_situation(const typed::Situation& x, const typed::Situation& y);
  void conditions(typed::ExprId x, typed::ExprId y, Difference::What what, std::vector<Difference>& out);
  void operands(const std::vector<typed::ExprId>& x, const std::vector<typed::ExprId>& y, bool alternatives, Difference::What what, std::vector<Difference>& out);
  bool alike(typed::ExprId x, typed::ExprId y, bool strictly);
  void leaf(typed::ExprId x, typed::ExprId y, Difference::What what, std::vector<Difference>& out);

  Same same_;
  const typed::Program& a_;
  const typed::Program& b_;
  TextOf old_text_, new_text_;
};

}  // namespace zs::replay
