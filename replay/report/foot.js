// Statistics, and where everything came from.

function renderStatistics() {
  const all = app.data.statistics ?? [];
  if (all.length === 0) return null;
  const differing = all.filter(s => s.old !== s.new);
  const holder = h('div');
  const draw = () => {
    const rows = (app.statDiffering ? differing : all);
    const shown = app.expanded.has('statistics') ? rows : rows.slice(0, 20);
    holder.replaceChildren(
      h('div.scroll', null, h('table.plain', null,
        h('thead', null, h('tr', null, [t('colIndicator'), t('statGroup'), t('statAsked'), t('old'), t('new')].map(text => h('th', null, text)))),
        h('tbody', null, shown.map(s => h('tr' + (s.old === s.new ? '' : '.differs'), null, h('th', {scope: 'row'}, h('span.code', null, s.code), ' ', s.name ?? ''),
          h('td', null, s.group ?? ''), h('td', null, s.asked ?? ''), h('td', null, statValue(s.old)), h('td', null, statValue(s.new))))))),
      rows.length > 20 ? button(app.expanded.has('statistics') ? t('showTop', 20) : t('showAll', rows.length), () => {
        if (!app.expanded.delete('statistics')) app.expanded.add('statistics');
        draw();
      }, {class: 'more'}) : '');
  };
  draw();
  return section('statistics', t('statisticsTitle'), t('statCount', count(all.length), count(differing.length)),
    h('div.controls', null, h('label', null, h('input', {type: 'checkbox', checked: app.statDiffering, onchange: e => { app.statDiffering = e.target.checked; draw(); }}), ' ', t('statDiffering'))),
    holder);
}
function statValue(value) {
  const card = app.cards.findIndex(c => c.name === value);
  return card >= 0 ? cardMark(card) : value === '无法判定' ? cardMark(UNDECIDED) : value === '无' ? cardMark(NO_CARD) : String(value ?? '');
}

function renderProvenance() {
  const p = app.data.provenance ?? {}, old = p.old ?? {}, now = p.new ?? {};
  const row = (label, a, b, kind = '') => h('tr' + (a === b ? '' : '.differs'), null, h('th', {scope: 'row'}, label), h('td' + kind, null, a || '—'), h('td' + kind, null, b || '—'));
  const calendars = pack => (pack.calendars ?? []).map(c => `${c.name} ${c.version ?? ''}`.trim()).join('\n');
  const settings = pack => (pack.settings ?? []).join('\n') || t('noSettings');
  return section('provenance', t('provenanceTitle'), null,
    h('div.scroll', null, h('table.plain.provenance', null,
      h('thead', null, h('tr', null, h('td'), h('th', null, t('oldRule')), h('th', null, t('newRule')))),
      h('tbody', null, row(t('title'), old.title, now.title), row(t('code'), old.code, now.code, '.code'), row(t('version'), String(old.version ?? ''), String(now.version ?? '')),
        row(t('path'), old.path, now.path, '.code'), row(t('hash'), old.hash, now.hash, '.code.hash'), row(t('calendars'), calendars(old), calendars(now)),
        row(t('settings'), settings(old), settings(now))))),
    (p.data ?? []).length === 0 ? null : h('div.scroll', null, h('table.plain', null,
      h('thead', null, h('tr', null, [t('record'), t('files'), t('read'), t('judgedCount'), t('rejected'), t('fingerprint')].map((text, i) => h('th' + (i > 1 && i < 5 ? '.n' : ''), null, text)))),
      h('tbody', null, p.data.map(d => h('tr', null, h('th', {scope: 'row'}, d.record), h('td.code', null, (d.files ?? []).join('\n')), h('td.n', null, count(d.read)),
        h('td.n', null, count(d.judged)), h('td.n' + (d.rejected ? '.warn' : ''), null, count(d.rejected)), h('td.code.hash', null, d.fingerprint ?? '')))))),
    h('p.note', null, `${t('engine')} zs ${p.engine ?? ''} · T = ${p.as_of ?? ''}`), h('p.note', null, t('madeBy', p.engine ?? '')));
}
