// Prints what the pages of a site measure, kind by kind, over all pages of the kind:
//
//     tests/browser/node tests/browser/report/figures.mjs [sample | "sample in Arabic" | fixture | ..]

import { violations, violationsOfColour } from "../support/axe.mjs";
import { launch } from "../support/chromium.mjs";
import { findings } from "../support/nu.mjs";
import { loaded } from "../support/strangers.mjs";
import { compressed } from "../support/weights.mjs";
import { table, withPages } from "./pages.mjs";

const COLUMNS = ["page", "pages", "heaviest, bytes gz", "requests", "axe, light", "axe, dark", "Nu", "example"];

const name = process.argv[2] ?? "sample";
const rows = await withPages(name, async ({ site, at, pages }) => {
  const browser = await launch();
  const tab = await browser.newPage();
  const rows = [];
  for (const { template, path, html } of pages) {
    const alike = site.pages.filter((page) => page.template === template);
    await tab.emulateMedia({ colorScheme: "light" });
    await tab.goto(at(path));
    const inLight = await violations(tab);
    await tab.emulateMedia({ colorScheme: "dark" });
    const inDark = await violationsOfColour(tab);
    const found = await findings(alike.map((page) => at(page.path)));
    const heaviest = Math.max(...alike.map((page) => compressed(page.html)));
    const requests = 1 + new Set(loaded(html)).size;
    rows.push([template, alike.length, heaviest, requests, inLight.length, inDark.length, found.length, path]);
  }
  await browser.close();
  return rows;
});
console.log(`${name}\n\n${table(COLUMNS, rows)}`);
