// Makes tables of the class `sortable` sortable by the heads of their columns. Without this script the tables are complete.
// Knows no words: the buttons have the words of the heads.

const valueOf = (row, column) => {
  const cell = row.cells[column];
  const time = cell.querySelector("time[datetime]");
  return cell.dataset.n ?? time?.dateTime ?? cell.textContent.trim();
};

const compare = (one, next) => {
  const [a, b] = [one, next].map(Number);
  const areNumbers = one !== "" && next !== "" && !Number.isNaN(a) && !Number.isNaN(b);
  // What has no number comes first from low to high.
  if (one === "" || next === "") return (one !== "") - (next !== "");
  return areNumbers ? a - b : one.localeCompare(next, document.documentElement.lang);
};

for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const [body] = table.tBodies;
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isNumber = head.classList.contains("num");
      const falling = head.ariaSort ? head.ariaSort === "ascending" : isNumber;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const rows = [...body.rows].map((row) => [valueOf(row, column), row]);
      rows.sort(([one], [next]) => (falling ? compare(next, one) : compare(one, next)));
      body.append(...rows.map(([, row]) => row));
    });
  });
}
