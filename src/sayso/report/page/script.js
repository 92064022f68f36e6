"use strict";
(() => {
  const bar = document.getElementById("walk");
  let stops = [], at = -1, title = "";
  const clear = () => { for (const one of document.querySelectorAll(".on")) one.classList.remove("on"); };
  const reveal = (one) => { for (let up = one; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true; };
  const light = () => {
    const found = /^#(.+)-(\d+)-(\d+)$/.exec(decodeURIComponent(location.hash));
    const mark = document.getElementById(location.hash.slice(1));
    clear();
    if (mark) reveal(mark);
    if (!mark || !found) return;
    const start = Number(found[2]), end = Number(found[3]), page = mark.closest(".document");
    for (const piece of page ? page.querySelectorAll("[data-s]") : []) {
      const from = Number(piece.dataset.s);
      if (from >= start && from < end) piece.classList.add("on");
    }
    mark.scrollIntoView({ block: "center" });
  };
  const say = () => {
    bar.hidden = at < 0;
    bar.textContent = at < 0 ? "" : `${title}: mark ${at + 1} of ${stops.length} · n next, p previous, Esc done`;
  };
  const go = (step) => {
    if (!stops.length) {
      const card = document.querySelector(":target.card, .card:focus-within, .card");
      if (card) pick(card);
    }
    if (!stops.length) return;
    at = (at + step + stops.length) % stops.length;
    location.hash = stops[at];
    say();
  };
  const pick = (card) => {
    const links = card.querySelectorAll(".sides a.chip");
    stops = [...new Set([...links].map((link) => link.getAttribute("href")))];
    title = `Claim ${card.dataset.claim}`;
    at = -1;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const card = link && link.closest(".card");
    if (!card) return;
    pick(card);
    at = stops.indexOf(link.getAttribute("href"));
    say();
  });
  const leave = () => {
    stops = []; at = -1;
    clear();
    say();
    // Without the fragment a "hashchange" still on its way lights nothing, and the same link can be followed again.
    history.replaceState(null, "", "#");
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
    else if (event.key === "Escape") leave();
  });
  addEventListener("hashchange", light);
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details:not(.aside)")) one.open = true; });
  light();
})();
