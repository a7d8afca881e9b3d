// A shared tablet forgets who was there when nobody touches it; while somebody does, the server hears of it.
"use strict";
const strip = document.querySelector("[data-idle-s]");
if (strip) {
  const idle = Number(strip.dataset.idleS) * 1000;
  const noted = 30_000;
  let touched = Date.now();
  let told = touched;
  const touch = () => {
    touched = Date.now();
    if (touched - told < noted) return;
    told = touched;
    fetch("/work/station/touch", { method: "POST" }).catch(() => {});
  };
  for (const kind of ["pointerdown", "keydown", "wheel"]) document.addEventListener(kind, touch, { passive: true });
  setInterval(() => {
    if (Date.now() - touched < idle) return;
    location.replace("/work/station?next=" + encodeURIComponent(location.pathname));
  }, 1000);
}
