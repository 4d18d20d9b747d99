// In what order the signs of dates, ranges and numbers stand on the screen, which in text from right to left
// is another than that of the text, unless they are set apart. Knows no site.

// Days (2017-05-31), spans of them (2017-05/2017-06), times, ranges (80-115) and grouped numbers. They are read from the left in every script.
const LEFT_TO_RIGHT = String.raw`\d[\d,.:]*(?:\s?[-–—/]\s?[\d,.:]*\d)+|\d+(?:[,.:]\d+)+`;

// Ranges in Arabic digits (٨٠–١١٥). Each number is read from the left, and the smaller one stands on the right.
const RIGHT_TO_LEFT = String.raw`[٠-٩][٠-٩٬]*\u200f?[-–][٠-٩][٠-٩٬]*`;

// The dates, ranges and numbers on the page that read backwards, each with the words around it.
export function backwards(tab) {
  return tab.evaluate(([leftToRight, rightToLeft]) => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const boxOf = (node, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getClientRects()[0];
    };
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const around = node.parentElement.closest("p, li, td, th, dd, dt, h1, h2, div, text");
      const say = (signs) => found.push(`${signs} in: ${around?.textContent.trim().slice(0, 100)}`);
      for (const match of node.data.matchAll(new RegExp(rightToLeft, "gu"))) {
        const [first, last] = [0, match[0].length - 1].map((at) => boxOf(node, match.index + at));
        if (first?.width > 0 && Math.abs(first.top - last.top) < first.height / 2 && first.left < last.left) say(match[0]);
      }
      for (const match of node.data.matchAll(new RegExp(leftToRight, "gu"))) {
        const boxes = [...match[0]].map((sign, i) => ({ sign, box: boxOf(node, match.index + i) }));
        const seen = boxes.filter(({ sign, box }) => box && box.width > 0 && sign.trim());
        const isBackwards = seen.some(({ box }, i) => {
          const before = seen[i - 1]?.box;
          const isSameLine = before && Math.abs(before.top - box.top) < box.height / 2;
          return isSameLine && box.left < before.left;
        });
        if (isBackwards) say(match[0]);
      }
    }
    return found;
  }, [LEFT_TO_RIGHT, RIGHT_TO_LEFT]);
}
