// What a row unfolds into: its timeline, both reasons, and beside them the rule's difference in words.

function renderDetail(row, width) {
  const wide = width > 980;
  const drawing = Math.max(320, Math.min(wide ? Math.round(width * 0.64) : width, 1000) - 40);
  return h('div.detail' + (wide ? '.beside' : ''), {role: 'region', 'aria-label': String(app.changes.key[row])},
    h('div', null, h('h4', null, t('timeline'), ' ', h('small', null, timelineNotes(row))), drawTimeline(row, drawing), renderReasons(row)),
    renderRuleWords(row));
}

function timelineNotes(row) {
  const c = app.changes, axis = timeAxis(spansOf(c.old, row), spansOf(c.new, row), c.day[row], 1000);
  const notes = [];
  if (axis.to - axis.from <= 150 * DAY) notes.push(t('greyDays'));
  if (axis.tail) notes.push(t('brokenAxis'));
  return notes.join(' · ');
}

function renderReasons(row) {
  const c = app.changes;
  const one = (title, reason, missing) => reason === '' && missing === '' ? null : h('div.reason', null, h('h4', null, title),
    reason === '' ? null : h('p', null, reason), missing === '' ? null : h('p.missing', null, h('b', null, t('missing'), ' '), missing));
  return h('div.reasons', null, one(t('oldReason'), cell(c.oldReason, row), cell(c.oldMissing, row)), one(t('newReason'), cell(c.newReason, row), cell(c.newMissing, row)));
}

function renderRuleWords(row) {
  const c = app.changes, i = c.indicator[row], indicator = app.data.indicators[i] ?? {}, found = app.conditions.get(c.condition[row]);
  const line = n => n ? h('small', null, ' ', t('line', n)) : null;
  return h('div.rulewords', null,
    h('h4', null, t('firstCondition')),
    found ? [h('p.minus', null, h('b', null, t('old'), ' '), found.condition.old || t('absent'), line(found.condition.line_old)),
      h('p.plus', null, h('b', null, t('new'), ' '), found.condition.new || t('absent'), line(found.condition.line_new)),
      h('p', null, button(t('decidedCases', count(found.condition.cases)), () => showCases({condition: String(c.condition[row]), indicator: i}), {class: 'link'}))]
      : h('p', null, t('noCondition')),
    h('dl', null,
      h('dt', null, t('colIndicator')), h('dd', null, indicatorText(i), ' ', statusBadge(indicator.status)),
      indicator.clauses?.length ? [h('dt', null, t('clause')), h('dd', null, indicator.clauses.join('、'))] : null,
      Number.isFinite(c.day[row]) ? [h('dt', null, t('partsOn')), h('dd', null, fullInstant(c.day[row]))] : null),
    h('p', null, button(t('seeRule'), () => showRule(i), {class: 'link'})));
}
