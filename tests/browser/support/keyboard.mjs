// Whether whoever has no mouse gets everywhere on a page, and sees where they are.
// Knows nothing of what is on the page.

// What a reader can follow or open. A summary is the first child of its `details`.
const REACHABLE = "a[href], button, summary, input, select, textarea, audio[controls], video[controls], [tabindex]";

// Walks through the page in `tab` with the Tab key, and tells what is amiss: what is never reached, what is
// reached out of the order of the text, and where the focus cannot be seen.
export async function unreachable(tab) {
  const expected = await tab.evaluate((selector) => {
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
    // Of a group of radio buttons, Tab reaches the chosen one; arrows lead to the others.
    const isStop = (element) => element.type !== "radio" || element.checked;
    window.stops = [...document.querySelectorAll(selector)].filter((it) => isShown(it) && !it.disabled && isStop(it));
    // The looks of each without the focus, to tell the difference.
    window.looksOf = (element) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor } = getComputedStyle(element);
      return JSON.stringify([outlineStyle !== "none" && [outlineWidth, outlineColor], boxShadow, backgroundColor]);
    };
    window.atRest = window.stops.map(window.looksOf);
    return window.stops.length;
  }, REACHABLE);
  const faults = [];
  for (let next = 0; next < expected; next += 1) {
    await tab.keyboard.press("Tab");
    const fault = await tab.evaluate(faultOfStop, next);
    if (fault) faults.push(fault);
    if (fault?.startsWith("instead of")) break;
  }
  return faults;
}

// Runs in the page.
function faultOfStop(next) {
  const name = (element) => element?.outerHTML.slice(0, 100);
  const focused = document.activeElement;
  const expected = window.stops[next];
  if (focused !== expected) return `instead of ${name(expected)} the focus is on ${name(focused)}`;
  if (window.looksOf(focused) === window.atRest[next]) return `the focus cannot be seen on ${name(focused)}`;
  const box = focused.getBoundingClientRect();
  const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return isOnScreen ? null : `the focus is outside the screen on ${name(focused)}`;
}
