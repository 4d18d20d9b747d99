// That a page asks nobody else for anything, runs nothing, and says to browsers that it will not.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { lookAtPages, none } from "../support/looking.mjs";
import { allPublished, isLeft, names, published } from "../support/published.mjs";
import { fromStrangers, inline, policy, said } from "../support/strangers.mjs";

// What every page has, whatever it shows.
const onEveryPage = async (faultsOf) => {
  const sites = await allPublished();
  none(sites.flatMap(({ name, pages }) =>
    pages.flatMap((page) => faultsOf(page.html).map((fault) => `${name}: ${page.path}: ${fault}`)),
  ));
};

test("no page loads anything from another host", () => onEveryPage(fromStrangers));

test("no page holds script or style of its own", () => onEveryPage(inline));

// The one kind of page with a script: a file of the theme that sorts its table.
const isSorted = (html) => html.includes('data-kind="incidents"');

test("every page forbids all that it does not need, and only a table that is sorted allows a script of the site", () =>
  onEveryPage((html) => {
    const allowed = policy(html);
    const isClosed = String(allowed["default-src"]) === "'none'" && String(allowed["base-uri"]) === "'none'";
    const opened = Object.entries(allowed).filter(([name, sources]) =>
      (name.startsWith("script-src") && !(isSorted(html) && String(sources) === "'self'")) || sources.some((source) => !["'none'", "'self'", "data:"].includes(source)),
    );
    return [...(isClosed ? [] : ["no policy that begins by forbidding"]), ...opened.map(([name]) => `${name} is opened`)];
  }));

test("no page tells the next one where its reader came from", () =>
  onEveryPage((html) => (said(html, "referrer") === "no-referrer" ? [] : ["no referrer policy"])));

for (const name of names) {
  // `lookAtPages` itself fails at any message and at any request to another host.
  test(`${name}: pages open in silence, and ask for a page, a style sheet and an icon`, async (t) => {
    const site = await published(name);
    const asked = [];
    await lookAtPages(t, site, {}, async (tab, page) => {
      const inPage = await tab.evaluate(() => performance.getEntriesByType("resource").map(({ name: url, initiatorType: kind }) => ({ url, kind })));
      asked.push(page.path);
      const fonts = inPage.filter(({ url }) => /\.(woff2?|ttf|otf)\b/.test(url));
      const others = inPage.filter(({ url, kind }) => kind !== "img" && !/\.(css|svg)$/.test(new URL(url).pathname)
        && !(page.template === "incidents" && /\/sort\.js$/.test(url)));
      return [...fonts, ...others].map(({ url }) => `asks for ${url}`);
    });
    assert.ok(asked.length > 0);
  });

  test(`${name}: every page says the same without script`, async (t) => {
    const site = await published(name);
    const words = new Map();
    const wordsOf = (tab) => tab.locator("body").innerText();
    await lookAtPages(t, site, { javaScriptEnabled: true }, async (tab, page) => {
      words.set(page.path, await wordsOf(tab));
      return [];
    });
    await lookAtPages(t, site, { javaScriptEnabled: false }, async (tab, page) =>
      (await wordsOf(tab)) === words.get(page.path) ? [] : ["its words are others"],
    );
  });
}

test("the folder tells hosts what to send with every page", async () => {
  for (const { name, folder } of await allPublished()) {
    assert.ok(existsSync(join(folder, "_headers")), `${name}: there is no _headers`);
  }
});

test("an alias leads on without script", async () => {
  const { pages } = await published("fixture");
  assert.ok(pages.some(isLeft), "no page of the fixture leads on");
});
