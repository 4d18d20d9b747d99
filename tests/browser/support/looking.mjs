// Looking at one page of a published site after another in one tab.
// Knows nothing of what is looked for.

import assert from "node:assert/strict";

import { openTab } from "./browser.mjs";
import { host } from "./host.mjs";
import { isLeft, representatives } from "./published.mjs";

// Opens the representative pages of `site` one after another, in a window with Playwright's `options`, and
// fails with all that `faultsOf(tab, page)` finds, by page. Nothing on a page may speak or ask elsewhere meanwhile.
export async function lookAtPages(t, site, options, faultsOf) {
  await lookAt(t, site, representatives(site), options, faultsOf);
}

export async function lookAt(t, site, pages, options, faultsOf) {
  const hosted = await host(t, site.folder);
  const tab = await openTab(t, hosted, "/", options);
  const found = [];
  for (const page of pages) {
    if (isLeft(page)) continue;
    await tab.goto(hosted.at(page.path));
    for (const fault of await faultsOf(tab, page)) found.push(`${page.path} (${page.template}): ${fault}`);
  }
  none(found);
}

// Fails if anything was found, and says all of it.
export function none(found) {
  assert.ok(found.length === 0, `${found.length} found:\n${found.join("\n")}`);
}
