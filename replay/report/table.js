// The changed cases: filters, and a table that makes only the rows in sight.
const ROW = 33, HEAD = 36, OVERSCAN = 5;     // as in report.css
const TALLEST = 12e6;         // browsers bound an element's height; beyond this the scroll bar runs faster than the rows

function tableColumns() {
  const c = app.changes, indicators = app.data.indicators;
  return [
    {id: 'key', paper: 14, label: t('colKey'), width: 'minmax(128px, 1.2fr)', show: i => h('span.code', {title: String(c.key[i])}, String(c.key[i]))},
    c.record.values.length > 1 ? {id: 'record', paper: 6, label: t('colRecord'), width: '84px', show: i => cell(c.record, i)} : null,
    {id: 'indicator', paper: 15, label: t('colIndicator'), width: 'minmax(132px, 1.3fr)', show: i => {
      const indicator = indicators[c.indicator[i]] ?? {};
      return h('span', {title: indicatorText(c.indicator[i])}, h('span.code', null, indicator.code ?? ''), ' ', indicator.name ?? '');
    }},
    {id: 'kind', paper: 11, label: t('colKind'), width: '96px', show: i => h('span.kindmark.kind-' + KINDS[c.kind[i]], null, h('i.sign', {'aria-hidden': 'true'}, KIND_SIGNS[c.kind[i]]), t('kindOne_' + KINDS[c.kind[i]]))},
    {id: 'old', paper: 14, label: t('colOld'), width: 'minmax(148px, 1.1fr)', show: i => spanSummary(c.old, i)},
    {id: 'new', paper: 14, label: t('colNew'), width: 'minmax(148px, 1.1fr)', show: i => spanSummary(c.new, i)},
    {id: 'day', paper: 9, label: t('colDay'), width: '82px', show: i => h('span.date', null, Number.isFinite(c.day[i]) ? dayText(c.day[i]) : '')},
    {id: 'condition', paper: 20, label: t('colCondition'), width: 'minmax(104px, 1.6fr)', show: i => {
      const text = conditionText(c.condition[i]);
      return h('span', {title: text}, text);
    }},
    ...c.dims.map((dim, d) => ({id: 'dim' + d, paper: 10, label: dim.name, width: 'minmax(60px, 0.8fr)', show: i => h('span', {title: cell(dim, i)}, cell(dim, i))})),
  ].filter(Boolean);
}

/// The sum of the columns' least widths, with the gaps and edges of report.css.
function leastWidth(columns) { return columns.reduce((sum, c) => sum + 9 + Number(/(\d+)px/.exec(c.width)[1]), 34); }

/// The highest card and its onset, and how many more there are.
function spanSummary(side, row) {
  const top = side.top[row];
  if (top === NO_CARD) return cardMark(NO_CARD);
  const spans = spansOf(side, row), highest = spans.find(s => s.card === top);
  const words = spans.map(s => `${cardName(s.card)} ${Number.isFinite(s.onset) ? instantText(s.onset) : ''}`).join('\n');
  return h('span', {title: words}, cardMark(top), ' ', Number.isFinite(highest.onset) ? h('span.date', null, dayText(highest.onset)) : null, spans.length > 1 ? h('small.others', null, ` +${spans.length - 1}`) : null);
}

function renderCases() {
  if (app.changes.count === 0) return section('cases', t('casesTitle'), null, h('p.notice', null, t('noCases')));
  app.table = new CaseTable();
  return section('cases', t('casesTitle'), t('casesNote'), app.table.filters, app.table.bar, app.table.root, h('div.printrows', {id: 'printrows'}));
}

/// Changes the filter to exactly this and goes to the table.
function showCases(patch) {
  if (app.changes.count === 0) return;
  app.filter = {...emptyFilter(), ...patch};
  app.table.refilter();
  document.getElementById('cases').scrollIntoView({block: 'start'});
  app.table.resized();
  app.table.scroller.focus({preventScroll: true});
}

