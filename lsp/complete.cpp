// Completion: the grammar says what may come, the levels say which names.
#include "lsp/complete.h"

#include "compiler/syntax/keywords.h"
#include "compiler/syntax/numbers.h"
#include "lsp/features.h"
#include "lsp/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::lsp {

using Kind = Symbol::Kind;
using FT = ast::FieldDecl::Type;
using syntax::Grammar;

void Items::add(const std::string& label, int kind, const std::string& detail, int rank, const std::string& text, const std::string& documentation) {
  if (label.empty() || !seen_.insert(label).second) return;
  json one{{"label", label}, {"kind", kind}, {"sortText", fmt::format("{:02}{:05}", rank, items_.size())}, {"textEdit", {{"range", range_}, {"newText", text.empty() ? label : text}}}};
  if (!detail.empty()) one["detail"] = detail;
  if (!documentation.empty()) one["documentation"] = {{"kind", "markdown"}, {"value", documentation}};
  items_.push_back(std::move(one));
}

void Items::symbol(int symbol, int rank) {
  const Symbol& s = view_.index()[symbol];
  if (s.name.empty()) return;
  int kind = kVariableItem;
  std::string detail = kind_word(view_, s.kind);
  switch (s.kind) {
    case Kind::kField:
      kind = kFieldItem, detail = type_of(view_, *s.as<ast::FieldDecl>());
      break;
    case Kind::kUnitField: kind = kFieldItem; break;
    case Kind::kLabel: case Kind::kOption: case Kind::kCard: kind = kEnumMemberItem; break;
    case Kind::kClock: kind = kEventItem; break;
    case Kind::kCondition: kind = kFunctionItem; break;
    case Kind::kRecord: kind = kStructItem; break;
    case Kind::kCalendar: kind = kModuleItem; break;
    case Kind::kIndicator: case Kind::kStatistic: kind = kClassItem, detail = s.code; break;
    default: break;
  }
  const auto text = written(s.name, s.kind);
  add(s.name, kind, detail, rank, text.value_or(s.name), comment_of(view_, s.whole));
}

json Items::take() {
  std::sort(items_.begin(), items_.end(), [](const json& a, const json& b) { return a["sortText"].get_ref<const std::string&>() < b["sortText"].get_ref<const std::string&>(); });
  return {{"isIncomplete", false}, {"items", std::move(items_)}};
}

namespace {

class Completer {
 public:
  Completer(const View& view, int file, uint32_t offset) : view_(view), index_(view.index()), c_(cursor_at(view, file, offset)), items_(view, file, c_.begin, offset), offset_(offset) {}

  json run() {
    if (c_.in_comment) return items_.take();
    if (c_.quote) return quoted();
    if (!c_.word.empty() && c_.word[0] >= '0' && c_.word[0] <= '9') return units();
    for (const Expected& e : c_.expected) e.token == 0 || e.token == Grammar::CODE ? names(e) : token(e);
    return items_.take();
  }

