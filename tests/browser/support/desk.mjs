// The site that most tests write in: one page more than a new site has, and what a test wants to know of its tab.

import { startSite } from "./site.mjs";

const SETTINGS = `title = "A record"
base_url = "https://example.org/"
language = "en"
timezone = "UTC"
trust_html = true
`;
export const DESK = "content/desk.md";

export const page = (body) => `---\ntitle: Desk\n---\n\n${body}\n`;
export const paragraphs = (from, to) =>
  Array.from({ length: to - from }, (_, n) => `Paragraph ${from + n}. ${"More of it. ".repeat(30)}`).join("\n\n");

// A site with one more page, `/desk/`, that holds `body`.
export function startDesk(t, body, { files = {}, flags = [] } = {}) {
  return startSite(t, { files: { "site.toml": SETTINGS, [DESK]: page(body), ...files }, flags });
}

// Marks the document: whatever is loaded anew has lost the mark.
export const markTab = (tab) => tab.evaluate(() => void (window.isSameDocument = true));
export const isSameDocument = (tab) => tab.evaluate(() => window.isSameDocument === true);
export const waitForNewDocument = (tab) => tab.waitForFunction(() => window.isSameDocument !== true);
