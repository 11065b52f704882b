// A phone: one person's chat with the bot, or a group's chat with somebody of
// it speaking. It has its own language and keeps what is being typed in it.
import { el, button, icon } from './nodes.js';
import { Labels, known, languages, name, pick } from './words.js';
import * as api from './api.js';
import { Log } from './log.js';
import { Composer } from './composer.js';
import { Answers } from './answers.js';
import { alertBox, choose, menu, open, under, viewer } from './dialogs.js';
import { deepLinks } from './text.js';

export class Phone {
  // person is set for a private chat, group for a group's; scene is what the
  // whole page shares (see page.js).
  constructor({ person, group, scene }) {
    this.id = (person || group).id;
    this.person = person;
    this.group = group;
    this.scene = scene;
    this.seq = 0; // events up to this one are in the loaded chat already
    this.unread = 0;
    this.changed = false;
    this.visible = false;
    this.blocked = Boolean(person?.blocked);
    this.commands = {};
    this.keyboards = {};
    this.speaker = person ? person.id : group.members[0];
    this.labels = new Labels(person ? known(person.lang) : scene.lang());
    this.answers = new Answers();
    this.empty = this.drawEmpty();
    this.log = new Log({ labels: this.labels, scene, empty: this.empty, view: (m, before) => this.view(m, before) });
    this.composer = new Composer(this);
    this.toasts = el('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
    this.node = el('section', { class: 'phone', data: { chat: this.id }, tabindex: '-1' }, this.drawHead(), this.log.node, this.toasts, this.composer.node);
    this.labels.put(this.node, 'phone', 'aria-label', () => ({ who: this.name() }));
    this.labels.put(this.log.list, 'log', 'aria-label', () => ({ who: this.name() }));
    this.speak(this.labels.lang);
  }

  name() {
    return this.person ? pick(this.person.name, this.labels.lang) : pick(this.group.title, this.labels.lang);
  }

  drawHead() {
    this.title = el('b', {});
    this.under = el('small', {});
    this.langs = el('div', { class: 'seg', role: 'group' });
    this.labels.put(this.langs, 'phone.lang', 'aria-label', () => ({ who: this.name() }));
    for (const [lang, whole, short] of languages) {
      const node = button({ data: { act: `lang-${lang}` }, lang, 'aria-label': whole, on: { click: () => this.choose(lang) } }, short);
      this.langs.append(this.labels.put(node, this.person ? 'phone.lang.person' : 'phone.lang.group', 'title', { what: whole }));
    }
    const more = name(this.labels, button({ class: 'round', data: { act: 'phone-menu' }, on: { click: (event) => this.openMenu(event.currentTarget) } }, icon('more')), 'phone.menu', () => ({ who: this.name() }));
    return el('header', { class: 'head' }, this.scene.avatar(this.id), el('div', { class: 'titles' }, this.title, this.under), this.langs, more);
  }

  drawEmpty() {
    const words = this.labels.put(el('p', {}), this.person ? 'empty' : 'empty.group');
    this.note = el('p', { class: 'note' });
    const start = this.labels.put(button({ class: 'primary', data: { act: 'start' }, on: { click: () => this.try(() => api.start({ person: this.speaker, payload: '' })) } }), 'start');
    return el('div', { class: 'empty' }, this.note, words, this.person ? start : null);
  }

  // speak shows the phone in a language: its own words at once, what the bot
  // says from the next message on.
  speak(lang) {
    this.node.lang = lang;
    this.labels.set(lang);
    for (const each of this.langs.children) each.setAttribute('aria-pressed', String(each.lang === lang));
    this.title.textContent = this.name();
    this.note.textContent = pick(this.person?.note, lang);
    this.showUnder();
    this.composer.relabel();
    this.log.redraw();
  }

  showUnder() {
    const typing = this.typingTimer ? this.labels.word('typing') : '';
    const role = this.person ? pick(this.person.role, this.labels.lang) : this.labels.word('group', { n: this.group.members.length });
    this.under.textContent = typing || (this.blocked ? this.labels.word('blocked') : role);
    this.under.title = [role, pick(this.person?.note, this.labels.lang)].filter(Boolean).join(' · ');
    this.under.classList.toggle('typing', Boolean(typing));
  }

  // choose changes the language of the phone and, where it is a person's, of
  // the person too. A group has no language of its own on the platform.
  choose(lang) {
    this.speak(lang);
    if (this.person) this.try(() => api.lang({ person: this.id, lang }));
  }

  // load takes what the sandbox says of the chat, in place of what was shown.
  load({ messages, keyboard, commands, typing, seq }) {
    this.seq = seq || 0;
    this.keyboards = { ...keyboard };
    this.commands = commands || {};
    this.log.load(messages || []);
    this.composer.relabel();
    this.typing(typing);
  }

  // view tells the log how a message is seen by whoever holds the phone.
  view(m, before) {
    const own = !m.out && m.from?.id === Number(this.speaker);
    return {
      lang: this.labels.lang, scene: this.scene, own,
      topic: this.group?.topics?.[m.message_thread_id] || '',
      named: Boolean(this.group) && !own && before?.from?.id !== m.from?.id,
      acts: {
        link: (url) => this.scene.follow(url, this.speaker, this.labels.lang),
        command: (text) => this.say(text),
        press: (message, data) => this.press(message, data),
        look: (urls, i) => viewer(this.labels.lang, urls, i),
        menu: (message, at, url) => this.messageMenu(message, at, url),
        find: (id) => this.log.find(id),
      },
    };
  }

  // hear takes an event of this chat.
  hear(event) {
    if (event.seq <= this.seq) return;
    switch (event.kind) {
      case 'message':
        this.log.put(event.message, false);
        if (event.message.out) this.typing(false);
        if (event.message.from?.id !== this.person?.id) this.news(1);
        break;
      case 'edit':
        this.log.put(event.message, true);
        if (event.message.out) this.news(0);
        break;
      case 'delete': this.log.remove(event.message_id); break;
      case 'keyboard':
        this.keyboards[event.person] = event.keyboard;
        this.composer.showKeyboard(true);
        break;
      case 'typing': this.typing(true); break;
      case 'commands': this.reloadCommands(); break;
      case 'answer':
        if (this.answers.fromStream(event)) this.showAnswer(event, false);
        break;
    }
  }

  // news remembers news that nobody sees yet.
  news(messages) {
    if (this.visible) return;
    this.unread += messages;
    this.changed = true;
    this.scene.news(this);
  }

  seen(visible) {
    this.visible = visible;
    if (!visible || !this.changed) return;
    this.unread = 0;
    this.changed = false;
    this.scene.news(this);
  }

  typing(on) {
    clearTimeout(this.typingTimer);
    this.typingTimer = on ? setTimeout(() => this.typing(false), 6000) : 0;
    this.showUnder();
  }

  async reloadCommands() {
    const { commands } = await api.chat(this.id).catch(() => ({}));
    if (commands) this.commands = commands;
    this.composer.relabel();
  }

  setPerson(person) {
    Object.assign(this.person, person);
    this.blocked = Boolean(person.blocked);
    if (person.lang && known(person.lang) !== this.labels.lang) this.speak(known(person.lang));
    this.showUnder();
  }

  // try does something at the sandbox; where that fails the person is told and
  // the promise gives null.
  async try(act) {
    try {
      return await act();
    } catch (failure) {
      const why = failure.why === '' ? this.labels.word('unreachable') : failure.message;
      this.toast(this.labels.word('failed', { why }), 'bad');
      return null;
    }
  }

  say(text) {
    return this.try(() => api.say({ person: this.speaker, chat: this.id, text, ...this.composer.where() }));
  }

  send(what) {
    return this.try(() => api.send({ person: this.speaker, chat: this.id, ...what, ...this.composer.where() }));
  }

  async press(m, data) {
    if (this.log.busy.has(`${m.message_id} ${data}`)) return;
    const person = this.speaker;
    this.log.wait(m.message_id, data);
    const pending = this.answers.expect(person);
    const answer = await this.try(() => api.press({ person, chat: this.id, message_id: m.message_id, data }));
    this.log.done(m.message_id, data);
    if (answer) {
      this.answers.arrived(pending, answer);
      this.showAnswer({ person, ...answer }, true);
    } else {
      this.answers.failed(pending);
    }
  }

  // showAnswer shows the answer of a pressed button. An alert stops only the
  // one who pressed; to those who watch a story it is a toast.
  showAnswer({ text, alert, url, person }, mine) {
    if (url && mine) this.scene.follow(url, person, this.labels.lang);
    if (!text) return;
    if (alert && mine) alertBox(this.labels.lang, this.name(), text);
    else this.toast(text, alert ? 'loud' : '');
  }

  toast(text, kind) {
    const node = el('div', { class: `toast ${kind || ''}`, data: { toast: '' } }, text);
    const away = () => node.remove();
    node.addEventListener('click', away);
    this.toasts.append(node);
    while (this.toasts.childElementCount > 3) this.toasts.firstElementChild.remove();
    setTimeout(away, 3500 + 60 * text.length);
  }

  // messageMenu offers what can be done with a message; link is the one that
  // was pointed at, if any.
  messageMenu(m, at, link) {
    if (open()) return;
    const say = (id) => this.labels.word(id);
    const text = m.text || m.caption;
    const items = [{ id: 'reply', label: say('reply'), act: () => this.composer.replyTo(m) }];
    if (m.from?.id === Number(this.speaker) && text && !m.out) items.push({ id: 'edit', label: say('edit'), act: () => this.composer.editing(m) });
    if (text) items.push({ id: 'copy', label: say('copy'), act: () => navigator.clipboard?.writeText(text) });
    const url = link || deepLinks(m, this.scene.stage.bot.username)[0];
    if (url) items.push({ id: 'follow-as', label: say('follow.as'), act: () => this.followAs(url) });
    menu(this.labels.lang, say('message.menu'), at, items);
  }

  // followAs opens a link on somebody else's phone, as if it had been sent there.
  async followAs(url) {
    const { lang } = this.labels;
    const others = this.scene.stage.people.filter((p) => p.id !== this.speaker);
    const person = await choose(lang, this.labels.word('follow'), others.map((p) => ({ label: pick(p.name, lang), note: pick(p.role, lang), value: p.id })));
    if (person !== null) this.scene.follow(url, person, lang);
  }

  openMenu(node) {
    const say = (id) => this.labels.word(id);
    const items = this.person
      ? [{ id: 'block', label: say(this.blocked ? 'unblock' : 'block'), act: () => this.block(!this.blocked) }]
      : ['kick', 'add', 'migrate'].map((what) => ({ id: what, label: say(what), act: () => this.try(() => api.group({ group: this.id, do: what })) }));
    menu(this.labels.lang, node.getAttribute('aria-label'), under(node), items);
  }

  async block(blocked) {
    if (await this.try(() => api.block({ person: this.id, blocked }))) {
      this.blocked = blocked;
      this.showUnder();
    }
  }
}
