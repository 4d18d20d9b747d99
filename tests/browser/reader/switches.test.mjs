// That readers choose what a chart counts without a script, and sort a table with one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openTab } from "../support/browser.mjs";
import { host } from "../support/host.mjs";
import { published } from "../support/published.mjs";

test("a chart changes from all killed to civilians without a script, also with the keyboard", async (t) => {
  const site = await published("sample");
  const hosted = await host(t, site.folder);
  const page = site.pages.find(({ html }) => html.includes('id="show-civilians"'));
  assert.ok(page, "no page of the sample has two charts");
  const tab = await openTab(t, hosted, page.path, { javaScriptEnabled: false });
  const shown = async () => [await tab.locator(".of-killed").isVisible(), await tab.locator(".of-civilians").isVisible()];
  assert.deepEqual(await shown(), [true, false]);
  await tab.getByLabel("Civilians", { exact: true }).check();
  assert.deepEqual(await shown(), [false, true]);
  await tab.keyboard.press("ArrowUp");
  assert.deepEqual(await shown(), [true, false]);
});

test("every chart names its source and leads to its data", async () => {
  const { pages } = await published("sample");
  const charts = pages.filter(({ html }) => html.includes('<figure class="chart'));
  assert.ok(charts.length > 2);
  for (const { path, html } of charts) {
    assert.match(html, /<p class="note source">Source: .*href="[^"]+\.csv"/s, path);
  }
});

test("the table of a year's incidents is whole without a script, and sorts by each column with one", async (t) => {
  const site = await published("sample");
  const hosted = await host(t, site.folder);
  const { path } = site.pages.find(({ template, path }) => template === "incidents" && path.includes("2017"));
  const rowsOf = (tab) => tab.locator("tbody tr").count();
  const still = await openTab(t, hosted, path, { javaScriptEnabled: false });
  const rows = await rowsOf(still);
  assert.ok(rows > 10, `${rows} rows`);
  assert.equal(await still.locator("thead button").count(), 0);
  const tab = await openTab(t, hosted, path);
  assert.equal(await rowsOf(tab), rows);
  const numbers = () => tab.locator("tbody tr").evaluateAll((lines) => lines.map((line) => line.cells[3].dataset.n));
  const isFalling = (list) => list.every((it, at) => at === 0 || Number(list[at - 1] || -1) >= Number(it || -1));
  await tab.getByRole("button", { name: "Killed", exact: true }).click();
  assert.ok(isFalling(await numbers()), "first the most killed");
  assert.equal(await tab.locator("th[aria-sort=descending]").innerText(), "Killed");
  await tab.getByRole("button", { name: "Killed", exact: true }).click();
  assert.ok(isFalling((await numbers()).reverse()), "then the fewest");
  await tab.getByRole("button", { name: "When", exact: true }).click();
  const days = await tab.locator("tbody time").evaluateAll((times) => times.map((it) => it.dateTime));
  assert.deepEqual(days, days.toSorted());
});
