// In what order the signs of dates, ranges and numbers stand on the screen, which in text from right to left
// is another than that of the text, unless they are set apart. Knows no site.

// Days (2017-05-31), spans of them (2017-05/2017-06), times, ranges (80-115) and grouped numbers. They are read from the left in every script.
const LEFT_TO_RIGHT = String.raw`\d[\d,.:]*(?:\s?[-–—/]\s?[\d,.:]*\d)+|\d+(?:[,.:]\d+)+`;

// The dates, ranges and numbers on the page that read backwards, each with the words around it.
export function backwards(tab) {
  return tab.evaluate((pattern) => {
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
      for (const match of node.data.matchAll(new RegExp(pattern, "gu"))) {
        const boxes = [...match[0]].map((sign, i) => ({ sign, box: boxOf(node, match.index + i) }));
        const seen = boxes.filter(({ sign, box }) => box && box.width > 0 && sign.trim());
        const isBackwards = seen.some(({ box }, i) => {
          const before = seen[i - 1]?.box;
          const isSameLine = before && Math.abs(before.top - box.top) < box.height / 2;
          return isSameLine && box.left < before.left;
        });
        const around = node.parentElement.closest("p, li, td, th, dd, dt, h1, h2, div, text");
        if (isBackwards) found.push(`${match[0]} in: ${around?.textContent.trim().slice(0, 100)}`);
      }
    }
    return found;
  }, LEFT_TO_RIGHT);
}
