#pragma once
// The typed program: what a pack means once every name, type, unit, default, parameter and 口径 is settled.
// Made by compiler/sema from the AST; read by the oracle (which evaluates it as the calculus says), by
// compiler/ir (which lowers it to bytecode) and by `explain`. Named conditions and parameters are already
// expanded (a Named node keeps the name for explanations); word comparisons and chains are plain operators.
//
// Just became true here: every expression has a type; units agree or the comparison is one the calculus
// defines; every scope, clock, card and model is an index; no cycles; quotes are found in the text.
#include "compiler/diagnostics/span.h"
#include "runtime/base/rational.h"
#include "runtime/base/value.h"
#include "runtime/model/record_model.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace zs::typed {

using ExprId = int32_t;   // index into Program::exprs; -1 none
using ScopeId = int32_t;  // index into Program::scopes
inline constexpr int32_t kNone = -1;

enum class Kind : uint8_t {
  kTruth,     // temporal truth B = (M, P)
  kText, kNumber, kBool, kDate, kInstant, kEnum, kSpan,  // plain values or ⊥
  kEvent,     // an instant or never
  kTextList, kEnumList,
};

struct Type {
  Kind kind = Kind::kTruth;
  int enumeration = kNone;  // kEnum, kEnumList
  bool operator==(const Type&) const = default;
};

/// Where a name's value comes from: the record itself (scope 0 of each indicator) or a row of a list.
/// Scopes nest in a chain; an expression's scope is the innermost it depends on.
struct Scope {
  ScopeId parent = kNone;
  int model = kNone;        // Program::models of the record or of the row
  ScopeId owner = kNone;    // rows: the scope whose record holds the list
  int field = kNone;        // rows: the list's field in the owner's model
  std::string alias;        // 先 in 有 补正 为 先 其（…）
};

enum class Cmp : uint8_t { kEq, kNe, kLt, kLe, kGt, kGe };

enum class Op : uint8_t {
  // ---- plain values -------------------------------------------------------------------------------
  kField,       // field `index` of the record or row of `scope`
  kRefField,    // args[0]: key (text); field `index` of model `model`'s row with that key; no row -> ⊥
  kText, kNumber, kBool, kDate, kInstant, kEnum, kSpan,  // constants (text, number, index, span)
  kTextSet, kEnumSet,  // constant lists: texts / indices
  kCoalesce,    // args: the first that is not ⊥ (spans: number and unit both absent)
  kGuard,       // args: plain truth, value; the value where the truth is certainly true, else ⊥
  kAdd, kSub, kMul, kDiv, kNeg,  // numbers; span ± span, span × number, span ÷ span (a number)
  // ---- events -------------------------------------------------------------------------------------
  kEventMin,      // 最早（a、b）: args events
  kEventMax,      // 最晚（a、b）
  kEventMinRows,  // 最早 补正的告知时间: args[0] an event of row scope `rows`
  // ---- plain truth (no time of its own; still a B) --------------------------------------------------
  kTrue, kFalse, kUnknown,
  kCompare,       // `cmp`: numbers, dates, instants, spans, ordered enums; = and ≠ on text, enum, bool too
  kIsNull, kIsSet,
  kMember,        // args: value, list (field, reference or constant): 在
  kSubset,        // args: list, list: every element of the first is in the second (不全在, 超出 are its negations)
  kIntersects,    // args: list, list: 含任一
  kContainsAny,   // args: text, kTextSet: the text contains one of the words
  kMatches,       // args: text; `index`: Program::patterns; matches the whole text
  kPrecedes,      // args: text, text, text list: both are in the list and the first stands earlier (甲 先于 乙 依 流程)
  kIsFirst,       // the row of `scope` is the list's row with the least event (为首次); rows without events never are
  // ---- temporal truth -----------------------------------------------------------------------------
  kAnd, kOr, kNot,
  kOccurred,      // args: event: [e, ∞)
  kBefore,        // args: event|date|instant, event|date|instant: calculus e₁ 早于 e₂
  kAfter,
  kClockCompare,  // clock `index`, `quantity` `cmp` args[0] (span)
  kClockOver,     // clock `index`: 超期
  kClockRunning, kClockPaused,
  kSpanOver,      // clock `index` (anonymous): 自 s 至 e 超过 d with d = args[0]: >⌈d⌉ in days, >d in seconds
  kHold,          // args: φ, span constant: φ 持续 超过 d, days of `calendar`
  kExists,        // 有: args[0] in row scope `rows`; vis is implied
  kAtLeast,       // 至少 `count` 个
  kAllInRows,     // args: list, value of row scope `rows`: every element is some visible row's value
  kCard,          // the own condition of card `index` of the same 情形 and row
  kNamed,         // args[0]; `text`: the condition's name, for explanations
};

