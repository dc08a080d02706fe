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

/// For each row a place in the order of the column: whole numbers from 0, the same for what is equal; what is absent has the
/// number `places`. Kept once computed.
function sortKeys(column) {
  if (!app.sortKeys.has(column)) app.sortKeys.set(column, computeSortKeys(column, app.changes));
  return app.sortKeys.get(column);
}
function computeSortKeys(column, c) {
  if (column === 'key') return textPlaces(Array.from({length: c.count}, (_, i) => String(c.key[i])));
  if (column === 'record') return codePlaces(c.record);
  if (column === 'condition') return numberPlaces(Float64Array.from(c.condition, id => id < 0 ? NaN : id));
  if (column === 'old' || column === 'new') return numberPlaces(cardNumbers(c[column]));
  if (column.startsWith('dim')) return codePlaces(c.dims[Number(column.slice(3))]);
  return numberPlaces(Float64Array.from(c[column]));        // indicator, kind, day
}

/// By code units, as `<` compares texts.
function textPlaces(texts) {
  const order = Uint32Array.from(texts, (_, i) => i).sort((a, b) => (texts[a] < texts[b] ? -1 : texts[a] > texts[b] ? 1 : 0));
  const rank = new Uint32Array(texts.length);
  let places = 0;
  order.forEach((row, i) => {
    if (i === 0 || texts[row] !== texts[order[i - 1]]) ++places;
    rank[row] = places - 1;
  });
  return {rank, places};
}
function codePlaces({values, codes}) {
  const {rank, places} = textPlaces(values.map(String));
  return {rank: Uint32Array.from(codes, code => rank[code] ?? places), places};
}
function numberPlaces(numbers) {
  const known = numbers.filter(x => x === x).sort();
  let places = 0;
  for (let i = 0; i < known.length; ++i) if (i === 0 || known[i] !== known[i - 1]) known[places++] = known[i];
  const find = x => {
    let lo = 0, hi = places - 1;
    while (lo < hi) { const mid = (lo + hi) >> 1; if (known[mid] < x) lo = mid + 1; else hi = mid; }
    return lo;
  };
  return {rank: Uint32Array.from(numbers, x => x === x ? find(x) : places), places};
}
/// By the highest card, then by its onset: cards are few, instants fit below 2^36 seconds.
function cardNumbers(side) {
  return Float64Array.from(side.top, (top, i) => {
    let onset = 0;
    for (let k = side.start[i]; k < side.start[i + 1]; ++k) if (side.card[k] === top) { onset = side.onset[k] || 0; break; }
    return (top + 2) * 2 ** 36 + onset;
  });
}

/// By counting. Equal rows keep the order of the data in either direction; what is absent stands last in either.
function sortedRows(rows) {
  const {column, down} = app.sort;
  if (column === '') return rows;
  const {rank, places} = sortKeys(column), at = new Uint32Array(places + 2);
  const slot = row => rank[row] === places ? places : down ? places - 1 - rank[row] : rank[row];
  for (const row of rows) ++at[slot(row) + 1];
  for (let i = 0; i < places; ++i) at[i + 1] += at[i];
  const out = new Uint32Array(rows.length);
  for (const row of rows) out[at[slot(row)]++] = row;
  return out;
}

function updateView() { app.view = sortedRows(filteredRows()); }
