// Whether a page fits a narrow screen. Knows nothing of what is on it.

// The narrowest screen that a page has to fit: 1280 pixels at 400 %, as WCAG 1.4.10 asks.
const NARROW = 320;

// What makes a page scroll sideways, by the beginning of its tags: nothing, on a page that fits.
export async function sticksOut(tab, width = NARROW) {
  await tab.setViewportSize({ width, height: 640 });
  return tab.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const isRtl = getComputedStyle(document.documentElement).direction === "rtl";
    const isOut = (element) => {
      const { left, right } = element.getBoundingClientRect();
      // A box may fit, and the words in it not.
      const spills = element.scrollWidth > element.clientWidth && element.scrollWidth > clientWidth;
      return spills || (isRtl ? left < 0 : right > clientWidth);
    };
    const out = [...document.body.querySelectorAll("*")].filter(isOut);
    return [`${scrollWidth} pixels wide`, ...out.map((element) => element.outerHTML.slice(0, 80))];
  });
}
