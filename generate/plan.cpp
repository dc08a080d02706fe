#include "generate/plan.h"

#include "generate/guess.h"
#include "generate/scope.h"
#include "io/binding/scalar.h"

#include <algorithm>
#include <fmt/format.h>
#include <re2/re2.h>

namespace zs::generate {
namespace {

using binding::Parsed;
using binding::Reason;
using model::Field;
using model::FieldType;

bool is_list(FieldType t) { return t == FieldType::kTextList || t == FieldType::kEnumList; }

/// 甲:3 is 甲 with weight 3.
double take_weight(std::string_view& word) {
  const size_t colon = word.rfind(':');
  if (colon == std::string_view::npos) return 1;
  std::string_view rest = word.substr(colon + 1);
  double w = 1;
  if (!take_number(rest, w) || !rest.empty()) return 1;
  word = word.substr(0, colon);
  return w;
}

Parsed<double> share_of(std::string_view word) {
  std::string_view rest = word;
  double p = 0;
  if (!take_number(rest, p) || !rest.empty() || p < 0 || p > 1) return Reason{"「" + std::string(word) + "」应是 0 至 1 的占比", "「" + std::string(word) + "」 should be a share from 0 to 1"};
  return p;
}

/// One statement against one field.
class Compiler {
 public:
  Compiler(Workshop& shop, int model, int parent) : shop_(shop), scope_(shop.models, model, parent), values_(shop), model_(model) {}

  Parsed<Step> operator()(const Statement& s) {
    step_ = {};
    step_.field = Scope::field_of(scope_.own(), s.field);
    if (step_.field < 0) return no_name(scope_.own().name + "的字段", s.field);
    words_.assign(s.words.begin() + 1, s.words.end());
    method_ = s.words[0];
    if (auto bad = options()) return std::move(*bad);
    if (auto bad = body()) return std::move(*bad);
    if (!words_.empty()) return Reason{"多出「" + std::string(words_[0]) + "」", "「" + std::string(words_[0]) + "」 is too much"};
    return std::move(step_);
  }

 private:
  using Bad = std::optional<Reason>;
  const Field& field() const { return scope_.own().fields[static_cast<size_t>(step_.field)]; }

  Bad path_into(std::string_view name, Path& to) {
    auto p = scope_.path(name);
    if (!p) return p.error();
    to = *p;
    return std::nullopt;
  }
  Bad paths_into(std::string_view names, std::vector<Path>& to) {
    for (const auto name : pieces(names, kAnd))
      if (auto bad = path_into(name, to.emplace_back())) return bad;
    return std::nullopt;
  }
  Bad pair_into(std::string_view names, std::pair<Path, Path>& to) {
    const auto two = pieces(names, "~");
    if (two.size() != 2) return Reason{"「" + std::string(names) + "」写作 起~止", "「" + std::string(names) + "」: write FROM~TO"};
    if (auto bad = path_into(two[0], to.first)) return bad;
    return path_into(two[1], to.second);
  }
  Bad share_into(std::string_view word, double& to) {
    auto p = share_of(word);
    if (!p) return p.error();
    to = *p;
    return std::nullopt;
  }

  /// Takes 占 当 停 不早于 于 失 乱 添 入办公 out of the words.
  Bad options() {
    std::vector<std::string_view> rest;
    for (size_t i = 0; i < words_.size(); ++i) {
      const std::string_view w = words_[i];
      if (w == "入办公") { step_.into_office = true; continue; }
      const bool known = w == "占" || w == "当" || w == "停" || w == "不早于" || w == "于" || w == "失" || w == "乱" || w == "添";
      if (!known) { rest.push_back(w); continue; }
      if (++i == words_.size()) return Reason{"「" + std::string(w) + "」后面没有写", "nothing follows 「" + std::string(w) + "」"};
      if (auto bad = option(w, words_[i])) return bad;
    }
    words_ = std::move(rest);
    return std::nullopt;
  }

