// What pages and drawings weigh on the line: compressed as hosts compress them.
// Knows no limits.

import { gzipSync } from "node:zlib";

// In bytes, as `gzip -9` makes it.
export const compressed = (bytes) => gzipSync(bytes, { level: 9 }).length;

// The drawings inside a page, as they stand in its text: [{ mark, bytes }], `mark` the beginning of the tag.
export function drawings(html) {
  return [...html.matchAll(/<svg\b[^>]*>.*?<\/svg>/gs)].map(([svg]) => ({
    mark: svg.slice(0, svg.indexOf(">") + 1),
    bytes: compressed(svg),
  }));
}
