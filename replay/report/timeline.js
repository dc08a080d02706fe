// The drawing of one row: the old rule's cards above the new one's on a common axis.
const GUTTER = 64, RIGHT = 14, SPAN_HEIGHT = 34, AXIS_TOP = 34;

function drawTimeline(row, width) {
  const c = app.changes, old = spansOf(c.old, row), now = spansOf(c.new, row);
  const axis = timeAxis(old, now, c.day[row], width);
  const oldHeight = laneHeight(old), newHeight = laneHeight(now), bottom = AXIS_TOP + oldHeight + newHeight + 10;
  return svg('svg.timeline', {width, height: bottom + 22, viewBox: `0 0 ${width} ${bottom + 22}`, role: 'img', 'aria-label': t('timelineLabel', c.key[row])},
    background('old', AXIS_TOP, oldHeight, width), background('new', AXIS_TOP + oldHeight + 5, newHeight, width), restDays(axis, bottom), ticks(axis, bottom),
    drawSide(old, 'old', AXIS_TOP, axis), drawSide(now, 'new', AXIS_TOP + oldHeight + 5, axis),
    axis.tail ? breakMark(axis, bottom) : null, labels(old, AXIS_TOP, axis), labels(now, AXIS_TOP + oldHeight + 5, axis), marks(axis, c.day[row], bottom));
}

function laneHeight(spans) { return Math.max(1, spans.length) * SPAN_HEIGHT; }

/// Seconds → pixels. Where T lies far behind everything else, the axis is shortened before it, so that days stay apart.
function timeAxis(old, now, day, width) {
  const instants = [...old, ...now].flatMap(s => [s.onset, s.cleared]).concat(day).filter(Number.isFinite);
  const T = app.asOf, known = instants.length > 0;
  const lo = known ? Math.min(...instants) : (Number.isFinite(T) ? T : 0) - 30 * DAY, hi = known ? Math.max(...instants) : lo + 30 * DAY;
  const pad = Math.max((hi - lo) * 0.08, 2 * DAY);
  const from = lo - pad;
  let to = hi + pad;
  const left = GUTTER, right = width - RIGHT;
  const far = Number.isFinite(T) && T > to + (to - from) * 0.6;
  if (Number.isFinite(T) && !far) to = Math.max(to, T + pad / 2);
  const end = far ? left + (right - left) * 0.84 : right;
  const x = s => {
    if (s <= to || !far) return left + Math.min(1, (s - from) / (to - from)) * (end - left);
    return end + Math.min(1, (s - to) / (T - to)) * (right - 12 - end);
  };
  return {x, from, to, left, right, end, tail: far, T, width};
}

function background(side, top, height, width) { return svg('rect.side.' + side, {x: 0, y: top - 2, width, height: height + 2}); }

function drawSide(spans, side, top, axis) {
  const info = app.data.provenance?.[side];
  const out = [svg('text.sidename', {x: 6, y: top + 15}, t(side)), info?.version ? svg('text.small', {x: 6, y: top + 28}, clip(String(info.version), 9)) : null];
  if (spans.length === 0) return [...out, svg('line.nothing', {x1: axis.left, x2: axis.right, y1: top + 22, y2: top + 22}), svg('text.small', {x: axis.left + 6, y: top + 15}, t('noCard'))];
  return [...out, spans.map((span, i) => drawSpan(span, top + i * SPAN_HEIGHT, axis))];
}

function clip(text, n) { return [...text].length > n ? [...text].slice(0, n - 1).join('') + '…' : text; }

function drawSpan(span, top, axis) {
  const open = !Number.isFinite(span.onset), standing = !Number.isFinite(span.cleared);
  const x1 = open ? axis.left : axis.x(span.onset), x2 = Math.max(x1 + 2, standing ? (Number.isFinite(axis.T) ? axis.x(axis.T) : axis.right) : axis.x(span.cleared));
  const y = top + 16;
  return svg('g.span', {style: cardVariables(span.card), 'data-card': span.card, 'data-onset': open ? '' : span.onset, 'data-cleared': standing ? '' : span.cleared},
    svg('path.bar' + (span.card === UNDECIDED ? '.hatched' : ''), {d: barShape(x1, x2, y, 13, open, standing)}),
    open ? null : svg('line.onset', {x1, x2: x1, y1: y - 3, y2: y + 16}));
}

