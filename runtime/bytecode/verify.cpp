// The pack around the code: models, calendars, tables, indicators and their details.
#include "runtime/bytecode/verify.h"

#include "runtime/base/instant.h"
#include "runtime/bytecode/verify_function.h"

#include <fmt/format.h>

#include <algorithm>

namespace zs::bytecode {

namespace {

template <class T>
bool within(int64_t i, const std::vector<T>& table) {
  return i >= 0 && static_cast<uint64_t>(i) < table.size();
}

class Verifier {
 public:
  Verifier(const Program& p, const Limits& limits) : p_(p), limits_(limits) {}

  Status run() {
    for (const auto step : {&Verifier::models, &Verifier::bindings, &Verifier::calendars, &Verifier::tables, &Verifier::functions, &Verifier::indicators, &Verifier::aggregates})
      if (const Status ok = (this->*step)(); !ok) return ok;
    return {};
  }

 private:
  Status models() {
    const auto& all = p_.models.models;
    if (all.size() > 1000) return refuse("models", "more than 1000 record models");
    for (size_t m = 0; m < all.size(); ++m) {
      if (all[m].key >= static_cast<int>(all[m].fields.size()) || all[m].governing >= static_cast<int>(all[m].fields.size()) || all[m].key < -1 ||
          all[m].governing < -1)
        return refuse(fmt::format("model {}", m), "key or governing field out of range");
      if (all[m].key >= 0 && all[m].fields[static_cast<size_t>(all[m].key)].type != model::FieldType::kText)
        return refuse(fmt::format("model {}", m), "the key is not a text");
      for (const auto& f : all[m].fields) {
        using model::FieldType;
        if (f.type > FieldType::kRows) return refuse(fmt::format("model {}", m), "unknown field type");
        if ((f.type == FieldType::kEnum || f.type == FieldType::kEnumList) && !within(f.enumeration, p_.models.enumerations))
          return refuse(fmt::format("model {}", m), "enumeration out of range");
        if (f.reference != -1 && !within(f.reference, all)) return refuse(fmt::format("model {}", m), "reference out of range");
      }
      int budget = 1000;
      if (!lists_end(static_cast<int>(m), 0, budget)) return refuse(fmt::format("model {}", m), "row model out of range, or lists nested too deep");
    }
    if (p_.list_used.size() > all.size()) return refuse("list_used", "more models than there are");
    for (size_t m = 0; m < p_.list_used.size(); ++m)
      if (p_.list_used[m].size() != all[m].fields.size()) return refuse("list_used", "does not fit its model");
    return {};
  }

  /// What the reader of bound tables takes for granted.
  Status bindings() {
    for (const auto& b : p_.models.bindings) {
      if (!within(b.model, p_.models.models)) return refuse("bindings", "model out of range");
      const auto& fields = p_.models.models[static_cast<size_t>(b.model)].fields;
      if (b.tables.empty() || b.tables[0].list != -1) return refuse("bindings", "no main table");
      for (const auto& t : b.tables) {
        if (t.list != -1 && (!within(t.list, fields) || fields[static_cast<size_t>(t.list)].type != model::FieldType::kRows)) return refuse("bindings", "list out of range");
        const auto& own = t.list == -1 ? fields : p_.models.models[static_cast<size_t>(fields[static_cast<size_t>(t.list)].rows)].fields;
        for (const auto& f : t.fields)
          if (!within(f.field, own) || own[static_cast<size_t>(f.field)].type == model::FieldType::kRows) return refuse("bindings", "field out of range");
      }
    }
    return {};
  }

  /// Lists within lists end at the eighth level, and are not more than a thousand altogether: a table is made for each.
  bool lists_end(int m, int depth, int& budget) const {
    if (depth > 8 || budget-- == 0) return false;
    const auto& fields = p_.models.models[static_cast<size_t>(m)].fields;
    return std::all_of(fields.begin(), fields.end(), [&](const auto& f) {
      return f.type != model::FieldType::kRows || (within(f.rows, p_.models.models) && lists_end(f.rows, depth + 1, budget));
    });
  }

