// That a page can be understood by ear: its headings are in order, and nothing is announced twice.

import { test } from "node:test";

import { lookAtPages } from "../support/looking.mjs";
import { names, published } from "../support/published.mjs";

// Runs in the page: what is wrong with its headings.
const outOfOrder = () => {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const level = (heading) => Number(heading.tagName[1]);
  const name = (heading) => `<${heading.localName}> ${heading.textContent.trim()}`;
  const faults = headings.filter((it) => level(it) === 1).length === 1 ? [] : ["there is not one h1"];
  headings.forEach((heading, at) => {
    const before = at > 0 ? level(headings[at - 1]) : 0;
    if (level(heading) > before + 1) faults.push(`${name(heading)} skips a level`);
    // A body's headings stand below the heading of the text and not below that of the margin.
    const isBelow = heading.closest(".prose") && level(heading) > 2;
    const above = headings.slice(0, at).findLast((it) => level(it) === 2);
    if (isBelow && above?.closest("aside")) faults.push(`${name(heading)} is below ${name(above)}`);
    const first = headings.find((it) => it.closest(".prose") === heading.closest(".prose"));
    const aboveText = headings[headings.indexOf(heading) - 1];
    if (heading.closest(".prose") && heading === first && aboveText?.closest("aside")) {
      faults.push(`${name(heading)} follows ${name(aboveText)} of the margin`);
    }
  });
  return faults;
};

// Runs in the page: parts that have the name of a part around them, so that listeners hear it twice.
const saidTwice = () => {
  const parts = [...document.querySelectorAll("aside, section, nav, [role=region]")];
  const nameOf = (part) => {
    const by = part.getAttribute("aria-labelledby");
    return (part.getAttribute("aria-label") ?? (by && document.getElementById(by)?.textContent) ?? "").trim();
  };
  const repeats = (part) => {
    const name = nameOf(part);
    for (let around = part.parentElement; name && around; around = around.parentElement) {
      if (parts.includes(around) && nameOf(around) === name) return true;
    }
    return false;
  };
  return parts.filter(repeats).map((part) => `"${nameOf(part)}" is announced twice`);
};

for (const name of names) {
  test(`${name}: headings are in order, and those of a text are below the text`, async (t) => {
    await lookAtPages(t, await published(name), {}, (tab) => tab.evaluate(outOfOrder));
  });

  test(`${name}: a toll is announced once`, async (t) => {
    await lookAtPages(t, await published(name), {}, (tab) => tab.evaluate(saidTwice));
  });
}
