// Public pages: copy, print, leave without a trace in this tab's history. Without it every page works as well.
document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = document.getElementById(button.dataset.copy).textContent.replace(/\s+/g, " ").trim();
    navigator.clipboard.writeText(text).then(() => {
      button.lastChild.textContent = button.dataset.done;
    });
  });
});
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
document.querySelectorAll("[data-leave]").forEach((link) => {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").replaceChildren();
    window.location.replace(link.href);
  });
});