  Status calendars() {
    for (size_t i = 0; i < p_.calendars.size(); ++i) {
      const Calendar& c = p_.calendars[i];
      const std::string where = fmt::format("calendar {}", i);
      if ((c.works & 0x7F) == 0 || c.works > 0x7F) return refuse(where, "no working day in a week");
      if (c.first_year < 1000 || c.last_year > 9999 || c.first_year > c.last_year) return refuse(where, "published years out of range");
      int32_t last = 0;
      for (const auto& [from, to] : c.office) {
        if (from < last || to <= from || to > kSecondsPerDay) return refuse(where, "office hours overlap or leave the day");
        last = to;
      }
      if (c.office.empty()) return refuse(where, "no office hours");
      for (size_t k = 0; k < c.exceptions.size(); ++k) {
        const auto [day, works] = c.exceptions[k];
        // Nine thousand years of days; the prefix tables reach from the first to the last.
        if (day < -400'000 || day > 2'932'896 || works > 1) return refuse(where, "exception out of range");
        if (k > 0 && c.exceptions[k - 1].first >= day) return refuse(where, "exceptions out of order");
      }
    }
    if (!p_.calendars.empty() && !within(p_.calendar, p_.calendars)) return refuse("calendar", "the default is out of range");
    return {};
  }

  Status tables() {
    if (p_.cards.empty() || p_.cards.size() > 250) return refuse("cards", "none, or more than 250");
    if (p_.sets.size() != p_.set_is_text.size()) return refuse("sets", "sets and their kinds differ in number");
    for (size_t i = 0; i < p_.sets.size(); ++i)
      for (const int64_t v : p_.sets[i])
        if (p_.set_is_text[i] ? !within(v, p_.texts) : v < 0 || v > INT32_MAX) return refuse(fmt::format("set {}", i), "element out of range");
    for (const RefField& r : p_.ref_fields)
      if (!within(r.model, p_.models.models) || !within(r.field, p_.models.models[static_cast<size_t>(r.model)].fields))
        return refuse("reference fields", "out of range");
    for (const CmpConst& c : p_.cmp_consts)
      if (c.cmp > Cmp::kGe) return refuse("comparisons", "unknown comparison");
    for (const HoldSpec& h : p_.holds)
      if (!within(h.calendar, p_.calendars) || !span_known(h.span) || span_unit(h.span) > Unit::kDaySecond)
        return refuse("holds", "calendar or span out of range");
    for (const ClockTest& t : p_.clock_tests)
      if (const Status ok = clock(t, "clock tests"); !ok) return ok;
    if (p_.versions.empty()) return refuse("versions", "none");
    std::vector<Force> forces = p_.forces;
    for (const Version& v : p_.versions) forces.push_back(v.force);
    for (const Force& f : forces)
      for (const auto& day : {f.from, f.until})
        if (day && (*day < -400'000 || *day > 2'932'897)) return refuse("force", "day out of range");
    return {};
  }

  Status clock(const ClockTest& t, const std::string& where) const {
    if (!within(t.calendar, p_.calendars) || t.cmp > Cmp::kGe) return refuse(where, "calendar or comparison out of range");
    return {};
  }

  Status functions() {
    if (p_.judged.size() != p_.functions.size() || p_.judged_in.size() != p_.functions.size()) return refuse("functions", "functions and judged sets differ in number");
    std::vector<bool> seen(p_.models.models.size(), false);
    for (size_t f = 0; f < p_.functions.size(); ++f) {
      const std::string where = fmt::format("function {}", f);
      auto checked = check(p_.functions[f], where);
      if (!checked) return checked.error();
      if (seen[static_cast<size_t>(p_.functions[f].model)]) return refuse(where, "a second function for one model");
      seen[static_cast<size_t>(p_.functions[f].model)] = true;
      if (const Status ok = record_set(p_.functions[f], *checked, p_.judged[f], where + ", judged"); !ok) return ok;
      if (const Status ok = judged_in(f, *checked, where + ", judged in"); !ok) return ok;
      checked_.push_back(std::move(*checked));
    }
    return {};
  }

  Status judged_in(size_t f, const Defined& defined, const std::string& where) const {
    const std::vector<Reg>& by_version = p_.judged_in[f];
    if (by_version.size() != (p_.versions.size() > 1 ? p_.versions.size() : 0)) return refuse(where, "not one set a version");
    for (const Reg r : by_version)
      if (const Status ok = record_set(p_.functions[f], defined, r, where); !ok) return ok;
    return {};
  }

  Result<Defined> check(const Function& f, const std::string& where) {
    total_ += f.code.size();
    if (total_ > limits_.total_instructions) return refuse(where, "too many instructions in all").error();
    return verify_function(p_, f, limits_, where);
  }

  /// A defined S register of the record's domain.
  Status record_set(const Function& f, const Defined& defined, Reg r, const std::string& where) const {
    if (r >= f.regs.size() || !defined[r] || f.regs[r].cls != RegClass::S || f.regs[r].domain != 0) return refuse(where, "not a set of the record");
    return {};
  }

  Status indicators() {
    if (p_.indicators.size() > limits_.indicators) return refuse("indicators", "too many");
    for (size_t i = 0; i < p_.indicators.size(); ++i) {
      const Indicator& in = p_.indicators[i];
      const std::string where = fmt::format("indicator {} ({})", i, in.code);
      const auto f = std::find_if(p_.functions.begin(), p_.functions.end(), [&](const Function& x) { return x.model == in.model; });
      if (f == p_.functions.end()) return refuse(where, "no function for its model");
      const Defined& defined = checked_[static_cast<size_t>(f - p_.functions.begin())];
      if (in.own.size() > p_.cards.size()) return refuse(where, "more cards than the pack has");
      for (const Reg r : in.own)
        if (r != kNoReg)
          if (const Status ok = record_set(*f, defined, r, where + ", own"); !ok) return ok;
      if (in.silenced != kNoReg)
        if (const Status ok = record_set(*f, defined, in.silenced, where + ", silenced"); !ok) return ok;
      if (const Status ok = detail(in, where + ", detail"); !ok) return ok;
    }
    return {};
  }

  Status aggregates() {
    for (size_t i = 0; i < p_.aggregates.size(); ++i) {
      const Aggregate& g = p_.aggregates[i];
      const std::string where = fmt::format("aggregate {}", i);
      if (g.card >= p_.cards.size() || g.cmp > Cmp::kGe || g.threshold_den <= 0) return refuse(where, "card, comparison or threshold out of range");
      if (!within(g.model, p_.models.models) || g.code_of.model != g.model) return refuse(where, "made for another model");
      for (const int32_t day : g.at)
        if (day < -400'000 || day > 2'932'896) return refuse(where, "day out of range");
      const auto checked = check(g.code_of, where);
      if (!checked) return checked.error();
      const Function& f = g.code_of;
      if (const Status ok = record_set(f, *checked, g.judged, where + ", judged"); !ok) return ok;
      auto is = [&](Reg r, RegClass cls) { return r < f.regs.size() && (*checked)[r] && f.regs[r].cls == cls && f.regs[r].domain == 0; };
      auto truth = [&](Reg r) { return r == kNoReg || is(r, RegClass::T) || is(r, RegClass::S); };
      if (!truth(g.range)) return refuse(where, "a range without truth");
      for (const AggregateTerm& t : {g.left, g.right}) {
        const bool counts = t.fn == AggregateFn::kCount || t.fn == AggregateFn::kShare;
        if (t.fn > AggregateFn::kMax || !truth(t.when) || (!counts && !is(t.value, RegClass::Q))) return refuse(where, "a term of another class");
      }
      for (const auto* parts : {&g.by, &g.reason})
        if (const Status ok = reason(f, *checked, *parts, 0, where); !ok) return ok;
    }
    return {};
  }

  Status detail(const Indicator& in, const std::string& where) {
    const Detail& d = in.detail;
    if (d.code.model != in.model) return refuse(where, "made for another model");
    const auto checked = check(d.code, where);
    if (!checked) return checked.error();
    const Defined& defined = *checked;
    auto is = [&](Reg r, RegClass cls) { return r < d.code.regs.size() && defined[r] && d.code.regs[r].cls == cls; };
    for (const DetailSituation& s : d.situations) {
      if (!is(s.domain, RegClass::D)) return refuse(where, "a situation without a domain");
      for (const DetailCard& c : s.cards)
        if (c.card >= in.own.size() || !is(c.reg, RegClass::S) || d.code.regs[c.reg].domain != s.domain)
          return refuse(where, "a clause's set is not of its situation");
      if (const Status ok = reason(d.code, defined, s.reason, s.domain, where); !ok) return ok;
    }
    if (const Status ok = reason(d.code, defined, d.reason, 0, where); !ok) return ok;
    for (size_t w = 0; w < d.whys.size(); ++w) {
      const Why& why = d.whys[w];
      if (why.ask > Why::Ask::kNoList) return refuse(where, "unknown question");
      const bool truth = why.ask <= Why::Ask::kAlways;
      if (truth ? !is(why.reg, RegClass::T) && !is(why.reg, RegClass::S) : !is(why.reg, why.ask == Why::Ask::kNoList ? RegClass::L : RegClass::V))
        return refuse(where, "a question to a register of another class");
      for (const uint32_t c : why.children)
        if (c >= w) return refuse(where, "questions out of order");
    }
    for (const uint32_t r : d.roots)
      if (!within(r, d.whys)) return refuse(where, "root out of range");
    return {};
  }

  Status reason(const Function& f, const Defined& defined, const std::vector<ReasonPart>& parts, Reg domain, const std::string& where) const {
    auto is = [&](Reg r, RegClass cls) { return r < f.regs.size() && defined[r] && f.regs[r].cls == cls && encloses(f, f.regs[r].domain, domain); };
    for (const ReasonPart& part : parts) {
      if (part.what > ReasonPart::What::kDue || part.type > model::FieldType::kRows) return refuse(where, "unknown kind of template part");
      const bool text = part.what == ReasonPart::What::kText, clocked = !text && part.what != ReasonPart::What::kValue;
      if ((text && part.reg != kNoReg) || (!clocked && (part.end != kNoReg || part.limit != kNoReg || part.pauses != kNoReg)))
        return refuse(where, "a template part names a register that it does not read");
      if (text) continue;
      if (!clocked) {
        if (!is(part.reg, RegClass::V) && !is(part.reg, RegClass::L)) return refuse(where, "a template's value is not of its row");
        continue;
      }
      if (const Status ok = clock(part.clock, where); !ok) return ok;
      if (!is(part.reg, RegClass::V) || (part.end != kNoReg && !is(part.end, RegClass::V)) || (part.limit != kNoReg && !is(part.limit, RegClass::V)) ||
          (part.pauses != kNoReg && !is(part.pauses, RegClass::P)))
        return refuse(where, "a template's clock is not of its row");
    }
    return {};
  }

  const Program& p_;
  const Limits& limits_;
  std::vector<Defined> checked_;
  size_t total_ = 0;
};

}  // namespace

Status verify(const Program& program, const Limits& limits) { return Verifier(program, limits).run(); }

}  // namespace zs::bytecode
