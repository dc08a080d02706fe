// Records, enumerations, calendars.
#include "compiler/syntax/builder.h"
#include "compiler/syntax/make_expr.h"
#include "compiler/syntax/numbers.h"

namespace zs::syntax {
using diag::Code;
using Type = ast::FieldDecl::Type;

std::optional<ast::RecordDecl> Builder::record(Grammar::RecordDeclContext* c) {
  auto n = maybe(c->name());
  auto code = maybe(c->codeWord());
  if (!n || !code) return std::nullopt;
  ast::RecordDecl d;
  d.name = std::move(*n);
  d.code = std::move(*code);
  d.standing = c->K_STANDING() != nullptr;
  d.src = span(c);
  record_body(c->recordBody(), d.fields, &d.governing);
  return d;
}

void Builder::record_body(Grammar::RecordBodyContext* c, std::vector<ast::FieldDecl>& fields, std::optional<ast::Name>* governing) {
  if (c == nullptr) return;
  for (auto* x : c->recordClause()) {
    if (x->children.empty()) continue;
    if (x->field() != nullptr) {
      if (auto f = field(x->field())) fields.push_back(std::move(*f));
    } else if (governing == nullptr) {
      misplaced(x, "列表", "a list", "写在记录里、列表外", "write it in the record, outside the list");
    } else {
      *governing = maybe(x->name());
    }
  }
}

std::optional<ast::FieldDecl> Builder::field(Grammar::FieldContext* c) {
  auto n = maybe(c->fieldName());
  auto code = maybe(c->codeWord());
  if (!n || !code || c->fieldType() == nullptr || c->fieldType()->children.empty()) return std::nullopt;
  ast::FieldDecl d;
  d.name = std::move(*n);
  d.code = std::move(*code);
  d.key = c->K_KEY() != nullptr;
  d.src = span(c);
  field_type(c->fieldType(), d);
  for (auto* x : c->fieldAttribute()) field_attribute(x, d);
  return d;
}

void Builder::field_type(Grammar::FieldTypeContext* c, ast::FieldDecl& out) {
  const auto simple = [](int type) {
    switch (type) {
      case Grammar::K_INTEGER: return Type::kInteger;
      case Grammar::K_DECIMAL: return Type::kDecimal;
      case Grammar::K_PERCENT: return Type::kPercent;
      case Grammar::K_BOOLEAN: return Type::kBool;
      case Grammar::K_DATE: return Type::kDate;
      case Grammar::K_INSTANT: return Type::kInstant;
      case Grammar::K_ENUM: return Type::kEnum;
      case Grammar::K_PERIOD: return Type::kSpan;
      default: return Type::kText;
    }
  };
  const int type = first_type(c);
  out.type = simple(type);
  if (type == Grammar::K_LIST) {
    out.type = c->recordBody() != nullptr ? Type::kRows : c->enumRef() != nullptr ? Type::kEnumList : Type::kTextList;
    if (c->recordBody() != nullptr) record_body(c->recordBody(), out.rows, nullptr);
  }
  if (c->enumRef() != nullptr) enum_ref(c->enumRef(), out);
}

void Builder::enum_ref(Grammar::EnumRefContext* c, ast::FieldDecl& out) {
  out.ordered = c->K_ORDERED() != nullptr;
  if (c->enumBody() != nullptr) enum_body(c->enumBody(), out.labels, out.ordered);
  else out.enumeration = maybe(c->name());
}

void Builder::enum_body(Grammar::EnumBodyContext* c, std::vector<ast::FieldDecl::Label>& labels, bool& ordered) {
  if (c == nullptr) return;
  for (auto* s : c->labelSeparator()) ordered = ordered || first_type(s) == Grammar::LT;
  for (auto* x : c->label()) {
    auto n = maybe(x->name());
    if (!n) continue;
    ast::FieldDecl::Label label{std::move(*n), {}};
    for (auto* code : x->labelCode())
      if (!code->children.empty()) label.codes.push_back(code->STR() != nullptr ? text(code->STR()).text : name(code).text);
    labels.push_back(std::move(label));
  }
}

void Builder::field_attribute(Grammar::FieldAttributeContext* c, ast::FieldDecl& out) {
  switch (first_type(c)) {
    case Grammar::OPTIONAL: out.optional = true; return;
    case Grammar::K_EVENT:
      if (out.type != Type::kInstant) misplaced(c, "这种字段", "a field of this type", "只有时刻可以是事件", "only an instant can be an event");
      else out.type = Type::kEvent;
      return;
    case Grammar::K_REF: out.reference = maybe(c->name()); return;
    case Grammar::K_FORMAT:
      if (lexeme(c->STR()) != nullptr) out.pattern = text(c->STR());
      return;
    case Grammar::K_UNIT:
      if (out.type != Type::kSpan) return misplaced(c, "这种字段", "a field of this type", "只有期限带单位", "only a 期限 has a unit");
      if (auto n = maybe(c->name())) out.unit = std::move(*n);
      if (auto n = maybe(c->codeWord())) out.unit_code = std::move(*n);
      return;
    case Grammar::K_DEFAULT: {
      auto* f = c->fallback();
      if (f != nullptr) out.fallback = f->literal() != nullptr ? literal(f->literal()) : f->set() != nullptr ? set(f->set()) : path(f->path());
      return;
    }
    default: return;
  }
}

std::optional<ast::EnumDecl> Builder::enumeration(Grammar::EnumDeclContext* c) {
  auto n = maybe(c->name());
  if (!n) return std::nullopt;
  ast::EnumDecl d{std::move(*n), {}, c->K_ORDERED() != nullptr, span(c)};
  enum_body(c->enumBody(), d.labels, d.ordered);
  return d;
}

std::optional<ast::CalendarDecl> Builder::calendar(Grammar::CalendarDeclContext* c) {
  auto n = maybe(c->name());
  if (!n) return std::nullopt;
  ast::CalendarDecl d;
  d.name = std::move(*n);
  d.src = span(c);
  for (auto* x : c->calendarClause()) calendar_clause(x, d);
  return d;
}

void Builder::calendar_clause(Grammar::CalendarClauseContext* c, ast::CalendarDecl& out) {
  switch (first_type(c)) {
    case Grammar::K_VERSION:
      if (auto* v = c->versionText(); v != nullptr && !v->children.empty()) out.version = v->STR() != nullptr ? text(v->STR()) : ast::Text{name(v).text, span(v)};
      return;
    case Grammar::K_WORKS:
      for (auto* w : c->weekday()) out.work_days.push_back(first_type(w) - Grammar::K_MONDAY);
      return;
    case Grammar::K_OFFICE:
      for (auto* h : c->hours()) {
        const auto ends = h->TIME();
        if (ends.size() < 2 || lexeme(ends[0]) == nullptr || lexeme(ends[1]) == nullptr) continue;
        const auto from = time_value(raw(ends[0])), to = time_value(raw(ends[1]));
        if (!from || !to) continue;
        if (*from >= *to) report(Code::kBadHours, span(h));
        else out.office.emplace_back(*from, *to);
      }
      return;
    case Grammar::K_COVERS:
      if (const auto years = c->NUM(); years.size() > 1) {
        out.first_year = static_cast<int>(whole_number(years[0], 9999));
        out.last_year = static_cast<int>(whole_number(years[1], 9999));
      }
      return;
    case Grammar::K_OFF: case Grammar::K_MAKEUP: break;
    default: return;
  }
  const auto dates = c->DATE();
  if (dates.empty() || lexeme(dates[0]) == nullptr) return;
  const auto from = date_value(raw(dates[0]));
  const auto to = dates.size() > 1 && lexeme(dates[1]) != nullptr ? date_value(raw(dates[1])) : from;
  if (!from || !to) return;
  ast::CalendarDecl::Exception e{*from, *to, first_type(c) == Grammar::K_MAKEUP, {}, span(c)};
  if (auto* o = c->occasion())
    for (auto* child : o->children) {
      auto* leaf = dynamic_cast<Leaf*>(child);
      if (leaf == nullptr) continue;
      e.name += leaf->getSymbol()->getType() == Grammar::STR ? text(leaf).text : name(leaf).text;
    }
  out.exceptions.push_back(std::move(e));
}

}  // namespace zs::syntax
