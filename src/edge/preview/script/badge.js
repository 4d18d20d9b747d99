// A small label in a corner. It says that readers do not see this page or its figures, which file the page is written in,
// and that the preview has stopped. Knows only what it is told.
const badge = (() => {
  const CSS = `
    :host { inset: auto 8px calc(8px + var(--lift, 0px)) auto !important; max-width: calc(100vw - 16px) !important; z-index: 2147483646 !important }
    div { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; justify-content: flex-end }
    .status, button {
      border-radius: 999px; padding: 1px 10px; font-size: 12px; line-height: 20px;
      background: var(--paper); color: var(--quiet); box-shadow: 0 1px 4px rgb(0 0 0 / .2);
    }
    .status { background: #f2c14e; color: #2b1d00; font-weight: 700 }
    button {
      border-color: transparent; max-width: 44ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0;
    }
    button:hover, button:focus-visible { color: var(--ink) }
    @media (max-width: 640px) { button { max-width: 22ch } }
  `;
  // How long "Copied" is shown, in milliseconds.
  const COPIED = 1200;

  const { host, shadow } = ui.host("dateline-badge", CSS);
  const box = ui.make("div", { role: "group", "aria-label": "Preview" });
  shadow.append(box);

  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Browsers give the clipboard only to pages from this machine. This older way works over the network too.
    const field = ui.make("textarea", { readonly: "" });
    field.value = text;
    shadow.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    if (!isCopied) throw new Error("not copied");
  };

  const sourceButton = (path) => {
    // Always left to right, so that an Arabic name keeps its extension at the end.
    const name = ui.make("bdi", { dir: "ltr" }, path.slice(path.lastIndexOf("/") + 1));
    const button = ui.button("", () => act(), { class: "source" });
    button.append(name);
    const label = editor.isThere() ? "Open in the editor" : "Copy the path";
    button.title = `${label}: ${path}`;
    button.setAttribute("aria-label", button.title);
    const act = async () => {
      if (editor.isThere()) return overlay.say(await editor.open({ path, line: 1, column: 1 }));
      const result = await copy(path).then(() => "Copied", () => path);
      button.textContent = result;
      setTimeout(() => button.replaceChildren(name), COPIED);
    };
    return button;
  };

  let info = null;
  let hasStopped = false;
  let isUnexplained = false;

  const draw = () => {
    const { source, visibility } = info;
    const status = (text) => ui.make("span", { class: "status", role: "status" }, text);
    const labels = [];
    if (hasStopped) labels.push(status("The preview has stopped"));
    if (visibility.kind === "draft") labels.push(status("Draft"));
    if (visibility.kind === "embargoed") labels.push(status(`Under embargo until ${visibility.until}`));
    if (isUnexplained) labels.push(status("Changed, not explained yet"));
    if (source) labels.push(sourceButton(source));
    box.replaceChildren(...labels);
    if (labels.length > 0) ui.show(host);
    else ui.hide(host);
  };

  return {
    // Shows the page's source and who sees it.
    show(pageInfo) {
      info = pageInfo;
      draw();
    },
    // Shows whether the preview has stopped, so that the page is no longer kept up to date.
    setStopped(stopped) {
      if (stopped === hasStopped) return;
      hasStopped = stopped;
      draw();
    },
    // Shows whether a published figure of this page changed and is not explained yet.
    setUnexplained(unexplained) {
      if (unexplained === isUnexplained) return;
      isUnexplained = unexplained;
      draw();
    },
    // Moves the label up, above something at the lower edge.
    lift: (pixels) => host.style.setProperty("--lift", `${pixels}px`),
  };
})();
