// The chat page of the sandbox: several people side by side, each with a phone.
// This file loads the stage, hands every event to the phone it belongs to and
// keeps what the phones share.
import { el, button } from './nodes.js';
import { known, pick, times, word } from './words.js';
import * as api from './api.js';
import { Phone } from './chat.js';
import { Frame, keep, kept } from './frame.js';
import { choose, open } from './dialogs.js';
import { deepLink } from './text.js';
import { inGroup } from './script.js';

const phones = new Map();
const quiet = matchMedia('(prefers-reduced-motion: reduce)');
const events = new api.Events(hear, (on) => frame?.connected(on));
let frame = null;
let resetting = null;

// scene is what all phones share.
const scene = {
  stage: null,
  times: null,
  calm: () => quiet.matches,
  lang: () => kept('lang') || known(navigator.language),
  hue: (id) => Math.max(0, scene.stage.people.findIndex((p) => p.id === id)) % 8,
  nameOf,
  avatar,
  follow,
  news: (phone) => frame?.showTab(phone.id),
};

function nameOf(user, lang) {
  if (!user) return '…';
  if (user.id === scene.stage.bot.id) return scene.stage.bot.first_name;
  const person = scene.stage.people.find((p) => p.id === user.id);
  if (person) return pick(person.name, lang || scene.lang());
  return [user.first_name, user.last_name].filter(Boolean).join(' ') || String(user.id);
}

function avatar(id) {
  const group = scene.stage.groups.find((g) => g.id === id);
  const title = group ? pick(group.title, scene.lang()) : nameOf({ id });
  return el('span', { class: `avatar${group ? ' group' : ''}`, data: { hue: scene.hue(id) }, 'aria-hidden': 'true' }, group ? '#' : Array.from(title)[0] || '?');
}

// follow follows a link as one person: a deep link inside the page, which it
// tells by true; any other address is the browser's.
function follow(url, person, lang) {
  const to = deepLink(url, scene.stage.bot.username);
  if (!to) return false;
  if (to.startgroup !== undefined) startGroup(person, to.startgroup, lang);
  else startChat(person, to.start);
  return true;
}

async function startChat(person, payload) {
  jump(person);
  await phones.get(person)?.try(() => api.start({ person, payload }));
}

// startGroup offers the groups the person is in, as the platform does.
async function startGroup(person, payload, lang) {
  const groups = scene.stage.groups.filter((g) => g.members.includes(person));
  const group = await choose(lang, word(lang, groups.length ? 'to.group' : 'to.group.none'), groups.map((g) => ({ label: pick(g.title, lang), value: g.id })));
  if (group === null) return;
  jump(group);
  await phones.get(group)?.try(() => api.start({ person, payload, group }));
}

// jump brings a phone to the front: the only one on a narrow screen, the one in
// the middle of the row on a wide one. A reload finds it in front again. focus
// says what gets the focus: 'phone', 'input' or nothing. Who chooses by keyboard
// gets to the text box, which is behind all buttons of the older messages.
function jump(id, focus = 'phone', smooth = !scene.calm()) {
  const phone = phones.get(id);
  if (!phone) return;
  for (const each of phones.values()) each.node.classList.toggle('current', each === phone);
  frame.current(id);
  keep('chat', String(id), 'sessionStorage');
  phone.node.scrollIntoView({ inline: 'center', block: 'nearest', behavior: smooth ? 'smooth' : 'auto' });
  if (focus) (focus === 'input' ? phone.composer.input : phone.node).focus({ preventScroll: true });
  if (phone.log.stuck) phone.log.bottom();
  phone.composer.grow();
}

// hear takes one event of the stream.
function hear(event) {
  switch (event.kind) {
    case 'reset': reset(); break;
    case 'clock': frame.setNow(event.now); break;
    case 'story': hearStory(event); break;
    case 'person': phones.get(event.person?.id)?.setPerson(event.person); break;
    case 'answer': (phones.get(event.chat) || phones.get(event.person))?.hear(event); break;
    case 'commands': // of one chat, or of all that have none of their own
      for (const phone of event.chat ? [phones.get(event.chat)] : phones.values()) phone?.hear(event);
      break;
    default:
      if (event.kind === 'message') frame.heard(event.message.date);
      if (phones.has(event.chat)) phones.get(event.chat).hear(event);
      else if (event.chat) stranger();
  }
}

