#include "testing/expected.h"

#include "compiler/syntax/near.h"
#include "io/binding/instant_text.h"
#include "io/binding/scalar.h"

#include <algorithm>

namespace zs::testing {
namespace {

using typed::Expectation;

bool eat(std::string_view& s, std::string_view word) {
  if (!s.starts_with(word)) return false;
  s = binding::trim(s.substr(word.size()));
  return true;
}
/// A word of letters stands alone: red, but not reduced.
bool eat_word(std::string_view& s, std::string_view word) {
  if (!s.starts_with(word)) return false;
  const std::string_view rest = s.substr(word.size());
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (letter(word.back()) && !rest.empty() && letter(rest.front())) return false;
  s = binding::trim(rest);
  return true;
}

std::vector<std::string_view> parts_of(std::string_view cell) {
  std::vector<std::string_view> parts;
  size_t from = 0;
  const auto push = [&](size_t to) {
    if (const auto p = binding::trim(cell.substr(from, to - from)); !p.empty()) parts.push_back(p);
  };
  for (size_t i = 0; i < cell.size();) {
    const size_t length = cell[i] == ';' || cell[i] == '\n' || cell[i] == '\r' ? 1 : cell.substr(i).starts_with("；") ? 3 : 0;
    if (length) push(i), from = i + length;
    i += length ? length : 1;
  }
  push(cell.size());
  return parts;
}

class Reader {
 public:
  Reader(const typed::Program& program, int model, int indicator) : p_(program), model_(model), indicator_(indicator) {}

  std::optional<Words> part(std::string_view s, ExpectedCell& out) {
    if (indicator_ == typed::kNone && nothing(s) && s.empty()) {
      out.nothing = true;
      return std::nullopt;
    }
    Expectation e;
    e.indicator = indicator_;
    if (indicator_ == typed::kNone)
      if (auto bad = code(s, e)) return bad;
    if (nothing(s)) e.what = Expectation::What::kNothing;
    else if (eat(s, "无法判定") || eat_word(s, "undecided") || eat_word(s, "indeterminate")) {
      e.what = Expectation::What::kUndecided;
      if (auto bad = missing(s, e)) return bad;
    } else if (auto bad = card(s, e)) {
      return bad;
    }
    if (!s.empty()) return left_over(s);
    out.expect.push_back(std::move(e));
    return std::nullopt;
  }

 private:
  static bool nothing(std::string_view& s) { return eat(s, "不亮牌") || eat(s, "无牌") || eat_word(s, "no card") || (s == "无" && eat(s, "无")); }

  std::optional<Words> code(std::string_view& s, Expectation& e) {
    size_t end = s.find_first_of(" :");
    if (const size_t wide = s.find("："); wide < end) end = wide;
    const std::string_view name = s.substr(0, end);
    e.indicator = indicator_named(p_, name, model_);
    if (e.indicator == typed::kNone) return unknown_indicator(name);
    s = end == std::string_view::npos ? std::string_view() : binding::trim(s.substr(end));
    eat(s, "："), eat(s, ":");
    return std::nullopt;
  }

  Words unknown_indicator(std::string_view name) const {
    std::vector<std::string_view> names;
    for (const auto& i : p_.indicators)
      if (i.model == model_) names.push_back(i.code);
    const std::string near(syntax::nearest(name, names)), given(name);
    const std::string& judged = p_.models.models[static_cast<size_t>(model_)].name;
    return {judged + "没有指标「" + given + "」" + (near.empty() ? "；“期望”列里每一项先写指标编号，如 " + std::string(names.empty() ? "" : names[0]) + " 红牌" : "；是不是 " + near + "？"),
            judged + " has no indicator “" + given + "”" + (near.empty() ? "; in this column every part begins with an indicator's code" : "; did you mean " + near + "?")};
  }

  std::optional<Words> card(std::string_view& s, Expectation& e) {
    size_t longest = 0;
    for (size_t c = 0; c < p_.cards.size(); ++c)
      if (s.starts_with(p_.cards[c]) && p_.cards[c].size() > longest) e.card = static_cast<int>(c), longest = p_.cards[c].size();
    if (longest == 0) return unknown_card(s);
    s = binding::trim(s.substr(longest));
    if (eat(s, "自") || eat_word(s, "from")) {
      auto t = instant(s);
      if (!t) return bad_instant(s);
      e.from = *t, e.any_onset = false;
    }
    if (eat(s, "至") || eat_word(s, "until")) {
      auto t = instant(s);
      if (!t) return bad_instant(s);
      e.until = *t;
    }
    e.open_end = eat(s, "在案") || eat_word(s, "on the table");
    if (eat(s, "处置") || eat_word(s, "action"))
      if (auto bad = actions(s, e)) return bad;
    if (e.from && e.until && *e.until <= *e.from) return Words{"“至”的时刻不在“自”之后", "the end is not after the beginning"};
    if (e.until && e.open_end) return Words{"写了“至”就不能再写“在案”", "a card with an end is not on the table any more"};
    return std::nullopt;
  }

