// Publishing to hosts that can stand on this machine, from the first upload to a withdrawal, by the commands of the manual.
// Knows no page: what a host serves has to be the folder, byte for byte.

import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import {
  answers, changedBetween, done, filesIn, folderFor, freePort, newSite, program, project, run, siteAsMade, start,
} from "./support.mjs";

const MARKET = "content/dispatches/2026/2026-01-03-market.md";
const market = (more = "") =>
  `---\ntitle: Market shelled\ndate: 2026-01-03\ncity: Rivertown\ncasualties: {killed: 3}\n${more}---\n\nSee [the list](list.csv).\n`;
const FILES = {
  [MARKET]: market(),
  "content/dispatches/2026/list.csv": "name,age\nunknown,30\n",
  "static/notes.csv": "a,b\n".repeat(60_000),
};
const LIST = "dispatches/2026-01-03-market/list.csv";

// The indented block of the manual that begins with `first`.
async function block(first) {
  const lines = (await readFile(join(project, "docs/hosting.md"), "utf8")).split("\n");
  const begin = lines.findIndex((line) => line === `    ${first}`);
  assert.notEqual(begin, -1, `docs/hosting.md has no block that begins with ${first}`);
  const end = lines.findIndex((line, at) => at > begin && line !== "" && !line.startsWith("    "));
  return lines.slice(begin, end).map((line) => line.slice(4)).join("\n");
}

// Publishes a site four times through `host`, and looks at what the host then serves. `host.url` is where the site begins.
async function publishing(t, parent, host) {
  const site = await newSite(parent, { files: FILES });
  const serves = async () => {
    for (const [path, bytes] of await site.files()) {
      const answer = await fetch(new URL(path, host.url));
      assert.equal(answer.status, 200, path);
      assert.ok(bytes.equals(Buffer.from(await answer.arrayBuffer())), path);
    }
  };
  const isWhole = async () => (await run(parent, program, ["verify", await host.copy(), "--list", join(site.public, ".dateline")])).code;

  await t.test("the first upload sends everything", async () => {
    await site.build();
    assert.deepEqual(await host.send(site.public), [...(await site.files()).keys()].sort());
    await serves();
    assert.equal(await isWhole(), 0);
  });

  await t.test("one edit sends what differs and nothing else", async () => {
    const before = await site.files();
    await site.save("content/about.md", "---\ntitle: About\n---\n\nNew words.\n");
    await site.build();
    const changed = changedBetween(before, await site.files());
    assert.ok(changed.includes("about/index.html") && changed.length < before.size / 2, changed.join());
    assert.deepEqual(await host.send(site.public), changed);
    await serves();
  });

  await t.test("what was withdrawn answers 404", async () => {
    assert.equal((await fetch(new URL(LIST, host.url))).status, 200);
    await site.save(MARKET, market("withdrawn: {on: 2026-01-04, why: It was wrong.}\n"));
    await site.build();
    await host.send(site.public);
    assert.equal((await fetch(new URL(LIST, host.url))).status, 404);
    assert.equal(await isWhole(), 0);
    await serves();
  });

  await t.test("an upload that broke off is found, and the next one mends it", async () => {
    await site.save("site.toml", (await readFile(join(site.folder, "site.toml"), "utf8")).replace("Our record", "Another name"));
    await site.build();
    await host.breakOff(site.public);
    assert.equal(await isWhole(), 1);
    await host.send(site.public);
    assert.equal(await isWhole(), 0);
    await serves();
  });
}

// Starts a program that sends something, and kills it as soon as it says that one file has arrived.
async function killAfterOne(t, folder, command, args, env, arrived) {
  const running = start(t, folder, command, args, env);
  const look = () => arrived.test(running.said) && running.child.kill("SIGKILL");
  for (const stream of [running.child.stdout, running.child.stderr]) stream.on("data", look);
  const [, signal] = await once(running.child, "exit");
  assert.equal(signal, "SIGKILL", `it ended before it could be stopped: ${running.said}`);
}

// A folder on this machine that a web server shows, and to which rsync sends.
function rsynced(t, root, url) {
  const goal = `${root}/`;
  return {
    url,
    copy: () => goal,
    // With the options of publish.sh.
    async send(folder) {
      const said = await done(folder, "rsync", [
        "-rc", "--delete", "--delete-after", "--delay-updates", "--chmod=D755,F644", "--out-format=%o %n", "./", goal,
      ]);
      const sent = said.split("\n").filter((line) => line.startsWith("send ") && !line.endsWith("/"));
      return sent.map((line) => line.slice("send ".length)).sort();
    },
    // Without --delay-updates, which would keep the new files aside until all are there.
    breakOff: (folder) =>
      killAfterOne(t, folder, "rsync", ["-rc", "--delete", "--bwlimit=60", "--out-format=%o %n", "./", goal], {}, /send .*html/),
  };
}

