#pragma once
// Why a record has the cards it has: the derivation of each indicator's answer, with the value of every
// sub-expression, the days a clock counted and skipped, and the condition that decided.
#include "compiler/typed/program.h"
#include "oracle/drawing.h"
#include "oracle/record.h"
#include "oracle/truth.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zs::oracle {

/// One day of a clock, counted or not.
struct DayNote {
  std::string date;      // 2024-10-08
  bool counted = false;
  std::string amount;    // the ordinal of a counted day; office time of the day for clocks in working hours
  Words why;             // 工作日, 周末, 节假日（国庆节）, 调休上班, 暂停（补正）, 起算日不计
};

struct Node {
  enum class Kind { kCondition, kValue, kClock, kRow } kind = Kind::kCondition;
  Words label;           // what it is: 且, 有, 时限 办理时限, 第2行
  std::string source;    // as the rule file writes it; empty where it does not
  Span src;
  Words value;           // when it holds; or the value; or what the clock shows
  bool reached = true;   // false: settled before it was asked (且 after 否, 适用 不成立)
  enum class Holds { kNotAsked, kNo, kOpen, kYes } holds = Holds::kNotAsked;  // a condition at T
  bool decided = false;  // the first operand that settled its parent at T
  std::vector<DayNote> days;
  std::vector<Node> children;
};

struct ExplainedCard {
  std::string card, onset, cleared, reason, clause;  // instants as 2024-10-08 00:00:00; empty: none
  std::vector<std::string> actions;
  bool provisional = false, on_table = false;
};

struct ExplainedIndicator {
  std::string code, name;
  std::vector<typed::Quote> quotes;
  std::vector<ExplainedCard> cards;
  Words undecided;                     // when; empty: never
  std::vector<std::string> missing;    // at T
  std::string next_change;             // empty: none
  std::vector<Node> derivation;        // 适用, then each 情形 (and row)
};

/// Where an explanation comes from, to be told with it.
struct Origin {
  std::string engine, pack_hash;          // empty: not told
  std::string fingerprint;                // of the record: see runtime/columns/fingerprint.h
  std::vector<std::string> settings;      // what was set otherwise than the rules say: 上传期限=2工作日
  std::vector<std::pair<std::string, std::string>> calendars;  // name and version; explain() fills them in
};

struct Explanation {
  std::string record, key;             // 办件, A1
  std::string ruleset, version, title; // henan.supervision, 2019, 河南省政务服务电子监察
  Origin origin;
  std::string as_of;                   // empty: for ever
  Words judged;                        // when the rule set judges the record
  bool unknown_yet = false;            // all its events lie after T
  std::vector<ExplainedIndicator> indicators;
  Drawing drawing;
};

struct ExplainOptions {
  std::optional<int> indicator;                     // absent: all of the record's model
  std::function<std::string(Span)> source;          // text of a place in the rule files; may be empty
  Origin origin;
};
Explanation explain(const typed::Program& program, const Inputs& inputs, size_t record, std::optional<Instant> as_of,
                    const ExplainOptions& options = {});

enum class Language { kChinese, kEnglish };
/// How a terminal shows it. The drawing is never wider than `width` columns, but no narrower than 60.
struct TerminalStyle {
  int width = 80;
  bool color = false;
};
std::string render_human(const Explanation& e, Language language, const TerminalStyle& style = {});
std::string render_json(const Explanation& e);
std::string render_html(const Explanation& e, Language language);  // one page, nothing else needed, without scripts

}  // namespace zs::oracle
