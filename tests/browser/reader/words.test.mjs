// That no word in a table is broken in two on a phone.

import { test } from "node:test";

import { lookAtPages } from "../support/looking.mjs";
import { names, published } from "../support/published.mjs";

const PHONE = { width: 375, height: 800 };
// A longer word may have no room. Addresses, names of files and the like are no words. The name of a field is several: `killed_max`.
const LONGEST = 14;

// Runs in the page.
const brokenWords = (longest) => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const broken = new Set();
  const range = document.createRange();
  for (const table of document.querySelectorAll("table")) {
    const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT, (text) =>
      text.parentElement.closest("code") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of text.data.matchAll(/(?<![\p{L}\p{N}/.:+#])\p{L}+(?![\p{L}\p{N}/.:_+#]*[/:+#])/gu)) {
        if (word[0].length > longest) continue;
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
        if (lines.size > 1) broken.add(word[0]);
      }
    }
  }
  return [...broken];
};

// The plain theme breaks the words of an author's table that is too wide, so that nothing of it is hidden.
for (const name of names.filter((it) => !it.includes("plain"))) {
  test(`${name}: no word in a table is broken on a phone`, async (t) => {
    const site = await published(name);
    await lookAtPages(t, site, { viewport: PHONE }, async (tab) =>
      (await tab.evaluate(brokenWords, LONGEST)).map((word) => `is broken: ${word}`));
  });
}
