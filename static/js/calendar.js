// Print the month; the address of the feed is chosen whole, so that it is copied whole.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const address = document.getElementById("address");
if (address) {
  address.addEventListener("focus", () => address.select());
  address.focus();
}
