// Which template printed a page, told by the templates themselves: a copy of the theme in which each of
// them names itself. So a template that is added is known without being named here.
// Knows no pages.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { project } from "./site.mjs";

const BASE = "base.html";
const MARK = "printed with";

// The templates of `wire` that print pages, by name: `city`.
export async function pageTemplates(folder = join(project, "themes/wire/templates")) {
  const files = await readdir(folder, { withFileTypes: true });
  const templates = files.filter((file) => file.isFile() && file.name !== BASE);
  return templates.map((file) => file.name.replace(/\.html$/, "")).sort();
}

// Changes the templates in `folder` so that every page says what printed it.
export async function markTemplates(folder) {
  await change(join(folder, BASE), (text) => `<!-- ${MARK} {% block printed_with %}{% endblock %} -->${text}`);
  for (const name of await pageTemplates(folder)) {
    const own = `{% block printed_with %}${name}{% endblock %}`;
    await change(join(folder, `${name}.html`), (text) =>
      text.includes("{% extends") ? `${text}\n${own}\n` : `<!-- ${MARK} ${name} -->${text}`,
    );
  }
}

// The name of the template that printed `html`, of a theme that was marked.
export function templateOf(html, file) {
  const name = html.match(new RegExp(`<!-- ${MARK} ([\\w-]+) -->`))?.[1];
  if (!name) throw new Error(`${file}: no template says that it printed this page`);
  return name;
}

async function change(file, by) {
  await writeFile(file, by(await readFile(file, "utf8")));
}
