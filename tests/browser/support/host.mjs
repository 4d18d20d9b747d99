// A web host of the plainest kind: a folder on the disk, at the root of a host or below a path of it.
// Knows no dateline: what works here works on any static host.

import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

import { atEndOf } from "./ending.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".json": "application/json",
  ".xml": "application/xml",
};


// Serves `folder` until the test `t` has ended, as `{ url, at(path) }`.
export async function host(t, folder) {
  const server = createServer((request, response) => {
    answer(folder, request).then(({ status, type, body }) => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
      response.end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A browser keeps its connections, and they would keep the server.
  atEndOf(t, () => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, at: (path) => new URL(path, url).href };
}

async function answer(folder, request) {
  const { pathname } = new URL(request.url, "http://host/");
  const file = await fileAt(folder, decodeURIComponent(pathname));
  if (file) return { status: 200, type: typeOf(file), body: await readFile(file) };
  // An address that leads nowhere is answered as static hosts do.
  const page = await readFile(join(folder, "404.html")).catch(() => "");
  return { status: 404, type: TYPES[".html"], body: page };
}

// The file that a static host shows at `path`, or null. The URL parser has already taken out `..`.
export async function fileAt(folder, path) {
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  const isFile = await stat(file).then((found) => found.isFile(), () => false);
  return isFile ? file : null;
}

const typeOf = (file) => TYPES[extname(file)] ?? "application/octet-stream";
