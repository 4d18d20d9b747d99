// What lies over a page while something is wrong with a save, or while readers do not see it.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { openTab, openWindow } from "./support/browser.mjs";
import { DESK, isSameDocument, markTab, page, paragraphs, startDesk } from "./support/desk.mjs";

const NOT_PRINTED = [/status of 500/];

const overlay = (tab) => tab.locator("dateline-overlay section");
const badge = (tab) => tab.locator("dateline-badge div");

test("a fault lies over the page with its place and its remedy, and goes when it is mended", async (t) => {
  const site = await startDesk(t, `<input name="search">`);
  const tab = await openTab(t, site, "/desk/");
  await markTab(tab);
  await tab.locator("[name=search]").focus();
  await site.save(DESK, "---\ntitle: Desk\ndraft: <img src=x onerror=alert(1)>\nnonsense: 1\n---\n\nText.\n");
  await overlay(tab).getByText("The latest save is not shown. 2 errors.").waitFor();
  const report = await overlay(tab).innerText();
  assert.match(report, /content\/desk\.md:3:8/);
  assert.match(report, /draft: <img src=x onerror=alert\(1\)>/);
  assert.match(report, /content\/desk\.md:4:1/);
  assert.equal(await overlay(tab).locator("img").count(), 0);
  assert.equal(await tab.evaluate(() => document.activeElement.name), "search", "the focus was taken");
  assert.equal(await overlay(tab).getByRole("alert").count(), 1);
  await tab.keyboard.type("still usable");
  assert.equal(await tab.locator("[name=search]").inputValue(), "still usable");
  // Another save that is good elsewhere is no reason to take it away.
  await site.save("content/about.md", "---\ntitle: About\n---\n\nChanged.\n");
  await site.save(DESK, page(`<input name="search">\n\nMended.`));
  await tab.getByText("Mended.").waitFor();
  await overlay(tab).waitFor({ state: "detached" });
  assert.equal(await tab.locator("[name=search]").inputValue(), "still usable");
  assert.ok(await isSameDocument(tab));
});

test("the report folds to a bar by key and by button, and stays folded on the next page", async (t) => {
  const site = await startDesk(t, paragraphs(0, 40), { files: { "content/broken.md": "---\ntitle: Broken\n---\n" } });
  const tab = await openTab(t, site, "/desk/");
  await site.save("content/broken.md", "---\ntitle: Broken\ndraft: perhaps\n---\n");
  const fault = overlay(tab).getByText("draft: perhaps");
  await fault.waitFor();
  await tab.keyboard.press("Escape");
  await fault.waitFor({ state: "hidden" });
  await tab.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const covered = await tab.evaluate(() => {
    const end = document.querySelector("footer").getBoundingClientRect().bottom;
    return end - document.querySelector("dateline-overlay").getBoundingClientRect().top;
  });
  assert.ok(covered <= 1, `the bar covers ${covered} px of the page's end`);
  await tab.goto(site.at("/about/"));
  await overlay(tab).getByRole("button", { name: "Show" }).click();
  await fault.waitFor();
  await overlay(tab).getByRole("button", { name: "Fold" }).click();
  await fault.waitFor({ state: "hidden" });
  await site.save("content/broken.md", "---\ntitle: Broken\n---\n");
  await overlay(tab).waitFor({ state: "detached" });
});

test("a published figure that changed is shown before it is explained, with a mark and the entry to add", async (t) => {
  const file = "content/dispatches/raid.md";
  const raid = (killed, more = "") =>
    `---\ntitle: A raid\ndate: 2017-05-31\ncity: Rivertown\ncasualties: {killed: ${killed}}\n${more}---\n\nText.\n`;
  const lock = "raid  casualties.killed  3\nraid  city  Rivertown\nraid  date  2017-05-31\n";
  const site = await startDesk(t, "Text.", { files: { [file]: raid(3), "figures.lock": lock } });
  const tab = await openTab(t, site, "/dispatches/raid/");
  await site.save(file, raid(77));
  await overlay(tab).getByText("A published figure of this page changed and is not explained yet.").waitFor();
  await tab.locator("main").getByText("77").first().waitFor();
  assert.match(await overlay(tab).innerText(), /published: 3[^]*field: casualties\.killed, was: 3, now: 77/);
  await badge(tab).getByText("Changed, not explained yet").waitFor();
  // On other pages it is only a bar, and no label.
  await tab.goto(site.at("/desk/"));
  await overlay(tab).getByText("A published figure changed and is not explained yet.").waitFor();
  await overlay(tab).getByRole("button", { name: "Show" }).waitFor();
  assert.equal(await badge(tab).getByText("Changed, not explained yet").count(), 0);
  await tab.goto(site.at("/dispatches/raid/"));
  await badge(tab).getByText("Changed, not explained yet").waitFor();
  const entry = "corrections: [{on: 2017-06-01, kind: corrected, field: killed, was: 3, now: 77, note: A slip}]\n";
  await site.save(file, raid(77, entry));
  await overlay(tab).waitFor({ state: "detached" });
  await badge(tab).getByText("Changed, not explained yet").waitFor({ state: "detached" });
});

