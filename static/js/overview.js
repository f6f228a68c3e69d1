// While another day is judged the page shows its skeleton; when a fragment does not come, the last figures come back.
"use strict";

const overview = () => document.getElementById("jf-overview");
const copy = (id) => document.getElementById(id).content.cloneNode(true);

// what is shown stays in the page, hidden: it comes back when the request fails
function wait(place) {
  const skeletons = document.createElement("div");
  skeletons.className = "jf-skeletons";
  skeletons.append(copy("jf-overview-loading"));
  place.append(skeletons);
  place.classList.add("jf-waiting");
  place.setAttribute("aria-busy", "true");
}

function stopWaiting(place) {
  for (const skeletons of place.querySelectorAll(".jf-skeletons")) skeletons.remove();
  place.classList.remove("jf-waiting");
  place.removeAttribute("aria-busy");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target === overview()) wait(overview());
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.target === overview()) stopWaiting(overview());
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    for (const old of overview().querySelectorAll("[data-retry]")) old.closest("p").remove();
    const banner = copy("jf-overview-broken");
    banner.querySelector("[data-retry]").href = event.detail.requestConfig.path;
    overview().prepend(banner);
  });
}
