// The Nu checker of the W3C, on many files in one go.
// Knows no site.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";

const jar = createRequire(import.meta.url)("vnu-jar");
// The checker asks no host on this machine unless it is told to.
const ON_THIS_MACHINE = "-Dnu.validator.servlet.allow-forbidden-hosts=true";
const ENOUGH = 256 * 1024 * 1024;

// What the checker finds wrong with what is at `urls`, errors and warnings alike, a line each.
export function findings(urls) {
  // By their addresses and not as files: what a page's policy calls 'self' is a host.
  const asked = [ON_THIS_MACHINE, "-jar", jar, "--format", "json", "--exit-zero-always", ...urls];
  return new Promise((resolve, reject) => {
    execFile("java", asked, { maxBuffer: ENOUGH }, (fault, _, stderr) => {
      if (!fault) return resolve(JSON.parse(stderr).messages.filter((it) => !isMistaken(it)).map(line));
      const remedy = "the checker needs Java 11 or newer; on Debian, as root: apt-get install default-jre-headless";
      reject(new Error(`java did not run (${fault.message}): ${remedy}\n${stderr}`));
    });
  });
}

// What the checker says and is wrong about.
function isMistaken({ message, extract }) {
  // It takes data for machines for a script, and says that the page's policy blocks it. A script of a type that browsers
  // do not know is never prepared, so no policy is asked; a browser that said otherwise would fail the tests of silence.
  const isData = message.startsWith("Inline script violates") && /<script type="application\/ld\+json">/.test(extract);
  // It guesses languages. The sites that are looked at in Arabic are made of the English ones, and most of their words stay.
  const isGuess = message.startsWith("This document appears to be written in English but") && /lang="ar\b/.test(message);
  return isData || isGuess;
}

const line = ({ type, subType, url, lastLine, message, extract }) =>
  `${url}:${lastLine}: ${subType ?? type}: ${message} (${extract?.trim()})`;
