// Takes a picture of every kind of page, wide and narrow, light and dark, from left to right and from right to left:
//
//     tests/browser/node tests/browser/report/screenshots.mjs [sample | "sample in Arabic" | fixture | ..]
//
// They lie in `target/screenshots`, a folder for each site; of all sites unless some are named.

import { join } from "node:path";

import { launch } from "../support/chromium.mjs";
import { names } from "../support/published.mjs";
import { project } from "../support/site.mjs";
import { withPages } from "./pages.mjs";

const WIDTHS = [1280, 375];
const folder = join(project, "target/screenshots");
const asked = process.argv.slice(2);

const browser = await launch();
const tab = await browser.newPage();
for (const name of asked.length > 0 ? asked : names) {
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
