// What a message carries besides words: pictures, places, files, people.
import { el, button, icon } from './nodes.js';
import { word } from './words.js';
import { fileURL } from './api.js';
import { thumbnail } from './map.js';

// sizes gives the smallest picture that still looks sharp in a bubble, and the
// largest one for the viewer.
function sizes(photo) {
  const sorted = [...photo].sort((a, b) => (a.width || 0) - (b.width || 0));
  return { small: sorted.find((size) => (size.width || 0) >= 600) || sorted[sorted.length - 1], large: sorted[sorted.length - 1] };
}

// photos shows the pictures of one message, or of an album as a grid. Of an
// album, each picture but the first carries its own message ID: the first
// message's stands on the whole.
export function photos(messages, lang, view) {
  const urls = messages.map((m) => fileURL(sizes(m.photo).large.file_id));
  const grid = el('div', { class: `photos n${Math.min(messages.length, 10)}${messages.length % 2 ? ' odd' : ''}` });
  messages.forEach((m, i) => {
    const { small } = sizes(m.photo);
    const label = messages.length > 1 ? word(lang, 'view.n', { n: i + 1, total: messages.length }) : word(lang, 'view');
    grid.append(button({
      class: 'photo', 'aria-label': label, data: i > 0 ? { message: m.message_id, photo: i } : { photo: i },
      on: { click: () => view(urls, i) },
    }, el('img', { src: fileURL(small.file_id), alt: '', width: small.width || 4, height: small.height || 3, loading: 'lazy' })));
  });
  return grid;
}

const inside = (drawn, title, note) => [el('span', { class: 'disc' }, icon(drawn)),
  el('span', { class: 'lines' }, el('b', {}, title), note ? el('small', {}, note) : null)];

function card(drawn, title, note, extra) {
  return el('div', { class: `card ${extra || ''}` }, inside(drawn, title, note));
}

// paper is a document as a link to it. A PDF is read beside the page, so that
// the chat stays as it is; anything else goes to the disk under its own name.
// The sandbox decides the same way, and its word counts: see download.go.
function paper(file, lang) {
  const title = file.file_name || word(lang, 'document');
  const read = /\.pdf$/i.test(title);
  return el('a', {
    class: 'card', href: fileURL(file.file_id), title: word(lang, read ? 'document.read' : 'document.keep'),
    ...(read ? { target: '_blank', rel: 'noopener noreferrer' } : { download: title }),
  }, inside(read ? 'document' : 'download', title, file.file_size ? size(file.file_size) : ''));
}

function place(scene, lang, spot, title, note) {
  return el('div', { class: 'spot' }, thumbnail(scene.stage, spot.latitude, spot.longitude),
    el('span', { class: 'lines' }, el('b', {}, title), el('small', {}, note)));
}

const coordinates = ({ latitude, longitude }) => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;

const size = (bytes) => (bytes >= 1 << 20 ? `${(bytes / (1 << 20)).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);

// media shows what a message carries, other than photos; null for plain text.
export function media(m, scene, lang) {
  const say = (id, blanks) => word(lang, id, blanks);
  const lasting = (of) => [of.duration ? say('seconds', { n: of.duration }) : '', of.file_size ? size(of.file_size) : ''].filter(Boolean).join(' · ');
  if (m.venue) return place(scene, lang, m.venue.location || m.location, m.venue.title, m.venue.address || coordinates(m.venue.location || m.location));
  if (m.location) return place(scene, lang, m.location, say('location'), coordinates(m.location));
  if (m.video) return card('video', say('video'), lasting(m.video));
  if (m.voice) return card('voice', say('voice'), lasting(m.voice), 'wave');
  if (m.audio) return card('voice', m.audio.title || say('voice'), lasting(m.audio));
  if (m.sticker) return el('div', { class: 'sticker', role: 'img', 'aria-label': `${say('sticker')} ${m.sticker.emoji || ''}` }, m.sticker.emoji || '🙂');
  if (m.document) return paper(m.document, lang);
  if (m.contact) return card('contact', [m.contact.first_name, m.contact.last_name].filter(Boolean).join(' '), m.contact.phone_number);
  return null;
}

// happening is the words of a message nobody wrote (who joined, who left), or
// '' where the message is an ordinary one.
export function happening(m, scene, lang) {
  const say = (id, blanks) => word(lang, id, blanks);
  const named = (users) => users.map((user) => scene.nameOf(user)).join(lang === 'en' ? ', ' : '、');
  if (m.new_chat_members?.length) return say('joined', { who: named(m.new_chat_members) });
  if (m.left_chat_member) return say('left', { who: named([m.left_chat_member]) });
  if (m.migrate_to_chat_id || m.migrate_from_chat_id) return say('migrated');
  if (m.pinned_message) return say('pinned', { what: summary(m.pinned_message, lang) });
  if (m.forum_topic_created) return say('topic.made', { name: m.forum_topic_created.name });
  return '';
}

// summary is one line that stands for a message, in a quote or a menu.
export function summary(m, lang) {
  const text = m.text || m.caption;
  if (text) return text.length > 90 ? `${text.slice(0, 88)}…` : text;
  const kind = ['photo', 'venue', 'location', 'video', 'voice', 'sticker', 'document', 'contact'].find((k) => m[k]);
  return kind ? word(lang, kind) : '…';
}
