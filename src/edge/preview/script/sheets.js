// The files that a page loads, taken up again when they have changed: style sheets without a moment in
// which the page stands naked, pictures in their place. Knows no events and no pages.
const sheets = (() => {
  // How long a page waits for a style sheet before it is shown without.
  const PATIENCE = 2000;
  const LOADED = [
    ["link[rel~=stylesheet], link[rel~=icon]", "href"],
    ["img, video, audio, source, track, embed", "src"],
    ["video", "poster"],
    ["img, source", "srcset"],
  ];

  // By decoded path, how often a file has changed since the page was opened; the query asks anew.
  const changes = new Map();
  let anyChanges = 0;

  const decoded = (path) => {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  };
  const pathOf = (address) => {
    try {
      const url = new URL(address, document.baseURI);
      return url.origin === location.origin ? decoded(url.pathname) : null;
    } catch {
      return null;
    }
  };
  const stamped = (address) => {
    const path = pathOf(address);
    const number = (changes.get(path) ?? 0) + anyChanges;
    if (path === null || number === 0) return address;
    const url = new URL(address, document.baseURI);
    url.searchParams.set("dateline", number);
    return url.pathname + url.search + url.hash;
  };
  const stampedSet = (set) =>
    // A comma inside an address is told from one between two only where there are no data in it.
    set.includes("data:") ? set : set.replace(/(^|,\s+|,(?=\S))(\s*)([^\s,]+)/g, (_, comma, space, it) => comma + space + stamped(it));

  // Every address in `root` of a file that has changed gets its number.
  const stamp = (root) => {
    for (const [selector, attribute] of LOADED) {
      for (const element of root.querySelectorAll(selector)) {
        if (hands.isOurs(element) || !element.hasAttribute(attribute)) continue;
        const was = element.getAttribute(attribute);
        const is = attribute === "srcset" ? stampedSet(was) : stamped(was);
        if (is !== was) element.setAttribute(attribute, is);
      }
    }
  };

  const isSheet = (node) =>
    node.localName === "link" && node.relList.contains("stylesheet") && node.hasAttribute("href");
  const inHead = (root) => [...root.head.children].filter(isSheet);

  const loaded = (link) =>
    new Promise((done) => {
      link.addEventListener("load", done, { once: true });
      link.addEventListener("error", done, { once: true });
      setTimeout(done, PATIENCE);
    });

  const leaving = new WeakSet();

  // Brings the style sheets of the head in line with `wanted`. The old go only when the new are there;
  // `meanwhile` is done in between, with both.
  const settle = async (wanted, meanwhile) => {
    const had = inHead(document).filter((link) => !leaving.has(link));
    const kept = new Set();
    const waits = [];
    let last = null;
    hands.own(() => {
      for (const link of wanted) {
        const from = last && had.includes(last) ? had.indexOf(last) + 1 : 0;
        let here = had.slice(from).find((old) => !kept.has(old) && old.isEqualNode(link));
        if (!here) {
          here = document.importNode(link, true);
          waits.push(loaded(here));
          if (last) last.after(here);
          else document.head.insertBefore(here, had[0] ?? null);
        }
        kept.add(here);
        last = here;
      }
    });
    const gone = had.filter((link) => !kept.has(link));
    for (const link of gone) leaving.add(link);
    await Promise.all(waits);
    try {
      await meanwhile();
    } finally {
      hands.own(() => gone.forEach((link) => link.remove()));
    }
  };

  const isScript = (element) =>
    element !== tag && pathOf(element.getAttribute("src") ?? "") !== null && element.hasAttribute("src");

  return {
    // Whether the morphing of the head leaves this one alone.
    isSheet: (node) => isSheet(node) && node.parentNode?.localName === "head",
    stamp,
    // The style sheets of a fetched page, and `meanwhile` once they are there.
    follow: (fresh, meanwhile) => settle(inHead(fresh), meanwhile),
    // Takes up the files at `paths` again, or any for `*`.
    async renew(paths) {
      const decodedPaths = new Set(paths.map(decoded));
      const isAny = decodedPaths.has("*");
      const has = (path) => isAny || decodedPaths.has(path);
      const scripts = [...document.scripts].filter(isScript);
      if (scripts.some((script) => has(pathOf(script.src)))) return location.reload();
      if (isAny) anyChanges += 1;
      for (const path of decodedPaths) changes.set(path, (changes.get(path) ?? 0) + 1);
      // A style sheet that no page names is one that another brings in.
      const links = inHead(document).map((link) => pathOf(link.href));
      const isBroughtIn = (path) => path.endsWith(".css") && !links.includes(path);
      if ([...decodedPaths].some(isBroughtIn)) {
        for (const path of links) changes.set(path, (changes.get(path) ?? 0) + 1);
      }
      const wanted = document.createElement("template").content;
      wanted.append(...inHead(document).filter((link) => !leaving.has(link)).map((link) => link.cloneNode()));
      stamp(wanted);
      await settle([...wanted.children], () => {
        hands.own(() => stamp(document.body));
        for (const icon of document.querySelectorAll("link[rel~=icon]")) {
          hands.own(() => icon.setAttribute("href", stamped(icon.getAttribute("href") ?? "")));
        }
      });
    },
  };
})();
