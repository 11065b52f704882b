// The answer of a pressed button arrives twice: to whoever pressed, and in the
// stream, for those who watch. Answers sees to it that it is shown once,
// whichever comes first.
export class Answers {
  constructor() {
    this.pending = []; // presses of this page that wait for their answer
    this.owed = []; // answers shown already, whose copy in the stream is still to come
  }

  expect(person) {
    const press = { person, streamed: false };
    this.pending.push(press);
    return press;
  }

  // arrived tells that a press got its answer, which the page then shows.
  arrived(press, { text }) {
    this.failed(press);
    if (!press.streamed) this.owed.push({ person: press.person, text: text || '', until: Date.now() + 10000 });
  }

  failed(press) {
    this.pending = this.pending.filter((each) => each !== press);
  }

  // fromStream tells whether an answer in the stream is to be shown: it is
  // unless a press of this page shows it, or has.
  fromStream({ person, text }) {
    const waiting = this.pending.find((press) => press.person === person && !press.streamed);
    if (waiting) {
      waiting.streamed = true;
      return false;
    }
    this.owed = this.owed.filter((each) => each.until > Date.now());
    const at = this.owed.findIndex((each) => each.person === person && each.text === (text || ''));
    if (at >= 0) this.owed.splice(at, 1);
    return at < 0;
  }
}
