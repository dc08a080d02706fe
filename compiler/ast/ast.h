#pragma once
// The syntax tree of rule files. Chinese and English keywords, full and half width, comparison words and signs
// make the same tree. Nothing is resolved here: names are names, units are as written.
#include "compiler/diagnostics/span.h"
#include "runtime/base/rational.h"
#include "runtime/base/value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace zs::ast {

/// A name as written, NFC-normalised; 〔…〕 stripped.
struct Name {
  std::string text;
  Span src;
};
struct Text {            // a quoted literal 「…」 “…” "…", quotes stripped
  std::string text;
  Span src;
};

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

enum class CompareOp : uint8_t { kEq, kNe, kLt, kLe, kGt, kGe };

struct Expr {
  enum class Kind : uint8_t {
    // values
    kName,        // name: 受理时间, 预警, 及时, 即办件 (sema decides: field, parameter, label, condition, 口径, word list)
    kPath,        // args[0] 的 name: 事项的承诺时限, 先的告知时间, 补正的告知时间
    kNumber,      // number (写作 3 或 0.5)
    kPercent,     // number (50% is 1/2)
    kSpan,        // number and unit
    kText,        // text
    kDate,        // day
    kInstant,     // instant: 2024-10-09 12:00[:00]
    kYes, kNo,    // 是 否 as values
    kSet,         // args: {a、b、「c」}
    kAdd, kSub, kMul, kDiv, kNeg,
    kDefault,     // args[0] 缺省 args[1]
    kGuard,       // args[0] 当 args[1]  (only in 限)
    kCall,        // name（args）: a named condition with arguments
    kEarliest, kLatest,          // 最早, 最晚: args (one path over a list, or several events)
    kSum, kAverage, kMinimum, kMaximum, kCount,  // 合计 平均 最小 最大 计数 (aggregates): args[0] or none
    kShare,       // 占比（cond）
    kClockUsed, kClockLeft, kClockDue,  // args[0] a clock's name: 办理时限 已用, 办理时限的已用
    // conditions
    kAnd, kOr, kNot,             // args (2 or more; from 且/或 or from 同时满足/下列情形之一: `block`)
    kCompare,     // chain: args[0] ops[0] args[1] ops[1] args[2] …
    kIn, kNotIn,                 // 在/属于, 不在/不属于: args[0], args[1]
    kNotAllIn,    // 不全在
    kAllIn,       // 全在
    kExceeds,     // 超出 (sets: some element of the first is not in the second)
    kAnyOf,       // 含任一
    kContains,    // 包含 text
    kMatches, kNotMatches,       // 合, 不合 (a 句式 by name, or a pattern text)
    kHappened, kNotHappened,     // 已发生, 未发生
    kIsEmpty, kIsFilled,         // 为空, 已填
    kBefore, kAfter,             // 早于, 晚于
    kOverdue, kRunning, kPaused, // 超期, 进行中, 暂停中
    kIsFirst,     // 为首次
    kPrecedes,    // args[0] 先于 args[1] 依 args[2]
    kHolds,       // args[0] 持续 超过 args[1]
    kWithin,      // args[0] 后 args[1] 内 args[2] 未发生
    kSpanOver, kSpanReach,       // 自 args[0] 至 args[1] 超过|达到 args[2]
    kSome, kNone, kEvery, kAtLeast,  // 有/没有/每个/至少 k 个 list 〔为 alias〕 其（args[1]); args[0] the list's path
    kError,       // could not be parsed; already diagnosed
  };
  Kind kind = Kind::kError;
  Span src;
  Span op_src;                       // where the operator stands, for a second span
  std::vector<ExprPtr> args;
  std::vector<CompareOp> ops;
  Name name;                         // kName, kPath, kCall; alias of a quantifier
  std::string text;                  // kText
  Rational number;
  Unit unit = Unit::kNoUnit;
  int64_t value = 0;                 // kDate: Day; kInstant: Instant; kAtLeast: k
  bool block = false;                // kAnd/kOr written as 同时满足 { ; } / 下列情形之一 { ; }
};

// ---- clauses that several declarations share ---------------------------------------------------------------

struct QuoteClause { std::string clause; Text quote; Span src; };         // 依据 第八条（一）「…」
struct RegionValue { std::vector<Name> regions; ExprPtr value; Span src; };  // 地区 1501、1502 = 3个工作日
struct ParameterDecl {                                                     // 参数 及时 = 5个工作日 { 地区 1501 = 3个工作日 }
  Name name;
  ExprPtr value;
  std::vector<RegionValue> by_region;
  Span src;
};
struct ChoiceDecl {                                                        // 口径 小时 = 工作小时 可选 自然小时 说明「…」
  Name name, chosen;
  std::vector<Name> others;          // empty only in 修改: the inherited alternatives
  std::optional<Text> why;
  Span src;
};
struct ConditionDecl {                                                     // 条件 数据迟收（多久） = …
  Name name;
  std::optional<Name> record;                                              // 条件 未补齐 对 办件 = … (top level)
  std::vector<Name> parameters;
  ExprPtr body;
  Span src;
};

