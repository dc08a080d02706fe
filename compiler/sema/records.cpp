#include "compiler/sema/records.h"

#include "compiler/sema/fields.h"
#include "compiler/sema/indicators.h"
#include "compiler/sema/names.h"

#include <re2/re2.h>

#include <algorithm>

namespace zs::sema {
namespace {

using model::Field;
using model::FieldType;
using FT = ast::FieldDecl::Type;

FieldType type_of(FT t) {
  switch (t) {
    case FT::kText: return FieldType::kText;
    case FT::kInteger: return FieldType::kInteger;
    case FT::kDecimal: case FT::kPercent: return FieldType::kDecimal;
    case FT::kBool: return FieldType::kBool;
    case FT::kDate: return FieldType::kDate;
    case FT::kInstant: return FieldType::kInstant;
    case FT::kEvent: return FieldType::kEvent;
    case FT::kEnum: return FieldType::kEnum;
    case FT::kSpan: return FieldType::kSpan;
    case FT::kTextList: return FieldType::kTextList;
    case FT::kEnumList: return FieldType::kEnumList;
    case FT::kRows: return FieldType::kRows;
  }
  return FieldType::kText;
}

/// The index of an enumeration with exactly these labels and codes; made if there is none.
int intern(Context& c, model::Enumeration e) {
  auto& all = c.program.models.enumerations;
  for (size_t i = 0; i < all.size(); ++i) {
    const bool same = all[i].ordered == e.ordered &&
                      std::equal(all[i].labels.begin(), all[i].labels.end(), e.labels.begin(), e.labels.end(),
                                 [](const auto& a, const auto& b) { return a.label == b.label && a.codes == b.codes; });
    if (same) return static_cast<int>(i);
  }
  all.push_back(std::move(e));
  return static_cast<int>(all.size() - 1);
}

/// No spelling, label or code, stands for two labels.
void check_labels(Context& c, const std::vector<ast::FieldDecl::Label>& labels) {
  std::map<std::string, Span> seen;
  const auto claim = [&](const std::string& spelling, Span src) {
    const auto [it, fresh] = seen.emplace(spelling, src);
    if (!fresh) c.report(Code::kDuplicateLabel, src, {spelling}).also(it->second, "已在这里写过", "already written here");
  };
  for (const auto& l : labels) {
    claim(l.label.text, l.label.src);
    for (const auto& code : l.codes)
      if (code != l.label.text) claim(code, l.label.src);
  }
}

int make_enumeration(Context& c, const std::vector<ast::FieldDecl::Label>& labels, bool ordered) {
  model::Enumeration out;
  out.ordered = ordered;
  for (const auto& l : labels) out.labels.push_back({l.label.text, l.codes});
  return intern(c, std::move(out));
}

int enumeration_of(Context& c, const ast::FieldDecl& d) {
  if (!d.enumeration) {
    check_labels(c, d.labels);
    return make_enumeration(c, d.labels, d.ordered);
  }
  const auto it = c.top.enums.find(d.enumeration->text);
  if (it != c.top.enums.end()) return make_enumeration(c, it->second->labels, it->second->ordered);
  std::vector<std::string> names;
  for (const auto& [name, unused] : c.top.enums) names.push_back(name);
  suggest_near(c.report(Code::kUnknownEnumeration, d.enumeration->src, {d.enumeration->text}), *d.enumeration, names);
  return intern(c, {{{d.enumeration->text, {}}}, false});  // something to go on with
}

void check_pattern(Context& c, const ast::FieldDecl& d) {
  if (!d.pattern) return;
  if (d.type != FT::kText) c.report(Code::kPatternOnText, d.pattern->src);
  else if (!RE2(d.pattern->text, RE2::Quiet).ok()) c.report(Code::kBrokenExpression, d.pattern->src, {d.pattern->text});
}

int reference_of(Context& c, const ast::FieldDecl& d) {
  if (!d.reference) return kNone;
  if (d.type != FT::kText) {
    c.report(Code::kReferenceOnText, d.reference->src);
    return kNone;
  }
  std::vector<std::string> names;
  for (const ast::RecordDecl* r : c.top.records) names.push_back(r->name.text);
  const int to = c.program.models.find(d.reference->text);
  if (to == kNone) suggest_near(c.report(Code::kUnknownRecord, d.reference->src, unknown_record(d.reference->text, names)), *d.reference, names);
  return to;
}

class RecordBuilder {
 public:
  RecordBuilder(Context& c, int model) : c_(c), model_(model) {}

  void fields(const std::vector<ast::FieldDecl>& decls, bool row) {
    for (const auto& d : decls) field(d, row);
  }

 private:
  model::RecordModel& me() { return c_.program.models.models[static_cast<size_t>(model_)]; }

  void claim(const ast::Name& name) {
    if (name.text.empty()) return;
    const auto [it, fresh] = seen_.emplace(name.text, name.src);
    if (!fresh) c_.report(Code::kDuplicateField, name.src, {me().name, name.text}).also(it->second, "已在这里写过", "already declared here");
  }

