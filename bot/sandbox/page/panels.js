// What opens above the field: the sheet of things to send, and the menu of
// commands. And the tray's items, each a small picture that can be removed.
import { el, button, icon } from './nodes.js';
import { pick } from './words.js';
import { sampleURL } from './api.js';

// attachPanel is what can be sent besides words.
export function attachPanel(composer) {
  const { labels, phone } = composer;
  const say = (id) => labels.word(id);
  const samples = phone.scene.stage.samples || [];
  const other = [['contact', { own: true }], ['video', {}], ['voice', {}], ['sticker', {}], ['document', {}], ['forward', { text: say('forward.text') }]];
  return [
    button({ class: 'item', data: { act: 'file' }, on: { click: () => composer.file.click() } }, icon('image'), say('file')),
    samples.length ? el('h3', {}, say('samples')) : '',
    el('div', { class: 'samples' }, samples.map((sample) => {
      const label = pick(sample.name, labels.lang);
      return button({ class: 'sample', data: { act: `sample-${sample.id}` }, on: { click: () => composer.add([{ sample: sample.id, label }]) } },
        el('img', { src: sampleURL(sample.id), alt: '' }), el('span', {}, label));
    })),
    el('h3', {}, say('other')),
    el('div', { class: 'others' }, other.map(([kind, more]) => button({
      class: 'item', data: { act: kind },
      on: { click: () => { composer.close(); phone.send({ kind, ...more }); } },
    }, icon(kind), say(kind)))),
  ];
}

// commandPanel lists the bot's commands in the language of the phone. A
// command is sent as it is tapped.
export function commandPanel(composer) {
  const { labels, phone } = composer;
  const all = phone.commands || {};
  const list = all[labels.lang] || all[labels.lang.slice(0, 2)] || Object.values(all)[0] || [];
  if (list.length === 0) return [el('p', { class: 'dim' }, labels.word('commands.none'))];
  return list.map(({ command, description }) => button({
    class: 'item command', data: { act: `command-${command}` },
    on: { click: () => { composer.close(); phone.say(`/${command}`); composer.input.focus(); } },
  }, el('b', {}, `/${command}`), el('span', {}, description)));
}

// trayItem is one photo that waits to be sent. A file is drawn small on a
// canvas; a file that is no picture keeps its name.
export function trayItem(composer, photo, remove) {
  const { labels } = composer;
  const face = photo.sample ? el('img', { src: sampleURL(photo.sample), alt: '' }) : el('span', { class: 'face' }, icon('image'));
  const node = el('div', { class: 'waiting', title: photo.label }, face, el('small', {}, photo.label),
    button({ class: 'away', 'aria-label': labels.word('remove', { what: photo.label }), on: { click: remove } }, icon('close')));
  if (photo.file) preview(photo.file).then((drawn) => face.replaceWith(drawn)).catch(() => {});
  return node;
}

async function preview(file) {
  const picture = await createImageBitmap(file);
  const scale = 64 / Math.min(picture.width, picture.height);
  const canvas = el('canvas', { width: 64, height: 64 });
  const [w, h] = [picture.width * scale, picture.height * scale];
  canvas.getContext('2d').drawImage(picture, (64 - w) / 2, (64 - h) / 2, w, h);
  picture.close();
  return canvas;
}
