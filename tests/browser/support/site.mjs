// A small site in a folder of its own, and `dateline serve` showing it, for one test.
// Knows no browser.

import { spawn, execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { atEndOf, atExit } from "./ending.mjs";

// The folder of dateline itself.
export const project = fileURLToPath(new URL("../../..", import.meta.url));

// The program under test: $DATELINE, or what `cargo build` has made.
export const program =
  process.env.DATELINE ??
  resolve(project, process.env.CARGO_TARGET_DIR ?? "target", "debug/dateline");

// How long anything may take before a test gives up, on the slowest machine that runs the tests.
export const PATIENCE = 30_000;

const environment = { ...process.env, NO_COLOR: "1" };

// Makes a site as `dateline init` does, saves `files` in it ({ "content/a.md": "..." }; a file that
// is null is removed), and serves it with `flags`. It ends with the test `t`.
export async function startSite(t, { files = {}, flags = [] } = {}) {
  if (!existsSync(program)) {
    throw new Error(`${program} is not there: run \`cargo build\`, or set DATELINE to the program`);
  }
  const parent = await mkdtemp(join(tmpdir(), "dateline-site-"));
  const site = new Site(join(parent, "site"), flags);
  const remove = () => rmSync(parent, { recursive: true, force: true, maxRetries: 3 });
  const finish = atExit(() => {
    site.kill();
    remove();
  });
  atEndOf(t, async () => {
    await site.stop();
    finish();
  });
  await promisify(execFile)(program, ["init", site.folder], { env: environment });
  for (const [path, text] of Object.entries(files)) {
    await (text === null ? site.remove(path) : site.save(path, text));
  }
  await site.start();
  return site;
}

class Site {
  // Where the preview stands: `http://127.0.0.1:43973/`.
  url = null;
  // All that the program has said on its standard error since it was last started.
  said = "";
  #flags;
  #running = null;

  constructor(folder, flags) {
    this.folder = folder;
    this.#flags = flags;
  }

  // Serves the site; after a stop, at the same address as before.
  async start() {
    const port = this.url ? new URL(this.url).port : "0";
    const asked = ["serve", "--root", this.folder, "--port", port, ...this.#flags];
    const running = spawn(program, asked, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    this.#running = running;
    this.said = "";
    running.stderr.setEncoding("utf8").on("data", (text) => (this.said += text));
    this.url = await firstLine(running).catch((fault) => {
      throw new Error(`dateline serve ${fault.message}\n${this.said}`);
    });
  }

  // Asks the program to stop, and waits until it has.
  async stop() {
    const running = this.#running;
    if (!isAlive(running)) return;
    const ended = once(running, "exit");
    running.kill("SIGTERM");
    const killing = setTimeout(() => running.kill("SIGKILL"), PATIENCE);
    await ended;
    clearTimeout(killing);
  }

  // Ends the program without asking.
  kill() {
    if (isAlive(this.#running)) this.#running.kill("SIGKILL");
  }

  // The address of a page: `site.at("/cities/mosul/")`.
  at(path) {
    return new URL(path, this.url).href;
  }

  path(path) {
    return join(this.folder, path);
  }

  read(path) {
    return readFile(this.path(path), "utf8");
  }

  async save(path, text) {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await writeFile(this.path(path), text);
  }

  async remove(path) {
    await rm(this.path(path), { recursive: true, force: true });
  }
}

function isAlive(running) {
  return running !== null && running.exitCode === null && running.signalCode === null;
}

// The address is the one line that `dateline serve` prints on its standard output.
function firstLine(running) {
  return new Promise((resolve, reject) => {
    let text = "";
    const late = setTimeout(() => reject(new Error("printed no address in time")), PATIENCE);
    const settle = (act) => (value) => {
      clearTimeout(late);
      act(value);
    };
    running.stdout.setEncoding("utf8").on("data", (more) => {
      text += more;
      if (text.includes("\n")) settle(resolve)(text.slice(0, text.indexOf("\n")));
    });
    running.once("error", settle(reject));
    // `close` comes after the last word on standard error, `exit` may come before it.
    running.once("close", (code) => settle(reject)(new Error(`ended at once (${code})`)));
  });
}
