// A small label in a corner: that readers do not see this page, which file it is written in, and that
// nothing keeps it true any more. Knows only what it is told.
const badge = (() => {
  const CSS = `
    :host { inset: auto 8px calc(8px + var(--lift, 0px)) auto !important; max-width: calc(100vw - 16px) !important; z-index: 2147483646 !important }
    div { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; justify-content: flex-end }
    .standing, button {
      border-radius: 999px; padding: 1px 10px; font-size: 12px; line-height: 20px;
      background: var(--paper); color: var(--quiet); box-shadow: 0 1px 4px rgb(0 0 0 / .2);
    }
    .standing { background: #f2c14e; color: #2b1d00; font-weight: 700 }
    button {
      border-color: transparent; max-width: 44ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0;
    }
    button:hover, button:focus-visible { color: var(--ink) }
    @media (max-width: 640px) { button { max-width: 22ch } }
  `;
  const COPIED = 1200;

  const { host, shadow } = parts.host("dateline-badge", CSS);
  const box = parts.make("div", { role: "group", "aria-label": "Preview" });
  shadow.append(box);

  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // A preview that is read over the network is no place where a browser gives the clipboard away.
    const field = parts.make("textarea", { readonly: "" });
    field.value = text;
    shadow.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    if (!isCopied) throw new Error("not copied");
  };

  const sourceButton = (path) => {
    // From left to right whatever its letters: the ending of an Arabic name stays at its end.
    const name = parts.make("bdi", { dir: "ltr" }, path.slice(path.lastIndexOf("/") + 1));
    const button = parts.button("", () => act(), { class: "source" });
    button.append(name);
    const label = editor.isThere() ? "Open in the editor" : "Copy the path";
    button.title = `${label}: ${path}`;
    button.setAttribute("aria-label", button.title);
    const act = async () => {
      if (editor.isThere()) return overlay.say(await editor.open({ path, line: 1, column: 1 }));
      const done = await copy(path).then(() => "Copied", () => path);
      button.textContent = done;
      setTimeout(() => button.replaceChildren(name), COPIED);
    };
    return button;
  };

  let said = {};
  let hasEnded = false;

  const draw = () => {
    const { visibility, until, source } = said;
    const label = visibility === "draft" ? "Draft" : `Under embargo until ${until}`;
    const prominent = (text) => parts.make("span", { class: "standing", role: "status" }, text);
    const pills = [];
    if (hasEnded) pills.push(prominent("The preview has ended"));
    if (visibility) pills.push(prominent(label));
    if (source) pills.push(sourceButton(source));
    box.replaceChildren(...pills);
    if (pills.length > 0) parts.show(host);
    else parts.hide(host);
  };

  return {
    // What the tag of the page that is shown says.
    show(dataset) {
      said = dataset;
      draw();
    },
    // Whether there is still somebody who says what has changed.
    setEnded(ended) {
      if (ended === hasEnded) return;
      hasEnded = ended;
      draw();
    },
    // Out of the way of what lies along the lower edge.
    lift: (pixels) => host.style.setProperty("--lift", `${pixels}px`),
  };
})();