// What every web server has to say about the files of a site.
async function isSetUp(t, host) {
  await t.test("types, headers and the page for unknown addresses are as the manual promises", async () => {
    const answer = (path) => fetch(new URL(path, host.url));
    const types = { "data/incidents.geojson": /^application\/geo\+json/, "data/incidents.csv": /^text\/csv/, "": /^text\/html/ };
    for (const [path, type] of Object.entries(types)) {
      assert.match((await answer(path)).headers.get("content-type"), type, path);
    }
    const unknown = await answer("no/such/page/");
    assert.equal(unknown.status, 404);
    assert.equal(await unknown.text(), (await readFile(join(host.copy(), "404.html"), "utf8")));
    const wanted = new Map();
    for (const line of (await readFile(join(host.copy(), "_headers"), "utf8")).split("\n")) {
      const header = /^ {2}([\w-]+): (.*)$/.exec(line);
      if (header) wanted.set(header[1], header[2]);
    }
    assert.ok(wanted.size > 5);
    const cache = wanted.get("Cache-Control");
    wanted.delete("Cache-Control");
    const short = await fetch(host.url.slice(0, -1));
    assert.deepEqual([short.status, short.url], [200, host.url], "the address without / at the end");
    const page = await answer("about/");
    for (const [name, value] of wanted) assert.equal(page.headers.get(name), value, name);
    assert.equal((await answer("assets/wire.css")).headers.get("Cache-Control"), cache);
    assert.equal(page.headers.get("Cache-Control"), "no-cache");
  });
}

test("nginx below a path, by rsync", async (t) => {
  const parent = await folderFor(t);
  const [root, port] = [join(parent, "record"), await freePort()];
  const server = (await block("server {"))
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replaceAll("/srv/www/record/", `${root}/`);
  assert.ok(server.includes(`${root}/`) && server.includes(String(port)));
  await writeFile(join(parent, "nginx.conf"), `
    pid ${parent}/nginx.pid; error_log stderr; daemon off;
    # One process, so that nothing is left when it is killed.
    master_process off; ${process.getuid() === 0 ? "user root;" : ""}
    events {}
    http {
      include /etc/nginx/mime.types; access_log off;
      client_body_temp_path ${parent}/t; proxy_temp_path ${parent}/t; fastcgi_temp_path ${parent}/t; uwsgi_temp_path ${parent}/t;
      scgi_temp_path ${parent}/t;
      ${server}
    }`);
  await mkdir(root);
  const tried = await run(parent, "nginx", ["-t", "-c", join(parent, "nginx.conf"), "-p", parent, "-e", "stderr"]);
  assert.doesNotMatch(tried.stderr, /warn/);
  const running = start(t, parent, "nginx", ["-c", join(parent, "nginx.conf"), "-p", parent, "-e", "stderr"]);
  const host = rsynced(t, root, `http://127.0.0.1:${port}/record/`);
  await answers(host.url, running);
  await publishing(t, parent, host);
  await isSetUp(t, host);
});

test("Caddy below a path, by rsync", async (t) => {
  const parent = await folderFor(t);
  const [root, port] = [join(parent, "record"), await freePort()];
  const config = (await block("host.example {"))
    .replace("host.example {", `http://127.0.0.1:${port} {`)
    .replaceAll("/srv/www", parent);
  await writeFile(join(parent, "Caddyfile"), `{\n  admin off\n}\n${config}`);
  await mkdir(root);
  const home = { HOME: parent, XDG_CONFIG_HOME: parent, XDG_DATA_HOME: parent };
  const running = start(t, parent, "caddy", ["run", "--adapter", "caddyfile", "--config", join(parent, "Caddyfile")], home);
  const host = rsynced(t, root, `http://127.0.0.1:${port}/record/`);
  await answers(host.url, running);
  await publishing(t, parent, host);
  await isSetUp(t, host);
});

