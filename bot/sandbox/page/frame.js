// The frame around the phones: notice, hint, clock and its moves, the story's
// buttons and its current line, the bar of people, the page's language.
import { el, button, icon, spinner } from './nodes.js';
import { Labels, languages, name, pick } from './words.js';
import { spoken } from './script.js';

const part = (id) => document.getElementById(id);

export class Frame {
  // acts: {lang(lang), move(id), story(what, id), jump(chat, typed)}; each gives a
  // promise where the sandbox is asked. typed tells a key from a pointer.
  constructor({ lang, stage, times, avatar, acts }) {
    this.labels = new Labels(lang);
    this.stage = stage;
    this.times = times;
    this.avatar = avatar;
    this.acts = acts;
    this.tabs = new Map();
    this.told = null; // the last story event
    this.moving = false;
    this.setNow(stage.now);
    this.drawLangs();
    this.drawMoves();
    this.drawStory();
    this.drawNotice();
    this.drawHint();
    this.labels.put(part('tabs'), 'people', 'aria-label');
    this.labels.put(part('offline'), 'offline');
    this.speak(lang);
    setInterval(() => this.showClock(), 5000);
  }

  speak(lang) {
    document.documentElement.lang = lang;
    this.labels.set(lang);
    document.title = pick(this.stage.title, lang) || document.title;
    part('title').textContent = document.title;
    part('notice').textContent = pick(this.stage.notice, lang);
    part('notice').title = part('notice').textContent;
    this.foldNotice();
    for (const each of part('langs').children) each.setAttribute('aria-pressed', String(each.lang === lang));
    for (const { node, id } of this.moves) node.firstChild.textContent = pick(this.stage.moves.find((move) => move.id === id).name, lang);
    this.showClock();
    this.showStory();
    this.tabs.forEach((tab, id) => this.showTab(id));
  }

  drawLangs() {
    this.labels.put(part('langs'), 'langs', 'aria-label');
    part('langs').replaceChildren(...languages.map(([lang, whole, short]) => button({
      lang, data: { page: lang }, title: whole, 'aria-label': whole, on: { click: () => this.acts.lang(lang) },
    }, short)));
  }

  // The notice is one line. Where it is cut off, and only there, it is a button
  // that opens it.
  drawNotice() {
    const node = part('notice');
    node.addEventListener('click', () => {
      node.setAttribute('aria-expanded', String(node.getAttribute('aria-expanded') !== 'true'));
    });
    new ResizeObserver(() => this.foldNotice()).observe(node);
  }

  foldNotice() {
    const node = part('notice');
    if (node.getAttribute('aria-expanded') !== 'true') node.disabled = node.scrollWidth <= node.clientWidth;
  }

  drawHint() {
    const node = part('hint');
    const words = this.labels.put(el('span', {}), 'hint');
    const more = this.stage.stories.length ? this.labels.put(el('span', {}), 'hint.story') : null;
    const close = button({ class: 'plain', data: { act: 'hint' } }, this.labels.put(el('span', {}), 'hint.close'), icon('close'));
    close.addEventListener('click', () => {
      node.hidden = true;
      keep('hint', 'seen');
    });
    node.replaceChildren(el('span', {}, words, ...(more ? [' ', more] : [])), close);
    node.hidden = kept('hint') === 'seen';
  }

  // The clock goes on from what the sandbox last said.
  setNow(ms) {
    this.now = ms;
    this.since = performance.now();
    this.showClock();
  }

  // heard sets the clock right by the date of a new message, in unix seconds,
  // where it has gone astray by more than a minute: the stage's clock may
  // stand still between its moves.
  heard(date) {
    const shown = this.now + performance.now() - this.since;
    if (!this.moving && Math.abs(date * 1000 - shown) > 60000) this.setNow(date * 1000);
  }

  showClock() {
    const node = part('clock');
    const at = this.now + performance.now() - this.since;
    const shown = this.times.full(this.labels.lang, at);
    if (node.dataset.shown === shown) return;
    node.dataset.shown = shown;
    node.replaceChildren(icon('clock'), el('time', { datetime: new Date(at).toISOString() },
      el('span', { class: 'full' }, shown), el('span', { class: 'brief' }, this.times.brief(this.labels.lang, at))), icon('down'));
    node.setAttribute('aria-label', `${this.labels.word('time')}: ${shown}`);
  }

