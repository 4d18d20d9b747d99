// Tabs that hold a page to saying nothing and asking nobody else.
// Knows nothing of what is on the pages.

import assert from "node:assert/strict";
import { after } from "node:test";

import { launch } from "./chromium.mjs";
import { atEndOf } from "./ending.mjs";
import { PATIENCE } from "./site.mjs";

let launched = null;

// The browser of this test file: started when first asked for, and closed after the last test.
export function browser() {
  launched ??= launch();
  return launched;
}

after(async () => {
  await (await launched?.catch(() => null))?.close();
});

// A window of its own, with no cookie and no cache of another test's, that closes with the test `t`.
// `options` are Playwright's (viewport, colorScheme, javaScriptEnabled ...), and `expected`: patterns of
// console messages that the test expects. At its end the test fails on any other message, on an
// error in a script, and on a request to any host but `site`'s.
export async function openWindow(t, site, { expected = [], ...options } = {}) {
  const context = await (await browser()).newContext({ locale: "en-GB", ...options });
  context.setDefaultTimeout(PATIENCE);
  const faults = watch(context, site, expected);
  atEndOf(t, async () => {
    await context.close();
    assert.deepEqual(faults, [], "what the pages said and asked for that they should not have");
  });
  return context;
}

// A tab in a window of its own, that shows `path`: Playwright's `Page`.
export async function openTab(t, site, path = "/", options = {}) {
  const tab = await (await openWindow(t, site, options)).newPage();
  await tab.goto(site.at(path));
  return tab;
}

function watch(context, site, expected) {
  const faults = [];
  const note = (fault) => {
    if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault);
  };
  context.on("console", (message) => {
    if (isIconOfFile(message)) return;
    note(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (fault) => note(`error: ${fault.error().stack}`));
  context.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    const isOwn = host === new URL(site.url).host || protocol === "data:" || protocol === "blob:";
    if (!isOwn) faults.push(`request to another host: ${request.url()}`);
  });
  return faults;
}

// A browser asks for /favicon.ico by itself when it shows a file that is no page, such as a picture alone: the file cannot
// name an icon. Sometimes it asks before the test has ended, sometimes after.
function isIconOfFile(message) {
  const asked = message.location().url;
  const shown = message.page()?.url();
  return !!shown && asked === new URL("/favicon.ico", shown).href && !/(\/|\.html)$/.test(new URL(shown).pathname);
}
