// The manual as a book: every link leads somewhere, its search finds a task, and it works from a disk without a network.
// Knows nothing of what the pages say. `mdbook build` comes first.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { browser } from "../browser/support/browser.mjs";
import { atEndOf, atExit } from "../browser/support/ending.mjs";
import { deadLinks, onDisk } from "../browser/support/links.mjs";
import { PATIENCE, project } from "../browser/support/site.mjs";

const folder = process.env.BOOK ?? join(project, "target/book");

// Every page of the book: { path, file, html }.
async function pages() {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith(".html")).sort();
  assert.ok(files.length > 15, `${folder} holds no book: run \`mdbook build\``);
  const read = files.map(async (name) => {
    const file = join(folder, name);
    return { path: `/${name}`, file, html: await readFile(file, "utf8") };
  });
  return Promise.all(read);
}

// A tab that shows a page from the disk, and fails the test if the page complains or asks anybody.
async function openFromDisk(t, path) {
  const tab = await (await browser()).newPage();
  tab.setDefaultTimeout(PATIENCE);
  const faults = [];
  tab.on("console", (message) => faults.push(message.text()));
  tab.on("pageerror", (error) => faults.push(error.message));
  tab.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) faults.push(`asked for ${request.url()}`);
  });
  atEndOf(t, async () => {
    await tab.close();
    assert.deepEqual(faults, []);
  });
  await tab.goto(`${onDisk(folder)}${path}`);
  return tab;
}

test("every link and anchor of the book leads somewhere, at a host and on a disk", async () => {
  const book = { folder, pages: await pages() };
  for (const base of ["https://host.example/manual/", onDisk(folder)]) assert.deepEqual(deadLinks(book, base), []);
});

test("the archive of the manual is the book, with the same bytes each time", async (t) => {
  const parent = await mkdtemp(join(tmpdir(), "dateline-book-"));
  const remove = atExit(() => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }));
  atEndOf(t, async () => remove());
  const run = async (command, ...args) => (await promisify(execFile)(command, args, { cwd: parent })).stdout.trim();
  const made = (to) => run(join(project, "release/manual"), join(parent, to));
  const [archive, again] = [await made("first"), await made("second")];
  assert.ok((await readFile(archive)).equals(await readFile(again)));
  await run("tar", "-xzf", archive, "--strip-components=1");
  for (const { path, html } of await pages()) assert.equal(await readFile(join(parent, path), "utf8"), html, path);
});

test("every page of the book leads to every other by its list of pages", async (t) => {
  const tab = await openFromDisk(t, "index.html");
  const listed = tab.locator("#mdbook-sidebar a[href]");
  await listed.first().waitFor();
  const names = await listed.evaluateAll((links) => links.map((link) => new URL(link.href).pathname.split("/").at(-1)));
  const written = await readdir(join(project, "docs"));
  const pagesOf = (name) => (name === "README.md" ? "index.html" : name.replace(/md$/, "html"));
  const wanted = written.filter((name) => name.endsWith(".md") && name !== "SUMMARY.md").map(pagesOf);
  assert.deepEqual([...new Set(names)].sort(), wanted.sort());
});

test("the search finds a task by a word of its heading", async (t) => {
  const tab = await openFromDisk(t, "index.html");
  await tab.locator("#mdbook-search-toggle").click();
  await tab.locator("#mdbook-searchbar").pressSequentially("withdraw");
  const found = tab.locator("#mdbook-searchresults a", { hasText: "Withdraw a dispatch" });
  await found.first().click();
  await tab.locator("h2", { hasText: "Withdraw a dispatch" }).waitFor();
  assert.match(tab.url(), /corrections\.html/);
});
