#include "compiler/sema/overlay.h"

#include "compiler/ast/clone.h"
#include "compiler/sema/names.h"

namespace zs::sema {
namespace {

template <class Decl>
Decl* named(std::vector<Decl>& all, const std::string& name) {
  const auto it = std::find_if(all.begin(), all.end(), [&](const Decl& d) { return d.name.text == name; });
  return it == all.end() ? nullptr : &*it;
}

/// Reports that nothing of this name is inherited, and what is.
void nothing(Context& c, const char* zh, const char* en, const ast::Name& name, const std::vector<std::string>& known) {
  suggest_near(c.report(Code::kAmendsNothing, name.src, {zh, en, name.text, list_of(known, 20)}), name, known);
}

class Merger {
 public:
  explicit Merger(Context& c) : c_(c) {}

  void indicator(ast::IndicatorDecl& base, const ast::IndicatorDecl& by) {
    if (!by.category.empty()) base.category = by.category;
    if (!by.supersedes.empty()) base.supersedes = by.supersedes;
    for (const auto& choice : by.choices) this->choice(base.choices, choice);
    situation(base.common, by.common);
    if (!by.common.cards.empty() || !by.situations.empty()) base.unwritten.reset();
    for (const auto& s : by.situations) {
      if (ast::SituationDecl* own = named(base.situations, s.name.text)) situation(*own, s);
      else base.situations.push_back(clone(s));
    }
    for (const ast::Name& gone : by.suspended) take_out(base, gone);
  }

  void aggregate(ast::AggregateDecl& base, const ast::AggregateDecl& by) {
    if (!by.category.empty()) base.category = by.category;
    base.quotes.insert(base.quotes.end(), by.quotes.begin(), by.quotes.end());
    if (by.range) base.range = ast::clone(by.range);
    if (!by.at.empty()) base.at = by.at;
    replace(base.parameters, by.parameters);
    for (const auto& choice : by.choices) this->choice(base.choices, choice);
    ast::AggregateDecl copy = clone(by);
    if (!copy.cards.empty()) base.cards = std::move(copy.cards);
    if (copy.reason) base.reason = std::move(copy.reason);
  }

  void clock(ast::ClockDecl& base, const ast::ClockDecl& by) {
    ast::ClockDecl copy = clone(by);
    if (copy.start) base.start = std::move(copy.start), base.end = std::move(copy.end);
    if (copy.limit) base.limit = std::move(copy.limit);
    if (copy.calendar) base.calendar = copy.calendar;
    if (!copy.pauses.empty()) base.pauses = std::move(copy.pauses);
    for (auto& s : copy.settings) std::erase_if(base.settings, [&](const ast::ClockSetting& o) { return o.what == s.what; });
    for (auto& s : copy.settings) base.settings.push_back(std::move(s));
    for (const auto& choice : by.choices) this->choice(base.choices, choice);
  }

  /// 口径 名 = 选项: another of the inherited alternatives; with 可选: a choice of its own.
  void choice(std::vector<ast::ChoiceDecl>& all, const ast::ChoiceDecl& by) {
    ast::ChoiceDecl* own = named(all, by.name.text);
    if (!own && by.others.empty()) return nothing(c_, "口径", "reading", by.name, names(all));
    if (!own) all.push_back(by);
    else chosen(*own, by);
  }
  void chosen(ast::ChoiceDecl& own, const ast::ChoiceDecl& by) {
    if (!by.others.empty()) {
      own = by;
      return;
    }
    std::vector<ast::Name> options{own.chosen};
    options.insert(options.end(), own.others.begin(), own.others.end());
    const auto it = std::find_if(options.begin(), options.end(), [&](const ast::Name& o) { return o.text == by.chosen.text; });
    if (it == options.end()) {
      std::vector<std::string> known;
      for (const auto& o : options) known.push_back(o.text);
      suggest_near(c_.report(Code::kUnknownOption, by.chosen.src, {by.name.text, by.chosen.text, list_of(known)}), by.chosen, known);
      return;
    }
    options.erase(it);
    own.chosen = by.chosen, own.others = std::move(options), own.src = by.src;
    if (by.why) own.why = by.why;
  }

 private:
  template <class Decl>
  static std::vector<std::string> names(const std::vector<Decl>& all) {
    std::vector<std::string> out;
    for (const auto& d : all) out.push_back(d.name.text);
    return out;
  }

  template <class Decl>
  void replace(std::vector<Decl>& base, const std::vector<Decl>& by) {
    for (const Decl& d : by) {
      if (Decl* own = named(base, d.name.text)) *own = clone(d);
      else base.push_back(clone(d));
    }
  }

  void situation(ast::SituationDecl& base, const ast::SituationDecl& by) {
    if (by.list) base.list = by.list;
    base.quotes.insert(base.quotes.end(), by.quotes.begin(), by.quotes.end());
    replace(base.parameters, by.parameters);
    replace(base.conditions, by.conditions);
    for (const auto& k : by.clocks) {
      if (ast::ClockDecl* own = named(base.clocks, k.name.text)) clock(*own, k);
      else if (k.start) base.clocks.push_back(clone(k));
      else nothing(c_, "时限", "clock", k.name, names(base.clocks));
    }
    ast::SituationDecl copy = clone(by);
    if (!copy.applies.empty()) base.applies = std::move(copy.applies);
    if (copy.reason) base.reason = std::move(copy.reason);
    for (const auto& card : by.cards) std::erase_if(base.cards, [&](const ast::CardClause& o) { return o.card.text == card.card.text; });
    for (auto& card : copy.cards) base.cards.push_back(std::move(card));
  }

