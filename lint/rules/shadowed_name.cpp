// A definition that hides another of its name, or is hidden by a field: which of them a sentence means depends on where it stands.
#include "lint/uses.h"

namespace zs::lint::found {
namespace {

class Shadows {
 public:
  Shadows(const Pack& pack, Report& report) : pack_(pack), report_(report) {
    const auto shared = [&](const auto& d) { shared_.emplace(d.name.text, d.name.src); };
    pack.each<ast::ParameterDecl>(shared), pack.each<ast::ConditionDecl>(shared), pack.each<ast::ClockDecl>(shared), pack.each<ast::ChoiceDecl>(shared);
  }

  void run() {
    pack_.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
      const auto local = [&](const ast::Name& n) { inner(n, i.record.text); };
      for (const auto& c : i.choices) local(c.name);
      each_situation(i, [&](const ast::SituationDecl& s) {
        for (const auto& d : s.parameters) local(d.name);
        for (const auto& d : s.conditions) local(d.name);
        for (const auto& d : s.clocks) local(d.name);
      });
    });
    pack_.each<ast::ConditionDecl>([&](const ast::ConditionDecl& d) { hidden(d.name, d.record); });
    pack_.each<ast::ClockDecl>([&](const ast::ClockDecl& d) { hidden(d.name, d.record); });
  }

 private:
  bool is_field(const std::string& name, const std::string& record) const {
    const auto& models = pack_.program.models;
    const int m = models.find(record);
    if (m < 0) return false;
    const auto& fields = models.models[static_cast<size_t>(m)].fields;
    return std::any_of(fields.begin(), fields.end(), [&](const model::Field& f) { return f.name == name; });
  }

  void inner(const ast::Name& n, const std::string& record) {
    if (is_field(n.text, record)) report_(n.src, {n.text, record + "的字段", "在这个指标里字段就用不到了", "a field of " + record, "the field cannot be used in this indicator"});
    else if (const auto it = shared_.find(n.text); it != shared_.end())
      report_(n.src, {n.text, "公用的定义", "在这个指标里公用的就用不到了", "a shared definition", "the shared one cannot be used in this indicator"}).also(it->second, "公用的在这里", "the shared one is here");
  }

  void hidden(const ast::Name& n, const std::optional<ast::Name>& record) {
    if (record && is_field(n.text, record->text)) report_(n.src, {n.text, record->text + "的字段", "规则里写到它，指的是字段", "a field of " + record->text, "a rule that says it means the field"});
  }

  const Pack& pack_;
  Report& report_;
  std::map<std::string, Span> shared_;
};

}  // namespace

void shadowed_name(const Pack& pack, Report& report) { Shadows(pack, report).run(); }

}  // namespace zs::lint::found
