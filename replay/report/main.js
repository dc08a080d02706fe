// The page: reads the data, keeps what the reader has chosen, draws everything, and again when the language changes.
const app = {
  lang: 'zh', data: null, changes: null, cards: [], conditions: new Map(), holidays: new Map(), asOf: NaN,
  filter: null, sort: {column: '', down: false}, view: null, sortKeys: new Map(), table: null,
  open: new Set(), openRules: new Set(), expanded: new Set(), calendarCard: 'all', statDiffering: true, printRows: '50',
};

function prepare(data) {
  data.indicators = data.indicators ?? [];
  data.totals = data.totals ?? {};
  app.data = data;
  app.lang = data.lang === 'en' ? 'en' : 'zh';
  app.changes = makeChanges(data.changes);
  app.cards = cardStyles(data.cards ?? []);
  app.conditions = conditionTable(data.indicators);
  app.asOf = parseInstant(data.provenance?.as_of);
  app.holidays = new Map((data.holidays ?? []).map(([day, name, works]) => [parseInstant(day), {name, works}]));
  app.filter = emptyFilter();
  const first = data.indicators.findIndex(x => x.status === 'changed' && x.changed > 0);
  if (first >= 0) app.openRules.add(first);
}

function render() {
  document.documentElement.lang = app.lang === 'en' ? 'en' : 'zh-CN';
  document.title = app.data.title || t('pageTitle');
  app.table?.widths.disconnect();
  app.table?.resizes.disconnect();
  app.table = null;
  const parts = {
    navSummary: renderSummary(), navIndicators: renderIndicators(), navGroups: renderGroups(), navCalendar: renderCalendar(),
    navRules: renderRules(), navCases: renderCases(), navStatistics: renderStatistics(), navProvenance: renderProvenance(),
  };
  const shown = Object.entries(parts).filter(([, part]) => part);
  const nav = h('nav', {'aria-label': t('sections')}, shown.map(([name, part]) => h('a', {href: '#' + part.id}, t(name))));
  document.getElementById('app').replaceChildren(h('a.skip', {href: '#summary'}, t('skip')), ...renderTop(nav), h('main', null, shown.map(([, part]) => part)), hatch());
  app.table?.resized();
}

function renderTop(nav) {
  const p = app.data.provenance ?? {};
  const pack = side => h('span.pack', null, h('b', null, t(side === 'old' ? 'oldRule' : 'newRule')), ` ${p[side]?.title || p[side]?.code || ''} `,
    p[side]?.version ? h('span.version', null, `${t('version')} ${p[side].version}`) : null,
    // Two versions often have one title: where they lie and what was set tells them apart.
    p[side]?.path && p.old?.path !== p.new?.path ? h('span.version', null, ` ${p[side].path}`) : null,
    (p[side]?.settings ?? []).length ? h('span.version', null, ' ' + p[side].settings.join('、')) : null);
  const language = (code, name) => button(name, () => { app.lang = code; render(); document.querySelector(`[data-lang="${code}"]`).focus(); },
    {'aria-pressed': String(app.lang === code), 'data-lang': code, lang: code === 'zh' ? 'zh-CN' : 'en'});
  return [
    h('header.top', null, h('div.title', null, h('h1', null, app.data.title || t('pageTitle')), h('p.question', null, t('question'))),
      h('div.tools', null, h('div.languages', {role: 'group', 'aria-label': t('language')}, language('zh', '中文'), language('en', 'English')), button(t('print'), () => window.print())),
      h('p.packs', null, pack('old'), h('span.arrow', {'aria-hidden': 'true'}, '→'), pack('new'),
        Number.isFinite(app.asOf) ? h('span.pack', null, h('b', null, t('asOf') + ' '), instantText(app.asOf), h('span.version', null, ' T')) : null)),
    nav,
  ];
}

/// The hatching of what is undecided, used by every drawing.
function hatch() {
  return svg('svg.definitions', {width: 0, height: 0, 'aria-hidden': 'true'}, svg('defs', null,
    svg('pattern', {id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
      svg('rect', {width: 6, height: 6, fill: '#ffffff'}), svg('rect', {width: 2.2, height: 6, fill: '#5b6572'}))));
}

/// Paper gets every differing rule and the first rows of the table.
function beforePrint() {
  app.unprint = [];
  for (const details of document.querySelectorAll('.rulelist > details.rule:not([open])')) {
    if (details.closest('details.others:not([open])')) continue;
    details.open = true;
    openRule(details, app.data.indicators[Number(details.id.slice(5))], Number(details.id.slice(5)));
    app.unprint.push(() => { details.open = false; });
  }
  if (app.table) document.getElementById('printrows').replaceChildren(...renderPrintRows());
}
function afterPrint() {
  for (const undo of app.unprint ?? []) undo();
  document.getElementById('printrows')?.replaceChildren();
}

async function start() {
  const loading = document.getElementById('loading');
  try {
    prepare(await readData());
    render();
    loading.remove();
    window.addEventListener('beforeprint', beforePrint);
    window.addEventListener('afterprint', afterPrint);
    document.documentElement.dataset.ready = Math.round(performance.now());
  } catch (error) {
    // Which language the reader wants stands in the data: say it in both.
    const old = typeof DecompressionStream === 'undefined' && !document.getElementById('report-data');
    const words = () => old ? t('noDecompress') : t('badData', error.message);
    app.lang = 'zh';
    const zh = words();
    app.lang = 'en';
    loading.replaceChildren(zh, h('br'), words());
    loading.classList.add('failed');
    document.documentElement.dataset.failed = error.message;
  }
}
start();
