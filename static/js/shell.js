// What every page does: "/" goes to the search, menus close, a sent form cannot be sent twice by a double click.
"use strict";

const TYPING = /^(INPUT|TEXTAREA|SELECT)$/;

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.getElementById("jf-search");
    const focused = document.activeElement;
    if (search && !TYPING.test(focused.tagName) && !focused.isContentEditable) {
      event.preventDefault();
      search.focus();
    }
  }
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.jf-menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.jf-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  // an answer that is a download leaves the page standing
  window.setTimeout(() => delete form.dataset.sent, 3000);
});

// a page that comes back from the browser's memory may be sent again
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// the error summary of a refused form takes the focus
const summary = document.getElementById("errors");
if (summary) summary.focus();
