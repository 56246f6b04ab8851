// Keys and copying. Every page can be read without this file.
(() => {
  "use strict";

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const marks = () => [...document.querySelectorAll("a.mark")].filter((mark) => mark.offsetParent !== null && getComputedStyle(mark).pointerEvents !== "none");

  function step(direction) {
    const all = marks();
    if (all.length === 0) return false;
    const at = all.indexOf(document.activeElement);
    const first = direction > 0 ? all.findIndex((mark) => mark.getBoundingClientRect().top > 0) : all.length - 1;
    const next = at < 0 ? Math.max(first, 0) : Math.min(Math.max(at + direction, 0), all.length - 1);
    all[next].focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "center" });
    return true;
  }

  const onAnyPlace = { j: 1, n: 1, k: -1, p: -1 };
  const onAMark = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const onMark = event.target.matches("a.mark");
    const direction = onAnyPlace[event.key] ?? (onMark ? onAMark[event.key] : undefined);
    if (direction !== undefined) {
      if (step(direction)) event.preventDefault();
    } else if (event.key === "/") {
      const box = document.querySelector("#q, #top-q");
      if (box) {
        box.focus();
        event.preventDefault();
      }
    } else if (event.key === "Escape" && onMark) {
      event.target.blur();
    }
  });

  // The note of the mark that has the focus stands out.
  document.addEventListener("focusin", (event) => {
    document.querySelectorAll(".note.is-current").forEach((note) => note.classList.remove("is-current"));
    const note = event.target.getAttribute?.("aria-describedby");
    if (note && event.target.matches("a.mark")) document.getElementById(note)?.classList.add("is-current");
  });

  // Filters that were not chosen stay out of the address.
  document.addEventListener("htmx:configRequest", (event) => {
    const sent = event.detail.formData;
    for (const [name, value] of [...sent]) if (value === "") sent.delete(name);
  });

  document.querySelectorAll("button.copy").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = document.getElementById(button.dataset.copy).textContent.trim();
      const told = button.parentElement.querySelector(".copied");
      try {
        await navigator.clipboard.writeText(words);
        told.textContent = "Copied";
      } catch {
        told.textContent = "The browser does not let this page copy: select the words instead";
      }
    });
  });
})();
