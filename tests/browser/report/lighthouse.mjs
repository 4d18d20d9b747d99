// Runs Lighthouse on every kind of page, three times each, and prints the median of each score. It fails where one is
// too low. Apart from the tests, for it takes minutes and 200 MB of packages:
//
//     npm ci --prefix tests/browser/report && tests/browser/node tests/browser/report/lighthouse.mjs [sample | fixture | ..] [RUNS]

import lighthouse from "lighthouse";
import * as launcher from "chrome-launcher";

import { table, withPages } from "./pages.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const LEAST = { performance: 99, accessibility: 100, "best-practices": 100, seo: 100 };
// A page that leads nowhere asks not to be found.
const UNFOUND = "404";

const [name = "sample", runs = "3"] = process.argv.slice(2);
const chrome = await launcher.launch({
  chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
const low = [];
// Chromium ends whatever happens.
process.once("exit", () => chrome.kill());
const rows = await withPages(name, async ({ at, pages }) => {
  const rows = [];
  for (const { template, path } of pages) {
    const scores = await measured(at(path));
    const isLow = (category) => scores[category] < LEAST[category] && !(template === UNFOUND && category === "seo");
    low.push(...CATEGORIES.filter(isLow).map((category) => `${template}: ${category} is ${scores[category]}`));
    rows.push([template, ...CATEGORIES.map((category) => scores[category]), path]);
  }
  return rows;
});
console.log(`${name}\n\n${table(["page", ...CATEGORIES, "example"], rows)}`);
for (const fault of low) console.error(fault);
process.exitCode = low.length ? 1 : 0;
// As long as it runs, so does this.
chrome.kill();

async function measured(url) {
  const settings = { port: chrome.port, output: "json", logLevel: "error", onlyCategories: CATEGORIES };
  const scores = CATEGORIES.map(() => []);
  for (let run = 0; run < Number(runs); run += 1) {
    const { lhr } = await lighthouse(url, settings);
    CATEGORIES.forEach((category, i) => scores[i].push(Math.round(100 * lhr.categories[category].score)));
  }
  return Object.fromEntries(CATEGORIES.map((category, i) => [category, median(scores[i])]));
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
