// Takes a picture of every kind of page, wide and narrow, light and dark, from left to right and from right to left:
//
//     node tests/browser/report/screenshots.mjs [FOLDER]
//
// FOLDER is `target/screenshots` unless it is said.

import { join } from "node:path";

import { launch } from "../support/chromium.mjs";
import { names } from "../support/published.mjs";
import { project } from "../support/site.mjs";
import { withPages } from "./pages.mjs";

const WIDTHS = [1280, 375];
const folder = process.argv[2] ?? join(project, "target/screenshots");

const browser = await launch();
const tab = await browser.newPage();
for (const name of names) {
  await withPages(name, async ({ at, pages }) => {
    for (const { template, path } of pages) {
      await tab.goto(at(path));
      for (const width of WIDTHS) {
        for (const colorScheme of ["light", "dark"]) {
          await tab.setViewportSize({ width, height: 900 });
          await tab.emulateMedia({ colorScheme });
          const file = `${template}-${width}-${colorScheme}.png`;
          await tab.screenshot({ path: join(folder, name.replaceAll(" ", "-"), file), fullPage: true });
        }
      }
    }
  });
}
await browser.close();
console.log(folder);
