// A year a row: the onsets of each day under the old rule on the left, under the new on the right.
const CELL = 11, LEFT = 18, TOP_SPACE = 16;

function renderCalendar() {
  const days = app.data.days;
  if (!days || !days.cards?.length) return null;
  const first = parseInstant(days.first);
  const length = Math.max(...days.cards.map(c => Math.max(c.old.length, c.new.length)));
  const readout = h('p.readout', {'aria-live': 'polite'}, t('calendarPick'));
  const holder = h('div.years');
  const draw = () => {
    const chosen = days.cards.filter(c => app.calendarCard === 'all' || String(c.card) === app.calendarCard);
    const sums = {old: new Float64Array(length), new: new Float64Array(length)};
    for (const c of chosen) for (const side of ['old', 'new']) c[side].forEach((n, i) => { sums[side][i] += n; });
    const steps = calendarSteps(sums.old, sums.new);
    const model = {first, length, sums, steps, readout};
    const years = [];
    for (let y = yearOf(first); y <= yearOf(first + (length - 1) * DAY); ++y) years.push(h('div.year', null, yearView(model, y, 'old'), yearView(model, y, 'new')));
    holder.replaceChildren(h('div.key', null, calendarLegend(steps)), ...years);
  };
  draw();
  const cards = [['all', t('all')], ...days.cards.map(c => [String(c.card), `${cardShape(c.card)} ${cardName(c.card)}`])];
  return section('calendar', t('calendarTitle'), t('calendarNote'),
    h('div.controls', null, labelled(t('calendarShow'), choice(t('calendarShow'), cards, app.calendarCard, v => { app.calendarCard = v; draw(); })), readout),
    holder);
}

function yearOf(seconds) { return new Date(seconds * 1000).getUTCFullYear(); }
const yearStart = year => Date.UTC(year, 0, 1) / 1000;

/// The least counts of five depths: quarters of the days with any onset, old and new together, so that both sides compare.
function calendarSteps(a, b) {
  const counts = [...a, ...b].filter(n => n > 0).sort((x, y) => x - y);
  const steps = [1];
  for (const share of [0.35, 0.6, 0.8, 0.93]) {
    const value = counts.length ? counts[Math.min(counts.length - 1, Math.floor(share * counts.length))] : 0;
    if (value > steps[steps.length - 1]) steps.push(value);
  }
  return steps;
}
function depth(steps, n) {
  let level = 0;
  while (level < steps.length && n >= steps[level]) ++level;
  return level === 0 ? 0 : level + (5 - steps.length);
}

function calendarLegend(steps) {
  const ranges = steps.map((from, i) => i + 1 < steps.length && steps[i + 1] - 1 > from ? `${count(from)}–${count(steps[i + 1] - 1)}` : i + 1 < steps.length ? count(from) : `≥${count(from)}`);
  return h('p.legend', null, h('span', null, t('legendLess')),
    h('span.sample', null, h('i.day.depth0'), '0'), ranges.map((text, i) => h(`span.sample`, null, h(`i.day.depth${i + 1 + 5 - steps.length}`), text)),
    h('span.sample', null, h('i.day.weekend'), t('legendWeekend')), h('span.sample', null, h('i.day.holiday'), t('legendHoliday')),
    h('span.sample', null, h('i.day.works'), t('legendWorks')));
}

