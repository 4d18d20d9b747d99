// Where the links of a published folder lead, wherever that folder stands.
// Knows no browser and no host: only the files.

import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { addresses, elements } from "./html.mjs";

// The faults of all links of `pages` in `folder`, when it stands at `base`: `https://host/record/`, or a
// `file:` address. What is not below `base` is nobody's business here, unless it is of the same host.
export function deadLinks({ folder, pages }, base) {
  const anchors = new Map(pages.map(({ file, html }) => [file, new Set(idsOf(html))]));
  const faultOf = (page, address) => {
    const at = new URL(addressOf(page, base), base);
    const target = new URL(address, at);
    if (target.protocol !== new URL(base).protocol || target.host !== new URL(base).host) return null;
    if (!target.href.startsWith(base)) return `${page.path}: ${address} leads out of the site`;
    const file = fileAt(folder, target, base);
    if (!file) return `${page.path}: ${address} leads nowhere`;
    const anchor = decodeURIComponent(target.hash.slice(1));
    const hasAnchor = !anchor || !anchors.has(file) || anchors.get(file).has(anchor);
    return hasAnchor ? null : `${page.path}: ${address} names an anchor that is not there`;
  };
  return pages.flatMap((page) => {
    const named = new Set(addresses(page.html).map(({ address }) => address));
    return [...named].map((address) => faultOf(page, address)).filter(Boolean);
  });
}

const isOnDisk = (base) => base.startsWith("file:");

// From a disk a page is opened by its file; from a host by its folder.
function addressOf({ path }, base) {
  const relative = path.slice(1);
  return isOnDisk(base) && (relative === "" || relative.endsWith("/")) ? `${relative}index.html` : relative;
}

function fileAt(folder, target, base) {
  const path = decodeURIComponent(target.pathname.slice(new URL(base).pathname.length));
  const file = isOnDisk(base) ? fileURLToPath(new URL(target.pathname, base)) : join(folder, path);
  // No host shows a folder's index from a disk.
  const shown = !isOnDisk(base) && (path === "" || path.endsWith("/")) ? join(file, "index.html") : file;
  return existsSync(shown) && statSync(shown).isFile() ? shown : null;
}

const idsOf = (html) => elements(html).flatMap(({ attributes: { id, name } }) => [id, name].filter(Boolean));

// The address of a folder on this disk, as a browser opens it.
export const onDisk = (folder) => `${pathToFileURL(folder).href}/`;
