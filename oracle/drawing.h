#pragma once
// What a case looks like on a time axis. Everything a picture of it needs is here, so that the renderers (page, terminal,
// JSON) evaluate nothing. Instants are those of runtime/base/instant.h: kAlways and kNever stand for no beginning and no end.
#include "runtime/base/instant.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zs::oracle {

/// Text in both languages of the tool.
struct Words {
  std::string zh, en;
};

/// A part of the axis, [from, until). Pieces follow one another without a gap; in a folded one nothing happens, and it
/// is drawn short whatever its length.
struct AxisPiece {
  Instant from = 0, until = 0;
  bool folded = false;
};

enum class DayKind { kWork, kRest, kHoliday, kMakeUp };

/// Days of one kind, one after another: from and until are midnights.
struct DayRun {
  Instant from = 0, until = 0;
  DayKind kind = DayKind::kWork;
  std::string name;        // 国庆节; empty for ordinary days
  bool published = true;   // false: the calendar does not reach so far, only the week's pattern speaks
};

struct DrawnEvent {
  std::string name;        // 受理时间
  Instant at = 0;
  bool used = true;        // some explained indicator looks at it
  bool planned = false;    // a date of the record, known in advance, and no event
};

/// A row of a list, with what happened in it.
struct DrawnRow {
  std::string list;        // 补正
  Words label;             // 第1行「听证」
  std::vector<DrawnEvent> events;  // in order of time; never empty
  bool used = true;        // one of them is
};

/// A part of a clock's run.
struct ClockStretch {
  enum class Kind { kCounted, kPaused, kDoubtful, kOver } kind = Kind::kCounted;
  Instant from = 0, until = 0;
  std::string name;        // the pause's: 补正; a counted day's ordinal where days are counted one by one
};

struct ClockLane {
  Words label;             // 办理时限; 自 受理时间
  bool named = false;      // the rules give it a name
  std::vector<std::string> indicators;  // the codes of those that ask it
  std::string limit;       // 15工作日; 未知
  Words note;              // 未开始, 未知: then nothing below is filled
  Instant start = 0, end = kNever;      // end: never where it runs on at T
  std::optional<Instant> due;           // the last permitted instant as foreseen at T, or at its end
  bool due_provisional = false;
  bool due_moves = false;  // it stands still at T: the end was foreseen when the pause began, and moves on with it
  std::string used;        // 6工作日 at T, or at its end; empty without T
  std::vector<ClockStretch> stretches;  // in order of time
};

/// A card on the table, or the indicator undecided.
struct CardStretch {
  std::string card;        // empty: undecided
  int rank = 0;            // of the card, 0 the lowest
  Instant from = kAlways, until = kNever;
  bool from_provisional = false, until_provisional = false;
  bool to_come = false;    // it begins after T: so it will be if nothing happens meanwhile
};

struct CardLane {
  std::string code, name;
  std::vector<CardStretch> stretches;   // in order of time
};

struct Drawing {
  std::optional<Instant> as_of;
  std::vector<AxisPiece> axis;          // empty: nothing has happened, there is nothing to draw
  std::string calendar;                 // 国务院办公日历; empty: the pack has none
  std::vector<DayRun> days;             // of the pieces that are not folded
  std::vector<std::pair<int, int>> office;  // office hours in seconds of the day
  std::vector<std::string> cards;       // lowest first
  std::vector<DrawnEvent> events;       // of the record itself, in order of time
  std::vector<DrawnRow> rows;
  std::vector<ClockLane> clocks;
  std::vector<CardLane> indicators;     // in the order of Explanation::indicators
};

}  // namespace zs::oracle
