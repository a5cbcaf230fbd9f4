// The cells of the timeline are plain links. With this script the whole table is one stop of the Tab key,
// and the arrow keys, Home and End go from cell to cell; hovering a cell shows in words what it says.

const table = document.querySelector("[data-heat]");
const rows = table ? [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("a.cell")]) : [];
let stop = rows[0]?.at(-1);

const STEPS = {
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  Home: (row) => [row, 0],
  End: (row) => [row, rows[row].length - 1],
};

function placeOf(cell) {
  const row = rows.findIndex((cells) => cells.includes(cell));
  return [row, rows[row].indexOf(cell)];
}

function stopAt(cell) {
  stop.tabIndex = -1;
  stop = cell;
  stop.tabIndex = 0;
}

for (const cell of rows.flat()) cell.tabIndex = -1;
if (stop) stopAt(stop);

table?.addEventListener("focusin", (event) => {
  if (event.target.matches("a.cell")) stopAt(event.target);
});

table?.addEventListener("keydown", (event) => {
  if (!event.target.matches("a.cell") || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const [row, column] = step(...placeOf(event.target));
  rows[row]?.[column]?.focus();
});

table?.addEventListener("pointerover", (event) => {
  const cell = event.target.closest("a.cell");
  if (cell && !cell.title) cell.title = cell.ariaLabel;
});

// The latest weeks are what people come for; the regions' names stay beside them.
const scroller = table?.parentElement;
if (scroller) scroller.scrollLeft = scroller.scrollWidth;

const hint = document.querySelector("[data-heat-hint]");
if (hint) hint.hidden = false;
