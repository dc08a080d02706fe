// The data as the file carries it, and the changed cases as columns that a million rows can be filtered and sorted in.

/// The report's data. Small ones stand in the page as JSON; others as base64 of a zlib stream, in pieces.
async function readData() {
  const plain = document.getElementById('report-data');
  if (plain) return JSON.parse(plain.textContent);
  if (typeof DecompressionStream === 'undefined') throw new TypeError('no DecompressionStream');
  const stream = new DecompressionStream('deflate');
  const text = new Response(stream.readable).text();
  const writer = stream.writable.getWriter();
  const feed = async () => {
    for (const piece of document.querySelectorAll('script.report-data')) {
      await writer.write(bytesOf(piece.textContent.trim()));
      piece.remove();
    }
    await writer.close();
  };
  const [json] = await Promise.all([text, feed()]);
  return JSON.parse(json);
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/// A column of texts: an array, or {values, codes}, or absent.
function cell(column, row) {
  if (!column) return '';
  const value = Array.isArray(column) ? column[row] : column.values[column.codes[row]];
  return Array.isArray(value) ? value.join('、') : value ?? '';
}

/// The spans of all rows, flat: those of row i are start[i] … start[i + 1] − 1. An instant that is absent is NaN.
function flatSpans(rows, n) {
  const start = new Uint32Array(n + 1);
  for (let i = 0; i < n; ++i) start[i + 1] = start[i] + (rows[i]?.length ?? 0) / 3;
  const card = new Int8Array(start[n]), onset = new Float64Array(start[n]), cleared = new Float64Array(start[n]);
  const top = new Int8Array(n).fill(NO_CARD);
  for (let i = 0; i < n; ++i) {
    const row = rows[i];
    for (let k = 0, s = start[i]; s < start[i + 1]; ++s, k += 3) {
      card[s] = row[k];
      onset[s] = row[k + 1] ?? NaN;
      cleared[s] = row[k + 2] ?? NaN;
      if (row[k] > top[i]) top[i] = row[k];
    }
    rows[i] = null;
  }
  return {start, card, onset, cleared, top};
}
function spansOf(side, row) {
  const out = [];
  for (let s = side.start[row]; s < side.start[row + 1]; ++s) out.push({card: side.card[s], onset: side.onset[s], cleared: side.cleared[s]});
  return out;
}

function makeChanges(raw) {
  const n = raw?.count ?? 0;
  const numbers = (column, absent) => Float64Array.from({length: n}, (_, i) => column?.[i] ?? absent);
  return {
    count: n,
    key: raw?.key ?? [],
    record: raw?.record ?? {values: [], codes: []},
    indicator: Int32Array.from(raw?.indicator ?? []),
    kind: Uint8Array.from(raw?.kind ?? []),
    condition: raw?.condition ? Int32Array.from(raw.condition) : new Int32Array(n).fill(-1),
    day: numbers(raw?.day, NaN),
    dims: raw?.dims ?? [],
    old: flatSpans(raw?.old ?? [], n), new: flatSpans(raw?.new ?? [], n),
    oldReason: raw?.old_reason, newReason: raw?.new_reason, oldMissing: raw?.missing_old, newMissing: raw?.missing_new,
  };
}

/// Condition id → {condition, indicator}.
function conditionTable(indicators) {
  const table = new Map();
  indicators.forEach((indicator, i) => (indicator.conditions ?? []).forEach(condition => table.set(condition.id, {condition, indicator: i})));
  return table;
}
function indicatorText(i) {
  const indicator = app.data.indicators[i];
  return indicator ? `${indicator.code} ${indicator.name ?? ''}`.trim() : '';
}
function conditionText(id) {
  const found = app.conditions.get(id);
  return found ? `${found.condition.old || t('absent')} → ${found.condition.new || t('absent')}` : '';
}
