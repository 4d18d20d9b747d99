// That a printed page says where it is from and as of which day, and that nothing on it is folded.

import { test } from "node:test";

import { lookAtPages } from "../support/looking.mjs";
import { names, published } from "../support/published.mjs";

// The width of A4 without its margins, in pixels.
const PAPER = { width: 680, height: 980 };
// Kinds of pages whose texts are of no day.
const DAYLESS = new Set(["404", "page", "cities", "map", "taxonomy", "term", "incidents", "redirect", "corrections", "month", "people", "parties", "territories"]);

// Runs in the page as it is printed.
const onPaper = () => {
  const line = document.querySelector(".printed");
  const foot = document.querySelector("body > footer");
  const folded = [...document.querySelectorAll("details:not([open]) > :not(summary)")];
  const shown = (it) => it.getBoundingClientRect().height > 0 && getComputedStyle(it).display !== "none";
  return {
    address: line?.innerText ?? "",
    // Browsers repeat the foot of a table on every sheet, if it may not be broken. So no sheet has the foot of the page alone.
    isOnEveryPage: line !== null && shown(line) && foot.innerText.length > line.innerText.length
      && getComputedStyle(document.body).display === "table" && getComputedStyle(foot).display === "table-footer-group"
      && getComputedStyle(foot).breakInside === "avoid",
    hasDay: line?.querySelector("time") !== null,
    permalink: document.querySelector("link[rel=canonical]")?.href,
    folded: folded.filter((it) => !shown(it)).map((it) => it.outerHTML.slice(0, 80)),
    // Links at the foot of the page are of no use on paper, and may need a sheet of their own.
    links: [...document.querySelectorAll("body > footer a")].filter(shown).length,
    // The first thing after the head of the page, and how far down it begins.
    gap: (() => {
      const title = document.querySelector("h1").getBoundingClientRect();
      const texts = [...document.querySelectorAll("main p, main li, main td, main dt, main figure")].filter(shown);
      const next = texts.map((it) => it.getBoundingClientRect().top).filter((top) => top > title.top);
      return Math.min(...next) - title.bottom;
    })(),
  };
};

for (const name of names.filter((it) => !it.includes("plain"))) {
  test(`${name}: every printed page has its address and its day, and nothing is folded`, async (t) => {
    const site = await published(name);
    await lookAtPages(t, site, { viewport: PAPER }, async (tab, page) => {
      await tab.emulateMedia({ media: "print" });
      const paper = await tab.evaluate(onPaper);
      await tab.emulateMedia({ media: "screen" });
      const faults = paper.folded.map((it) => `is folded: ${it}`);
      if (!paper.isOnEveryPage) faults.push("the foot of the page is not on every sheet");
      if (paper.permalink && !paper.address.includes(paper.permalink)) faults.push(`its address is "${paper.address}"`);
      if (!paper.hasDay && !DAYLESS.has(page.template)) faults.push("it has no day");
      if (paper.links > 0) faults.push(`${paper.links} links are at its foot`);
      if (paper.gap > PAPER.height / 3) faults.push(`${paper.gap} px are empty below its title`);
      return faults;
    });
  });
}
