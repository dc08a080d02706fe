// The filtered rows as CSV: UTF-8 with a mark, so that spreadsheets see what it is; CRLF; quotes where needed.

/// A cell that a spreadsheet would take for a formula is led by an apostrophe.
function csvCell(value) {
  let text = String(value ?? '');
  if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

/// 红牌 2024-10-13 00:00:00/2024-10-20 00:00:00; 预警 … — an absent end means it stands at T.
function spansText(spans) {
  return spans.map(s => `${cardName(s.card)} ${Number.isFinite(s.onset) ? fullInstant(s.onset) : ''}/${Number.isFinite(s.cleared) ? fullInstant(s.cleared) : ''}`).join('; ');
}

function csvColumns() {
  const c = app.changes, indicator = i => app.data.indicators[c.indicator[i]] ?? {}, condition = i => app.conditions.get(c.condition[i])?.condition ?? {};
  return [
    [t('colRecord'), i => cell(c.record, i)], [t('colKey'), i => c.key[i]], [t('colIndicator'), i => indicator(i).code], [t('csvName'), i => indicator(i).name],
    [t('csvKind'), i => t('kindOne_' + KINDS[c.kind[i]])], ...c.dims.map(dim => [dim.name, i => cell(dim, i)]),
    [t('csvDay'), i => Number.isFinite(c.day[i]) ? fullInstant(c.day[i]) : ''], [t('csvOldCondition'), i => condition(i).old], [t('csvNewCondition'), i => condition(i).new],
    [t('csvOld'), i => spansText(spansOf(c.old, i))], [t('csvNew'), i => spansText(spansOf(c.new, i))],
    [t('csvOldReason'), i => cell(c.oldReason, i)], [t('csvNewReason'), i => cell(c.newReason, i)],
    [t('csvOldMissing'), i => cell(c.oldMissing, i)], [t('csvNewMissing'), i => cell(c.newMissing, i)],
  ];
}

const CSV_ROWS = 5000;

/// In pieces, since a million rows are too long for one text; between them the page stays alive and hears how far it is.
async function csvPieces(rows, progress) {
  const columns = csvColumns(), pieces = ['\ufeff' + columns.map(c => csvCell(c[0])).join(',') + '\r\n'];
  for (let at = 0; at < rows.length; at += CSV_ROWS) {
    let text = '';
    for (const row of rows.subarray(at, at + CSV_ROWS)) text += columns.map(([, value]) => csvCell(value(row))).join(',') + '\r\n';
    pieces.push(text);
    if (rows.length > CSV_ROWS) {
      progress(at / rows.length);
      await new Promise(done => setTimeout(done, 0));
    }
  }
  return pieces;
}

async function exportCsv() {
  const shown = app.table.exportButton, rows = app.view;
  const label = shown.textContent;
  shown.disabled = true;
  const pieces = await csvPieces(rows, part => { shown.textContent = t('exporting', percent(part, 1)); });
  const url = URL.createObjectURL(new Blob(pieces, {type: 'text/csv;charset=utf-8'}));
  const link = h('a', {href: url, download: t('csvFile')});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  shown.textContent = rows === app.view ? label : t('export', count(app.view.length));
  shown.disabled = app.view.length === 0;
}