  Bad option(std::string_view name, std::string_view value) {
    if (name == "占") return share_into(value, step_.share);
    if (name == "当") return condition(value);
    if (name == "停") return pair_into(value, step_.pauses.emplace_back());
    if (name == "不早于") return paths_into(value, step_.not_before);
    if (name == "于") return pair_into(value, step_.between.emplace());
    if (name == "失") return share_into(value, step_.lose);
    if (name == "乱") return share_into(value, step_.upset);
    const size_t colon = value.find(':');  // 添 0.01:领导批示
    if (colon == std::string_view::npos) return Reason{"写作 添 0.01:名称", "write 添 0.01:NAME"};
    step_.added = Cell::of_text(shop_.keep(value.substr(colon + 1)));
    return share_into(value.substr(0, colon), step_.add);
  }

  /// 有:X  无:X  X=甲、乙  X≠甲.
  Bad condition(std::string_view s) {
    Condition c;
    std::string_view name = s;
    constexpr std::string_view kHas = "有:", kLacks = "无:", kIsNot = "≠";
    if (s.substr(0, kHas.size()) == kHas || s.substr(0, kLacks.size()) == kLacks) {
      c.test = s.substr(0, kHas.size()) == kHas ? Condition::Test::kHas : Condition::Test::kLacks;
      name = s.substr(kHas.size());
    } else if (const size_t is = s.find('='), is_not = s.find(kIsNot); is != std::string_view::npos || is_not != std::string_view::npos) {
      const bool equal = is != std::string_view::npos;
      c.test = equal ? Condition::Test::kIs : Condition::Test::kIsNot;
      name = s.substr(0, equal ? is : is_not);
      if (auto bad = path_into(name, c.path)) return bad;
      for (const auto v : pieces(s.substr(equal ? is + 1 : is_not + kIsNot.size()), kAnd)) {
        auto cell = values_.one(c.path.type, c.path.enumeration, v);
        if (!cell) return cell.error();
        c.values.push_back(*cell);
      }
    } else {
      return Reason{"条件「" + std::string(s) + "」写作 有:字段、无:字段、字段=甲、乙 或 字段≠甲", "the condition 「" + std::string(s) + "」: write 有:FIELD, 无:FIELD, FIELD=甲、乙 or FIELD≠甲"};
    }
    if (auto bad = path_into(name, c.path)) return bad;
    step_.when.push_back(std::move(c));
    return std::nullopt;
  }

  Bad need(size_t n, const char* zh, const char* en) const {
    if (words_.size() >= n) return std::nullopt;
    return Reason{std::string("写作 ") + zh, std::string("write ") + en};
  }
  std::string_view take() {
    const std::string_view w = words_.front();
    words_.erase(words_.begin());
    return w;
  }
  Bad amount(bool plain) {
    const std::string_view word = take();
    auto d = Distribution::parse(word);
    if (!d) return d.error();
    if (plain != d->plain()) return plain ? Reason{"「" + std::string(word) + "」不应带单位", "「" + std::string(word) + "」 should have no unit"}
                                          : Reason{"「" + std::string(word) + "」应带单位，如 分、时、工作日", "「" + std::string(word) + "」 should have a unit like 分, 时, 工作日"};
    step_.amount = std::move(*d);
    return std::nullopt;
  }