function yearView(model, year, side) {
  const start = yearStart(year), shift = weekday(start), days = (yearStart(year + 1) - start) / DAY;
  const at = i => ({x: LEFT + Math.floor((i + shift) / 7) * CELL, y: TOP_SPACE + (i + shift) % 7 * CELL});
  let sum = 0;
  const cells = [], rects = [];
  for (let i = 0; i < days; ++i) {
    const day = start + i * DAY, k = (day - model.first) / DAY, within = k >= 0 && k < model.length;
    const n = within ? model.sums[side][k] : 0, {x, y} = at(i);
    sum += n;
    const rest = restOf(day);
    rects[i] = svg(`rect.day.depth${within ? depth(model.steps, n) : 'X'}${rest.kind ? '.' + rest.kind : ''}`, {x, y, width: CELL - 1.4, height: CELL - 1.4, rx: 1.5});
    cells.push(rects[i]);
    if (rest.kind === 'weekend') cells.push(svg('circle.dot', {cx: x + (CELL - 1.4) / 2, cy: y + (CELL - 1.4) / 2, r: 0.9}));
    if (rest.kind === 'holiday') cells.push(svg('path.corner', {d: `M${x} ${y}h5l-5 5z`}));
    if (rest.kind === 'works') cells.push(svg('path.corner', {d: `M${x + CELL - 1.4} ${y + CELL - 1.4}h-5l5-5z`}));
  }
  const months = t('monthNames').split('|').map((name, m) => svg('text', {x: at((Date.UTC(year, m, 1) / 1000 - start) / DAY + 6).x - 2, y: 10}, name));
  const names = [0, 2, 4, 6].map(d => svg('text', {x: 0, y: TOP_SPACE + d * CELL + 8.5}, t('weekdays')[d]));
  const width = LEFT + 54 * CELL, height = TOP_SPACE + 7 * CELL + 1;
  const drawing = svg('svg.calendar', {viewBox: `0 0 ${width} ${height}`, tabindex: 0, role: 'application',
    'aria-label': `${t('calendarOf', year)} ${t(side)} ${t('calendarCount', count(sum))}`}, months, names, cells);
  followDays(drawing, {model, start, days, shift, rects});
  return h('figure', null, h('figcaption', null, h('b', null, `${t('calendarOf', year)} · ${t(side === 'old' ? 'oldRule' : 'newRule')}`), ` ${t('calendarCount', count(sum))}`), drawing);
}

/// What kind of day it is, for marks: '', weekend, holiday or works (a weekend worked), and its name.
function restOf(day) {
  const special = app.holidays.get(day);
  if (special) return {kind: special.works ? 'works' : 'holiday', name: special.name};
  return {kind: weekday(day) >= 5 ? 'weekend' : '', name: ''};
}

function followDays(drawing, {model, start, days, shift, rects}) {
  let current = -1;
  const point = i => {
    rects[current]?.classList.remove('current');
    current = i;
    if (i < 0 || i >= days) return;
    rects[i].classList.add('current');
    model.readout.textContent = dayWords(model, start + i * DAY);
  };
  const pick = () => { if (current >= 0) showCases({from: dayText(start + current * DAY), to: dayText(start + current * DAY), basis: 'onset'}); };
  drawing.addEventListener('pointermove', e => {
    const box = drawing.getBoundingClientRect(), scale = drawing.viewBox.baseVal.width / box.width;
    const column = Math.floor(((e.clientX - box.left) * scale - LEFT) / CELL), row = Math.floor(((e.clientY - box.top) * scale - TOP_SPACE) / CELL);
    const i = column * 7 + row - shift;
    if (row >= 0 && row < 7 && column >= 0 && i >= 0 && i < days) point(i);
  });
  drawing.addEventListener('click', pick);
  drawing.addEventListener('focus', () => { if (current < 0) point(Math.min(days - 1, Math.max(0, Math.round((model.first - start) / DAY)))); });
  drawing.addEventListener('keydown', e => {
    const step = {ArrowLeft: -7, ArrowRight: 7, ArrowUp: -1, ArrowDown: 1}[e.key];
    if (step !== undefined) point(Math.min(days - 1, Math.max(0, current + step)));
    else if (e.key === 'Enter') pick();
    else return;
    e.preventDefault();
  });
}

function dayWords(model, day) {
  const k = (day - model.first) / DAY, within = k >= 0 && k < model.length;
  const old = within ? model.sums.old[k] : 0, now = within ? model.sums.new[k] : 0;
  const rest = restOf(day);
  const special = rest.name || rest.kind === 'holiday' || rest.kind === 'works' ? ` ${rest.name}${rest.kind === 'works' ? ' ' + t('works') : rest.kind === 'holiday' ? ' ' + t('off') : ''}` : '';
  return t('calendarDay', dayText(day), t('weekdayNames').split('|')[weekday(day)], special, count(old), count(now), signed(now - old));
}
