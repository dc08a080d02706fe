#include "compiler/sema/tests.h"

#include "compiler/sema/fields.h"
#include "compiler/sema/indicators.h"
#include "compiler/sema/names.h"

#include <algorithm>

namespace zs::sema {
namespace {

using model::FieldType;
using typed::Datum;
using typed::Expectation;
using NodeWhat = ast::DatumNode::What;

Datum plain(const ast::DatumNode& n) {
  Datum d;
  d.what = static_cast<Datum::What>(n.what), d.scalar = n.scalar, d.src = n.src;
  return d;
}

/// The field that a column name stands for, a 期限's unit column included; kNone where there is none.
int column(const Context& c, int model, const std::string& name) {
  const auto& fields = c.program.models.models[static_cast<size_t>(model)].fields;
  for (size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == name || fields[i].code == name ||
        (fields[i].type == FieldType::kSpan && (fields[i].unit_name == name || fields[i].unit_code == name)))
      return static_cast<int>(i);
  return kNone;
}

std::vector<std::string> columns(const Context& c, int model) {
  std::vector<std::string> out;
  for (const auto& f : c.program.models.models[static_cast<size_t>(model)].fields) {
    out.push_back(f.name);
    if (f.type == FieldType::kSpan) out.push_back(f.unit_name);
  }
  return out;
}

class GivenChecker {
 public:
  explicit GivenChecker(Context& c) : c_(c) {}

  Datum record(const ast::DatumNode& node, int model) {
    Datum out = plain(node);
    if (node.what != NodeWhat::kRecord) {
      c_.report(Code::kRecordWanted, node.src);
      return out;
    }
    std::map<std::string, Span> seen;
    for (const auto& [name, value] : node.fields) {
      const auto [it, fresh] = seen.emplace(name.text, name.src);
      if (!fresh) c_.report(Code::kGivenTwice, name.src, {name.text}).also(it->second, "已在这里写过", "already given here");
      const int field = column(c_, model, name.text);
      if (field == kNone) {
        const auto names = columns(c_, model);
        const std::string& kind = c_.program.models.models[static_cast<size_t>(model)].name;
        suggest_near(c_.report(Code::kNoSuchField, name.src, {kind, name.text, list_of(names)}), name, names);
        continue;
      }
      out.fields.push_back({name.text, of_field(value, field_at(c_, model, field))});
    }
    return out;
  }

 private:
  Datum of_field(const ast::DatumNode& node, const model::Field& f) {
    const bool list = f.type == FieldType::kRows || f.type == FieldType::kTextList || f.type == FieldType::kEnumList;
    Datum out = plain(node);
    if (list != (node.what == NodeWhat::kList)) {
      c_.report(list ? Code::kListWanted : Code::kScalarWanted, node.src, {f.name});
      return out;
    }
    for (const auto& item : node.items) {
      if (f.type == FieldType::kRows) out.items.push_back(record(item, f.rows));
      else if (item.what == NodeWhat::kScalar) out.items.push_back(plain(item));
      else c_.report(Code::kScalarWanted, item.src, {f.name});
    }
    return out;
  }

