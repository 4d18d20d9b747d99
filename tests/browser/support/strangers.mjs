// What a page may load and run, read from its text.
// Knows no browser and no template.

import { addresses, elements } from "./html.mjs";

// Elements whose address is loaded without anybody asking.
const LOADING = new Set(["img", "source", "script", "iframe", "embed", "object", "video", "audio", "track", "image", "use", "input", "frame"]);
// Links that are loaded, among all that are only told of. A search engine reads the canonical one, a browser does not.
const LOADED_LINK = /\b(stylesheet|icon|preload|prefetch|preconnect|dns-prefetch|modulepreload|manifest|apple-touch-icon)\b/;

// Every address that the page loads, or that a browser may load, by itself.
export function loaded(html) {
  const isLoaded = ({ element: { tag, attributes }, name }) =>
    LOADING.has(tag) || name === "background" || (tag === "link" && LOADED_LINK.test(attributes.rel ?? ""));
  return addresses(html).filter(isLoaded).map(({ address }) => address);
}

// The addresses that the page loads from somebody else.
export function fromStrangers(html) {
  return loaded(html).filter((address) => /^([a-z][\w+.-]*:|\/\/)/i.test(address) && !address.startsWith("data:"));
}

// Script and style inside the page: there should be none. Data that only machines read is no script.
export function inline(html) {
  const isFile = ({ attributes }) => attributes.src !== undefined;
  const isData = ({ attributes }) => attributes.type === "application/ld+json";
  return elements(html).flatMap((element) => {
    const { tag, attributes } = element;
    const handlers = Object.keys(attributes).filter((name) => name.startsWith("on") || name === "style");
    const isScript = tag === "script" && !isData(element) && !isFile(element);
    const isAddress = Object.values(attributes).some((value) => /^\s*javascript:/i.test(value));
    const isInline = isScript || tag === "style" || isAddress;
    return [...handlers.map((name) => `${name} on <${tag}>`), ...(isInline ? [`<${tag}> with code`] : [])];
  });
}

// What the page tells the browser to forbid: { "default-src": ["'none'"], ... }.
export function policy(html) {
  const isPolicy = ({ tag, attributes }) =>
    tag === "meta" && /^content-security-policy$/i.test(attributes["http-equiv"] ?? "");
  const said = elements(html).find(isPolicy)?.attributes.content ?? "";
  const parts = said.split(";").map((part) => part.trim().split(/\s+/)).filter(([name]) => name);
  return Object.fromEntries(parts.map(([name, ...sources]) => [name, sources]));
}

// What the page says of itself under `name`: `<meta name="referrer" content="no-referrer">`.
export function said(html, name) {
  return elements(html).find(({ tag, attributes }) => tag === "meta" && attributes.name === name)?.attributes.content;
}
