// That every page is what the standards say it is.

import { test } from "node:test";

import { host } from "../support/host.mjs";
import { none } from "../support/looking.mjs";
import { findings } from "../support/nu.mjs";
import { allPublished } from "../support/published.mjs";

test("the Nu checker finds no error and nothing to warn of on any page", async (t) => {
  const sites = await allPublished();
  const urls = sites.map(async ({ folder, pages }) => {
    const { at } = await host(t, folder);
    return pages.map((page) => at(page.path));
  });
  none(await findings((await Promise.all(urls)).flat()));
});
