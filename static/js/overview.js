// While another day is judged the page shows its skeleton; when a fragment does not come, the last figures come back.
"use strict";

let kept = null;

const overview = () => document.getElementById("jf-overview");
const copy = (id) => document.getElementById(id).content.cloneNode(true);

function giveBack(target) {
  if (kept && target === overview()) {
    target.replaceChildren(...kept);
    kept = null;
  }
  overview().removeAttribute("aria-busy");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const target = event.detail.target;
  if (target !== overview()) return;
  kept = [...target.childNodes];
  target.replaceChildren(copy("jf-overview-loading"));
  target.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.shouldSwap && event.detail.target === overview()) {
    kept = null;
    overview().removeAttribute("aria-busy");
  }
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const target = event.detail.target;
    giveBack(target);
    const banner = copy("jf-overview-broken");
    banner.querySelector("[data-retry]").href = event.detail.requestConfig.path;
    for (const old of document.querySelectorAll("[data-retry]")) old.closest("p").remove();
    overview().prepend(banner);
  });
}
