// That bars of one table, list or toll have one scale: as many pixels for each person.
// Reads the figures from the page, as readers do, and knows nothing of how a bar is drawn.

import { test } from "node:test";

import { lookAt } from "../support/looking.mjs";
import { names, published } from "../support/published.mjs";

const WIDTHS = [1280, 375];
// A bar ends at a tenth of a per cent of its track, and a border of a pixel may lie on either side.
const NEAR = 1.5;

// The bars of every group of a page, with their figures and where they begin and end, in pixels.
const measured = () => {
  const groups = [...document.querySelectorAll("table, dl.sums, ol.steps")];
  const western = (text) => text.replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit));
  const numbers = (text) => (western(text).replace(/[٬,](?=\d{3})/g, "").match(/\d+/g) ?? []).map(Number);
  const line = "tr, .sums > div, .step";
  return groups.map((group) =>
    [...group.querySelectorAll("svg.bar")].map((bar) => {
      const figure = bar.closest(line).querySelector(".figures .n, .told .n, dd .n");
      const track = bar.getBoundingClientRect();
      const solid = bar.querySelector("rect:last-of-type").getBoundingClientRect();
      const hatched = bar.querySelector("rect[fill]")?.getBoundingClientRect();
      return {
        said: figure.textContent.trim(),
        figures: numbers(figure.textContent),
        track: track.width,
        solid: solid.width,
        whole: solid.width + (hatched?.width ?? 0),
        isOpen: bar.querySelector("line") !== null,
      };
    }),
  ).filter((bars) => bars.length > 1);
};

function faults(bars) {
  const [{ track }] = bars;
  const found = bars.filter((bar) => Math.abs(bar.track - track) > 0.5);
  const uneven = found.map((bar) => `the track of "${bar.said}" is ${bar.track} px wide, and that of the first ${track}`);
  // Words such as "dozens" give no figure, and "up to 5" gives no lowest one.
  const exact = bars.filter((bar) => bar.figures.length > 0 && bar.solid > 0);
  const scales = exact.map((bar) => ({ ...bar, perPerson: bar.solid / bar.figures[0] }));
  const longest = scales.toSorted((a, b) => b.solid - a.solid)[0];
  const off = scales.filter((bar) => Math.abs(bar.solid - longest.perPerson * bar.figures[0]) > NEAR);
  const beyond = exact.filter((bar) => bar.figures.length === 2 && !bar.isOpen
    && Math.abs(bar.whole - longest.perPerson * bar.figures[1]) > NEAR);
  return [
    ...uneven,
    ...off.map((bar) => `"${bar.said}" is ${bar.solid} px long, where "${longest.said}" is ${longest.solid}`),
    ...beyond.map((bar) => `"${bar.said}" ends at ${bar.whole} px, where "${longest.said}" is ${longest.solid}`),
  ];
}

for (const name of names.filter((it) => !it.includes("plain"))) {
  test(`${name}: a bar is as long as its figure, beside all others of its table`, async (t) => {
    const site = await published(name);
    const pages = site.pages.filter(({ html }) => html.includes('class="bar"'));
    await lookAt(t, site, pages, {}, async (tab) => {
      const found = [];
      for (const width of WIDTHS) {
        await tab.setViewportSize({ width, height: 900 });
        const groups = await tab.evaluate(measured);
        found.push(...groups.flatMap(faults).map((fault) => `at ${width}: ${fault}`));
      }
      return found;
    });
  });
}