  Context& c_;
};

bool is_reference(const Context& c, int model) {
  for (const auto& m : c.program.models.models)
    for (const auto& f : m.fields)
      if (f.reference == model) return true;
  return false;
}

std::vector<int> indicators_named(const Context& c, const std::string& name) {
  std::vector<int> out;
  for (size_t i = 0; i < c.program.indicators.size(); ++i)
    if (c.program.indicators[i].code == name) out.push_back(static_cast<int>(i));
  if (out.empty())
    for (size_t i = 0; i < c.program.indicators.size(); ++i)
      if (c.program.indicators[i].name == name) out.push_back(static_cast<int>(i));
  return out;
}

/// The record that is judged: the first whose kind some expected indicator judges; without any, the first given.
size_t judged(const Context& c, const ast::TestDecl& d, const std::vector<int>& models) {
  for (size_t g = 0; g < models.size(); ++g)
    for (const auto& e : d.expect)
      for (int i : indicators_named(c, e.indicator.text))
        if (c.program.indicators[static_cast<size_t>(i)].model == models[g]) return g;
  return 0;
}

bool add_given(Context& c, const ast::TestDecl& d, typed::Test& out) {
  std::vector<int> models;
  for (const auto& g : d.given) models.push_back(model_named(c, g.record));
  if (std::find(models.begin(), models.end(), kNone) != models.end()) return false;
  if (models.empty()) {
    c.report(Code::kNothingGiven, d.src, {d.name.text});
    return false;
  }
  const size_t first = judged(c, d, models);
  GivenChecker checker(c);
  out.given.emplace_back(models[first], checker.record(d.given[first].data, models[first]));
  for (size_t g = 0; g < models.size(); ++g) {
    if (g == first) continue;
    if (!is_reference(c, models[g])) {
      c.report(Code::kSecondRecord, d.given[g].record.src, {d.given[g].record.text})
          .also(d.given[first].record.src, "受检的是这一条", "this one is judged");
      continue;
    }
    out.given.emplace_back(models[g], checker.record(d.given[g].data, models[g]));
  }
  return true;
}

int expected_indicator(Context& c, const ast::ExpectClause& e, int model) {
  const auto found = indicators_named(c, e.indicator.text);
  for (int i : found)
    if (c.program.indicators[static_cast<size_t>(i)].model == model) return i;
  if (!found.empty()) {
    const auto& judges = c.program.models.models[static_cast<size_t>(c.program.indicators[static_cast<size_t>(found[0])].model)].name;
    c.report(Code::kExpectOtherRecord, e.indicator.src, {e.indicator.text, judges, c.program.models.models[static_cast<size_t>(model)].name});
    return kNone;
  }
  std::vector<std::string> names, codes;
  for (const auto& i : c.program.indicators) names.push_back(i.code), names.push_back(i.name), codes.push_back(i.code);
  suggest_near(c.report(Code::kUnknownIndicator, e.indicator.src, {e.indicator.text, list_of(codes)}), e.indicator, names);
  return kNone;
}

/// A field as findings name it: 承诺时限, 事项的承诺时限.
void check_missing(Context& c, const ast::Name& name) {
  const size_t of = name.text.rfind("的");
  const std::string field = of == std::string::npos ? name.text : name.text.substr(of + std::string("的").size());
  std::vector<std::string> names;
  for (const auto& m : c.program.models.models)
    for (const auto& f : m.fields) {
      if (f.name == field || f.unit_name == field) return;
      names.push_back(f.name);
    }
  suggest_near(c.report(Code::kUndefinedName, name.src, {name.text, "“缺”后面写字段，如 承诺时限、事项的承诺时限", "缺 is followed by fields, such as 承诺时限 or 事项的承诺时限"}), name, names);
}

/// 处置 of a card that the indicator can show.
void check_action(Context& c, const ast::Name& action, int indicator, int card) {
  std::vector<std::string> names;
  if (indicator != kNone)
    for (const auto& s : c.program.indicators[static_cast<size_t>(indicator)].situations)
      for (const auto& rule : s.cards)
        if (rule.card == card) names.insert(names.end(), rule.actions.begin(), rule.actions.end());
  if (std::find(names.begin(), names.end(), action.text) == names.end()) suggest_near(c.report(Code::kUndefinedName, action.src, {action.text, "这张牌的处置有：" + list_of(names), "the actions of this card: " + list_of(names)}), action, names);
}

std::optional<Expectation> expectation(Context& c, const ast::ExpectClause& e, int model) {
  Expectation out;
  out.indicator = expected_indicator(c, e, model);
  out.what = static_cast<Expectation::What>(e.what), out.src = e.src;
  out.from = e.from, out.until = e.until, out.any_onset = !e.from, out.open_end = e.open_end;
  if (e.what == ast::ExpectClause::What::kCard) out.card = card_named(c, e.card);
  for (const auto& m : e.missing) check_missing(c, m), out.missing.push_back(m.text);
  for (const auto& a : e.actions) check_action(c, a, out.indicator, out.card), out.actions.push_back(a.text);
  if (e.from && e.until && *e.until <= *e.from) c.report(Code::kBackwardExpectation, e.src);
  const bool ok = out.indicator != kNone && (e.what != ast::ExpectClause::What::kCard || out.card != kNone);
  return ok ? std::optional<Expectation>(std::move(out)) : std::nullopt;
}

}  // namespace

void check_tests(Context& c) {
  for (const ast::TestDecl* d : c.top.tests) {
    typed::Test out;
    out.name = d->name.text, out.as_of = d->as_of, out.src = d->src;
    if (!add_given(c, *d, out)) continue;
    for (const auto& e : d->expect)
      if (auto made = expectation(c, e, out.given[0].first)) out.expect.push_back(std::move(*made));
    c.program.tests.push_back(std::move(out));
  }
}

}  // namespace zs::sema
