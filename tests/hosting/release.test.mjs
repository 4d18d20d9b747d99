// The archive of a release, made by the commands of the release workflow: it unpacks and runs without Rust, and its checksum and signature
// verify. Knows no other computer than this one.

import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { done, folderFor, program, project, run } from "./support.mjs";

const TARGET = "x86_64-unknown-linux-musl";
const skip = process.platform !== "linux" || process.arch !== "x64" ? "the archive is for another computer" : false;

test("the archive of a release installs and runs without Rust, and whoever changes it is found out", { skip }, async (t) => {
  const parent = await folderFor(t);
  const dist = join(parent, "dist");
  // The names of functions and lines are most of a program under test, and would take a minute to pack.
  const packed = join(parent, "stripped");
  // $DATELINE_STATIC is a program for any Linux. Without it, the program under test is taken, which needs the libraries of this system.
  await done(parent, "strip", ["-o", packed, process.env.DATELINE_STATIC ?? program]);
  const make = (to) => done(project, "release/archive", [TARGET, to], { DATELINE_PROGRAM: packed });
  const archive = (await make(dist)).trim();
  const name = archive.split("/").at(-1);

  await t.test("the same program gives the same archive", async () => {
    const again = (await make(join(parent, "again"))).trim();
    assert.ok((await readFile(archive)).equals(await readFile(again)));
  });

  await t.test("completions, manual pages, the manual, licences and notices are in it", async () => {
    const files = (await done(parent, "tar", ["-tzf", archive])).split("\n").map((it) => it.split("/").slice(1).join("/"));
    const wanted = [
      "dateline", "README.md", "ARCHITECTURE.md", "LICENSE-MIT", "THIRD-PARTY.md", "docs/hosting.md", "docs/pictures/front-page.webp", "completions/dateline.bash", "completions/_dateline",
      "completions/dateline.fish", "man/dateline.1", "man/dateline-build.1",
    ];
    for (const file of wanted) assert.ok(files.includes(file), `${file} is not in ${files.join(" ")}`);
    const notices = await done(parent, "tar", ["-xzOf", archive, `${name.replace(".tar.gz", "")}/THIRD-PARTY.md`]);
    for (const words of ["- tera ", "- mimalloc ", "GeoNames", "Permission is hereby granted"]) assert.ok(notices.includes(words), words);
    assert.ok(!notices.includes("- proptest "), "what only tests is not in the program");
  });

  await done(parent, "minisign", ["-G", "-W", "-p", "release.pub", "-s", "release.key"]);
  const MINISIGN_KEY = await readFile(join(parent, "release.key"), "utf8");
  await done(project, "release/sign", [dist, `file://${dist}`], { MINISIGN_KEY });

  await t.test("its checksum and its signature verify", async () => {
    await done(dist, "sha256sum", ["--check", "--strict", "SHA256SUMS"]);
    await done(dist, "minisign", ["-V", "-p", "../release.pub", "-m", "SHA256SUMS"]);
  });

  await t.test("the installer puts the program in its place", async () => {
    const env = { HOME: parent, DATELINE_BIN: join(parent, "bin") };
    const said = await done(parent, "sh", [join(dist, "install.sh")], env);
    assert.match(said, /installed dateline \d/);
    assert.match(await done(parent, join(parent, "bin/dateline"), ["--version"]), /^dateline \d/);
  });

  await t.test("the installer refuses an archive that was changed", async () => {
    const forged = join(parent, "forged");
    await cp(dist, forged, { recursive: true });
    const bytes = await readFile(join(forged, name));
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(join(forged, name), bytes);
    const env = { HOME: parent, DATELINE_BIN: join(parent, "never"), DATELINE_RELEASE: `file://${forged}` };
    const { code, stderr } = await run(parent, "sh", [join(forged, "install.sh")], env);
    assert.equal(code, 1);
    assert.match(stderr, /damaged or was changed.*nothing was installed/);
  });

  const isRoot = process.getuid() === 0;
  await t.test("in a folder that holds nothing else, it makes, builds, packs and serves a site", { skip: isRoot ? false : "chroot needs root" }, async () => {
    assert.match(await done(parent, join(project, "release/check"), [archive], { DATELINE_PROGRAM: packed }), /made, built, packed and served a site/);
  });

  // A program that is made for any Linux, without paths, is not refused.
  const isStatic = process.env.DATELINE_STATIC !== undefined;
  await t.test("an archive whose program needs libraries or holds paths of its builder is refused", { skip: isStatic }, async () => {
    const { code, stderr } = await run(parent, join(project, "release/check"), [archive]);
    assert.equal(code, 1);
    assert.match(stderr, /needs libraries of this system|holds paths of the machine/);
  });
});
