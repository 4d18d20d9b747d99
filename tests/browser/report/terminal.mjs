// What a terminal shows, as a page: the words as they are, and the few signs for colours that dateline prints.
// Knows no dateline.

const COLOURS = { 91: "#ff7b72", 92: "#7ee787", 93: "#e3b341", 94: "#79c0ff", 96: "#76e3ea" };

const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

// The page of a terminal in which `command` was run and printed `said`. An unknown sign is an error, and no strange letter.
export function terminal({ command, said }) {
  let style = {};
  // Odd parts are the numbers of a sign, and even ones the text between signs.
  const parts = said.trimEnd().split(/\x1b\[([\d;]*)m/).map((part, index) => {
    if (index % 2 === 0) return `<span style="${css(style)}">${escaped(part)}</span>`;
    for (const number of part.split(";").map(Number)) style = after(style, number);
    return "";
  });
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #0d1117; }
    pre { margin: 0; padding: 22px 26px; color: #c9d1d9; font: 15px/1.5 "DejaVu Sans Mono", monospace; width: max-content; }
    b { color: #7ee787; }
  </style><pre><b>$</b> ${escaped(command)}\n${parts.join("")}</pre>`;
}

function after(style, number) {
  if (number === 0) return {};
  if (number === 1) return { ...style, bold: true };
  if (!COLOURS[number]) throw new Error(`the terminal gets a sign that nobody has described: ${number}`);
  return { ...style, colour: COLOURS[number] };
}

const css = ({ bold, colour }) => `${bold ? "font-weight:700;" : ""}${colour ? `color:${colour};` : ""}`;
