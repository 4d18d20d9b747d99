// Changes the page into another one, and keeps every element that can be kept. So scrolling, focus, what was typed and
// what is playing stay. Knows neither where pages come from nor when.
const morph = (() => {
  // How many nodes ahead a matching node is searched for, on either side.
  const AHEAD = 24;

  // What identifies an element among its neighbours, even if other things in it change.
  let names = new WeakMap();
  const name = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (!names.has(node)) names.set(node, node.id || node.querySelector("[id]")?.id || spelled(node));
    return names.get(node);
  };
  const spelled = (element) => {
    const of = (attribute) => element.getAttribute(attribute) ?? "";
    switch (element.localName) {
      case "meta":
        return `${of("name")} ${of("property")} ${of("http-equiv")}`;
      case "link":
        return `${of("rel")} ${of("href")}`;
      case "img":
        return of("src");
      case "input":
      case "select":
      case "textarea":
        return of("name");
      default:
        return "";
    }
  };

  const isKind = (old, fresh) => old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName;
  // Certainly the same: of the same kind, and equal or with the same name.
  const isSame = (old, fresh) =>
    isKind(old, fresh) &&
    ((name(old) !== "" && name(old) === name(fresh)) || old.isEqualNode(fresh));
  // Perhaps the same: of the same kind, and without different names.
  const isLike = (old, fresh) =>
    isKind(old, fresh) && (name(old) === name(fresh) || !(old.id || fresh.id));
  // White space is the same everywhere, so it identifies nothing.
  const isSolid = (node) => node.nodeType !== Node.TEXT_NODE || node.data.trim() !== "";

  const isApart = (node) => mutations.isPreviewNode(node) || mutations.isForeignNode(node) || assets.isSheet(node);

  // Replaces only the part of a text that differs, so that a selection elsewhere in it stays.
  const text = (old, fresh) => {
    const [was, is] = [old.data, fresh.data];
    if (was === is) return;
    const shortest = Math.min(was.length, is.length);
    let start = 0;
    while (start < shortest && was[start] === is[start]) start += 1;
    let end = 0;
    while (end < shortest - start && was.at(-1 - end) === is.at(-1 - end)) end += 1;
    old.replaceData(start, was.length - start - end, is.slice(start, is.length - end));
  };

  const attributes = (old, fresh) => {
    for (const { name, value, namespaceURI } of fresh.attributes) {
      if (mutations.isForeignAttribute(old, name) || old.getAttribute(name) === value) continue;
      old.setAttributeNS(namespaceURI, name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !mutations.isForeignAttribute(old, name)) old.removeAttribute(name);
    }
  };

  const node = (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) return text(old, fresh);
    if (old.isEqualNode(fresh)) return;
    attributes(old, fresh);
    if (old.localName === "noscript") {
      // In a page with running scripts it contains text, and in a page that was only parsed it contains elements.
      if (old.textContent !== fresh.innerHTML) old.textContent = fresh.innerHTML;
    } else if (old.localName === "template") {
      children(old.content, fresh.content);
    } else {
      children(old, fresh);
    }
  };

  // Moves `child` with all its state, if the browser can do that.
  const put = (parent, child, before) => {
    if (child.isConnected && parent.moveBefore) parent.moveBefore(child, before);
    else parent.insertBefore(child, before);
  };

  const children = (parent, freshParent) => {
    const old = [...parent.childNodes].filter((child) => !isApart(child));
    const fresh = [...freshParent.childNodes].filter((child) => !isApart(child));
    // Equal nodes at the start and at the end need no search.
    const equal = (o, n) => o && n && o.isEqualNode(n);
    let [start, oldEnd, freshEnd] = [0, old.length, fresh.length];
    while (start < oldEnd && start < freshEnd && equal(old[start], fresh[start])) start += 1;
    while (oldEnd > start && freshEnd > start && equal(old[oldEnd - 1], fresh[freshEnd - 1])) {
      oldEnd -= 1;
      freshEnd -= 1;
    }
    const after = old[oldEnd] ?? null;
    align(parent, old.slice(start, oldEnd), fresh.slice(start, freshEnd), after);
  };

  const align = (parent, old, fresh, after) => {
    const byId = new Map(old.filter((child) => child.id).map((child) => [child.id, child]));
    const freshIds = new Set(fresh.map((child) => child.id).filter(Boolean));
    const gone = [];
    let [i, j] = [0, 0];
    const add = () => {
      put(parent, document.importNode(fresh[j], true), old[i] ?? after);
      j += 1;
    };
    while (j < fresh.length) {
      const known = fresh[j].id && byId.get(fresh[j].id);
      if (known && known !== old[i] && isKind(known, fresh[j])) {
        // It has moved among its neighbours, or they were removed.
        const at = old.indexOf(known, i);
        const between = old.slice(i, at);
        const stays = (child) => freshIds.has(child.id);
        if (at >= 0 && between.length <= AHEAD && !between.some(stays)) {
          gone.push(...between);
          i = at;
        } else if (at >= 0) {
          old.splice(at, 1);
          put(parent, known, old[i] ?? after);
          node(known, fresh[j]);
          j += 1;
          continue;
        }
      }
      if (i >= old.length) {
        add();
      } else if (isSame(old[i], fresh[j])) {
        node(old[i++], fresh[j++]);
      } else {
        const found = ahead(old, i, fresh, j);
        if (found?.old) gone.push(...old.slice(i, (i += found.old)));
        else if (found) add();
        else if (isLike(old[i], fresh[j])) node(old[i++], fresh[j++]);
        else add();
      }
    }
    for (const child of [...gone, ...old.slice(i)]) child.remove();
  };

  // Searches for the nearest match: of the fresh node among the old ones, or of the old node among the fresh ones.
  const ahead = (old, i, fresh, j) => {
    for (let by = 1; by <= AHEAD; by += 1) {
      if (j + by < fresh.length && isSolid(old[i]) && isSame(old[i], fresh[j + by])) return { fresh: by };
      if (i + by < old.length && isSolid(fresh[j]) && isSame(old[i + by], fresh[j])) return { old: by };
    }
    return null;
  };

  // Changes the whole document.
  return (fresh) => {
    names = new WeakMap();
    attributes(document.documentElement, fresh.documentElement);
    children(document.head, fresh.head);
    attributes(document.body, fresh.body);
    children(document.body, fresh.body);
  };
})();
