// Where a person writes: the text, the tray of photos to send, the buttons
// around them and the reply keyboard. Nothing here is rebuilt while somebody
// types; what was typed also survives a reload of the page.
import { el, button, icon } from './nodes.js';
import { name, pick } from './words.js';
import * as api from './api.js';
import { choosePlace } from './place.js';
import { attachPanel, commandPanel, trayItem } from './panels.js';
import { summary } from './media.js';

const longest = 4096; // UTF-16 units a message may have; more is sent as several

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.labels = phone.labels;
    this.reply = null; // the message being replied to
    this.edited = null; // the message being edited, and what was typed before
    this.tray = []; // photos to send: {sample, label} or {file, label}
    this.panel = null; // 'attach' or 'commands'
    this.keysOpen = true;
    this.queue = Promise.resolve();
    this.build();
    this.store = `draft ${phone.id}`;
    this.input.value = this.remembered();
    this.typed();
  }

  build() {
    const { labels } = this;
    const act = (id, drawn, click, props = {}) => name(labels, button({ class: 'round', data: { act: id }, on: { click }, ...props }, icon(drawn)), id);
    this.input = labels.put(labels.put(el('textarea', { rows: '1', data: { input: '' }, enterkeyhint: 'send' }), 'input', 'placeholder'), 'input', 'aria-label');
    const tool = (id, click, props = {}) => {
      const node = act(id, id, click, { class: 'round tool', ...props });
      node.append(labels.put(el('span', {}), `${id}.short`));
      return node;
    };
    this.attach = tool('attach', () => this.toggle('attach'), { 'aria-expanded': 'false' });
    this.menu = tool('commands', () => this.toggle('commands'), { 'aria-expanded': 'false' });
    this.map = tool('map', () => this.sendPlace());
    this.keys = act('keyboard', 'keyboard', () => this.toggleKeys(), { hidden: true });
    this.go = act('send', 'send', () => this.send(), { class: 'round go' });
    this.file = el('input', { type: 'file', accept: 'image/*', multiple: true, hidden: true, tabindex: '-1', data: { file: '' } });
    this.banner = el('div', { class: 'banner', hidden: true });
    this.trayNode = labels.put(el('div', { class: 'tray', role: 'group', hidden: true }), 'tray', 'aria-label');
    this.panelNode = el('div', { class: 'panel', hidden: true });
    this.board = el('div', { class: 'board', hidden: true });
    this.who = el('div', { class: 'speaker', hidden: !this.phone.group });
    if (this.phone.group) this.buildSpeaker();
    this.node = el('footer', { class: 'composer' }, this.panelNode, this.banner, this.who, this.trayNode,
      el('div', { class: 'write' }, el('div', { class: 'tools' }, this.attach, this.map, this.menu, this.keys), this.input, this.go), this.file, this.board);
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.file.addEventListener('change', () => {
      this.add([...this.file.files].map((file) => ({ file, label: file.name })));
      this.file.value = '';
    });
    this.node.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      if (this.panel) this.toggle(this.panel);
      else if (this.edited || this.reply) this.drop();
    });
  }

  // buildSpeaker lets the holder of a group's phone choose whose voice it has.
  buildSpeaker() {
    const { phone, labels } = this;
    this.speak = el('select', { data: { speak: '' } }, phone.group.members.map((id) => el('option', { value: id }, phone.scene.nameOf({ id }))));
    this.thread = el('select', { data: { thread: '' }, hidden: true });
    labels.put(this.thread, 'topic', 'aria-label');
    this.who.append(el('label', {}, labels.put(el('span', {}), 'speak'), this.speak), this.thread);
    this.speak.addEventListener('change', () => {
      phone.speaker = Number(this.speak.value);
      phone.log.redraw();
      this.showKeyboard(true);
    });
  }

  // threads offers the topics of a forum.
  threads() {
    const topics = this.phone.group?.forum ? Object.entries(this.phone.group.topics || {}) : [];
    if (topics.length === 0) return;
    const { value } = this.thread;
    this.thread.replaceChildren(el('option', { value: '' }, this.labels.word('topic.general')), ...topics.map(([id, label]) => el('option', { value: id }, label)));
    this.thread.value = value;
    this.thread.hidden = false;
  }

  // where is the topic what is sent goes to, as fields of a request.
  where() {
    return this.thread?.value ? { thread: Number(this.thread.value) } : {};
  }

  // relabel shows in the phone's language what the labels do not hold.
  relabel() {
    if (this.speak) for (const option of this.speak.options) option.textContent = this.phone.scene.nameOf({ id: Number(option.value) }, this.labels.lang);
    this.threads();
    this.fillPanel();
    this.fillTray();
    this.showBanner();
    this.showKeyboard(false);
  }

  typed() {
    this.grow();
    if (this.edited) return;
    try {
      if (this.input.value) sessionStorage.setItem(this.store, this.input.value);
      else sessionStorage.removeItem(this.store);
    } catch { /* A browser that keeps nothing still has the words in the field. */ }
  }

  // grow fits the field to its words, where the style sheet cannot.
  grow() {
    if (CSS.supports('field-sizing', 'content')) return;
    this.input.style.height = 'auto';
    if (this.input.scrollHeight) this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 132)}px`;
  }

  remembered() {
    try {
      return sessionStorage.getItem(this.store) || '';
    } catch {
      return '';
    }
  }

  key(event) {
    // While an input method is choosing characters, Enter is its own.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.send();
  }

  // send sends what there is: a change, photos with the text as their caption,
  // or the text. What could not be sent comes back to the field.
  send() {
    const text = this.input.value;
    const { phone, tray, reply, edited } = this;
    if (!text.trim() && (tray.length === 0 || edited)) {
      this.input.focus();
      return;
    }
    const to = { person: phone.speaker, chat: phone.id };
    const where = { ...this.where(), ...(reply ? { reply_to: reply.message_id } : {}) };
    const acts = [];
    if (edited) acts.push(() => api.edit({ ...to, message_id: edited.message.message_id, text }));
    else if (tray.length) acts.push(() => api.photo({ ...to, ...where, caption: text.trim(), tray }));
    else for (const part of parts(text)) acts.push(() => api.say({ ...to, ...where, text: part }));
    this.input.value = '';
    this.tray = edited ? this.tray : [];
    this.drop();
    this.close();
    this.typed();
    this.fillTray();
    this.queue = this.queue.then(() => phone.try(async () => { for (const act of acts) await act(); })).then((sent) => {
      if (sent === null) this.giveBack(text, tray, edited);
    });
  }

  giveBack(text, tray, edited) {
    if (edited) {
      this.editing(edited.message);
      this.input.value = text;
      return;
    }
    this.input.value = [text, this.input.value].filter(Boolean).join('\n');
    this.tray = [...tray, ...this.tray].slice(0, 10);
    this.typed();
    this.fillTray();
  }

  // add puts photos into the tray; an album has at most ten.
  add(photos) {
    this.tray = [...this.tray, ...photos].slice(0, 10);
    this.close();
    this.fillTray();
    this.input.focus();
  }

  fillTray() {
    this.trayNode.replaceChildren(...this.tray.map((photo) => trayItem(this, photo, () => {
      this.tray = this.tray.filter((each) => each !== photo);
      this.fillTray();
      this.input.focus();
    })));
    this.trayNode.hidden = this.tray.length === 0;
  }

  async sendPlace() {
    this.close();
    const place = await choosePlace(this.phone.scene.stage, this.labels.lang, this.phone.scene.nameOf({ id: this.phone.speaker }, this.labels.lang));
    if (place) await this.phone.send(place);
  }

  replyTo(m) {
    this.drop();
    this.reply = m;
    this.showBanner();
    this.input.focus();
  }

  editing(m) {
    this.drop();
    this.edited = { message: m, before: this.input.value };
    this.input.value = m.text || m.caption;
    this.typed();
    this.showBanner();
    this.input.focus();
  }

  // drop ends replying or editing; what was typed before the edit comes back.
  drop() {
    if (this.edited) this.input.value = this.edited.before;
    this.edited = null;
    this.reply = null;
    this.typed();
    this.showBanner();
  }

  showBanner() {
    const m = this.edited?.message || this.reply;
    this.banner.hidden = !m;
    name(this.labels, this.go, this.edited ? 'save' : 'send');
    if (!m) return;
    const title = this.edited ? this.labels.word('editing') : this.labels.word('replying', { who: this.phone.scene.nameOf(m.from) });
    this.banner.replaceChildren(el('div', {}, el('b', {}, title), el('span', {}, summary(m, this.labels.lang))),
      button({ class: 'round', 'aria-label': this.labels.word('cancel'), on: { click: () => { this.drop(); this.input.focus(); } } }, icon('close')));
  }

  toggle(panel) {
    const opener = panel === 'attach' ? this.attach : this.menu;
    if (this.panel === panel) {
      this.close();
      opener.focus();
      return;
    }
    this.panel = panel;
    this.fillPanel();
    this.panelNode.querySelector('button')?.focus();
  }

  close() {
    this.panel = null;
    this.fillPanel();
  }

  fillPanel() {
    this.panelNode.hidden = !this.panel;
    this.attach.setAttribute('aria-expanded', String(this.panel === 'attach'));
    this.menu.setAttribute('aria-expanded', String(this.panel === 'commands'));
    if (this.panel) this.panelNode.replaceChildren(...(this.panel === 'attach' ? attachPanel(this) : commandPanel(this)));
    else this.panelNode.replaceChildren();
  }

  toggleKeys() {
    this.keysOpen = !this.keysOpen;
    this.showKeyboard(false);
  }

  // showKeyboard shows the reply keyboard the bot gave whoever speaks; a new
  // one opens by itself.
  showKeyboard(anew) {
    const board = this.phone.keyboards[this.phone.speaker];
    const rows = board?.keyboard || [];
    if (anew) this.keysOpen = true;
    this.keys.hidden = rows.length === 0;
    this.keys.setAttribute('aria-expanded', String(this.keysOpen));
    this.board.hidden = rows.length === 0 || !this.keysOpen;
    this.labels.put(this.input, 'input', 'placeholder');
    if (board?.input_field_placeholder) this.input.placeholder = board.input_field_placeholder;
    this.board.replaceChildren(...rows.map((row) => el('div', { class: 'keyrow' }, row.map((key) => {
      const label = pick(key.text ?? key, this.labels.lang);
      return button({ class: 'key', data: { reply: label }, on: { click: () => this.tap(key, label, board) } }, label);
    }))));
  }

  async tap(key, label, board) {
    if (key.request_location) await this.sendPlace();
    else if (key.request_contact) await this.phone.send({ kind: 'contact', own: true });
    else await this.phone.say(label);
    if (board.one_time_keyboard) {
      this.keysOpen = false;
      this.showKeyboard(false);
    }
  }
}

// parts cuts a text that is too long for one message, as the platform's own
// programs do; a surrogate pair stays whole.
function parts(text) {
  const all = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + longest, text.length);
    if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1])) end--;
    all.push(text.slice(at, end));
    at = end;
  }
  return all;
}