  drawMoves() {
    this.labels.put(part('moves'), 'moves', 'aria-label');
    this.moves = (this.stage.moves || []).map(({ id }) => {
      const node = button({ class: 'pill', data: { move: id }, on: { click: () => this.move(id, node) } }, el('span', {}));
      return { id, node };
    });
    part('moves').replaceChildren(...this.moves.map(({ node }) => node));
    part('clock').addEventListener('click', () => {
      const on = part('moves').classList.toggle('open');
      part('clock').setAttribute('aria-expanded', String(on));
    });
    document.addEventListener('click', (event) => {
      if (!event.target.closest('.time')) this.closeMoves();
    });
    part('moves').addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      this.closeMoves();
      part('clock').focus();
    });
  }

  closeMoves() {
    part('moves').classList.remove('open');
    part('clock').setAttribute('aria-expanded', 'false');
  }

  // move moves the time. While that runs every move is busy: jobs of the days
  // passed are being done, and a second move would overtake them.
  async move(id, node) {
    if (this.moving) return;
    this.busy(true);
    const mark = el('span', { class: 'waits' }, spinner(), el('span', { class: 'unseen', role: 'status' }, this.labels.word('moving')));
    node.append(mark);
    await this.acts.move(id);
    mark.remove();
    this.busy(false);
  }

  busy(on) {
    this.moving = on;
    part('clock').setAttribute('aria-busy', String(on));
    for (const { node } of this.moves) node.setAttribute('aria-disabled', String(on));
  }

  drawStory() {
    const { labels } = this;
    labels.put(part('story'), 'story', 'aria-label');
    part('story').hidden = !this.stage.stories.length;
    this.which = el('select', { class: 'pill' }, ...this.stage.stories.map(({ id }) => el('option', { value: id })));
    labels.put(this.which, 'story.which', 'aria-label');
    const act = (id, extra) => button({ class: `pill ${extra}`, data: { story: id }, on: { click: () => this.tellStory(id) } }, icon(id), el('span', {}));
    this.play = act('play', 'primary');
    this.pause = act('pause', '');
    this.stop = act('stop', '');
    part('story').replaceChildren(this.which, this.play, this.pause, this.stop);
  }

  async tellStory(what) {
    if (what === 'play' && !this.running()) {
      this.told = { state: 'starting' };
      this.showStory();
    }
    if (!(await this.acts.story(what, this.which.value)) && this.told?.state === 'starting') {
      this.told = null;
      this.showStory();
    }
  }

  running() {
    return this.told?.state === 'playing' || this.told?.state === 'paused';
  }

  // hearStory takes a story event of the stream.
  hearStory(event) {
    this.told = { ...(event.state === 'paused' ? this.told : {}), ...event };
    this.showStory();
  }

  showStory() {
    const { labels, told } = this;
    const state = told?.state;
    this.play.hidden = state === 'playing' || state === 'starting';
    this.which.hidden = this.stage.stories.length < 2 || this.running() || state === 'starting';
    this.stage.stories.forEach(({ name: named }, i) => { this.which.options[i].textContent = pick(named, labels.lang); });
    this.pause.hidden = state !== 'playing';
    this.stop.hidden = !this.running();
    const label = state === 'paused' ? 'resume' : 'play';
    this.play.lastChild.textContent = labels.word(label);
    name(labels, this.pause, 'pause');
    name(labels, this.stop, 'stop');
    const caption = part('caption');
    caption.hidden = !told;
    if (!told) return;
    part('hint').hidden = true;
    const said = { starting: labels.word('story.starting'), done: labels.word('story.done'), failed: labels.word('story.failed', { why: told?.error || '' }) }[state];
    const person = this.stage.people.find((p) => p.id === told.person);
    caption.classList.toggle('bad', state === 'failed');
    const close = button({ class: 'round', 'aria-label': labels.word('close'), on: { click: () => { caption.hidden = true; } } }, icon('close'));
    caption.replaceChildren(
      told.total ? el('span', { class: 'count' }, `${told.line} / ${told.total}`) : '',
      person && !said ? el('b', {}, pick(person.name, labels.lang)) : '',
      el('span', { class: 'line' }, said || spoken(told.say || '', labels.lang)),
      this.running() ? '' : close);
  }

  // addTab puts a person or a group into the bar; role gives the words under
  // the name in a language, news gives {unread, changed} of its phone.
  addTab(id, title, role, news) {
    const node = button({ class: 'tab', data: { tab: id }, on: { click: (event) => this.acts.jump(id, event.detail === 0) } });
    this.tabs.set(id, { node, title, role, news });
    part('tabs').append(node);
    this.showTab(id);
  }

  showTab(id) {
    const { node, title, role, news } = this.tabs.get(id);
    const { lang } = this.labels;
    const { unread, changed } = news();
    const told = unread ? this.labels.word('unread', { n: unread }) : this.labels.word('changed');
    node.replaceChildren(this.avatar(id),
      el('span', { class: 'titles' }, el('b', {}, title(lang)), el('small', {}, role(lang))));
    if (changed) node.append(el('span', { class: 'badge', title: told }, unread ? String(Math.min(unread, 99)) : '', el('span', { class: 'unseen' }, ` ${told}`)));
  }

  // current marks whose phone is in front.
  current(id) {
    this.tabs.forEach(({ node }, each) => {
      if (each === id) node.setAttribute('aria-current', 'true');
      else node.removeAttribute('aria-current');
    });
    const bar = part('tabs');
    const { node } = this.tabs.get(id);
    bar.scrollLeft = node.offsetLeft - (bar.clientWidth - node.offsetWidth) / 2;
  }

  connected(on) {
    part('offline').hidden = on;
  }
}

// kept and keep remember a choice of the viewer, where the browser lets them:
// for good, or in sessionStorage as long as this tab of the browser is open.
export function kept(key, where = 'localStorage') {
  try {
    return window[where].getItem(`gridbot ${key}`);
  } catch {
    return null;
  }
}

export function keep(key, value, where = 'localStorage') {
  try {
    window[where].setItem(`gridbot ${key}`, value);
  } catch { /* Then it is asked again next time. */ }
}