class CaseTable {
  constructor() {
    this.columns = tableColumns();
    this.made = new Map();            // row → its element, for the rows in sight
    this.heights = new Map();         // unfolded row → the height of its detail
    this.opened = [];                 // unfolded rows in view: {at, row}, by position
    this.active = 0;                  // position that the keyboard is at
    this.filters = h('form.filters', {onsubmit: e => e.preventDefault(), 'aria-label': t('casesTitle')});
    this.status = h('span.status', {role: 'status'});
    this.exportButton = button('', exportCsv, {class: 'primary', id: 'export'});
    this.bar = h('div.tablebar', null, this.status, h('span.spring'), this.printChoice(), this.exportButton);
    this.header = h('div.row.head', {role: 'row'});
    this.spacer = h('div.spacer');
    this.scroller = h('div.scroller', {tabindex: -1, onscroll: () => this.drawSoon(), onkeydown: e => this.key(e)}, this.header, this.spacer);
    this.root = h('div.grid', {role: 'grid', 'aria-label': t('casesTitle'), 'aria-colcount': this.columns.length, style: {'--columns': '14px ' + this.columns.map(c => c.width).join(' '), '--least': leastWidth(this.columns) + 'px'}},
      this.scroller);
    this.resizes = new ResizeObserver(entries => this.measured(entries));
    this.widths = new ResizeObserver(() => this.resized());
    this.widths.observe(this.scroller);
    this.refilter();
  }

  printChoice() {
    const sizes = ['50', '200', '1000'].map(n => [n, n]);
    return h('label.field.inline', null, h('span', null, t('printRows')), choice(t('printRows'), sizes, app.printRows, v => { app.printRows = v; }), h('span', null, t('printRowsUnit')));
  }

  refilter() {
    app.view = null;
    this.drawFilters();
    this.reorder();
    this.scroller.scrollTop = 0;
  }

  reorder() {
    updateView();
    this.active = 0;
    for (const element of this.made.values()) element.remove();
    this.made.clear();
    this.locateOpened();
    this.drawHeader();
    this.status.textContent = t('rowsShown', count(app.view.length), count(app.changes.count));
    this.exportButton.textContent = t('export', count(app.view.length));
    this.exportButton.disabled = app.view.length === 0;
    this.root.setAttribute('aria-rowcount', app.view.length + 1);
    this.draw();
  }

  locateOpened() {
    this.opened = [];
    if (app.open.size > 0) app.view.forEach((row, at) => { if (app.open.has(row)) this.opened.push({at, row}); });
  }

  // --- Filters -----------------------------------------------------------------------------------------------------------

