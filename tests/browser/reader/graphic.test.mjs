// That nobody sees what they did not ask to see: a graphic picture is not fetched before it is opened.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openTab } from "../support/browser.mjs";
import { GRAPHIC, PICTURES } from "../support/fixture.mjs";
import { host } from "../support/host.mjs";
import { published } from "../support/published.mjs";

const isGraphic = (request) => new URL(request.url()).pathname.split("/").pop().startsWith(GRAPHIC);

for (const [name, how, javaScriptEnabled] of [
  ["fixture", "with", true],
  ["fixture", "without", false],
  ["fixture in plain", "without", false],
]) {
  test(`${name}: a graphic picture is fetched when the reader opens it and not before, ${how} script`, async (t) => {
    const hosted = await host(t, (await published(name)).folder);
    const tab = await openTab(t, hosted, "/", { javaScriptEnabled });
    const asked = [];
    tab.on("request", (request) => asked.push(request));
    await tab.goto(hosted.at(PICTURES), { waitUntil: "networkidle" });
    // Whatever loads when it comes near the screen has come near it.
    await tab.keyboard.press("End");
    await tab.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await tab.waitForLoadState("networkidle");
    assert.ok(asked.some((request) => request.resourceType() === "image"), "the other pictures are fetched");
    assert.deepEqual(asked.filter(isGraphic).map((request) => request.url()), []);

    const summary = tab.locator("summary", { hasText: "A body under a sheet" });
    const fetched = tab.waitForRequest(isGraphic);
    await summary.click();
    const link = summary.locator("xpath=..").locator("a").first();
    if (await link.count()) await link.click();
    await fetched;
  });
}

test("no list, no front page and no feed shows a graphic picture", async () => {
  const { pages } = await published("fixture");
  const showing = pages.filter(({ html }) => html.includes(`${GRAPHIC}.png`)).map(({ path }) => path);
  assert.deepEqual(showing, [PICTURES]);
});
