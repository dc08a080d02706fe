#include "prove/ground.h"

#include <algorithm>

namespace zs::prove {

using model::FieldType;

Ground::Ground() : now(terms.var(Sort::kInt, "now")) {}

Plain Ground::plain(const model::Models& models, const std::string& instance, const model::Field& field, bool present) {
  const std::string name = instance + "." + field.name + ":" + std::to_string(static_cast<int>(field.type));
  const bool fresh = said_.insert(name).second;
  const bool required = present && !field.optional;
  Plain p{terms.var(Sort::kBool, name + "?"), terms.no()};
  switch (field.type) {
    case FieldType::kInteger: p.value = terms.var(Sort::kInt, name); break;
    case FieldType::kDecimal: p.value = terms.var(Sort::kReal, name); break;
    case FieldType::kSpan:
      p.number_missing = terms.var(Sort::kBool, name + "#?"), p.unit_missing = terms.var(Sort::kBool, name + "u?");
      p.value = terms.var(Sort::kReal, name + "#"), p.unit = terms.var(Sort::kInt, name + "u");
      p.missing = terms.either(p.number_missing, p.unit_missing);
      if (fresh) fact(terms.both(terms.le(terms.number(0), p.unit), terms.le(p.unit, terms.number(6))));
      break;
    default: p.value = terms.var(Sort::kInt, name); break;
  }
  if (field.type == FieldType::kBool && fresh) fact(terms.both(terms.le(terms.number(0), p.value), terms.le(p.value, terms.number(1))));
  if (field.type == FieldType::kEnum) {
    // Said for either rule set: a record that one of them cannot read is not compared.
    std::vector<Term> one_of;
    for (const auto& l : models.enumerations[static_cast<size_t>(field.enumeration)].labels) one_of.push_back(terms.eq(p.value, terms.number(label(l.label))));
    fact(terms.either(std::move(one_of)));
  }
  if (required) fact(terms.negate(p.missing));
  return p;
}

Happening Ground::event(const std::string& instance, const model::Field& field, bool present) {
  const std::string name = instance + "." + field.name + ":e";
  Happening e{terms.no(), terms.var(Sort::kBool, name + "!"), terms.var(Sort::kInt, name)};
  if (present && !field.optional) fact(terms.negate(e.never));
  return e;
}

namespace {
std::string events_of(const model::Models& models, int model) {
  const auto& m = models.models[static_cast<size_t>(model)];
  std::string out = m.name + "{";
  for (const auto& f : m.fields) {
    if (f.type == FieldType::kEvent) out += f.name + ",";
    if (f.type == FieldType::kRows) out += f.name + events_of(models, f.rows);
  }
  return out + "}";
}
}  // namespace

std::string Ground::record(const model::Models& models, int model) {
  const std::string name = events_of(models, model);
  if (!records_.insert(name).second) return name;
  const Term x = existing(name), none = eventless(name);
  fact(terms.implies(none, x));
  for (const auto& f : models.models[static_cast<size_t>(model)].fields) {
    if (f.type != FieldType::kEvent) continue;
    const auto e = event("R", f, true);
    fact(terms.implies(happened(e), x));
    fact(terms.implies(none, e.never));
  }
  return name;
}

Term Ground::visible(const model::Models& models, int model, const std::string& row) {
  std::vector<Term> seen, never;
  for (const auto& f : models.models[static_cast<size_t>(model)].fields) {
    if (f.type != FieldType::kEvent) continue;
    const auto e = event(row, f, false);
    seen.push_back(happened(e)), never.push_back(e.never);
  }
  return terms.either(terms.either(seen), terms.both(never));
}

std::string Ground::add_row(const std::string& list, const model::Models& models, int row_model) {
  auto& rows = rows_[list];
  const std::string row = list + "[" + std::to_string(rows.size()) + "]";
  rows.push_back(row);
  for (const auto& f : models.models[static_cast<size_t>(row_model)].fields) {
    if (f.type != FieldType::kEvent) continue;
    const auto e = event(row, f, true);
    if (records_.size() != 1) continue;  // whose event it is would have to be looked up
    fact(terms.implies(terms.both(there(row), happened(e)), existing(*records_.begin())));
    fact(terms.implies(terms.both(there(row), eventless(*records_.begin())), e.never));
  }
  return row;
}

Truth Ground::exists(const std::string& list, const std::string& key, const model::Models& models, int row_model, std::function<Truth(const std::string&)> body) {
  if (const auto it = known_quantified_.find(key); it != known_quantified_.end()) return it->second;
  const Truth b{opaque(key + "!must"), opaque(key + "!may")};
  known_quantified_.emplace(key, b);
  fact(terms.implies(b.must, b.may));
  quantified_.push_back({list, b.must, b.may, std::move(body), &models, row_model});
  return b;
}

namespace {
// Beyond these a question is only weakened, never wrong.
constexpr size_t kMostRows = 10, kMostQuantified = 60;
}  // namespace

/// Where one holds, some row shows it; and no row shows one that does not hold.
void Ground::instantiate() {
  for (size_t i = 0; i < quantified_.size() && i < kMostQuantified; ++i) {
    const Quantified q = quantified_[i];
    if (rows_[q.list].size() + 2 > kMostRows) continue;
    for (const bool must : {true, false}) {
      const std::string row = add_row(q.list, *q.models, q.row_model);
      const Truth b = q.body(row);
      const Term shown = terms.both({there(row), visible(*q.models, q.row_model, row), must ? b.must : b.may});
      fact(terms.implies(must ? q.must : q.may, shown));
    }
  }
  bool more = true;
  while (more) {
    more = false;
    for (size_t i = 0; i < quantified_.size() && i < kMostQuantified; ++i) {
      const Quantified q = quantified_[i];
      for (size_t r = q.seen; r < rows_[q.list].size(); ++r) {
        more = true;
        const std::string row = rows_[q.list][r];
        const Truth b = q.body(row);
        const Term here = terms.both(there(row), visible(*q.models, q.row_model, row));
        fact(terms.implies(terms.both(here, b.must), q.must));
        fact(terms.implies(terms.both(here, b.may), q.may));
      }
      quantified_[i].seen = rows_[q.list].size();
    }
  }
}

}  // namespace zs::prove
