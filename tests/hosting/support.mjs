// A small site that is built, edited and sent somewhere, for one test.
// Knows no host.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";

import { atEndOf, atExit } from "../browser/support/ending.mjs";
import { PATIENCE, program, project } from "../browser/support/site.mjs";

export { PATIENCE, program, project };

// Debian keeps nginx where only root looks.
const environment = { ...process.env, NO_COLOR: "1", PATH: `${dirname(program)}:${process.env.PATH}:/usr/sbin` };

// Runs a program in `folder` to its end. Gives its exit code and what it wrote.
export async function run(folder, command, args, env = {}) {
  try {
    const options = { cwd: folder, env: { ...environment, ...env }, maxBuffer: 1 << 26, timeout: 4 * PATIENCE };
    const { stdout, stderr } = await promisify(execFile)(command, args, options);
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (typeof error.code !== "number") throw error;
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

// The same, for a program that must not fail. Gives its standard output.
export async function done(folder, command, args, env) {
  const { code, stdout, stderr } = await run(folder, command, args, env);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}\n${stdout}${stderr}`);
  return stdout;
}

// Starts a program that runs until the end of the test `t`.
export function start(t, folder, command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...environment, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const running = { child, said: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (running.said += text));
  const kill = atExit(() => child.kill("SIGKILL"));
  atEndOf(t, async () => {
    kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  });
  return running;
}

// A folder of its own for the test `t`.
export async function folderFor(t) {
  const folder = await mkdtemp(join(tmpdir(), "dateline-hosting-"));
  const remove = atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  atEndOf(t, async () => remove());
  return folder;
}

// A port that is free now.
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

// Waits until something answers at `url`.
export async function answers(url, running) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await fetch(url);
    } catch (error) {
      const ended = running.child.exitCode !== null;
      if (ended || Date.now() > end) throw new Error(`nothing answers at ${url}: ${running.said}`, { cause: error });
      await new Promise((again) => setTimeout(again, 50));
    }
  }
}

// A new site in `parent`, with an address and these files.
export async function newSite(parent, { baseUrl = "https://host.example/record/", files = {}, flags = [] } = {}) {
  const site = await siteAsMade(parent, flags);
  const settings = await readFile(join(site.folder, "site.toml"), "utf8");
  await site.save("site.toml", settings.replace("https://example.org/", baseUrl).replace("A new record", "Our record"));
  await site.save("content/about.md", "---\ntitle: About\nmenu: 2\n---\n\nWords of our own.\n");
  await site.save("content/method.md", "---\ntitle: How we count\nmenu: 1\n---\n\nWords of our own.\n");
  await rm(join(site.folder, EXAMPLE));
  await done(site.folder, program, ["figures", "accept", "--deleted", "a-first-dispatch"]);
  for (const [path, text] of Object.entries(files)) await site.save(path, text);
  return site;
}

// The invented dispatch of a new site.
const EXAMPLE = "content/dispatches/a-first-dispatch.md";

// A site as `dateline init` makes it.
export async function siteAsMade(parent, flags = []) {
  const site = new Site(join(parent, "site"));
  await done(parent, program, ["init", site.folder, ...flags]);
  return site;
}

class Site {
  constructor(folder) {
    this.folder = folder;
    this.public = join(folder, "public");
  }

  async save(path, text) {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  async build() {
    if (!existsSync(program)) throw new Error(`${program} is not there: run \`cargo build\``);
    return done(this.folder, program, ["build", "--no-sync"]);
  }

  // Puts the site into a repository with the branch `main`, and shares it as `shared` beside the site. Gives git for a folder in `parent`.
  async share(parent) {
    const git = (folder, ...args) =>
      done(join(parent, folder), "git", ["-c", "user.name=t", "-c", "user.email=t@t.example", ...args]);
    await git(".", "init", "--quiet", "--bare", "--initial-branch", "main", "shared");
    await git("shared", "config", "receive.advertisePushOptions", "true");
    await git("site", "init", "--quiet", "--initial-branch", "main");
    await git("site", "config", "user.name", "t");
    await git("site", "config", "user.email", "t@t.example");
    await git("site", "add", ".");
    await git("site", "commit", "--quiet", "--message", "first");
    await git("site", "remote", "add", "origin", join(parent, "shared"));
    await git("site", "push", "--quiet", "--set-upstream", "origin", "main");
    return git;
  }

  // Every published file with its bytes, by its path.
  files() {
    return filesIn(this.public);
  }
}

// Every file in `folder` with its bytes, by its path.
export async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath ?? it.path, it.name));
  const files = paths.map(async (path) => [relative(folder, path), await readFile(path)]);
  return new Map(await Promise.all(files));
}

// The paths of what is not the same in two sites, sorted; with what is only in `now`, and without what is only in `before`.
export const changedBetween = (before, now) =>
  [...now].filter(([path, bytes]) => !before.get(path)?.equals(bytes)).map(([path]) => path).sort();