  Bad body() {
    const FieldType t = field().type;
    const bool moment = t == FieldType::kEvent || t == FieldType::kInstant || t == FieldType::kDate;
    const auto fits = [&](bool ok) -> Bad {
      if (ok) return std::nullopt;
      return Reason{"「" + std::string(method_) + "」不能用于 " + field().name + " 这样的字段", "「" + std::string(method_) + "」 does not fit a field like " + field().name};
    };
    if (method_ == "词" || method_ == "号") return ready(Method::kText, fits(t == FieldType::kText), [&] { return text(); });
    if (method_ == "择" || method_ == "值") return ready(Method::kChoice, fits(t != FieldType::kRows), [&] { return choice(); });
    if (method_ == "引用") return ready(Method::kReference, fits(t == FieldType::kText && field().reference >= 0), [&] { return reference(); });
    if (method_ == "键") return ready(Method::kKeyOf, fits(t == FieldType::kText), [&] { return key_of(); });
    if (method_ == "同") return ready(Method::kCopy, {}, [&] { return copy(); });
    if (method_ == "到件") return ready(Method::kIntake, fits(moment), [] { return Bad(); });
    if (method_ == "后") return ready(Method::kAfter, fits(moment), [&] { return after(); });
    if (method_ == "限内") return ready(Method::kWithin, fits(moment), [&] { return within(); });
    if (method_ == "数") return ready(Method::kNumber, fits(t == FieldType::kInteger || t == FieldType::kDecimal), [&] { return number(); });
    if (method_ == "取") return ready(Method::kOneOf, fits(t == FieldType::kText || t == FieldType::kEnum), [&] { return one_of(); });
    if (method_ == "列") return ready(Method::kPick, fits(is_list(t)), [&] { return pick(); });
    if (method_ == "并") return ready(Method::kMore, fits(is_list(t)), [&] { return more(); });
    if (method_ == "行") return ready(Method::kRows, fits(t == FieldType::kRows), [&] { return rows(); });
    if (method_ == "式") return ready(Method::kPattern, fits(t == FieldType::kText && !field().pattern.empty()), [&] { return pattern(); });
    return Reason{"没有产生方法「" + std::string(method_) + "」；有：号、词、值、择、引用、键、同、到件、后、限内、数、取、列、并、行、式",
                  "there is no method 「" + std::string(method_) + "」; there are 号, 词, 值, 择, 引用, 键, 同, 到件, 后, 限内, 数, 取, 列, 并, 行, 式"};
  }
  template <class F>
  Bad ready(Method m, Bad unfit, F then) {
    step_.method = m;
    return unfit ? unfit : then();
  }

  Bad text() {
    if (auto bad = need(1, "词 {姓}{名}", "词 {姓}{名}")) return bad;
    std::string_view s = take();
    while (!s.empty()) {
      const size_t open = s.find('{');
      if (open != 0) {
        step_.text.push_back({TemplatePart::Kind::kText, std::string(s.substr(0, open)), 0, nullptr, {}});
        s.remove_prefix(std::min(open, s.size()));
        continue;
      }
      const size_t close = s.find('}');
      if (close == std::string_view::npos) return Reason{"大括号没有闭合", "a brace is not closed"};
      if (auto bad = part(s.substr(1, close - 1))) return bad;
      s.remove_prefix(close + 1);
    }
    const bool counted = std::any_of(step_.text.begin(), step_.text.end(), [](const auto& p) { return p.kind == TemplatePart::Kind::kSequence; });
    const bool drawn = std::any_of(step_.text.begin(), step_.text.end(), [](const auto& p) { return p.kind != TemplatePart::Kind::kSequence && p.kind != TemplatePart::Kind::kText; });
    if (step_.field == scope_.own().key && (!counted || drawn))
      return Reason{"键要用 {序:8} 保证不重复，此外只可用文字、{年}、{地区}", "a key needs {序:8} to be unique, and beside it only text, {年} and {地区}"};
    return std::nullopt;
  }

  Bad part(std::string_view name) {
    using Kind = TemplatePart::Kind;
    const size_t colon = name.find(':');
    std::string_view rest = colon == std::string_view::npos ? std::string_view() : name.substr(colon + 1);
    const std::string_view head = name.substr(0, colon);
    double width = 1;
    if (!rest.empty() && (!take_number(rest, width) || !rest.empty() || width < 1 || width > 30))
      return Reason{"「{" + std::string(name) + "}」的位数应是 1 至 30", "the width in 「{" + std::string(name) + "}」 is 1 to 30"};
    if (head == "序" || head == "数") step_.text.push_back({head == "序" ? Kind::kSequence : Kind::kDigits, "", static_cast<int>(width), nullptr, {}});
    else if (head == "年" || head == "地区") step_.text.push_back({Kind::kText, head == "年" ? shop_.year : shop_.region, 0, nullptr, {}});
    else if (const auto it = shop_.profile.words.find(head); it != shop_.profile.words.end()) step_.text.push_back({Kind::kWord, "", 0, &it->second, {}});
    else {
      auto p = scope_.path(name);
      if (!p) return Reason{"{" + std::string(name) + "} 既不是词表也不是字段", "{" + std::string(name) + "} is neither a word list nor a field"};
      step_.text.push_back({Kind::kPath, "", 0, nullptr, *p});
    }
    return std::nullopt;
  }

