// What an editor sees in the browser while they write: the page follows every save and stays where it is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openTab } from "./support/browser.mjs";
import { DESK, isSameDocument, markTab, page, paragraphs, startDesk, waitForNewDocument } from "./support/desk.mjs";

const NOT_FOUND = [/status of 404/];

test("what is saved above the text that is read does not move it", async (t) => {
  const site = await startDesk(t, paragraphs(0, 40));
  const tab = await openTab(t, site, "/desk/");
  await markTab(tab);
  const read = tab.getByText("Paragraph 20.");
  await read.evaluate((element) => {
    element.isMine = true;
    element.scrollIntoView();
  });
  const top = () => read.evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  const saves = [
    ["inserted", `An inserted paragraph.\n\n${paragraphs(0, 40)}`],
    ["longer", paragraphs(0, 40).replace("Paragraph 3.", "Paragraph 3, longer. ".repeat(60))],
    ["shorter", paragraphs(10, 40)],
    ["sections", `## Section\n\n> A quotation\n\n- a\n- list\n\n${paragraphs(5, 40)}`],
  ];
  for (const [what, body] of saves) {
    await site.save(DESK, page(`${body}\n\nThe end of ${what}.`));
    await tab.getByText(`The end of ${what}.`).waitFor({ state: "attached" });
    const drift = Math.abs((await top()) - before);
    assert.ok(drift <= 2, `${what}: moved by ${drift} px`);
    assert.ok(await read.evaluate((element) => element.isMine), `${what}: the paragraph is another`);
  }
  assert.ok(await isSameDocument(tab));
});

test("what the reader has typed, opened, selected and scrolled stays", async (t) => {
  const body = (text) => `${text}

<details id="more"><summary>More</summary>${text}</details>
<details><summary>Less</summary>Hidden</details>
<p><input name="search" value="given"> <input type="checkbox" name="all"></p>
<p><textarea name="note">given</textarea> <select name="city"><option>Mosul</option><option>Kirkuk</option></select></p>
<pre id="scroller">${"a long line ".repeat(200)}</pre>

The last word.`;
  const site = await startDesk(t, body("The first text."));
  const tab = await openTab(t, site, "/desk/");
  await markTab(tab);
  await tab.locator("summary", { hasText: "More" }).click();
  await tab.locator("[name=note]").fill("typed note");
  await tab.locator("[name=all]").check();
  await tab.locator("[name=city]").selectOption("Kirkuk");
  await tab.locator("#scroller").evaluate((element) => (element.scrollLeft = 300));
  await tab.locator("[name=search]").fill("typed words");
  await tab.locator("[name=search]").evaluate((field) => field.setSelectionRange(2, 5, "backward"));
  for (const text of ["A new paragraph.\n\nThe second text.", "The third text."]) {
    await site.save(DESK, page(body(text)));
    await tab.locator("#more", { hasText: text.slice(-10) }).waitFor();
    const kept = await tab.evaluate(() => {
      const named = (name) => document.querySelector(`[name=${name}]`);
      const { selectionStart, selectionEnd, selectionDirection, value } = named("search");
      return {
        open: [...document.querySelectorAll(".prose details")].map((details) => details.open),
        scrolled: document.querySelector("#scroller").scrollLeft,
        focused: document.activeElement === named("search"),
        search: [value, selectionStart, selectionEnd, selectionDirection],
        rest: [named("note").value, named("all").checked, named("city").value],
      };
    });
    assert.deepEqual(kept, {
      open: [true, false],
      scrolled: 300,
      focused: true,
      search: ["typed words", 2, 5, "backward"],
      rest: ["typed note", true, "Kirkuk"],
    });
  }
  assert.ok(await isSameDocument(tab));
});

test("what the page itself opens and closes follows the file", async (t) => {
  const site = await startDesk(t, `<details id="d" class="a"><summary>x</summary>one</details>`);
  const tab = await openTab(t, site, "/desk/");
  await site.save(DESK, page(`<details id="d" open class="b" lang="ar"><summary>x</summary>two</details>`));
  await tab.locator("#d.b[open][lang=ar]", { hasText: "two" }).waitFor();
  await site.save(DESK, page(`<details id="d"><summary>x</summary>three</details>`));
  await tab.locator("#d:not([open]):not([class]):not([lang])").waitFor();
});

test("a sound goes on playing, and an element with a name is found again wherever it has gone", async (t) => {
  const video = `<video id="film" muted></video>`;
  const site = await startDesk(t, `<h2 id="one">One</h2>\n\n${video}\n\n<h2 id="two">Two</h2>\n\nLast.`);
  const tab = await openTab(t, site, "/desk/");
  await tab.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.getContext("2d");
    const film = document.querySelector("#film");
    film.srcObject = canvas.captureStream(10);
    for (const id of ["film", "one", "two"]) document.getElementById(id).isMine = true;
    void film.play();
  });
  await site.save(DESK, page(`New.\n\n<h2 id="two">Two</h2>\n\n<h2 id="one">One, too</h2>\n\nText.\n\n${video}\n\nEnd.`));
  await tab.getByText("One, too").waitFor();
  const state = await tab.evaluate(() => ({
    mine: ["film", "one", "two"].map((id) => document.getElementById(id).isMine),
    order: [...document.querySelectorAll(".prose [id]")].map((element) => element.id),
    paused: document.querySelector("#film").paused,
  }));
  assert.deepEqual(state, { mine: [true, true, true], order: ["two", "one", "film"], paused: false });
});

