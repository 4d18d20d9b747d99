// Keeps the page in this tab true. The server says when it is not; what the tab shows is known by its
// version, so that neither a lost connection nor a sleep nor a restart leaves it out of date.
const tab = (() => {
  const AGAIN = 1000;
  // A clock that has stood still for longer than this has slept, and so has the connection.
  const LONGEST_TICK = 10_000;
  const TICK = 2000;
  // A stream that has been away for so long is not only being taken up again.
  const GIVEN_UP = 3000;

  let version = tag.dataset.version;
  let events = null;
  let fetching = null;
  let givingUp = null;

  const isProgram = ({ type }) =>
    /^\s*(module|importmap|speculationrules|(text|application)\/(x-)?(java|ecma)script)?\s*$/i.test(type);
  // What cannot be put into a page that is shown already: its scripts, and what it may load.
  const fixtures = (page) => {
    const isOwn = (script) => (script.getAttribute("src") ?? "").startsWith("/.dateline/");
    const programs = [...page.querySelectorAll("script")].filter((it) => isProgram(it) && !isOwn(it));
    const policies = page.querySelectorAll('meta[http-equiv="content-security-policy" i]');
    const nonce = /'nonce-[0-9a-f]{32}'/g;
    return JSON.stringify([
      programs.map((it) => [it.getAttribute("src"), it.type, it.text]),
      [...policies].map((it) => it.content.replace(nonce, "")),
    ]);
  };
  const fixed = fixtures(document);

  const reload = () => {
    close();
    location.reload();
  };

  // The element at the upper edge of the window, or the next below that will still be there.
  const anchors = () => {
    if (scrollY === 0) return [];
    const found = new Set();
    for (let y = 1; y < innerHeight; y += 24) {
      const element = document.elementFromPoint(innerWidth / 2, y);
      if (element && !hands.isOurs(element) && !isPinned(element)) found.add(element);
    }
    return [...found].map((element) => ({ element, top: element.getBoundingClientRect().top }));
  };
  const isPinned = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return true;
    }
    return false;
  };

  // Does `act`, and puts the window back to where it was on the page and the focus to where it was.
  const inPlace = (act) => {
    const before = anchors();
    const focused = document.activeElement;
    const selection = selectionOf(focused);
    act();
    if (focused?.isConnected && focused !== document.activeElement) {
      focused.focus({ preventScroll: true });
      if (selection) focused.setSelectionRange(...selection);
    }
    const anchor = before.find(({ element }) => element.isConnected && element.getClientRects().length > 0);
    const drift = anchor ? anchor.element.getBoundingClientRect().top - anchor.top : 0;
    if (Math.abs(drift) >= 1) scrollBy({ top: drift, behavior: "instant" });
  };
  const selectionOf = (field) => {
    try {
      const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = field;
      return typeof start === "number" ? [start, end, direction] : null;
    } catch {
      return null;
    }
  };

  // What the fetched page's tag says is what the tab shows from now on.
  const takeOver = (fresh) => {
    version = fresh.dataset.version;
    editor.takeToken(fresh);
    hands.own(() => {
      for (const key of ["source", "visibility", "until"]) {
        if (key in fresh.dataset) tag.dataset[key] = fresh.dataset[key];
        else delete tag.dataset[key];
      }
      tag.dataset.version = version;
    });
    badge.show(tag.dataset);
  };

  const show = async (html, isLatest) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = ownTag(page);
    // A page that stood in for one that did not print holds nothing that is worth keeping.
    if (!fresh || "report" in tag.dataset) return reload();
    if ("report" in fresh.dataset) {
      version = fresh.dataset.version;
      return overlay.setPage(JSON.parse(fresh.dataset.report));
    }
    if (fixtures(page) !== fixed) return reload();
    fresh.remove();
    sheets.stamp(page);
    await sheets.follow(page, () => {
      if (!isLatest()) return;
      inPlace(() => hands.own(() => morph(page)));
      takeOver(fresh);
      overlay.setPage(null);
    });
  };

  const isHtml = (answer) => (answer.headers.get("Content-Type") ?? "").startsWith("text/html");

  const renew = async () => {
    fetching?.abort();
    const mine = (fetching = new AbortController());
    const isLatest = () => mine === fetching;
    let answer, html;
    try {
      const asked = { cache: "no-store", signal: mine.signal, headers: { Accept: "text/html" } };
      answer = await fetch(location.pathname + location.search, asked);
      html = await answer.text();
      if (!isHtml(answer) && !answer.ok) throw new Error("the server has no time for pages");
    } catch {
      if (!isLatest()) return;
      // The stream is asked for anew, with what the tab really shows.
      close();
      setTimeout(open, AGAIN);
      return;
    }
    if (answer.redirected) return location.replace(answer.url);
    if (!isHtml(answer)) return reload();
    try {
      await show(html, isLatest);
    } catch (fault) {
      // Rather all of the page anew than half of it.
      console.error(fault);
      reload();
    }
  };

  const path = (address) => {
    try {
      return decodeURIComponent(address);
    } catch {
      return address;
    }
  };

  function open() {
    if (events || document.hidden) return;
    events = new EventSource(`/.dateline/events/${version}${location.pathname}`);
    const on = (name, act) => events.addEventListener(name, (event) => act(event.data));
    on("page", renew);
    on("files", (paths) => sheets.renew(paths.split("\n")));
    on("report", (report) => overlay.setSave(JSON.parse(report)));
    on("fixed", () => overlay.setSave(null));
    on("go", (to) => path(to) === path(location.pathname) || location.assign(to));
    events.addEventListener("open", () => {
      stopGivingUp();
      badge.setEnded(false);
    });
    events.addEventListener("error", () => {
      givingUp ??= setTimeout(() => badge.setEnded(true), GIVEN_UP);
      // A lost connection is taken up again by the browser; a refused one is not.
      if (events?.readyState !== EventSource.CLOSED) return;
      close();
      setTimeout(open, AGAIN);
    });
  }

  function close() {
    events?.close();
    events = null;
  }

  function stopGivingUp() {
    clearTimeout(givingUp);
    givingUp = null;
  }

  // Nobody looks, and so nothing is asked.
  const rest = () => {
    close();
    stopGivingUp();
  };

  let ticked = Date.now();
  const tick = () => {
    const slept = Date.now() - ticked > LONGEST_TICK;
    ticked = Date.now();
    if (!slept || !events) return;
    close();
    open();
  };

  return {
    begin() {
      badge.show(tag.dataset);
      if ("report" in tag.dataset) overlay.adopt(JSON.parse(tag.dataset.report));
      const makeRoom = () => {
        badge.lift(overlay.host.offsetHeight);
        overlay.makeRoom(overlay.host.offsetHeight);
      };
      new ResizeObserver(makeRoom).observe(overlay.host);
      // A browser has six connections for a host, over all its tabs. A tab that nobody looks at gives
      // up its own, and hears what it has missed when it is looked at again.
      document.addEventListener("visibilitychange", () => (document.hidden ? rest() : open()));
      addEventListener("pagehide", rest);
      addEventListener("pageshow", open);
      setInterval(tick, TICK);
      open();
    },
  };
})();

tab.begin();