  void take_out(ast::IndicatorDecl& base, const ast::Name& gone) {
    const auto known = names(base.situations);
    if (std::erase_if(base.situations, [&](const ast::SituationDecl& s) { return s.name.text == gone.text; }) == 0) nothing(c_, "情形", "情形", gone, known);
  }

  Context& c_;
};

template <class Decl>
Decl& keep(Made& made, Decl&& d) {
  return std::get<Decl>(made.emplace_back(std::move(d)));
}

/// Amends what stands under a code in a list of declarations.
template <class Decl, class Merge>
void amend_coded(Context& c, std::vector<const Decl*>& all, const Decl& by, const char* zh, const char* en, Made& made, Merge merge) {
  bool found = false;
  std::vector<std::string> known;
  for (const Decl*& own : all) {
    known.push_back(own->code.text);
    if (own->code.text != by.code.text) continue;
    found = true;
    Decl copy = ast::clone(*own);
    merge(copy);
    own = &keep(made, std::move(copy));
  }
  if (!found) nothing(c, zh, en, by.code, known);
}

template <class Map>
std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> out;
  for (const auto& [name, unused] : map) out.push_back(name);
  std::sort(out.begin(), out.end());
  return out;
}

struct Amend {
  Context& c;
  Made& made;

  template <class Decl>
  void single(std::unordered_map<std::string, const Decl*>& map, const Decl& by, const char* zh, const char* en) {
    const auto it = map.find(by.name.text);
    if (it == map.end()) return nothing(c, zh, en, by.name, keys(map));
    it->second = &keep(made, ast::clone(by));
  }
  /// Clocks and conditions of one name may speak of several record kinds: 对 says which; without it all are meant.
  template <class Decl, class Merge>
  void several(std::unordered_map<std::string, std::vector<const Decl*>>& map, const Decl& by, const char* zh, const char* en, Merge merge) {
    const auto it = map.find(by.name.text);
    bool found = false;
    if (it != map.end())
      for (const Decl*& own : it->second) {
        if (by.record && (!own->record || own->record->text != by.record->text)) continue;
        found = true;
        Decl copy = ast::clone(*own);
        merge(copy);
        own = &keep(made, std::move(copy));
      }
    if (!found) nothing(c, zh, en, by.name, keys(map));
  }

  void operator()(const ast::IndicatorDecl& by) {
    amend_coded(c, c.top.indicators, by, "指标", "indicator", made, [&](ast::IndicatorDecl& own) { Merger(c).indicator(own, by); });
  }
  void operator()(const ast::AggregateDecl& by) {
    amend_coded(c, c.top.aggregates, by, "统计指标", "统计指标", made, [&](ast::AggregateDecl& own) { Merger(c).aggregate(own, by); });
  }
  void operator()(const ast::ParameterDecl& by) { single(c.top.parameters, by, "参数", "parameter"); }
  void operator()(const ast::WordListDecl& by) { single(c.top.words, by, "词表", "word list"); }
  void operator()(const ast::PatternDecl& by) { single(c.top.patterns, by, "句式", "pattern"); }
  void operator()(const ast::ChoiceDecl& by) {
    const auto it = c.top.choices.find(by.name.text);
    if (it == c.top.choices.end()) return nothing(c, "口径", "reading", by.name, keys(c.top.choices));
    ast::ChoiceDecl copy = *it->second;
    Merger(c).chosen(copy, by);
    it->second = &keep(made, std::move(copy));
  }
  void operator()(const ast::ConditionDecl& by) {
    several(c.top.conditions, by, "条件", "condition", [&](ast::ConditionDecl& own) {
      const auto record = own.record;
      own = ast::clone(by), own.record = record;
    });
  }
  void operator()(const ast::ClockDecl& by) {
    several(c.top.clocks, by, "时限", "clock", [&](ast::ClockDecl& own) { Merger(c).clock(own, by); });
  }
};

template <class Decl>
void take_out(Context& c, std::vector<const Decl*>& all, const ast::Name& code, const char* zh, const char* en) {
  std::vector<std::string> known;
  for (const Decl* d : all) known.push_back(d->code.text);
  if (std::erase_if(all, [&](const Decl* d) { return d->code.text == code.text; }) == 0) nothing(c, zh, en, code, known);
}

}  // namespace

void amend(Context& c, const ast::AmendDecl& d, Made& made) { std::visit(Amend{c, made}, d.what); }

void suspend(Context& c, const ast::SuspendDecl& d) {
  for (const ast::Name& code : d.codes) {
    if (d.aggregates) take_out(c, c.top.aggregates, code, "统计指标", "统计指标");
    else take_out(c, c.top.indicators, code, "指标", "indicator");
  }
}

}  // namespace zs::sema
