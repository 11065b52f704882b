// Speaking with the sandbox: one function for each thing a person can do, and
// the stream of what happened.

// Failure is an answer the sandbox refused with; why is its text, empty where
// the sandbox could not be reached at all.
export class Failure extends Error {
  constructor(why, status) {
    super(why || 'unreachable');
    this.why = why;
    this.status = status;
  }
}

async function call(method, path, body) {
  const options = { method };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers = { 'Content-Type': 'application/json' };
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Failure('', 0);
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Failure(data.error || `HTTP ${answer.status}`, answer.status);
  return data;
}

const post = (what) => (body) => call('POST', `/sandbox/${what}`, body);

export const stage = () => call('GET', '/sandbox/stage');
export const chat = (id) => call('GET', `/sandbox/chats/${id}`);
export const sampleURL = (id) => `/sandbox/sample/${encodeURIComponent(id)}`;
export const fileURL = (id) => `/sandbox/file/${encodeURIComponent(id)}`;

export const say = post('say');
export const send = post('send');
export const edit = post('edit');
export const press = post('press');
export const start = post('start');
export const lang = post('lang');
export const block = post('block');
export const group = post('group');
export const clock = post('clock');
export const story = post('story');

// photo sends pictures: each of the tray is {sample} (an ID) or {file}.
export function photo({ person, chat: to, caption, thread, reply_to, tray }) {
  const form = new FormData();
  form.append('person', person);
  form.append('chat', to);
  if (caption) form.append('caption', caption);
  if (thread) form.append('thread', thread);
  if (reply_to) form.append('reply_to', reply_to);
  for (const { sample, file } of tray) {
    if (sample) form.append('sample', sample);
    else form.append('file', file, file.name);
  }
  return call('POST', '/sandbox/photo', form);
}

// Events is the stream of what happened. It reconnects by itself and asks for
// what came meanwhile; a sandbox that was restarted counts from the beginning
// again, which is told as a reset, as is a gap too long to fill.
export class Events {
  constructor(hear, connected) {
    this.hear = hear;
    this.connected = connected;
    this.seq = 0;
    this.wait = 500;
    this.source = null;
    this.timer = 0;
  }

  open(after) {
    this.close();
    this.seq = after;
    const source = new EventSource(`/sandbox/events?after=${after}`);
    this.source = source;
    source.onopen = () => {
      this.wait = 500;
      this.connected(true);
    };
    source.onmessage = (message) => {
      if (this.source !== source) return;
      const event = JSON.parse(message.data);
      if (event.seq) this.seq = event.seq;
      this.hear(event);
    };
    source.onerror = () => {
      if (this.source === source) this.later();
    };
  }

  // later tries again, each time after a longer while, at most five seconds.
  later() {
    this.close();
    this.connected(false);
    this.timer = setTimeout(() => this.again(), this.wait);
    this.wait = Math.min(this.wait * 2, 5000);
  }

  async again() {
    try {
      const { seq } = await stage();
      if (seq < this.seq) this.hear({ kind: 'reset', seq });
      else this.open(this.seq);
    } catch {
      this.later();
    }
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }
}
