// That every page, and every style sheet and drawing, is what the standards say it is.

import { test } from "node:test";

import { host } from "../support/host.mjs";
import { none } from "../support/looking.mjs";
import { findings } from "../support/nu.mjs";
import { allPublished } from "../support/published.mjs";

const ASSETS = ["/assets/wire.css", "/assets/icon.svg"];

test("the Nu checker finds no error and nothing to warn of on any page", async () => {
  const sites = await allPublished();
  const urls = sites.map(async ({ folder, pages }) => {
    const { at } = await host(folder);
    return [...ASSETS, ...pages.map((page) => page.path)].map(at);
  });
  none(await findings((await Promise.all(urls)).flat()));
});