  Bad choice() {
    if (auto bad = need(1, "择 甲:3 乙:1", "择 甲:3 乙:1")) return bad;
    while (!words_.empty()) {
      std::string_view word = take();
      const double weight = take_weight(word);
      if (word == "无") {
        step_.pool.cells.push_back({});
      } else {
        auto cell = is_list(field().type) ? values_.list(field().type, field().enumeration, word) : values_.one(field().type, field().enumeration, word);
        if (!cell) return cell.error();
        step_.pool.cells.push_back(*cell);
      }
      step_.pool.weights.add(weight);
    }
    return std::nullopt;
  }

  Bad exponent() {
    if (words_.empty()) return std::nullopt;
    std::string_view rest = take();
    if (!take_number(rest, step_.exponent) || !rest.empty() || step_.exponent < 0 || step_.exponent > 10) return Reason{"齐夫指数应是 0 至 10", "Zipf's exponent is 0 to 10"};
    return std::nullopt;
  }
  Bad reference() {
    step_.model = field().reference;
    return exponent();
  }
  Bad key_of() {
    if (auto bad = need(1, "键 办件", "键 办件")) return bad;
    const std::string_view name = take();
    step_.model = shop_.models.find(name);
    if (step_.model < 0 || shop_.models.models[static_cast<size_t>(step_.model)].key < 0) return no_name("有键的记录", name);
    auto t = key_template(shop_, step_.model);
    if (!t) return Reason{t.error().zh, t.error().en};
    step_.text = std::move(*t);
    return exponent();
  }

  Bad copy() {
    if (auto bad = need(1, "同 字段", "同 FIELD")) return bad;
    if (auto bad = path_into(take(), step_.paths.emplace_back())) return bad;
    const Path& p = step_.paths[0];
    const auto plain = [](FieldType t) { return t == FieldType::kInstant ? FieldType::kEvent : t; };
    const bool element_label = p.root == Path::Root::kElement && field().type == FieldType::kEnum;
    if (element_label || (plain(p.type) == plain(field().type) && p.enumeration == field().enumeration)) return std::nullopt;
    return Reason{"两个字段的类型不同", "the two fields have different types"};
  }

  Bad after() {
    if (auto bad = need(2, "后 字段 对数(20分,1)", "后 FIELD 对数(20分,1)")) return bad;
    if (auto bad = paths_into(take(), step_.paths)) return bad;
    return amount(false);
  }

  Bad within() {
    if (auto bad = need(3, "限内 起始字段 期限字段、10工作日 对数(0.5,0.7)", "限内 START LIMIT、10工作日 对数(0.5,0.7)")) return bad;
    if (auto bad = path_into(take(), step_.paths.emplace_back())) return bad;
    step_.limit = Cell::of(Cell::Kind::kSpan, 10 * kDecimalOne);
    step_.limit.unit = Unit::kWorkDay;
    for (const auto piece : pieces(take(), kAnd)) {
      if (auto p = scope_.path(piece); p && p->type == FieldType::kSpan) { step_.limits.push_back(*p); continue; }
      auto cell = values_.one(FieldType::kSpan, -1, piece);
      if (!cell) return Reason{"「" + std::string(piece) + "」不是期限字段，也不是 10工作日 这样的期限", "「" + std::string(piece) + "」 is neither a field of type 期限 nor a span like 10工作日"};
      step_.limit = *cell;
    }
    return amount(true);
  }

  Bad number() {
    if (auto bad = need(1, "数 对数(120,0.9)", "数 对数(120,0.9)")) return bad;
    return amount(true);
  }

