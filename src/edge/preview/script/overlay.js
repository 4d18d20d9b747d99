// Shows the errors of the latest save, or of this page, over the page until they are fixed. Figures that only have to be
// explained are shown, with their report. It can be folded to a bar, and
// the page stays usable. A page that is itself a report gets no overlay; its places become buttons that open the editor.
// Knows nothing of where reports come from.
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
    .content { overflow: auto; overscroll-behavior: contain; padding: 0 16px 12px }
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
    @media (max-width: 480px) { header, .note { padding-inline: 12px } .content { padding-inline: 12px } }
  `;
  const FOLDED = "dateline: report is folded";

  const { host, shadow } = ui.host("dateline-overlay", CSS);
  // Adds room at the end of the page, so that the overlay covers none of its last lines.
  const room = new CSSStyleSheet();
  document.adoptedStyleSheets.push(room);
  const summary = ui.make("p", { role: "alert" });
  const list = ui.make("ol");
  const content = ui.make("div", { class: "content", tabindex: "0", role: "group", "aria-label": "Faults" }, list);
  const fold = ui.button("Fold", () => choose(!isFolded), { "aria-expanded": "true", class: "fold" });
  const note = ui.make("p", { class: "note", role: "status", hidden: "" });
  const head = ui.make("header", {}, summary, fold);
  shadow.append(ui.make("section", { "aria-label": "Preview report" }, head, content, note));

  const NOTHING = { scope: "save", faults: [] };

  let saveReport = NOTHING;
  let pageReport = NOTHING;
  let message = null;
  let isFolded = false;

  const isReport = () => "report" in tag.dataset;

  const allFaults = () => {
    // The same fault may be in both reports.
    const known = new Set(pageReport.faults.map((fault) => fault.text));
    return [...pageReport.faults, ...saveReport.faults.filter((fault) => !known.has(fault.text))];
  };
  const isAboutOtherPages = () => pageReport.faults.length === 0 && saveReport.scope === "pages";
  // The save is shown, with published figures that changed and are not explained yet.
  const isShown = () => pageReport.faults.length === 0 && saveReport.scope === "publication" && saveReport.faults.length > 0;
  const isAboutThisPage = () => {
    const { source } = JSON.parse(tag.dataset.info);
    const places = saveReport.faults.flatMap((fault) => [fault.place, ...fault.other_places]);
    return places.some((it) => it === null || it.path === source);
  };
  // A report on other pages starts as a bar.
  const isElsewhere = () => isAboutOtherPages() || (isShown() && !isAboutThisPage());

  const setFolded = (folded) => {
    isFolded = folded;
    content.hidden = folded;
    fold.textContent = folded ? "Show" : "Fold";
    fold.setAttribute("aria-expanded", String(!folded));
    fold.title = folded ? "Show the report" : "Fold the report to a bar (Escape)";
  };

  // Remembers the editor's choice for these faults, so that it holds on the next page too.
  const choose = (folded) => {
    setFolded(folded);
    const known = allFaults().map((fault) => fault.text);
    try {
      sessionStorage.setItem(FOLDED, JSON.stringify({ folded, known }));
    } catch {
      // The browser stores nothing, so the choice holds for this page only.
    }
  };

  const forget = () => {
    try {
      sessionStorage.removeItem(FOLDED);
    } catch {
      // Nothing is stored.
    }
  };

  const chosen = () => {
    try {
      const { folded, known } = JSON.parse(sessionStorage.getItem(FOLDED)) ?? { known: [] };
      // The choice does not hold once there is a new fault.
      return allFaults().every((fault) => known.includes(fault.text)) ? folded : null;
    } catch {
      return null;
    }
  };

  const count = (faults) => {
    const sum = (some) => some.reduce((n, fault) => n + 1 + fault.others, 0);
    const errors = sum(faults.filter((fault) => fault.is_error));
    const number = (n, what) => (n === 0 ? [] : [`${n} ${what}${n === 1 ? "" : "s"}`]);
    return [...number(errors, "error"), ...number(sum(faults) - errors, "warning")].join(" and ");
  };

  const place = ({ path, line, column }) => {
    const where = `${path}:${line}:${column}`;
    if (!editor.isThere()) return ui.make("span", { class: "place" }, where);
    const open = async () => say(await editor.open({ path, line, column }));
    return ui.button(where, open, { class: "place", title: "Open in the editor" });
  };

  const entry = (fault) => {
    // Lines of the file keep their columns above the carets, while sentences wrap.
    const [, message, lines, notes] = /^(.*)\n?([^]*?)((?:^ += [^]*)?)$(?![^])/m.exec(fault.text);
    const words = (text) => ui.make("div", { class: "words" }, text);
    const item = ui.make("li", {}, words(message));
    if (lines.trim()) item.append(ui.make("pre", {}, lines.trimEnd()));
    if (notes.trim()) item.append(words(notes.trimEnd()));
    if (fault.place) item.prepend(place(fault.place));
    if (fault.others > 0) {
      const first = fault.others > fault.other_places.length ? ", the first of them" : "";
      item.append(words(`${fault.others} more of this kind${first}:`));
      item.append(...fault.other_places.flatMap((other) => [place(other), " "]));
    }
    return item;
  };

  // Shows a sentence about something that failed; null removes it.
  const say = (sentence) => {
    message = sentence;
    note.replaceChildren();
    note.hidden = message === null;
    if (message !== null) {
      note.append(ui.make("span", {}, message), ui.button("Close", () => say(null)));
    }
    show();
  };

  const show = () => {
    const isWrong = allFaults().length > 0 && !isReport();
    if (!isWrong && message === null) return ui.hide(host);
    head.hidden = !isWrong;
    content.hidden = !isWrong || isFolded;
    ui.show(host);
  };

  const headline = () => {
    if (pageReport.faults.length > 0) return "This page cannot be made.";
    if (isAboutOtherPages()) return "Some pages cannot be made; they stay as they were.";
    if (isShown()) return `A published figure ${isAboutThisPage() ? "of this page " : ""}changed and is not explained yet.`;
    return "The latest save is not shown.";
  };
  const consequence = () => {
    if (isShown()) return " You see the new figure. A build refuses it until you add the entry.";
    return isAboutOtherPages() ? "" : " You see the page as it was before.";
  };

  const update = () => {
    const faults = allFaults();
    if (faults.length > 0) setFolded(chosen() ?? isElsewhere());
    else forget();
    show();
    badge.setUnexplained(isShown() && isAboutThisPage());
    // The element exists already, so a screen reader reads its new text aloud.
    summary.replaceChildren(ui.make("strong", {}, headline()), ` ${count(faults)}.${consequence()}`);
    list.replaceChildren(...faults.map(entry));
  };

  addEventListener("keydown", (event) => {
    const isFree = !event.defaultPrevented && !event.isComposing;
    if (event.key === "Escape" && isFree && host.isConnected && !isFolded && !head.hidden) choose(true);
  });

  return {
    host,
    say,
    // Keeps as much room free at the page's end as the overlay covers.
    makeRoom(pixels) {
      const rule = `@media screen { html::after { content: ""; display: block; height: ${pixels}px } }`;
      room.replaceSync(pixels > 0 ? rule : "");
    },
    // Sets the report on the latest save, or null.
    setSave(report) {
      saveReport = report ?? NOTHING;
      update();
    },
    // Takes over a page that is a report. Its places are in the order of `faults`, with those of the same kind after each.
    adopt({ faults }) {
      const places = document.querySelectorAll("li > .place");
      const written = faults.flatMap((fault) => [...(fault.place ? [fault.place] : []), ...fault.other_places]);
      mutations.ignore(() => written.forEach((it, at) => places[at]?.replaceWith(place(it))));
    },
    // Sets the report on this page, or null.
    setPage(report) {
      if (!report && pageReport === NOTHING) return;
      pageReport = report ?? NOTHING;
      update();
    },
  };
})();