  /// The rest of the part: names of actions.
  std::optional<Words> actions(std::string_view& s, Expectation& e) const {
    do {
      size_t end = s.size();
      for (const char* stop : {"、", "，", ","}) end = std::min(end, s.find(stop));
      if (const auto name = binding::trim(s.substr(0, end)); !name.empty()) e.actions.emplace_back(name);
      s = s.substr(end);
    } while (eat(s, "、") || eat(s, "，") || eat(s, ","));
    for (const auto& a : e.actions)
      if (!can_act(e, a)) return Words{"这张牌没有处置「" + a + "」", "this card has no action “" + a + "”"};
    return std::nullopt;
  }
  bool can_act(const Expectation& e, const std::string& action) const {
    for (const auto& situation : p_.indicators[static_cast<size_t>(e.indicator)].situations)
      for (const auto& rule : situation.cards)
        if (rule.card == e.card && std::find(rule.actions.begin(), rule.actions.end(), action) != rule.actions.end()) return true;
    return false;
  }

  std::string cards() const {
    std::string s;
    for (const auto& c : p_.cards) s += (s.empty() ? "" : "、") + c;
    return s;
  }

  Words unknown_card(std::string_view s) const {
    const std::string given(s);
    return {"不认识「" + given + "」；这里应写 " + cards() + "、不亮牌 或 无法判定（字段），牌后可接“自 2024-10-08 00:00 至 …”",
            "“" + given + "” is no expectation; write one of " + cards() + ", 不亮牌 (no card) or 无法判定（field）(indeterminate), a card may go on with 自 2024-10-08 00:00 至 …"};
  }
  static Words left_over(std::string_view s) {
    const std::string given(s);
    return {"「" + given + "」多余；几张牌之间用“；”隔开", "“" + given + "” is too much; part several cards by ；"};
  }
  static Words bad_instant(std::string_view s) {
    const std::string given(s);
    return {"「" + given + "」不是时刻；应如 2024-10-08 或 2024-10-08 00:00:00", "“" + given + "” is no instant; write 2024-10-08 or 2024-10-08 00:00:00"};
  }

  /// Eats the longest beginning that is an instant.
  static std::optional<Instant> instant(std::string_view& s) {
    size_t end = s.size();
    for (const char* stop : {"至", "在案", "处置", "until", "on the", "action"}) end = std::min(end, s.find(stop));
    const auto t = binding::parse_instant(binding::trim(s.substr(0, end)));
    if (!t) return std::nullopt;
    s = s.substr(end);
    return *t;
  }

  std::optional<Words> missing(std::string_view& s, Expectation& e) const {
    const bool opened = eat(s, "（") || eat(s, "(") || eat(s, "缺") || eat(s, "：") || eat_word(s, "for want of");
    if (!opened) return std::nullopt;
    for (;;) {
      size_t end = s.size();
      for (const char* stop : {"、", "，", ",", "）", ")"}) end = std::min(end, s.find(stop));
      if (const auto name = binding::trim(s.substr(0, end)); !name.empty()) e.missing.emplace_back(name);
      s = s.substr(end);
      if (!(eat(s, "、") || eat(s, "，") || eat(s, ","))) break;
    }
    if (!eat(s, "）")) eat(s, ")");
    for (const auto& name : e.missing)
      if (!known_field(name))
        return Words{"没有字段「" + name + "」；括号里写缺的字段名，如 承诺时限、事项的承诺时限", "there is no field “" + name + "”; name the missing fields, like 承诺时限, 事项的承诺时限"};
    return std::nullopt;
  }
  bool known_field(const std::string& name) const {
    const size_t of = name.rfind("的");
    const std::string field = of == std::string::npos ? name : name.substr(of + std::string("的").size());
    for (const auto& m : p_.models.models)
      for (const auto& f : m.fields)
        if (f.name == field || f.unit_name == field) return true;
    return false;
  }

  const typed::Program& p_;
  int model_, indicator_;
};

}  // namespace

int indicator_named(const typed::Program& program, std::string_view name, int model) {
  for (const bool by_code : {true, false})
    for (size_t i = 0; i < program.indicators.size(); ++i) {
      const auto& x = program.indicators[i];
      if ((model == typed::kNone || x.model == model) && (by_code ? x.code : x.name) == name) return static_cast<int>(i);
    }
  return typed::kNone;
}

std::variant<ExpectedCell, Words> read_expected(const typed::Program& program, std::string_view cell, int model, int indicator) {
  ExpectedCell out;
  Reader reader(program, model, indicator);
  for (const auto part : parts_of(cell))
    if (auto bad = reader.part(part, out)) return *bad;
  if (out.nothing && !out.expect.empty()) return Words{"“不亮牌”不能与别的牌写在一起", "“no card” cannot stand beside a card"};
  return out;
}

}  // namespace zs::testing
