// Choosing the place to send: on the map, by the arrow keys, or from the list.
import { el, button, icon } from './nodes.js';
import { pick, word } from './words.js';
import { draw, frame, gridAt, pin } from './map.js';
import { show } from './dialogs.js';

// choosePlace asks somebody for a place. The promise gives what goes into a
// send: {kind, lat, lon} and for a venue {title, address} too; null if left.
export async function choosePlace(stage, lang, who) {
  const say = (id, blanks) => word(lang, id, blanks);
  const wide = innerWidth >= 760;
  const to = frame(stage, Math.min(innerWidth - 40, wide ? 560 : 520), Math.min(innerHeight * (wide ? 0.62 : 0.42), 540));
  const drawing = draw(stage, to, lang);
  drawing.setAttribute('tabindex', '0');
  drawing.setAttribute('role', 'application');
  drawing.setAttribute('aria-label', say('map.how'));
  const mark = pin();
  const where = el('p', { class: 'where', 'aria-live': 'polite' }, say('map.none'));
  const asLocation = button({ class: 'primary', disabled: true, data: { act: 'send-location' } }, say('map.send'));
  const asVenue = button({ class: 'plain', disabled: true, data: { act: 'send-venue' } }, say('map.venue'));
  let chosen = null;
  let answer = null;

  const choose = (lat, lon, place) => {
    const grid = gridAt(to, lat, lon);
    const gridName = grid ? pick(grid.properties?.name ?? grid.properties?.id, lang) : say('map.outside');
    chosen = { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)), title: place ? pick(place.name, lang) : gridName, address: place ? pick(place.address, lang) || gridName : '' };
    mark.setAttribute('transform', `translate(${to.x(lon)} ${to.y(lat)})`);
    if (!mark.isConnected) drawing.append(mark);
    where.textContent = [place ? chosen.title : '', gridName, `${lat.toFixed(5)}, ${lon.toFixed(5)}`].filter(Boolean).join(' · ');
    asLocation.disabled = false;
    asVenue.disabled = !place;
    list.querySelectorAll('button').forEach((b) => b.setAttribute('aria-pressed', String(stage.places[Number(b.dataset.n)] === place)));
  };

  const list = el('div', { class: 'places' });
  (stage.places || []).forEach((place, n) => {
    list.append(button({
      data: { act: `place-${n}`, n }, 'aria-pressed': 'false',
      on: { click: () => choose(place.lat, place.lon, place) },
    }, pick(place.name, lang)));
  });

  // The sheet reaches beyond the drawing; somebody can stand out there too.
  const sheet = el('div', { class: 'sheet' }, drawing);
  sheet.addEventListener('click', (event) => {
    const dot = event.target.closest('[data-place]');
    if (dot) {
      const place = stage.places[Number(dot.dataset.place)];
      choose(place.lat, place.lon, place);
      return;
    }
    const box = drawing.getBoundingClientRect();
    choose(to.lat(((event.clientY - box.top) / box.height) * to.height), to.lon(((event.clientX - box.left) / box.width) * to.width));
  });
  drawing.addEventListener('keydown', (event) => {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [0, 0];
    if (!dx && !dy) return;
    event.preventDefault();
    const far = event.shiftKey ? 24 : 6;
    const [x, y] = chosen ? [to.x(chosen.lon), to.y(chosen.lat)] : [to.width / 2, to.height / 2];
    const step = (at, by, end) => Math.max(Math.min(0, at), Math.min(at + by, Math.max(end, at)));
    choose(to.lat(step(y, chosen ? dy * far : 0, to.height)), to.lon(step(x, chosen ? dx * far : 0, to.width)));
  });

  const close = button({ class: 'round', 'aria-label': say('close'), title: say('close'), data: { act: 'close' } }, icon('close'));
  const dialog = el('dialog', { class: 'box wide', lang, data: { dialog: 'map' }, 'aria-label': say('map.title', { who }) },
    el('div', { class: 'head' }, el('h2', {}, say('map.title', { who })), close),
    el('p', { class: 'how' }, say('map.how')),
    el('div', { class: 'chooser' },
      sheet,
      list.childElementCount ? el('section', { 'aria-label': say('map.places') }, el('h3', {}, say('map.places')), list) : null),
    where, el('div', { class: 'acts' }, asVenue, asLocation));
  const finish = (kind) => {
    const { lat, lon, title, address } = chosen;
    answer = kind === 'venue' ? { kind, lat, lon, title, address } : { kind, lat, lon };
    dialog.close('');
  };
  close.addEventListener('click', () => dialog.close(''));
  asLocation.addEventListener('click', () => finish('location'));
  asVenue.addEventListener('click', () => finish('venue'));
  await show(dialog);
  return answer;
}
