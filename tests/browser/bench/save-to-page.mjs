// How long it takes from a save to the changed page in the browser: see README.md beside this.
// Knows no generator by name but dateline, which alone decides how this ends.

import { parseArgs } from "node:util";

import { launch } from "../support/chromium.mjs";
import { startAll } from "./generator.mjs";
import { Reader } from "./reader.mjs";
import { Turn } from "./turn.mjs";

// So many saves with one generator, then as many with the next.
const BLOCK = 10;

const { values: asked } = parseArgs({
  options: {
    sites: { type: "string", multiple: true },
    saves: { type: "string", default: "50" },
    pause: { type: "string", default: "50-250" },
  },
});
const pauses = /^(\d+)-(\d+)$/.exec(asked.pause)?.slice(1).map(Number);
if (!asked.sites || !(Number(asked.saves) > 0) || !pauses) {
  console.error("usage: save-to-page.mjs --sites DIR [--sites DIR ...] [--saves 50] [--pause 50-250]");
  process.exit(2);
}

const browser = await launch();
let isWell = true;
for (const sites of asked.sites) isWell = (await measure(sites)) && isWell;
await browser.close();
process.exit(isWell ? 0 : 1);

async function measure(sites) {
  const turns = [];
  for (const preview of await startAll(sites)) {
    turns.push(new Turn(preview, await Reader.open(browser, preview.url), pauses));
  }
  const { apart, within } = await turns[0].reader.clocks();
  const [size] = turns.map((turn) => turn.preview.size);
  console.log(`\n${size.toLocaleString("en")} dispatches, times in milliseconds`);
  console.log(`(the page's clock is ${ms(apart)} ahead of ours, give or take ${ms(within)})`);
  await each(turns, (turn) => turn.warmUp());
  await series("a sentence", turns, (number) => ({ sentence: number, figure: 0 }));
  await series("a figure", turns, (number) => ({ sentence: number, figure: number % 1000 }));
  await each(turns, (turn) => turn.saveRapidly());
  await each(turns, (turn) => turn.end());
  return turns.every((turn) => turn.isWell || turn.preview.name !== "dateline");
}

async function series(what, turns, stateOf) {
  await each(turns, (turn) => turn.begin());
  for (let left = Number(asked.saves); left > 0; left -= BLOCK) {
    await each(turns, (turn) => turn.saves(Math.min(left, BLOCK), stateOf));
  }
  console.log(row(what, "n", "lost", "median", "p90", "max"));
  for (const { preview, shown, painted, lost } of turns) {
    const of = (times) => [times.length, lost, ...spread(times).map(ms)];
    console.log(row(`  ${preview.name}, in the page`, ...of(shown)));
    console.log(row(`  ${preview.name}, painted`, ...of(painted)));
  }
}

async function each(turns, act) {
  for (const turn of turns) await act(turn);
}

function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN;
  return [at(0.5), at(0.9), at(1)];
}

function ms(time) {
  return time.toFixed(Math.abs(time) < 10 ? 1 : 0);
}

function row(first, ...rest) {
  return first.padEnd(28) + rest.map((cell) => String(cell).padStart(8)).join("");
}
