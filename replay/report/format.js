// Numbers and instants as text. Instants are seconds since 1970-01-01 on the wall clock of China Standard Time, so that a Date
// read in UTC shows them right wherever the reader is.
const DAY = 86400;
const grouped = new Intl.NumberFormat('en-US');

function count(n) { return grouped.format(n ?? 0); }
function signed(n) { return n > 0 ? '+' + count(n) : n < 0 ? '−' + count(-n) : '±0'; }
function percent(part, whole) {
  if (!whole || !part) return '0%';
  const p = 100 * part / whole;
  return p < 0.01 ? '<0.01%' : (p < 10 ? p.toFixed(2) : p.toFixed(1)) + '%';
}
function nCases(n) { return n === 1 ? t('case1') : t('cases', count(n)); }

const pad2 = n => String(n).padStart(2, '0');
const dayTexts = new Map();       // an export asks for the same few thousand days millions of times
function dayText(seconds) {
  const day = Math.floor(seconds / DAY);
  let text = dayTexts.get(day);
  if (text === undefined) dayTexts.set(day, text = new Date(day * DAY * 1000).toISOString().replace(/T.*/, ''));
  return text;
}
/// The day alone at midnight; else with minutes, and with seconds where there are any.
function instantText(seconds) {
  const rest = ((seconds % DAY) + DAY) % DAY;
  if (rest === 0) return dayText(seconds);
  const clock = `${pad2(Math.floor(rest / 3600))}:${pad2(Math.floor(rest / 60) % 60)}`;
  return `${dayText(seconds)} ${clock}${rest % 60 ? ':' + pad2(rest % 60) : ''}`;
}
function fullInstant(seconds) {
  const rest = ((seconds % DAY) + DAY) % DAY;
  return `${dayText(seconds)} ${pad2(Math.floor(rest / 3600))}:${pad2(Math.floor(rest / 60) % 60)}:${pad2(rest % 60)}`;
}
/// 2024-12-31 or 2024-12-31T00:00:00+08:00 → seconds on the wall clock; NaN where it is neither.
function parseInstant(text) {
  if (typeof text !== 'string') return NaN;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const ms = Date.parse(zoned ? text : text.length === 10 ? text + 'T00:00:00Z' : text.replace(' ', 'T') + 'Z');
  return zoned ? ms / 1000 + 8 * 3600 : ms / 1000;
}
/// Monday is 0.
function weekday(seconds) { return (Math.floor(seconds / DAY) + 3) % 7; }