struct PauseClause { std::optional<Name> list; ExprPtr from, to, when; Span src; };  // 暂停 〔逐 补正〕 自 … 至 … 〔当 …〕
/// 计法 按日|精确, 起算 次日|当日, 顺延 是|否, each perhaps 当 a constant condition; the first whose guard holds counts.
struct ClockSetting {
  enum class What : uint8_t { kExact, kSameDay, kRollOver } what;
  bool on = false;
  ExprPtr when;
  Span src;
};
struct ClockDecl {
  Name name;
  std::optional<Name> record;        // 对 办件 (top level)
  ExprPtr start, end, limit;
  std::optional<Name> calendar;
  std::vector<PauseClause> pauses;
  std::vector<ClockSetting> settings;
  std::vector<ChoiceDecl> choices;
  Span src;
};

struct CardClause { ExprPtr when; Name card; std::vector<Name> actions; Span src; };  // 当 …，发 预警，处置 人工监察
struct TemplatePiece { std::string text; ExprPtr value; Span src; };       // text, or a path in { }
struct ReasonClause { std::vector<TemplatePiece> pieces; Text raw; Span src; };

struct SituationDecl {
  Name name;                         // empty text for the indicator's own clauses
  std::optional<Name> list;          // 逐 补正
  std::vector<QuoteClause> quotes;
  std::vector<ExprPtr> applies;      // several 适用 are joined by 且
  std::vector<ParameterDecl> parameters;
  std::vector<ConditionDecl> conditions;
  std::vector<ClockDecl> clocks;
  std::vector<CardClause> cards;
  std::optional<ReasonClause> reason;
  Span src;
};

struct UnwrittenClause { std::optional<Text> note; Span src; };             // 待编写 〔「要等接口规范」〕

struct IndicatorDecl {
  Name code, title, record;
  std::vector<Name> category;        // 归类 a/b
  std::vector<Name> supersedes;      // 取代
  std::vector<ChoiceDecl> choices;
  SituationDecl common;              // clauses written outside any 情形
  std::vector<SituationDecl> situations;
  std::vector<Name> suspended;       // 停用 情形 …, in 修改
  std::optional<UnwrittenClause> unwritten;
  Span src;
};

struct AggregateDecl {               // 统计指标 RW-1 减时间 对 事项 按 实施主体 { … }
  Name code, title, record;
  std::vector<ExprPtr> by;
  std::vector<Name> category;
  std::vector<QuoteClause> quotes;
  ExprPtr range;                     // 范围
  struct At { bool year_end = false; int32_t day = 0; Span src; };
  std::vector<At> at;                // 截至 2021年12月31日 | 截至 每年末
  std::vector<ParameterDecl> parameters;
  std::vector<ChoiceDecl> choices;
  std::vector<CardClause> cards;
  std::optional<ReasonClause> reason;
  Span src;
};

struct FieldDecl {
  Name name, code;
  enum class Type : uint8_t { kText, kInteger, kDecimal, kPercent, kBool, kDate, kInstant, kEvent, kEnum, kSpan, kTextList, kEnumList, kRows } type;
  bool key = false, optional = false;
  std::optional<Name> reference;     // 引用 事项
  std::optional<Name> enumeration;   // 枚举 办件类型 (named), or labels below
  struct Label { Name label; std::vector<std::string> codes; };
  std::vector<Label> labels;
  bool ordered = false;
  Name unit, unit_code;              // 期限: 单位 承诺时限单位 promise_type
  std::optional<Text> pattern;       // 格式 「…」
  ExprPtr fallback;                  // 缺省 …
  std::vector<FieldDecl> rows;       // 列表 { … }
  Span src;
};
struct RecordDecl {
  Name name, code;
  bool standing = false;             // 常态
  std::optional<Name> governing;     // 治理 受理时间
  std::vector<FieldDecl> fields;
  Span src;
};
struct EnumDecl { Name name; std::vector<FieldDecl::Label> labels; bool ordered = false; Span src; };

struct CalendarDecl {
  Name name;
  std::optional<Text> version;
  std::vector<int> work_days;        // 0 Monday … 6 Sunday
  std::vector<std::pair<int, int>> office;  // seconds of the day
  int first_year = 0, last_year = 0;
  struct Exception { int32_t from, to; bool work; std::string name; Span src; };  // to inclusive
  std::vector<Exception> exceptions;
  Span src;
};

