// The plan by keyboard: Enter opens a row (it is a link), Esc shuts it; after a press the row keeps the focus.
// Without this file every row is a link and every press a form.
"use strict";

let acted = "";

const link = (id) => {
  const row = id && document.getElementById(id);
  return row && row.querySelector("a, button");
};

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !(event.target instanceof Element)) return;
  const row = event.target.closest(".jf-plan tbody");
  const shut = row && row.querySelector(".jf-collapse");
  if (shut) {
    acted = row.id;
    shut.click();
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const row = event.target instanceof Element && event.target.closest(".jf-plan tbody");
  if (row && !event.target.matches(".jf-editor")) acted = row.id;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.matches && event.target.matches(".jf-typed")) return;
  const row = document.getElementById(acted);
  if (!row) return;
  const first = row.querySelector(".jf-editor input:not([type=hidden])") || row.querySelector(".jf-said-done button") || link(acted);
  acted = "";
  if (first) first.focus();
});

// a row that the page was opened with: straight into its first field
const editor = document.querySelector(".jf-editor");
if (editor && !document.getElementById("errors")) {
  const wrong = editor.querySelector(".jf-field-wrong input, .jf-field-wrong select");
  (wrong || editor.querySelector("input:not([type=hidden])")).focus();
}
