// What differs in the rules themselves, indicator by indicator: the conditions old → new, and the text as a line diff.
const CONTEXT = 3;

function renderRules() {
  const indicators = app.data.indicators ?? [];
  if (indicators.length === 0) return null;
  const order = indicators.map((_, i) => i).sort((a, b) => (indicators[b].changed ?? 0) - (indicators[a].changed ?? 0) || a - b);
  const differing = order.filter(i => ['changed', 'new', 'gone'].includes(indicators[i].status));
  const others = order.filter(i => !differing.includes(i));
  const counts = ['changed', 'new', 'gone', 'wording', 'same'].map(s => [s, indicators.filter(i => i.status === s).length]).filter(([, n]) => n > 0);
  return section('rules', t('rulesTitle'), t('rulesNote'),
    h('p.legend', null, counts.map(([s, n]) => h('span.sample', null, statusBadge(s), count(n)))),
    h('div.rulelist', null, differing.map(renderRule)),
    others.length ? h('details.others', null, h('summary', null, t('othersSame', others.length)), h('div.rulelist', null, others.map(renderRule))) : null);
}

/// Its body is made when it is first opened.
function renderRule(i) {
  const indicator = app.data.indicators[i];
  const details = h('details.rule', {id: 'rule-' + i, open: app.openRules.has(i), ontoggle: () => {
    if (details.open) { app.openRules.add(i); openRule(details, indicator, i); } else app.openRules.delete(i);
  }},
  h('summary', null, statusBadge(indicator.status), h('span.code', null, indicator.code), h('b', null, indicator.name ?? ''),
    h('span.clauses', null, (indicator.clauses ?? []).join('、')), h('span.differing', null, t('differing', count(indicator.changed)))));
  if (app.openRules.has(i)) openRule(details, indicator, i);
  return details;
}
function openRule(details, indicator, i) {
  if (details.childElementCount > 1) return;
  details.append(h('div.rulebody', null, renderConditions(indicator, i), renderDiff(indicator.diff ?? [])));
}

function renderConditions(indicator, i) {
  const conditions = indicator.conditions ?? [];
  return h('div.conditions', null, h('h4', null, t('conditionsTitle')), conditions.length === 0 ? h('p.note', null, t('noConditions')) : h('ol', null, conditions.map(c => h('li', null,
    h('p.minus', null, c.old || t('absent'), c.line_old ? h('small', null, ' ', t('line', c.line_old)) : null),
    h('p.plus', null, c.new || t('absent'), c.line_new ? h('small', null, ' ', t('line', c.line_new)) : null),
    c.cases > 0 && app.changes.count > 0 ? button(t('decidedCases', count(c.cases)), () => showCases({indicator: i, condition: String(c.id)}), {class: 'link'})
      : h('span.note', null, t('decidedCases', count(c.cases)))))));
}

function renderDiff(lines) {
  if (!lines.some(l => l.op !== '=')) return h('div.textdiff', null, h('h4', null, t('diffTitle')), h('p.note', null, t('noDiff')), lines.length ? diffTable(lines) : null);
  return h('div.textdiff', null, h('h4', null, t('diffTitle')), diffTable(lines));
}

function diffTable(lines) {
  const table = h('div.diff');
  const near = lines.map((_, k) => lines.slice(Math.max(0, k - CONTEXT), k + CONTEXT + 1).some(l => l.op !== '='));
  const whole = !near.includes(true) || lines.length <= 12;
  for (let k = 0; k < lines.length; ++k) {
    if (whole || near[k]) { table.append(diffLine(lines, k)); continue; }
    let end = k;
    while (end < lines.length && !near[end]) ++end;
    if (end - k < 3) { table.append(diffLine(lines, k)); continue; }
    const hidden = lines.slice(k, end).map((_, j) => diffLine(lines, k + j));
    const opener = button('⋯ ' + t('sameLines', end - k), () => opener.replaceWith(...hidden), {class: 'fold'});
    table.append(opener);
    k = end - 1;
  }
  return table;
}

/// A removed line directly followed by an added one (or in runs of equal length) shows which part of it differs.
function diffLine(lines, k) {
  const {op, text} = lines[k];
  const name = op === '-' ? 'minus' : op === '+' ? 'plus' : 'equal';
  const other = op === '=' ? null : partner(lines, k);
  return h('div.diffline.' + name, null, h('i', {'aria-label': op === '-' ? t('old') : op === '+' ? t('new') : null}, op === '-' ? '−' : op === '+' ? '+' : ' '),
    h('code', null, other === null ? text : highlighted(text, other)));
}
function partner(lines, k) {
  const op = lines[k].op, opposite = op === '-' ? '+' : '-', step = op === '-' ? 1 : -1;
  let begin = k;
  while (lines[begin - 1]?.op === op) --begin;
  let end = k;
  while (lines[end + 1]?.op === op) ++end;
  const length = end - begin + 1, first = step > 0 ? end + 1 : begin - length;
  for (let j = 0; j < length; ++j) if (lines[first + j]?.op !== opposite) return null;
  if (lines[step > 0 ? first + length : first - 1]?.op === opposite) return null;
  return lines[first + k - begin].text;
}
function highlighted(text, other) {
  const a = [...text], b = [...other];
  let head = 0, tail = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) ++head;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) ++tail;
  const middle = a.slice(head, a.length - tail).join('');
  return head + tail === 0 || middle === '' ? [text] : [a.slice(0, head).join(''), h('mark', null, middle), a.slice(a.length - tail).join('')];
}

function showRule(i) {
  const details = document.getElementById('rule-' + i);
  if (!details) return;
  const around = details.closest('details.others');
  if (around) around.open = true;
  details.open = true;
  details.scrollIntoView({block: 'start'});
  details.querySelector('summary').focus({preventScroll: true});
}
