// Takes the pictures of the manual and of README.md: the front page, a toll that is explained, a report in the terminal and one in the browser.
//
//     tests/browser/node tests/browser/report/pictures.mjs [FOLDER]
//
// They go to `docs/pictures`, or into FOLDER. Each is made of what dateline prints, so nobody draws on them.

import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { launch } from "../support/chromium.mjs";
import { project } from "../support/site.mjs";
import { PAGE, refusedBuild, withPreview } from "./newsroom.mjs";
import { withPages } from "./pages.mjs";
import { terminal } from "./terminal.mjs";

// The width is that of a window of an editor. README shows it smaller, so this is sharp on the screens of today, and loads quickly.
const WINDOW = { width: 1120, height: 760 };
// The page of a toll says only below its introduction what was not added.
const TALL = { ...WINDOW, height: 905 };
const SHARPNESS = 1.25;
const QUALITY = 40;

const folder = process.argv[2] ? resolve(process.argv[2]) : join(project, "docs/pictures");

// Each picture by its name.
const PICTURES = {
  "front-page": (tab) => withPages("sample", ({ at }) => tab.goto(at("/")).then(() => photograph(tab))),
  "toll-explained": (tab) => withPages("sample", ({ at }) => tab.goto(at("/cities/kyiv/toll/")).then(() => photograph(tab, TALL))),
  "report-in-the-browser": (tab) =>
    withPreview(async ({ at, save }) => {
      await tab.goto(at(PAGE));
      await save();
      await tab.locator("dateline-overlay section").getByText("did you mean").waitFor();
      return photograph(tab);
    }),
  "report-in-the-terminal": async (tab) => {
    await tab.setContent(terminal(await refusedBuild()));
    return photograph(tab, await tab.locator("pre").boundingBox());
  },
};

// The bytes of a picture of the window, or of a part of it.
async function photograph(tab, { width, height } = WINDOW) {
  await tab.evaluate(() => document.fonts.ready);
  const session = await tab.context().newCDPSession(tab);
  const clip = { x: 0, y: 0, width, height, scale: SHARPNESS };
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY, clip, captureBeyondViewport: true });
  await session.detach();
  return Buffer.from(data, "base64");
}

await mkdir(folder, { recursive: true });
const browser = await launch();
for (const [name, take] of Object.entries(PICTURES)) {
  const tab = await browser.newPage({ viewport: WINDOW, deviceScaleFactor: SHARPNESS, colorScheme: "light", reducedMotion: "reduce" });
  const bytes = await take(tab);
  await writeFile(join(folder, `${name}.webp`), bytes);
  console.log(`${join(folder, name)}.webp: ${Math.ceil(bytes.length / 1000)} KB`);
  await tab.close();
}
await browser.close();
