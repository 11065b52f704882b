// Text and its entities become nodes. Offsets count UTF-16 units, which is how
// JavaScript counts too, so a slice of the string is a slice of the message.
import { el, button } from './nodes.js';

const tags = {
  bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre',
  blockquote: 'blockquote', expandable_blockquote: 'blockquote',
};

const address = /https?:\/\/[^\s<>"'，。；：！？（）《》“”]+|\bt\.me\/[A-Za-z0-9_]+(\?[\w=&%-]+)?/g;

// textNodes builds the nodes of a text. The acts are what a tap does:
// link(url) for an address, command(text) for a bot command.
export function textNodes(text, entities, acts) {
  const sorted = (entities || [])
    .filter((e) => e.length > 0 && e.offset >= 0 && e.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, acts);
}

// build lays the entities between from and to around their text. An entity
// that reaches out of the one around it is cut where that one ends.
function build(text, from, to, entities, acts) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next++;
    if (end > start) {
      nodes.push(...plain(text.slice(at, start), acts));
      const linked = linking.has(entity.type);
      const inner = build(text, start, end, entities.slice(i + 1, next), linked ? null : acts);
      nodes.push(wrap(entity, text.slice(start, end), inner, acts));
      at = end;
    }
    i = next;
  }
  nodes.push(...plain(text.slice(at, to), acts));
  return nodes;
}

const linking = new Set(['url', 'text_link', 'bot_command', 'email', 'phone_number', 'code', 'pre']);

function wrap(entity, words, inner, acts) {
  switch (entity.type) {
    case 'text_link': return acts ? link(entity.url, inner, acts) : el('span', {}, ...inner);
    case 'url': return acts ? link(words, inner, acts) : el('span', {}, ...inner);
    case 'email': return el('a', { href: `mailto:${words}` }, ...inner);
    case 'phone_number': return el('a', { href: `tel:${words.replace(/[^+\d]/g, '')}` }, ...inner);
    case 'bot_command':
      return acts ? button({ class: 'link', on: { click: () => acts.command(words) } }, ...inner) : el('span', {}, ...inner);
    case 'spoiler': {
      const hidden = button({ class: 'spoiler', 'aria-expanded': 'false' }, el('span', {}, ...inner));
      hidden.addEventListener('click', () => hidden.setAttribute('aria-expanded', 'true'));
      return hidden;
    }
    case 'mention': case 'text_mention': case 'hashtag': case 'cashtag':
      return el('span', { class: 'mention' }, ...inner);
    default:
      return el(tags[entity.type] || 'span', {}, ...inner);
  }
}

// plain is text without entities; addresses in it can still be followed, as a
// link that one person copies to another must open there.
function plain(text, acts) {
  if (!text) return [];
  if (!acts) return [text];
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(address)) {
    nodes.push(text.slice(at, found.index), link(found[0], [found[0]], acts));
    at = found.index + found[0].length;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== '');
}

function link(url, inner, acts) {
  const href = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  if (!/^(https?|tg|mailto|tel):/i.test(href)) return el('span', {}, ...inner);
  return el('a', {
    href, target: '_blank', rel: 'noopener noreferrer',
    on: { click: (event) => { if (acts.link(href)) event.preventDefault(); } },
  }, ...inner);
}

// deepLink reads a link to this bot: {start} or {startgroup} with its payload,
// null for any other address.
export function deepLink(url, username) {
  let parsed;
  try {
    parsed = new URL(/^[a-z]+:/i.test(url) ? url : `https://${url}`);
  } catch {
    return null;
  }
  if (!/^(www\.)?(t|telegram)\.(me|dog)$/i.test(parsed.hostname)) return null;
  if (parsed.pathname.slice(1).toLowerCase() !== String(username).toLowerCase()) return null;
  if (parsed.searchParams.has('startgroup')) return { startgroup: parsed.searchParams.get('startgroup') };
  return { start: parsed.searchParams.get('start') || '' };
}

// deepLinks finds every link to this bot in a message: in its text, behind its
// words and on its buttons.
export function deepLinks(message, username) {
  const text = message.text || message.caption || '';
  const entities = message.entities || message.caption_entities || [];
  const rows = message.reply_markup?.inline_keyboard || [];
  const urls = [
    ...Array.from(text.matchAll(address), (found) => found[0]),
    ...entities.map((e) => e.url),
    ...rows.flat().map((key) => key.url),
  ];
  return [...new Set(urls)].filter((url) => url && deepLink(url, username));
}
