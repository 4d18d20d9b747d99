// What axe-core, the checker of accessibility, finds wrong with a page.
// Knows no site.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const script = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
// What depends on whether the page is light or dark.
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

// What is wrong with the page in `tab`, a line for every element.
export const violations = (tab) => inspect(tab, { type: "tag", values: RULES });
// The same of its colours alone.
export const violationsOfColour = (tab) => inspect(tab, { type: "rule", values: RULES_OF_COLOUR });

async function inspect(tab, runOnly) {
  // The page forbids scripts; the one that inspects it comes in beside the page, and is none of its own.
  await tab.evaluate(script);
  const found = await tab.evaluate((rules) => window.axe.run({ runOnly: rules, resultTypes: ["violations"] }), runOnly);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 120)}`),
  );
}