enum class Quantity : uint8_t { kUsed, kLeft };  // 已用, 剩余

struct Expr {
  Op op = Op::kUnknown;
  Type type;
  ScopeId scope = kNone;   // innermost scope this value depends on; kNone: none (a constant)
  std::vector<ExprId> args;
  int index = kNone;       // field, enum label, day, clock, pattern, card: see Op
  int model = kNone;       // kRefField
  ScopeId rows = kNone;    // quantifiers
  Cmp cmp = Cmp::kEq;
  Quantity quantity = Quantity::kUsed;
  int count = 0;           // kAtLeast
  int calendar = kNone;    // kHold
  std::string text;        // kText, kNamed
  std::vector<std::string> texts;  // kTextSet
  std::vector<int> indices;        // kEnumSet (sorted)
  Rational number;         // kNumber; kSpan: the number beside `unit`
  Unit unit = Unit::kNoUnit;
  int64_t value = 0;       // kDate: Day; kInstant: Instant; kBool: 0 or 1
  Span src;                // where the rule file says it
};

struct Calendar {
  std::string name, version;
  bool works[7] = {true, true, true, true, true, false, false};  // Monday first
  std::vector<std::pair<int, int>> office;  // [from, to) seconds of the day, sorted, disjoint; at least one
  int first_year = 0, last_year = 0;        // years published, inclusive
  struct Exception { int32_t day; bool work; std::string name; };
  std::vector<Exception> exceptions;        // sorted by day, each day once
};

struct Pause {
  ScopeId rows = kNone;    // 逐 列表; kNone: one pause of the record
  ExprId from = kNone, to = kNone;  // events
  ExprId when = kNone;     // plain truth in scope `rows`; where it is unknown for a row with from < to, a test lies between its
                           // answers without and with all such pauses (M their intersection, P their union): so nothing changes
                           // before the first of them begins
  std::string name;        // 补正, for explanations
};

struct Clock {
  std::string name;        // empty: 自 … 至 …, … 后 … 内
  ScopeId scope = kNone;
  ExprId start = kNone;    // event, or date (00:00 of it; missing -> 未知)
  ExprId end = kNone;      // event; kNone: never
  ExprId limit = kNone;    // span; kNone for anonymous clocks (the threshold says the unit)
  int calendar = kNone;
  bool exact = false;      // 计法 精确: days are counted in seconds (工作日: office seconds)
  bool same_day = false;   // 起算 当日
  bool roll_over = false;  // 顺延
  std::vector<Pause> pauses;
  Span src;
};

/// A quote of the regulation. `at` is filled where it was found.
struct Quote {
  std::string clause;      // 第八条（一）
  std::string text;        // as written, …… included
  std::string source;      // file name of the source it was found in
  Span src;
};

/// One piece of a 理由 template: literal text, a value, or a clock's quantity (at the finding's onset).
struct ReasonPart {
  enum class What : uint8_t { kText, kValue, kUsed, kLeft, kDue } what = What::kText;
  std::string text;
  ExprId value = kNone;
  int clock = kNone;
};

struct CardRule {
  int card = 0;
  ExprId when = kNone;
  std::vector<std::string> actions;
  Span src;
};

/// One version of the rules: from its first day to its last it judges the records whose governing event lies there.
/// An overlay (继承) is a version too: what it stands on, with its changes.
struct Version {
  std::string code, version, title, region;
  std::vector<std::string> documents;
  std::optional<int32_t> from, until;  // Day; until exclusive
  bool only_stricter = false;          // 只能从严: nothing here may be laxer than what it inherits
  Span src;
};

struct Situation {          // 情形; an indicator without any has one, unnamed
  std::string name;
  std::vector<int> versions;  // Program::versions that have it, ascending; empty: all. It counts only where one of them judges;
                              // conditions on its lower cards see them whatever the version
  ScopeId scope = kNone;    // the record's scope, or the row's where 逐 is written
  ExprId applies = kNone;   // kNone: everywhere
  std::vector<CardRule> cards;  // in the order written; several may carry the same card
  std::vector<ReasonPart> reason;  // empty: the indicator's
  std::vector<Quote> quotes;
  Span src;
};

