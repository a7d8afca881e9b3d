// Open pages of workers ring and count when something needs a person. Without scripts the count stands in the navigation.
"use strict";
(() => {
  const ASK_EVERY_MS = 15_000;
  const HEARD = "platen-heard";
  const SOUND = "platen-sound";
  const plainTitle = document.title;
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const store = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // A browser that keeps nothing rings again on the next page.
    }
  };

  // Browsers let a page sound only after somebody has touched it.
  let audio = null;
  const wake = () => {
    if (stored(SOUND) !== "on" || !window.AudioContext) return;
    audio ??= new AudioContext();
    audio.resume().catch(() => {});
  };
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, wake, { passive: true });
  const ring = () => {
    if (stored(SOUND) !== "on" || !audio || audio.state !== "running") return;
    for (const [at, pitch] of [[0, 660], [0.18, 880]]) {
      const tone = audio.createOscillator();
      const loud = audio.createGain();
      const start = audio.currentTime + at;
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.0001, start);
      loud.gain.exponentialRampToValueAtTime(0.25, start + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.0001, start + 0.16);
      tone.connect(loud).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.17);
    }
  };

  const show = (count) => {
    document.title = count > 0 ? `(${count}) ${plainTitle}` : plainTitle;
    const badge = document.querySelector("[data-needs]");
    if (badge) {
      badge.textContent = count;
      badge.hidden = count === 0;
    }
    if (!navigator.setAppBadge) return;
    (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => {});
  };
  // Of several open pages one rings: whoever hears of it first notes that it was heard.
  const hear = ({ count, newest }) => {
    show(count);
    const last = Number(stored(HEARD) ?? -1);
    if (newest > last) {
      store(HEARD, String(newest));
      if (last >= 0) ring();
    }
  };
  let asked = 0;
  const ask = () => {
    if (Date.now() - asked < 1000) return;
    asked = Date.now();
    fetch("/work/today/count", { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok && !answer.redirected ? answer.json().then(hear) : null))
      .catch(() => {});
  };
  show(Number(document.querySelector("[data-needs]")?.textContent ?? 0));
  ask();
  setInterval(ask, ASK_EVERY_MS);
  document.addEventListener("htmx:sseMessage", ask);

  const button = document.getElementById("sound");
  if (button && window.AudioContext) {
    const tell = () => {
      const on = stored(SOUND) === "on";
      button.setAttribute("aria-pressed", String(on));
      button.textContent = on ? "Sound is on" : "Turn the sound on";
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      store(SOUND, stored(SOUND) === "on" ? "off" : "on");
      tell();
      wake();
      audio?.resume().then(ring);
    });
    tell();
  }
})();
