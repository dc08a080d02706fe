#include "tests/prove/pack.h"

namespace zs::prove {

std::string head() {
  return R"(规则集 t.t 版本 1 {
  牌 黄牌 < 红牌
  日历 工作日历
}
日历 工作日历 {
  版本 「试」
  工作 周一、周二、周三、周四、周五
  办公 09:00-12:00、13:00-17:00
  覆盖 2024 至 2024
}
枚举 类型 { 甲、乙、丙 }
枚举 星级 有序 { 一星 < 二星 < 三星 }
记录 科室 office {
  键 代码 code 文本
  期限 term 期限 单位 期限单位 term_unit ?
  可停 pausable 布尔 ?
}
记录 案件 case {
  键 编号 no 文本
  收件 received 时刻 事件 ?
  受理 accepted 时刻 事件 ?
  办结 done 时刻 事件 ?
  限 term 期限 单位 限单位 term_unit ?
  部门 office 文本 引用 科室 ?
  窗口 desk 文本 ?
  类型 kind 枚举 类型 ?
  评星 stars 枚举 星级 ?
  天数 days 整数 ?
  费用 fee 小数 ?
  加急 urgent 布尔 ?
  约定日 agreed 日期 ?
  问题 problems 列表 文本 ?
  补正 fixes 列表 {
    告知 asked 时刻 事件 ?
    补齐 fixed 时刻 事件 ?
    材料 paper 文本 ?
    份数 copies 整数 ?
  } ?
}
)";
}

std::string head_with(const std::string& part, const std::string& instead) {
  std::string s = head();
  const size_t at = s.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return s.replace(at, part.size(), instead);
}

std::unique_ptr<Compilation> compiled(const std::string& text) {
  auto c = std::make_unique<Compilation>(compile_text("t.zs", text));
  for (const auto& d : c->diagnostics.all())
    if (diag::row(d.code).severity == diag::Severity::kError) ADD_FAILURE() << diag::row(d.code).id << " " << (d.args.empty() ? "" : d.args[0]) << "\n" << text.substr(text.size() > 600 ? text.size() - 600 : 0);
  if (!c->program) throw std::runtime_error("the pack does not compile");
  return c;
}

replay::TextOf text_of(const Compilation& c) {
  return [&c](Span s) { return s.file >= 0 ? std::string(c.sources.text(s)) : std::string(); };
}

Options options() {
  Options o;
  o.samples = 3000;
  return o;
}

Compared compared(const std::string& old_text, const std::string& new_text) {
  const auto a = compiled(old_text), b = compiled(new_text);
  return compare(*a->program, *b->program, text_of(*a), text_of(*b), options());
}

const Comparison& of(const Compared& c, const std::string& code) {
  for (size_t i = 0; i < c.comparisons.size(); ++i)
    if (c.pairing.pairs[i].code == code) return c.comparisons[i];
  ADD_FAILURE() << "no indicator " << code;
  static const Comparison none;
  return none;
}

std::string verdict(const Compared& c, const std::string& code) { return name_of(of(c, code).verdict); }

}  // namespace zs::prove
