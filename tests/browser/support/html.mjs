// Pages as trees, read by the parser that the HTML standard describes.
// Knows nothing of what is on them.

import { parse } from "parse5";

// Every element of a page in the order of its text: [{ tag, attributes, children, text }], where `text`
// is that of the element's own text nodes. The contents of a `template` are not looked at.
export function elements(html) {
  const found = [];
  const visit = (node) => {
    if (node.tagName) found.push(element(node));
    node.childNodes?.forEach(visit);
  };
  visit(parse(html));
  return found;
}

function element(node) {
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  const own = node.childNodes.filter((child) => child.nodeName === "#text").map((child) => child.value);
  return { tag: node.tagName, attributes, text: own.join("") };
}

// Every address a page names, with the element that names it: [{ address, element, name }].
export function addresses(html) {
  return elements(html).flatMap((element) =>
    Object.entries(element.attributes).flatMap(([name, value]) =>
      addressesIn(element, name, value).map((address) => ({ address, element, name })),
    ),
  );
}

const ADDRESS = new Set(["href", "src", "poster", "data", "action", "formaction", "cite", "background", "xlink:href"]);

function addressesIn({ tag, attributes }, name, value) {
  if (name === "srcset" || name === "imagesrcset") {
    return value.split(",").map((candidate) => candidate.trim().split(/\s+/)[0]);
  }
  const isRefresh = tag === "meta" && /^refresh$/i.test(attributes["http-equiv"] ?? "");
  if (isRefresh && name === "content") return [value.replace(/^\s*\d+\s*;\s*url=/i, "")];
  return ADDRESS.has(name) ? [value] : [];
}
