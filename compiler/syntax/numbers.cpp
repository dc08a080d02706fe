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

/// What people write against the unit: 3个工作日内, 24小时以上. It is a word of its own.
bool is_behind_unit(std::string_view rest) {
  if (rest.starts_with("内") || rest.starts_with("之内") || rest.starts_with("以内")) return true;
  for (const std::string_view word : {"以上", "以下", "以前", "之前", "前", "后", "起", "以后", "之后", "左右", "时"})
    if (rest == word) return true;
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
      if (rest.empty() || is_behind_unit(rest)) return {&k, static_cast<uint32_t>(rest.size())};
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

/// The unit that is meant, where there is one; else why there is none.
struct Meant {
  std::string_view unit, zh, en;
};
Meant meant_unit(std::string_view word) {
  static constexpr std::string_view kDayZh = "“日”要写明是工作日还是自然日，如 3个工作日、3个自然日", kDayEn = "say which days: 3个工作日 (working) or 3个自然日 (calendar)";
  static constexpr std::string_view kLongZh = "周、月、年有长有短，期限要换算成工作日或自然日，如 7个自然日、30个自然日", kLongEn = "weeks, months and years differ in length: write 7个自然日, 30个自然日 or working days";
  if (word == "日" || word == "号" || word.starts_with("日内") || word.starts_with("日以")) return {"", kDayZh, kDayEn};
  for (const std::string_view x : {"月", "年", "周", "季度", "星期", "礼拜", "旬", "半月", "季", "周岁"})
    if (word == x || (word.size() > x.size() && word.starts_with(x) && is_behind_unit(word.substr(x.size())))) return {"", kLongZh, kLongEn};
  if (word == "刻" || word == "刻钟") return {"", "一刻是 15分钟，换算成分钟写", "a quarter of an hour is 15分钟"};
  struct Pair { std::string_view said, unit; };
  static constexpr Pair kSaid[] = {{"h", "小时"}, {"hr", "小时"}, {"时", "小时"}, {"钟头", "小时"}, {"点钟", "小时"}, {"小時", "小时"}, {"min", "分钟"}, {"分", "分钟"}, {"分鐘", "分钟"}, {"s", "秒"},
                                   {"sec", "秒"}, {"秒钟", "秒"}, {"d", "天"}, {"工时", "工作小时"}, {"工作时", "工作小时"}, {"办公小时", "工作小时"}, {"工作天", "工作日"}, {"工日", "工作日"},
                                   {"工做日", "工作日"}, {"作日", "工作日"}, {"日历日", "自然日"}, {"日历天", "自然日"}, {"自然天", "自然日"}, {"個工作日", "工作日"}};
  for (const Pair& p : kSaid)
    if (word == p.said) return {p.unit, "", ""};
  std::vector<std::string_view> names;
  for (const Keyword& k : keywords())
    if (k.word_class == WordClass::kUnit) names.push_back(k.zh), names.push_back(k.en);
  return {nearest(word, names), "", ""};
}

/// 2.5元, 1万元, 1O, 2点5: a number with something behind it; empty where it is nothing of the kind.
std::string number_with(std::string_view digits, std::string_view word) {
  std::string number = normalise(digits);
  for (const std::string_view money : {"元", "块", "元整"})
    if (word == money) return number;
  struct Scale { std::string_view word; int zeros; };
  static constexpr Scale kScales[] = {{"万元", 4}, {"万", 4}, {"千元", 3}, {"千", 3}, {"百元", 2}, {"亿元", 8}, {"百万元", 6}};
  for (const Scale& s : kScales)
    if (word == s.word && number.find('.') == std::string::npos) return number + std::string(static_cast<size_t>(s.zeros), '0');
  if (word.starts_with("点") && word.size() > 3 && word.find_first_not_of("0123456789", 3) == std::string_view::npos && number.find('.') == std::string::npos) return number + "." + std::string(word.substr(3));
  for (size_t i = 0; i < word.size();) {
    const auto d = decode_utf8(word, i);
    if (d.c == 'O' || d.c == 'o' || d.c == U'〇' || d.c == U'○' || d.c == U'零') number += '0';
    else if (d.c == 'l' || d.c == 'I') number += '1';
    else if (d.c >= '0' && d.c <= '9') number += static_cast<char>(d.c);
    else return {};
    i += d.size;
  }
  return number;
}

Number unknown_unit(Cursor& cur, uint32_t begin, const Run& run, int file, diag::Sink& sink) {
  cur.go(run.end);
  const Span whole{file, begin, run.end}, unit{file, run.begin, run.end};
  if (std::string meant = number_with(cur.text().substr(begin, run.begin - begin), run.word); !meant.empty()) {
    sink.report(Code::kNumberForm, whole, {std::string(cur.since(begin)), meant}).suggest(whole, meant);
    return {Grammar::NUM, false, meant};
  }
  Meant m = run.word.ends_with("内") ? Meant{} : meant_unit(run.word);
  // 工做日内: the unit with what stands behind it.
  for (const std::string_view within : {"之内", "以内", "内"}) {
    if (!m.unit.empty() || !m.zh.empty() || !run.word.ends_with(within)) continue;
    m = meant_unit(std::string_view(run.word).substr(0, run.word.size() - within.size()));
    if (m.unit.empty()) continue;
    const uint32_t cut = run.end - static_cast<uint32_t>(within.size());
    cur.go(cut);
    return unknown_unit(cur, begin, {run.begin, cut, run.word.substr(0, run.word.size() - within.size())}, file, sink);
  }
  if (m.unit.empty() && m.zh.empty()) m = meant_unit(run.word);
  const std::string units = all_units();
  auto& d = sink.report(Code::kUnknownUnit, unit, {run.word, m.zh.empty() ? "可用的单位：" + units : std::string(m.zh), m.en.empty() ? "units: " + units : std::string(m.en)});
  if (m.unit.empty()) return {Grammar::DUR, true};
  d.suggest(unit, std::string(m.unit));
  return {Grammar::DUR, false, normalise(cur.text().substr(begin, run.begin - begin)) + std::string(m.unit)};
}

/// A unit behind a number: touching it or one blank away, perhaps with 个 between.
Number take_unit(Cursor& cur, uint32_t begin, bool rows, int file, diag::Sink& sink) {
  Cursor at = cur;
  const bool touching = !at.take(' ');
  if (at.is(' ')) {  // two blanks part the fields of a test's data; 2  个 工作日 is a slip all the same
    Cursor far = at;
    while (far.take(' ')) {
    }
    if (!far.is(U'个')) return {Grammar::NUM, false};
    at = far;
  }
  const bool counted = at.is(U'个');
  Cursor beyond = at;
  if (counted) beyond.next();
  while (beyond.take(' ')) {
  }
  if (counted && rows && match_unit(word_run(beyond).word).unit == nullptr) {  // 至少 2 个 环节, 至少 2个环节: 个 is a word of its own
    return {Grammar::NUM, false};
  }
  if (counted) {
    at.next();
    while (at.take(' ')) {
    }
  }
  const Run run = word_run(at);
  if (run.word.empty()) return {Grammar::NUM, false};
  if (const UnitMatch m = match_unit(run.word); m.unit != nullptr) {
    cur.go(run.end - m.rest);
    return {Grammar::DUR, false};
  }
  if (touching || counted) return unknown_unit(cur, begin, run, file, sink);
  return {Grammar::NUM, false};
}

std::string ascii(std::string_view text) { return normalise(text); }

/// 9点半, 9点, 9时30分 where a time of day is expected: 09:30; the cursor moves only there.
std::string take_spoken_time(Cursor& cur) {
  Cursor at = cur;
  while (at.is(' ')) at.next();
  int hour = 0, minute = 0, n = 0;
  for (; at.digit() && n < 2; at.next(), ++n) hour = hour * 10 + static_cast<int>(at.c() - '0');
  if (n == 0) return {};
  if (at.take('.')) {
    if (!at.digit()) return {};
    for (n = 0; at.digit() && n < 2; at.next(), ++n) minute = minute * 10 + static_cast<int>(at.c() - '0');
  } else {
    if (!at.take(U'点') && !at.take(U'时') && !at.take(':')) return {};
    at.take(U'钟');
    if (at.take(U'半')) minute = 30;
    for (n = 0; at.digit() && n < 2; at.next(), ++n) minute = minute * 10 + static_cast<int>(at.c() - '0');
    at.take(U'分');
  }
  if (is_word_char(at.c()) || hour > 24 || minute > 59) return {};
  cur = at;
  const auto two = [](int v) { return (v < 10 ? "0" : "") + std::to_string(v); };
  return two(hour) + ":" + two(minute);
}

/// 2024.5.9, 2024年5月9号, 2024年05月09, 2024 年 5 月 9 日 behind the year: what it means; the cursor moves only there.
std::string take_other_date(Cursor& cur, uint32_t begin) {
  Cursor at = cur;
  const auto blanks = [&] {
    while (at.is(' ')) at.next();
  };
  const auto two = [&](std::string& out) {
    blanks();
    int v = 0, n = 0;
    for (; at.digit() && n < 2; at.next(), ++n) v = v * 10 + static_cast<int>(at.c() - '0');
    out += (v < 10 ? "-0" : "-") + std::to_string(v);
    return n > 0;
  };
  std::string out = normalise(cur.since(begin));
  if (at.take('.')) {
    if (!two(out) || !at.take('.') || !two(out)) return {};
  } else {
    blanks();
    if (!at.take(U'年') || !two(out)) return {};
    blanks();
    if (!at.take(U'月') || !two(out)) return {};
    blanks();
    if (!at.take(U'日')) at.take(U'号');
  }
  if (at.digit() || !date_value(out)) return {};
  cur = at;
  return out;
}

Number dated(Cursor& cur, uint32_t begin, int file, diag::Sink& sink) {
  const std::string_view date = cur.since(begin);
  const bool exists = date_value(date).has_value();
  if (!exists) sink.report(Code::kNoSuchDate, {file, begin, cur.at()}, {std::string(date)});
  if (!take_time_of_date(cur)) {
    const std::string day(cur.since(begin));
    const std::string time = cur.is(' ') ? take_spoken_time(cur) : "";
    if (time.empty()) return {Grammar::DATE, !exists};
    const std::string meant = day + " " + time;
    sink.report(Code::kDateForm, {file, begin, cur.at()}, {std::string(cur.since(begin)), meant}).suggest({file, begin, cur.at()}, meant);
    return {Grammar::INSTANT, !exists, meant};
  }
  const bool good = !exists || instant_value(cur.since(begin)).has_value();
  if (!good) sink.report(Code::kNoSuchTime, {file, begin, cur.at()}, {std::string(cur.since(begin))});
  return {Grammar::INSTANT, !exists || !good};
}

/// 2。5
Number full_stop(Cursor& cur, uint32_t begin, int file, diag::Sink& sink) {
  std::string meant = normalise(cur.since(begin)) + ".";
  cur.next();
  const uint32_t rest = cur.at();
  while (cur.digit()) cur.next();
  const bool percent = cur.take('%');
  meant += normalise(cur.since(rest));
  sink.report(Code::kNumberForm, {file, begin, cur.at()}, {std::string(cur.since(begin)), meant}).suggest({file, begin, cur.at()}, meant);
  return {percent ? Grammar::PCT : Grammar::NUM, false, meant};
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
  if (digits == 4)
    if (std::string meant = take_other_date(cur, begin); !meant.empty()) {
      sink.report(Code::kDateForm, {file, begin, cur.at()}, {std::string(cur.since(begin)), meant}).suggest({file, begin, cur.at()}, meant);
      return {Grammar::DATE, false, meant};
    }
  if (digits == 4 && cur.is(U'年') && !is_word_char(cur.after())) {
    cur.next();
    sink.report(Code::kNoSuchDate, {file, begin, cur.at()}, {std::string(cur.since(begin))});
    return {Grammar::DATE, true};
  }
  if ((cur.is(U'年') || (cur.is(U'月') && digits < 3)) && cur.after() >= '0' && cur.after() <= '9') {
    while (is_word_char(cur.c())) cur.next();
    sink.report(Code::kNoSuchDate, {file, begin, cur.at()}, {std::string(cur.since(begin))});
    return {Grammar::DATE, true};
  }
  if (cur.is(U'。') && cur.after() >= '0' && cur.after() <= '9') return full_stop(cur, begin, file, sink);
  if (cur.is('.') && cur.after() >= '0' && cur.after() <= '9') {
    cur.next();
    while (cur.digit()) cur.next();
  }
  if (cur.is(' ') && cur.after() == '%') cur.next();
  const bool percent = cur.take('%');
  const bool good = number_value(cur.since(begin)).has_value();
  if (!good) sink.report(Code::kTooManyDigits, {file, begin, cur.at()});
  Number n = percent ? Number{Grammar::PCT, false} : take_unit(cur, begin, rows, file, sink);
  n.broken = n.broken || !good;
  return n;
}

std::optional<Rational> number_value(std::string_view text) {
  int64_t num = 0, den = 1;
  int digits = 0;
  bool point = false;
  for (const char c : ascii(text)) {
    if (c == ' ') continue;
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
  while (cur.take(' ')) {
  }
  cur.take(U'个');
  while (cur.take(' ')) {
  }
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
