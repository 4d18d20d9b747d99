// Somebody who has a page open, and says when what was saved stands in it.
// Knows no generators: the page may be changed in place or loaded anew.

import { read } from "./generator.mjs";

// A save that is not in the page after so long is lost.
const LOST = 10_000;

// The clock that this process and the page share.
export const now = () => performance.timeOrigin + performance.now();

export class Reader {
  #tab;
  #seen = new Map();
  #waiting = null;

  static async open(browser, url) {
    const reader = new Reader();
    const context = await browser.newContext();
    await context.exposeBinding("tellReader", (_, told) => reader.#hear(told));
    await context.addInitScript(`(${watchPage})(${read})`);
    reader.#tab = await context.newPage();
    reader.#tab.setDefaultTimeout(60_000);
    await reader.#tab.goto(url);
    return reader;
  }

  // When the page first showed `state`, and when it was painted; `null` if that save was lost.
  async sees(state) {
    const key = JSON.stringify(state);
    const settled = new Promise((done) => {
      this.#waiting = { key, done };
      if (this.#seen.get(key)?.painted) done();
    });
    let late;
    const lost = new Promise((done) => (late = setTimeout(done, LOST)));
    await Promise.race([settled, lost]);
    clearTimeout(late);
    this.#waiting = null;
    const found = this.#seen.get(key);
    return found?.painted ? found : null;
  }

  reload() {
    return this.#tab.reload();
  }

  // How far apart the two clocks can be, in milliseconds: the best of some exchanges.
  async clocks() {
    let best = { apart: 0, within: Infinity };
    for (let i = 0; i < 50; i += 1) {
      const before = now();
      const there = await this.#tab.evaluate(() => performance.timeOrigin + performance.now());
      const within = (now() - before) / 2;
      if (within < best.within) best = { apart: there - before - within, within };
    }
    return best;
  }

  close() {
    return this.#tab.context().close();
  }

  #hear({ key, ...times }) {
    // The first time counts: a page that is loaded anew shows the same again.
    this.#seen.set(key, { ...times, ...this.#seen.get(key) });
    if (times.painted && this.#waiting?.key === key) this.#waiting.done();
  }
}

// Runs in every page before anything else does.
function watchPage(read) {
  const now = () => performance.timeOrigin + performance.now();
  let last = null;
  const look = () => {
    const state = read(document.body?.textContent ?? "");
    const key = JSON.stringify(state);
    if (!state || key === last) return;
    last = key;
    window.tellReader({ key, shown: now() });
    // The second frame begins when the first has been painted.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => window.tellReader({ key, painted: now() }));
    });
  };
  const everything = { subtree: true, childList: true, characterData: true };
  new MutationObserver(look).observe(document, everything);
}
