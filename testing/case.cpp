#include "testing/case.h"

#include "io/binding/table_builder.h"
#include "testing/datum.h"

#include <algorithm>
#include <map>

namespace zs::testing {
namespace {

using binding::Arena;
using binding::Member;
using binding::Value;

}  // namespace

Value value_of(const typed::Datum& d, Arena& arena) {
  Value v;
  switch (d.what) {
    case typed::Datum::What::kScalar: return Value::of_text(d.scalar);
    case typed::Datum::What::kList: {
      auto* items = static_cast<Value*>(arena.allocate(d.items.size() * sizeof(Value) + 1, alignof(Value)));
      for (size_t i = 0; i < d.items.size(); ++i) new (items + i) Value(value_of(d.items[i], arena));
      v.kind = Value::Kind::kList, v.size = static_cast<uint32_t>(d.items.size()), v.items = items;
      return v;
    }
    case typed::Datum::What::kRecord: {
      auto* members = static_cast<Member*>(arena.allocate(d.fields.size() * sizeof(Member) + 1, alignof(Member)));
      for (size_t i = 0; i < d.fields.size(); ++i) new (members + i) Member{d.fields[i].name, value_of(d.fields[i].value, arena)};
      v.kind = Value::Kind::kObject, v.size = static_cast<uint32_t>(d.fields.size()), v.members = members;
      return v;
    }
  }
  return v;
}

namespace {

std::optional<Words> bind(const typed::Program& program, const typed::Test& test, Data& data) {
  Arena arena;
  std::map<int, std::unique_ptr<binding::TableBuilder>> builders;
  const auto add = [&](binding::TableBuilder& builder, int model, const typed::Datum& datum) -> std::optional<Words> {
    const auto refused = builder.add(value_of(datum, arena));
    if (!refused) return std::nullopt;
    const auto& p = refused->problem;
    return problem_at(program.models.models[static_cast<size_t>(model)].name, p.field, p.value, p.why.zh, p.why.en);
  };
  const int judged = test.given.front().first;
  binding::TableBuilder first(program.models, judged);
  if (auto bad = add(first, judged, test.given.front().second)) return bad;
  data.records = first.take();
  for (size_t i = 1; i < test.given.size(); ++i) {
    const auto& [model, datum] = test.given[i];
    auto& builder = builders[model];
    if (!builder) builder = std::make_unique<binding::TableBuilder>(program.models, model);
    if (auto bad = add(*builder, model, datum)) return bad;
  }
  data.references.resize(program.models.models.size());
  for (auto& [model, builder] : builders) data.references[static_cast<size_t>(model)] = std::make_unique<columns::Table>(builder->take());
  for (const auto& r : data.references) data.pointers.push_back(r.get());
  return std::nullopt;
}

}  // namespace

bool Case::names(int indicator) const {
  return every_card || std::any_of(expect.begin(), expect.end(), [&](const auto& e) { return e.indicator == indicator; });
}

Words problem_at(const std::string& record, const std::string& field, const std::string& value, const std::string& why_zh, const std::string& why_en) {
  const std::string at = record + "." + field + (value.empty() ? "" : "「" + value + "」");
  return {at + "：" + why_zh, at + ": " + why_en};
}

Case case_of(const typed::Program& program, const typed::Test& test, std::string file, int line) {
  Case c;
  c.name = test.name;
  c.file = std::move(file);
  c.line = line;
  c.src = test.src;
  c.as_of = test.as_of;
  c.expect = test.expect;
  c.broken = bind(program, test, c.data);
  return c;
}

}  // namespace zs::testing
