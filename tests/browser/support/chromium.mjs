// How Chromium is started: headless, with a fresh profile, and asking nobody but this machine.
// Knows no tests and no pages.

import { chromium } from "playwright-core";

const flags = [
  "--headless=new",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Whoever a page asks but this machine is not found; that it asked is on record all the same.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

// Playwright's `Browser`. It ends with this process at the latest.
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: flags,
    // Chromium refuses to run as root in its sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}
