// Lays over the page what is wrong with the latest save, or with this page, until it is mended. A page
// that is itself a report needs no other over it; its places are made to open in the editor.
// Knows nothing of where reports come from. The page stays usable under it: it can be folded to a bar.
const overlay = (() => {
  const CSS = `
    :host { inset: auto 0 0 0 !important }
    section {
      display: flex; flex-direction: column; max-height: 55vh; background: var(--paper); color: var(--ink);
      border-top: 3px solid var(--alarm); box-shadow: 0 -4px 24px rgb(0 0 0 / .25);
    }
    header { display: flex; gap: 12px; align-items: baseline; padding: 8px 16px; flex: none }
    header p { margin: 0; flex: 1; min-width: 0 }
    strong { color: var(--alarm) }
    .told { overflow: auto; overscroll-behavior: contain; padding: 0 16px 12px }
    ol { list-style: none; margin: 0; padding: 0 }
    li { border-top: 1px solid var(--line); padding: 10px 0; content-visibility: auto; contain-intrinsic-size: auto 9em }
    .place, pre, .words { font: 13px/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }
    .place { overflow-wrap: anywhere; text-align: start; font-weight: 600 }
    span.place { color: var(--quiet) }
    pre { margin: 6px 0 0; white-space: pre; overflow-x: auto; tab-size: 4 }
    .words { margin-top: 6px; white-space: pre-wrap; overflow-wrap: anywhere }
    .note { margin: 0; padding: 8px 16px; border-top: 1px solid var(--line); display: flex; gap: 12px }
    .note span { flex: 1; overflow-wrap: anywhere }
    [hidden] { display: none }
    @media (max-width: 480px) { header, .note { padding-inline: 12px } .told { padding-inline: 12px } }
  `;
  const FOLDED = "dateline: report is folded";

  const { host, shadow } = parts.host("dateline-overlay", CSS);
  // Room at the end of the page, so that its last lines are not lost under the overlay.
  const room = new CSSStyleSheet();
  document.adoptedStyleSheets.push(room);
  const summary = parts.make("p", { role: "alert" });
  const list = parts.make("ol");
  const told = parts.make("div", { class: "told", tabindex: "0", role: "group", "aria-label": "Faults" }, list);
  const fold = parts.button("Fold", () => choose(!isFolded), { "aria-expanded": "true", class: "fold" });
  const note = parts.make("p", { class: "note", role: "status", hidden: "" });
  const head = parts.make("header", {}, summary, fold);
  shadow.append(parts.make("section", { "aria-label": "Preview report" }, head, told, note));

  const NOTHING = { scope: "save", faults: [] };

  let ofSave = NOTHING;
  let ofPage = NOTHING;
  let said = null;
  let isFolded = false;

  const isReport = () => "report" in tag.dataset;

  const faultsTold = () => {
    // One fault may be why the save is not shown and why the page does not print.
    const known = new Set(ofPage.faults.map((fault) => fault.text));
    return [...ofPage.faults, ...ofSave.faults.filter((fault) => !known.has(fault.text))];
  };
  // What keeps nothing from being shown but pages that lie elsewhere begins as a bar.
  const isElsewhere = () => ofPage.faults.length === 0 && ofSave.scope === "pages";

  const setFolded = (folded) => {
    isFolded = folded;
    told.hidden = folded;
    fold.textContent = folded ? "Show" : "Fold";
    fold.setAttribute("aria-expanded", String(!folded));
    fold.title = folded ? "Show the report" : "Fold the report to a bar (Escape)";
  };

  // How an editor wants these very faults, on the next page too.
  const choose = (folded) => {
    setFolded(folded);
    const told = faultsTold().map((fault) => fault.text);
    try {
      sessionStorage.setItem(FOLDED, JSON.stringify({ folded, told }));
    } catch {
      // A browser that keeps nothing begins anew on each page.
    }
  };

  const forget = () => {
    try {
      sessionStorage.removeItem(FOLDED);
    } catch {
      // There is nothing to forget.
    }
  };

  const chosen = () => {
    try {
      const { folded, told } = JSON.parse(sessionStorage.getItem(FOLDED)) ?? { told: [] };
      // A fault that has come since has not been looked at; one that has gone since changes nothing.
      return faultsTold().every((fault) => told.includes(fault.text)) ? folded : null;
    } catch {
      return null;
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
    // Lines of the file keep their columns over the carets; sentences wrap.
    const [, message, lines, notes] = /^(.*)\n?([^]*?)((?:^ += [^]*)?)$(?![^])/m.exec(fault.text);
    const words = (text) => parts.make("div", { class: "words" }, text);
    const item = parts.make("li", {}, words(message));
    if (lines.trim()) item.append(parts.make("pre", {}, lines.trimEnd()));
    if (notes.trim()) item.append(words(notes.trimEnd()));
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
    const isWrong = faultsTold().length > 0 && !isReport();
    if (!isWrong && said === null) return parts.hide(host);
    head.hidden = !isWrong;
    told.hidden = !isWrong || isFolded;
    parts.show(host);
  };

  const headline = () => {
    if (ofPage.faults.length > 0) return "This page does not print.";
    if (isElsewhere()) return "Some pages cannot be printed; they stay as they were.";
    return "The latest save is not shown.";
  };
  const comfort = () => {
    return isElsewhere() ? "" : " The page is as it was when all was well.";
  };

  const tell = () => {
    const faults = faultsTold();
    if (faults.length > 0) setFolded(chosen() ?? isElsewhere());
    else forget();
    show();
    // Into an element that is there already, so that it is read out.
    summary.replaceChildren(parts.make("strong", {}, headline()), ` ${count(faults)}.${comfort()}`);
    list.replaceChildren(...faults.map(entry));
  };

  addEventListener("keydown", (event) => {
    const isFree = !event.defaultPrevented && !event.isComposing;
    if (event.key === "Escape" && isFree && host.isConnected && !isFolded && !head.hidden) choose(true);
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
    setSave(report) {
      ofSave = report ?? NOTHING;
      tell();
    },
    // The faults of a page that is a report, in the order in which it tells them.
    adopt({ faults }) {
      const places = document.querySelectorAll("li > .place");
      const placed = faults.filter((fault) => fault.place);
      hands.own(() => placed.forEach((fault, at) => places[at]?.replaceWith(place(fault.place))));
    },
    // Why this page does not print; nothing while it does.
    setPage(report) {
      if (!report && ofPage === NOTHING) return;
      ofPage = report ?? NOTHING;
      tell();
    },
  };
})();