 private:
  // ---- within 「…」
  json quoted() {
    const int before = c_.type(0);
    if (before == Grammar::K_IMPORT) return imports();
    if (before == Grammar::K_REASON) reason();
    if (is_basis()) {
      const uint32_t from = offset_ - static_cast<uint32_t>(c_.quote->size());
      Items inside(view_, c_.file, from, offset_);
      quote_items(view_, c_, inside);
      return inside.take();
    }
    return items_.take();
  }
  bool is_basis() const {
    for (size_t i = c_.before.size(); i-- > 0;) {
      if (c_.before[i].type == Grammar::K_BASIS) return true;
      if (c_.before[i].first_on_line) return false;
    }
    return false;
  }
  json imports() {
    Items inside(view_, c_.file, offset_ - static_cast<uint32_t>(c_.quote->size()), offset_);
    for (const auto& [path, text] : standard_library()) inside.add(std::string(kLibrary) + path, kFileItem, "", 1);
    return inside.take();
  }
  /// Within { }: fields, and what clocks say.
  void reason() {
    const size_t open = std::max(c_.quote->rfind('{') + 1, c_.quote->rfind("｛") + 1);
    const size_t close = std::max(c_.quote->rfind('}') + 1, c_.quote->rfind("｝") + 1);
    if (open <= close) return;
    values(true);
    for (const Level* l = c_.level; l; l = l->parent)
      if (l->locals != kNothing)
        for (const int m : index_.members(l->locals)) clock_words(m);
    for (const int s : index_.top()) clock_words(s);
  }
  void clock_words(int s) {
    const auto* clock = index_[s].as<ast::ClockDecl>();
    if (!clock || index_[s].kind != Kind::kClock) return;
    for (const char* what : {"已用", "剩余", "到期"})
      if (clock->limit || std::string_view(what) == "已用") items_.add(index_[s].name + "的" + what, kEventItem, kind_word(view_, Kind::kClock), 2);
  }

  json units() {
    size_t digits = 0;
    while (digits < c_.word.size() && (std::isdigit(static_cast<unsigned char>(c_.word[digits])) || c_.word[digits] == '.')) ++digits;
    const std::string number = c_.word.substr(0, digits);
    for (const auto& k : syntax::keywords()) {
      if (k.word_class != syntax::WordClass::kUnit) continue;
      const std::string zh(k.zh);
      const bool counted = zh == "工作日" || zh == "工作小时" || zh == "小时";
      items_.add(number + (counted && c_.word.find("个") != std::string::npos ? "个" : "") + zh, kUnitItem, meaning(view_, k), 1);
    }
    return items_.take();
  }

  // ---- keywords and literals
  void token(const Expected& e) {
    if (const auto* k = syntax::keyword_of(e.token)) {
      const bool ascii = !c_.word.empty() && static_cast<unsigned char>(c_.word[0]) < 0x80;
      const int rank = k->word_class == syntax::WordClass::kOperator ? 4 : k->word_class == syntax::WordClass::kReserved ? 6 : 5;
      items_.add(std::string(ascii ? k->en : k->zh), kKeywordItem, meaning(view_, *k), rank);
    } else if (e.token == Grammar::STR && e.within(Grammar::RuleBasis)) {
      quote_items(view_, c_, items_);
    } else if (e.token == Grammar::STR && e.place() == Grammar::RuleImportDecl) {
      for (const auto& [path, text] : standard_library()) items_.add("「" + std::string(kLibrary) + path + "」", kFileItem, "", 1);
    }
  }

  // ---- names
  void names(const Expected& e) {
    const int before = c_.type(0);
    switch (e.place()) {
      case Grammar::RuleCardRule: return before == Grammar::K_ISSUE ? top(Kind::kCard, 1) : actions();
      case Grammar::RuleIndicatorDecl: case Grammar::RuleAggregateDecl: case Grammar::RuleConditionDecl: case Grammar::RuleClockDecl:
        if (before == Grammar::K_FOR) top(Kind::kRecord, 1);
        return;
      case Grammar::RuleClockClause: case Grammar::RuleRuleSetClause:
        if (before == Grammar::K_CALENDAR) top(Kind::kCalendar, 1);
        return;
      case Grammar::RuleFieldAttribute:
        if (before == Grammar::K_REF) top(Kind::kRecord, 1);
        return;
      case Grammar::RuleEnumRef: return top(Kind::kEnum, 1);
      case Grammar::RuleRecordClause:
        if (before == Grammar::K_GOVERNING) fields([](const ast::FieldDecl& f) { return f.type == FT::kEvent; });
        return;
      case Grammar::RulePause: case Grammar::RuleSituation:
        if (before == Grammar::K_EACH) fields([](const ast::FieldDecl& f) { return f.type == FT::kRows; });
        return;
      case Grammar::RuleSupersedes: return top(Kind::kIndicator, 1);
      case Grammar::RuleTestClause:
        if (before == Grammar::K_GIVEN) top(Kind::kRecord, 1);
        if (before == Grammar::K_EXPECT) top(Kind::kIndicator, 1), top(Kind::kStatistic, 1);
        return;
      case Grammar::RuleExpected: return expectation(before);
      case Grammar::RuleDatumField: return members(c_.datum, 1);
      case Grammar::RuleScalar: return datum();
      case Grammar::RuleTail: return top(Kind::kPattern, 1);
      case Grammar::RulePath: return path(e);
      case Grammar::RulePrimary: case Grammar::RuleTerm: case Grammar::RuleElement: return value();
      case Grammar::RuleLabelCode: case Grammar::RuleChoiceDecl: default: return;
    }
  }

