#include "compiler/sema/bindings.h"

#include "compiler/sema/binding_values.h"
#include "compiler/sema/indicators.h"
#include "compiler/sema/names.h"
#include "runtime/model/select.h"

#include <algorithm>
#include <map>
#include <set>

namespace zs::sema {
namespace {

using diag::Code;
using model::Field;
using model::FieldType;
using What = ast::TableBinding::What;

/// Every name by which a field can be bound, for messages.
std::vector<std::string> field_names(const model::RecordModel& m, bool lists) {
  std::vector<std::string> out;
  for (const auto& f : m.fields) {
    if ((f.type == FieldType::kRows) != lists) continue;
    out.push_back(f.name);
    if (f.type == FieldType::kSpan) out.push_back(f.unit_name);
  }
  return out;
}

struct Target { int field = -1; bool unit = false; };

Target target_named(const model::RecordModel& m, const std::string& name) {
  for (size_t i = 0; i < m.fields.size(); ++i) {
    const Field& f = m.fields[i];
    if (f.name == name || f.code == name) return {static_cast<int>(i), false};
    if (f.type == FieldType::kSpan && (f.unit_name == name || f.unit_code == name)) return {static_cast<int>(i), true};
  }
  return {};
}

class Maker {
 public:
  Maker(const model::Models& models, const ast::BindingDecl& decl, diag::Sink& sink) : models_(models), decl_(decl), sink_(sink) {}

  model::DataBinding run(int model) {
    out_.name = decl_.name.text, out_.model = model;
    views();
    tables();
    for (const auto& f : decl_.fields) field(f, record(), nullptr);
    for (const auto& t : decl_.tables)
      if (t.what == What::kChild) child(t);
    if (!out_.tables.empty()) join_keys();
    required(record(), bound_, decl_.name.src);
    return std::move(out_);
  }

 private:
  using Bound = std::map<std::pair<int, bool>, Span>;
  const model::RecordModel& record() const { return models_.models[static_cast<size_t>(out_.model)]; }

  bool claim(const ast::Name& name) {
    const auto [it, fresh] = tables_.emplace(name.text, name.src);
    if (!fresh) sink_.report(Code::kTableTwice, name.src, {name.text}).also(it->second, "已在这里写过", "already written here");
    return fresh;
  }

  void views() {
    std::set<std::string> names;
    for (const auto& v : decl_.views) names.insert(v.name.text);
    std::map<std::string, Span> seen;
    for (const auto& v : decl_.views) {
      const auto [it, fresh] = seen.emplace(v.name.text, v.name.src);
      if (!fresh) sink_.report(Code::kTableTwice, v.name.src, {v.name.text}).also(it->second, "已在这里写过", "already written here");
      model::ViewSource made{v.name.text, {}, v.sql.text};
      for (const auto& t : v.tables) {
        if (names.contains(t.text)) sink_.report(Code::kViewOfView, t.src, {v.name.text, t.text});
        made.tables.push_back(t.text);
      }
      if (!model::begins_select(v.sql.text) || v.sql.text.find(';') != std::string::npos) sink_.report(Code::kNotASelect, v.sql.src, {v.name.text});
      out_.views.push_back(std::move(made));
    }
  }

  /// The main table, then those joined to it.
  void tables() {
    const ast::TableBinding* main = nullptr;
    for (const auto& t : decl_.tables) {
      if (t.what != What::kMain) continue;
      if (main) sink_.report(Code::kSecondMainTable, t.table.src, {decl_.name.text}).also(main->table.src, "已在这里写过", "already written here");
      else main = &t;
    }
    if (!main) {
      sink_.report(Code::kNoMainTable, decl_.name.src, {decl_.name.text});
      return;
    }
    claim(main->table);
    out_.tables.push_back({main->table.text, -1, false, "", {}, {}});
    for (const auto& t : decl_.tables)
      if (t.what == What::kJoined && claim(t.table)) out_.tables.push_back({t.table.text, -1, t.optional, t.key->text, {}, {}});
  }

  void child(const ast::TableBinding& t) {
    const auto& m = record();
    const auto it = std::find_if(m.fields.begin(), m.fields.end(), [&](const Field& f) { return f.type == FieldType::kRows && (f.name == t.list->text || f.code == t.list->text); });
    if (it == m.fields.end()) {
      const auto lists = field_names(m, true);
      suggest_near(sink_.report(Code::kNoSuchList, t.list->src, {m.name, t.list->text, lists.empty() ? "—" : list_of(lists, 40)}), *t.list, lists);
      return;
    }
    const int list = static_cast<int>(it - m.fields.begin());
    const auto [twice, fresh] = bound_.emplace(std::pair{list, false}, t.list->src);
    if (!fresh) sink_.report(Code::kBoundTwice, t.list->src, {it->name}).also(twice->second, "已在这里写过", "already written here");
    model::TableSource made{t.table.text, list, t.optional, t.key->text, {}, {}};
    for (const auto& c : t.order) made.order.push_back(c.text);
    const auto& row = models_.models[static_cast<size_t>(it->rows)];
    Bound kept;
    std::swap(kept, bound_);
    for (const auto& f : t.fields) field(f, row, &made);
    required(row, bound_, t.list->src);
    std::swap(kept, bound_);
    out_.tables.push_back(std::move(made));
  }

