#include "tests/oracle/build.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace zs::test {

using model::FieldType;
using typed::ExprId;
using typed::Kind;
using typed::Op;
using typed::ScopeId;

Instant at(const std::string& text) {
  int y = 0, m = 0, d = 0, h = 0, min = 0, s = 0;
  if (std::sscanf(text.c_str(), "%d-%d-%d %d:%d:%d", &y, &m, &d, &h, &min, &s) < 3) throw std::runtime_error(text);
  const std::chrono::sys_days days = std::chrono::year(y) / m / d;
  return days.time_since_epoch().count() * kSecondsPerDay + h * 3600 + min * 60 + s;
}
Day day(const std::string& text) { return static_cast<Day>(at(text) / kSecondsPerDay); }

typed::Calendar state_calendar() {
  typed::Calendar c;
  c.name = "国务院办公日历";
  c.office = {{9 * 3600, 17 * 3600}};
  c.first_year = 2013;
  c.last_year = 2026;
  std::ifstream in(std::string(ZS_SOURCE_DIR) + "/tests/oracle/data/holidays.csv");
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto a = line.find(','), b = line.find(',', a + 1);
    c.exceptions.push_back({day(line.substr(0, a)), line.substr(a + 1, b - a - 1) == "work", line.substr(b + 1)});
  }
  if (c.exceptions.size() < 300) throw std::runtime_error("the holidays are missing");
  return c;
}

Pack::Pack() {
  program.code = "test";
  program.version = "1";
  program.cards = {"预警", "异常", "红牌"};
  program.calendars = {state_calendar()};
  program.calendar = 0;
}

int Pack::enumeration(std::vector<std::string> labels, bool ordered) {
  model::Enumeration e;
  for (auto& l : labels) e.labels.push_back({std::move(l), {}});
  e.ordered = ordered;
  program.models.enumerations.push_back(std::move(e));
  return static_cast<int>(program.models.enumerations.size()) - 1;
}

int Pack::model(std::string name) {
  model::RecordModel m;
  m.name = m.code = std::move(name);
  program.models.models.push_back(std::move(m));
  return static_cast<int>(program.models.models.size()) - 1;
}

int Pack::add_field(int model, std::string name, FieldType type, int enumeration) {
  model::Field f;
  f.name = f.code = std::move(name);
  f.type = type;
  f.enumeration = enumeration;
  if (type == FieldType::kSpan) f.unit_name = f.name + "单位";
  auto& fields = program.models.models[static_cast<size_t>(model)].fields;
  fields.push_back(std::move(f));
  return last_ = static_cast<int>(fields.size()) - 1;
}

int Pack::list(int owner, std::string name) {
  const int rows = model(program.models.models[static_cast<size_t>(owner)].name + "." + name);
  program.models.models[static_cast<size_t>(rows)].is_row = true;
  const int f = add_field(owner, std::move(name), FieldType::kRows);
  program.models.models[static_cast<size_t>(owner)].fields[static_cast<size_t>(f)].rows = rows;
  return rows;
}

namespace {
int find_field(const model::RecordModel& m, const std::string& name) {
  for (size_t i = 0; i < m.fields.size(); ++i)
    if (m.fields[i].name == name) return static_cast<int>(i);
  throw std::runtime_error(m.name + " has no field " + name);
}
typed::Type type_of(const model::Field& f) {
  switch (f.type) {
    case FieldType::kText: return {Kind::kText};
    case FieldType::kInteger:
    case FieldType::kDecimal: return {Kind::kNumber};
    case FieldType::kBool: return {Kind::kBool};
    case FieldType::kDate: return {Kind::kDate};
    case FieldType::kInstant: return {Kind::kInstant};
    case FieldType::kEvent: return {Kind::kEvent};
    case FieldType::kEnum: return {Kind::kEnum, f.enumeration};
    case FieldType::kSpan: return {Kind::kSpan};
    case FieldType::kTextList: return {Kind::kTextList};
    case FieldType::kEnumList: return {Kind::kEnumList, f.enumeration};
    case FieldType::kRows: break;
  }
  return {};
}
}  // namespace

void Pack::govern(int model, const std::string& field) {
  auto& m = program.models.models[static_cast<size_t>(model)];
  m.governing = find_field(m, field);
}

ScopeId Pack::record(int model) {
  typed::Scope s;
  s.model = model;
  program.scopes.push_back(s);
  return static_cast<ScopeId>(program.scopes.size()) - 1;
}

ScopeId Pack::rows(ScopeId owner, const std::string& field) {
  const auto& m = program.models.models[static_cast<size_t>(model_of(owner))];
  typed::Scope s;
  s.parent = s.owner = owner;
  s.field = find_field(m, field);
  s.model = m.fields[static_cast<size_t>(s.field)].rows;
  program.scopes.push_back(s);
  return static_cast<ScopeId>(program.scopes.size()) - 1;
}

