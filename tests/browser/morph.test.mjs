// The morphing of pages by itself: whatever a page was, it becomes what was saved.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { browser } from "./support/browser.mjs";

const part = (name) =>
  readFile(new URL(`../../src/edge/preview/script/${name}.js`, import.meta.url), "utf8");

// An empty page with `become(html)` in it, which morphs its body.
async function openBlank(t) {
  const context = await (await browser()).newContext();
  t.after(() => context.close());
  const tab = await context.newPage();
  const parts = await Promise.all(["mutations", "assets", "morph"].map(part));
  await tab.evaluate(`(() => {
    "use strict";
    const tag = null;
    ${parts.join("\n")}
    window.become = (html) => {
      const fresh = new DOMParser().parseFromString(html, "text/html");
      mutations.ignore(() => morph(fresh));
    };
  })()`);
  return tab;
}

test("a page becomes what was saved, whatever it was", async (t) => {
  const tab = await openBlank(t);
  const wrong = await tab.evaluate(() => {
    // The same numbers in every run.
    let seed = 20261122;
    const random = (below) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % below;
    };
    const names = ["p", "div", "ul", "section", "details", "b", "i", "input", "img"];
    const tree = (depth) => {
      let html = "";
      for (let n = random(7); n > 0; n -= 1) {
        const kind = random(12);
        if (kind === 0) html += `<!--${random(3)}-->`;
        else if (kind < 4) html += ["word", " ", "\n", "other words"][random(4)];
        else {
          const name = names[random(depth > 3 ? 2 : names.length)];
          const id = random(4) === 0 ? ` id="${random(12)}"` : "";
          const rest = [` class="${random(3)}"`, ` name="n${random(3)}"`, ` lang="ar"`, ""][random(4)];
          const isVoid = name === "input" || name === "img";
          html += `<${name}${id}${rest}>${isVoid ? "" : `${depth < 4 ? tree(depth + 1) : ""}</${name}>`}`;
        }
      }
      return html;
    };
    for (let round = 0; round < 3000; round += 1) {
      const html = `<html lang="${random(2)}"><title>${random(3)}</title><body class="${random(2)}">${tree(0)}</body></html>`;
      window.become(html);
      const wanted = new DOMParser().parseFromString(html, "text/html");
      // Text that stands in two pieces reads as it does in one.
      for (const page of [wanted, document]) page.normalize();
      const pairs = [document, wanted].map((page) => [page.title, page.documentElement.lang]);
      const isEqual = document.body.isEqualNode(wanted.body) && `${pairs[0]}` === `${pairs[1]}`;
      if (!isEqual) return { round, wanted: html, is: document.documentElement.outerHTML };
    }
    return null;
  });
  assert.equal(wrong, null);
});

test("a row that comes into a long table leaves all others as they are, and nobody waits", async (t) => {
  const tab = await openBlank(t);
  const { kept, milliseconds } = await tab.evaluate(() => {
    const rows = (numbers) =>
      numbers.map((n) => `<tr><td>${n}</td><td><a href="/${n}/">Dispatch ${n}</a></td></tr>`).join("\n");
    const all = Array.from({ length: 20_000 }, (_, n) => n);
    window.become(`<body><table><tbody>${rows(all)}</tbody></table></body>`);
    const before = [...document.querySelectorAll("tr")];
    const begun = performance.now();
    const changed = [...all.slice(0, 5), 20_000, ...all.slice(5, 9_000), ...all.slice(9_001)];
    window.become(`<body><table><tbody>${rows(changed)}</tbody></table></body>`);
    const milliseconds = performance.now() - begun;
    const after = new Set(document.querySelectorAll("tr"));
    return { kept: before.filter((row) => after.has(row)).length, milliseconds };
  });
  assert.equal(kept, 19_999);
  t.diagnostic(`${Math.round(milliseconds)} ms for 20,000 rows, their parsing included`);
});
