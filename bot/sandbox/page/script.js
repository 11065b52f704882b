// Lines of a story, as a viewer reads them. A story is written as a transcript:
//
//	Ana@team: [Claim]           somebody, perhaps in a group, presses a button
//	Ana: (photo kitchen) Look   somebody sends something
//	-- two days later --        a stage direction
import { word } from './words.js';

const line = /^([^\s:@#([][^:@#([]*?)(?:@([^\s:#]+)(?:#\d+)?)?:(?: ([^]*))?$/;
const act = /^\(([a-z]+)(?: ([^]*?))?\)(?:\s+([^]*))?$/;

// The acts whose bracket holds words to be read; of the others only the kind is told.
const wordy = new Set(['forward', 'edit', 'reply']);
const kinds = { album: 'photo', follow: 'story.follow', start: 'start' };

// spoken tells what a line says in a language, without who says it.
export function spoken(say, lang) {
  const direction = /^--\s*([^]*?)\s*--\s*$/.exec(say);
  if (direction) return `— ${direction[1]} —`;
  const words = (line.exec(say)?.[3] ?? say).replace(/^\\/, '');
  const done = act.exec(words);
  if (!done) return words;
  const [, kind, rest, caption] = done;
  const told = word(lang, kinds[kind] || kind);
  return [told, wordy.has(kind) ? rest : '', caption].filter(Boolean).join(' · ');
}

// inGroup tells whether a line is said in a group.
export const inGroup = (say) => Boolean(line.exec(say || '')?.[2]);
