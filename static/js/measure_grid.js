// The grid of measures: arrow keys move from box to box, a row is ticked at once, and what is ticked is counted.
// Without it every box is still reached and ticked, and the box of a whole row is carried out by the server.

const form = document.querySelector("[data-measure-grid]");
const table = document.querySelector(".measure-grid");
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

let sent = false;

function boxes(row) {
  return [...row.querySelectorAll('td:not(.national) input[name="cell"]')];
}

function ticked() {
  return table.querySelectorAll('input[name="cell"]:checked').length;
}

function tell() {
  const line = form.querySelector("[data-count]");
  const number = ticked();
  line.textContent = number === 1 ? line.dataset.one : number ? line.dataset.many.replace("{number}", number) : "";
}

function followRow(row) {
  const every = row.querySelector('input[name="row"]');
  if (!every) return;
  const all = boxes(row);
  const on = all.filter((box) => box.checked).length;
  every.checked = all.length > 0 && on === all.length;
  every.indeterminate = on > 0 && on < all.length;
}

// Goes on in one direction until there is something to stand on: a free box or a link.
function next(cell, [down, right]) {
  let row = cell.parentElement;
  let at = cell.cellIndex;
  for (;;) {
    if (down) {
      do row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
      while (row && row.classList.contains("theme"));
    } else at += right;
    const found = row?.cells[at];
    if (!found || at < 1) return null;
    const target = found.querySelector("input, a");
    if (target) return target;
  }
}

function move(event) {
  const step = MOVES[event.key];
  const cell = event.target.closest("td.cell");
  if (!step || !cell || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = next(cell, step);
  event.preventDefault();
  target?.focus();
  target?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function changed(event) {
  const row = event.target.closest("tr");
  if (event.target.name === "row") for (const box of boxes(row)) box.checked = event.target.checked;
  followRow(row);
  tell();
}

if (form && table) {
  for (const hint of form.querySelectorAll("[data-script]")) hint.hidden = false;
  for (const row of table.tBodies[0].rows) followRow(row);
  table.addEventListener("keydown", move);
  table.addEventListener("change", changed);
  form.addEventListener("submit", () => (sent = true));
  window.addEventListener("beforeunload", (event) => !sent && ticked() > 0 && event.preventDefault());
  tell();
}
