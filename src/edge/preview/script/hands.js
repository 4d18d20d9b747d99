// Whose hand is on what: the page's own, or that of the reader, a script or an extension.
// Knows no pages: it takes note of changes, and leaves out those that the preview makes itself.
const hands = (() => {
  // By element, the names of the attributes that somebody else has set (a <details> that was opened).
  const set = new WeakMap();
  // What somebody else has put into the page.
  const added = new WeakSet();
  // Where somebody else has taken something out.
  const robbed = new WeakSet();

  const note = (records) => {
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
      if (type === "attributes") {
        if (!set.has(target)) set.set(target, new Set());
        set.get(target).add(attributeName);
        continue;
      }
      for (const node of addedNodes) added.add(node);
      for (const node of removedNodes) {
        if (!added.has(node)) robbed.add(target);
      }
    }
  };

  const observer = new MutationObserver(note);
  observer.observe(document, { attributes: true, childList: true, subtree: true });

  return {
    // Does `act` as the page's own hand.
    own(act) {
      note(observer.takeRecords());
      const done = act();
      observer.takeRecords();
      return done;
    },
    isSet: (element, name) => set.get(element)?.has(name) ?? false,
    // Whether a child is none of the page's business. Where others have taken out what is the page's,
    // as translators do, the page comes first again.
    isAdded: (node) => added.has(node) && !robbed.has(node.parentNode),
    isOurs: (node) => node.localName?.startsWith("dateline-") || node === tag,
  };
})();
