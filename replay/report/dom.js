// Elements from plain calls. Text becomes text nodes and nothing else, so that no name in the data can be markup; the page's
// policy (require-trusted-types-for) forbids the other ways.
const SVG = 'http://www.w3.org/2000/svg';

/// h('p.note', {title: '…', onclick: f}, 'text', element, [more]); attributes that are null or false are left out.
function h(tag, attributes, ...children) { return fill(document.createElement(tag.split('.')[0]), tag, attributes, children); }
function svg(tag, attributes, ...children) { return fill(document.createElementNS(SVG, tag.split('.')[0]), tag, attributes, children); }

function fill(element, tag, attributes, children) {
  const classes = tag.split('.').slice(1);
  if (classes.length > 0) element.setAttribute('class', classes.join(' '));
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [property, v] of Object.entries(value)) element.style.setProperty(property, v);
    else if (name === 'value' || name === 'checked' || name === 'selected') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(3).filter(c => c !== null && c !== undefined && c !== false));
  return element;
}

function button(text, onclick, attributes) { return h('button', {type: 'button', onclick, ...attributes}, text); }

/// A drop-down of [value, text] pairs.
function choice(label, pairs, value, onchange) {
  const select = h('select', {'aria-label': label, onchange: e => onchange(e.target.value)},
    pairs.map(([v, text]) => h('option', {value: v}, text)));
  select.value = value;
  return select;
}
function labelled(text, control) { return h('label.field', null, h('span', null, text), control); }

function section(id, title, note, ...children) {
  return h('section', {id, 'aria-labelledby': id + '-title'},
    h('div.heading', null, h('h2', {id: id + '-title'}, title), note ? h('p.note', null, note) : null), children);
}
