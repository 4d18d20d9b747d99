// That the pages are whole when they run from right to left.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import stylelint from "stylelint";

import { backwards } from "../support/glyphs.mjs";
import { lookAtPages, none } from "../support/looking.mjs";
import { names, published } from "../support/published.mjs";
import { project } from "../support/site.mjs";

const arabic = names.filter((name) => name.endsWith("in Arabic"));

for (const name of arabic) {
  test(`${name}: every page says that it runs from right to left`, async () => {
    const { pages } = await published(name);
    const other = pages.filter(({ html }) => !/<html lang="ar[^"]*" dir="rtl"/.test(html));
    none(other.map(({ path }) => path));
  });

  test(`${name}: dates, ranges and numbers read from the left`, async (t) => {
    await lookAtPages(t, await published(name), {}, backwards);
  });
}

test("the style sheets know no left and no right", async () => {
  const files = `${project}/themes/*/assets/**/*.css`;
  const config = {
    plugins: ["stylelint-use-logical"],
    rules: { "csstools/use-logical": "always" },
  };
  const configBasedir = fileURLToPath(new URL("..", import.meta.url));
  const { results } = await stylelint.lint({ files, config, configBasedir });
  assert.ok(results.length > 0, "no style sheet was found");
  none(results.flatMap(({ source, warnings }) => warnings.map(({ line, text }) => `${source}:${line}: ${text}`)));
});
