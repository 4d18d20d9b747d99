// Sites as `dateline build` publishes them, and every page in them with the template that printed it.
// Knows no browser and nothing of what is on a page.

import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { cp, mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import { atExit } from "./ending.mjs";
import { fillFixture, fixture } from "./fixture.mjs";
import { project, program } from "./site.mjs";
import { markTemplates, templateOf } from "./templates.mjs";

const run = promisify(execFile);

// What becomes of a project before it is built. Each is a change to the text of `site.toml`.
const inArabic = (settings) => settings.replace('language = "en"', 'language = "ar-LB"');
const inPlain = (settings) => `theme = "plain"\n${settings}`;
const relative = (settings) => `links = "relative"\n${settings}`;

// The sites that are looked at. The sample site is the project itself.
const sites = {
  sample: { from: sampleProject },
  "sample in Arabic": { from: sampleProject, settings: inArabic },
  fixture: { from: fixtureProject },
  "fixture in Arabic": { from: fixtureProject, settings: inArabic },
  "fixture in plain": { from: fixtureProject, settings: inPlain, theme: "plain" },
  "fixture in plain and in Arabic": { from: fixtureProject, settings: (text) => inPlain(inArabic(text)), theme: "plain" },
};
export const names = Object.keys(sites);

const made = new Map();

// The site of that name, as `base_url` or links ask for it; made once for each test file:
// { name, folder, pages: [{ path: "/cities/", file, html, template }] }, the pages sorted by path.
export function published(name, { links = "root", baseUrl } = {}) {
  const key = JSON.stringify([name, links, baseUrl]);
  if (!made.has(key)) made.set(key, publish(name, links, baseUrl));
  return made.get(key);
}

export const allPublished = () => Promise.all(names.map((name) => published(name)));

async function publish(name, links, baseUrl) {
  const root = await mkdtemp(join(tmpdir(), "dateline-published-"));
  atExit(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  const { from, settings = (text) => text, theme = "wire" } = sites[name];
  await from(root);
  await change(join(root, "site.toml"), (text) => {
    const changed = settings(text);
    return links === "relative" ? relative(changed) : changed;
  });
  const flags = baseUrl ? ["--base-url", baseUrl] : [];
  const folder = join(root, "public");
  await build(root, folder, flags);
  // Once more, with a theme that tells which template it is printing with.
  await markTemplates(join(root, "themes", theme, "templates"));
  const marked = join(root, "marked");
  await build(root, marked, flags);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".html"));
  const pages = files.sort().map(async (file) => ({
    path: `/${file.replace(/(^|\/)index\.html$/, "$1")}`,
    file: join(folder, file),
    html: await readFile(join(folder, file), "utf8"),
    template: templateOf(await readFile(join(marked, file), "utf8"), file),
  }));
  return { name, folder, pages: await Promise.all(pages) };
}

async function build(root, folder, flags) {
  const asked = ["build", "--root", root, "--output", folder, ...flags];
  const environment = { ...process.env, NO_COLOR: "1" };
  await run(program, asked, { env: environment }).catch((fault) => {
    throw new Error(`dateline build ended with ${fault.code}: is the program built?\n${fault.stderr}`);
  });
}

async function change(file, by) {
  await writeFile(file, by(await readFile(file, "utf8")));
}

async function sampleProject(root) {
  const parts = ["site.toml", "figures.lock", "content", "themes", "static", "templates", "strings", "assets"];
  const there = new Set(await readdir(project));
  const copied = parts.filter((part) => there.has(part));
  await Promise.all(copied.map((part) => cp(join(project, part), join(root, part), { recursive: true })));
}

async function fixtureProject(root) {
  await cp(fixture, root, { recursive: true });
  await cp(join(project, "themes"), join(root, "themes"), { recursive: true });
  await fillFixture(root);
}

// The pages worth a close look: of every template the heaviest page and one of middling weight.
export function representatives({ pages }) {
  const templates = [...new Set(pages.map((page) => page.template))].sort();
  return templates.flatMap((template) => {
    const alike = pages.filter((page) => page.template === template);
    const byWeight = alike.toSorted((a, b) => b.html.length - a.html.length);
    return [...new Set([byWeight[0], byWeight[Math.floor(byWeight.length / 2)]])];
  });
}

// A page that leads on by itself cannot be looked at for long; what it weighs and links is read from the disk.
export const isLeft = (page) => /<meta http-equiv="refresh"/.test(page.html);
