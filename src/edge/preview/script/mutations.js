// Keeps a record of what somebody other than the page has changed in it: the reader, a script or an extension.
// Knows no pages. Changes that the preview makes itself are left out.
const mutations = (() => {
  // By element, the names of the attributes that somebody else has set (a <details> that was opened).
  const foreignAttributes = new WeakMap();
  // The nodes that somebody else has added.
  const foreignNodes = new WeakSet();
  // The elements from which somebody else has removed a node of the page.
  const damaged = new WeakSet();

  const record = (records) => {
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
      if (type === "attributes") {
        if (!foreignAttributes.has(target)) foreignAttributes.set(target, new Set());
        foreignAttributes.get(target).add(attributeName);
        continue;
      }
      for (const node of addedNodes) foreignNodes.add(node);
      for (const node of removedNodes) {
        if (!foreignNodes.has(node)) damaged.add(target);
      }
    }
  };

  const observer = new MutationObserver(record);
  observer.observe(document, { attributes: true, childList: true, subtree: true });

  return {
    // Calls `act`. What it changes belongs to the page.
    ignore(act) {
      record(observer.takeRecords());
      const result = act();
      observer.takeRecords();
      return result;
    },
    isForeignAttribute: (element, name) => foreignAttributes.get(element)?.has(name) ?? false,
    // A damaged element becomes the page's again with all its nodes. Translators of pages cause this.
    isForeignNode: (node) => foreignNodes.has(node) && !damaged.has(node.parentNode),
    isPreviewNode: (node) => node.localName?.startsWith("dateline-") || node === tag,
  };
})();
