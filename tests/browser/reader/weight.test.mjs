// That pages arrive over a bad line: what they weigh on the disk, compressed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { TYPICAL } from "../support/fixture.mjs";
import { none } from "../support/looking.mjs";
import { allPublished, published } from "../support/published.mjs";
import { loaded } from "../support/strangers.mjs";
import { compressed, drawings } from "../support/weights.mjs";

const KB = 1024;
const DISPATCH_WITH_STYLE = 14 * KB;
const PAGE = 30 * KB;
const CHART = 1.5 * KB;
const MAP = 6 * KB;
// The page, its style sheet, its icon.
const REQUESTS = 3;

const style = async ({ folder }) => compressed(await readFile(join(folder, "assets/wire.css")));

test("a dispatch of 800 words and its style sheet weigh at most 14 KB", async () => {
  const site = await published("fixture");
  const { html } = site.pages.find(({ path }) => path === TYPICAL);
  const words = html.slice(html.indexOf('class="prose"')).replace(/<[^>]*>/g, " ").split(/\s+/).length;
  assert.ok(words >= 800, `the dispatch has ${words} words`);
  const weight = compressed(html) + (await style(site));
  assert.ok(weight <= DISPATCH_WITH_STYLE, `${weight} bytes`);
});

test("every page weighs at most 30 KB", async () => {
  const sites = await allPublished();
  none(sites.flatMap(({ name, pages }) =>
    pages
      .map(({ path, html }) => ({ path, weight: compressed(html) }))
      .filter(({ weight }) => weight > PAGE)
      .map(({ path, weight }) => `${name}: ${path}: ${weight} bytes`),
  ));
});

test("every page is shown by three requests, beside the pictures in it", async () => {
  const isPicture = (address) => /\.(png|jpe?g|webp|avif|gif)$/i.test(address);
  const sites = await allPublished();
  none(sites.flatMap(({ name, pages }) =>
    pages
      // The table that can be sorted has its script beside that.
      .map(({ path, html }) => ({ path, asked: new Set(loaded(html).filter((it) => !isPicture(it) && !/\/sort\.js$/.test(it))) }))
      .filter(({ asked }) => 1 + asked.size > REQUESTS)
      .map(({ path, asked }) => `${name}: ${path}: ${[...asked].join(" ")}`),
  ));
});

test("a chart weighs at most 1.5 KB and a map at most 6 KB", async () => {
  const sites = await allPublished();
  const limit = ({ mark }) => (/class="[^"]*\bmap\b/.test(mark) ? MAP : CHART);
  none(sites.flatMap(({ name, pages }) =>
    pages.flatMap(({ path, html }) =>
      drawings(html)
        .filter((drawing) => drawing.bytes > limit(drawing))
        .map(({ mark, bytes }) => `${name}: ${path}: ${mark} has ${bytes} bytes`),
    ),
  ));
});
