// The head of the report: how many cases differ, how, and card by card the sum old + gained − lost = new.

function renderSummary() {
  const {totals} = app.data;
  const changed = totals.changed ?? 0;
  return section('summary', t('summaryTitle'), null,
    h('div.headline', null,
      h('p.big', null, changed === 0 ? t('headlineNone', count(totals.cases))
        : emphasised(t('headline', count(totals.cases), '\u0001' + count(changed) + '\u0001', percent(changed, totals.cases)))),
      changed === 0 ? h('p.note', null, t('headlineNoneMore')) : shareBar(changed, totals.cases),
      statisticsNote()),
    changed === 0 ? null : renderKinds(totals),
    renderSums(totals.cards ?? []));
}

/// Ratios of groups can change where no single case does.
function statisticsNote() {
  const n = (app.data.statistics ?? []).filter(s => s.old !== s.new).length;
  return n === 0 ? null : h('p.note', null, t('statisticsDiffer', count(n)));
}

function emphasised(text) { return text.split('\u0001').map((part, i) => i % 2 ? h('strong', null, part) : part); }

function shareBar(part, whole) {
  return h('div.share', {role: 'img', 'aria-label': percent(part, whole)},
    h('i', {style: {width: Math.max(100 * part / (whole || 1), 0.3) + '%'}}));
}

function renderKinds(totals) {
  const kinds = totals.kinds ?? {};
  return [
    h('div.subheading', null, h('h3', null, t('kindsTitle')), h('p.note', null, t('kindsNote'))),
    h('ul.kinds', null, KINDS.map((kind, i) => {
      const n = kinds[kind] ?? 0;
      const content = [h('b', {'data-figure': 'kind-' + kind}, count(n)),
        h('span', null, h('i.sign', {'aria-hidden': 'true'}, KIND_SIGNS[i]), t('kind_' + kind)),
        h('small', null, percent(n, totals.changed))];
      return h('li.kind-' + kind, null, n > 0 && app.changes.count > 0
        ? h('button', {type: 'button', onclick: () => showCases({kinds: new Set([i])})}, content)
        : h('div', null, content));
    })),
  ];
}

function renderSums(cards) {
  if (cards.length === 0) return null;
  const widest = Math.max(1, ...cards.map(c => Math.max(c.old, c.new)));
  return [
    h('div.subheading', null, h('h3', null, t('sumTitle')), h('p.note', null, t('sumNote'))),
    h('div.scroll', null, h('table.sums', null,
      h('thead', null, h('tr', null, h('th', null, t('cards')), h('th.n', null, t('old')), h('th'), h('th.n', null, t('sumGained')), h('th'),
        h('th.n', null, t('sumLost')), h('th'), h('th.n', null, t('new')), h('th'), h('th.n', null, t('sumChange')), h('th.n', null, t('sumMoved')), h('th'))),
      h('tbody', null, cards.map(c => renderSum(c, widest))))),
  ];
}

function renderSum(c, widest) {
  const sum = c.old + c.gained - c.lost;
  const holds = sum === c.new;
  const n = (name, value) => h('td.n', {'data-figure': `card-${c.card}-${name}`}, count(value));
  return h('tr', null, h('th', {scope: 'row'}, cardMark(c.card)),
    n('old', c.old), h('td.op', null, '+'), n('gained', c.gained), h('td.op', null, '−'), n('lost', c.lost), h('td.op', null, '='),
    h('td.n.total', {'data-figure': `card-${c.card}-new`}, count(c.new)),
    holds ? h('td.check', {title: t('sumHolds')}, h('span', {'aria-label': t('sumHolds'), role: 'img'}, '✓'))
      : h('td.check.fails', {role: 'alert'}, t('sumFails', count(sum))),
    h('td.n.delta', null, signed(c.new - c.old)), n('moved', c.moved),
    h('td.pair', {'aria-hidden': 'true', style: cardVariables(c.card)},
      h('i.old', {style: {width: 100 * c.old / widest + '%'}}), h('i.new', {style: {width: 100 * c.new / widest + '%'}})));
}