  void top(Kind kind, int rank) {
    for (const int s : index_.top())
      if (index_[s].kind == kind) items_.symbol(s, rank);
  }
  void members(int owner, int rank) {
    if (owner == kNothing) return;
    for (const int m : index_.members(owner)) items_.symbol(m, rank);
  }
  template <class F>
  void fields(F wanted) {
    int rank = 1;
    for (const Level* l = c_.level; l; l = l->parent) {
      if (l->fields == kNothing) continue;
      for (const int m : index_.members(l->fields))
        if (const auto* f = index_[m].as<ast::FieldDecl>(); f && index_[m].kind == Kind::kField && wanted(*f)) items_.symbol(m, rank);
      ++rank;
    }
  }
  void actions() {
    std::set<std::string> all;
    for (const auto& tree : index_.trees())
      for (const auto& item : tree->items)
        if (const auto* d = std::get_if<ast::IndicatorDecl>(&item)) {
          const auto add = [&](const ast::SituationDecl& s) {
            for (const auto& card : s.cards)
              for (const auto& a : card.actions) all.insert(a.text);
          };
          add(d->common);
          for (const auto& s : d->situations) add(s);
        }
    for (const auto& a : all) items_.add(a, kConstantItem, view_.pick("处置", "action"), 1);
  }
  void expectation(int before) {
    if (before == Grammar::K_ACTION || before == Grammar::ENUMERATION) return actions();
    top(Kind::kCard, 1);
    items_.add("无", kKeywordItem, view_.pick("没有牌", "no card"), 2);
    items_.add("无法判定", kKeywordItem, view_.pick("缺了值", "hangs on a missing value"), 2);
  }
  /// The value of the field in front.
  void datum() {
    if (c_.datum == kNothing || c_.before.empty()) return;
    size_t at = c_.before.size() - 1;
    while (at > 0 && (c_.before[at].type == Grammar::COLON || c_.before[at].type == Grammar::EQ || c_.before[at].type == Grammar::LBRACK)) --at;
    const int field = index_.member(c_.datum, name_of(view_, c_.file, c_.before[at]));
    if (field == kNothing) return;
    if (index_[field].kind == Kind::kUnitField)
      for (const char* unit : {"工作日", "自然日", "小时", "工作小时"}) items_.add(unit, kUnitItem, "", 1);
    members(index_.labels_of(field), 1);
    if (const auto* f = index_[field].as<ast::FieldDecl>(); f && f->type == FT::kBool)
      for (const char* word : {"是", "否"}) items_.add(word, kValueItem, "", 1);
  }
  void path(const Expected& e) {
    if (c_.type(0) == Grammar::DOT) return after_dot();
    if (e.within(Grammar::RuleQuantified)) return fields([](const ast::FieldDecl& f) { return f.type == FT::kRows; });
    if (e.within(Grammar::RuleFallback)) return values(false);
    fields([](const ast::FieldDecl&) { return true; });
  }

  void after_dot() {
    if (c_.before.size() < 2) return;
    const auto base = path_before(view_, c_.file, c_.before, c_.before.size() - 2);
    if (base) members(base_of(index_, *base, *c_.level), 1);
  }

