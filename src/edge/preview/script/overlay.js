// Lays over the page what is wrong with the latest save, or with this page, until it is mended.
// Knows nothing of where reports come from. The page stays usable under it: it can be folded to a bar.
const overlay = (() => {
  const CSS = `
    :host { inset: auto 0 0 0 !important }
    section {
      display: flex; flex-direction: column; max-height: 60vh; background: var(--paper); color: var(--ink);
      border-top: 3px solid var(--alarm); box-shadow: 0 -4px 24px rgb(0 0 0 / .25);
    }
    header { display: flex; gap: 12px; align-items: baseline; padding: 8px 16px; flex: none }
    header p { margin: 0; flex: 1; min-width: 0 }
    strong { color: var(--alarm) }
    .told { overflow: auto; overscroll-behavior: contain; padding: 0 16px 12px }
    ol { list-style: none; margin: 0; padding: 0 }
    li { border-top: 1px solid var(--line); padding: 10px 0; content-visibility: auto; contain-intrinsic-size: auto 9em }
    .place, pre { font: 13px/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }
    .place { overflow-wrap: anywhere; text-align: start; font-weight: 600 }
    span.place { color: var(--quiet) }
    pre { margin: 6px 0 0; white-space: pre; overflow-x: auto; tab-size: 4 }
    .note { margin: 0; padding: 8px 16px; border-top: 1px solid var(--line); display: flex; gap: 12px }
    .note span { flex: 1; overflow-wrap: anywhere }
    [hidden] { display: none }
    @media (max-width: 480px) { section { max-height: 70vh } header, .note { padding-inline: 12px } .told { padding-inline: 12px } }
  `;
  const FOLDED = "dateline: report is folded";

  const { host, shadow } = parts.host("dateline-overlay", CSS);
  // Room at the end of the page, so that its last lines are not lost under the overlay.
  const room = new CSSStyleSheet();
  document.adoptedStyleSheets.push(room);
  const summary = parts.make("p", { role: "alert" });
  const list = parts.make("ol");
  const told = parts.make("div", { class: "told", tabindex: "0", role: "group", "aria-label": "Faults" }, list);
  const fold = parts.button("Fold", () => setFolded(!isFolded), { "aria-expanded": "true", class: "fold" });
  const note = parts.make("p", { class: "note", role: "status", hidden: "" });
  const head = parts.make("header", {}, summary, fold);
  shadow.append(parts.make("section", { "aria-label": "Preview report" }, head, told, note));

  let ofSave = [];
  let ofPage = [];
  let said = null;
  // How an editor wants it, on the next page too.
  let isFolded = false;
  try {
    isFolded = sessionStorage.getItem(FOLDED) !== null;
  } catch {
    // A browser that keeps nothing begins with the report unfolded on each page.
  }

  const setFolded = (folded) => {
    isFolded = folded;
    told.hidden = folded;
    fold.textContent = folded ? "Show" : "Fold";
    fold.setAttribute("aria-expanded", String(!folded));
    fold.title = folded ? "Show the report" : "Fold the report to a bar (Escape)";
    try {
      if (folded) sessionStorage.setItem(FOLDED, "");
      else sessionStorage.removeItem(FOLDED);
    } catch {
      // As above.
    }
  };

  const count = (faults) => {
    const errors = faults.filter((fault) => fault.is_error).length;
    const number = (n, what) => (n === 0 ? [] : [`${n} ${what}${n === 1 ? "" : "s"}`]);
    return [...number(errors, "error"), ...number(faults.length - errors, "warning")].join(" and ");
  };

  const place = ({ path, line, column }) => {
    const where = `${path}:${line}:${column}`;
    if (!editor.isThere()) return parts.make("span", { class: "place" }, where);
    const open = async () => say(await editor.open({ path, line, column }));
    return parts.button(where, open, { class: "place", title: "Open in the editor" });
  };

  const entry = (fault) => {
    const item = parts.make("li", {}, parts.make("pre", {}, fault.text));
    if (fault.place) item.prepend(place(fault.place));
    return item;
  };

  // A sentence about something that could not be done.
  const say = (sentence) => {
    said = sentence;
    note.replaceChildren();
    note.hidden = said === null;
    if (said !== null) {
      note.append(parts.make("span", {}, said), parts.button("Close", () => say(null)));
    }
    show();
  };

  const show = () => {
    const isWrong = ofSave.length + ofPage.length > 0;
    if (!isWrong && said === null) return parts.hide(host);
    head.hidden = !isWrong;
    told.hidden = !isWrong || isFolded;
    parts.show(host);
  };

  const tell = () => {
    // One fault may be why the save is not shown and why the page does not print.
    const known = new Set(ofPage.map((fault) => fault.text));
    const faults = [...ofPage, ...ofSave.filter((fault) => !known.has(fault.text))];
    if (faults.length > 0) setFolded(isFolded);
    show();
    const what = ofPage.length > 0 ? "This page does not print." : "The latest save is not shown.";
    // Into an element that is there already, so that it is read out.
    const shown = "report" in tag.dataset ? "" : " The page is as it was when all was well.";
    summary.replaceChildren(parts.make("strong", {}, what), ` ${count(faults)}.${shown}`);
    list.replaceChildren(...faults.map(entry));
  };

  addEventListener("keydown", (event) => {
    const isFree = !event.defaultPrevented && !event.isComposing;
    if (event.key === "Escape" && isFree && host.isConnected && !isFolded && !head.hidden) setFolded(true);
  });

  return {
    host,
    say,
    // Keeps as much of the page's end free as the overlay covers.
    makeRoom(pixels) {
      const rule = `@media screen { html::after { content: ""; display: block; height: ${pixels}px } }`;
      room.replaceSync(pixels > 0 ? rule : "");
    },
    // What is wrong with the latest save; nothing once it is mended.
    setSave(faults) {
      ofSave = faults;
      tell();
    },
    // Why this page does not print; nothing while it does.
    setPage(faults) {
      if (faults.length + ofPage.length === 0) return;
      ofPage = faults;
      tell();
    },
  };
})();
