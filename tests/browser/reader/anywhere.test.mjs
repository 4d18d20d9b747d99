// That the published folder works wherever it is put.

import assert from "node:assert/strict";
import { test } from "node:test";

import { deadLinks, onDisk } from "../support/links.mjs";
import { lookAt, none } from "../support/looking.mjs";
import { names, published } from "../support/published.mjs";

// This page is shown at any address, however deep, so its links begin at the root that `base_url` names, always.
const withoutNotFound = ({ folder, pages }) => ({ folder, pages: pages.filter(({ path }) => path !== "/404.html") });

for (const name of names) {
  test(`${name}: every link and anchor leads somewhere at the root of a host`, async () => {
    none(deadLinks(await published(name), "https://host.example/"));
  });

  test(`${name}: every link and anchor leads somewhere below a path of a host`, async () => {
    const site = await published(name, { baseUrl: "https://host.example/record/" });
    none(deadLinks(site, "https://host.example/record/"));
  });

  test(`${name}: with relative links every link and anchor leads somewhere at a root, below a path and on a disk`, async () => {
    const site = withoutNotFound(await published(name, { links: "relative" }));
    for (const base of ["https://host.example/", "https://host.example/record/", onDisk(site.folder)]) {
      none(deadLinks(site, base).map((fault) => `${base}: ${fault}`));
    }
  });
}

test("a page with relative links is dressed and silent when it is opened from a disk", async (t) => {
  const site = await published("sample", { links: "relative" });
  const { browser } = await import("../support/browser.mjs");
  const tab = await (await browser()).newPage();
  t.after(() => tab.close());
  const said = [];
  tab.on("console", (message) => said.push(message.text()));
  await tab.goto(`${onDisk(site.folder)}index.html`);
  const margin = await tab.evaluate(() => getComputedStyle(document.body).marginTop);
  assert.equal(margin, "0px", "the style sheet was not found");
  assert.deepEqual(said, []);
});
