// The dialogs: a larger picture, an alert, a small menu, a choice. All are
// <dialog>, so Esc closes them and focus returns to where it was.
import { el, button, icon } from './nodes.js';
import { word } from './words.js';

// show opens a dialog as modal and forgets it once closed. A click beside it
// closes it. The promise gives what it was closed with, '' where it was left.
export function show(dialog) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.addEventListener('pointerdown', (event) => {
    const box = dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (event.target === dialog && !inside) dialog.close('');
  });
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      done(dialog.returnValue);
    });
  });
}

// open tells whether any dialog is up: what plays by itself then keeps still.
export const open = () => document.querySelector('dialog[open]') !== null;

// alertBox is the alert of an answered button; text keeps its line breaks.
export function alertBox(lang, title, text) {
  const ok = button({ class: 'primary', data: { act: 'ok' }, autofocus: true }, word(lang, 'ok'));
  const dialog = el('dialog', { class: 'box', lang, data: { dialog: 'alert' }, 'aria-label': title },
    el('h2', {}, title), el('p', { class: 'said' }, text), el('div', { class: 'acts' }, ok));
  ok.addEventListener('click', () => dialog.close(''));
  return show(dialog);
}

// choose asks for one of several; items are {label, note, value}. The promise
// gives the value, or null.
export async function choose(lang, title, items) {
  const cancel = button({ class: 'plain' }, word(lang, 'cancel'));
  const dialog = el('dialog', { class: 'box', lang, data: { dialog: 'choose' }, 'aria-label': title }, el('h2', {}, title));
  const list = el('div', { class: 'choices' });
  let chosen = null;
  items.forEach(({ label, note, value }, i) => {
    list.append(button({
      data: { act: `choose-${i}` },
      on: { click: () => { chosen = value; dialog.close(''); } },
    }, el('span', {}, label), note ? el('small', {}, note) : null));
  });
  cancel.addEventListener('click', () => dialog.close(''));
  dialog.append(list, el('div', { class: 'acts' }, cancel));
  await show(dialog);
  return chosen;
}

// menu is a small list of acts near a point; items are {id, label, act}.
export async function menu(lang, label, at, items) {
  const dialog = el('dialog', { class: 'menu', lang, data: { dialog: 'menu' }, 'aria-label': label });
  let chosen = null;
  for (const item of items) {
    dialog.append(button({
      data: { act: item.id },
      on: { click: () => { chosen = item; dialog.close(''); } },
    }, item.label));
  }
  const closed = show(dialog);
  const box = dialog.getBoundingClientRect();
  dialog.style.left = `${Math.max(8, Math.min(at.x, innerWidth - box.width - 8))}px`;
  dialog.style.top = `${Math.max(8, Math.min(at.y, innerHeight - box.height - 8))}px`;
  await closed;
  chosen?.act();
}

// under is the point below a button, where its menu opens.
export function under(node) {
  const box = node.getBoundingClientRect();
  return { x: box.left, y: box.bottom + 4 };
}

// viewer shows pictures large; urls is an album in order, from the one tapped.
export function viewer(lang, urls, first) {
  let at = first;
  const picture = el('img', {});
  const count = el('span', { class: 'count' });
  const step = (by) => {
    at = (at + by + urls.length) % urls.length;
    picture.src = urls[at];
    picture.alt = word(lang, 'view.n', { n: at + 1, total: urls.length });
    count.textContent = urls.length > 1 ? `${at + 1} / ${urls.length}` : '';
  };
  const act = (id, drawn, click) => button({ 'aria-label': word(lang, id), title: word(lang, id), data: { act: id }, on: { click } }, icon(drawn));
  const dialog = el('dialog', { class: 'viewer', lang, data: { dialog: 'viewer' }, 'aria-label': word(lang, 'photo') },
    picture,
    el('div', { class: 'bar' },
      urls.length > 1 ? act('previous', 'left', () => step(-1)) : null,
      count,
      urls.length > 1 ? act('next', 'right', () => step(1)) : null,
      act('close', 'close', () => dialog.close(''))));
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') step(-1);
    if (event.key === 'ArrowRight') step(1);
  });
  step(0);
  return show(dialog);
}
