#include "compiler/syntax/expected.h"

#include "compiler/syntax/keywords.h"

namespace zs::syntax {
namespace {

struct Noun {
  int type;
  const char *zh, *en;
};
constexpr Noun kTokens[] = {
    {Grammar::WORD, "名称", "a name"},
    {Grammar::QNAME, "名称", "a name"},
    {Grammar::STR, "引文「…」", "a quoted text 「…」"},
    {Grammar::NUM, "数", "a number"},
    {Grammar::PCT, "百分比", "a percentage"},
    {Grammar::DUR, "时长（如 3个工作日）", "a duration (3个工作日)"},
    {Grammar::DATE, "日期（如 2024-05-09）", "a date (2024-05-09)"},
    {Grammar::INSTANT, "时刻（如 2024-05-09 12:00）", "an instant (2024-05-09 12:00)"},
    {Grammar::TIME, "钟点（如 09:00）", "a time of day (09:00)"},
    {Grammar::CODE, "指标编号（如 HN8-5）", "an indicator's code (HN8-5)"},
    {Grammar::LPAREN, "「（」", "（"}, {Grammar::RPAREN, "「）」", "）"}, {Grammar::LBRACK, "「[」", "["}, {Grammar::RBRACK, "「]」", "]"},
    {Grammar::LBRACE, "「{」", "{"}, {Grammar::RBRACE, "「}」", "}"}, {Grammar::COMMA, "「，」", "，"}, {Grammar::ENUMERATION, "「、」", "、"},
    {Grammar::SEMI, "「；」", "；"}, {Grammar::COLON, "「：」", "："}, {Grammar::OPTIONAL, "「?」", "?"}, {Grammar::SLASH, "「/」", "/"},
    {Grammar::DOT, "「的」", "的"}, {Grammar::PLUS, "「+」", "+"}, {Grammar::MINUS, "「-」", "-"}, {Grammar::TIMES, "「×」", "×"},
    {Grammar::DIVIDED, "「÷」", "÷"}, {Grammar::EQ, "「=」", "="}, {Grammar::NE, "「≠」", "≠"}, {Grammar::LT, "「<」", "<"},
    {Grammar::LE, "「≤」", "≤"}, {Grammar::GT, "「>」", ">"}, {Grammar::GE, "「≥」", "≥"},
};

constexpr Noun kRules[] = {
    {Grammar::RuleFile, "一个声明（规则集、指标、记录、时限、条件、测试……）", "a declaration (规则集, 指标, 记录, 时限, 条件, 测试 …)"},
    {Grammar::RuleItem, "一个声明（规则集、指标、记录、时限、条件、测试……）", "a declaration (规则集, 指标, 记录, 时限, 条件, 测试 …)"},
    {Grammar::RuleRuleSet, "规则集的一项（名称、地区、文件、原文、勘误、施行、废止、牌、日历）", "a clause of a rule set (名称, 地区, 文件, 原文, 勘误, 施行, 废止, 牌, 日历)"},
    {Grammar::RuleRuleSetClause, "规则集的一项（名称、地区、文件、原文、勘误、施行、废止、牌、日历）", "a clause of a rule set (名称, 地区, 文件, 原文, 勘误, 施行, 废止, 牌, 日历)"},
    {Grammar::RuleRecordBody, "一个字段「名称 代码 类型」", "a field: name, code, type"},
    {Grammar::RuleRecordClause, "一个字段「名称 代码 类型」", "a field: name, code, type"},
    {Grammar::RuleFieldType, "字段的类型（文本、整数、小数、百分比、布尔、日期、时刻、期限、枚举、列表）", "a field's type (文本, 整数, 小数, 百分比, 布尔, 日期, 时刻, 期限, 枚举, 列表)"},
    {Grammar::RuleField, "字段的类型或者下一个字段", "the field's type, or the next field"},
    {Grammar::RuleCalendarDecl, "日历的一项（版本、工作、办公、覆盖、休、班）", "a clause of a calendar (版本, 工作, 办公, 覆盖, 休, 班)"},
    {Grammar::RuleClockBody, "时限的一项（自…至…、限、日历、计法、起算、顺延、暂停、口径）", "a clause of a clock (自…至…, 限, 日历, 计法, 起算, 顺延, 暂停, 口径)"},
    {Grammar::RuleBody, "一条子句（依据、归类、取代、适用、参数、口径、条件、时限、情形、当、理由、待编写）", "a clause (依据, 归类, 取代, 适用, 参数, 口径, 条件, 时限, 情形, 当, 理由, 待编写)"},
    {Grammar::RuleTestDecl, "测试的一项（给定、截至、期望）", "a clause of a test (给定, 截至, 期望)"},
    {Grammar::RuleBindingBody, "绑定的一项（主表、连表、子表、视图、字段）", "a clause of a binding (主表, 连表, 子表, 视图, 字段)"},
    {Grammar::RuleBindingClause, "绑定的一项（主表、连表、子表、视图、字段）", "a clause of a binding (主表, 连表, 子表, 视图, 字段)"},
    {Grammar::RuleRelation, "表名或列名", "the name of a table or a column"},
    {Grammar::RuleCodeList, "「取值 = 代码」", "a value and its code: value = code"},
    {Grammar::RuleDatum, "一个值、一条记录 { … } 或一个列表 [ … ]", "a value, a record { … } or a list [ … ]"},
    {Grammar::RuleDatumRecord, "「字段 值」", "a field and its value"},
    {Grammar::RuleDatumList, "列表的一个元素", "an element of the list"},
    {Grammar::RuleName, "一个名称", "a name"},
    {Grammar::RuleFieldName, "一个字段名", "a field's name"},
    {Grammar::RuleCodeWord, "一个英文代码（如 accept_date）", "an ASCII code (accept_date)"},
    {Grammar::RuleCode, "指标编号（如 HN8-5）", "an indicator's code (HN8-5)"},
};

bool has(const antlr4::misc::IntervalSet& set, int type) { return set.contains(static_cast<size_t>(type)); }

bool in_expression(antlr4::RuleContext* c) {
  switch (c->getRuleIndex()) {
    case Grammar::RuleCond: case Grammar::RuleTest: case Grammar::RuleComparison: case Grammar::RuleTail: case Grammar::RuleValue:
    case Grammar::RuleTerm: case Grammar::RulePrimary: case Grammar::RuleQuantified: case Grammar::RuleSpan: case Grammar::RuleBlock:
      return true;
    default:
      return false;
  }
}

Words list_of(const antlr4::misc::IntervalSet& expected) {
  Words out;
  for (const ssize_t type : expected.toList()) {
    if (type == Grammar::QNAME) continue;
    const Words one = describe_token(static_cast<int>(type));
    out.zh += (out.zh.empty() ? "" : "、") + one.zh;
    out.en += (out.en.empty() ? "" : ", ") + one.en;
  }
  return out;
}

}  // namespace

Words describe_token(int type) {
  if (type <= 0) return {"文件结束", "the end of the file"};
  if (const Keyword* k = keyword_of(type)) return {"「" + std::string(k->zh) + "」", std::string(k->zh) + " (" + std::string(k->en) + ")"};
  for (const Noun& n : kTokens)
    if (n.type == type) return {n.zh, n.en};
  return {"名称", "a name"};
}

Words describe_rule(size_t rule) {
  for (const Noun& n : kRules)
    if (static_cast<size_t>(n.type) == rule) return {n.zh, n.en};
  return {"下一项", "the next clause"};
}

Words describe_continuation() {
  return {"「且」「或」、比较词（超过、不超过、=……）、状态词（已发生、超期、为空……）或者句子的下一部分",
          "且, 或, a comparison (超过, 不超过, = …), a state (已发生, 超期, 为空 …) or the next part of the sentence"};
}

Words describe_expected(const antlr4::misc::IntervalSet& expected, antlr4::RuleContext* context) {
  if (expected.size() <= 4 && expected.size() > 0) return list_of(expected);
  if (in_expression(context)) {
    if (has(expected, Grammar::NUM)) return {"一个条件或值", "a condition or a value"};
    return describe_continuation();
  }
  for (antlr4::RuleContext* c = context; c != nullptr; c = dynamic_cast<antlr4::RuleContext*>(c->parent))
    for (const Noun& n : kRules)
      if (static_cast<size_t>(n.type) == c->getRuleIndex()) return {n.zh, n.en};
  return {"下一项", "the next clause"};
}

}  // namespace zs::syntax