  void field(const ast::FieldDecl& d, bool row) {
    claim(d.name);
    if (d.code.text != d.name.text) claim(d.code);
    claim(d.unit);
    if (d.unit_code.text != d.unit.text) claim(d.unit_code);
    Field f;
    f.name = d.name.text, f.code = d.code.text.empty() ? d.name.text : d.code.text;
    f.type = type_of(d.type), f.optional = d.optional && !d.key;
    f.unit_name = d.unit.text, f.unit_code = d.unit_code.text.empty() ? d.unit.text : d.unit_code.text;
    if (f.type == FieldType::kEnum || f.type == FieldType::kEnumList) f.enumeration = enumeration_of(c_, d);
    f.reference = reference_of(c_, d);
    check_pattern(c_, d);
    if (d.pattern) f.pattern = d.pattern->text;
    if (d.fallback && (f.type == FieldType::kEvent || f.type == FieldType::kRows)) c_.report(Code::kEventDefault, d.fallback->src);
    if (f.type == FieldType::kRows) f.rows = rows(d);
    if (d.key) key(d, row);
    c_.fields[{model_, static_cast<int>(me().fields.size())}] = &d;
    me().fields.push_back(std::move(f));
  }

  void key(const ast::FieldDecl& d, bool row) {
    if (row || d.type != FT::kText || d.optional) c_.report(Code::kBadKey, d.name.src, {d.name.text});
    else if (me().key != kNone) c_.report(Code::kSecondKey, d.name.src, {me().name});
    else me().key = static_cast<int>(me().fields.size());
  }

  int rows(const ast::FieldDecl& d) {
    model::RecordModel row;
    row.name = me().name + "." + d.name.text, row.code = me().code + "." + (d.code.text.empty() ? d.name.text : d.code.text), row.is_row = true;
    c_.program.models.models.push_back(std::move(row));
    const int index = static_cast<int>(c_.program.models.models.size() - 1);
    if (d.rows.empty()) c_.report(Code::kEmptyRecord, d.name.src, {d.name.text});
    RecordBuilder(c_, index).fields(d.rows, true);
    return index;
  }

  Context& c_;
  int model_;
  std::map<std::string, Span> seen_;
};

void finish(Context& c, const ast::RecordDecl& d, int model) {
  model::RecordModel& m = c.program.models.models[static_cast<size_t>(model)];
  if (m.key == kNone) c.report(Code::kNoKey, d.name.src, {d.name.text});
  if (!d.governing) return;
  if (d.standing) {
    c.report(Code::kStandingGoverned, d.governing->src, {d.name.text});
    return;
  }
  const int field = find_field(c, model, d.governing->text);
  if (field != kNone && m.fields[static_cast<size_t>(field)].type == FieldType::kEvent) {
    m.governing = field;
    return;
  }
  std::vector<std::string> events;
  for (const auto& f : m.fields)
    if (f.type == FieldType::kEvent) events.push_back(f.name);
  suggest_near(c.report(Code::kGoverningEvent, d.governing->src, {d.governing->text, list_of(events)}), *d.governing, events);
}

}  // namespace

void declare_records(Context& c) {
  auto& models = c.program.models.models;
  std::map<std::string, Span> seen;
  std::vector<std::pair<const ast::RecordDecl*, int>> made;
  for (const ast::RecordDecl* d : c.top.records) {
    bool twice = false;
    for (const ast::Name* n : {&d->name, &d->code}) {
      if (n->text.empty()) continue;
      const auto [it, fresh] = seen.emplace(n->text, n->src);
      if (!fresh && it->second.begin != n->src.begin) {
        c.report(Code::kDuplicateName, n->src, {n->text}).also(it->second, "已在这里写过", "already declared here");
        twice = true;
      }
    }
    if (twice) continue;
    model::RecordModel m;
    m.name = d->name.text, m.code = d->code.text.empty() ? d->name.text : d->code.text, m.standing = d->standing;
    models.push_back(std::move(m));
    made.emplace_back(d, static_cast<int>(models.size() - 1));
  }
  for (const auto& [name, e] : c.top.enums) check_labels(c, e->labels);
  for (const auto& [d, index] : made) RecordBuilder(c, index).fields(d->fields, false);
  for (const auto& [d, index] : made) finish(c, *d, index);
}

void check_defaults(Context& c) {
  for (size_t m = 0; m < c.program.models.models.size(); ++m) {
    if (c.program.models.models[m].is_row) continue;
    const ScopeId root = root_of(c, static_cast<int>(m));
    const auto walk = [&](const auto& self, ScopeId scope, const Env& env) -> void {
      const int model = c.program.scopes[static_cast<size_t>(scope)].model;
      for (size_t f = 0; f < c.program.models.models[static_cast<size_t>(model)].fields.size(); ++f) {
        const int field = static_cast<int>(f);
        if (field_at(c, model, field).type == FieldType::kRows) {
          const ScopeId rows = open_rows(c, env, scope, field);
          self(self, rows, row_level(env, rows));
        } else if (const auto it = c.fields.find({model, field}); it != c.fields.end() && it->second->fallback) {
          field_value(c, scope, field, it->second->src);
        }
      }
    };
    walk(walk, root, record_env(c, static_cast<int>(m)));
  }
}

}  // namespace zs::sema