struct Choice {             // 口径
  std::string name, chosen, why;
  std::vector<std::string> options;  // the chosen one first
  Span src;
};

struct Indicator {
  std::string code, name;
  std::vector<std::string> category;  // 归类
  int model = kNone;
  ScopeId scope = kNone;              // the record
  ExprId applies = kNone;
  std::vector<Situation> situations;
  std::vector<int> supersedes;        // 取代: indicator indices, not transitive here
  std::vector<Quote> quotes;
  std::vector<ReasonPart> reason;
  std::vector<Choice> choices;
  bool uses_lists = false;
  Span src;
};

/// An indicator that says 待编写: it is known, quoted and placed, and judges nothing.
struct Unwritten {
  std::string code, name;
  std::vector<std::string> category;
  int model = kNone;
  std::vector<Quote> quotes;
  std::string note;                   // 待编写 「…」: what it waits for; may be empty
  Span src;
};

/// 统计指标: one card for a group of records, asked at declared instants and at T.
struct Aggregate {
  enum class Fn : uint8_t { kCount, kShare, kSum, kAverage, kMin, kMax };
  struct Term {             // 合计 承诺时限, 占比（cond）, 计数（cond）
    Fn fn = Fn::kCount;
    ExprId value = kNone;   // number of the record, for sum, average, min, max
    ExprId when = kNone;    // condition, for count and share
  };
  std::string code, name;
  std::vector<int> versions;  // as for a 情形; the same code may stand for several versions
  int model = kNone;
  ScopeId scope = kNone;
  std::vector<ExprId> by;   // 按: group keys (text or enum); empty: one group
  ExprId range = kNone;     // 范围
  std::vector<int32_t> at;  // 截至: days (asked at their 24:00)
  bool every_year_end = false;
  // The test: left ÷ right (right may be absent) `cmp` threshold.
  Term left; std::optional<Term> right;
  Cmp cmp = Cmp::kLt;
  Rational threshold;
  int card = 0;
  std::vector<std::string> actions;
  std::vector<Quote> quotes;
  std::vector<ReasonPart> reason;
  std::vector<std::string> category;
  Span src;
};

struct DatumField;
/// A value written in a test, to be bound exactly as data is.
struct Datum {
  enum class What : uint8_t { kScalar, kList, kRecord } what = What::kScalar;
  std::string scalar;                 // as it would stand in a data file
  std::vector<Datum> items;           // list
  std::vector<DatumField> fields;     // record
  Span src;
};
struct DatumField { std::string name; Datum value; };

struct Expectation {
  int indicator = kNone;
  enum class What : uint8_t { kCard, kNothing, kUndecided } what = What::kCard;
  int card = kNone;
  std::optional<int64_t> from, until;  // Instant; absent `from` with `any_onset`: not compared
  bool any_onset = true;
  bool open_end = false;               // 在案: still on the table at T
  std::vector<std::string> missing;    // kUndecided
  std::vector<std::string> actions;    // kCard: exactly these, in any order; empty: not compared
  Span src;
};

struct Test {
  std::string name;
  std::optional<int64_t> as_of;        // Instant; absent: for ever (the whole timeline)
  std::vector<std::pair<int, Datum>> given;  // model, record; the first is judged, reference rows follow
  std::vector<Expectation> expect;
  Span src;
};

struct Program {
  // The rule set; of several versions, the newest of its own.
  std::string code, version, title, region;
  std::vector<std::string> documents;
  std::vector<std::string> cards;      // lowest first
  std::optional<int32_t> in_force;     // the first day of any version, Day
  std::optional<int32_t> repealed;     // the day behind the last of any version
  std::vector<Version> versions;       // earliest first, none overlaps another; fewer than two: in_force and repealed say all
  int calendar = kNone;                // the default of spans and 持续

  model::Models models;
  std::vector<Calendar> calendars;
  std::vector<std::string> patterns;   // RE2
  std::vector<Scope> scopes;
  std::vector<Expr> exprs;
  std::vector<Clock> clocks;
  std::vector<Indicator> indicators;   // in the order of the files
  std::vector<Aggregate> aggregates;
  std::vector<Unwritten> unwritten;    // 待编写, in the order of the files; no other list names them
  std::vector<Choice> choices;         // top-level 口径 and those of clocks
  std::vector<Test> tests;

  const Expr& operator[](ExprId id) const { return exprs[static_cast<size_t>(id)]; }
};

}  // namespace zs::typed
