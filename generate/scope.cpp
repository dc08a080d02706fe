#include "generate/scope.h"

namespace zs::generate {

using binding::Parsed;
using binding::Reason;
using model::Field;
using model::FieldType;

namespace {

bool describe(Path& p, const Field& f) {
  p.type = f.type;
  p.enumeration = f.enumeration;
  p.refers = f.reference;
  return true;
}

Parsed<Cell> span(std::string_view s) {
  std::string_view rest = s;
  double ignored = 0;
  take_number(rest, ignored);
  const auto number = binding::parse_span_number(s.substr(0, s.size() - rest.size()));
  const auto unit = binding::parse_span_unit(nullptr, rest);
  if (!number || !unit) return Reason{"「" + std::string(s) + "」应是期限，如 5工作日", "「" + std::string(s) + "」 should be a span like 5工作日"};
  Cell c = Cell::of(Cell::Kind::kSpan, *number);
  c.unit = *unit;
  return c;
}

}  // namespace

Reason no_name(const std::string& what, std::string_view name) {
  return {"没有" + what + "「" + std::string(name) + "」", "there is no 「" + std::string(name) + "」 (" + what + ")"};
}

int Scope::field_of(const model::RecordModel& m, std::string_view name) {
  for (size_t i = 0; i < m.fields.size(); ++i)
    if (m.fields[i].name == name || m.fields[i].code == name) return static_cast<int>(i);
  return -1;
}

Parsed<Path> Scope::path(std::string_view name) const {
  Path p;
  if (name == "元" || name == "序" || name == "段始" || name == "段终") {
    p.root = name == "元" ? Path::Root::kElement : name == "序" ? Path::Root::kOrdinal : name == "段始" ? Path::Root::kFrom : Path::Root::kTo;
    p.type = name == "元" ? FieldType::kText : name == "序" ? FieldType::kInteger : FieldType::kEvent;
    if (field_of(own(), name) < 0) return p;
  }
  p = {};
  if (name.substr(0, 4) == "前.") {
    if (!found(p, Path::Root::kPrevious, model_, name.substr(4))) return no_name("字段", name);
    return p;
  }
  if (anywhere(p, name)) return p;
  if (const size_t dot = name.find('.'); dot != std::string_view::npos && anywhere(p, name.substr(0, dot)) && p.type == FieldType::kRows)
    if (column(p, models_.models[static_cast<size_t>(rows_of(p))], name.substr(dot + 1))) return p.of_rows = true, p;
  for (size_t of = name.find("的"); of != std::string_view::npos; of = name.find("的", of + 1))
    if (reference(p, name.substr(0, of)) && column(p, models_.models[static_cast<size_t>(p.refers)], name.substr(of + std::string_view("的").size()))) return p;
  return no_name("字段", name);
}

bool Scope::found(Path& p, Path::Root root, int model, std::string_view name) const {
  const auto& m = models_.models[static_cast<size_t>(model)];
  const int f = field_of(m, name);
  if (f < 0) return false;
  p = {};
  p.root = root;
  p.field = f;
  return describe(p, m.fields[static_cast<size_t>(f)]);
}

bool Scope::column(Path& p, const model::RecordModel& m, std::string_view name) const {
  p.column = field_of(m, name);
  return p.column >= 0 && describe(p, m.fields[static_cast<size_t>(p.column)]);
}

bool Scope::reference(Path& p, std::string_view name) const {
  for (const auto& [root, index] : {std::pair{Path::Root::kOwn, model_}, std::pair{Path::Root::kParent, parent_}}) {
    if (index < 0) continue;
    const auto& m = models_.models[static_cast<size_t>(index)];
    for (size_t i = 0; i < m.fields.size(); ++i) {
      const int to = m.fields[i].reference;
      if (to < 0 || (m.fields[i].name != name && models_.models[static_cast<size_t>(to)].name != name)) continue;
      p = {};
      p.root = root;
      p.field = static_cast<int>(i);
      return describe(p, m.fields[i]);
    }
  }
  return false;
}

Parsed<Cell> Values::one(FieldType type, int enumeration, std::string_view s) {
  using Kind = Cell::Kind;
  const auto take = [&](const auto& parsed, Kind kind) -> Parsed<Cell> {
    if (!parsed) return Reason{"「" + std::string(s) + "」" + parsed.error().zh, "「" + std::string(s) + "」 " + parsed.error().en};
    return Cell::of(kind, static_cast<int64_t>(*parsed));
  };
  switch (type) {
    case FieldType::kInteger: return take(binding::parse_integer(s), Kind::kInteger);
    case FieldType::kDecimal: return take(binding::parse_decimal(s), Kind::kDecimal);
    case FieldType::kBool: return take(binding::parse_bool(s), Kind::kBool);
    case FieldType::kDate: return take(binding::parse_day(s), Kind::kDay);
    case FieldType::kInstant:
    case FieldType::kEvent: return take(binding::parse_instant(s), Kind::kInstant);
    case FieldType::kEnum:
    case FieldType::kEnumList: return take(binding::parse_enum(shop_.models.enumerations[static_cast<size_t>(enumeration)], s), Kind::kEnum);
    case FieldType::kSpan: return span(s);
    default: return Cell::of_text(shop_.keep(s));
  }
}

Parsed<Cell> Values::list(FieldType type, int enumeration, std::string_view s) {
  auto& array = shop_.arrays.emplace_back();
  if (s != "空")
    for (const auto piece : pieces(s, kAnd)) {
      auto v = one(type, enumeration, piece);
      if (!v) return v.error();
      array.push_back(*v);
    }
  Cell c = Cell::of(Cell::Kind::kList, 0);
  c.size = static_cast<uint32_t>(array.size());
  c.items = array.data();
  return c;
}

}  // namespace zs::generate