/// What each bar is, from when and to when, written above it: at its onset, or as far right as the words still fit.
function labels(spans, top, axis) {
  return spans.map((span, i) => {
    const open = !Number.isFinite(span.onset);
    const words = [`${cardShape(span.card)} ${cardName(span.card)}`, open ? t('noInstant') : t('since', instantText(span.onset)),
      Number.isFinite(span.cleared) ? t('until', instantText(span.cleared)) : t('standing')].join('　');
    const width = [...words].reduce((w, ch) => w + (ch.charCodeAt(0) > 0x2000 ? 12 : 6.6), 0);
    return svg('text.spanlabel', {x: Math.max(axis.left, Math.min(open ? axis.left : axis.x(span.onset), axis.right - width)), y: top + i * SPAN_HEIGHT + 11}, words);
  });
}

/// A bar; jagged at the left where it has no instant of its own, an arrow at the right where it still stands.
function barShape(x1, x2, y, height, open, standing) {
  const tip = standing ? Math.min(6, (x2 - x1) / 2) : 0, jag = open ? 4 : 0;
  const left = open ? `L${x1 + jag} ${y + height * 0.75}L${x1} ${y + height / 2}L${x1 + jag} ${y + height / 4}` : '';
  return `M${x1} ${y}L${x2 - tip} ${y}L${x2} ${y + (standing ? height / 2 : 0)}L${x2 - (standing ? tip : 0)} ${y + height}L${x1} ${y + height}${left}Z`;
}

function restDays(axis, bottom) {
  if (axis.to - axis.from > 150 * DAY) return null;
  const out = [];
  for (let day = Math.ceil(axis.from / DAY) * DAY; day + DAY <= axis.to; day += DAY) {
    const kind = restOf(day).kind;
    if (kind === 'weekend' || kind === 'holiday') out.push(svg('rect.rest', {x: axis.x(day), y: AXIS_TOP - 4, width: axis.x(day + DAY) - axis.x(day), height: bottom - AXIS_TOP + 4}));
  }
  return out;
}

/// At most one date every 84 pixels, on days, weeks, months, quarters or years.
function ticks(axis, bottom) {
  const room = Math.max(2, Math.floor((axis.end - axis.left) / 84));
  const days = (axis.to - axis.from) / DAY;
  const step = [1, 2, 7, 14].find(s => days / s <= room);
  const at = [];
  if (step) {
    const anchor = 4 * DAY;       // a Monday
    for (let s = anchor + Math.ceil((axis.from - anchor) / (step * DAY)) * step * DAY; s <= axis.to; s += step * DAY) at.push(s);
  } else {
    const months = [1, 2, 3, 6, 12, 24, 60, 120, 240].find(m => days / 30.4 / m <= room) ?? 600;
    const begin = new Date(axis.from * 1000);
    for (let m = begin.getUTCFullYear() * 12 + Math.floor(begin.getUTCMonth() / months) * months; ; m += months) {
      const s = Date.UTC(Math.floor(m / 12), m % 12, 1) / 1000;
      if (s > axis.to) break;
      if (s >= axis.from) at.push(s);
    }
  }
  return [svg('line.axis', {x1: axis.left, x2: axis.right, y1: bottom, y2: bottom}), at.map(s => [
    svg('line.tick', {x1: axis.x(s), x2: axis.x(s), y1: AXIS_TOP - 4, y2: bottom + 4}),
    axis.x(s) > axis.end - 34 && axis.tail ? null : svg('text.ticktext', {x: Math.min(axis.x(s), axis.right - 30), y: bottom + 16}, dayText(s))])];
}

function marks(axis, day, bottom) {
  const mark = (kind, seconds, words, y) => {
    if (!Number.isFinite(seconds)) return null;
    const x = axis.x(seconds), atRight = x > axis.width / 2;
    return svg('g.mark-' + kind, {'data-instant': seconds}, svg('line', {x1: x, x2: x, y1: y + 3, y2: bottom}),
      svg('text', {x: x + (atRight ? 3 : -3), y, 'text-anchor': atRight ? 'end' : 'start'}, words));
  };
  return [mark('parts', day, `${t('parts')} ${Number.isFinite(day) ? instantText(day) : ''}`, 27),
    mark('asof', axis.T, `T ${Number.isFinite(axis.T) ? instantText(axis.T) : ''}`, 12)];
}

function breakMark(axis, bottom) {
  return svg('g.break', null, svg('rect', {x: axis.end - 1, y: AXIS_TOP - 4, width: 8, height: bottom - AXIS_TOP + 8}),
    svg('path', {d: `M${axis.end - 3} ${bottom + 5}l5 -10M${axis.end + 3} ${bottom + 5}l5 -10`}));
}
