// Which rows, in which order. Columns are typed arrays, so that a million rows take a moment, not a minute.

function emptyFilter() {
  return {text: '', indicator: -1, kinds: new Set(), card: '', side: 'any', condition: '', dims: app.changes.dims.map(() => -1), from: '', to: '', basis: 'day'};
}
function isFiltered() {
  const f = app.filter;
  return f.text !== '' || f.indicator >= 0 || f.kinds.size > 0 || f.card !== '' || f.condition !== '' || f.dims.some(d => d >= 0) || f.from !== '' || f.to !== '';
}

/// The tests that a row must pass, cheapest first.
function rowTests(filter) {
  const c = app.changes, tests = [];
  if (filter.indicator >= 0) tests.push(i => c.indicator[i] === filter.indicator);
  if (filter.kinds.size > 0) tests.push(i => filter.kinds.has(c.kind[i]));
  if (filter.condition !== '') { const id = Number(filter.condition); tests.push(i => c.condition[i] === id); }
  filter.dims.forEach((code, d) => { if (code >= 0) tests.push(i => c.dims[d].codes[i] === code); });
  if (filter.card !== '') tests.push(cardTest(Number(filter.card), filter.side));
  if (filter.from !== '' || filter.to !== '') tests.push(dateTest(filter));
  if (filter.text !== '') {
    const text = filter.text.toLowerCase();
    tests.push(i => String(c.key[i]).toLowerCase().includes(text));
  }
  return tests;
}

/// NO_CARD asks for rows with no span on that side; any other card for one of that card.
function cardTest(card, side) {
  const has = s => card === NO_CARD ? i => s.start[i] === s.start[i + 1] : i => {
    for (let k = s.start[i]; k < s.start[i + 1]; ++k) if (s.card[k] === card) return true;
    return false;
  };
  const old = has(app.changes.old), now = has(app.changes.new);
  return side === 'old' ? old : side === 'new' ? now : i => old(i) || now(i);
}

/// Both days are included.
function dateTest({from, to, basis}) {
  const lo = from === '' ? -Infinity : parseInstant(from), hi = to === '' ? Infinity : parseInstant(to) + DAY;
  const within = seconds => seconds >= lo && seconds < hi;     // false for NaN
  const {day, old, new: now} = app.changes;
  if (basis === 'day') return i => within(day[i]);
  const any = (s, i) => {
    for (let k = s.start[i]; k < s.start[i + 1]; ++k) if (s.card[k] >= 0 && within(s.onset[k])) return true;
    return false;
  };
  return i => any(old, i) || any(now, i);
}

function filteredRows() {
  const n = app.changes.count, tests = rowTests(app.filter), rows = new Uint32Array(n);
  let kept = 0;
  next: for (let i = 0; i < n; ++i) {
    for (const test of tests) if (!test(i)) continue next;
    rows[kept++] = i;
  }
  return rows.subarray(0, kept);
}

/// A number for each row by which the column sorts; NaN stands last in either direction. Kept once computed.
function sortKeys(column) {
  const c = app.changes;
  if (!app.sortKeys.has(column)) app.sortKeys.set(column, computeSortKeys(column, c));
  return app.sortKeys.get(column);
}
function computeSortKeys(column, c) {
  if (column === 'key') return ranks(Array.from({length: c.count}, (_, i) => String(c.key[i])));
  if (column === 'record') return byCode(c.record);
  if (column === 'indicator') return c.indicator;
  if (column === 'kind') return c.kind;
  if (column === 'day') return c.day;
  if (column === 'condition') return Float64Array.from(c.condition, id => id < 0 ? NaN : id);
  if (column === 'old' || column === 'new') return cardKeys(c[column]);
  return byCode(c.dims[Number(column.slice(3))]);
}
function ranks(texts) {
  const order = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  const rank = new Map(order.map((text, i) => [text, i]));
  return Float64Array.from(texts, text => rank.get(text));
}
function byCode({values, codes}) {
  const rank = ranks(values.map(String));
  return Float64Array.from(codes, code => rank[code]);
}
/// By the highest card, then by its onset: cards are few, instants fit below 2^36 seconds.
function cardKeys(side) {
  return Float64Array.from(side.top, (top, i) => {
    let onset = 0;
    for (let k = side.start[i]; k < side.start[i + 1]; ++k) if (side.card[k] === top) { onset = side.onset[k] || 0; break; }
    return (top + 2) * 2 ** 36 + onset;
  });
}

/// Sorts in place. Equal rows keep the order of the data in either direction.
function sortRows(rows) {
  const {column, down} = app.sort;
  if (column === '') return rows;
  const keys = sortKeys(column), sign = down ? -1 : 1;
  return rows.sort((a, b) => {
    const x = keys[a], y = keys[b];
    if (x === y) return a - b;
    if (x !== x) return y !== y ? a - b : 1;
    if (y !== y) return -1;
    return x < y ? -sign : sign;
  });
}

function updateView() { app.view = sortRows(filteredRows()); }
