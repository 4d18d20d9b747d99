// Keeps the page in this tab up to date. The server says when it is out of date, by comparing versions. So a lost
// connection, a sleep or a restart of the server leaves no tab out of date.
const tab = (() => {
  // All times are in milliseconds. How long to wait before the next try to connect.
  const RETRY = 1000;
  // If the clock jumps by more than this between two ticks, the computer has slept and the connection is dead.
  const LONGEST_TICK = 10_000;
  const TICK = 2000;
  // After so much time without a connection the preview counts as stopped.
  const GIVEN_UP = 3000;

  let version = tag.dataset.version;
  let events = null;
  let fetching = null;
  let givingUp = null;

  const isProgram = ({ type }) =>
    /^\s*(module|importmap|speculationrules|(text|application)\/(x-)?(java|ecma)script)?\s*$/i.test(type);
  // What cannot change in a page that is shown already: its scripts and its content policies.
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
  const ownFixtures = fixtures(document);

  const reload = () => {
    close();
    location.reload();
  };

  // Elements of the page that are visible now, each with its place in the window. The topmost comes first.
  const anchors = () => {
    if (scrollY === 0) return [];
    const found = new Set();
    for (let y = 1; y < innerHeight; y += 24) {
      const element = document.elementFromPoint(innerWidth / 2, y);
      if (element && !mutations.isPreviewNode(element) && !isPinned(element)) found.add(element);
    }
    return [...found].map((element) => ({ element, top: element.getBoundingClientRect().top }));
  };
  const isPinned = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return true;
    }
    return false;
  };

  // Calls `act`, and then restores the scroll position, the focus and the selection.
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

  const showInfo = () => badge.show(JSON.parse(tag.dataset.info));

  // The tab shows the page that `fresh`, its script tag, belongs to.
  const takeOver = (fresh) => {
    version = fresh.dataset.version;
    editor.takeToken(fresh);
    mutations.ignore(() => Object.assign(tag.dataset, { version, info: fresh.dataset.info }));
    showInfo();
  };

  const show = async (html, isLatest) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = ownTag(page);
    // A page that is itself a report has nothing worth keeping.
    if (!fresh || "report" in tag.dataset) return reload();
    if ("report" in fresh.dataset) {
      version = fresh.dataset.version;
      return overlay.setPage(JSON.parse(fresh.dataset.report));
    }
    if (fixtures(page) !== ownFixtures) return reload();
    fresh.remove();
    assets.stamp(page);
    await assets.follow(page, () => {
      if (!isLatest()) return;
      inPlace(() => mutations.ignore(() => morph(page)));
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
      const options = { cache: "no-store", signal: mine.signal, headers: { Accept: "text/html" } };
      answer = await fetch(location.pathname + location.search, options);
      html = await answer.text();
      if (!isHtml(answer) && !answer.ok) throw new Error("the server is too busy for pages");
    } catch {
      if (!isLatest()) return;
      // A new stream is told what the tab really shows, so the page is fetched again.
      close();
      setTimeout(open, RETRY);
      return;
    }
    if (answer.redirected) return location.replace(answer.url);
    if (!isHtml(answer)) return reload();
    try {
      await show(html, isLatest);
    } catch (fault) {
      // A page that is half changed is worse than one that is loaded again.
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
    on("files", (paths) => assets.renew(paths.split("\n")));
    on("report", (report) => overlay.setSave(JSON.parse(report)));
    on("fixed", () => overlay.setSave(null));
    on("go", (to) => path(to) === path(location.pathname) || location.assign(to));
    events.addEventListener("open", () => {
      stopGivingUp();
      badge.setStopped(false);
    });
    events.addEventListener("error", () => {
      givingUp ??= setTimeout(() => badge.setStopped(true), GIVEN_UP);
      // The browser reconnects after a lost connection, but not after a refused one.
      if (events?.readyState !== EventSource.CLOSED) return;
      close();
      setTimeout(open, RETRY);
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
      showInfo();
      if ("report" in tag.dataset) overlay.adopt(JSON.parse(tag.dataset.report));
      const makeRoom = () => {
        badge.lift(overlay.host.offsetHeight);
        overlay.makeRoom(overlay.host.offsetHeight);
      };
      new ResizeObserver(makeRoom).observe(overlay.host);
      // A browser allows six connections to one host, over all tabs. So a hidden tab closes its stream, and
      // catches up when it is visible again.
      document.addEventListener("visibilitychange", () => (document.hidden ? rest() : open()));
      addEventListener("pagehide", rest);
      addEventListener("pageshow", open);
      setInterval(tick, TICK);
      open();
    },
  };
})();

tab.begin();
