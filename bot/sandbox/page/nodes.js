// Building nodes. Whatever people or the bot wrote reaches the page as text
// nodes only; nothing here parses markup.

// el makes an element. Of props, `on` (listeners) and `data` (dataset)
// are understood; everything else is set as an attribute, unless
// it is null, undefined or false. Children are nodes, strings, or nothing.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, hear] of Object.entries(value)) node.addEventListener(event, hear);
    else if (name === 'data') Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// button makes a real button, so that it can be reached and pressed by keyboard.
export function button(props, ...children) {
  return el('button', { type: 'button', ...props }, ...children);
}

// svg makes an element of a drawing.
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'data') Object.assign(node.dataset, value);
    else if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// The icons are drawn on 24 by 24, in strokes.
const icons = {
  attach: 'M4 8.5A2.5 2.5 0 0 1 6.5 6h1l1.2-1.6A1 1 0 0 1 9.5 4h5a1 1 0 0 1 .8.4L16.5 6h1A2.5 2.5 0 0 1 20 8.5v8A2.5 2.5 0 0 1 17.5 19h-11A2.5 2.5 0 0 1 4 16.5z M12 9.2a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z',
  map: 'M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0 1 13 0c0 5.4-6.5 11-6.5 11z M12 7.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z',
  commands: 'M14.5 4.5l-5 15',
  keyboard: 'M3.5 7h17v10.5h-17z M7 10.5h.01 M10.3 10.5h.01 M13.7 10.5h.01 M17 10.5h.01 M8 14h8',
  send: 'M5 12h13 M12.5 6l6 6-6 6',
  more: 'M6 12h.01 M12 12h.01 M18 12h.01',
  close: 'M6.5 6.5l11 11 M17.5 6.5l-11 11',
  down: 'M6 9.5l6 6 6-6',
  left: 'M14.5 6l-6 6 6 6',
  right: 'M9.5 6l6 6-6 6',
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8.5 6v12 M15.5 6v12',
  stop: 'M7 7h10v10H7z',
  voice: 'M5 10v4 M9 7v10 M13 5v14 M17 8.5v7 M20.5 11v2',
  video: 'M4 6.5h11v11H4z M15 11l5-3v8l-5-3',
  document: 'M7 3.5h7l4 4v13H7z M14 3.5v4h4 M9.5 12.5h6 M9.5 16h6',
  download: 'M12 4.5v10 M7.5 10.5l4.5 4.5 4.5-4.5 M5.5 19h13',
  sticker: 'M12 4a8 8 0 1 0 8 8l-8-8z M12 4v5a3 3 0 0 0 3 3h5',
  contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  forward: 'M13 6l6 5.5-6 5.5v-3.5c-4 0-6.5 1-8.5 4 .5-5 3.5-8 8.5-8z',
  image: 'M4 5h16v14H4z M4 16l4.5-5 4 4.5 3-3 4.5 4 M15.5 9h.01',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 7.5V12l3 2',
};

// icon draws one of the icons; it is decoration, the button around it has the name.
export function icon(name) {
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: icons[name] }));
}

// spinner turns while something is under way; the busy button says so in words.
export function spinner() {
  return el('span', { class: 'spinner', 'aria-hidden': 'true' });
}