  /// Where a column of the record is put: by the table it is of.
  model::TableSource* table_of(const ast::FieldBinding& f, model::TableSource* child) {
    if (!f.from || !f.from->table) return child ? child : out_.tables.empty() ? nullptr : &out_.tables[0];
    const ast::Name& name = *f.from->table;
    std::vector<std::string> names;
    if (child) names.push_back(child->name);
    else
      for (const auto& t : out_.tables) names.push_back(t.name);
    for (size_t i = 0; i < names.size(); ++i)
      if (names[i] == name.text) return child ? child : &out_.tables[i];
    if (!names.empty()) suggest_near(sink_.report(Code::kUnknownTable, name.src, {name.text, list_of(names, 40)}), name, names);
    return nullptr;
  }

  void field(const ast::FieldBinding& f, const model::RecordModel& m, model::TableSource* child) {
    if (f.names.size() > 1 && (f.from || f.constant || f.format || f.codes)) {
      sink_.report(Code::kManyFromOne, f.names[1].src);
      return;
    }
    model::TableSource* table = table_of(f, child);
    for (const auto& name : f.names) one(f, name, m, table, child != nullptr);
  }

  void one(const ast::FieldBinding& f, const ast::Name& name, const model::RecordModel& m, model::TableSource* table, bool row) {
    const Target target = target_named(m, name.text);
    if (target.field < 0) {
      const auto names = field_names(m, false);
      suggest_near(sink_.report(Code::kNoSuchField, name.src, {m.name, name.text, list_of(names, 40)}), name, names);
      return;
    }
    const Field& to = m.fields[static_cast<size_t>(target.field)];
    if (to.type == FieldType::kRows) {
      sink_.report(Code::kListNeedsTable, name.src, {to.name});
      return;
    }
    const auto [it, fresh] = bound_.emplace(std::pair{target.field, target.unit}, name.src);
    if (!fresh) sink_.report(Code::kBoundTwice, name.src, {name.text}).also(it->second, "已在这里写过", "already written here");
    const bool of_main = table && !out_.tables.empty() && table == &out_.tables[0];
    if (!row && target.field == m.key && (f.constant || f.optional || (table && !of_main))) sink_.report(Code::kKeyElsewhere, name.src, {to.name});
    model::FieldSource made;
    made.field = target.field, made.unit = target.unit, made.optional = f.optional;
    made.column = f.from ? f.from->column.text : target.unit ? to.unit_code : to.code;
    check_values(models_, f, to, target.unit, made, sink_);
    if (table && fresh) table->fields.push_back(std::move(made));
  }

  /// The column of the main table that holds the key.
  void join_keys() {
    for (const auto& f : out_.tables[0].fields)
      if (f.field == record().key) out_.tables[0].key = f.column;
  }

  void required(const model::RecordModel& m, const Bound& bound, Span src) {
    std::vector<std::string> missing;
    for (size_t i = 0; i < m.fields.size(); ++i) {
      const Field& f = m.fields[i];
      if (f.optional && static_cast<int>(i) != m.key) continue;
      if (!bound.contains({static_cast<int>(i), false})) missing.push_back(f.name);
      if (f.type == FieldType::kSpan && !bound.contains({static_cast<int>(i), true})) missing.push_back(f.unit_name);
    }
    if (!missing.empty()) sink_.report(Code::kRequiredUnbound, src, {m.name, list_of(missing, 40), missing[0]});
  }

  const model::Models& models_;
  const ast::BindingDecl& decl_;
  diag::Sink& sink_;
  model::DataBinding out_;
  Bound bound_;
  std::map<std::string, Span> tables_;
};

}  // namespace

std::vector<model::DataBinding> make_bindings(const model::Models& models, const std::vector<const ast::BindingDecl*>& decls, bool skip_unknown, diag::Sink& sink) {
  std::vector<model::DataBinding> out;
  std::map<std::pair<std::string, int>, Span> seen;
  std::vector<std::string> records;
  for (const auto& m : models.models)
    if (!m.is_row) records.push_back(m.name);
  for (const ast::BindingDecl* d : decls) {
    const int model = models.find(d->record.text);
    if (model < 0 || models.models[static_cast<size_t>(model)].is_row) {
      if (!skip_unknown) suggest_near(sink.report(Code::kUnknownRecord, d->record.src, unknown_record(d->record.text, records)), d->record, records);
      continue;
    }
    const auto [it, fresh] = seen.emplace(std::pair{d->name.text, model}, d->name.src);
    if (!fresh) {
      sink.report(Code::kBindingTwice, d->name.src, {d->name.text, d->record.text}).also(it->second, "已在这里写过", "already written here");
      continue;
    }
    const size_t before = sink.error_count();
    auto made = Maker(models, *d, sink).run(model);
    if (sink.error_count() == before) out.push_back(std::move(made));
  }
  return out;
}

}  // namespace zs::sema
