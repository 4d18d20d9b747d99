// Loads the style sheets and pictures of a page again when their files have changed. The old style sheets stay until
// the new ones are loaded, so the page is never without style. Knows no events and no pages.
const assets = (() => {
  // Maximum time to wait for a style sheet, in milliseconds.
  const LOAD_TIMEOUT = 2000;
  // The attributes with addresses of files that a page loads.
  const LOADED = [
    ["link[rel~=stylesheet], link[rel~=icon]", "href"],
    ["img, video, audio, source, track, embed", "src"],
    ["video", "poster"],
    ["img, source", "srcset"],
  ];

  // By decoded path, how often a file has changed since the page was opened. This number is added to the address as a
  // query, so that the browser loads the file again.
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
    // In data addresses, a comma does not always separate two addresses.
    set.includes("data:") ? set : set.replace(/(^|,\s+|,(?=\S))(\s*)([^\s,]+)/g, (_, comma, space, it) => comma + space + stamped(it));

  // Adds the number of changes to every address in `root` whose file has changed.
  const stamp = (root) => {
    for (const [selector, attribute] of LOADED) {
      for (const element of root.querySelectorAll(selector)) {
        if (mutations.isPreviewNode(element) || !element.hasAttribute(attribute)) continue;
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
      setTimeout(done, LOAD_TIMEOUT);
    });

  const leaving = new WeakSet();

  // Makes the style sheets of the head equal to `wanted`. Old ones are removed when the new ones are loaded. Before that,
  // `meanwhile` is called, while both apply.
  const settle = async (wanted, meanwhile) => {
    const had = inHead(document).filter((link) => !leaving.has(link));
    const kept = new Set();
    const waits = [];
    let last = null;
    mutations.ignore(() => {
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
      mutations.ignore(() => gone.forEach((link) => link.remove()));
    }
  };

  const isScript = (element) =>
    element !== tag && pathOf(element.getAttribute("src") ?? "") !== null && element.hasAttribute("src");

  return {
    // Whether this is a style sheet of the head; morphing leaves those alone.
    isSheet: (node) => isSheet(node) && node.parentNode?.localName === "head",
    stamp,
    // Changes to the style sheets of a fetched page, and calls `meanwhile` when they are loaded.
    follow: (fresh, meanwhile) => settle(inHead(fresh), meanwhile),
    // Loads the files at `paths` again; `*` means any file.
    async renew(paths) {
      const decodedPaths = new Set(paths.map(decoded));
      const isAny = decodedPaths.has("*");
      const has = (path) => isAny || decodedPaths.has(path);
      const scripts = [...document.scripts].filter(isScript);
      if (scripts.some((script) => has(pathOf(script.src)))) return location.reload();
      if (isAny) anyChanges += 1;
      for (const path of decodedPaths) changes.set(path, (changes.get(path) ?? 0) + 1);
      // A style sheet that the page does not name is imported by one that it names.
      const links = inHead(document).map((link) => pathOf(link.href));
      const isImported = (path) => path.endsWith(".css") && !links.includes(path);
      if ([...decodedPaths].some(isImported)) {
        for (const path of links) changes.set(path, (changes.get(path) ?? 0) + 1);
      }
      const wanted = document.createElement("template").content;
      wanted.append(...inHead(document).filter((link) => !leaving.has(link)).map((link) => link.cloneNode()));
      stamp(wanted);
      await settle([...wanted.children], () => {
        mutations.ignore(() => stamp(document.body));
        for (const icon of document.querySelectorAll("link[rel~=icon]")) {
          mutations.ignore(() => icon.setAttribute("href", stamped(icon.getAttribute("href") ?? "")));
        }
      });
    },
  };
})();
