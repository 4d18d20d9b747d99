// That the checks of this folder see what they are for: each is shown a page that is broken in its way.

import assert from "node:assert/strict";
import { test } from "node:test";

import { violations, violationsOfColour } from "../support/axe.mjs";
import { browser } from "../support/browser.mjs";
import { sticksOut } from "../support/fits.mjs";
import { backwards } from "../support/glyphs.mjs";
import { unreachable } from "../support/keyboard.mjs";
import { deadLinks } from "../support/links.mjs";
import { published } from "../support/published.mjs";
import { fromStrangers, inline, policy } from "../support/strangers.mjs";

const head = '<!doctype html><html lang="en"><head><title>A page</title></head>';

// A tab that shows `body` and nothing else.
async function showing(t, body, root = head) {
  const tab = await (await browser()).newPage();
  t.after(() => tab.close());
  await tab.setContent(`${root}<body><main><h1>A page</h1>${body}</main></body></html>`);
  return tab;
}

test("axe sees a picture without words, and pale words", async (t) => {
  const tab = await showing(t, '<img src="data:,"><p style="color: #ddd; background: #fff">Pale</p>');
  assert.match((await violations(tab)).join("\n"), /image-alt/);
  assert.match((await violationsOfColour(tab)).join("\n"), /color-contrast/);
});

test("a page that is too wide is seen", async (t) => {
  const tab = await showing(t, `<p>${"w".repeat(400)}</p>`);
  assert.notDeepEqual(await sticksOut(tab), []);
});

test("a link that the keyboard passes over, and a focus that nobody sees, are found", async (t) => {
  const passed = await showing(t, '<a href="/a">a</a><a href="/b" tabindex="-1">b</a><a href="/c">c</a>');
  assert.match((await unreachable(passed)).join("\n"), /instead of <a href="\/b"/);
  const unseen = await showing(t, '<style>a:focus { outline: none }</style><a href="/a">a</a>');
  assert.match((await unreachable(unseen)).join("\n"), /cannot be seen/);
});

test("a date that stands bare in Arabic text reads backwards, and one that is set apart does not", async (t) => {
  const root = head.replace('lang="en"', 'lang="ar" dir="rtl"');
  const bare = await showing(t, "<p>في 2017-05-31 قتل</p>", root);
  assert.match((await backwards(bare)).join("\n"), /2017-05-31/);
  const apart = await showing(t, "<p>في <bdi>2017-05-31</bdi> قتل</p>", root);
  assert.deepEqual(await backwards(apart), []);
});

test("a range in Arabic digits has its end on the left, and one that is forced from the left is found", async (t) => {
  const root = head.replace('lang="en"', 'lang="ar" dir="rtl"');
  const right = await showing(t, "<p>قتل <bdi>٨٠–١١٥</bdi> هنا</p>", root);
  assert.deepEqual(await backwards(right), []);
  const forced = await showing(t, '<p>قتل <bdo dir="ltr">٨٠–١١٥</bdo> هنا</p>', root);
  assert.match((await backwards(forced)).join("\n"), /٨٠–١١٥/);
});

test("strangers, script, style and an open policy are seen in the text of a page", () => {
  const loads = '<img src="https://a.example/x.png"><img srcset="/a.png 1x, //b.example/y.png 2x"><a href="https://c.example/">';
  assert.deepEqual(fromStrangers(loads), ["https://a.example/x.png", "//b.example/y.png"]);
  const runs = '<script>1</script><p onclick="f()" style="color: red"><a href="javascript:f()"><script type="application/ld+json">{}</script>';
  assert.equal(inline(runs).length, 4);
  const open = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src *">`;
  assert.deepEqual(policy(open), { "default-src": ["'self'"], "script-src": ["*"] });
});

test("a link that leads nowhere, out of the site or to no anchor is found", async () => {
  const { folder, pages } = await published("fixture");
  const html = '<a href="/nothing/">a</a><a href="/cities/#nowhere">b</a><a href="/cities/">c</a>';
  const broken = [...pages.filter(({ path }) => path !== "/"), { ...pages.find(({ path }) => path === "/"), html }];
  const found = deadLinks({ folder, pages: broken }, "https://host.example/").filter((fault) => fault.startsWith("/: "));
  assert.deepEqual(found, ["/: /nothing/ leads nowhere", "/: /cities/#nowhere names an anchor that is not there"]);
  const outside = deadLinks({ folder, pages: broken }, "https://host.example/record/");
  assert.ok(outside.includes("/: /cities/ leads out of the site"));
});
