// A generator's own preview of a copy of a site: `dateline serve` or `hugo server`.
// Knows neither browsers nor clocks.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { atExit } from "../support/ending.mjs";

const project = fileURLToPath(new URL("../../..", import.meta.url));
const dateline = resolve(process.env.DATELINE ?? join(project, "target/release/dateline"));
const hugo = process.env.HUGO ?? "hugo";

// A large site is given this long to show its first page.
const START = 300_000;
// What a generator leaves behind is not part of its site.
const leavings = new Set(["public", "resources", ".dateline", ".hugo_build.lock"]);

// How each generator is asked to serve the folder it is started in.
const generators = {
  dateline: (port) => [dateline, "serve", "--port", port],
  hugo: (port) => [hugo, "server", "--bind", "127.0.0.1", "--port", port],
};

// Starts every generator for which `sites` holds a folder, on a copy of it.
export async function startAll(sites) {
  const started = [];
  for (const name of Object.keys(generators)) {
    if (existsSync(join(sites, name))) started.push(await start(name, join(sites, name)));
    else console.log(`${join(sites, name)} is not there: ${name} is not measured`);
  }
  return started;
}

async function start(name, original) {
  const folder = mkdtempSync(join(tmpdir(), `save-to-page-${name}-`));
  let running = null;
  const stop = atExit(() => {
    if (running?.pid) endGroup(running.pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  const filter = (path) => !leavings.has(basename(path));
  cpSync(realpathSync(original), folder, { recursive: true, filter });
  const port = String(await freePort());
  const [program, ...asked] = generators[name](port);
  // In a group of its own: what is on the PATH may be a script that starts the program proper.
  running = spawn(program, asked, { cwd: folder, detached: true, stdio: "ignore" });
  const preview = new Preview(name, folder, `http://127.0.0.1:${port}`, stop);
  let ended = null;
  running.once("error", (fault) => (ended = fault.message));
  running.once("exit", (code) => (ended = `it ended (${code})`));
  for (const until = Date.now() + START; ; await pause(50)) {
    if (ended) throw new Error(`${program} does not serve ${original}: ${ended}`);
    if (Date.now() > until) throw new Error(`${program} does not serve ${original} in time`);
    if (await fetch(preview.url).then((answer) => answer.ok, () => false)) return preview;
  }
}

// A preview that runs, and the one dispatch that is saved again and again.
class Preview {
  constructor(name, folder, host, stop) {
    Object.assign(this, { name, host, stop });
    const dispatches = join(folder, "content/dispatches");
    const names = readdirSync(dispatches).filter((name) => /^[^_].*\.md$/.test(name)).sort();
    this.size = names.length;
    const chosen = names[names.length >> 1];
    this.file = join(dispatches, chosen);
    this.text = readFileSync(this.file, "utf8");
    if (!/\bkilled: *\d+/.test(this.text)) throw new Error(`${chosen} says no \`killed: 1\``);
    this.url = `${host}/dispatches/${chosen.replace(/\.md$/, "")}/`;
  }

  // Saves the dispatch with a sentence, and a figure, that `read` finds again.
  save({ sentence, figure }) {
    const text = this.text.replace(/\bkilled: *\d+/, `killed: ${77_000 + figure}`);
    writeFileSync(this.file, `${text.trimEnd()}\n\nSave number ${sentence} of this dispatch.\n`);
  }
}

// What a page of the dispatch says of the save it was made from; `null` when it is of none. It is
// also run in the page, and so uses nothing but its argument.
export function read(text) {
  const sentence = /Save number (\d+) of this dispatch/.exec(text);
  const figure = /77\D?(\d{3})/.exec(text);
  return sentence && figure ? { sentence: Number(sentence[1]), figure: Number(figure[1]) } : null;
}

export function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

function endGroup(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (fault) {
    // It has ended by itself.
    if (fault.code !== "ESRCH") throw fault;
  }
}

function freePort() {
  return new Promise((found, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