  drawFilters() {
    const f = app.filter, focus = document.activeElement?.dataset?.filter;
    const set = patch => { Object.assign(f, patch); this.refilter(); };
    const typed = attributes => h('input', {...attributes, oninput: e => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => { f.text = e.target.value; this.reorder(); this.scroller.scrollTop = 0; this.clearButton.disabled = !isFiltered(); }, 150);
    }});
    const mark = (name, control) => { control.dataset.filter = name; return control; };
    const indicators = app.data.indicators.map((x, i) => [String(i), indicatorText(i), x.changed ?? 0]).filter(([, , n]) => n > 0);
    const conditions = [...app.conditions].filter(([, x]) => f.indicator < 0 || x.indicator === f.indicator).map(([id]) => [String(id), clip(conditionText(id), 60)]);
    const cards = app.cards.map((x, i) => [String(i), `${x.shape} ${x.name}`]);
    this.clearButton = button(t('clear'), () => { app.filter = emptyFilter(); this.refilter(); }, {'data-filter': 'clear'});
    this.clearButton.disabled = !isFiltered();
    this.filters.replaceChildren(
      labelled(t('filterKey'), mark('text', typed({type: 'search', value: f.text, spellcheck: 'false'}))),
      labelled(t('colIndicator'), mark('indicator', choice(t('colIndicator'), [['-1', t('all')], ...indicators], String(f.indicator), v => set({indicator: Number(v), condition: ''})))),
      h('div.field.pairfield', null, h('span', null, t('filterCard')), h('div.joined', null,
        mark('card', choice(t('filterCard'), [['', t('all')], ...cards, [String(UNDECIDED), '? ' + t('undecided')], [String(NO_CARD), '– ' + t('noCard')]], f.card, v => set({card: v}))),
        mark('side', choice(t('filterSide'), [['any', t('sideAny')], ['old', t('sideOld')], ['new', t('sideNew')]], f.side, v => set({side: v}))))),
      conditions.length ? labelled(t('colCondition'), mark('condition', choice(t('colCondition'), [['', t('all')], ...conditions], f.condition, v => set({condition: v})))) : null,
      ...app.changes.dims.map((dim, d) => labelled(dim.name, mark('dim' + d, choice(dim.name, [['-1', t('all')],
        ...dim.values.map((v, code) => [String(code), v === '' ? t('emptyValue') : String(v)]).sort((a, b) => (a[1] < b[1] ? -1 : 1))], String(f.dims[d]),
        v => set({dims: f.dims.map((x, k) => k === d ? Number(v) : x)}))))),
      h('div.field.pairfield', null, h('span', null, t('filterDates')), h('div.joined', null,
        mark('basis', choice(t('filterDates'), [['day', t('basisDay')], ['onset', t('basisOnset')]], f.basis, v => set({basis: v}))),
        mark('from', h('input', {type: 'date', value: f.from, 'aria-label': t('from'), onchange: e => set({from: e.target.value})})), h('span', null, '–'),
        mark('to', h('input', {type: 'date', value: f.to, 'aria-label': t('to'), onchange: e => set({to: e.target.value})})))),
      this.kindToggles(set), this.clearButton);
    if (focus) this.filters.querySelector(`[data-filter="${focus}"]`)?.focus();
  }

  kindToggles(set) {
    const f = app.filter, n = app.data.totals.kinds ?? {};
    return h('div.field.kindfield', {role: 'group', 'aria-label': t('filterKind')}, h('span', null, t('filterKind')), h('div.toggles', null, KINDS.map((kind, i) => n[kind] === 0 ? null
      : button([h('i.sign', {'aria-hidden': 'true'}, KIND_SIGNS[i]), t('kindOne_' + kind)], () => {
        const kinds = new Set(f.kinds);
        if (!kinds.delete(i)) kinds.add(i);
        set({kinds});
      }, {class: 'toggle kind-' + kind, 'aria-pressed': String(f.kinds.has(i)), 'data-filter': 'kind' + i}))));
  }

  drawHeader() {
    const {column, down} = app.sort;
    this.header.replaceChildren(h('span', {role: 'columnheader', 'aria-label': t('unfold')}), ...this.columns.map(c => h('span', {role: 'columnheader', 'data-column': c.id,
      'aria-sort': c.id === column ? (down ? 'descending' : 'ascending') : 'none'},
    button([c.label, h('i', {'aria-hidden': 'true'}, c.id === column ? (down ? ' ▾' : ' ▴') : '')], () => this.sortBy(c.id)))));
  }

  /// Up, down, as the data are.
  sortBy(column) {
    if (app.sort.column !== column) app.sort = {column, down: false};
    else app.sort = app.sort.down ? {column: '', down: false} : {column, down: true};
    this.reorder();
    this.header.querySelector(`[data-column="${column}"] button`).focus();
  }

  // --- Rows --------------------------------------------------------------------------------------------------------------

  top(at) {
    let y = at * ROW;
    for (const o of this.opened) { if (o.at >= at) break; y += this.heights.get(o.row) ?? 0; }
    return y;
  }
  at(y) {
    let extra = 0;
    for (const o of this.opened) {
      const begin = (o.at + 1) * ROW + extra, height = this.heights.get(o.row) ?? 0;
      if (y < begin) break;
      if (y < begin + height) return o.at;
      extra += height;
    }
    return Math.floor((y - extra) / ROW);
  }

  /// The rows' own coordinate at the top of the window, and where the window stands in the (perhaps shorter) spacer.
  position() {
    const real = this.top(app.view.length), shown = Math.min(real, TALLEST), window = (this.height || 560) - HEAD;
    const ratio = real > shown ? (real - window) / (shown - window) : 1;
    return {real, shown, window, ratio, y: this.scroller.scrollTop * ratio};
  }

  drawSoon() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => { this.frame = 0; this.draw(); });
  }

  draw() {
    const {shown, window, y} = this.position(), height = Math.max(shown, 60) + 'px';
    if (this.spacer.style.height !== height) this.spacer.style.height = height;
    const first = Math.max(0, this.at(y) - OVERSCAN), last = Math.min(app.view.length - 1, this.at(y + window) + OVERSCAN);
    const wanted = new Set();
    for (let at = first; at <= last; ++at) wanted.add(app.view[at]);
    for (const [row, element] of this.made) if (!wanted.has(row)) this.forget(row, element);
    const shift = this.scroller.scrollTop - y;
    for (let at = first; at <= last; ++at) {
      const row = app.view[at];
      let element = this.made.get(row);
      if (!element) {
        element = this.make(row, at);
        this.made.set(row, element);
        this.spacer.append(element);
      }
      element.style.transform = `translateY(${this.top(at) + shift}px)`;
      element.firstChild.tabIndex = at === this.active ? 0 : -1;
    }
    if (app.view.length === 0 && !this.empty) this.spacer.append(this.empty = h('p.notice', null, t('noMatch')));
    else if (app.view.length > 0 && this.empty) { this.empty.remove(); this.empty = null; }
    if (!wanted.has(app.view[this.active])) this.spacer.querySelector('.row')?.setAttribute('tabindex', 0);
  }

  forget(row, element) {
    const held = element.contains(document.activeElement);
    this.resizes.unobserve(element);
    element.remove();
    this.made.delete(row);
    if (held) this.scroller.focus({preventScroll: true});
  }

  make(row, at) {
    const open = app.open.has(row);
    const line = h('div.row', {role: 'row', 'aria-rowindex': at + 2, 'aria-expanded': String(open), 'data-row': row, tabindex: -1,
      onclick: () => { this.active = at; this.toggle(at); }, onfocus: () => { this.active = at; }},
    h('span.opener', {role: 'gridcell', 'aria-hidden': 'true'}, open ? '▾' : '▸'),
    this.columns.map(c => h('span', {role: 'gridcell'}, c.show(row))));
    const element = h('div.entry' + (at % 2 ? '.odd' : '') + (open ? '.open' : ''), null, line);
    if (open) {
      element.append(renderDetail(row, this.scroller.clientWidth));
      element.dataset.row = row;
      this.resizes.observe(element);
    }
    return element;
  }

  measured(entries) {
    let moved = false;
    for (const {target} of entries) {
      const row = Number(target.dataset.row), height = target.offsetHeight - ROW;
      if (target.isConnected && height > 0 && this.heights.get(row) !== height) { this.heights.set(row, height); moved = true; }
    }
    if (moved) this.draw();
  }

  resized() {
    const width = this.scroller.clientWidth;
    this.height = this.scroller.clientHeight;
    if (width !== this.width) {
      this.width = width;
      for (const o of this.opened) { const element = this.made.get(o.row); if (element) this.forget(o.row, element); }
    }
    this.draw();
  }

  toggle(at) {
    const row = app.view[at], y = this.scroller.scrollTop;
    if (app.open.has(row)) { app.open.delete(row); this.heights.delete(row); } else app.open.add(row);
    const element = this.made.get(row), focused = element?.contains(document.activeElement);
    if (element) { this.resizes.unobserve(element); element.remove(); this.made.delete(row); }
    this.locateOpened();
    this.draw();
    const made = this.made.get(row);
    if (made && app.open.has(row)) { this.heights.set(row, made.offsetHeight - ROW); this.draw(); }
    this.scroller.scrollTop = y;
    if (focused || at === this.active) made?.firstChild.focus({preventScroll: true});
  }

  // --- Keyboard ----------------------------------------------------------------------------------------------------------

  key(e) {
    if (e.target !== this.scroller && !e.target.classList.contains('row')) return;
    const page = Math.max(1, Math.floor((this.height - HEAD) / ROW) - 1), last = app.view.length - 1;
    const step = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity}[e.key];
    const open = app.open.has(app.view[this.active]);
    if (step !== undefined) this.go(Math.max(0, Math.min(last, this.active + step)));
    else if (e.key === 'Enter' || e.key === ' ' || (e.key === 'ArrowRight' && !open) || (e.key === 'ArrowLeft' && open)) this.toggle(this.active);
    else return;
    e.preventDefault();
  }

  go(at) {
    if (at < 0) return;
    this.active = at;
    const {y, window, ratio} = this.position(), top = this.top(at);
    if (top < y) this.scroller.scrollTop = top / ratio;
    else if (top + ROW > y + window) this.scroller.scrollTop = (top + ROW - window) / ratio + (ratio > 1 ? 1 : 0);
    this.draw();
    this.made.get(app.view[at])?.firstChild.focus({preventScroll: true});
  }
}

/// The first rows as a plain table, for paper; unfolded rows bring their drawing.
function renderPrintRows() {
  const limit = Math.min(Number(app.printRows), app.view.length), columns = tableColumns(), total = columns.reduce((sum, c) => sum + c.paper, 0);
  const rows = [];
  for (let at = 0; at < limit; ++at) {
    const row = app.view[at];
    rows.push(h('tr', null, columns.map(c => h('td', null, c.show(row)))));
    if (app.open.has(row)) rows.push(h('tr.printdetail', null, h('td', {colspan: columns.length}, renderDetail(row, 690))));
  }
  return [h('p.note', null, limit < app.view.length ? t('printed', count(app.view.length), count(limit)) : t('printedAll', count(limit))),
    h('table.plain.cases', null, h('colgroup', null, columns.map(c => h('col', {style: {width: 100 * c.paper / total + '%'}}))), h('thead', null, h('tr', null, columns.map(c => h('th', null, c.label)))), h('tbody', null, rows))];
}
