#include "compiler/sema/meant.h"

#include "compiler/sema/fields.h"
#include "compiler/sema/names.h"
#include "compiler/syntax/split.h"
#include "compiler/syntax/written.h"

namespace zs::sema {
namespace {

class Reader {
 public:
  Reader(Context& c, const ast::Name& name, const Env& env, unsigned meanings) : c_(c), name_(name), env_(env), meanings_(meanings) {}

  bool run() { return in_words() || nothing() || with_of() || denied() || run_together() || in_a_row() || in_a_reference(); }

 private:
  bool known(const std::string& name) const { return static_cast<bool>(lookup(c_, name, env_, kAnything)); }
  const model::Field* field(const std::string& name) const {
    const Found f = lookup(c_, name, env_, kAField);
    if (f.what != kAField) return nullptr;
    const int model = f.scope != kNone ? c_.program.scopes[static_cast<size_t>(f.scope)].model : f.env->model;
    return &field_at(c_, model, f.field);
  }
  bool is_event(const std::string& name) const {
    const model::Field* f = field(name);
    return f != nullptr && f->type == model::FieldType::kEvent;
  }
  bool is_condition(const std::string& name) const { return lookup(c_, name, env_, kACondition).what == kACondition; }

  bool say(Code code, std::vector<std::string> args, const std::string& meant) {
    c_.report(code, name_.src, std::move(args)).suggest(name_.src, meant);
    return true;
  }
  bool undefined_but(const std::string& meant) { return say(Code::kUndefinedName, {name_.text, "写成“" + meant + "”", "write " + meant}, meant); }

  /// 三个工作日, 百分之五十, 二〇二四年五月九日.
  bool in_words() {
    const std::string digits = syntax::in_digits(name_.text);
    if (digits.empty()) return false;
    return say(digits.find('-') != std::string::npos ? Code::kDateForm : Code::kNumberForm, {name_.text, digits}, digits);
  }

  /// = 空, = 无
  bool nothing() {
    for (const std::string_view word : {"空", "无", "空值", "空白", "NULL", "null", "none"}) {
      if (name_.text != word) continue;
      c_.report(Code::kUndefinedName, name_.src, {name_.text, "没有填写用“为空”来说：“字段 为空”；填写了是“字段 已填”", "a missing value is 字段 为空, a given one 字段 已填"});
      return true;
    }
    if (syntax::vague_duration(name_.text).empty()) return false;
    c_.report(Code::kUnknownUnit, name_.src, {name_.text, std::string(syntax::kVagueZh), std::string(syntax::kVagueEn)});
    return true;
  }

  bool run_together() {
    std::unordered_set<std::string> all;
    for (std::string& n : names_in_scope(c_, env_, kAnything)) all.insert(std::move(n));
    for (const auto& e : c_.program.models.enumerations)
      for (const auto& l : e.labels) all.insert(l.label);
    for (const auto& m : c_.program.models.models) all.insert(m.name);
    std::string parted = syntax::part_words(name_.text, all, true);
    if (parted.empty()) return false;
    if (const size_t as = parted.find(" 为 "); as != std::string::npos) parted.replace(as, std::string(" 为 ").size(), " = ");
    return say(Code::kGluedWords, {name_.text, parted}, parted);
  }

  /// 未办结 for 非 已办结, 没有办结时间 for 办结时间 未发生, 证照信息不完整 for 证照信息完整 = 否.
  bool denied() {
    for (const std::string no : {"没有", "尚未", "未", "没", "不", "非", "无"}) {
      const size_t at = name_.text.find(no);
      if (at == std::string::npos) continue;
      const std::string rest = name_.text.substr(0, at) + name_.text.substr(at + no.size());
      if (const model::Field* f = field(rest); f != nullptr && f->type == model::FieldType::kBool) return undefined_but(rest + " = 否");
      if (at != 0) continue;
      for (const std::string& event : {rest, rest + "时间"})
        if (is_event(event)) return undefined_but(event + " 未发生");
      for (const std::string& condition : {rest, "已" + rest})
        if (is_condition(condition)) return undefined_but("非 " + condition);
      if (field(rest) != nullptr) return undefined_but(rest + " 为空");
    }
    const std::string plain = syntax::plain_characters(name_.text);
    if (plain.starts_with("已") && !known(plain))
      if (const std::string event = plain.substr(std::string("已").size()) + "时间"; is_event(event)) return undefined_but(event + " 已发生");
    return false;
  }

  /// The field of a row, said outside of the row.
  bool in_a_row() {
    if (!(meanings_ & kAField)) return false;
    for (const Env* e = &env_; e; e = e->parent) {
      if (e->scope == kNone) continue;
      for (const auto& list : c_.model_of(e->scope).fields) {
        if (list.type != model::FieldType::kRows || find_field(c_, list.rows, name_.text) == kNone) continue;
        c_.report(Code::kUndefinedName, name_.src,
                  {name_.text, "“" + name_.text + "”在列表“" + list.name + "”的每一行里：写“有 " + list.name + " 其（" + name_.text + " …）”，或写在“情形 … 逐 " + list.name + "”里",
                   "it is in each row of “" + list.name + "”: write 有 " + list.name + " 其（" + name_.text + " …）, or write it within 情形 … 逐 " + list.name});
        return true;
      }
    }
    return false;
  }

  /// 事项流程环节 for 事项的流程环节.
  bool with_of() {
    for (const auto& m : c_.program.models.models) {
      if (m.is_row || !name_.text.starts_with(m.name) || name_.text.size() <= m.name.size()) continue;
      const std::string rest = name_.text.substr(m.name.size());
      if (refers_to(m.name) && has_field(m, rest)) return undefined_but(m.name + "的" + rest);
    }
    return false;
  }
  bool in_a_reference() {
    if (!(meanings_ & kAField)) return false;
    for (const auto& m : c_.program.models.models)
      if (!m.is_row && has_field(m, name_.text) && refers_to(m.name)) return undefined_but(m.name + "的" + name_.text);
    return false;
  }
  static bool has_field(const model::RecordModel& m, const std::string& name) {
    for (const auto& f : m.fields)
      if (f.name == name) return true;
    return false;
  }
  bool refers_to(const std::string& model) const {
    ast::Expr e;
    e.kind = ast::Expr::Kind::kName, e.name = {model, name_.src}, e.src = name_.src;
    return base_of(c_, e, env_).what == Base::What::kReference;
  }

  Context& c_;
  const ast::Name& name_;
  const Env& env_;
  unsigned meanings_;
};

}  // namespace

bool explain_unknown(Context& c, const ast::Name& name, const Env& env, unsigned meanings) { return Reader(c, name, env, meanings).run(); }

}  // namespace zs::sema
