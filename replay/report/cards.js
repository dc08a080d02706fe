// How a card looks. Never by colour alone: every card has a shape of its own, and undecided is hatched.
const UNDECIDED = -1, NO_CARD = -2;
const SHAPES = ['●', '▲', '■', '◆', '★', '✚'];
const NAMED = [
  [/红|red/i, {solid: '#b3261e', tint: '#f3c9c5', ink: '#ffffff'}],
  [/橙|orange/i, {solid: '#c4601a', tint: '#f6d6bd', ink: '#ffffff'}],
  [/黄|yellow/i, {solid: '#e0a100', tint: '#fae7b4', ink: '#2a2000'}],
  [/绿|green/i, {solid: '#2f7d4a', tint: '#c6e3d0', ink: '#ffffff'}],
  [/蓝|blue/i, {solid: '#2a62ac', tint: '#c8daf1', ink: '#ffffff'}],
];
const UNNAMED = [
  {solid: '#3d74a8', tint: '#cfe0ef', ink: '#ffffff'},
  {solid: '#6d559e', tint: '#dcd3ec', ink: '#ffffff'},
  {solid: '#24807b', tint: '#c5e4e1', ink: '#ffffff'},
  {solid: '#8a5a44', tint: '#e6d4ca', ink: '#ffffff'},
];

function cardStyles(names) {
  let unnamed = 0;
  return names.map((name, i) => {
    const named = NAMED.find(([pattern]) => pattern.test(name));
    return {name, shape: SHAPES[i % SHAPES.length], ...(named ? named[1] : UNNAMED[unnamed++ % UNNAMED.length])};
  });
}
function cardName(card) { return card === UNDECIDED ? t('undecided') : card === NO_CARD ? t('noCard') : app.cards[card]?.name ?? String(card); }
function cardShape(card) { return card === UNDECIDED ? '?' : card === NO_CARD ? '–' : app.cards[card]?.shape ?? '○'; }
function cardVariables(card) {
  const style = app.cards[card];
  return style ? {'--solid': style.solid, '--tint': style.tint, '--on': style.ink} : {};
}
/// Shape and name.
function cardMark(card) {
  const kind = card === UNDECIDED ? '.undecided' : card === NO_CARD ? '.nocard' : '';
  return h('span.mark' + kind, {style: cardVariables(card)}, h('i', {'aria-hidden': 'true'}, cardShape(card)), h('span', null, cardName(card)));
}

const KINDS = ['gained', 'lost', 'raised', 'lowered', 'moved', 'decided', 'undecided', 'dropped'];
const KIND_SIGNS = ['＋', '−', '↑', '↓', '⇄', '✓', '?', '∅'];
