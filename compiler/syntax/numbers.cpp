#include "compiler/syntax/numbers.h"

#include "compiler/syntax/keywords.h"
#include "compiler/syntax/near.h"
#include "compiler/syntax/tokens.h"

namespace zs::syntax {
namespace {
using diag::Code;

bool take_digits(Cursor& cur, int least, int most) {
  int n = 0;
  for (; cur.digit(); cur.next()) ++n;
  return n >= least && n <= most;
}

/// -05-09, /5/9 or 年5月9日 behind the year; the cursor moves only where it is one.
bool take_date_tail(Cursor& cur) {
  const uint32_t begin = cur.at();
  const char32_t first = cur.c();
  const char32_t second = first == U'年' ? U'月' : first;
  cur.next();
  bool good = take_digits(cur, 1, 2) && cur.take(second) && take_digits(cur, 1, 2);
  if (first == U'年') good = good && cur.take(U'日');
  if (!good) cur.go(begin);
  return good;
}

/// 12:00[:00]; the cursor moves only where it is one.
bool take_time(Cursor& cur) {
  const uint32_t begin = cur.at();
  bool good = take_digits(cur, 1, 2) && cur.is(':');
  if (good) {
    cur.next();
    good = take_digits(cur, 2, 2);
  }
  if (good && cur.is(':') && cur.after() >= '0' && cur.after() <= '9') {
    cur.next();
    good = take_digits(cur, 2, 2);
  }
  if (!good) cur.go(begin);
  return good;
}

/// Behind a date: blanks or T, and a time of day.
bool take_time_of_date(Cursor& cur) {
  const uint32_t begin = cur.at();
  if (!cur.take('T'))
    while (cur.is(' ') || cur.is('\t')) cur.next();
  if (cur.at() != begin && cur.digit() && take_time(cur)) return true;
  cur.go(begin);
  return false;
}

struct UnitMatch {
  const Keyword* unit = nullptr;
  uint32_t rest = 0;  // bytes of 内 or 之内 behind it
};
/// The unit that a run of word characters begins with, where nothing but 内 or 之内 follows it.
UnitMatch match_unit(std::string_view run) {
  for (const Keyword& k : keywords()) {
    if (k.word_class != WordClass::kUnit) continue;
    for (std::string_view word : {k.zh, k.en, k.en.substr(0, k.en.size() - 1)}) {  // hours, and hour
      if (!run.starts_with(word)) continue;
      const std::string_view rest = run.substr(word.size());
      if (rest.empty() || rest == "内" || rest == "之内") return {&k, static_cast<uint32_t>(rest.size())};
    }
  }
  return {};
}

std::string all_units() {
  std::string out;
  for (const Keyword& k : keywords())
    if (k.word_class == WordClass::kUnit) out += (out.empty() ? "" : "、") + std::string(k.zh);
  return out;
}

struct Run {
  uint32_t begin = 0, end = 0;
  std::string word;  // normalised
};
Run word_run(Cursor at) {
  Run r;
  r.begin = at.at();
  while (is_word_char(at.c())) at.next();
  r.end = at.at();
  r.word = normalise(at.since(r.begin));
  return r;
}

std::string nearest_unit(std::string_view word) {
  if (word == "月" || word == "年" || word == "周" || word == "季度") return "";
  std::vector<std::string_view> names;
  for (const Keyword& k : keywords())
    if (k.word_class == WordClass::kUnit) names.push_back(k.zh), names.push_back(k.en);
  if (word == "h" || word == "hr" || word == "时") return "小时";
  if (word == "min" || word == "分") return "分钟";
  if (word == "s" || word == "sec") return "秒";
  if (word == "d" || word == "日") return "天";
  return std::string(nearest(word, names));
}

Number unknown_unit(Cursor& cur, const Run& run, int file, diag::Sink& sink) {
  cur.go(run.end);
  const std::string close = nearest_unit(run.word);
  auto& d = sink.report(Code::kUnknownUnit, {file, run.begin, run.end}, {run.word, all_units()});
  if (!close.empty()) d.suggest({file, run.begin, run.end}, close);
  return {Grammar::DUR, true};
}

/// A unit behind a number: touching it or one blank away, perhaps with 个 between.
Number take_unit(Cursor& cur, bool rows, int file, diag::Sink& sink) {
  Cursor at = cur;
  const bool touching = !at.take(' ');
  const bool counted = at.is(U'个');
  if (counted && rows) {  // 至少 2 个 环节, 至少 2个环节: 个 is a word of its own
    return {Grammar::NUM, false};
  }
  if (counted) {
    at.next();
    at.take(' ');
  }
  const Run run = word_run(at);
  if (run.word.empty()) return {Grammar::NUM, false};
  if (const UnitMatch m = match_unit(run.word); m.unit != nullptr) {
    cur.go(run.end - m.rest);
    return {Grammar::DUR, false};
  }
  if (touching || counted) return unknown_unit(cur, run, file, sink);
  return {Grammar::NUM, false};
}

std::string ascii(std::string_view text) { return normalise(text); }

Number dated(Cursor& cur, uint32_t begin, int file, diag::Sink& sink) {
  const std::string_view date = cur.since(begin);
  const bool exists = date_value(date).has_value();
  if (!exists) sink.report(Code::kNoSuchDate, {file, begin, cur.at()}, {std::string(date)});
  if (!take_time_of_date(cur)) return {Grammar::DATE, !exists};
  const bool good = !exists || instant_value(cur.since(begin)).has_value();
  if (!good) sink.report(Code::kNoSuchTime, {file, begin, cur.at()}, {std::string(cur.since(begin))});
  return {Grammar::INSTANT, !exists || !good};
}

}  // namespace

Number scan_number(Cursor& cur, bool rows, int file, diag::Sink& sink) {
  const uint32_t begin = cur.at();
  if (take_time(cur)) {
    const bool good = time_value(cur.since(begin)).has_value();
    if (!good) sink.report(Code::kNoSuchTime, {file, begin, cur.at()}, {std::string(cur.since(begin))});
    return {Grammar::TIME, !good};
  }
  int digits = 0;
  for (; cur.digit(); cur.next()) ++digits;
  if (digits == 4 && (cur.is('-') || cur.is('/') || cur.is(U'年')) && take_date_tail(cur)) return dated(cur, begin, file, sink);
  if (cur.is(U'年') && cur.after() >= '0' && cur.after() <= '9') {
    while (is_word_char(cur.c())) cur.next();
    sink.report(Code::kNoSuchDate, {file, begin, cur.at()}, {std::string(cur.since(begin))});
    return {Grammar::DATE, true};
  }
  if (cur.is('.') && cur.after() >= '0' && cur.after() <= '9') {
    cur.next();
    while (cur.digit()) cur.next();
  }
  const bool percent = cur.take('%');
  const bool good = number_value(cur.since(begin)).has_value();
  if (!good) sink.report(Code::kTooManyDigits, {file, begin, cur.at()});
  Number n = percent ? Number{Grammar::PCT, false} : take_unit(cur, rows, file, sink);
  n.broken = n.broken || !good;
  return n;
}

std::optional<Rational> number_value(std::string_view text) {
  int64_t num = 0, den = 1;
  int digits = 0;
  bool point = false;
  for (const char c : ascii(text)) {
    if (c == '%') return num == 0 ? Rational{} : den > 10'000'000'000'000'000 ? std::optional<Rational>{} : Rational::of(num, den * 100);
    if (c == '.') {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    if (num != 0 || c != '0' || point) ++digits;
    if (digits > 18) return std::nullopt;
    num = num * 10 + (c - '0');
    if (point) den *= 10;
  }
  return Rational::of(num, den);
}

std::optional<Duration> duration_value(std::string_view text) {
  Cursor cur(text);
  while (cur.digit() || cur.is('.')) cur.next();
  const std::string_view digits = cur.since(0);
  const auto number = number_value(digits);
  cur.take(' ');
  cur.take(U'个');
  cur.take(' ');
  const Keyword* unit = match_unit(normalise(text.substr(cur.at()))).unit;
  if (!number || unit == nullptr) return std::nullopt;
  const auto unit_of = [](int type) {
    switch (type) {
      case Grammar::K_WORKDAYS: return Unit::kWorkDay;
      case Grammar::K_CALENDAR_DAYS: return Unit::kNaturalDay;
      case Grammar::K_WORK_HOURS: return Unit::kWorkHour;
      case Grammar::K_WORK_MINUTES: return Unit::kWorkMinute;
      case Grammar::K_HOURS: return Unit::kHour;
      case Grammar::K_MINUTES: return Unit::kMinute;
      case Grammar::K_SECONDS: return Unit::kSecond;
      default: return Unit::kOwnDay;
    }
  };
  return Duration{*number, unit_of(unit->type), digits};
}

namespace {
int take_int(Cursor& cur) {
  int n = 0;
  for (; cur.digit() && n < 100000; cur.next()) n = n * 10 + static_cast<int>(cur.c() - '0');
  return n;
}
bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }
/// Proleptic Gregorian days since 1970-01-01.
Day civil(int y, int m, int d) {
  y -= m <= 2;
  const int era = y / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}
std::optional<Day> take_date(Cursor& cur) {
  const int y = take_int(cur);
  cur.next();
  const int m = take_int(cur);
  cur.next();
  const int d = take_int(cur);
  cur.take(U'日');
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (y < 1000 || m < 1 || m > 12 || d < 1) return std::nullopt;
  if (d > kDays[m - 1] + (m == 2 && leap(y) ? 1 : 0)) return std::nullopt;
  return civil(y, m, d);
}
std::optional<int> take_clock(Cursor& cur) {
  const int h = take_int(cur);
  cur.next();
  const int m = take_int(cur);
  const int s = cur.take(':') ? take_int(cur) : 0;
  if (h > 24 || m > 59 || s > 59 || (h == 24 && (m > 0 || s > 0))) return std::nullopt;
  return h * 3600 + m * 60 + s;
}
}  // namespace

std::optional<Day> date_value(std::string_view text) {
  Cursor cur(text);
  return take_date(cur);
}

std::optional<Instant> instant_value(std::string_view text) {
  Cursor cur(text);
  const auto day = take_date(cur);
  if (!cur.take('T'))
    while (cur.blank()) cur.next();
  const auto time = take_clock(cur);
  if (!day || !time) return std::nullopt;
  return start_of(*day) + *time;
}

std::optional<int> time_value(std::string_view text) {
  Cursor cur(text);
  return take_clock(cur);
}

}  // namespace zs::syntax