test("a page that does not print stays as it was under its report", async (t) => {
  const template = (text) => `{% extends "base.html" %}{% block main %}<p>${text}</p>{{ body | safe }}{% endblock %}`;
  const site = await startDesk(t, "Text.", { files: { "templates/page.html": template("Good.") } });
  const tab = await openTab(t, site, "/desk/", { expected: NOT_PRINTED });
  await markTab(tab);
  await site.save("templates/page.html", template("{{ nonsense.at_all }}"));
  await overlay(tab).getByText("templates/page.html").first().waitFor();
  await tab.getByText("Good.").waitFor();
  // Whoever comes now sees why there is no page, and then the page.
  const other = await openTab(t, site, "/desk/", { expected: NOT_PRINTED });
  await overlay(other).getByText("nonsense").first().waitFor();
  await site.save("templates/page.html", template("Better."));
  await tab.getByText("Better.").waitFor();
  await other.getByText("Better.").waitFor();
  await overlay(tab).waitFor({ state: "detached" });
  await overlay(other).waitFor({ state: "detached" });
  assert.ok(await isSameDocument(tab));
});

test("the badge names the file and copies its path, and is not printed", async (t) => {
  const site = await startDesk(t, "Text.");
  const options = { permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 375, height: 700 } };
  const tab = await openTab(t, site, "/desk/", options);
  const button = badge(tab).getByRole("button", { name: `Copy the path: ${DESK}` });
  await button.click();
  await badge(tab).getByText("Copied").waitFor();
  assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), DESK);
  const { width, height } = await badge(tab).boundingBox();
  assert.ok(width < 200 && height < 32, `${width} x ${height} px of a small screen`);
  assert.equal(await badge(tab).locator(".status").count(), 0);
  await tab.emulateMedia({ media: "print" });
  await badge(tab).waitFor({ state: "hidden" });
});

test("what readers do not see is marked as such", async (t) => {
  const dispatch = (hidden) => `---\ntitle: A night\ndate: 2017-05-31\ncity: Mosul\n${hidden}---\n\nText.\n`;
  const files = {
    "content/dispatches/draft.md": dispatch("draft: true\n"),
    "content/dispatches/embargoed.md": dispatch("embargo: 2017-06-02T06:00:00Z\n"),
  };
  const site = await startDesk(t, "Text.", { files, flags: ["--drafts", "--now", "2017-06-01T00:00:00Z"] });
  const tab = await openTab(t, site, "/dispatches/draft/");
  await badge(tab).getByText("Draft", { exact: true }).waitFor();
  await tab.goto(site.at("/dispatches/embargoed/"));
  await badge(tab).getByText("Under embargo until 2 Jun 2017, 06:00 (+00:00)", { exact: true }).waitFor();
  // It is published while it is looked at.
  await site.save("content/dispatches/embargoed.md", dispatch(""));
  await badge(tab).getByText("Under embargo").waitFor({ state: "detached" });
  await tab.goto(site.at("/desk/"));
  await badge(tab).waitFor();
  assert.equal(await badge(tab).getByText("Draft", { exact: true }).count(), 0);
});

