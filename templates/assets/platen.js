// Small comforts. Every page works without them.
"use strict";

// A part of a page is not taken from under the hands of somebody who types or presses in it.
let pressed = false;
let postponed = null;
const isTypedIn = (part) => {
  const at = document.activeElement;
  return part.contains(at) && at.matches("input:not([type=hidden]), select, textarea");
};
const postpones = (part) => {
  // What somebody asked for by pressing or choosing comes at once.
  if (!part || !part.matches("[data-live]") || !(pressed || isTypedIn(part))) return false;
  postponed = part;
  return true;
};
const goOn = () =>
  setTimeout(() => {
    if (!postponed || pressed || isTypedIn(postponed)) return;
    const part = postponed;
    postponed = null;
    htmx.trigger(part, "sse:change");
  }, 300);
document.addEventListener("focusout", goOn);
document.addEventListener("pointerdown", () => (pressed = true));
for (const end of ["pointerup", "pointercancel"]) {
  // The click comes after the finger is lifted.
  document.addEventListener(end, () => setTimeout(() => ((pressed = false), goOn()), 50));
}
document.addEventListener("htmx:beforeRequest", (event) => {
  if (postpones(event.detail.elt)) event.preventDefault();
});

// Choices that are not right yet have an answer too: what is wrong with them stands in the price's place.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 422 || !event.detail.requestConfig.elt.matches("[data-live-choices]")) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

// Where the price follows each change, nobody needs the button for it; when the line drops, they do.
const button = () => document.querySelector("[data-live-choices] > button");
document.addEventListener("htmx:afterSwap", (event) => {
  if (!button() || event.detail.target.id !== "price-part") return;
  // What was only found out about the file is no choice: whoever is content with what stands there still presses it.
  if (event.detail.requestConfig.elt.matches("[data-live-choices]")) button().hidden = true;
  const price = document.getElementById("price-part");
  const said = document.getElementById("said");
  if (price && said && said.textContent !== (price.dataset.say ?? "")) said.textContent = price.dataset.say ?? "";
});
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    if (button() && event.detail.xhr.status !== 422) button().hidden = false;
  });
}
document.addEventListener("DOMContentLoaded", () => {
  // A price that stands already follows the choices, too.
  if (window.htmx && button() && !button().matches(".main")) button().hidden = true;
});

// What was just done is said until the page shows what came of it, and long enough to be read.
const LEGIBLE_MS = 5000;
document.addEventListener("htmx:afterSwap", (event) => {
  const notice = document.querySelector("[data-notice]");
  if (!notice || !event.detail.target.closest("[data-live]")) return;
  setTimeout(() => notice.remove(), Math.max(0, LEGIBLE_MS - performance.now()));
});

// What was unfolded stays unfolded.
let unfolded = [];
document.addEventListener("htmx:beforeSwap", (event) => {
  if (postpones(event.detail.requestConfig.elt)) event.detail.shouldSwap = false;
  unfolded = [...event.detail.target.querySelectorAll("details[open][id]")].map((one) => one.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded) {
    const one = document.getElementById(id);
    if (one) one.open = true;
  }
});

// What is pressed while the line is down stays as it was written, and says so; pressed again it is sent, under the
// same name, so that it is never done twice.
const isDown = () => !navigator.onLine || document.getElementById("offline")?.hidden === false;
const sayUnsent = (form) => {
  let words = form.querySelector("[data-unsent-here]");
  if (!words) {
    words = document.createElement("p");
    words.className = "warns";
    words.dataset.unsentHere = "";
    words.setAttribute("role", "alert");
    form.prepend(words);
  }
  words.textContent = document.getElementById("offline").dataset.unsent;
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!isDown() || form.dataset.reached) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  fetch(location.pathname, { method: "HEAD", cache: "no-store" }).then(
    () => {
      form.dataset.reached = "1";
      form.requestSubmit(event.submitter);
      delete form.dataset.reached;
    },
    () => sayUnsent(form),
  );
});

// A second click does nothing while the first is on its way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const words = form.querySelector("[data-wait]");
  if (words) words.hidden = false;
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Where there is a button for it, one press prints.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A file that is too large is told before it is sent.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file" || !input.dataset.most) return;
  const large = [...input.files].some((file) => file.size > Number(input.dataset.most));
  input.setCustomValidity(large ? input.dataset.large : "");
  if (large) input.reportValidity();
});

// When the line drops, the page says so instead of looking fresh.
const offline = (is) => {
  const bar = document.getElementById("offline");
  if (bar) bar.hidden = !is;
  if (is) return;
  for (const words of document.querySelectorAll("[data-unsent-here]")) words.textContent = bar.dataset.back;
};
window.addEventListener("offline", () => offline(true));
window.addEventListener("online", () => offline(false));
document.addEventListener("htmx:sseError", () => offline(true));
document.addEventListener("htmx:sseOpen", () => offline(false));

// A page that nobody looks at asks for nothing; looked at again, it catches up.
document.addEventListener("visibilitychange", () => {
  if (!window.htmx) return;
  for (const part of document.querySelectorAll("[data-follows]")) {
    htmx.trigger(part, document.hidden ? "htmx:beforeCleanupElement" : "htmx:afterProcessNode");
    if (!document.hidden && part.matches("[sse-connect]")) htmx.trigger(part, "sse:change");
  }
});
