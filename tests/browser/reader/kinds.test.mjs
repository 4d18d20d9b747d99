// That every kind of page is looked at, and that what the newsroom took back stays back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ALIAS, TYPICAL, WITHDRAWN } from "../support/fixture.mjs";
import { allPublished, published } from "../support/published.mjs";
import { pageTemplates } from "../support/templates.mjs";

test("every template of the theme prints a page of the sample site or of the fixture", async () => {
  const printing = new Set((await allPublished()).flatMap(({ pages }) => pages.map((page) => page.template)));
  const idle = (await pageTemplates()).filter((template) => !printing.has(template));
  assert.deepEqual(idle, [], "nobody looks at these: give the fixture a page of each");
});

test("the pages of the fixture are of the kinds its tests take them for", async () => {
  const { pages } = await published("fixture");
  const kindOf = (path) => pages.find((page) => page.path === path)?.template;
  assert.equal(kindOf("/"), "front");
  assert.equal(kindOf(TYPICAL), "dispatch");
  assert.equal(kindOf(WITHDRAWN), "withdrawn");
  assert.equal(kindOf(ALIAS), "redirect");
});

test("no page repeats what a withdrawn dispatch had said", async () => {
  const { pages } = await published("fixture");
  const repeating = pages.filter(({ html }) => html.includes("must not be published"));
  assert.deepEqual(repeating.map(({ path }) => path), []);
});