test("a place in a report and the badge open the editor's own program", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "dateline editor "));
  t.after(() => rm(folder, { recursive: true }));
  const program = join(folder, "my editor");
  const write = (script) => writeFile(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  await write(`echo "$@" >> "$0 said"`);
  const site = await startDesk(t, "Text.", { flags: ["--editor", `'${program}' --at {line}:{column} {file}`] });
  const expected = [/status of (403|500|502)/, /ERR_CONNECTION_RE(FUSED|SET)|ERR_INCOMPLETE|ERR_EMPTY/];
  const tab = await openTab(t, site, "/desk/", { expected });
  const opened = async (wanted) => {
    const until = Date.now() + 30_000;
    let said = "";
    while (!said.includes(wanted)) {
      assert.ok(Date.now() < until, `the editor was told ${JSON.stringify(said)}`);
      said = await readFile(`${program} said`, "utf8").catch(() => "");
    }
  };
  await badge(tab).getByRole("button", { name: "Open in the editor" }).click();
  await opened(`--at 1:1 ${site.path(DESK)}\n`);
  assert.equal(await tab.locator("script[data-token]").count(), 0, "the word is left for everybody to read");
  await site.save(DESK, "---\ntitle: Desk\ndraft: perhaps\n---\n");
  await overlay(tab).getByRole("button", { name: `${DESK}:3:8` }).click();
  await opened(`--at 3:8 ${site.path(DESK)}\n`);
  // And from a page that is itself the report, because there was no good site to show before.
  await site.stop();
  await site.start();
  await tab.reload();
  await tab.getByRole("heading", { name: "The site cannot be shown yet" }).waitFor();
  assert.equal(await overlay(tab).count(), 0, "the page is the report already");
  await tab.getByRole("button", { name: `${DESK}:3:8` }).click();
  await opened(`--at 3:8 ${site.path(DESK)}\n--at 3:8 ${site.path(DESK)}\n`);
  // A server that was started again has another word.
  await site.save(DESK, page("Text."));
  await overlay(tab).waitFor({ state: "detached" });
  await site.stop();
  await write("exit 7");
  await site.start();
  await badge(tab).getByRole("button", { name: "Open in the editor" }).click();
  await overlay(tab).getByText("failed at once").waitFor();
  assert.match(site.said, /error: the editor `.*my editor` failed at once/);
  await overlay(tab).getByRole("button", { name: "Close" }).click();
  await overlay(tab).waitFor({ state: "detached" });
});

test("a new fault unfolds what was folded, and sentences in it wrap", async (t) => {
  const site = await startDesk(t, "Text.");
  const tab = await openTab(t, site, "/desk/", { viewport: { width: 375, height: 700 } });
  const broken = (more) => `---\ntitle: Desk\ndraft: perhaps\n${more}---\n`;
  await site.save(DESK, broken(""));
  const fault = overlay(tab).getByText("draft: perhaps").first();
  await fault.waitFor();
  const wide = await overlay(tab)
    .locator(".words")
    .evaluateAll((all) => all.filter((words) => words.scrollWidth > words.clientWidth).length);
  assert.equal(wide, 0, "a sentence has to be scrolled");
  await tab.keyboard.press("Escape");
  await fault.waitFor({ state: "hidden" });
  await tab.reload();
  await overlay(tab).getByRole("button", { name: "Show" }).waitFor();
  await site.save(DESK, broken("nonsense: 1\n"));
  await overlay(tab).getByText("nonsense: 1").first().waitFor();
});

test("an Arabic name keeps its ending, and the whole path can be had", async (t) => {
  const path = "content/الموصل.md";
  const site = await startDesk(t, "Text.", { files: { [path]: page("Text.") } });
  const tab = await openTab(t, site, "/الموصل/");
  const button = badge(tab).getByRole("button", { name: path });
  assert.equal(await button.innerText(), "الموصل.md");
  assert.equal(await button.locator("bdi").evaluate((name) => getComputedStyle(name).direction), "ltr");
});

test("a tab says that the preview has stopped, until there is one again", async (t) => {
  const site = await startDesk(t, "Text.");
  const tab = await openTab(t, site, "/desk/", { expected: [/ERR_CONNECTION_RE(FUSED|SET)|ERR_INCOMPLETE|ERR_EMPTY/] });
  await badge(tab).getByText("desk.md").waitFor();
  await site.stop();
  await badge(tab).getByText("The preview has stopped").waitFor();
  await site.start();
  await badge(tab).getByText("The preview has stopped").waitFor({ state: "detached" });
  await badge(tab).getByText("desk.md").waitFor();
});
