// That a number can be quoted: its address leads to the sum and its incidents, and a row of a city can be linked for good.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openTab } from "../support/browser.mjs";
import { host } from "../support/host.mjs";
import { none } from "../support/looking.mjs";
import { allPublished, published } from "../support/published.mjs";

// The addresses that a page gives to those who quote its numbers.
const quoted = (html) => {
  const asides = html.split('<details class="cite">').slice(1).map((it) => it.split("</details>")[0]);
  return asides.flatMap((it) => [...it.matchAll(/href="([^"]+)"/g)].map(([, address]) => new URL(address)));
};

test("every address in a citation leads to a page and an anchor that are there", async () => {
  const found = [];
  let count = 0;
  for (const { name, pages } of await allPublished()) {
    const byPath = new Map(pages.map((page) => [page.path, page]));
    for (const page of pages) {
      for (const address of quoted(page.html)) {
        count += 1;
        const target = byPath.get(address.pathname);
        const isThere = target && (!address.hash || target.html.includes(`id="${address.hash.slice(1)}"`));
        if (!isThere) found.push(`${name}: ${page.path}: ${address.href}`);
      }
    }
  }
  none(found);
  assert.ok(count > 20, `only ${count} citations`);
});

for (const width of [1280, 375]) {
  test(`a city's month has a row to link to, and its number leads to the sum above its incidents, ${width} px wide`, async (t) => {
    const hosted = await host(t, (await published("sample")).folder);
    const tab = await openTab(t, hosted, "/cities/mosul/#m2017-05", { viewport: { width, height: 700 } });
    const row = tab.locator("#m2017-05");
    const { top, bottom } = await row.evaluate((it) => it.getBoundingClientRect());
    assert.ok(top >= -1 && bottom <= 700, `the row is at ${top} px`);
    await row.locator("td a").click();
    await tab.waitForURL(/\/cities\/mosul\/toll\/#m2017-05$/);
    const sum = tab.locator("#m2017-05 + p");
    assert.match(await sum.innerText(), /^Mosul, May 2017: .*civilians killed, as of /);
    assert.ok((await sum.evaluate((it) => it.getBoundingClientRect().top)) < 700, "the sum is on the screen");
    // Below the sum is how to quote it, and then come the incidents.
    assert.deepEqual(
      await sum.evaluate((it) => [it.nextElementSibling.tagName, it.nextElementSibling.nextElementSibling.tagName]),
      ["DETAILS", "OL"],
    );
  });
}