ExprId Pack::make(Op op, std::vector<ExprId> args, Kind kind) {
  typed::Expr e;
  e.op = op;
  e.args = std::move(args);
  e.type.kind = kind;
  for (const ExprId a : e.args) e.scope = std::max(e.scope, program[a].scope);
  program.exprs.push_back(std::move(e));
  return static_cast<ExprId>(program.exprs.size()) - 1;
}

ExprId Pack::field(ScopeId scope, const std::string& name) {
  const auto& m = program.models.models[static_cast<size_t>(model_of(scope))];
  const ExprId id = make(Op::kField, {});
  (*this)[id].scope = scope;
  (*this)[id].index = find_field(m, name);
  (*this)[id].type = type_of(m.fields[static_cast<size_t>((*this)[id].index)]);
  return id;
}

ExprId Pack::reference(ExprId key, int model, const std::string& name) {
  const auto& m = program.models.models[static_cast<size_t>(model)];
  const ExprId id = make(Op::kRefField, {key});
  (*this)[id].model = model;
  (*this)[id].index = find_field(m, name);
  (*this)[id].type = type_of(m.fields[static_cast<size_t>((*this)[id].index)]);
  return id;
}

ExprId Pack::number(int64_t n, int64_t d) {
  const ExprId id = make(Op::kNumber, {}, Kind::kNumber);
  (*this)[id].number = Rational::of(n, d);
  return id;
}
ExprId Pack::span(Rational n, Unit u) {
  const ExprId id = make(Op::kSpan, {}, Kind::kSpan);
  (*this)[id].number = n;
  (*this)[id].unit = u;
  return id;
}
ExprId Pack::label(int enumeration, int index) {
  const ExprId id = make(Op::kEnum, {}, Kind::kEnum);
  (*this)[id].index = index;
  (*this)[id].type.enumeration = enumeration;
  return id;
}
ExprId Pack::text(std::string s) {
  const ExprId id = make(Op::kText, {}, Kind::kText);
  (*this)[id].text = std::move(s);
  return id;
}
ExprId Pack::boolean(bool b) {
  const ExprId id = make(Op::kBool, {}, Kind::kBool);
  (*this)[id].value = b;
  return id;
}
ExprId Pack::texts(std::vector<std::string> words) {
  const ExprId id = make(Op::kTextSet, {}, Kind::kTextList);
  (*this)[id].texts = std::move(words);
  return id;
}
ExprId Pack::compare(ExprId a, typed::Cmp cmp, ExprId b) {
  const ExprId id = make(Op::kCompare, {a, b});
  (*this)[id].cmp = cmp;
  return id;
}
ExprId Pack::exists(ScopeId rows, ExprId of) {
  const ExprId id = make(Op::kExists, {of});
  (*this)[id].rows = rows;
  (*this)[id].scope = program.scopes[static_cast<size_t>(rows)].owner;
  return id;
}
ExprId Pack::at_least(int count, ScopeId rows, ExprId of) {
  const ExprId id = exists(rows, of);
  (*this)[id].op = Op::kAtLeast;
  (*this)[id].count = count;
  return id;
}
ExprId Pack::hold(ExprId of, Rational n, Unit u) {
  const ExprId d = span(n, u);
  const ExprId id = make(Op::kHold, {of, d});
  (*this)[id].calendar = 0;
  return id;
}
ExprId Pack::card(int index) {
  const ExprId id = make(Op::kCard, {});
  (*this)[id].index = index;
  return id;
}
ExprId Pack::used(int clock, typed::Cmp cmp, ExprId threshold) {
  const ExprId id = make(Op::kClockCompare, {threshold});
  (*this)[id].index = clock;
  (*this)[id].cmp = cmp;
  (*this)[id].scope = std::max((*this)[id].scope, program.clocks[static_cast<size_t>(clock)].scope);
  return id;
}
ExprId Pack::left(int clock, typed::Cmp cmp, ExprId threshold) {
  const ExprId id = used(clock, cmp, threshold);
  (*this)[id].quantity = typed::Quantity::kLeft;
  return id;
}
ExprId Pack::overdue(int clock) {
  const ExprId id = make(Op::kClockOver, {});
  (*this)[id].index = clock;
  (*this)[id].scope = program.clocks[static_cast<size_t>(clock)].scope;
  return id;
}
ExprId Pack::span_over(int clock, ExprId d) {
  const ExprId id = used(clock, typed::Cmp::kGt, d);
  (*this)[id].op = Op::kSpanOver;
  return id;
}
ExprId Pack::not_within(ScopeId scope, ExprId s, ExprId d, ExprId e) {
  return both(span_over(anonymous(scope, s, e), d), pending(e));
}

int Pack::clock(typed::Clock c) {
  if (c.calendar == typed::kNone) c.calendar = 0;
  program.clocks.push_back(std::move(c));
  return static_cast<int>(program.clocks.size()) - 1;
}
int Pack::anonymous(ScopeId scope, ExprId start, ExprId end) {
  typed::Clock c;
  c.scope = scope;
  c.start = start;
  c.end = end;
  return clock(std::move(c));
}

