// The least that must hold before any other test of the browser means anything.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openTab } from "./support/browser.mjs";
import { sticksOut } from "./support/fits.mjs";
import { startSite } from "./support/site.mjs";

const DISPATCH = "content/dispatches/a-first-dispatch.md";

test("the front page of a new site opens under its title, and asks and says nothing else", async (t) => {
  const site = await startSite(t);
  const tab = await openTab(t, site);
  assert.equal(await tab.title(), "A new record");
  await tab.getByRole("link", { name: "What a dispatch looks like" }).first().waitFor();
});

test("a saved dispatch shows on the open page by itself", async (t) => {
  const site = await startSite(t);
  const tab = await openTab(t, site, "/dispatches/a-first-dispatch/");
  await tab.getByText("This dispatch is an example").waitFor();
  const text = await site.read(DISPATCH);
  await site.save(DISPATCH, text.replace("This dispatch is an example", "The market has reopened"));
  await tab.getByText("The market has reopened").waitFor();
});

test("the pages of a new site fit a narrow screen", async (t) => {
  const site = await startSite(t);
  const tab = await openTab(t, site);
  for (const path of ["/", "/dispatches/a-first-dispatch/", "/cities/sample-town/", "/method/"]) {
    await tab.goto(site.at(path));
    assert.deepEqual(await sticksOut(tab), [], path);
  }
});
