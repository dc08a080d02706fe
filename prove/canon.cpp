// A text for an expression's structure, names and places in the rules aside: equal texts mean equal values on one ground.
#include "prove/encode.h"

namespace zs::prove {

using typed::Expr;
using typed::ExprId;
using typed::kNone;
using typed::Op;

std::string Encoder::instance(typed::ScopeId scope) const {
  if (const auto it = place_.rows.find(scope); it != place_.rows.end()) return it->second;
  const auto& s = p_.scopes[static_cast<size_t>(scope)];
  if (s.owner == kNone) return "R";
  int level = 0;
  for (auto x = s.parent; x != kNone; x = p_.scopes[static_cast<size_t>(x)].parent) level += p_.scopes[static_cast<size_t>(x)].owner != kNone;
  return list_of(scope) + "<" + std::to_string(level) + ">";
}

std::string Encoder::list_of(typed::ScopeId rows) const {
  const auto& s = p_.scopes[static_cast<size_t>(rows)];
  return instance(s.owner) + "." + model_of(s.owner).fields[static_cast<size_t>(s.field)].name;
}

std::string Encoder::canon(ExprId id) {
  if (id == kNone) return "-";
  const Expr& e = p_[id];
  if (e.op == Op::kNamed) return canon(e.args[0]);
  std::string out = "(" + std::to_string(static_cast<int>(e.op));
  const auto add = [&](const std::string& s) { out += " " + std::to_string(s.size()) + ":" + s; };
  const auto clock = [&](int index) {
    const auto& k = p_.clocks[static_cast<size_t>(index)];
    add(geometry(k, true).key);
    add(canon(k.limit));
    add(k.roll_over ? "r" : "");
  };
  switch (e.op) {
    case Op::kField: add(instance(e.scope)); add(model_of(e.scope).fields[static_cast<size_t>(e.index)].name); break;
    case Op::kRefField: {
      const auto& m = p_.models.models[static_cast<size_t>(e.model)];
      add(m.name), add(m.fields[static_cast<size_t>(e.index)].name);
      break;
    }
    case Op::kText: add(e.text); break;
    case Op::kTextSet: for (const auto& s : e.texts) add(s); break;
    case Op::kEnum: add(p_.models.enumerations[static_cast<size_t>(e.type.enumeration)].labels[static_cast<size_t>(e.index)].label); break;
    case Op::kEnumSet:
      for (const int i : e.indices) add(p_.models.enumerations[static_cast<size_t>(e.type.enumeration)].labels[static_cast<size_t>(i)].label);
      break;
    case Op::kMatches: add(p_.patterns[static_cast<size_t>(e.index)]); break;
    case Op::kIsFirst: add(instance(e.scope)); break;
    case Op::kClockCompare: case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: case Op::kSpanOver: clock(e.index); break;
    case Op::kCard: {
      const auto& s = p_.indicators[static_cast<size_t>(place_.indicator)].situations[static_cast<size_t>(place_.situation)];
      add(record_), add(canon(p_.indicators[static_cast<size_t>(place_.indicator)].applies)), add(canon(s.applies));
      for (const auto& r : s.cards)
        if (r.card == e.index) add(canon(r.when));
      if (s.scope != kNone && p_.scopes[static_cast<size_t>(s.scope)].owner != kNone) add(instance(s.scope));
      break;
    }
    default: break;
  }
  if (e.rows != kNone) add(instance(e.rows));
  if (const auto* c = calendar_of(e.calendar); c && (e.op == Op::kHold || e.op == Op::kCompare || e.op == Op::kAdd || e.op == Op::kSub || e.op == Op::kDiv)) add(std::to_string(g_.calendar(*c)));
  out += "|" + std::to_string(static_cast<int>(e.type.kind)) + "," + std::to_string(static_cast<int>(e.cmp)) + "," + std::to_string(static_cast<int>(e.quantity)) + "," +
         std::to_string(e.count) + "," + std::to_string(e.number.num) + "/" + std::to_string(e.number.den) + "," + std::to_string(static_cast<int>(e.unit)) + "," + std::to_string(e.value);
  for (const ExprId a : e.args) add(canon(a));
  return out + ")";
}

}  // namespace zs::prove
