// Cards are moved by hand: what is dropped on another card comes to stand before it. The buttons do the same.
"use strict";

let carried = null;
const card = (event) => event.target.closest?.("[data-job][draggable]");
document.addEventListener("dragstart", (event) => {
  carried = card(event);
  if (carried) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragend", () => {
  carried = null;
  for (const one of document.querySelectorAll(".card.is-under")) one.classList.remove("is-under");
});
document.addEventListener("dragover", (event) => {
  const under = card(event);
  if (!carried || !under || under === carried || under.parentElement !== carried.parentElement) return;
  event.preventDefault();
  for (const one of document.querySelectorAll(".card.is-under")) one.classList.remove("is-under");
  under.classList.add("is-under");
});
document.addEventListener("drop", (event) => {
  const under = card(event);
  if (!carried || !under || under === carried || under.parentElement !== carried.parentElement) return;
  event.preventDefault();
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/work/jobs/" + carried.dataset.job + "/before";
  for (const [name, value] of [["next", under.dataset.job], ["back", location.pathname + location.search], ["_once", "moved." + [...crypto.getRandomValues(new Uint32Array(4))].join(".")]]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
});

// After a move by key the hand stays on the card.
document.addEventListener("submit", (event) => {
  const moved = event.target.closest("[data-job]");
  if (moved) sessionStorage.setItem("platen-moved", moved.dataset.job);
});
const moved = sessionStorage.getItem("platen-moved");
if (moved) {
  sessionStorage.removeItem("platen-moved");
  document.querySelector("#card-" + CSS.escape(moved) + " [data-move]")?.focus();
}
