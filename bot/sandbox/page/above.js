// The bar over a log that says a message further up has changed. It has a place
// of its own there, so that it covers nothing anybody reads.
import { el, button, icon } from './nodes.js';

const sliver = 24; // of a message at the edge is not yet the message

export class Above {
  // find(id) goes to a message; see Log.
  constructor({ labels, list, find }) {
    this.list = list;
    this.id = 0; // of the message, 0 where there is nothing to say
    this.node = button({ class: 'above', hidden: true, data: { act: 'above' }, on: { click: () => {
      const { id } = this;
      this.drop();
      find(id);
    } } }, icon('down'), labels.put(el('span', {}), 'updated'));
  }

  // past tells whether a message is out of sight over what is shown. In a phone
  // that is not on the screen nothing is, and its tab has the news.
  past(id) {
    const box = this.list.getBoundingClientRect();
    const row = this.list.querySelector(`[data-message="${id}"]`);
    return Boolean(row) && box.height > 0 && row.getBoundingClientRect().bottom < box.top + sliver;
  }

  // tell says that a message has changed, unless it changed before everybody's eyes.
  tell(id) {
    if (!this.past(id)) return;
    this.id = id;
    if (!this.node.hidden) return;
    const { scrollTop, clientHeight } = this.list;
    this.node.hidden = false;
    // The bar takes its room from the top: what is being read stays where it is.
    this.list.scrollTop = scrollTop + clientHeight - this.list.clientHeight;
  }

  // look takes the bar away where its message has come into sight, or is gone.
  look() {
    if (this.id && this.list.clientHeight > 0 && !this.past(this.id)) this.drop();
  }

  // drop takes the bar away: somebody has been where it points to, or went on.
  drop() {
    if (document.activeElement === this.node) this.list.focus({ preventScroll: true });
    this.id = 0;
    this.node.hidden = true;
  }
}