int Pack::indicator(std::string code, ScopeId scope, std::vector<std::pair<int, ExprId>> cards) {
  typed::Indicator i;
  i.code = i.name = std::move(code);
  ScopeId record = scope;
  while (program.scopes[static_cast<size_t>(record)].owner != typed::kNone)
    record = program.scopes[static_cast<size_t>(record)].owner;
  i.scope = record;
  i.model = model_of(record);
  typed::Situation s;
  s.scope = scope;
  for (const auto& [card, when] : cards) {
    typed::CardRule rule;
    rule.card = card;
    rule.when = when;
    s.cards.push_back(std::move(rule));
  }
  i.situations.push_back(std::move(s));
  program.indicators.push_back(std::move(i));
  return static_cast<int>(program.indicators.size()) - 1;
}
typed::Situation& Pack::situation(int indicator, size_t i) {
  return program.indicators[static_cast<size_t>(indicator)].situations[i];
}

namespace {

int64_t decimal(const std::string& s) {
  const auto dot = s.find('.');
  std::string fraction = dot == std::string::npos ? "" : s.substr(dot + 1);
  fraction.resize(6, '0');
  const bool negative = s[0] == '-';
  const int64_t v = std::abs(std::stoll(s.substr(0, dot))) * kDecimalOne + std::stoll(fraction);
  return negative ? -v : v;
}

/// "10工作日", "10" (no unit), "工作日" (no number).
PackedSpan span_of(const std::string& s) {
  static const std::pair<const char*, Unit> kUnits[] = {
      {"工作日", Unit::kWorkDay}, {"自然日", Unit::kNaturalDay}, {"分钟", Unit::kMinute}, {"工作小时", Unit::kWorkHour}, {"小时", Unit::kHour}};
  const auto digits = s.find_first_not_of("0123456789.-");
  const std::string number = s.substr(0, digits), unit = digits == std::string::npos ? "" : s.substr(digits);
  Unit u = Unit::kNoUnit;
  for (const auto& [name, value] : kUnits)
    if (unit == name) u = value;
  if (!number.empty()) return pack_span(decimal(number), u);
  return u == Unit::kNoUnit ? kMissing : kSpanNoNumber + static_cast<int64_t>(u);
}

int64_t label_index(const model::Models& models, int enumeration, const std::string& s) {
  const auto& labels = models.enumerations[static_cast<size_t>(enumeration)].labels;
  for (size_t i = 0; i < labels.size(); ++i)
    if (labels[i].label == s) return static_cast<int64_t>(i);
  throw std::runtime_error("no such label: " + s);
}

int64_t word(const model::Models& models, const model::Field& f, const std::string& s) {
  if (s.empty()) return f.type == FieldType::kEvent ? kNever : kMissing;
  switch (f.type) {
    case FieldType::kInteger: return std::stoll(s);
    case FieldType::kDecimal: return decimal(s);
    case FieldType::kBool: return s == "是";
    case FieldType::kDate: return day(s);
    case FieldType::kEnum: return label_index(models, f.enumeration, s);
    case FieldType::kSpan: return span_of(s);
    default: return at(s);
  }
}

void append(const model::Models& models, columns::Table& t, const Fields& record) {
  const auto& fields = models.models[static_cast<size_t>(t.model)].fields;
  for (const auto& [name, cell] : record) find_field(models.models[static_cast<size_t>(t.model)], name);
  for (size_t i = 0; i < fields.size(); ++i) {
    const Cell* cell = nullptr;
    for (const auto& [name, c] : record)
      if (name == fields[i].name) cell = &c;
    columns::Column& column = t.columns[i];
    const std::string scalar = cell ? cell->scalar : "";
    switch (fields[i].type) {
      case FieldType::kText: column.codes.push_back(scalar.empty() ? -1 : t.strings->add(scalar)); break;
      case FieldType::kTextList:
      case FieldType::kEnumList:
        if (column.offsets.empty()) column.offsets.push_back(0);
        if (cell)
          for (const auto& item : cell->items) {
            if (fields[i].type == FieldType::kTextList) column.codes.push_back(t.strings->add(item));
            else column.values.push_back(label_index(models, fields[i].enumeration, item));
          }
        column.absent.push_back(cell ? 0 : 1);
        column.offsets.push_back(static_cast<uint32_t>(column.codes.size() + column.values.size()));
        break;
      case FieldType::kRows:
        if (column.offsets.empty()) column.offsets.push_back(0);
        if (cell)
          for (const auto& row : cell->rows) append(models, *column.rows, row);
        column.offsets.push_back(static_cast<uint32_t>(column.rows->size));
        break;
      default: column.values.push_back(word(models, fields[i], scalar));
    }
  }
  ++t.size;
}

}  // namespace

columns::Table table(const model::Models& models, int model, const std::vector<Fields>& records) {
  columns::Table t = columns::make_table(models, model);
  for (const auto& r : records) append(models, t, r);
  return t;
}

}  // namespace zs::test
