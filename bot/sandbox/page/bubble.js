// One message, or one album, as a bubble with its inline keyboard beneath.
import { el, button, icon, spinner } from './nodes.js';
import { word } from './words.js';
import { textNodes, deepLink } from './text.js';
import { happening, media, photos, summary } from './media.js';

// bubble builds the node of a row. messages is one message, or an album's in
// order; view says how it is seen: {lang, scene, own, named, topic, busy} and
// what can be done there, acts: {link, command, press, look, menu, find}.
export function bubble(messages, view) {
  const { lang, scene, own, acts } = view;
  const first = messages[0];
  const told = happening(first, scene, lang);
  if (told) return el('div', { class: 'happening', data: { message: first.message_id } }, told);

  const worded = messages.find((m) => m.text || m.caption) || first;
  const text = worded.text || worded.caption || '';
  const pictures = messages.filter((m) => m.photo?.length);
  const carried = pictures.length ? photos(pictures, lang, acts.look) : media(first, scene, lang);
  const body = el('div', { class: `bubble${carried ? ' carries' : ''}${first.sticker ? ' bare' : ''}` },
    view.named ? el('div', { class: 'who', data: { hue: scene.hue(first.from?.id) } }, scene.nameOf(first.from)) : null,
    view.topic ? el('div', { class: 'topic' }, `# ${view.topic}`) : null,
    forwarded(first, lang, scene),
    quote(first, view),
    carried,
    text ? el('div', { class: 'words', dir: 'auto' }, ...textNodes(text, worded.entities || worded.caption_entities, acts)) : null,
    !text && !carried ? el('div', { class: 'words dim' }, word(lang, 'unsupported')) : null,
    footer(messages, view));
  const node = el('div', {
    class: `row ${own ? 'own' : 'their'}`, data: { message: first.message_id, ...(first.out ? { out: 'true' } : {}) },
    on: { contextmenu: (event) => openMenu(event, worded, view) },
  }, body, keys(first, view));
  longPress(body, (point) => acts.menu(worded, point));
  return node;
}

function forwarded(m, lang, scene) {
  const from = m.forward_origin;
  if (!from) return null;
  const who = from.sender_user ? scene.nameOf(from.sender_user) : from.sender_user_name || from.chat?.title || '…';
  return el('div', { class: 'forwarded' }, word(lang, 'forwarded', { who }));
}

function quote(m, { lang, scene, acts }) {
  const to = m.reply_to_message;
  if (!to || to.forum_topic_created) return null;
  return button({ class: 'quote', on: { click: () => acts.find(to.message_id) } },
    el('b', {}, scene.nameOf(to.from)), el('span', {}, summary(to, lang)));
}

function footer(messages, { lang, scene, own, acts }) {
  const m = messages[messages.length - 1];
  const edited = messages.some((each) => each.edit_date);
  const at = m.date * 1000;
  return el('div', { class: 'meta' },
    edited ? el('span', { class: 'edited' }, word(lang, 'edited')) : null,
    el('time', { datetime: new Date(at).toISOString(), title: scene.times.full(lang, at) }, scene.times.minute(lang, at)),
    button({
      class: 'dots', 'aria-label': word(lang, 'message.menu'), title: word(lang, 'message.menu'), tabindex: own ? null : '-1',
      on: {
        click: (event) => {
          const box = event.currentTarget.getBoundingClientRect();
          acts.menu(messages.find((each) => each.text || each.caption) || m, { x: box.left - 60, y: box.bottom });
        },
      },
    }, icon('more')));
}

// keys is the inline keyboard; a press turns its button until it is answered.
function keys(m, { lang, scene, busy, acts }) {
  const rows = m.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el('div', { class: 'keys' }, rows.map((row) => el('div', { class: 'keyrow' }, row.map((key) => {
    if (key.url) {
      const inside = deepLink(key.url, scene.stage.bot.username);
      return el('a', {
        class: 'key', href: key.url, target: '_blank', rel: 'noopener noreferrer', data: { link: key.url },
        'aria-label': inside ? null : word(lang, 'opens', { label: key.text }),
        on: { click: (event) => { if (acts.link(key.url)) event.preventDefault(); } },
      }, key.text);
    }
    if (key.copy_text) return button({ class: 'key', on: { click: () => navigator.clipboard?.writeText(key.copy_text.text) } }, key.text);
    if (!('callback_data' in key)) return button({ class: 'key', disabled: true }, key.text);
    const node = button({ class: 'key', data: { press: key.callback_data } }, el('span', {}, key.text));
    if (busy.has(`${m.message_id} ${key.callback_data}`)) waiting(node, lang);
    node.addEventListener('click', () => acts.press(m, key.callback_data));
    return node;
  }))));
}

// waiting marks a button as pressed and not yet answered. It stays focusable,
// so that nobody who uses the keyboard is thrown out of the message.
export function waiting(node, lang) {
  if (node.getAttribute('aria-busy') === 'true') return;
  node.setAttribute('aria-busy', 'true');
  node.append(spinner(), el('span', { class: 'unseen' }, ` ${word(lang, 'pressing')}`));
}

// answered takes the mark away again.
export function answered(node) {
  node.removeAttribute('aria-busy');
  node.querySelectorAll('.spinner, .unseen').forEach((mark) => mark.remove());
}

// openMenu opens the message's menu instead of the browser's, which stays for
// marked text and for links that lead elsewhere.
function openMenu(event, message, { scene, acts }) {
  const url = event.target.closest('a')?.href;
  if (String(getSelection()) || (url && !deepLink(url, scene.stage.bot.username))) return;
  event.preventDefault();
  const box = event.currentTarget.getBoundingClientRect();
  acts.menu(message, event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : { x: box.left, y: box.bottom }, url);
}

// longPress calls act where a finger rests for half a second. A mouse has the
// right button for that.
function longPress(node, act) {
  let timer = 0;
  let from = null;
  const stop = () => clearTimeout(timer);
  node.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' || event.target.closest('button, a')) return;
    from = { x: event.clientX, y: event.clientY };
    stop();
    timer = setTimeout(() => act(from), 500);
  });
  node.addEventListener('pointermove', (event) => {
    if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > 10) stop();
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) node.addEventListener(end, stop);
}