  /// @词表, 枚举, a list, or 甲:3、乙.
  Bad pool_from(std::string_view source, FieldType type, int enumeration) {
    const auto add = [&](std::string_view word, double weight) -> Bad {
      auto cell = values_.one(type, enumeration, word);
      if (!cell) return cell.error();
      step_.pool.cells.push_back(*cell);
      step_.pool.weights.add(weight);
      return std::nullopt;
    };
    if (source.front() == '@') {
      const auto it = shop_.profile.words.find(source.substr(1));
      if (it == shop_.profile.words.end()) return no_name("词表", source.substr(1));
      for (size_t i = 0; i < it->second.words.size(); ++i)
        if (auto bad = add(it->second.words[i], it->second.weights.at(i))) return bad;
      return std::nullopt;
    }
    if (source == "枚举" && enumeration >= 0) {
      for (const auto& l : shop_.models.enumerations[static_cast<size_t>(enumeration)].labels)
        if (auto bad = add(l.label, 1)) return bad;
      return std::nullopt;
    }
    if (auto p = scope_.path(source)) {
      if (!is_list(p->type)) return Reason{"「" + std::string(source) + "」不是列表", "「" + std::string(source) + "」 is no list"};
      step_.pool.path = *p;
      return std::nullopt;
    }
    for (auto piece : pieces(source, kAnd)) {
      const double weight = take_weight(piece);
      if (auto bad = add(piece, weight)) return bad;
    }
    return std::nullopt;
  }

  Bad one_of() {
    if (auto bad = need(1, "取 列表", "取 LIST")) return bad;
    if (auto bad = pool_from(take(), field().type, field().enumeration)) return bad;
    if (!step_.pool.path || (step_.pool.path->type == FieldType::kEnumList ? step_.pool.path->enumeration == field().enumeration : field().type == FieldType::kText)) return std::nullopt;
    return Reason{"列表的元素与字段的类型不同", "the list's elements are of another type than the field"};
  }

  Bad pick() {
    if (auto bad = need(2, "列 均匀(1,3) @词表", "列 均匀(1,3) @WORDS")) return bad;
    if (auto bad = amount(true)) return bad;
    return pool_from(take(), field().type, field().enumeration);
  }
  Bad more() {
    if (auto bad = need(3, "并 列表 均匀(0,2) @词表", "并 LIST 均匀(0,2) @WORDS")) return bad;
    if (auto bad = path_into(take(), step_.paths.emplace_back())) return bad;
    if (step_.paths[0].type != field().type) return Reason{"两个列表的类型不同", "the two lists have different types"};
    return pick();
  }

  Bad rows() {
    if (auto bad = need(2, "行 件 均匀(0,3) 或 行 每 列表", "行 件 均匀(0,3) or 行 每 LIST")) return bad;
    const std::string_view how = take();
    if (how == "每") {
      step_.each = true;
      if (auto bad = pool_from(take(), FieldType::kText, -1)) return bad;
    } else if (how == "件") {
      if (auto bad = amount(true)) return bad;
    } else {
      return Reason{"写作 行 件 均匀(0,3) 或 行 每 列表", "write 行 件 均匀(0,3) or 行 每 LIST"};
    }
    return std::nullopt;  // the rows' own plan is made by make_plan
  }

  Bad pattern() {
    Random random(1);
    const auto sample = sample_pattern(field().pattern, random);
    if (sample && RE2::FullMatch(*sample, field().pattern)) return std::nullopt;
    return Reason{"不会造合于格式 " + field().pattern + " 的文本；请在概貌文件里写：" + field().name + " 择 值 …", "cannot make texts of the format " + field().pattern + "; say in a profile: " + field().name + " 择 VALUE …"};
  }