test("an object store that speaks S3, by rclone", async (t) => {
  const parent = await folderFor(t);
  const port = await freePort();
  const own = join(project, "tests/hosting/.moto/bin/python");
  const python = existsSync(own) ? own : "python3";
  const running = start(t, parent, python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)]);
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint, running);
  const env = {
    RCLONE_CONFIG: join(parent, "rclone.conf"),
    RCLONE_CONFIG_REMOTE_TYPE: "s3",
    RCLONE_CONFIG_REMOTE_PROVIDER: "Other",
    // Everybody may read the files.
    RCLONE_CONFIG_REMOTE_ACL: "public-read",
    RCLONE_CONFIG_REMOTE_ENDPOINT: endpoint,
    RCLONE_CONFIG_REMOTE_ACCESS_KEY_ID: "test",
    RCLONE_CONFIG_REMOTE_SECRET_ACCESS_KEY: "test",
    // rclone cannot use the certificates that this may name, and needs none.
    AWS_CA_BUNDLE: undefined,
  };
  await writeFile(env.RCLONE_CONFIG, "");
  await done(parent, "rclone", ["mkdir", "remote:record"], env);
  const command = (await block("rclone sync --checksum --delete-after public remote:record")).trim().split("\n")[0].split(" ");
  const [, ...args] = command;
  const inside = (folder) => args.map((it) => (it === "public" ? folder : it));
  const host = {
    url: `${endpoint}/record/`,
    async copy() {
      const folder = join(parent, "copy");
      await done(parent, "rclone", ["sync", "--checksum", "remote:record", folder], env);
      return folder;
    },
    async send(folder) {
      const { code, stderr } = await run(parent, "rclone", [...inside(folder), "--verbose", "--use-json-log"], env);
      assert.equal(code, 0, stderr);
      const lines = stderr.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
      return lines.filter((it) => /^Copied/.test(it.msg)).map((it) => it.object).sort();
    },
    breakOff: (folder) =>
      killAfterOne(t, parent, "rclone", [...inside(folder), "--verbose", "--bwlimit", "60k", "--transfers", "1"], env, /Copied/),
  };
  await publishing(t, parent, host);
  // The store can be asked for what differs, without a copy.
  const same = await run(parent, "rclone", ["check", "--checksum", join(parent, "site/public"), "remote:record"], env);
  assert.equal(same.code, 0, same.stderr);
});

test("the script for a server builds, verifies and sends, and an error sends nothing", async (t) => {
  const parent = await folderFor(t);
  const site = await newSite(parent, { files: FILES, flags: ["--host", "server"] });
  const goal = join(parent, "www");
  const publish = (to) => run(site.folder, "sh", ["publish.sh"], { PUBLISH_TO: to });
  assert.match((await publish("")).stderr, /PUBLISH_TO/);
  assert.equal((await publish(goal)).code, 2, "without / at the end");
  assert.equal(existsSync(goal), false);
  const first = await publish(`${goal}/`);
  assert.equal(first.code, 0, first.stderr);
  const sent = await filesIn(goal);
  assert.deepEqual(changedBetween(sent, await site.files()), []);
  assert.ok(sent.has(LIST));
  assert.equal((await publish(`${goal}/`)).code, 0);
  assert.deepEqual(await filesIn(goal), sent);
  await site.save(MARKET, market("withdrawn: {on: 2026-01-04, why: It was wrong.}\n"));
  assert.equal((await publish(`${goal}/`)).code, 0);
  assert.equal((await filesIn(goal)).has(LIST), false);
  await site.save(MARKET, "no front matter");
  const refused = await publish(`${goal}/`);
  assert.equal(refused.code, 1, "an error sends nothing");
  assert.equal((await filesIn(goal)).has("index.html"), true);
});

test("the script sends nothing that only a new site says, and names it", async (t) => {
  const parent = await folderFor(t);
  const site = await siteAsMade(parent, ["--host", "server"]);
  const goal = join(parent, "www");
  const outcome = await run(site.folder, "sh", ["publish.sh"], { PUBLISH_TO: `${goal}/` });
  assert.equal(outcome.code, 2);
  const named = outcome.stderr.slice(outcome.stderr.indexOf("nothing was sent"));
  for (const file of ["content/dispatches/a-first-dispatch.md", "content/about.md", "content/method.md", "site.toml"]) {
    assert.ok(named.includes(`\n  ${file}\n`), `${file}: ${named}`);
  }
  assert.equal(existsSync(goal), false);
});

test("a figure that the script has sent is recorded for everybody, and cannot change without a correction", async (t) => {
  const parent = await folderFor(t);
  const site = await newSite(parent, { files: FILES, flags: ["--host", "server"] });
  const goal = join(parent, "www");
  const publish = () => run(site.folder, "sh", ["publish.sh"], { PUBLISH_TO: `${goal}/` });
  const git = await site.share(parent);
  const first = await publish();
  assert.equal(first.code, 0, first.stderr);
  assert.match(await git("shared", "show", "main:figures.lock"), /^2026-01-03-market  casualties\.killed  3$/m);
  assert.equal((await publish()).code, 0);
  assert.equal((await git("shared", "log", "--format=%s", "main")).trim().split("\n").length, 2);
  // What others push meanwhile stays theirs.
  await git(".", "clone", "--quiet", "shared", "other");
  await writeFile(join(parent, "other", MARKET), market().replace("killed: 3", "killed: 1"));
  await git("other", "commit", "--quiet", "--all", "--message", "second");
  await git("other", "push", "--quiet");
  const refused = await publish();
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /figure-changed/);
});
