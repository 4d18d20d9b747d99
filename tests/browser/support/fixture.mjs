// The made-up site in `reader/fixture/`, and the pictures it needs, which are drawn here.
// Knows no theme and no browser.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { png } from "./png.mjs";

export const fixture = fileURLToPath(new URL("../reader/fixture", import.meta.url));

// The dispatch with pictures, and the graphic one among them, by the beginning of its file's name.
export const PICTURES = "/dispatches/quarry-road/";
export const GRAPHIC = "cart";
// A dispatch of 800 words, as a newsroom writes them.
export const TYPICAL = "/dispatches/harbour-wall/";
export const WITHDRAWN = "/dispatches/lighthouse/";
export const ALIAS = "/old/pilot-boat/";

const pictures = { "road.png": [1600, 900], "cart.png": [1600, 1200], "quarry.png": [640, 480] };

// Draws the pictures into the copy of the fixture at `root`.
export async function fillFixture(root) {
  const folder = join(root, "content/dispatches");
  const drawn = Object.entries(pictures).map(([file, [width, height]]) =>
    writeFile(join(folder, file), png(width, height)),
  );
  await Promise.all(drawn);
}
