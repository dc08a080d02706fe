// Bars: for each indicator, and for each value of each group, the cards under the old rule above those under the new.
const TOP_INDICATORS = 10, TOP_VALUES = 8;

function renderIndicators() {
  const rows = (app.data.indicators ?? []).map((indicator, i) => ({
    label: [h('span.code', null, indicator.code), ' ', indicator.name ?? ''], title: indicatorText(i),
    badge: statusBadge(indicator.status), changed: indicator.changed ?? 0, cards: indicator.cards ?? [], undecided: indicator.undecided,
    press: (indicator.changed ?? 0) > 0 ? () => showCases({indicator: i}) : null,
  }));
  if (rows.length === 0) return null;
  rows.sort((a, b) => b.changed - a.changed || total(b, 'new') - total(a, 'new'));
  return section('indicators', t('indicatorsTitle'), t('indicatorsNote'), barLegend(),
    barList(rows, TOP_INDICATORS, 'indicators', true));
}

function renderGroups() {
  const groups = app.data.groups ?? [];
  if (groups.length === 0) return null;
  return h('div.groups', {id: 'groups'}, groups.map((group, i) => renderGroup(group, i)));
}

function renderGroup(group, index) {
  const monthly = group.kind === 'month';
  const dim = app.changes.dims.findIndex(d => d.name === group.name);
  const rows = (group.rows ?? []).map(row => {
    const code = dim < 0 ? -1 : app.changes.dims[dim].values.indexOf(row.value);
    const filter = code >= 0 ? {dims: app.changes.dims.map((_, k) => k === dim ? code : -1)} : null;
    return {label: [row.value === '' ? t('emptyValue') : row.value], title: String(row.value), changed: row.changed ?? 0, cases: row.cases, cards: row.cards ?? [],
      undecided: row.undecided, press: filter && row.changed > 0 ? () => showCases(filter) : null};
  });
  if (monthly) rows.sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  else rows.sort((a, b) => b.changed - a.changed || total(b, 'new') - total(a, 'new'));
  return section('group-' + index, t('groupTitle', monthly ? t('month') : group.name), monthly ? t('monthNote') : t('groupNote'),
    barList(rows, monthly ? 24 : TOP_VALUES, 'group-' + index, false));
}

function total(row, side) { return row.cards.reduce((sum, c) => sum + (c[side] ?? 0), row.undecided?.[side] ?? 0); }

function statusBadge(status) { return status ? h('span.badge.status-' + status, null, t('status_' + status)) : null; }

function barLegend() {
  return h('p.legend', null, app.cards.map((_, i) => cardMark(i)), h('span.sample', null, h('i.swatch.hatched'), t('undecided')),
    h('span.sample', null, h('i.swatch.old'), t('old')), h('span.sample', null, h('i.swatch.new'), t('new')));
}

/// The first `top` rows, and a button for the rest; whether all are shown is remembered under `id`.
function barList(rows, top, id, wide) {
  const widest = Math.max(1, ...rows.map(r => Math.max(total(r, 'old'), total(r, 'new'))));
  const list = h('ul.bars' + (wide ? '.wide' : ''));
  const holder = h('div', null, list);
  const show = () => {
    const all = app.expanded.has(id);
    list.replaceChildren(...(all ? rows : rows.slice(0, top)).map(row => barRow(row, widest, wide)));
    more?.replaceChildren(all ? t('showTop', top) : t('showAll', rows.length));
  };
  const more = rows.length > top ? button('', () => {
    if (!app.expanded.delete(id)) app.expanded.add(id);
    show();
  }, {class: 'more'}) : null;
  if (more) holder.append(more);
  show();
  return holder;
}

function barRow(row, widest, wide) {
  const label = row.press
    ? h('button.name', {type: 'button', onclick: row.press, title: `${row.title} · ${t('pressToFilter')}`}, row.label)
    : h('span.name', {title: row.title}, row.label);
  const differing = row.cases === undefined ? t('differing', count(row.changed)) : t('ofCases', count(row.cases), count(row.changed));
  return h('li' + (row.changed > 0 ? '' : '.same'), null,
    h('div.label', null, label, h('div.under', null, row.badge, h('span', null, differing))),
    h('div.lanes', null, lane(row, 'old', widest, wide), lane(row, 'new', widest, wide)),
    wide ? h('div.numbers', null, numbers(row)) : null);
}

function lane(row, side, widest, wide) {
  const parts = row.cards.filter(c => c[side] > 0);
  const undecided = row.undecided?.[side] ?? 0;
  const words = parts.map(c => `${cardName(c.card)} ${count(c[side])}`).concat(undecided ? [`${t('undecided')} ${count(undecided)}`] : []);
  const room = wide ? 0.035 : 0.075;     // of the track, below which a shape would not fit
  const segment = (card, n) => h('i.segment' + (card === UNDECIDED ? '.hatched' : ''),
    {style: {...cardVariables(card), width: 100 * n / widest + '%'}, title: `${cardName(card)} ${count(n)}`},
    n / widest > room ? h('b', null, cardShape(card)) : null);
  return h(`div.lane.${side}`, {role: 'img', 'aria-label': `${t(side)}: ${words.join(', ') || t('noCard')}`},
    h('span.side', null, t(side)),
    h('span.track', null, parts.map(c => segment(c.card, c[side])), undecided ? segment(UNDECIDED, undecided) : null),
    h('span.sum', null, count(total(row, side))));
}

function numbers(row) {
  const line = (card, c) => h('span.number' + (c.old === c.new ? '' : '.differs'), {title: `${cardName(card)} +${count(c.gained)} −${count(c.lost)}`},
    cardMark(card), h('span.from', null, count(c.old)), ' → ', h('span.to', null, count(c.new)));
  return row.cards.filter(c => c.old || c.new).map(c => line(c.card, c))
    .concat(row.undecided && (row.undecided.old || row.undecided.new) ? [line(UNDECIDED, row.undecided)] : []);
}
