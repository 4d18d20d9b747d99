// A hundred saves in a second, while somebody else turns pages all the time.
// Knows no times: only what is missing, what is older than it was, and what is shown last.

import { pause, read } from "./generator.mjs";

const SAVES = 100;
const APART = 10;

// `first` is the number of the first save; every later one is one more.
export async function rapidSaves(preview, reader, first) {
  const turning = new Turning(preview);
  const asking = turning.begin();
  let state;
  for (let i = 0; i < SAVES; i += 1) {
    state = { sentence: first + i, figure: i };
    preview.save(state);
    await pause(APART);
  }
  const seen = await reader.sees(state);
  turning.goesOn = false;
  await asking;
  const fetched = read(await (await fetch(preview.url)).text());
  const isLast = seen !== null && fetched?.sentence === state.sentence;
  const { pages, missing, older } = turning;
  return { pages, missing, older, isLast, isWell: missing + older === 0 && isLast };
}

// The other connection, that asks for the dispatch and the front page by turns.
class Turning {
  goesOn = true;
  pages = 0;
  missing = 0;
  older = 0;
  #newest = 0;
  #preview;

  constructor(preview) {
    this.#preview = preview;
  }

  async begin() {
    while (this.goesOn) {
      await this.#ask(this.#preview.url);
      await this.#ask(`${this.#preview.host}/`);
    }
  }

  async #ask(url) {
    this.pages += 1;
    const answer = await fetch(url).catch(() => null);
    const text = answer?.ok ? await answer.text().catch(() => "") : "";
    const sentence = read(text)?.sentence;
    const isDispatch = url === this.#preview.url;
    if (text === "" || (isDispatch && sentence === undefined)) this.missing += 1;
    else if (isDispatch && sentence < this.#newest) this.older += 1;
    else if (isDispatch) this.#newest = sentence;
  }
}