test("title and language of the page follow, and what others have put into it stays", async (t) => {
  const site = await startDesk(t, "Text.");
  const tab = await openTab(t, site, "/desk/");
  await markTab(tab);
  await tab.evaluate(() => {
    document.documentElement.classList.add("from-an-extension");
    document.body.append(Object.assign(document.createElement("aside"), { id: "foreign" }));
  });
  await site.save(DESK, `---\ntitle: Bureau\nlang: ar\n---\n\nText.\n`);
  await tab.locator("html[lang=ar][dir=rtl].from-an-extension").waitFor();
  assert.equal(await tab.title(), "Bureau · A record");
  assert.equal(await tab.locator("#foreign").count(), 1);
  assert.ok(await isSameDocument(tab));
});

test("a page whose script has changed is loaded anew", async (t) => {
  const site = await startDesk(t, `<script type="application/json">1</script>\n\nOne.`);
  const tab = await openTab(t, site, "/desk/", { expected: [/Content Security Policy/] });
  await markTab(tab);
  await site.save(DESK, page(`<script type="application/json">2</script>\n\nTwo.`));
  await tab.getByText("Two.").waitFor();
  assert.ok(await isSameDocument(tab), "data is no script");
  await site.save(DESK, page(`<script>1</script>\n\nThree.`));
  await waitForNewDocument(tab);
  await tab.getByText("Three.").waitFor();
});

test("a changed style sheet is put in without a reload and without a naked moment", async (t) => {
  const style = (step) => `:root { --step: ${step} } body { margin: 3px }`;
  const site = await startDesk(t, "Text.", { files: { "assets/wire.css": style("one") } });
  const tab = await openTab(t, site, "/desk/");
  await markTab(tab);
  await tab.evaluate(() => {
    window.steps = new Set();
    const look = () => {
      window.steps.add(getComputedStyle(document.documentElement).getPropertyValue("--step"));
      requestAnimationFrame(look);
    };
    look();
  });
  for (const step of ["two", "three"]) {
    await site.save("assets/wire.css", style(step));
    await tab.waitForFunction((step) => window.steps.has(step), step);
    await tab.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
  }
  assert.deepEqual(await tab.evaluate(() => [...window.steps]), ["one", "two", "three"]);
  // The next save of the page keeps the new sheet.
  await site.save(DESK, page("More text."));
  await tab.getByText("More text.").waitFor();
  assert.deepEqual(await tab.evaluate(() => [...window.steps]), ["one", "two", "three"]);
  assert.ok(await isSameDocument(tab));
});

test("a changed picture is shown in its place", async (t) => {
  const picture = (width) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"/>`;
  const site = await startDesk(t, "![A map](map.svg)", { files: { "content/map.svg": picture(10) } });
  const tab = await openTab(t, site, "/desk/");
  await markTab(tab);
  const width = (wanted) =>
    tab.waitForFunction((wanted) => document.querySelector(".prose img").naturalWidth === wanted, wanted);
  await width(10);
  await site.save("content/map.svg", picture(20));
  await width(20);
  await site.save(DESK, page("![A map](map.svg)\n\nBelow."));
  await tab.getByText("Below.").waitFor();
  await width(20);
  assert.ok(await isSameDocument(tab));
});

test("a page that is deleted turns into the site's own page for that, and back", async (t) => {
  const site = await startDesk(t, "Text.");
  const tab = await openTab(t, site, "/desk/", { expected: NOT_FOUND });
  await markTab(tab);
  await site.remove(DESK);
  await tab.getByText("Text.").waitFor({ state: "detached" });
  assert.match(await tab.title(), /^Page not found/);
  await site.save(DESK, page("Back again."));
  await tab.getByText("Back again.").waitFor();
  assert.ok(await isSameDocument(tab));
});

test("a tab that slept, was hidden or outlived the server shows what there is", async (t) => {
  const site = await startDesk(t, "One.");
  const tab = await openTab(t, site, "/desk/", { expected: [/ERR_CONNECTION_RE(FUSED|SET)|ERR_INCOMPLETE|ERR_EMPTY/] });
  await markTab(tab);
  const hide = (isHidden) =>
    tab.evaluate((isHidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isHidden);
  await hide(true);
  await site.save(DESK, page("Two."));
  await hide(false);
  await tab.getByText("Two.").waitFor();
  await site.stop();
  await site.save(DESK, page("Three."));
  await site.start();
  await tab.getByText("Three.").waitFor();
  assert.ok(await isSameDocument(tab));
  await tab.goto(site.at("/about/"));
  await site.save(DESK, page("Four."));
  await tab.goBack();
  await tab.getByText("Four.").waitFor();
});

test("tabs go to the page that is being written", async (t) => {
  const site = await startDesk(t, "Text.", { flags: ["--follow"] });
  const tab = await openTab(t, site, "/about/");
  // Whoever opens a page this very moment is not sent away from it: what is saved before the tab listens is not for it.
  for (let times = 1; tab.url() !== site.at("/desk/"); times += 1) {
    assert.ok(times < 10, "the tab stays where it is");
    await site.save(DESK, page(`Written ${times} times.`));
    await tab.waitForURL(site.at("/desk/"), { timeout: 3000 }).catch(() => {});
  }
  await site.save(DESK, page("Written."));
  await tab.getByText("Written.").waitFor();
  // The page that is shown already is not loaded again.
  await markTab(tab);
  await site.save(DESK, page("Written again."));
  await tab.getByText("Written again.").waitFor();
  assert.ok(await isSameDocument(tab));
  // Nobody is sent away from it by what is no page of its own.
  await site.save("static/extra.css", "p { color: black }");
  await site.save(DESK, page("Written last."));
  await tab.getByText("Written last.").waitFor();
  assert.equal(tab.url(), site.at("/desk/"));
});
