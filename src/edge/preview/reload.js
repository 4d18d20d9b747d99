// Keeps an open page of the preview up to date, and shows why the last save is not on it.
// Knows no page: what has changed comes as events, and nothing but this script's tag is read.
(() => {
  "use strict";
  const tag = document.currentScript;
  let mark = tag.dataset.mark;
  let events = null;
  let overlay = null;

  const reload = () => {
    close();
    location.reload();
  };

  const swapStyles = () => {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"][href]')) {
      const url = new URL(old.href, location.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("dateline", mark);
      const fresh = old.cloneNode();
      fresh.href = url.href;
      // The old sheet stays until the new one is there, so that the page never stands naked.
      fresh.addEventListener("load", () => old.remove(), { once: true });
      fresh.addEventListener("error", reload, { once: true });
      old.after(fresh);
    }
  };

  const element = (name, style, text) => {
    const made = document.createElement(name);
    // The page's policy forbids style attributes; styles set by a script are not attributes.
    made.style.cssText = style;
    made.textContent = text;
    return made;
  };

  const hideReport = () => {
    overlay?.remove();
    overlay = null;
  };

  const showReport = (text) => {
    hideReport();
    overlay = element(
      "div",
      "all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; color-scheme: dark",
      "",
    );
    const box = element(
      "section",
      "box-sizing: border-box; max-height: 70vh; overflow: auto; padding: 1rem 1.25rem;" +
        "background: #161616; color: #e8e6e1; border-block-start: 3px solid #d9a441;" +
        "font: 14px/1.5 ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace;" +
        "text-align: left; direction: ltr",
      "",
    );
    box.dir = "ltr";
    box.lang = "en";
    box.setAttribute("role", "alert");
    const title = "The last save is not on this page yet:";
    box.append(element("p", "margin: 0 0 .75rem; font-weight: bold", title));
    box.append(element("pre", "margin: 0; font: inherit; white-space: pre; tab-size: 4", text));
    overlay.attachShadow({ mode: "open" }).append(box);
    document.documentElement.append(overlay);
  };

  const on = (name, act) => {
    events.addEventListener(name, (event) => {
      mark = event.lastEventId || mark;
      act(event.data);
    });
  };

  function open() {
    if (events || document.hidden) return;
    events = new EventSource(`/.dateline/events/${mark}${location.pathname}`);
    on("page", reload);
    on("files", swapStyles);
    on("report", (json) => showReport(JSON.parse(json).faults.map((fault) => fault.text).join("\n\n")));
    on("fixed", hideReport);
    on("go", (path) => location.assign(path));
    events.addEventListener("error", () => {
      // A lost connection is taken up again by the browser; a refused one is not.
      if (events?.readyState !== EventSource.CLOSED) return;
      close();
      setTimeout(open, 1000);
    });
  }

  function close() {
    events?.close();
    events = null;
  }

  // A browser has six connections for a host, over all its tabs. A tab that nobody looks at gives
  // up its own, and hears what it has missed when it is looked at again.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