  Workshop& shop_;
  Scope scope_;
  Values values_;
  int model_;
  Step step_;
  std::string_view method_;
  std::vector<std::string_view> words_;
};

const Section* section_of(const Workshop& shop, const model::RecordModel& m) {
  const auto it = shop.profile.sections.find(m.name);
  return it == shop.profile.sections.end() ? nullptr : &it->second;
}

Result<Plan> plan_of(Workshop& shop, int model, int parent);

Result<Step> finish_step(Workshop& shop, int model, Step step) {
  if (step.method != Method::kRows) return step;
  auto rows = plan_of(shop, shop.models.models[static_cast<size_t>(model)].fields[static_cast<size_t>(step.field)].rows, model);
  if (!rows) return rows.error();
  step.rows = std::make_shared<Plan>(std::move(*rows));
  return step;
}

Result<Plan> plan_of(Workshop& shop, int model, int parent) {
  const auto& m = shop.models.models[static_cast<size_t>(model)];
  Plan plan;
  plan.model = model;
  Compiler compiler(shop, model, parent);
  std::vector<bool> told(m.fields.size());
  const auto add = [&](Step step, Statement said) -> Status {
    plan.said.push_back(std::move(said));
    told[static_cast<size_t>(step.field)] = true;
    auto done = finish_step(shop, model, std::move(step));
    if (!done) return done.error();
    plan.steps.push_back(std::move(*done));
    return {};
  };
  if (m.key >= 0) {
    auto key = key_template(shop, model);
    if (!key) return key.error();
    Step step;
    step.field = m.key;
    step.text = std::move(*key);
    std::string words;
    for (const auto& p : step.text) words += p.kind == TemplatePart::Kind::kText ? p.text : fmt::format("{{序:{}}}", p.width);
    if (auto ok = add(std::move(step), {m.fields[static_cast<size_t>(m.key)].name, {"号", words}, "", 0}); !ok) return ok.error();
  }
  if (const Section* section = section_of(shop, m))
    for (const auto& s : section->statements) {
      auto step = compiler(s);
      if (!step && section->strict) return at(s.file, s.line, step.error().zh, step.error().en);
      if (!step || step->field == m.key) continue;  // written for another model of this name; the key is made already
      if (auto ok = add(std::move(*step), s); !ok) return ok.error();
    }
  // Lists last: their rows may lie between events of the record.
  std::vector<size_t> order;
  for (const bool lists : {false, true})
    for (size_t i = 0; i < m.fields.size(); ++i)
      if ((m.fields[i].type == FieldType::kRows) == lists) order.push_back(i);
  for (const size_t i : order) {
    if (told[i]) continue;
    const Statement guessed = guess(shop.models, model, parent, i);
    auto step = compiler(guessed);
    if (!step) return Error{ErrorKind::kUsage, m.name + "." + m.fields[i].name + "：" + step.error().zh, m.name + "." + m.fields[i].name + ": " + step.error().en};
    if (auto ok = add(std::move(*step), guessed); !ok) return ok.error();
  }
  if (m.is_row)
    for (size_t i = 0; i < m.fields.size(); ++i)
      if (m.fields[i].type == FieldType::kEvent && !m.fields[i].optional) plan.wanted_first.push_back(static_cast<uint8_t>(i));
  return plan;
}

}  // namespace

Result<Plan> make_plan(Workshop& shop, int model) { return plan_of(shop, model, -1); }

Result<Template> key_template(Workshop& shop, int model) {
  const auto& m = shop.models.models[static_cast<size_t>(model)];
  Compiler compiler(shop, model, -1);
  const Field& key = m.fields[static_cast<size_t>(m.key)];
  std::optional<Template> found;
  if (const Section* section = section_of(shop, m))
    for (const auto& s : section->statements)
      if ((s.field == key.name || s.field == key.code) && s.words[0] == "号")
        if (auto step = compiler(s)) found = step->text;
  const auto fits = [&](const Template& t) { return key.pattern.empty() || RE2::FullMatch(key_text(t, 0), key.pattern); };
  if (found && fits(*found)) return *found;
  for (const std::string& words : {guess(shop.models, model, -1, static_cast<size_t>(m.key)).words[1], std::string("{序:8}"), std::string("{地区}{序:8}"), std::string("{序:12}"), std::string("{序:18}")}) {
    auto step = compiler({key.name, {"号", words}, "", 0});
    if (step && fits(step->text)) return step->text;
  }
  return Error{ErrorKind::kUsage, fmt::format("不知道怎样编 {} 的键 {}（格式 {}）；请在概貌文件里写：{} 号 …{{序:8}}", m.name, key.name, key.pattern, key.name),
               fmt::format("cannot tell how to make the key {} of {} (format {}); say in a profile: {} 号 …{{序:8}}", key.name, m.name, key.pattern, key.name)};
}

std::string key_text(const Template& t, uint64_t index) {
  std::string out;
  for (const auto& p : t)
    if (p.kind == TemplatePart::Kind::kText) out += p.text;
    else out += fmt::format("{:0{}}", index + 1, p.width);
  return out;
}

}  // namespace zs::generate
