// The editor of a line: Escape folds it, and a row opens with Enter from anywhere in it.
"use strict";

document.addEventListener("keydown", (event) => {
  const editor = event.target.closest("[data-line-editor]");
  if (event.key === "Escape" && editor) {
    const close = editor.querySelector("[data-close]");
    if (close) close.click();
  }
});

const opened = document.querySelector("[data-line-editor]");
if (opened && !document.getElementById("errors")) {
  const first = opened.querySelector("input:not([type=hidden]), select");
  if (first) first.focus();
}
