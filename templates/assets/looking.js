// Looking at what is printed: the part in 3D, its layers, and the pages of a document. Pictures and words are there without it.
"use strict";
(() => {
  // On a line that costs, or that nobody knows on a phone, it waits until somebody asks.
  const isFree = () => {
    const line = navigator.connection;
    if (matchMedia("(prefers-reduced-data: reduce)").matches) return false;
    if (!line) return matchMedia("(pointer: fine)").matches;
    return !line.saveData && line.type !== "cellular" && !["slow-2g", "2g", "3g"].includes(line.effectiveType);
  };
  const canDraw = () => {
    try {
      return !!document.createElement("canvas").getContext("webgl2");
    } catch {
      return false;
    }
  };

  const look = async (place) => {
    if (place.dataset.state) return;
    place.dataset.state = "loading";
    const said = place.querySelector("[data-said]");
    said.textContent = place.dataset.wait;
    place.querySelector("[data-look]").hidden = true;
    try {
      const viewer = await import(place.dataset.viewer);
      place.querySelector("[data-stage]").hidden = false;
      await viewer.start(place);
      said.textContent = "";
      place.dataset.state = "shown";
    } catch (error) {
      place.querySelector("[data-stage]").hidden = true;
      said.textContent = place.dataset.failed;
      place.dataset.state = "failed";
    }
  };
  for (const place of document.querySelectorAll("[data-solid]")) {
    if (!canDraw()) continue;
    const button = place.querySelector("[data-look]");
    button.hidden = false;
    button.addEventListener("click", () => look(place).then(() => place.querySelector("canvas").focus()));
    if (!isFree()) continue;
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      look(place);
    });
    watch.observe(place);
  }

  // The layers come when they are unfolded, and never before: they are for who asks.
  document.addEventListener(
    "toggle",
    async (event) => {
      const place = event.target;
      if (!place.matches("details[data-layers]") || !place.open || place.dataset.state) return;
      place.dataset.state = "loading";
      const said = place.querySelector("[data-said]");
      const stage = place.querySelector("[data-stage]");
      said.textContent = place.dataset.wait;
      try {
        const viewer = await import(place.dataset.viewer);
        stage.hidden = false;
        await viewer.start(place);
        said.textContent = "";
        place.dataset.state = "shown";
      } catch (error) {
        stage.hidden = true;
        said.textContent = place.dataset.failed;
        delete place.dataset.state;
      }
    },
    true,
  );

  // A large page: keys and a finger turn to the next, by its own links.
  const leaf = document.querySelector("[data-leaf]");
  const turn = (to) => {
    const link = document.querySelector(`a[rel=${to}]`);
    if (link) link.click();
  };
  if (leaf) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const to = { ArrowLeft: "prev", PageUp: "prev", ArrowRight: "next", PageDown: "next" }[event.key];
      if (!to) return;
      event.preventDefault();
      turn(to);
    });
    const FAR = 60;
    let from = null;
    leaf.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
    leaf.addEventListener("touchend", (event) => {
      // A page that was made larger is moved about, not turned.
      if (!from || (window.visualViewport && visualViewport.scale > 1.1)) return;
      const across = event.changedTouches[0].clientX - from.clientX;
      const along = event.changedTouches[0].clientY - from.clientY;
      if (Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(along)) turn(across < 0 ? "next" : "prev");
    });
  }

  // One spread at a time, as when the booklet is read.
  const bind = (book) => {
    if (book.dataset.bound) return;
    book.dataset.bound = "1";
    const spreads = [...book.querySelectorAll("[data-spread]")];
    const ways = book.querySelector("[data-ways]");
    if (spreads.length < 2) return;
    let at = 0;
    const [back, ahead] = ways.querySelectorAll("button");
    const said = ways.querySelector("[data-said]");
    const show = (to) => {
      at = Math.min(Math.max(to, 0), spreads.length - 1);
      spreads.forEach((one, which) => (one.hidden = which !== at));
      back.disabled = at === 0;
      ahead.disabled = at === spreads.length - 1;
      said.textContent = spreads[at].dataset.spread;
    };
    back.addEventListener("click", () => show(at - 1));
    ahead.addEventListener("click", () => show(at + 1));
    book.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 }[event.key];
      if (event.key === "Home") show(0);
      else if (event.key === "End") show(spreads.length - 1);
      else if (step) show(at + step);
      else return;
      event.preventDefault();
    });
    // A half of the open booklet is touched as one turns its pages.
    book.querySelector(".spreads").addEventListener("click", (event) => {
      const box = book.querySelector(".spreads").getBoundingClientRect();
      show(event.clientX < box.left + box.width / 2 ? at - 1 : at + 1);
    });
    ways.hidden = false;
    book.classList.add("is-turned");
    show(0);
  };
  const bindAll = () => document.querySelectorAll("[data-book]").forEach(bind);
  // The page's other parts come anew when choices change.
  for (const change of ["htmx:afterSettle", "htmx:oobAfterSwap"]) document.addEventListener(change, bindAll);
  bindAll();
})();