function hearStory(event) {
  frame.hearStory(event);
  if (event.state !== 'playing') return;
  const { groups } = scene.stage;
  const place = inGroup(event.say) && groups.length === 1 ? groups[0].id : event.person;
  const id = phones.has(event.chat) ? event.chat : place;
  const phone = phones.get(id);
  if (!phone || open()) return;
  jump(id, '');
  phone.node.classList.remove('lit');
  requestAnimationFrame(() => phone.node.classList.add('lit'));
}

// stranger looks whether a chat has come onto the stage that the page has no
// phone for, as when a group was migrated; then the page is built again. What
// was being typed is kept by the composers.
async function stranger() {
  const { people, groups } = await api.stage().catch(() => scene.stage);
  if ([...people, ...groups].some(({ id }) => !phones.has(id))) location.reload();
}

// reset loads everything again, after a gap in the stream or a new start of
// the sandbox. It runs once at a time.
function reset() {
  resetting ??= (async () => {
    try {
      const stage = await api.stage();
      if ([...stage.people, ...stage.groups].some(({ id }) => !phones.has(id))) {
        location.reload();
        return;
      }
      scene.stage.people = stage.people;
      frame.setNow(stage.now);
      stage.people.forEach((person) => phones.get(person.id).setPerson(person));
      await load(stage.seq);
    } catch {
      events.later();
    } finally {
      resetting = null;
    }
  })();
}

// load reads every chat and then follows the stream. Each phone drops the
// events its chat has in it already, so that nothing is missed in between.
async function load(seq) {
  events.close();
  await Promise.all([...phones.values()].map(async (phone) => phone.load(await api.chat(phone.id))));
  events.open(seq);
}

async function tell(act) {
  const phone = phones.get([...phones.keys()].find((id) => phones.get(id).visible)) || [...phones.values()][0];
  return phone.try(act);
}

function build(stage) {
  const root = document.getElementById('phones');
  scene.stage = stage;
  stage.groups ??= [];
  scene.times = times(stage.zone || 'Asia/Shanghai');
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) phones.get(Number(entry.target.dataset.chat)).seen(entry.intersectionRatio >= 0.5);
  }, { threshold: [0, 0.5, 1] });
  frame = new Frame({
    lang: scene.lang(), stage, times: scene.times, avatar,
    acts: {
      lang: (lang) => {
        keep('lang', lang);
        frame.speak(lang);
      },
      move: async (id) => {
        const moved = await tell(() => api.clock({ move: id }));
        if (moved) frame.setNow(moved.now);
      },
      story: (what, id) => tell(() => api.story({ do: what, id })),
      jump: (id, typed) => jump(id, typed ? 'input' : 'phone'),
    },
  });
  const add = (phone, title, role) => {
    phones.set(phone.id, phone);
    root.append(phone.node);
    frame.addTab(phone.id, title, role, () => phone);
    watch.observe(phone.node);
  };
  for (const person of stage.people) {
    add(new Phone({ person: { ...person }, scene }), (lang) => pick(person.name, lang), (lang) => pick(person.role, lang));
  }
  for (const group of stage.groups) {
    add(new Phone({ group, scene }), (lang) => pick(group.title, lang), (lang) => word(lang, 'group', { n: group.members.length }));
  }
}

async function begin() {
  try {
    const stage = await api.stage();
    build(stage);
    await load(stage.seq);
    const [first] = phones.keys();
    const last = Number(kept('chat', 'sessionStorage'));
    jump(phones.has(last) ? last : first, '', false);
    document.body.dataset.ready = 'true';
  } catch (failure) {
    const lang = scene.lang();
    const why = failure.why === '' ? word(lang, 'unreachable') : failure.message;
    const again = button({ class: 'primary', on: { click: () => location.reload() } }, word(lang, 'retry'));
    document.getElementById('phones').replaceChildren(el('p', { class: 'broken', role: 'alert' }, word(lang, 'load.failed', { why }), again));
  }
}

begin();
