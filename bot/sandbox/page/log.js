// The messages of one chat: kept in order, an album as one row, edited in
// place, with a line where a new day begins.
import { el, button, icon } from './nodes.js';
import { bubble, waiting, answered } from './bubble.js';
import { Above } from './above.js';

const shownAtFirst = 200;

export class Log {
  // view(message) tells how a message is seen; see bubble.
  constructor({ labels, scene, view, empty }) {
    this.labels = labels;
    this.scene = scene;
    this.view = view;
    this.messages = new Map();
    this.rows = new Map(); // key → {node, day, ids}
    this.order = []; // keys, oldest first
    this.busy = new Set(); // "message_id callback_data" of unanswered presses
    this.limit = shownAtFirst;
    this.stuck = true;
    this.height = 0; // of the list when it was last scrolled
    this.fresh = 0;
    this.empty = empty;
    this.earlier = labels.put(button({ class: 'chip', on: { click: () => this.more() } }), 'earlier');
    this.list = el('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0' });
    this.news = el('span', {});
    this.below = button({ class: 'chip float down', hidden: true, on: { click: () => this.newest() } }, icon('down'), this.news);
    this.above = new Above({ labels, list: this.list, find: (id) => this.find(id) });
    this.node = el('div', { class: 'logbox' }, this.above.node, this.list, this.below);
    this.list.addEventListener('scroll', () => this.scrolled(), { passive: true });
    new ResizeObserver(() => { if (this.stuck) this.bottom(); }).observe(this.list);
  }

  static keyOf(m) {
    return m.media_group_id ? `album ${m.media_group_id}` : `message ${m.message_id}`;
  }

  // load takes the whole chat, in place of what was there.
  load(messages) {
    this.messages = new Map([...messages].sort((a, b) => a.message_id - b.message_id).map((m) => [m.message_id, m]));
    this.redraw();
    this.bottom();
    this.above.drop();
  }

  // redraw builds every shown row again: after loading, and when the language
  // or the one who looks has changed. Where one was reading stays in place.
  redraw() {
    const fromEnd = this.list.scrollHeight - this.list.scrollTop;
    this.list.setAttribute('aria-busy', 'true');
    this.rows.clear();
    this.order = [];
    for (const m of this.messages.values()) {
      const key = Log.keyOf(m);
      if (this.rows.has(key)) this.rows.get(key).ids.push(m.message_id);
      else {
        this.rows.set(key, { ids: [m.message_id], node: null, day: null });
        this.order.push(key);
      }
    }
    const shown = this.order.slice(-this.limit);
    this.list.replaceChildren();
    if (shown.length < this.order.length) this.list.append(this.earlier);
    if (shown.length === 0) this.list.append(this.empty);
    for (const key of shown) {
      const row = this.rows.get(key);
      this.build(key, row);
      this.list.append(...[row.day, row.node].filter(Boolean));
    }
    this.list.removeAttribute('aria-busy');
    if (this.stuck) this.bottom();
    else this.list.scrollTop = this.list.scrollHeight - fromEnd;
  }

  more() {
    this.limit += shownAtFirst;
    this.stuck = false;
    this.redraw();
    this.list.focus({ preventScroll: true });
  }

  build(key, row) {
    const messages = row.ids.map((id) => this.messages.get(id));
    const at = this.order.indexOf(key);
    const before = at > 0 ? this.messages.get(this.rows.get(this.order[at - 1]).ids[0]) : null;
    row.node = bubble(messages, { ...this.view(messages[0], before), busy: this.busy });
    row.node.classList.toggle('follows', Boolean(before && before.from?.id === messages[0].from?.id && messages[0].date - before.date < 600));
    const lang = this.labels.lang;
    const day = this.scene.times.day(lang, messages[0].date * 1000);
    const newDay = !before || this.scene.times.day(lang, before.date * 1000) !== day;
    row.day = newDay ? el('div', { class: 'day' }, el('span', {}, day)) : null;
  }

  // put adds a message, or shows its new form in the place it has.
  put(m, edited) {
    const had = this.messages.get(m.message_id);
    const key = Log.keyOf(had || m);
    if (!had && this.messages.size && m.message_id < Math.max(...this.messages.keys())) {
      this.load([...this.messages.values(), m]);
      return;
    }
    const wasDown = this.stuck;
    this.messages.set(m.message_id, m);
    const row = this.rows.get(key);
    if (row) {
      if (!had) row.ids.push(m.message_id);
      if (row.node) this.replace(key, row, edited);
    } else {
      this.empty.remove();
      const added = { ids: [m.message_id], node: null, day: null };
      this.order.push(key);
      this.rows.set(key, added);
      this.build(key, added);
      added.node.classList.add('new');
      this.list.append(...[added.day, added.node].filter(Boolean));
    }
    if (!had && this.view(m, null).own) this.newest();
    else if (wasDown) this.bottom();
    else if (!had) this.count(this.fresh + 1);
  }

  // replace swaps the node of a row and keeps the focus where it was.
  replace(key, row, flash) {
    const old = row.node;
    const oldDay = row.day;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    this.build(key, row);
    oldDay?.remove();
    if (row.day) old.before(row.day);
    old.replaceWith(row.node);
    if (focused) {
      const same = focused.dataset.press && row.node.querySelector(`[data-press="${CSS.escape(focused.dataset.press)}"]`);
      (same || this.list).focus({ preventScroll: true });
    }
    if (!flash) return;
    row.node.classList.add('flash');
    this.above.tell(row.ids[0]);
  }

  remove(id) {
    const m = this.messages.get(id);
    if (!m) return;
    this.messages.delete(id);
    const key = Log.keyOf(m);
    const row = this.rows.get(key);
    row.ids = row.ids.filter((each) => each !== id);
    if (row.ids.length && row.node) {
      this.replace(key, row, false);
      return;
    }
    const focused = row.node?.contains(document.activeElement);
    this.redraw();
    this.above.look();
    if (focused) this.list.focus({ preventScroll: true });
  }

  // wait marks the buttons with this data under a message as pressed; done
  // takes the mark away, also where the message was edited meanwhile. Who
  // presses went on: what changed before that is no news.
  wait(id, data) {
    this.above.drop();
    this.busy.add(`${id} ${data}`);
    this.pressed(id, data).forEach((node) => waiting(node, this.labels.lang));
  }

  done(id, data) {
    this.busy.delete(`${id} ${data}`);
    this.pressed(id, data).forEach(answered);
  }

  pressed(id, data) {
    return this.list.querySelectorAll(`[data-message="${id}"] [data-press="${CSS.escape(data)}"]`);
  }

  // find scrolls to a message and lights it up.
  find(id) {
    const node = this.list.querySelector(`[data-message="${id}"]`);
    if (!node) return;
    this.stuck = false;
    node.scrollIntoView({ block: 'nearest', behavior: this.scene.calm() ? 'auto' : 'smooth' });
    node.classList.remove('flash');
    requestAnimationFrame(() => node.classList.add('flash'));
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    if (clientHeight === 0) return;
    // A log that shrank, as under a keyboard that opened, was not scrolled by anybody.
    if (clientHeight !== this.height) {
      this.height = clientHeight;
      if (this.stuck) {
        this.bottom();
        return;
      }
    }
    const wasDown = this.stuck;
    this.stuck = scrollHeight - scrollTop - clientHeight < 40;
    if (this.stuck) this.count(0);
    if (this.stuck && !wasDown) this.above.drop();
    else this.above.look();
  }

  count(n) {
    this.fresh = n;
    this.below.hidden = n === 0;
    if (n) this.labels.put(this.news, 'new', '', { n });
  }

  bottom() {
    this.list.scrollTop = this.list.scrollHeight;
    this.stuck = true;
    this.count(0);
  }

  // newest is the bottom where somebody chose to go there, by sending something
  // or by the button, and not where the log follows what comes.
  newest() {
    if (document.activeElement === this.below) this.list.focus({ preventScroll: true });
    this.bottom();
    this.above.drop();
  }
}
