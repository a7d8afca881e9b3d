// Pictures of cameras are fetched anew every few seconds, while the page is seen; one that fails says so.
"use strict";
setInterval(() => {
  if (document.hidden) return;
  for (const picture of document.querySelectorAll("img[data-again-s]")) {
    const age = Date.now() - Number(picture.dataset.at ?? 0);
    if (picture.dataset.waits || age < Number(picture.dataset.againS) * 1000) continue;
    picture.dataset.waits = "yes";
    const next = new Image();
    const done = () => {
      delete picture.dataset.waits;
      picture.dataset.at = Date.now();
    };
    next.onload = () => {
      picture.src = next.src;
      done();
    };
    next.onerror = done;
    next.src = picture.getAttribute("src").split("?")[0] + "?at=" + Date.now();
  }
}, 1000);
