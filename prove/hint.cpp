#include "prove/hint.h"

namespace zs::prove {

using model::FieldType;

namespace {

class Reading {
 public:
  Reading(Question& q, const Model& reply, const typed::Program& p, const Uses& uses) : ground_(q.ground()), reply_(reply), p_(p), uses_(uses) {}

  void record(const std::string& model, const std::string& instance, int depth) {
    const int m = p_.models.find(model);
    const auto used = uses_.fields.find(model);
    if (m < 0 || used == uses_.fields.end() || depth > 2) return;
    for (const auto& f : p_.models.models[static_cast<size_t>(m)].fields)
      if (used->second.contains(f.name)) field(f, instance, depth);
  }

  Hint out;
  std::vector<Term> differs;   // any of them: other plain values

 private:
  void field(const model::Field& f, const std::string& instance, int depth) {
    const std::string path = instance + "." + f.name;
    if (f.type == FieldType::kEvent) {
      const auto e = ground_.event(instance, f, false);
      if (reply_.truths.contains(e.never)) out.happens[path] = !reply_.truth(e.never);
      return;
    }
    if (f.type == FieldType::kRows) {
      size_t n = 0;
      for (const auto& row : ground_.rows(path)) {
        if (!reply_.truth(ground_.there(row))) continue;
        record(p_.models.models[static_cast<size_t>(f.rows)].name, row, depth + 1);
        rename(row, path + "[" + std::to_string(n++) + "]");
      }
      if (!ground_.rows(path).empty()) out.rows[path] = n;
      return;
    }
    if (f.type == FieldType::kTextList || f.type == FieldType::kEnumList) return;
    value(f, ground_.plain(p_.models, instance, f, false), path);
  }

  /// Rows that are there move up.
  void rename(const std::string& from, const std::string& to) {
    if (from == to) return;
    const auto move = [&](auto& map) {
      auto old = std::move(map);
      map.clear();
      for (auto& [key, x] : old) map[key.starts_with(from + ".") ? to + key.substr(from.size()) : key] = std::move(x);
    };
    move(out.values), move(out.units), move(out.happens);
  }

  void value(const model::Field& f, const Plain& p, const std::string& path) {
    const auto n = reply_.number(p.value);
    const Term absent = f.type == FieldType::kSpan ? p.number_missing : p.missing;
    if (!n && !reply_.truths.contains(absent)) return;  // nothing was asked of it
    Terms& t = ground_.terms;
    if (reply_.truth(absent)) {
      out.values[path] = std::nullopt;
      differs.push_back(t.negate(absent));
    } else if (n) {
      if (const auto s = text_of(f, *n)) out.values[path] = *s;
      differs.push_back(t.negate(t.eq(p.value, t.number(*n))));
    }
    if (f.type == FieldType::kSpan && !reply_.truth(p.unit_missing)) {
      if (const auto u = reply_.number(p.unit)) {
        out.units[path] = unit_name(static_cast<Unit>(u->num));
        differs.push_back(t.negate(t.eq(p.unit, t.number(*u))));
      }
    }
  }

  std::optional<std::string> text_of(const model::Field& f, Rational n) const {
    const auto named = [&](const std::map<std::string, int>& words) -> std::optional<std::string> {
      for (const auto& [word, id] : words)
        if (id == n.num) return word;
      return std::nullopt;
    };
    switch (f.type) {
      case FieldType::kText: return named(ground_.texts());
      case FieldType::kEnum: return named(ground_.labels());
      case FieldType::kBool: return n.num ? "是" : "否";
      case FieldType::kInteger: case FieldType::kDecimal: case FieldType::kSpan: return number_text(n);
      default: return std::nullopt;  // dates are found by chance
    }
  }

  Ground& ground_;
  const Model& reply_;
  const typed::Program& p_;
  const Uses& uses_;
};

}  // namespace

Hint hint_of(Question& question, const Model& reply, const typed::Program& program, const std::string& model, const Uses& uses) {
  Reading r(question, reply, program, uses);
  r.record(model, "R", 0);
  return std::move(r.out);
}

Term another(Question& question, const Model& reply, const typed::Program& program, const std::string& model, const Uses& uses) {
  Reading r(question, reply, program, uses);
  r.record(model, "R", 0);
  return question.terms().either(std::move(r.differs));
}

}  // namespace zs::prove
