// What the commands of this folder share: a site, its host, and one page of each kind.
// Knows nothing of what is measured.

import { host } from "../support/host.mjs";
import { isLeft, published, representatives } from "../support/published.mjs";

// Calls `act` with { site, at, pages }: the site of that name, hosted meanwhile, and the heaviest page of every template.
export async function withPages(name, act) {
  const endings = [];
  const site = await published(name);
  const { at } = await host({ after: (ending) => endings.push(ending) }, site.folder);
  const seen = new Set();
  const isFirst = ({ template }) => !seen.has(template) && seen.add(template);
  // The representatives of a template come heaviest first.
  const pages = representatives(site).filter((page) => !isLeft(page)).filter(isFirst);
  try {
    return await act({ site, at, pages });
  } finally {
    for (const end of endings) await end();
  }
}

// Rows of texts and numbers as a table that Markdown and people read.
export function table(columns, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}