struct WordListDecl { Name name; std::vector<Text> words; Span src; };    // 词表
struct PatternDecl { Name name; std::vector<Text> alternatives; Span src; };  // 句式
struct ImportDecl { Text path; Span src; };                               // 导入 「标准库/办件.zs」

/// 修改 指标 NM2-4 { … }: a declaration whose clauses take the place of the inherited one's. The title and the record of an
/// indicator are empty; a clock may lack its 自.
struct AmendDecl {
  std::variant<IndicatorDecl, AggregateDecl, ParameterDecl, ChoiceDecl, ConditionDecl, ClockDecl, WordListDecl, PatternDecl> what;
  Span src;
};
struct SuspendDecl {                 // 停用 指标 NM5-1、NM5-2 依据 「…」
  std::vector<Name> codes;
  bool aggregates = false;           // 停用 统计指标
  std::optional<QuoteClause> quote;
  Span src;
};

struct RuleSetDecl {
  Name code;
  std::string version;
  std::optional<Text> title;
  std::string region;
  std::vector<Text> documents;       // 文件
  std::vector<Text> sources;         // 原文 「sources/….txt」
  struct Erratum { Text wrong, right; Span src; };
  std::vector<Erratum> errata;       // 勘误 「时问」 改 「时间」
  std::optional<int32_t> in_force, repealed;
  std::vector<Name> cards;           // 牌 预警 < 异常 < 红牌
  std::optional<Name> calendar;
  std::optional<Text> inherits;      // 继承 「../2024」: a folder or file, seen from this one
  std::optional<Span> only_stricter; // 只能从严: where it says so
  Span src;
};

struct DatumField;                   // no std::pair, which must know both its types when a vector of it is made
struct DatumNode {                   // a value in a test
  enum class What : uint8_t { kScalar, kList, kRecord } what = What::kScalar;
  std::string scalar;
  std::vector<DatumNode> items;
  std::vector<DatumField> fields;
  Span src;
};
struct DatumField { Name name; DatumNode value; };
struct ExpectClause {                // 期望 证照上传: 预警 自 2024-10-09 00:00 〔至 …|在案〕 〔处置 a、b〕 | 无 | 无法判定 〔缺 a、b〕
  Name indicator;                    // code or title
  enum class What : uint8_t { kCard, kNothing, kUndecided } what = What::kCard;
  Name card;
  std::optional<int64_t> from, until;  // Instant
  bool open_end = false;
  std::vector<Name> missing;
  std::vector<Name> actions;         // empty: not compared
  Span src;
};
struct TestDecl {
  Text name;
  std::optional<int64_t> as_of;      // 截至 2024-10-09 12:00
  struct Given { Name record; DatumNode data; };
  std::vector<Given> given;
  std::vector<ExpectClause> expect;
  Span src;
};

/// A table's name or a column's, as the source has it: a word or a quoted text.
struct BoundColumn { std::optional<Name> table; Name column; Span src; };  // up_pro_result的result_date
struct FieldBinding {                // 字段 受理时间 自 accept_date 格式 「…」 代码 {…} ? | 字段 a、b | 字段 结果类型 = 证照
  std::vector<Name> names;
  std::optional<BoundColumn> from;   // absent: the column is called as the field's code
  std::optional<DatumNode> constant;
  std::optional<Text> format;
  std::optional<std::vector<FieldDecl::Label>> codes;  // as in an enumeration: what it means, and how the source writes it
  bool optional = false;
  Span src;
};
struct TableBinding {
  enum class What : uint8_t { kMain, kJoined, kChild } what = What::kMain;
  Name table;
  std::optional<Name> list, key;     // 子表 环节 自 …; 按 project_no
  std::vector<Name> order;           // 排序
  bool optional = false;
  std::vector<FieldBinding> fields;  // of a child table
  Span src;
};
struct ViewBinding { Name name; std::vector<Name> tables; Text sql; Span src; };  // 视图 v 自 a、b 「SELECT …」
struct BindingDecl {                 // 绑定 全国交换库 对 办件 { … }
  Name name, record;
  std::vector<TableBinding> tables;
  std::vector<ViewBinding> views;
  std::vector<FieldBinding> fields;  // of the main table and of those joined to it
  Span src;
};

using Item = std::variant<RuleSetDecl, ImportDecl, RecordDecl, EnumDecl, CalendarDecl, ClockDecl, ConditionDecl, ParameterDecl,
                          ChoiceDecl, WordListDecl, PatternDecl, IndicatorDecl, AggregateDecl, TestDecl, AmendDecl, SuspendDecl, BindingDecl>;

struct File {
  int32_t file = -1;                 // index into syntax::Sources
  std::vector<Item> items;           // in the order written
};

}  // namespace zs::ast
