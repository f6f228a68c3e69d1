// The matrix by keyboard: one tab stop, arrows skip empty places, Home and End, Esc closes the panel and stays on the cell.
// Without this file every cell is a plain link.
"use strict";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const places = (table) => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll(".jf-place")]);
const cellOf = (place) => place && place.querySelector(".jf-cell");

function makeOneStop(table) {
  table.setAttribute("role", "grid");
  const cells = [...table.querySelectorAll(".jf-cell")];
  for (const cell of cells) cell.tabIndex = -1;
  const first = table.querySelector(".jf-cell[aria-current]") || table.querySelector(".jf-cell-over, .jf-cell-ask, .jf-cell-warn") || cells[0];
  if (first) first.tabIndex = 0;
}

function goTo(table, cell) {
  for (const stop of table.querySelectorAll('.jf-cell[tabindex="0"]')) stop.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

// the next cell in a direction, or the last one of the row for Home and End
function destination(grid, x, y, key) {
  if (key === "Home") return grid[y].map(cellOf).find(Boolean);
  if (key === "End") return grid[y].map(cellOf).reverse().find(Boolean);
  const [dx, dy] = STEPS[key];
  let column = x + dx;
  let row = y + dy;
  while (grid[row] && grid[row][column]) {
    const cell = cellOf(grid[row][column]);
    if (cell) return cell;
    column += dx;
    row += dy;
  }
  return null;
}

function light(table, cell) {
  for (const lit of table.querySelectorAll(".jf-lit")) lit.classList.remove("jf-lit");
  for (const open of table.querySelectorAll(".jf-cell[aria-current]")) open.removeAttribute("aria-current");
  if (!cell) return;
  cell.setAttribute("aria-current", "true");
  const row = cell.closest("tr");
  row.classList.add("jf-lit");
  const column = [...row.querySelectorAll(".jf-place")].indexOf(cell.closest(".jf-place"));
  table.querySelectorAll(".jf-head-cell")[column].classList.add("jf-lit");
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest && event.target.closest(".jf-cell");
  if (event.key === "Escape") {
    const close = document.getElementById("jf-drill-close");
    if (close && (cell || event.target.closest("#drill"))) close.click();
    return;
  }
  if (!cell || !(event.key in STEPS || event.key === "Home" || event.key === "End")) return;
  event.preventDefault();
  const table = cell.closest("table");
  const grid = places(table);
  const y = grid.findIndex((row) => row.includes(cell.closest(".jf-place")));
  const next = destination(grid, grid[y].indexOf(cell.closest(".jf-place")), y, event.key);
  if (next) goTo(table, next);
});

document.addEventListener("click", (event) => {
  const table = document.getElementById("jf-matrix");
  if (!table || !(event.target instanceof Element)) return;
  const cell = event.target.closest(".jf-cell");
  if (cell && !event.ctrlKey && !event.metaKey) {
    goTo(table, cell);
    light(table, cell);
  }
  if (event.target.closest("#jf-drill-close")) {
    const open = table.querySelector(".jf-cell[aria-current]");
    light(table, null);
    if (open) goTo(table, open);
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "jf-overview") {
    const table = document.getElementById("jf-matrix");
    if (table) makeOneStop(table);
  }
});

const table = document.getElementById("jf-matrix");
if (table) makeOneStop(table);