  /// What stands in front of the = or 属于 { … that the cursor is behind: its labels or options come first.
  void labels() {
    size_t i = c_.before.size();
    const auto is_name = [&](size_t k) { return c_.before[k].type == Grammar::WORD || c_.before[k].type == Grammar::QNAME || syntax::keyword_of(c_.before[k].type); };
    if (i == 0) return;
    --i;
    if (c_.before[i].type == Grammar::ENUMERATION || c_.before[i].type == Grammar::COMMA || c_.before[i].type == Grammar::SEMI)
      while (i > 0 && c_.before[i].type != Grammar::LBRACE) --i;
    if (c_.before[i].type == Grammar::LBRACE && i > 0) --i;
    switch (c_.before[i].type) {
      case Grammar::EQ: case Grammar::NE: case Grammar::LT: case Grammar::LE: case Grammar::GT: case Grammar::GE:
      case Grammar::K_EQUALS: case Grammar::K_DIFFERS_FROM: case Grammar::K_BELONGS_TO: case Grammar::K_NOT_BELONGS_TO: case Grammar::K_IN: case Grammar::K_NOT_IN:
      case Grammar::K_HAS_ANY_OF: case Grammar::K_DEFAULT: case Grammar::K_OVER: case Grammar::K_NOT_OVER:
        break;
      default: return;
    }
    if (i == 0 || !is_name(i - 1)) return;
    const auto left = path_before(view_, c_.file, c_.before, i - 1);
    if (!left) return;
    const int s = meaning_of(index_, *left, *c_.level);
    if (s != kNothing && index_[s].kind == Kind::kChoice) return members(s, 0);
    members(labels_of(index_, *left, *c_.level), 0);
    const auto* f = s == kNothing ? nullptr : index_[s].as<ast::FieldDecl>();
    if (f && f->type == FT::kBool)
      for (const char* word : {"是", "否"}) items_.add(word, kValueItem, "", 0);
  }

  void value() {
    if (c_.type(0) == Grammar::DOT) return after_dot();
    labels();
    values(false);
  }
  void values(bool bare) {
    int rank = 1;
    std::set<int> referred;
    for (const Level* l = c_.level; l; l = l->parent) {
      if (!l->alias.empty()) items_.add(l->alias, kVariableItem, kind_word(view_, Kind::kAlias), rank);
      if (l->fields != kNothing)
        for (const int m : index_.members(l->fields)) {
          if (index_[m].kind != Kind::kField) continue;
          items_.symbol(m, rank);
          const auto* f = index_[m].as<ast::FieldDecl>();
          if (f->reference) referred.insert(index_.record(f->reference->text));
        }
      if (l->locals != kNothing)
        for (const int m : index_.members(l->locals)) items_.symbol(m, rank);
      rank = std::min(rank + 1, 3);
    }
    for (const int r : referred)
      if (r != kNothing) items_.symbol(r, 3);
    if (bare) return;
    const int record = record_of(*c_.level);
    for (const int s : index_.top()) {
      const Symbol& x = index_[s];
      const std::optional<ast::Name>* of = nullptr;
      if (const auto* k = x.as<ast::ClockDecl>()) of = &k->record;
      else if (const auto* k = x.as<ast::ConditionDecl>()) of = &k->record;
      const bool here = of && (!*of || (record != kNothing && (*of)->text == index_[record].name));
      if (here || x.kind == Kind::kParameter || x.kind == Kind::kChoice || x.kind == Kind::kWords || x.kind == Kind::kCard) items_.symbol(s, 3);
    }
  }

  const View& view_;
  const Index& index_;
  Cursor c_;
  Items items_;
  uint32_t offset_;
};

}  // namespace

json completion(const View& view, int file, uint32_t offset) { return Completer(view, file, offset).run(); }

}  // namespace zs::lsp
