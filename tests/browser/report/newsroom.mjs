// An invented newsroom for the pictures of the manual: one dispatch, first right, then with a mistake.
// Knows no browser.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { program, startSite } from "../support/site.mjs";

const FILE = "content/dispatches/rivertown-market.md";
export const PAGE = "/dispatches/rivertown-market/";
const SETTINGS = `title = "Rivertown Record"\nbase_url = "https://record.example/"\n`;

const dispatch = ({ key = "killed", killed = 12 } = {}) => `---
title: Market in Rivertown shelled
summary: The hospital counts twelve dead. The mayor says that there are more.
date: 2026-03-14
city: Rivertown
casualties:
  ${key}: ${killed}
  injured: dozens
claims:
  - {by: Mayor of Rivertown, role: government, killed: at least 20}
---

Shells hit the market in Rivertown on Saturday morning, the town's hospital said.
`;

const right = { "site.toml": SETTINGS, [FILE]: dispatch() };

// A preview of the dispatch, for as long as `act` runs. `act` gets { at, save }: where pages are, and what saves a mistake.
export async function withPreview(act) {
  const endings = [];
  const site = await startSite({ after: (ending) => endings.push(ending) }, { files: right });
  const save = () => site.save(FILE, dispatch({ key: "killled" }));
  try {
    return await act({ at: (path) => site.at(path), save });
  } finally {
    for (const end of endings) await end();
  }
}

// What the terminal shows of a build after a published figure was changed without a word: { command, said }, with the signs for colours.
export async function refusedBuild() {
  const endings = [];
  const site = await startSite({ after: (ending) => endings.push(ending) }, { files: right });
  const run = (...args) => promisify(execFile)(program, args, { cwd: site.folder });
  try {
    await run("figures", "accept");
    await site.save(FILE, dispatch({ killed: 14 }));
    // The day in the proposed correction is that of the build.
    const refused = await run("build", "--color", "always", "--now", "2026-03-16T09:00:00Z").catch((error) => error);
    if (refused.code !== 1) throw new Error("the build was not refused");
    return { command: "dateline build", said: refused.stderr };
  } finally {
    for (const end of endings) await end();
  }
}
