// That everybody can read the pages: those who listen, who see little, who have no mouse, who have a small telephone.

import { test } from "node:test";

import { violations, violationsOfColour } from "../support/axe.mjs";
import { sticksOut } from "../support/fits.mjs";
import { unreachable } from "../support/keyboard.mjs";
import { lookAtPages } from "../support/looking.mjs";
import { names, published } from "../support/published.mjs";

for (const name of names) {
  test(`${name}: axe finds nothing on any page, in light and in dark`, async (t) => {
    await lookAtPages(t, await published(name), { colorScheme: "light" }, async (tab) => {
      const inLight = await violations(tab);
      await tab.emulateMedia({ colorScheme: "dark" });
      const inDark = await violationsOfColour(tab);
      await tab.emulateMedia({ colorScheme: "light" });
      return [...inLight, ...inDark.map((fault) => `in dark: ${fault}`)];
    });
  });

  test(`${name}: every page fits a narrow screen`, async (t) => {
    await lookAtPages(t, await published(name), {}, (tab) => sticksOut(tab));
  });

  test(`${name}: the keyboard reaches every link and control in order, and the focus is seen`, async (t) => {
    await lookAtPages(t, await published(name), {}, unreachable);
  });
}
