// One generator's preview and its reader, and what has been measured of them.
// Knows no other generator, and not how often its turn comes.

import { pause } from "./generator.mjs";
import { rapidSaves } from "./rapid.mjs";
import { now } from "./reader.mjs";

export class Turn {
  #number = 0;
  isWell = true;

  // Between two saves it waits for the page, and then for `pauses` milliseconds: [least, most].
  constructor(preview, reader, pauses) {
    Object.assign(this, { preview, reader, pauses });
    this.begin();
  }

  // Forgets what was measured, for another series.
  begin() {
    Object.assign(this, { shown: [], painted: [], lost: 0 });
  }

  // The first saves of a preview load what later ones find loaded.
  warmUp() {
    return this.saves(3, (number) => ({ sentence: number, figure: 0 }));
  }

  async saves(count, stateOf) {
    for (let i = 0; i < count; i += 1) await this.#save(stateOf((this.#number += 1)));
  }

  async #save(state) {
    const began = now();
    this.preview.save(state);
    const seen = await this.reader.sees(state);
    if (seen) {
      this.shown.push(seen.shown - began);
      this.painted.push(seen.painted - began);
    } else {
      this.lost += 1;
      this.isWell = false;
      await this.reader.reload();
    }
    const [least, most] = this.pauses;
    await pause(least + Math.random() * (most - least));
  }

  async saveRapidly() {
    const { pages, missing, older, isLast, isWell } = await rapidSaves(
      this.preview,
      this.reader,
      (this.#number += 1),
    );
    this.isWell &&= isWell;
    console.log(
      `100 rapid saves, ${this.preview.name}: ${pages} pages asked for, ${missing} missing, ` +
        `${older} older than one before, the last save is ${isLast ? "" : "NOT "}shown`,
    );
  }

  async end() {
    await this.reader.close();
    this.preview.stop();
  }
}
